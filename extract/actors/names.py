"""Finds the names in a sentence and says what each names.

The language model's name types are a hint only: tables, titles and the words around a name outrank them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.actors.gazetteer import INTERNATIONAL, Known, longest
from extract.actors.kinds import kind_of, titled
from extract.actors.words import Words
from extract.model import ActorKind, Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: tokens `first` up to, not including, `end`."""

    first: int
    end: int
    span: Span
    text: str
    kind: ActorKind
    country: str | None
    sector: str | None
    known: Known | None = None


def find_names(words: Words) -> tuple[Name, ...]:
    """The names of a sentence, in order, none overlapping."""
    found: list[Name] = []
    at = 0
    while at < len(words):
        if (end := _run_end(words, at)) > at:
            found += _parse_run(words, at, end)
            at = max(end, found[-1].end if found else end)
        else:
            at += 1
    return tuple(found)


def _run_end(words: Words, at: int) -> int:
    """Where a run of capitalised words that begins at `at` ends; `at` itself where none begins."""
    if not _capital(words, at):
        return at
    lowered = [text.lower() for text in words.texts]
    end = at + 1
    while end < len(words):
        if title := _title_at(words, end - 1, lowered) - 1:  # "Secretary of State"
            end += max(title, 0)
            if end >= len(words):
                break
        if _capital(words, end):
            end += 1
        elif (reach := _joined(words, at, end)) > end:
            end = reach
        else:
            break
    return end


def _capital(words: Words, at: int) -> bool:
    """Whether a word may be part of a name."""
    text = words.texts[at]
    if not text[0].isupper() or words.token(at).pos in {"SYM", "NUM"} or text.endswith("$"):
        return False
    if words.within(at, "never.words"):
        return _starts_known(words, at)
    if at and words.texts[at - 1] not in _OPENERS:
        return words.token(at).pos not in {"PRON", "DET", "AUX"} or words.token(at).tag == "NNP"
    token = words.token(at)
    return token.tag.startswith("NNP") or bool(token.name) or _starts_known(words, at)


_OPENERS = frozenset({'"', "“", "‘", "``", ":", "(", "[", "'", "–", "--"})


def _starts_known(words: Words, at: int) -> bool:
    tables = words.gazetteer
    if longest(tables.adjectives, words.texts, at) or longest(tables.peoples, words.texts, at):
        return True
    known = longest(tables.names, words.texts, at)
    if known is None:
        titled = _title_at(words, at, [text.lower() for text in words.texts[: at + 5]])
        return titled > 1 or words.texts[at] in tables.first_names
    return (
        known[1] > 1
        or known[0].kind != "organisation"
        or words.token(at).pos in {"PROPN", "X"}
        or words.texts[at].isupper()
    )


def _joined(words: Words, first: int, at: int) -> int:
    """The end of a stretch of small words that carries a name on to its next capital; `at` if it does not."""
    tables = words.gazetteer
    if words.texts[at] == "-" and words.touches(at):
        follows = at + 1 < len(words) and words.touches(at + 1) and words.texts[at + 1][0].isalpha()
        return at + 2 if follows and words.texts[at + 1][0].isupper() else _hyphened(words, at)
    if words.within(at, "particles") and at + 1 < len(words) and _capital(words, at + 1):
        return at + 2
    if words.texts[at].lower().startswith(("al-", "el-", "ul-")):
        return at + 1
    if words.within(at, "joined.words") and any(
        words.texts[k] in tables.words["joined.heads"] for k in range(first, at)
    ):
        reach = at + 1
        while reach < len(words) and words.texts[reach] in {"the", "of"}:
            reach += 1
        ahead = reach < len(words) and _capital(words, reach)
        if ahead and (words.texts[at] in {"of", "for"} or _ministerial(words, first, at)):
            return reach + 1 if not _begins_other(words, at, reach) else at
    return at


def _hyphened(words: Words, at: int) -> int:
    """ "Kim Dae-jung", "Kassym-Jomart": a lower-case second part still belongs to a person's name."""
    follows = at + 1 < len(words) and words.touches(at + 1) and words.texts[at + 1].isalpha()
    return at + 2 if follows and words.token(at + 1).pos == "PROPN" else at


def _ministerial(words: Words, first: int, at: int) -> bool:
    """Whether "of" or "for" came before: only then may "and", "on" run on ("Ministry of Labor and Trade")."""
    return words.texts[at] == "on" or any(words.texts[k] in {"of", "for"} for k in range(first, at))


def _begins_other(words: Words, at: int, reach: int) -> bool:
    """ "the Ministry of Defense and Japan", "the Bank of Russia": a known place after "and" is another name."""
    known = longest(words.gazetteer.names, words.texts, reach)
    title = longest(words.gazetteer.titles, [word.lower() for word in words.texts], reach)
    return words.texts[at] in {"and", "in", "to"} and (known is not None or title is not None)


def _parse_run(words: Words, first: int, end: int) -> Iterator[Name]:
    """Cuts a run of capitalised words into the names it holds, left to right."""
    at = first
    lowered = [text.lower() for text in words.texts]
    origin: Known | None = None
    origin_at = first
    while at < end:
        if (thing := _thing_end(words, at, end)) > at:
            at, origin = thing, None
        elif (known := _known_at(words, at, end)) is not None:
            stop = _known_end(words, known[0], at + known[1], end)
            yield _with_place(words, origin_at if origin else at, at, stop, known[0], origin)
            at, origin = stop, None
        elif (tail := _body_end(words, at, end, lowered)) > at:
            start = origin_at if origin else at
            if start or tail > 1:  # a bare head that only begins a sentence is a common noun
                yield _body(words, start, tail, origin)
            at, origin = tail, None
        elif people := longest(words.gazetteer.peoples, words.texts, at):
            yield _name(words, at, at + people[1], "group", country=people[0].country)
            at += people[1]
        elif adjective := longest(words.gazetteer.adjectives, words.texts, at):
            origin, origin_at = adjective[0], at
            at += adjective[1]
        elif title := _title_at(words, at, lowered):
            at += title
        elif words.texts[at] in {"-", "of", "for", "and", "on", "the", "in", "to"}:
            at += 1
        else:
            stop = _unknown_end(words, at, end, lowered)
            if stop > at + 1 or not (
                stop < end and _title_at(words, stop, lowered)
            ):  # no "Orthodox" Patriarch
                yield _unknown(words, at, stop, origin)
            at, origin = stop, None


def _thing_end(words: Words, at: int, end: int) -> int:
    """Where the name of a thing that begins at `at` ends, a treaty's or a war's; `at` if none begins there."""
    for k in range(at, min(at + THING_WORDS, end)):
        if words.within(k, "joined.words") or words.texts[k] == "-":
            return at
        if words.within(k, "lasts") and (k > at or k + 1 == end):
            return k + 1
    return at


THING_WORDS = 4
"""Words that the name of a thing may have: "Strategic Arms Reduction Treaty"."""


def _title_at(words: Words, at: int, lowered: list[str]) -> int:
    """How many words of a title stand at `at`."""
    title = longest(words.gazetteer.titles, lowered, at)
    return title[1] if title else 0


def _known_at(words: Words, at: int, end: int) -> tuple[Known, int] | None:
    """A name of the tables at `at`, unless it is the first part of a longer name that they lack."""
    found = longest(words.gazetteer.names, words.texts, at)
    if found is None:
        return None
    known, length = found
    follows = at + length
    if follows >= end or known.kind == "person":
        return found
    lowered = [text.lower() for text in words.texts]
    if _body_end(words, follows, end, lowered) > follows:
        return None
    if _hyphen_to_unknown(words, follows) or (length == 1 and _is_first_name(words, at, end, lowered)):
        return None
    return found


def _hyphen_to_unknown(words: Words, at: int) -> bool:
    """Whether a hyphen ties what is before it to a word that is no known name: not in "Baku-Ceyhan"."""
    if words.texts[at] != "-" or at + 1 >= len(words):
        return False
    tables = words.gazetteer
    return not (longest(tables.names, words.texts, at + 1) or longest(tables.adjectives, words.texts, at + 1))


def _is_first_name(words: Words, at: int, end: int, lowered: list[str]) -> bool:
    """ "Jordan Smith", "Islam Karimov": a place's or body's name before a surname that is no title or name."""
    follows = at + 1
    if follows >= end or not (words.texts[at] in words.gazetteer.first_names or titled(words, at)):
        return False
    return (
        not _title_at(words, follows, lowered)
        and longest(words.gazetteer.names, words.texts, follows) is None
    )


def _body_end(words: Words, at: int, end: int, lowered: list[str]) -> int:
    """Where a body's name that begins at `at` ends; `at` if none begins there.

    A body's name ends at its head ("Space Agency"), or runs on over "of" ("Ministry of Defense").
    """
    heads = words.gazetteer.heads
    for k in range(at, end):
        if k > at and longest(words.gazetteer.names, words.texts, k) and words.texts[k] not in heads:
            return at
        title = _title_at(words, k, lowered)
        if title and not any(words.texts[j] in heads for j in range(k + title, min(k + title + 3, end))):
            return at
        if words.texts[k] in heads:
            return _run_on(words, k + 1, end)
    return at


def _run_on(words: Words, at: int, end: int) -> int:
    """Carries a body's name over further heads and "of ...": "Central Bank of Russia"."""
    while at < end and (words.texts[at] in words.gazetteer.heads or words.within(at, "joined.words")):
        if words.texts[at] in words.gazetteer.heads:
            at += 1
            continue
        at += 1
        while at < end and not words.within(at, "joined.words"):
            at += 1
    return at


def _body(words: Words, first: int, end: int, origin: Known | None) -> Name:
    """A body that the tables lack: its head gives the sector, a place or body in its name the country."""
    known = longest(words.gazetteer.names, words.texts, first)
    if known and first + known[1] == end:
        return _name(words, first, end, "organisation", known=known[0])
    part = (
        origin or next(_known_in(words, first, end), None) or words.gazetteer.surnames.get(words.texts[first])
    )
    heads = words.gazetteer.heads
    sector = next((heads[text] for text in words.texts[first:end] if heads.get(text)), None)
    if part is None:
        return _name(words, first, end, "organisation", sector=sector)
    if part.kind == "organisation":
        sector = part.sector if part.sector == INTERNATIONAL else sector or part.sector
    return _name(words, first, end, "organisation", country=part.country, sector=sector)


def _known_in(words: Words, first: int, end: int) -> Iterator[Known]:
    """The places and bodies inside a longer name."""
    for k in range(first, end):
        for table in (words.gazetteer.names, words.gazetteer.adjectives):
            found = longest(table, words.texts, k)
            if found and found[0].kind in {"place", "organisation"} and k + found[1] < end + (k > first):
                yield found[0]


def _unknown_end(words: Words, at: int, end: int, lowered: list[str]) -> int:
    """Where a name unknown to all tables ends: before a title, or a known name of several words."""
    stop = at + 1
    while stop < end:
        if words.texts[stop] == "-":
            stop += 2
            continue
        known = longest(words.gazetteer.names, words.texts, stop)
        if _title_at(words, stop, lowered) or (known and known[0].role in {"country", "organisation"}):
            break
        stop += 1
    return min(stop, end)


def _known_end(words: Words, known: Known, at: int, end: int) -> int:
    """Where a known name ends with what it is or belongs to: "Helmand Province", "Supreme Court of India"."""
    if at >= end:
        return at
    if known.kind == "place":
        return at + 1 if words.within(at, "places.heads") else at
    return _run_on(words, at, end) if _stateless(known) and words.texts[at] == "of" else at


def _with_place(words: Words, start: int, at: int, end: int, known: Known, origin: Known | None) -> Name:  # noqa: PLR0913  # its parts
    """A known name, of the country of the adjective before it or the place inside it if it has none itself."""
    if not _stateless(known):
        return _name(words, at, end, known.kind, known=known)
    place = origin or next(_known_in(words, at + 1, end + 1), None) if end < len(words) else origin
    country = place.country if place else None
    return _name(words, start if origin else at, end, known.kind, known=known, country=country)


def _stateless(known: Known) -> bool:
    """Whether a body of that name is found in many states: "Supreme Court"."""
    return known.kind == "organisation" and known.country is None and known.sector != INTERNATIONAL


def _unknown(words: Words, first: int, end: int, origin: Known | None) -> Name:
    """A name that no table has as it stands; an adjective before it tells its country."""
    kind, known, country = kind_of(words, first, end)
    sector = None
    if kind == "organisation" and first and words.token(first - 1).tag == "NN":
        sector = words.gazetteer.nouns.get(words.token(first - 1).lemma.lower())  # "the newspaper El Pais"
    if origin is not None and kind != "place":
        country = origin.country
    return _name(words, first, end, kind, known=known, country=country, sector=sector)


def _name(  # noqa: PLR0913  # a name's facts, each named
    words: Words,
    first: int,
    end: int,
    kind: ActorKind,
    *,
    known: Known | None = None,
    country: str | None = None,
    sector: str | None = None,
) -> Name:
    span = Span(words.token(first).span.start, words.token(end - 1).span.end)
    text = "".join(
        ("" if k == first or words.touches(k) else " ") + words.token(k).text for k in range(first, end)
    )
    return Name(
        first,
        end,
        span,
        text,
        kind,
        country or (known.country if known else None),
        sector or (known.sector if known else None),
        known,
    )
