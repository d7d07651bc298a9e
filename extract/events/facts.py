"""What is added to a finished event: casualties, the place's coordinates, identities, contexts.

One function, of the event and what the issue holds, so that the stages that make events need not know of it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from extract.actors.identity import joined_identities
from extract.events.casualties import Counted, columns_of, counted_by
from extract.events.contexts import contexts_of
from extract.lexicon.reading import Lexicon
from extract.model import Cast, Casualty, Event, Fate, Span
from extract.places import Located, locate
from extract.syntax import Tree


def complete(
    events: Iterable[Event], trees: Sequence[Tree], cast: Cast, text: str, lexicon: Lexicon
) -> tuple[Event, ...]:
    """The events with the columns that their words, participants and places fill.

    Args:
        events: as the stages made them, in the order of the text.
        trees: the issue's sentences.
        cast: who acts in the issue.
        text: the issue's text.
        lexicon: what words mean.
    """
    made = tuple(events)
    starts = [tree.sentence.span.start for tree in trees]
    told = [_told_in(event, trees, starts) for event in made]
    counts = [
        list(counted_by(event, near, text, lexicon.casualties))
        for event, near in zip(made, told, strict=True)
    ]
    hurt = _each_once(counts)
    return tuple(
        _with_facts(event, near[0], casualties, cast, lexicon)
        for event, near, casualties in zip(made, told, hurt, strict=True)
    )


def _told_in(event: Event, trees: Sequence[Tree], starts: Sequence[int]) -> list[Tree]:
    """The sentences that tell an event, its own first."""
    spans = (event.sentence, *event.mentions)
    at = dict.fromkeys(number for span in spans for number in _numbers(span, starts))
    return [trees[number] for number in at]


def _numbers(span: Span, starts: Sequence[int]) -> Iterator[int]:
    yield from range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end))


def _each_once(counts: Sequence[Sequence[Counted]]) -> list[tuple[Casualty, ...]]:
    """Each event's casualties: words that count people belong to the one event they hang on most closely."""
    closest: dict[tuple[Fate, Span], int] = {}
    for found in counts:
        for one in found:
            key = one.casualty.fate, one.casualty.span
            closest[key] = min(closest.get(key, one.distance), one.distance)
    taken: set[tuple[Fate, Span]] = set()
    given = []
    for found in counts:
        own: dict[Fate, Casualty] = {}
        for one in sorted(found, key=lambda one: (one.distance, one.casualty.span)):
            key = one.casualty.fate, one.casualty.span
            if key not in taken and closest[key] == one.distance and one.casualty.fate not in own:
                own[one.casualty.fate] = one.casualty
                taken.add(key)
        given.append(tuple(own[fate] for fate in ("killed", "wounded", "arrested") if fate in own))
    return given


def _with_facts(
    event: Event, told: Tree, casualties: tuple[Casualty, ...], cast: Cast, lexicon: Lexicon
) -> Event:
    tables = lexicon.gazetteer
    around = {one.country for one in event.participants if one.country}
    place = (
        None if event.place_name is None else locate(event.place_name, event.place_country, tables, around)
    )
    facts: dict[str, Any] = {**columns_of(casualties), **({} if place is None else _lies(place))}
    return replace(
        event,
        casualties=casualties,
        actor_id=joined_identities(event.participants, "actor", cast, tables),
        recipient_id=joined_identities(event.participants, "recipient", cast, tables),
        contexts=contexts_of(event, told, lexicon.contexts),
        **facts,
    )


def _lies(place: Located) -> dict[str, Any]:
    """The event's fields that a place fills."""
    return {
        "place_latitude": place.latitude,
        "place_longitude": place.longitude,
        "place_id": place.geonames_id,
        "place_region": place.region,
        "place_precision": place.precision,
    }
