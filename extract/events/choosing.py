"""From candidates to events: each decision is a choice, made in the order type, status, sides, days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.choices import Choices
from extract.events import dating, factuality, kinds, sides
from extract.events.candidate import Candidate
from extract.events.context import Context
from extract.events.days import Calendar, date_drafts
from extract.events.draft import Days, Draft, tense_of
from extract.events.participants import Sides, find_sides
from extract.events.status import Verdict, judge
from extract.events.when import own_expression
from extract.model import Status, Trigger

TYPES = (
    "ACCUSE", "AGREE", "AID", "APPOINT", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "DISMISS", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "RESIGN", "RETREAT", "SANCTION", "STATEMENT", "SUPPORT", "THREATEN", "VOTE",
)  # fmt: skip
MUTUAL = frozenset({"AGREE", "CONSULT"})
_ACTOR = ("subject", "possessive", "by", "compound")
_RECIPIENT = ("object", "indirect", "with", "to", "against", "on", "at", "from", "for")


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate that tells an event: what has been chosen of it so far."""

    candidate: Candidate
    event_type: str
    likely: float
    """Probability of an event of this type."""
    verdict: Verdict
    tense: str = "past"
    sides: Sides = Sides((), ())
    days: Days = Days()
    shares: Mapping[str, float] | None = None


def typed(candidates: Sequence[Candidate], choices: Choices, least: float) -> list[tuple[Candidate, str, float]]:
    """The candidates of one sentence that tell an event, with type and probability."""
    around = {one.token: one for one in candidates}
    found = []
    for one in candidates:
        options = kinds.options(one, TYPES, around)
        shares = dict(zip(options, choices["type"].probabilities(tuple(options.values())), strict=True))
        if 1.0 - shares[kinds.NONE] >= least:
            best = max(TYPES, key=lambda kind: shares[kind])
            found.append((one, best, shares[best]))
    return found


def frame(candidate: Candidate, event_type: str) -> Trigger:
    """The lexicon's sense with the chosen type, or a plain frame where it has none."""
    if candidate.sense is not None and candidate.sense.event_type == event_type:
        return candidate.sense
    if candidate.sense is not None:
        return replace(candidate.sense, event_type=event_type, event_mode=None, cameo_code=None)
    return Trigger(
        span=candidate.span, sentence=candidate.sentence, token=candidate.token, event_type=event_type, event_mode=None,
        cameo_code=None, actor=_ACTOR, recipient=_RECIPIENT, mutual=event_type in MUTUAL, rule="reader", weight=0.0,
    )


def ruled_verdict(candidate: Candidate, context: Context) -> Verdict:
    """What the rules of modality say."""
    return judge(candidate.tree, candidate.token, context.modality, candidate.span)


def is_ahead(candidate: Candidate, verdict: Verdict, context: Context) -> bool:
    """Whether an expression that the rules give to the event lies behind the reference day."""
    today = context.issue.reference_day
    placed = context.placed[candidate.sentence]
    own = own_expression(candidate.tree, candidate.token, placed, "future" if verdict.status == "planned" else "past", today)
    return own is not None and today is not None and own.timex.first_day is not None and own.timex.first_day > today


def ruled_sides(candidate: Candidate, event_type: str, context: Context) -> Sides:
    """What the frame of the sense gives."""
    return find_sides(candidate.tree, frame(candidate, event_type), context.modality.grammar, context.names)


def draft_of(candidate: Candidate, event_type: str, verdict: Verdict, chosen: Sides, context: Context) -> Draft:
    """The event as the rules of days take it."""
    tense = tense_of(candidate.tree, candidate.token, verdict)
    placed = context.placed[candidate.sentence]
    own = own_expression(candidate.tree, candidate.token, placed, tense, context.issue.reference_day)
    return Draft(
        offsets=tuple(place for place in placed if place.timex.offset is not None),
        trigger=frame(candidate, event_type), tree=candidate.tree, passage=candidate.passage, verdict=verdict, tense=tense,
        expression=own, sides=chosen,
    )


def calendar_of(context: Context, drafts: Sequence[Draft]) -> Calendar:
    """The days the issue hangs on."""
    cited = []
    for passage in context.issue.passages:
        citation = None if passage.citation is None else context.issue.citations[passage.citation]
        days = [(s.last_day, s.first_day or s.last_day) for s in citation.sources if s.last_day] if citation else []
        cited.append((max(days)[1], max(days)[0]) if days else None)
    owned = {draft.expression.index for draft in drafts if draft.expression is not None}
    loose = tuple(
        (context.passages[number], number, place.timex)
        for number, placed in enumerate(context.placed)
        for place in placed
        if place.index not in owned and place.timex.offset is None
    )
    return Calendar(context.issue.reference_day, tuple(cited), loose, context.policy)


def ruled_days(drafts: Sequence[Draft], context: Context) -> tuple[Days, ...]:
    """What the rules say of the days of all events of the issue."""
    return date_drafts(drafts, calendar_of(context, drafts))


def choose(context: Context, proposed: Sequence[Sequence[Candidate]], choices: Choices, least: float) -> tuple[Told, ...]:
    """The events of an issue before merging, in the order of the text: every decision taken."""
    told = [
        _judged(*found, context, choices)
        for candidates in proposed
        for found in typed(candidates, choices, least)
    ]
    sided: list[Told] = []
    for one in told:
        sided.append(_sided(one, sided, context, choices))
    drafts = [draft_of(one.candidate, one.event_type, one.verdict, one.sides, context) for one in sided]
    dated: list[Told] = []
    before: list[dating.Dated] = []
    for one, draft, ruled in zip(sided, drafts, ruled_days(drafts, context), strict=True):
        days = _days(one, draft.tense, ruled, context, choices, before)
        dated.append(replace(one, days=days, tense=draft.tense))
        place = one.candidate
        before.append(
            dating.Dated(place.sentence, place.passage, place.token, one.verdict.status or "occurred",
                         (days.first, days.last), one.event_type, days.timex is not None,
                         dating.form(place.tree, place.token), dating.embedding(place.tree, place.token), who_of(one.sides))
        )
    return tuple(dated)


def _judged(candidate: Candidate, event_type: str, likely: float, context: Context, choices: Choices) -> Told:
    verdict = ruled_verdict(candidate, context)
    options = factuality.options(candidate, event_type, verdict, context, ahead=is_ahead(candidate, verdict, context))
    shares = dict(zip(options, choices["status"].probabilities(tuple(options.values())), strict=True))
    best: Status = max(factuality.STATUSES, key=lambda status: shares[status])  # type: ignore[assignment]
    return Told(candidate, event_type, likely, replace(verdict, status=best), shares={"status": shares[best]})


def _sided(one: Told, before: Sequence[Told], context: Context, choices: Choices) -> Told:
    candidate, names = one.candidate, context.names
    ruled = ruled_sides(candidate, one.event_type, context)
    newest = [sides.Told(other.sides.actors, other.sides.recipients) for other in before[-1:]]
    found: dict[str, sides.Filler] = {}
    shares = dict(one.shares or {})
    other: sides.Filler | None = None
    for side in ("actor", "recipient"):
        options = sides.fillers(candidate, one.event_type, side, context, ruled=ruled, before=newest, other=other)
        likely = choices[side].probabilities(tuple(option.features for option in options))
        best = sides.likeliest(options, likely)
        found[side], shares[side] = options[best[0]], best[1]
        other = found[side]
    tree = candidate.tree
    actors = sides.widened(found["actor"], tree, names, "actor", found["recipient"])
    recipients = sides.widened(found["recipient"], tree, names, "recipient", replace(found["actor"], participants=actors))
    return replace(one, sides=Sides(actors, recipients), shares=shares)


def _days(
    one: Told, tense: str, ruled: Days, context: Context, choices: Choices, before: Sequence[dating.Dated]
) -> Days:
    asked = dating.Asked(
        one.candidate, one.event_type, one.verdict.status or "occurred", tense, (ruled.first, ruled.last), ruled.timex,
        who_of(one.sides),
    )
    options = dating.options(asked, context, before)
    likely = choices["days"].probabilities(tuple(option.features for option in options))
    best = max(range(len(options)), key=lambda number: likely[number])
    chosen = options[best]
    return Days(chosen.days[0], chosen.days[1], chosen.precision, chosen.basis, chosen.timex)


def who_of(chosen: Sides) -> frozenset[object]:
    """Who takes part, by key."""
    return frozenset(sides.key(one) for one in chosen.actors)
