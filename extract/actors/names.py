"""Finds the names in a sentence and says what each names.

The language model's name types are a hint only: tables, titles and the words around a name outrank them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.actors.gazetteer import INTERNATIONAL, Known, longest
from extract.actors.kinds import kind_of, titled
from extract.actors.runs import run_end, title_at
from extract.actors.sectors import acts
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
    particles = words.gazetteer.words["particles"]
    starts = [at for at, text in enumerate(words.texts) if text[0].isupper() or text in particles]
    past = 0
    for at in starts:
        if at >= past and (end := run_end(words, at)) > at:
            found += _cut(words, at, end)
            past = max(end, found[-1].end if found else end)
    return tuple(found)


def _cut(words: Words, first: int, end: int) -> Iterator[Name]:
    """The names of a run; what names a thing ("Dayton Accords") is cut out before."""
    at = start = first
    while at < end:
        thing = _thing_end(words, at, end)
        if thing > at:
            yield from _parse_run(words, start, at)
            start = thing
        at = max(thing, at + 1)
    yield from _parse_run(words, start, end)


def _parse_run(words: Words, first: int, end: int) -> Iterator[Name]:
    """Cuts a run of capitalised words into the names it holds, left to right."""
    at = first
    origin: Known | None = None
    origin_at = first
    while at < end:
        if (known := _known_at(words, at, end)) is not None:
            stop = _known_end(words, known[0], at + known[1], end)
            yield _with_place(words, (origin_at if origin else at, at, stop), known[0], origin)
            at, origin = stop, None
        elif (tail := _body_end(words, at, end)) > at:
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
        elif idle := title_at(words, at) or words.within(at, "links") or _is_common(words, at, end):
            at += idle
        else:
            stop = _unknown_end(words, at, end)
            if stop > at + 1 or not (stop < end and title_at(words, stop)):  # "Orthodox" Patriarch
                unknown = _unknown(words, at, stop, origin)
                if unknown.kind != "organisation" or not _names_a_thing(words, at, stop):
                    yield unknown
            at, origin = stop, None


def _is_common(words: Words, at: int, end: int) -> bool:
    """Whether an adjective of no one country stands alone or before a title: "Muslim", not "Black" Star."""
    if words.within(at, "adjectives"):
        return at + 1 == end or title_at(words, at + 1) > 0
    return len(words.texts[at]) == 1


def _thing_end(words: Words, at: int, end: int) -> int:
    """Where the name of a thing that begins at `at` ends, a treaty's say; `at` if none begins there."""
    for k in range(at, min(at + THING_WORDS, end)):
        if words.within(k, "joined.words") or words.texts[k] == "-":
            return at
        if words.within(k, "lasts") and (k > at or k + 1 == end):
            return k + 1
    return at


THING_WORDS = 4
"""Words that the name of a thing may have: "Strategic Arms Reduction Treaty"."""


def _known_at(words: Words, at: int, end: int) -> tuple[Known, int] | None:
    """A name of the tables at `at`, unless it is the first part of a longer name that they lack."""
    found = longest(words.gazetteer.names, words.texts, at)
    if found is None:
        return None
    known, length = found
    follows = at + length
    if follows >= end or known.kind == "person":
        return found
    if _body_end(words, follows, end) > follows and _body_end(words, at, end) > at:
        return None
    if _hyphen_to_unknown(words, follows) or (length == 1 and _is_first_name(words, at, end)):
        return None
    return found


def _hyphen_to_unknown(words: Words, at: int) -> bool:
    """Whether a hyphen ties what is before it to a word that is no known name: not in "Baku-Ceyhan"."""
    if words.texts[at] != "-" or at + 1 >= len(words):
        return False
    tables = words.gazetteer
    return not (longest(tables.names, words.texts, at + 1) or longest(tables.adjectives, words.texts, at + 1))


def _is_first_name(words: Words, at: int, end: int) -> bool:
    """Whether a place's name begins a person's: "Jordan Smith", "Islam Karimov"."""
    follows = at + 1
    if follows >= end or not (words.texts[at] in words.gazetteer.first_names or titled(words, at)):
        return False
    return not title_at(words, follows) and longest(words.gazetteer.names, words.texts, follows) is None


def _body_end(words: Words, at: int, end: int) -> int:
    """Where a body's name that begins at `at` ends; `at` if none begins there.

    A body's name ends at its head ("Space Agency"), or runs on over "of" ("Ministry of Defense").
    """
    heads = words.gazetteer.heads
    for k in range(at, end):
        if k > at and longest(words.gazetteer.names, words.texts, k) and words.texts[k] not in heads:
            return at
        title = title_at(words, k)
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


def _unknown_end(words: Words, at: int, end: int) -> int:
    """Where a name unknown to all tables ends: before a title, or a known name of several words."""
    stop = at + 1
    while stop < end:
        if words.texts[stop] == "-":
            stop += 2
            continue
        known = longest(words.gazetteer.names, words.texts, stop)
        if title_at(words, stop) or (known and known[0].role in {"country", "organisation"}):
            break
        stop += 1
    return min(stop, end)


def _known_end(words: Words, known: Known, at: int, end: int) -> int:
    """Where a known name ends with what it is or belongs to: "Supreme Court of India"."""
    if at >= end:
        return at
    if known.kind == "place":
        return at + 1 if words.within(at, "places.heads") else at
    return _run_on(words, at, end) if _stateless(known) and words.texts[at] == "of" else at


def _with_place(words: Words, bounds: tuple[int, int, int], known: Known, origin: Known | None) -> Name:
    """A known name; one that many states have takes the country of the adjective before or the place inside.

    `bounds` are where the adjective, the name itself, and what follows it begin.
    """
    start, at, end = bounds
    if not _stateless(known):
        return _name(words, at, end, known.kind, known=known)
    place = origin or next(_known_in(words, at + 1, end + 1), None) if end < len(words) else origin
    country = place.country if place else None
    return _name(words, start if origin else at, end, known.kind, known=known, country=country)


def _stateless(known: Known) -> bool:
    """Whether a body of that name is found in many states: "Supreme Court"."""
    return known.kind == "organisation" and known.country is None and known.sector != INTERNATIONAL


def _names_a_thing(words: Words, first: int, end: int) -> bool:
    """Whether an unknown name only tells which thing is meant: "the Burgas-Abcd pipeline"."""
    if end >= len(words) or not words.texts[end][0].islower():
        return False
    heads = {words.token(k).head for k in range(first, end) if words.label(k) in {"compound", "amod"}}
    return any(head >= end and not acts(words, head) for head in heads)


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
    text = words.written(first, end)
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
