"""Which words may tell an event: those the reader takes for one, and those with a sense in the lexicon."""

from collections.abc import Mapping, Sequence

from extract.events.candidate import Candidate
from extract.events.context import Context
from extract.model import Span, Trigger


def propose(context: Context, senses: Sequence[Trigger]) -> tuple[tuple[Candidate, ...], ...]:
    """The candidates of each sentence, in the order of its words.

    Args:
        context: the issue.
        senses: what the lexicon found, at most one a word.
    """
    known: list[dict[int, Trigger]] = [{} for _ in context.trees]
    for sense in senses:
        known[sense.sentence][sense.token] = sense
    return tuple(_in_sentence(context, number, known[number]) for number in range(len(context.trees)))


def _in_sentence(context: Context, sentence: int, senses: Mapping[int, Trigger]) -> tuple[Candidate, ...]:
    tree = context.trees[sentence]
    readings = {one.token: one for one in tree.sentence.events}
    least = context.policy.least_reading
    tokens = sorted({*senses, *(token for token, one in readings.items() if one.event >= least)})
    listed = context.lexicon.triggers.listed
    return tuple(
        Candidate(
            sentence=sentence,
            passage=context.passages[sentence],
            tree=tree,
            token=token,
            span=senses[token].span if token in senses else _words(context, sentence, token),
            sense=senses.get(token),
            listed=listed.get(tree.lemma(token), frozenset()),
            reading=readings.get(token),
        )
        for token in tokens
    )


def _words(context: Context, sentence: int, token: int) -> Span:
    """The word with its particle: "called off"."""
    tree = context.trees[sentence]
    particles = [one for one in tree.children(token, "compound:prt") if one == token + 1]
    return Span(tree.tokens[token].span.start, tree.tokens[particles[-1] if particles else token].span.end)
