"""Finds the offices that a text gives to people: "Japanese Prime Minister X", "X, who heads the Council"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.actors.gazetteer import Title, longest
from extract.actors.names import Name
from extract.actors.words import Words

Tenure = Literal["holds", "former", "designate", "acting"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office or title, in tokens `first` up to, not including, `end`."""

    first: int
    end: int
    role: str
    """As written, without article, origin or tenure; in lower case but for names."""
    title: str
    """The title alone, as the table has it."""
    sector: str | None
    country: str | None
    gender: str
    tenure: Tenure
    named: bool
    """Whether it is an office one holds, rather than a style like "Mr."."""
    possessor: int | None = None
    """The token of a possessive pronoun before it: "his deputy"."""


def office_before(words: Words, name: Name, names: Sequence[Name]) -> Office | None:
    """The office written before a name: "former Russian defense minister" Pavel Grachev."""
    end = name.first
    if end > 1 and words.texts[end - 1] == "," and _appositive(words, name, end):
        end -= 1
    tail = end
    if words.texts[max(0, end - 2) : end - 1] == ("-",) and tenure_of(words, words.lowered[end - 1]):
        tail = end - 2  # "prime minister-designate X"
    found = title_ending(words, tail) or _occupation(words, name)
    if found is None:
        return None
    start, title = found
    first, possessor = _left_edge(words, names, start, tail)
    return _office(words, names, _Phrase(first, start, tail, title, possessor))


def _occupation(words: Words, name: Name) -> tuple[int, Title] | None:
    """A noun before a name that the table of titles lacks: "Brisbane lawmaker-turned-singer" X."""
    at = name.first - 1
    if at < 0 or words.token(at).tag != "NN" or not name.first <= words.token(at).head < name.end:
        return None
    lemma = words.token(at).lemma.lower()
    return at, Title(lemma, words.gazetteer.nouns.get(lemma), "", "style")


def title_ending(words: Words, end: int) -> tuple[int, Title] | None:
    """The longest title whose last word is the one before `end`, and where it begins."""
    lowered = words.lowered[max(0, end - 5) : end]
    for k in range(len(lowered)):
        found = longest(words.gazetteer.titles, lowered, k)
        if found and k + found[1] == len(lowered):
            return end - len(lowered) + k, found[0]
    return None


def _appositive(words: Words, name: Name, end: int) -> bool:
    """Whether a comma before a name ends a description of it: "the foreign minister, X, said"."""
    found = title_ending(words, end - 1)
    if found is None or found[1].kind == "style":
        return False
    after = words.texts[name.end] if name.end < len(words) else "."
    before = words.token(found[0] - 1).tag if found[0] else ""
    described = words.label(name.first) == "appos" and name.first - 2 <= words.token(name.first).head < end
    return (
        after in {",", ")"} or described or (before == "PRP$" and words.texts[max(0, found[0] - 2)] == "and")
    )


def _left_edge(words: Words, names: Sequence[Name], start: int, end: int) -> tuple[int, int | None]:
    """Where the office's noun phrase begins, left of its title, and its possessive pronoun if it has one."""
    at = start
    while at > 0:
        inside = next((name for name in names if name.first < at <= name.end), None)
        if inside is not None:
            at = inside.first
        elif (
            words.token(at - 1).tag == "POS"
            or words.texts[at - 1] == "-"
            or _modifies(words, at - 1, start, end)
        ):
            at -= 1
        else:
            break
    possessor = at - 1 if at and words.token(at - 1).tag == "PRP$" else None
    return at, possessor


def _modifies(words: Words, at: int, start: int, end: int) -> bool:
    """Whether a word before a title belongs to it."""
    token, text = words.token(at), words.lowered[at]
    if token.pos == "VERB" and words.label(at) not in {"amod", "compound"}:
        return False  # "dismissed Interior Minister X"
    if tenure_of(words, text) or longest(words.gazetteer.adjectives, words.texts, at):
        return True
    if token.pos not in {"ADJ", "NOUN", "PROPN"} or text in words.gazetteer.words["fresh.words"]:
        return False
    tied = words.label(at) in {"amod", "compound", "nmod", "flat"} and at < token.head <= end
    return (
        tied
        or text in words.gazetteer.nouns
        or longest(words.gazetteer.titles, [text], 0) is not None
        or start - at == 0
    )


def tenure_of(words: Words, text: str) -> Tenure | None:
    """What a word says of the time in office: "former", "acting", "designate"; None if it says nothing."""
    lists = words.gazetteer.words
    if text in lists["former"] or text.startswith("ex-"):
        return "former"
    if text in lists["acting"]:
        return "acting"
    return "designate" if text in lists["designate"] else None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The noun phrase of an office: tokens `first` up to `end`, its title from `start`."""

    first: int
    start: int
    end: int
    title: Title
    possessor: int | None = None


def _office(words: Words, names: Sequence[Name], phrase: _Phrase) -> Office:
    """What a phrase says of an office: tenure, country, sector, role."""
    first, start, end, title = phrase.first, phrase.start, phrase.end, phrase.title
    said = _modifiers(words, names, phrase)
    tenure, country, sector = said.tenure, said.country, said.sector
    if phrase.possessor is not None:
        title = Title(title.words, None, title.gender, title.kind)
    sector = _sector(words, title, sector, country)
    if words.texts[end : end + 1] == ("-",) and end + 1 < len(words):  # "prime minister-designate X"
        tenure = tenure_of(words, words.lowered[end + 1]) or tenure
    role = _role_text(words, names, min(said.role_from, start), end)
    named = title.kind in {"office", "occupation"} or (title.kind != "relation" and start > first)
    return Office(
        first, end, role, title.words, sector, country, title.gender, tenure, named, phrase.possessor
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words before a title say."""

    tenure: Tenure
    country: str | None
    sector: str | None
    role_from: int
    """Where the role begins: after tenure, origin and owner."""


def _modifiers(words: Words, names: Sequence[Name], phrase: _Phrase) -> _Said:
    """Reads the words before a title one by one, then the names among them."""
    tenure: Tenure = "holds"
    country = sector = None
    role_from = phrase.first
    inside = [name for name in names if phrase.first <= name.first < phrase.end]
    kept = {k for name in inside for k in range(name.first, name.end)}
    for k in (k for k in range(phrase.first, phrase.start) if k not in kept):
        if said := tenure_of(words, words.lowered[k]):
            tenure, role_from = said, k + 1
        elif adjective := longest(words.gazetteer.adjectives, words.texts, k):
            country = country or (None if words.backs(k + adjective[1]) else adjective[0].country)
            role_from = k + adjective[1]
        elif words.token(k).tag == "POS" or words.texts[k] == "-":
            role_from = k + 1
        else:
            sector = words.gazetteer.nouns.get(words.token(k).lemma.lower(), sector)
    for name in inside:
        country, sector = name.country or country, name.sector or sector
        if name.kind == "place" and words.texts[name.end : name.end + 1] == ("'s",):
            role_from = name.end + 1
    return _Said(tenure, country, sector, role_from)


def _sector(words: Words, title: Title, body: str | None, country: str | None) -> str | None:
    """An office's sector: the title's own where it has one, else its body's; a state's leader governs."""
    if body in _PRIVATE:
        return body
    if (
        title.sector == "GOV"
        and body in {"REB", "OPP", "PTY", "IGO", "LEG", "BUS", "COP", "MIL"}
        and title.words not in words.gazetteer.words["offices"]
    ):
        return body
    return title.sector or body or ("GOV" if country and title.words else None)


_PRIVATE = frozenset({"BUS", "LAB", "EDU", "CVL", "JRN", "REL", "MED"})
"""Bodies whose presidents govern no state."""


def _role_text(words: Words, names: Sequence[Name], first: int, end: int) -> str:
    """The role as written, its own capitals taken off, those of names in it kept."""
    kept = {k for name in names for k in range(name.first, name.end)}
    return words.written(first, end, lowered=frozenset(range(first, end)) - kept)


def office_after(words: Words, name: Name, names: Sequence[Name]) -> Office | None:
    """The office in an appositive or relative clause after a name: "X, chairman of the Council,"."""
    at = name.end
    if at + 1 >= len(words) or words.texts[at] not in {",", "("}:
        return None
    if words.texts[at + 1] == "who":
        return _headed(words, names, at + 2)
    start = at + 1
    for k in range(start, min(start + 8, len(words))):
        found = longest(words.gazetteer.titles, words.lowered, k)
        if found and words.texts[k + found[1] : k + found[1] + 1] != ("'s",):
            return _after_title(words, names, start, k, k + found[1])
        if words.token(k).pos not in _IN_PHRASE and words.texts[k] != "-":
            break
    return _untitled(words, names, start)


_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "PRON", "NUM", "ADV"})


def body_after(words: Words, name: Name, names: Sequence[Name]) -> Office | None:
    """What an appositive after a body's name says of its country and sector: "X, Belarus's oil company,"."""
    at = name.end
    if at + 1 >= len(words) or words.texts[at] != ",":
        return None
    return _untitled(words, names, at + 1)


def _untitled(words: Words, names: Sequence[Name], start: int) -> Office | None:
    """An appositive without a title still tells country and sector: "X, a Guatemalan migrant,"."""
    owned = any(name.first == start and words.texts[name.end : name.end + 1] == ("'s",) for name in names)
    if not owned and words.lowered[start] not in {"a", "an", "the"}:
        return None
    end = start + 1
    while end < len(words) and (
        words.token(end).pos in _IN_PHRASE or words.texts[end] in {"-", "of", "from", "in"}
    ):
        end += 1
    if end < len(words) and words.token(end).pos not in {"PUNCT", "VERB", "ADP"}:
        return None
    last = next((k for k in range(end - 1, start, -1) if words.label(k) == "appos"), end - 1)
    title = Title("", words.gazetteer.nouns.get(words.token(last).lemma.lower()), "", "style")
    office = _office(words, names, _Phrase(start + (not owned), end, end, title))
    return replace(office, named=False) if office.country or office.sector else None


def _after_title(words: Words, names: Sequence[Name], start: int, at: int, end: int) -> Office | None:
    """An office whose title stands at `at` in an appositive from `start`, with the body it is "of"."""
    while further := longest(words.gazetteer.titles, words.lowered, end) if end < len(words) else None:
        end += further[1]
    found = title_ending(words, end)
    if found is None or found[1].kind == "style" or any(name.first == end for name in names):
        return None
    title = min(found[0], at)
    first = min(start + (words.token(start).pos == "DET"), title)
    office = _office(words, names, _Phrase(first, title, end, found[1]))
    if end < len(words) and words.texts[end] in {"of", "for", "at", "in", "to"}:
        return _with_body(words, names, office, found[1])
    return office


def _with_body(words: Words, names: Sequence[Name], office: Office, title: Title) -> Office:
    """An office with the body it is "of", and the country and sector of that."""
    body = next((name for name in names if office.end < name.first <= office.end + 2), None)
    if body is None and office.sector is None:  # "a spokesman for the governor"
        served = range(office.end, min(office.end + 4, len(words)))
        sectors = (words.gazetteer.nouns.get(words.token(k).lemma.lower()) for k in served)
        return replace(office, sector=next(filter(None, sectors), None))
    if body is None or words.texts[office.end] == "to":
        return office
    inner = next((name for name in names if name.first == body.end + 1), None)
    if inner and words.texts[body.end] == "'s":  # "secretary of Russia's Security Council"
        body = replace(inner, country=inner.country or body.country)
    sector = body.sector if title.sector is None or body.kind == "organisation" else title.sector
    role = f"{office.role} {words.texts[office.end]} {body.text}"
    return Office(
        office.first,
        body.end,
        role,
        office.title,
        _sector(words, title, sector, body.country),
        body.country or office.country,
        office.gender,
        office.tenure,
        office.named,
        None,
    )


def _headed(words: Words, names: Sequence[Name], at: int) -> Office | None:
    """The head of what one heads: "who heads the Security Council"."""
    past = at < len(words) and words.texts[at] in {"once", "formerly", "previously"}
    at += past
    if at >= len(words) or words.token(at).lemma not in words.gazetteer.verbs.heads:
        return None
    body = next((name for name in names if at < name.first <= at + 3), None)
    if body is None:
        return _heading_for(words, at)
    tenure: Tenure = "former" if past or words.token(at).tag == "VBD" else "holds"
    return Office(
        at, body.end, f"head of {body.text}", "head", body.sector, body.country, "", tenure, named=True
    )


def _heading_for(words: Words, at: int) -> Office | None:
    """The country of what one heads, where it is no name: "who leads the Chechen side"."""
    for k in range(at + 1, min(at + 4, len(words))):
        if found := longest(words.gazetteer.adjectives, words.texts, k):
            country = found[0].country
            return Office(at, k + found[1], "head", "head", None, country, "", "holds", named=False)
    return None


def office_given(words: Words, name: Name, names: Sequence[Name]) -> Office | None:
    """The office that a verb before a name gives it: "nominated X to be prime minister"."""
    giving = words.gazetteer.verbs
    verbs = {
        words.token(k).lemma
        for k in range(max(0, name.first - 2), name.first)
        if words.token(k).pos == "VERB"
    }
    if verbs.isdisjoint(giving.nominates | giving.installs):
        return None
    at = name.end
    for link in (("to", "be"), ("as",), ("to", "become")):
        if words.lowered[at : at + len(link)] == link:
            at += len(link)
    at += words.lowered[at : at + 1] in {("the",), ("a",), ("its",), ("new",)}
    for k in range(at, min(at + 3, len(words))):
        if found := longest(words.gazetteer.titles, words.lowered, k):
            office = _office(words, names, _Phrase(at, k, k + found[1], found[0]))
            nominated = not verbs.isdisjoint(giving.nominates)
            return replace(office, tenure="designate") if nominated else office
        if words.token(k).pos not in {"ADJ", "NOUN", "PROPN"}:
            return None
    return None
