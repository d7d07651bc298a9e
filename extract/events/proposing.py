"""Which words may tell an event: those the reader takes for one, and those with a sense in the lexicon.

A second reader, where there is one, proposes those that it quotes.
"""

from collections.abc import Mapping, Sequence

from extract.events.candidate import Candidate
from extract.events.context import Context
from extract.model import EventReading, Span, Trigger
from extract.second import NOTHING, Heard, Proposal
from extract.syntax import Tree

LONGEST = 5
"""Words that a second reader's trigger may have; a longer one shrinks to its head, to read well in a row."""


def propose(
    context: Context, senses: Sequence[Trigger], heard: Heard = NOTHING
) -> tuple[tuple[Candidate, ...], ...]:
    """The candidates of each sentence, in the order of its words.

    Args:
        context: the issue.
        senses: what the lexicon found, at most one a word.
        heard: what a second reader proposes.
    """
    known: list[dict[int, Trigger]] = [{} for _ in context.trees]
    for sense in senses:
        known[sense.sentence][sense.token] = sense
    told: list[list[Proposal]] = [[] for _ in context.trees]
    for proposal in heard.proposals:
        told[proposal.sentence].append(proposal)
    return tuple(
        _in_sentence(context, number, known[number], told[number], heard)
        for number in range(len(context.trees))
    )


def _in_sentence(
    context: Context, sentence: int, senses: Mapping[int, Trigger], told: Sequence[Proposal], heard: Heard
) -> tuple[Candidate, ...]:
    tree = context.trees[sentence]
    readings = {one.token: one for one in tree.sentence.events}
    least = context.policy.least_reading
    ruled = {*senses, *(token for token, one in readings.items() if one.event >= least)}
    proposals = _at_tokens(told, tree, senses, readings)
    listed = context.lexicon.triggers.listed
    return tuple(
        Candidate(
            sentence=sentence,
            passage=context.passages[sentence],
            tree=tree,
            token=token,
            span=_span(context, sentence, token, senses.get(token), proposals.get(token)),
            sense=senses.get(token),
            listed=listed.get(tree.lemma(token), frozenset()),
            reading=readings.get(token),
            proposal=proposals.get(token),
            by_rules=token in ruled and not heard.alone,
            heard=sentence in heard.sentences,
        )
        for token in sorted({*proposals} if heard.alone else {*ruled, *proposals})
    )


def _at_tokens(
    told: Sequence[Proposal], tree: Tree, senses: Mapping[int, Trigger], readings: Mapping[int, EventReading]
) -> dict[int, Proposal]:
    """Each proposal at the word that the rules know best, else at that which heads the others."""
    found: dict[int, Proposal] = {}
    for proposal in told:
        inside = [n for n, word in enumerate(tree.tokens) if word.span.overlaps(proposal.trigger)]
        heads = [n for n in inside if tree.head(n) not in inside]
        sensed = [n for n in inside if n in senses]
        same = [n for n in sensed if senses[n].event_type == proposal.event_type]
        read = sorted((n for n in inside if n in readings), key=lambda n: -readings[n].event)
        for token in (*same, *sensed, *read, *heads):
            if token not in found:
                found[token] = proposal
                break
    return found


def _span(
    context: Context, sentence: int, token: int, sense: Trigger | None, proposal: Proposal | None
) -> Span:
    """The words of a trigger: as the lexicon has them, else as they were quoted, else the word alone."""
    if sense is not None:
        return sense.span
    if proposal is not None:
        words = context.trees[sentence].tokens
        inside = [word.span for word in words if word.span.overlaps(proposal.trigger)]
        if len(inside) <= LONGEST:
            return Span(inside[0].start, inside[-1].end)
    return _words(context, sentence, token)


def _words(context: Context, sentence: int, token: int) -> Span:
    """The word with its particle: "called off"."""
    tree = context.trees[sentence]
    particles = [one for one in tree.children(token, "compound:prt") if one == token + 1]
    return Span(tree.tokens[token].span.start, tree.tokens[particles[-1] if particles else token].span.end)
