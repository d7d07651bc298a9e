"""Link what the stages found to events: the only place where triggers, actors and days meet."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.choices import Choices
from extract.events.amounts import amount_of, find_amounts
from extract.events.choosing import choose
from extract.events.confidence import agrees, confidence_of
from extract.events.context import Context
from extract.events.facts import complete
from extract.events.mention import EventMention
from extract.events.merge import merge
from extract.events.naming import names_of
from extract.events.places import place_of_event
from extract.events.proposing import propose
from extract.events.speaker import speaker_of
from extract.lexicon.reading import Lexicon
from extract.model import Cast, Event, Issue, Sentence, Span, Timex, Trigger
from extract.policy import EventPolicy
from extract.second import NOTHING, Heard
from extract.syntax import grow


@dataclass(frozen=True, slots=True)
class Found:
    """What the stages found in an issue; everything points into it."""

    issue: Issue
    passages: tuple[tuple[Sentence, ...], ...]
    """The sentences of each passage."""
    timexes: tuple[Timex, ...]
    cast: Cast
    triggers: tuple[Trigger, ...]
    heard: Heard = NOTHING
    """What a second reader said."""


def link(found: Found, lexicon: Lexicon, choices: Choices, policy: EventPolicy) -> tuple[Event, ...]:
    """The events of an issue, in the order of their triggers; one for all mentions of the same."""
    context = context_of(found, lexicon, choices, policy)
    mentions = choose(context, propose(context, found.triggers, found.heard))
    seen: Counter[tuple[Span, str]] = Counter()
    events = []
    for mention, others in merge(mentions, context):
        span, kind = mention.candidate.span, mention.kind.name
        event_id = digest_of(found.issue.issue_id, span, kind, seen[span, kind])
        seen[span, kind] += 1
        events.append(_event(event_id, mention, tuple(one.candidate.span for one in others), context))
    return complete(events, context.trees, found.cast, found.issue.text, lexicon)


def context_of(found: Found, lexicon: Lexicon, choices: Choices, policy: EventPolicy) -> Context:
    """What the events of an issue rest on."""
    issue = found.issue
    return Context(
        issue=issue,
        trees=tuple(grow(sentence, lexicon.words) for passage in found.passages for sentence in passage),
        passages=tuple(number for number, passage in enumerate(found.passages) for _ in passage),
        timexes=found.timexes,
        cast=found.cast,
        names=names_of(issue.text, found.cast, lexicon),
        amounts=find_amounts(issue.text, lexicon.money, issue.published_on),
        lexicon=lexicon,
        choices=choices,
        policy=policy,
    )


def digest_of(issue_id: str, trigger: Span, event_type: str, number: int) -> str:
    """The identity of an event: 32 hexadecimal digits, the same on every machine.

    >>> digest_of("0" * 32, Span(3, 9), "AGREE", 0)
    'f32ac084857f5bbc2a7c17b775e341e3'
    """
    told = f"{issue_id}|{trigger.start}|{trigger.end}|{event_type}|{number}"
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _event(event_id: str, mention: EventMention, others: Sequence[Span], context: Context) -> Event:
    """The row of an event mention."""
    candidate, days, names, trigger = mention.candidate, mention.days, context.names, mention.trigger
    tree, token = candidate.tree, candidate.token
    place = place_of_event(tree, trigger, mention.kind, names, mention.sides)
    return Event(
        event_id=event_id,
        passage=candidate.passage,
        sentence=tree.sentence.span,
        sentence_no=candidate.sentence + 1,
        trigger=candidate.span,
        event_type=mention.kind.name,
        event_mode=trigger.event_mode,
        cameo_code=trigger.cameo_code,
        quad_class=mention.kind.quad_class,
        status=mention.verdict.status or "occurred",
        hedged=mention.verdict.hedged,
        date_text=None if days.timex is None else context.timexes[days.timex].span.of(names.text),
        first_day=days.first,
        last_day=days.last,
        date_precision=days.precision,
        date_basis=days.basis,
        participants=mention.sides.both,
        place_name=None if place is None else place.name,
        place_country=None if place is None else place.country,
        amount=amount_of(tree, token, context.amounts),
        speaker=speaker_of(tree, token, context.lexicon.modality, names),
        confidence=confidence_of(mention, context.choices),
        rules=_rules(mention),
        timex=days.timex,
        reasons=_reasons(mention),
        mentions=tuple(sorted(others)),
        section=context.issue.section_of(candidate.passage),
        reader="rules" if mention.by_rules else "llm",
    )


_COUNTED = 3
"""Reasons that a row keeps."""


def _reasons(mention: EventMention) -> str | None:
    """What counted most in the mention's choices, the strongest first."""
    ranked = sorted(mention.reasons, key=lambda reason: -reason.gain)
    return "; ".join(reason.feature for reason in ranked[:_COUNTED] if reason.gain > 0) or None


def _rules(mention: EventMention) -> tuple[str, ...]:
    """The rules that made a row; the second reader's word is one, too."""
    bare = mention.candidate.sense is None
    first = "llm" if bare and not mention.by_rules else mention.trigger.rule
    agreed = ("llm-agrees",) if agrees(mention) else ()
    return tuple(dict.fromkeys((first, *mention.verdict.rules, *agreed)))
