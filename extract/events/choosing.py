"""From candidates to event mentions: type, status, sides and days, each a choice, in this order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import get_args

from extract.choices import Choice, Features, Reason
from extract.events import dating, factuality, kinds, proposed, sides
from extract.events.candidate import Candidate, Typed
from extract.events.context import Context
from extract.events.days import Calendar, date_drafts
from extract.events.draft import Days, Draft, tense_of
from extract.events.mention import EventMention
from extract.events.status import Verdict, judge
from extract.events.told import Dated, Told
from extract.events.when import own_expression
from extract.model import EVENT_TYPES, STATUSES, Participant, Side


def choose(context: Context, proposed: Sequence[Sequence[Candidate]]) -> tuple[EventMention, ...]:
    """The event mentions of an issue, in the order of the text."""
    mentions: list[EventMention] = []
    told: frozenset[str] = frozenset()
    for candidates in proposed:
        for typed in typed_of(candidates, context, told):
            judged = _with_status(typed, context)
            mentions.append(_with_sides(judged, mentions, context))
        told |= {kinds.stem(candidate) for candidate in candidates}
    return _with_days(mentions, context)


def typed_of(candidates: Sequence[Candidate], context: Context, told: frozenset[str]) -> list[Typed]:
    """The candidates of one sentence that tell an event, with type and probability."""
    around = {one.token: one for one in candidates}
    found = []
    for one in candidates:
        if one.proposal is None and one.sense is not None and one.sense.event_type not in EVENT_TYPES:
            # No choice was learned for a type that somebody has added: the lexicon's sense decides.
            if one.sense.weight >= context.policy.least_sense:
                found.append(Typed(one, context.lexicon.types[one.sense.event_type], one.sense.weight))
            continue
        options = kinds.options(one, EVENT_TYPES, around, told, context.choices["type"].crossed)
        shares = dict(
            zip(options, context.choices["type"].probabilities(tuple(options.values())), strict=True)
        )
        by_rules = one.by_rules and 1.0 - shares[kinds.NONE] >= context.policy.least_event
        if by_rules or one.proposal is not None:
            heard, likely = _heard(one, options, shares, context)
            best = proposed.type_of(one, likely)
            reason = _why(context.choices["type"], heard, likely, best)
            found.append(Typed(one, context.lexicon.types[best], likely[best], reason, by_rules))
    return found


def _heard(
    candidate: Candidate, options: Mapping[str, Features], shares: Mapping[str, float], context: Context
) -> tuple[Mapping[str, Features], Mapping[str, float]]:
    """The options of a type with their probabilities, a second reader's word among the evidence."""
    if candidate.proposal is None:
        return options, shares
    heard = proposed.type_options(options, candidate)
    likely = context.choices["type"].probabilities(tuple(heard.values()))
    return heard, dict(zip(heard, likely, strict=True))


def _why(
    choice: Choice, options: Mapping[str, Features], shares: Mapping[str, float], best: str
) -> tuple[Reason, ...]:
    """What counted most in a choice among named options."""
    return (choice.reason(tuple(options.values()), tuple(shares.values()), list(options).index(best)),)


def _with_status(typed: Typed, context: Context) -> EventMention:
    candidate = typed.candidate
    verdict = ruled_verdict(candidate, context)
    choice = context.choices["status"]
    options = factuality.options(
        candidate,
        typed.kind.name,
        verdict,
        ahead=is_ahead(candidate, verdict, context),
        cross=choice.crossed,
    )
    said = proposed.status_said(candidate)
    best, share, reason = _best(choice, tuple(options.values()), candidate, said)
    chosen = replace(verdict, status=STATUSES[best])
    tense = tense_of(candidate.tree, candidate.token, chosen, context.lexicon.modality)
    likely = MappingProxyType({"type": typed.likely, "status": share})
    return EventMention(
        candidate=candidate,
        kind=typed.kind,
        verdict=chosen,
        tense=tense,
        likely=likely,
        reasons=(*typed.reasons, reason),
        by_rules=typed.by_rules,
    )


def _best(
    choice: Choice, options: Sequence[Features], candidate: Candidate, said: proposed.Said
) -> tuple[int, float, Reason]:
    """The likeliest option, its probability, and what counted most; a second reader names those `said`."""
    options = proposed.marked(options, said)
    shares = proposed.open_to(candidate, choice.probabilities(options), said)
    best = max(range(len(shares)), key=lambda number: shares[number])
    return best, shares[best], choice.reason(options, shares, best)


def _with_sides(one: EventMention, before: Sequence[EventMention], context: Context) -> EventMention:
    candidate = one.candidate
    asked = sides.Asked(candidate, one.kind.name, before[-1].sides if before else sides.NO_SIDES)
    found: dict[Side, sides.Filler] = {}
    likely, reasons = dict(one.likely), list(one.reasons)
    other: Sequence[Participant] = ()
    for side in get_args(Side):
        known = sides.fillers(asked, side, context, other)
        options, said = proposed.fillers(candidate, side, known, context, other)
        features = proposed.marked([option.features for option in options], said)
        shares = proposed.open_to(candidate, context.choices[side].probabilities(features), said)
        best, likely[side] = sides.likeliest(options, shares)
        reasons.append(context.choices[side].reason(features, shares, best))
        found[side] = options[best]
        other = options[best].participants
    chosen = _joined(one, found, context)
    return replace(one, sides=chosen, likely=MappingProxyType(likely), reasons=tuple(reasons))


def _joined(one: EventMention, found: dict[Side, sides.Filler], context: Context) -> sides.Sides:
    """Both sides with all who are joined to those chosen."""
    tree, names = one.candidate.tree, context.names
    actors = sides.widened(found["actor"], tree, names, "actor", found["recipient"])
    chosen = replace(found["actor"], participants=actors)
    return sides.Sides(actors, sides.widened(found["recipient"], tree, names, "recipient", chosen))


def _with_days(mentions: Sequence[EventMention], context: Context) -> tuple[EventMention, ...]:
    """The mentions with their days; each may take up the days of those told before."""
    drafts = tuple(draft_of(one, context) for one in mentions)
    choice = context.choices["days"]
    dated: list[EventMention] = []
    before = Told()
    for one, ruled in zip(mentions, ruled_days(drafts, context), strict=True):
        known = dating.options(asked_of(one, ruled), context, before, choice.crossed)
        options, said = proposed.day_options(one.candidate, known, context)
        features = tuple(option.features for option in options)
        best, share, reason = _best(choice, features, one.candidate, said)
        chosen = options[best]
        days = Days(chosen.days[0], chosen.days[1], chosen.precision, chosen.basis, chosen.timex)
        likely = MappingProxyType({**one.likely, "days": share})
        dated.append(replace(one, days=days, likely=likely, reasons=(*one.reasons, reason)))
        before.add(dated_of(dated[-1]), context.issue.passages[one.candidate.passage].section)
    return tuple(dated)


def ruled_verdict(candidate: Candidate, context: Context) -> Verdict:
    """What the rules of modality say of a word."""
    return judge(candidate.tree, candidate.token, context.lexicon.modality, candidate.span)


def is_ahead(candidate: Candidate, verdict: Verdict, context: Context) -> bool:
    """Whether the expression that the rules give to a word lies behind the reference day."""
    tense = tense_of(candidate.tree, candidate.token, verdict, context.lexicon.modality)
    today = context.day_of(candidate)
    own = own_expression(candidate.tree, candidate.token, context.placed[candidate.sentence], tense, today)
    return (
        own is not None
        and today is not None
        and own.timex.first_day is not None
        and own.timex.first_day > today
    )


def draft_of(mention: EventMention, context: Context) -> Draft:
    """A mention as the rules of days and merging take it."""
    candidate = mention.candidate
    placed = context.placed[candidate.sentence]
    today = context.day_of(candidate)
    return Draft(
        offsets=tuple(place for place in placed if place.timex.offset is not None),
        trigger=mention.trigger,
        kind=mention.kind,
        tree=candidate.tree,
        passage=candidate.passage,
        verdict=mention.verdict,
        tense=mention.tense,
        expression=own_expression(candidate.tree, candidate.token, placed, mention.tense, today),
        sides=mention.sides,
    )


def ruled_days(drafts: Sequence[Draft], context: Context) -> tuple[Days, ...]:
    """What the rules say of the days of all events; sections with a day of their own stand apart."""
    owned = {draft.expression.index for draft in drafts if draft.expression is not None}
    loose = tuple(
        (context.passages[number], number, place.timex)
        for number, placed in enumerate(context.placed)
        for place in placed
        if place.index not in owned and place.timex.offset is None
    )
    days = [context.issue.day_of(draft.passage) for draft in drafts]
    found: dict[int, Days] = {}
    for today in dict.fromkeys(days):
        inside = [number for number, day in enumerate(days) if day == today]
        calendar = Calendar(today, context.cited, loose, context.policy)
        found.update(zip(inside, date_drafts([drafts[n] for n in inside], calendar), strict=True))
    return tuple(found[number] for number in range(len(drafts)))


def asked_of(mention: EventMention, ruled: Days) -> dating.Asked:
    """A mention as the choice of days asks for it."""
    status = mention.verdict.status or "occurred"
    return dating.Asked(
        mention.candidate, mention.kind.name, status, mention.tense, ruled, _who(mention.sides)
    )


def dated_of(mention: EventMention) -> Dated:
    """A mention as those after it look back on it."""
    place, days = mention.candidate, mention.days
    return Dated(
        sentence=place.sentence,
        passage=place.passage,
        token=place.token,
        status=mention.verdict.status or "occurred",
        days=(days.first, days.last),
        event_type=mention.kind.name,
        own=days.timex is not None,
        form=dating.form(place.tree, place.token),
        embedding=dating.embedding(place.tree, place.token),
        who=_who(mention.sides),
    )


def _who(chosen: sides.Sides) -> frozenset[object]:
    """Who acts, by key."""
    return sides.keys(chosen.actors)
