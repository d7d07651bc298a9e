"""Which words may tell an event: those that the reader takes for one, and those with a sense in the lexicon."""

from collections.abc import Mapping, Sequence

from extract.events.candidate import Candidate, Seen
from extract.events.context import Context
from extract.model import Span, Trigger

LEAST_SEEN = 0.08
"""Probability of an event from which the reader's word is a candidate without a sense of the lexicon."""


def propose(
    context: Context,
    senses: Sequence[Trigger],
    listed: Mapping[str, frozenset[str]],
    seen: Mapping[tuple[int, int], Seen],
) -> tuple[tuple[Candidate, ...], ...]:
    """The candidates of each sentence, in the order of its words.

    Args:
        context: the issue.
        senses: what the lexicon found, at most one a word.
        listed: the types that the lexicon has for a lemma, in any sense.
        seen: what the reader makes of each word, by sentence and token; empty without heads for events.
    """
    known = {(sense.sentence, sense.token): sense for sense in senses}
    proposed = {place for place, word in seen.items() if word.event >= LEAST_SEEN}
    found: list[list[Candidate]] = [[] for _ in context.trees]
    for sentence, token in sorted({*known, *proposed}):
        found[sentence].append(_candidate(context, sentence, token, known, listed, seen))
    return tuple(map(tuple, found))


def _candidate(
    context: Context,
    sentence: int,
    token: int,
    known: Mapping[tuple[int, int], Trigger],
    listed: Mapping[str, frozenset[str]],
    seen: Mapping[tuple[int, int], Seen],
) -> Candidate:
    tree, sense = context.trees[sentence], known.get((sentence, token))
    return Candidate(
        sentence=sentence,
        passage=context.passages[sentence],
        tree=tree,
        token=token,
        span=sense.span if sense is not None else _words(context, sentence, token),
        sense=sense,
        listed=listed.get(tree.lemma(token), frozenset()),
        seen=seen.get((sentence, token)),
    )


def _words(context: Context, sentence: int, token: int) -> Span:
    """The word with its particle: "called off"."""
    tree = context.trees[sentence]
    word = tree.tokens[token]
    particles = [one for one in tree.children(token, "compound:prt") if one == token + 1]
    return Span(word.span.start, tree.tokens[particles[-1] if particles else token].span.end)
