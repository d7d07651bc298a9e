"""Link what the stages found to events: the only place where triggers, actors and days meet."""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.events.amounts import amount_of, find_amounts
from extract.events.confidence import confidence_of
from extract.events.days import Calendar, date_drafts
from extract.events.draft import Draft, tense_of
from extract.events.merge import Telling, fuse, merge_tellings
from extract.events.naming import Names, names_of
from extract.events.participants import Sides, find_sides
from extract.events.places import place_of_event
from extract.events.speaker import speaker_of
from extract.events.status import judge
from extract.events.tree import Tree, grow
from extract.events.when import Placed, own_expression, place_timexes
from extract.lexicon.reading import Lexicon
from extract.model import Amount, Cast, Citation, Event, Issue, Sentence, Span, Timex, Trigger
from extract.policy import EventPolicy


@dataclass(frozen=True, slots=True)
class Found:
    """What the stages found in an issue; everything points into it."""

    issue: Issue
    passages: tuple[tuple[Sentence, ...], ...]
    """The sentences of each passage."""
    timexes: tuple[Timex, ...]
    cast: Cast
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """What linking one issue rests on."""

    found: Found
    names: Names
    amounts: tuple[Amount, ...]
    lexicon: Lexicon
    policy: EventPolicy


def link(found: Found, lexicon: Lexicon, policy: EventPolicy) -> tuple[Event, ...]:
    """The events of an issue, in the order of their triggers; one for all tellings of the same."""
    issue = found.issue
    amounts = find_amounts(issue.text, lexicon.money, issue.published_on) if found.triggers else ()
    context = _Context(found, names_of(issue.text, found.cast), amounts, lexicon, policy)
    drafts = tuple(_drafts(context))
    days = date_drafts(drafts, _calendar(context, drafts))
    tellings = tuple(Telling(draft, when) for draft, when in zip(drafts, days, strict=True))
    groups = sorted(merge_tellings(tellings), key=lambda group: tellings[group[0]].draft.trigger.span)
    seen: Counter[tuple[Span, str]] = Counter()
    events = []
    for group in groups:
        trigger = tellings[group[0]].draft.trigger
        number = seen[trigger.span, trigger.event_type]
        seen[trigger.span, trigger.event_type] += 1
        event_id = digest_of(issue.issue_id, trigger.span, trigger.event_type, number)
        others = tuple(sorted(tellings[position].draft.trigger.span for position in group[1:]))
        events.append(_event(event_id, fuse([tellings[position] for position in group]), others, context))
    return tuple(events)


def digest_of(issue_id: str, trigger: Span, event_type: str, number: int) -> str:
    """The identity of an event: 32 hexadecimal digits, the same on every machine.

    >>> digest_of("0" * 32, Span(3, 9), "AGREE", 0)
    'f32ac084857f5bbc2a7c17b775e341e3'
    """
    told = f"{issue_id}|{trigger.start}|{trigger.end}|{event_type}|{number}"
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _calendar(context: _Context, drafts: Sequence[Draft]) -> Calendar:
    """The days the issue hangs on."""
    found = context.found
    citations = found.issue.citations
    cited = (
        None if passage.citation is None else _cited_days(citations[passage.citation])
        for passage in found.issue.passages
    )
    owned = {draft.expression.index for draft in drafts if draft.expression is not None}
    loose = tuple(
        (passage, number, found.timexes[index])
        for number, (passage, sentence) in enumerate(_sentences(found))
        for index in _timexes_in(found, sentence)
        if index not in owned and found.timexes[index].offset is None
    )
    return Calendar(found.issue.reference_day, tuple(cited), loose, context.policy)


def _sentences(found: Found) -> list[tuple[int, Sentence]]:
    """All sentences with the passage they stand in."""
    return [(number, sentence) for number, passage in enumerate(found.passages) for sentence in passage]


def _timexes_in(found: Found, sentence: Sentence) -> range:
    """The time expressions of a sentence, by index."""
    first = bisect_left(found.timexes, sentence.span.start, key=lambda timex: timex.span.start)
    last = bisect_left(found.timexes, sentence.span.end, key=lambda timex: timex.span.start)
    return range(first, last)


def _cited_days(citation: Citation) -> tuple[date, date] | None:
    """The first and the last day of a citation's latest source; None where it gives no day."""
    days = [
        (source.last_day, source.first_day or source.last_day)
        for source in citation.sources
        if source.last_day
    ]
    if not days:
        return None
    last, first = max(days)
    return first, last


def _drafts(context: _Context) -> Iterator[Draft]:
    """A draft for each trigger."""
    found = context.found
    sentences = _sentences(found)
    read: dict[int, tuple[Tree, tuple[Placed, ...]]] = {}
    pair: Sides | None = None
    for trigger in found.triggers:
        passage, sentence = sentences[trigger.sentence]
        if trigger.sentence not in read:
            tree = grow(sentence, context.lexicon)
            inside = [(index, found.timexes[index]) for index in _timexes_in(found, sentence)]
            read[trigger.sentence] = tree, place_timexes(tree, inside)
        tree, placed = read[trigger.sentence]
        draft = _draft(trigger, tree, passage, placed, context).settled(found.issue.reference_day)
        if trigger.mutual:
            if pair is not None and draft.sides.is_unnamed_pair:
                draft = replace(draft, sides=pair)
            pair = draft.sides if draft.sides.actors and draft.sides.recipients else pair
        yield draft


def _draft(
    trigger: Trigger, tree: Tree, passage: int, placed: tuple[Placed, ...], context: _Context
) -> Draft:
    """All that a trigger's own sentence says of it."""
    verdict = judge(tree, trigger.token, context.lexicon.modality, trigger.span)
    tense = tense_of(tree, trigger.token, verdict)
    today = context.found.issue.reference_day
    kind = context.lexicon.types[trigger.event_type]
    return Draft(
        offsets=tuple(place for place in placed if place.timex.offset is not None),
        trigger=trigger,
        kind=kind,
        tree=tree,
        passage=passage,
        verdict=verdict,
        tense=tense,
        expression=own_expression(tree, trigger.token, placed, tense, today),
        sides=find_sides(tree, trigger, kind, context.lexicon.modality.grammar, context.names),
    )


def _event(event_id: str, telling: Telling, others: tuple[Span, ...], context: _Context) -> Event:
    """The row of a telling."""
    draft, days, names = telling.draft, telling.days, context.names
    tree, trigger = draft.tree, draft.trigger
    place = place_of_event(tree, trigger, draft.kind, names, draft.sides)
    return Event(
        event_id=event_id,
        passage=draft.passage,
        sentence=tree.sentence.span,
        sentence_no=trigger.sentence + 1,
        trigger=trigger.span,
        event_type=trigger.event_type,
        event_mode=trigger.event_mode,
        cameo_code=trigger.cameo_code,
        quad_class=draft.kind.quad_class,
        status=draft.verdict.status or "occurred",
        hedged=draft.verdict.hedged,
        date_text=None if days.timex is None else context.found.timexes[days.timex].span.of(names.text),
        first_day=days.first,
        last_day=days.last,
        date_precision=days.precision,
        date_basis=days.basis,
        participants=draft.sides.both,
        place_name=None if place is None else place.name,
        place_country=None if place is None else place.country,
        amount=amount_of(tree, trigger.token, context.amounts),
        speaker=speaker_of(tree, trigger.token, context.lexicon.modality, names),
        confidence=confidence_of(draft, context.policy),
        rules=tuple(dict.fromkeys((trigger.rule, *draft.verdict.rules))),
        timex=days.timex,
        mentions=others,
    )
