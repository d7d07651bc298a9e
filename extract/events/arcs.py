"""The arcs of a parse under repair: who hangs on whom."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.lexicon.reading import Lexicon
from extract.model import Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs that have a subject of their own."""


class Tokens(list[Token]):
    """The tokens of one sentence, changed in place.

    With the dependents of each in the order of the text, and all labels that there are or have been, with and
    without their subtypes.
    """

    def __init__(self, tokens: Iterable[Token], lexicon: Lexicon) -> None:
        """Read the heads in both directions; from here on only `hang` changes them."""
        super().__init__(tokens)
        self.lexicon = lexicon
        dependents: list[list[int]] = [[] for _ in self]
        for at, token in enumerate(self):
            if token.head != at:
                dependents[token.head].append(at)
        self.dependents = dependents
        self.labels = {token.label for token in self}
        self.labels |= {label.partition(":")[0] for label in self.labels}


def hang(tokens: Tokens, at: int, head: int, label: str) -> None:
    """Give a token another governor; itself makes it the root."""
    token = tokens[at]
    if token.head != at:
        tokens.dependents[token.head].remove(at)
    if head != at:
        insort(tokens.dependents[head], at)
    tokens.labels |= {label, label.partition(":")[0]}
    tokens[at] = replace(token, head=head, label=label)


def children(tokens: Tokens, at: int, *labels: str) -> Iterator[int]:
    """The dependents of a token under one of `labels`, subtypes too; in the order of the text."""
    for number in tokens.dependents[at]:
        if tokens[number].label.partition(":")[0] in labels or not labels:
            yield number


def child(tokens: Tokens, at: int, *labels: str) -> int | None:
    """The first of the dependents of a token under one of `labels`; None where there is none."""
    for number in tokens.dependents[at]:
        if tokens[number].label.partition(":")[0] in labels:
            return number
    return None


def with_subjects(tokens: Tokens) -> list[int]:
    """The tokens that have a subject, in the order of the text."""
    heads = {
        token.head for at, token in enumerate(tokens) if token.label.startswith("nsubj") and token.head != at
    }
    return sorted(heads)
