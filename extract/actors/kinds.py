"""Tells what an unknown name names: a person, a place or a body, by the words in and around it.

The language model's name types are a hint only: tables, titles and the words around a name outrank them.
"""

from extract.actors.gazetteer import Known, longest
from extract.actors.words import Words
from extract.model import ActorKind


def kind_of(words: Words, first: int, end: int) -> tuple[ActorKind, Known | None, str | None]:
    """What a name is that no table has as it stands, whom of the tables its surname tells, its country."""
    surname = words.gazetteer.surnames.get(words.texts[end - 1])
    if surname is not None or _looks_personal(words, first, end):
        alone = end - first == 1 or (surname is not None and surname.name.split()[0] == words.texts[first])
        return "person", surname if alone else None, None
    if words.texts[end : end + 1] == (",",) and _is_body(words, end + 1):
        return "organisation", None, None
    if _looks_local(words, first, end):
        return "place", None, words.gazetteer.cities.get(" ".join(words.texts[first:end]))
    types = [words.token(k).name for k in range(first, end)]
    if "PER" in types or _personal_ending(words, end - 1) or _speaks(words, first, end):
        return "person", None, None
    return "organisation", None, None


def _looks_personal(words: Words, first: int, end: int) -> bool:
    """Whether a title stands before it, a first name begins it, or an age or "who" follows it."""
    if titled(words, first):
        return True
    if end - first > 1 and words.texts[first] in words.gazetteer.first_names:
        return True
    if end + 1 >= len(words) or words.texts[end] != ",":
        return False
    if words.token(end + 1).tag == "CD":
        return words.texts[end + 2 : end + 3] == (",",)
    return words.texts[end + 1] == "who" or _described(words, end + 1)


def _described(words: Words, at: int) -> bool:
    """Whether an appositive that begins at `at` holds a person's title: "a women's rights activist"."""
    if words.texts[at] not in {"a", "an", "the"}:
        return False
    for k in range(at + 1, min(at + 6, len(words))):
        if words.token(k).pos in {"PUNCT", "ADP", "VERB"}:
            return False
        if words.texts[k].islower() and longest(words.gazetteer.titles, words.texts, k):
            return True
    return False


def _is_body(words: Words, at: int) -> bool:
    """Whether an appositive that begins at `at` calls the name a body: "Belarus's state oil company"."""
    for k in range(at, min(at + APPOSITIVE, len(words))):
        if words.token(k).pos in {"PUNCT", "VERB", "ADP"}:
            return False
        if words.label(k) == "appos" and words.token(k).head < at:
            return words.gazetteer.heads.get(words.texts[k].capitalize()) is not None
    return False


APPOSITIVE = 8
"""Words of an appositive within which its noun stands."""


def titled(words: Words, first: int) -> bool:
    """Whether a title in the singular ends right before `first`."""
    lowered = words.lowered[max(0, first - 3) : first]
    return any(
        (title := longest(words.gazetteer.titles, lowered, k)) is not None and k + title[1] == len(lowered)
        for k in range(len(lowered))
    )


def _looks_local(words: Words, first: int, end: int) -> bool:
    """Whether it has a place's head ("Valley"), or stands after "in", "near", "at"."""
    tables = words.gazetteer.words
    if words.texts[end - 1] in tables["places.heads"] or words.texts[first] in tables["firsts"]:
        return True
    before = next(
        (words.texts[k] for k in range(first - 1, max(first - 3, -1), -1) if words.texts[k] != "the"), ""
    )
    local = "LOC" in {words.token(k).name for k in range(first, end)}
    if before.lower() in tables["locatives"]:
        return local or " ".join(words.texts[first:end]) in words.gazetteer.cities
    return local and not _speaks(words, first, end)


def _personal_ending(words: Words, at: int) -> bool:
    text = words.texts[at]
    endings = words.gazetteer.words["endings"]
    return len(text) > 5 and any(text.endswith(ending) for ending in endings)  # noqa: PLR2004  # stem and ending


def _speaks(words: Words, first: int, end: int) -> bool:
    """Whether it is the subject of a verb whose subjects are people."""
    for k in range(first, end):
        if words.label(k) == "nsubj":
            return words.token(words.token(k).head).lemma in words.gazetteer.verbs.personal
    return False
