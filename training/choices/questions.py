"""What annotated issues teach: for each choice the questions it will be asked, with their answers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.events import dating, factuality, kinds, sides
from extract.events.candidate import Candidate
from extract.events.choosing import (
    asked_of,
    dated_of,
    draft_of,
    is_ahead,
    ruled_days,
    ruled_verdict,
)
from extract.events.context import Context
from extract.events.draft import Days, tense_of
from extract.events.mention import EventMention
from extract.events.told import Told
from extract.model import EVENT_TYPES, STATUSES, Participant, Side
from training.choices.fit import Question
from training.choices.gold import Aligned, GoldEvent, GoldIssue, align, names_agree

OTHER = "OTHER"
"""The annotation's type for what is no event of any type: teaches nothing."""
OPTIONAL = 0.5
"""Weight of an event that annotators may leave out, in all choices but whether it is one."""


def questions_of(
    gold: GoldIssue, context: Context, candidates: Sequence[Sequence[Candidate]]
) -> Mapping[str, list[Question]]:
    """The questions of one issue, by choice; an event takes what comes before it from the annotation."""
    aligned = align(gold, context.issue.text, context.trees, candidates)
    found: dict[str, list[Question]] = defaultdict(list)
    found["type"].extend(_types(gold, candidates, aligned))
    told = [
        (one, event)
        for row in candidates
        for one in row
        if (event := aligned.events.get((one.sentence, one.token))) is not None and event.type != OTHER
    ]
    mentions = []
    before = sides.NO_SIDES
    for one, event in told:
        mention, asked = _told(one, event, before, context, gold.name)
        for name, question in asked:
            found[name].append(question)
        before = mention.sides
        mentions.append((mention, event))
    found["days"].extend(_days(gold.name, mentions, context))
    return found


def _types(
    gold: GoldIssue, candidates: Sequence[Sequence[Candidate]], aligned: Aligned
) -> Iterator[Question]:
    told: frozenset[str] = frozenset()
    for row in candidates:
        around = {one.token: one for one in row}
        for one in row:
            place = (one.sentence, one.token)
            event = aligned.events.get(place)
            unclear = event.optional or event.type == OTHER if event is not None else place in aligned.masked
            if not unclear:
                right = {kinds.NONE} if event is None else event.types
                options = kinds.options(one, EVENT_TYPES, around, told)
                yield Question(tuple(options.values()), tuple(name in right for name in options), gold.name)
        told |= {kinds.stem(one) for one in row}


def _told(
    one: Candidate, event: GoldEvent, before: sides.Sides, context: Context, document: str
) -> tuple[EventMention, list[tuple[str, Question]]]:
    """The mention as annotated, with the questions on its status and its sides."""
    weight = OPTIONAL if event.optional else 1.0
    kind = context.lexicon.types[event.type]
    verdict = ruled_verdict(one, context)
    statuses = factuality.options(one, event.type, verdict, ahead=is_ahead(one, verdict, context))
    right = tuple(status == event.status for status in STATUSES)
    asked = [("status", Question(tuple(statuses.values()), right, document, weight))]
    chosen: dict[Side, sides.Filler] = {}
    other: Sequence[Participant] = ()
    asking = sides.Asked(one, event.type, before)
    for side, name, others in _sides_of(event):
        options = sides.fillers(asking, side, context, other)
        fits = _fitting(options, name, others)
        asked.append((side, Question(tuple(option.features for option in options), fits, document, weight)))
        chosen[side] = next((option for option, fit in zip(options, fits, strict=True) if fit), options[0])
        other = chosen[side].participants
    status = STATUSES[right.index(True)]
    settled = replace(verdict, status=status)
    both = sides.Sides(chosen["actor"].participants, chosen["recipient"].participants)
    tense = tense_of(one.tree, one.token, settled, context.lexicon.modality)
    days = Days(event.first_day, event.last_day, timex=0 if event.date_text else None)
    return EventMention(one, kind, settled, tense, both, days), asked


def _sides_of(event: GoldEvent) -> tuple[tuple[Side, str | None, tuple[str | None, ...]], ...]:
    return ("actor", event.actor, event.actor_alt), ("recipient", event.recipient, event.recipient_alt)


def _fitting(
    options: Sequence[sides.Filler], name: str | None, others: Sequence[str | None]
) -> tuple[bool, ...]:
    """Which options stand for the annotated name; only where none does, for one of its other forms."""
    for names in ((name,), (name, *others)):
        fits = tuple(any(names_agree(gold, option.name) for gold in names) for option in options)
        if any(fits):
            return fits
    return tuple(False for _ in options)


def replayed_days(
    gold: GoldIssue, mentions: Sequence[EventMention], context: Context, aligned: Aligned
) -> Iterator[Question]:
    """The questions on days as the program meets them: with what it has itself chosen of the events before.

    Args:
        gold: the annotated issue.
        mentions: what choices that never saw the issue make of it.
        context: the issue.
        aligned: the annotated events at the words that tell them.
    """
    drafts = tuple(draft_of(mention, context) for mention in mentions)
    before = Told()
    for mention, ruled in zip(mentions, ruled_days(drafts, context), strict=True):
        event = aligned.events.get((mention.candidate.sentence, mention.candidate.token))
        if event is not None and event.type != OTHER:
            options = dating.options(asked_of(mention, ruled), context, before)
            right = tuple(option.days == (event.first_day, event.last_day) for option in options)
            weight = OPTIONAL if event.optional else 1.0
            yield Question(tuple(option.features for option in options), right, gold.name, weight)
        before.add(dated_of(mention), context.issue.passages[mention.candidate.passage].section)


def _days(
    document: str, mentions: Sequence[tuple[EventMention, GoldEvent]], context: Context
) -> Iterator[Question]:
    drafts = tuple(draft_of(mention, context) for mention, _ in mentions)
    before = Told()
    for (mention, event), ruled in zip(mentions, ruled_days(drafts, context), strict=True):
        options = dating.options(asked_of(mention, ruled), context, before)
        right = tuple(option.days == (event.first_day, event.last_day) for option in options)
        weight = OPTIONAL if event.optional else 1.0
        yield Question(tuple(option.features for option in options), right, document, weight)
        before.add(dated_of(mention), context.issue.passages[mention.candidate.passage].section)
