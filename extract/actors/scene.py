"""What has been mentioned so far in an item: what pronouns and descriptions look back on."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.actors.chains import Chains, Placed
from extract.actors.words import Words
from extract.model import Span

REACH = 3
"""Sentences that a pronoun may look back."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What has been mentioned so far in an item, in the order of the text."""

    chains: Chains
    sentences: Sequence[Words]
    main: str | None
    """The country that the item speaks of most."""
    history: list[Placed]


def placed_at(words: Words, number: int, at: int, chain: int, *, first: int | None = None) -> Placed:
    """A mention that ends with its head at `at`, and begins there or at `first`."""
    first = at if first is None else first
    span = Span(words.token(first).span.start, words.token(at).span.end)
    return Placed(number, first, at + 1, at, chain, span)
