"""Tells from a noun and its modifiers whether it acts, and in which PLOVER sector."""

from collections.abc import Iterator

from extract.actors.gazetteer import longest
from extract.actors.words import Words

_PHRASE_END = frozenset({"DET", "ADP", "AUX", "PRON", "CCONJ", "SCONJ"})
MODIFIERS = 3
"""Words before a noun that may tell its sector: "former rebel field commander"."""


def acts(words: Words, head: int) -> bool:
    """Whether a noun names people or a body."""
    if (inner := counted(words, head)) is not None:
        return words.token(inner).pos == "PROPN" or acts(words, inner)
    tables = words.gazetteer
    if longest(tables.adjectives, words.texts, head):
        return True  # "an Iranian", "the British"
    for form in noun_forms(words, head):
        title = longest(tables.titles, (form,), 0)
        if (
            form in tables.acting
            or (title and title[0].kind != "style")
            or form.endswith(("men", "man", "woman"))
        ):
            return True
    return sector_of_phrase(words, head) is not None or words.texts[head] in tables.heads


def sector_of(words: Words, head: int) -> str | None:
    """The sector that a noun and its modifiers tell; None where they tell none."""
    if (inner := counted(words, head)) is not None:
        return sector_of(words, inner)
    if sector := sector_of_phrase(words, head):
        return sector
    tables = words.gazetteer
    forms = tuple(noun_forms(words, head))
    own = next((tables.nouns[form] for form in forms if form in tables.nouns), None)
    if "deputy" in forms and any(t.head == head and t.label == "nmod:poss" for t in words.sentence.tokens):
        return None  # "his deputy" is no deputy of a parliament
    if own is not None and tables.yielding.isdisjoint(forms):
        return own
    titled = (longest(tables.titles, (form,), 0) for form in forms)
    return _modifying(words, head) or own or next((title[0].sector for title in titled if title), None)


def noun_forms(words: Words, at: int) -> Iterator[str]:
    """The forms under which a noun may stand in the tables: its lemma, itself, and without a plural's s."""
    text, lemma = words.lowered[at], words.token(at).lemma.lower()
    yield lemma
    if text != lemma:
        yield text
    if text.endswith("s") and text[:-1] != lemma:
        yield text[:-1]


def sector_of_phrase(words: Words, head: int) -> str | None:
    """The sector of a modifier and its noun taken together: "border guards", "business leaders"."""
    tables = words.gazetteer
    nouns = tuple(noun_forms(words, head))
    if tables.paired.isdisjoint(nouns):
        return None
    for k in range(head - 1, max(head - 1 - MODIFIERS, -1), -1):
        if words.token(k).pos in _PHRASE_END or words.texts[k] == ",":
            return None
        for modifier in noun_forms(words, k):
            for noun in nouns:
                if sector := tables.phrases.get(f"{modifier} {noun}"):
                    return sector
                title = longest(tables.titles, (modifier, noun), 0)
                if title and title[1] > 1 and title[0].sector:
                    return str(title[0].sector)
    return None


def _modifying(words: Words, head: int) -> str | None:
    """The nearest modifier's sector: "rebel forces", "opposition supporters"."""
    tables = words.gazetteer
    for k in range(head - 1, max(head - 1 - MODIFIERS, -1), -1):
        tied = words.token(k).head == head and words.label(k) in {"amod", "compound", "nmod"}
        if not tied or words.lowered[k] == "deputy":
            continue
        if words.texts[k] in tables.heads:
            return tables.heads[words.texts[k]] or None
        if words.token(k).tag.startswith("NNP") and words.texts[k][0].isupper() and k:
            continue
        if sector := next(
            (tables.nouns[form] for form in noun_forms(words, k) if form in tables.nouns), None
        ):
            return sector
    return None


def counted(words: Words, head: int) -> int | None:
    """What "thousands of protesters" counts: the token of the noun after "of"."""
    if words.texts[head + 1 : head + 2] != ("of",) or not any(
        form in words.gazetteer.counted for form in noun_forms(words, head)
    ):
        return None
    for k in range(head + 2, min(head + 2 + COUNTED_REACH, len(words))):
        if words.token(k).head == head and words.label(k) == "nmod":
            return k
    return None


COUNTED_REACH = 9
"""Words after "of" within which the counted noun stands."""
