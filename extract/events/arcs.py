"""The arcs of a parse under repair: who hangs on whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.model import Token

Tokens = list[Token]
"""The tokens of one sentence, changed in place."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs that have a subject of their own."""


def hang(tokens: Tokens, at: int, head: int, label: str) -> None:
    """Give a token another governor."""
    tokens[at] = replace(tokens[at], head=head, label=label)


def children(tokens: Sequence[Token], at: int, *labels: str) -> Iterator[int]:
    """The dependents of a token under one of `labels`, subtypes too; in the order of the text."""
    for number, token in enumerate(tokens):
        if token.head == at and number != at and (token.label.partition(":")[0] in labels or not labels):
            yield number


def child(tokens: Sequence[Token], at: int, *labels: str) -> int | None:
    """The first of the dependents of a token under one of `labels`; None where there is none."""
    return next(children(tokens, at, *labels), None)
