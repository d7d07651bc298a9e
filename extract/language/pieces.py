"""Words as pieces of the vocabulary: what the network reads of a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.language.words import FEATURE_SIZES, features

CLS, SEP, UNKNOWN = 101, 102, 100
"""Ids of BERT's vocabulary: before each sentence, behind it, and for a word that has no pieces."""

POSITIONS = 512
"""Pieces that the network can take, [CLS] and [SEP] among them."""
BEFORE = 32
"""Pieces read of the text before a sentence: about the sentence before."""

LONGEST_WORD = 6
"""Pieces read of a word; the rest of a longer one is not looked at."""
_READ = 100
"""Characters looked at of a word: a longer one is no word."""

Ids = NDArray[np.int64]
Split = Callable[[str], tuple[int, ...]]
"""A word to its pieces."""
_Word = TypeVar("_Word")


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A sentence as the network reads it: P pieces, W words; word 0 stands for the root, on [CLS].

    Behind its [SEP] stand the last B words of the text before it.
    """

    ids: Ids
    """(P,)"""
    features: Ids
    """(P, F), those of each piece's word."""
    first: Ids
    """(W,), where each word's first piece is."""
    before: Ids
    """(B,), where the first piece of each word of the text before is."""


def splitter(tokenizer: Tokenizer) -> Split:
    """A function from a word to its pieces, which remembers what it has split."""

    @lru_cache(maxsize=200_000)
    def split(word: str) -> tuple[int, ...]:
        found = tokenizer.encode(word[:_READ], add_special_tokens=False).ids
        return tuple(found[:LONGEST_WORD]) or (UNKNOWN,)

    return split


def as_pieces(words: Sequence[str], split: Split, before: Sequence[str] = ()) -> Pieces:
    """The words of a sentence as pieces, and behind them the last words of those that stand before it."""
    outside = (0,) * len(FEATURE_SIZES)
    ids, rows, first = [CLS], [outside], [0]

    def add(word: str) -> int:
        """Where the pieces of the word begin."""
        pieces, begins = split(word), len(ids)
        ids.extend(pieces)
        rows.extend([features(word)] * len(pieces))
        return begins

    def close() -> None:
        ids.append(SEP)
        rows.append(outside)

    first += [add(word) for word in words]
    close()
    told = [add(word) for word in _last(before, split, POSITIONS - 1 - len(ids))]
    if told:
        close()
    return Pieces(np.asarray(ids), np.asarray(rows), np.asarray(first), np.asarray(told, dtype=np.int64))


def _last(words: Sequence[str], split: Split, room: int) -> Sequence[str]:
    """The last words that have no more than `BEFORE` pieces, and `room`."""
    room = min(room, BEFORE)
    first = len(words)
    while first and (room := room - len(split(words[first - 1]))) >= 0:
        first -= 1
    return words[first:]


def words_before(sentences: Sequence[Sequence[_Word]], at: int) -> list[_Word]:
    """The words before a sentence, at least as many as are read; or whatever stands for each word."""
    found: list[_Word] = []
    while at and len(found) < BEFORE:
        at -= 1
        found = [*sentences[at], *found]
    return found
