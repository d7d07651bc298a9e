"""What a second reader proposes, as evidence for the choices: the option it names has a feature that says so.

Where the rules propose an event, too, its word is weighed against theirs. Where it alone does, it decides,
and the choices only tell how likely that is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from extract.choices import Choice, Choices, Features
from extract.events import dating, sides
from extract.events.candidate import Candidate
from extract.events.context import Context
from extract.events.when import names_days
from extract.model import EVENT_TYPES, STATUSES, Participant, Side, Span
from extract.policy import SecondPolicy
from extract.second import Proposal

PROPOSED = "proposed"
"""The feature of an option that the second reader names."""

Said = Collection[int]
"""The numbers of the options that it names; none where it names none of them."""


def believing(choices: Choices, policy: SecondPolicy) -> Choices:
    """The choices with the weights of what a second reader says; those that were learned stand."""
    row = {"agreed": policy.agreed, "silent": policy.silent, "alone": policy.alone}

    def weighed(table: Mapping[str, Choice]) -> Mapping[str, Choice]:
        return MappingProxyType(
            {
                name: replace(
                    one, weights=MappingProxyType({PROPOSED: policy.proposed, **row, **one.weights})
                )
                for name, one in table.items()
            }
        )

    return replace(choices, by_name=weighed(choices.by_name), unread=weighed(choices.unread))


def marked(options: Sequence[Features], said: Said) -> tuple[Features, ...]:
    """The options, those that the second reader names marked.

    >>> marked([{"a": 1.0}, {}], {1})
    ({'a': 1.0}, {'proposed': 1.0})
    """
    return tuple({**one, PROPOSED: 1.0} if number in said else one for number, one in enumerate(options))


def open_to(candidate: Candidate, shares: Sequence[float], said: Said) -> tuple[float, ...]:
    """The probabilities of what can be chosen: where the second reader decides, only what it names."""
    if candidate.by_rules or not said:
        return tuple(shares)
    return tuple(share if number in said else 0.0 for number, share in enumerate(shares))


def type_options(options: Mapping[str, Features], candidate: Candidate) -> Mapping[str, Features]:
    """The options of a candidate's type, with what the second reader says."""
    said = candidate.proposal
    if said is None:
        return options
    return {**options, said.event_type: {**options.get(said.event_type, {}), PROPOSED: 1.0}}


def type_of(candidate: Candidate, shares: Mapping[str, float]) -> str:
    """The type of a candidate that the second reader proposes: an event in any case."""
    said = candidate.proposal
    if said is not None and not candidate.by_rules:
        return said.event_type
    known = EVENT_TYPES if said is None else (*EVENT_TYPES, said.event_type)
    return max(known, key=lambda kind: shares[kind])


def status_said(candidate: Candidate) -> Said:
    """Which of `STATUSES` the second reader names."""
    return () if candidate.proposal is None else (STATUSES.index(candidate.proposal.status),)


def fillers(
    candidate: Candidate,
    side: Side,
    options: Sequence[sides.Filler],
    context: Context,
    other: Sequence[Participant] = (),
) -> tuple[tuple[sides.Filler, ...], Said]:
    """Who may stand on a side, with those whom the second reader names, and which they are."""
    proposal = candidate.proposal
    if proposal is None:
        return tuple(options), ()
    spans = proposal.side(side)
    if not spans:
        return tuple(options), (0,)  # nobody
    named = participants_of(spans, side, context, other)
    if not named:
        return tuple(options), ()
    who = sides.keys(named)
    said = {
        number: replace(one, participants=named, head=one.head if candidate.by_rules else None)
        for number, one in enumerate(options)
        if who & sides.keys(one.participants)
    }
    found = tuple(said.get(number, one) for number, one in enumerate(options))
    if said:
        return found, tuple(said)
    return (*found, sides.Filler(named, {})), (len(found),)


def participants_of(
    spans: Sequence[Span], side: Side, context: Context, other: Sequence[Participant] = ()
) -> tuple[Participant, ...]:
    """Whom quoted words stand for, by the chains of names, else as they are described; each once."""
    taken = sides.keys(other)
    found: dict[object, Participant] = {}
    for span in spans:
        for one in _named(span, side, context):
            if sides.key(one) not in taken:
                found.setdefault(sides.key(one), one)
    return tuple(found.values())


def _named(span: Span, side: Side, context: Context) -> Sequence[Participant]:
    """Whom one quotation names: the word that heads it, and those coordinated with that inside it."""
    number = context.sentence_at(span.start)
    if number is None:
        return ()
    tree, names = context.trees[number], context.names
    inside = [n for n, token in enumerate(tree.tokens) if token.span.overlaps(span)]
    heads = [n for n in inside if tree.head(n) not in inside]
    for head in heads:
        joined = [n for n in tree.conjuncts(head) if n in inside]
        found = [one for n in joined for one in names.things(tree, n, side)]
        if found:
            return found
    return ()


def day_options(
    candidate: Candidate, options: Sequence[dating.Option], context: Context
) -> tuple[tuple[dating.Option, ...], Said]:
    """The days an event may lie in, and those that the expression quoted by the second reader gives."""
    proposal = candidate.proposal
    if proposal is None:
        return tuple(options), ()
    if proposal.time is None:
        untimed = (n for n, one in enumerate(options) if one.timex is None)
        return tuple(options), tuple(untimed) if proposal.undated else ()
    quoted = times_of(proposal, context)
    days = {(context.timexes[n].first_day, context.timexes[n].last_day) for n in quoted}
    said = tuple(n for n, one in enumerate(options) if one.timex in quoted or one.days in days)
    telling = [n for n in quoted if names_days(context.timexes[n])]
    if said or not telling:
        return tuple(options), said
    timex = context.timexes[telling[0]]
    far = dating.Option((timex.first_day, timex.last_day), timex.basis, timex.precision, telling[0])
    return (*options, far), (len(options),)


def times_of(proposal: Proposal, context: Context) -> tuple[int, ...]:
    """The expressions that the quoted words share characters with."""
    span = proposal.time
    if span is None:
        return ()
    return tuple(n for n, timex in enumerate(context.timexes) if timex.span.overlaps(span))
