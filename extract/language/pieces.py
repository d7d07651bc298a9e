"""Words as pieces of the vocabulary: what the network reads of a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.language.words import FEATURE_SIZES, features

CLS, SEP, UNKNOWN = 101, 102, 100
"""Ids of BERT's vocabulary: before each sentence, behind it, and for a word that has no pieces."""

LONGEST_WORD = 6
"""Pieces read of a word; the rest of a longer one is not looked at."""
_READ = 100
"""Characters looked at of a word: a longer one is no word."""

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A sentence as the network reads it: P pieces, W words; word 0 stands for the root, on [CLS]."""

    ids: Ids
    """(P,)"""
    features: Ids
    """(P, F), those of each piece's word."""
    first: Ids
    """(W,), where each word's first piece is."""


def splitter(tokenizer: Tokenizer) -> Callable[[str], tuple[int, ...]]:
    """A function from a word to its pieces, which remembers what it has split."""

    @lru_cache(maxsize=200_000)
    def split(word: str) -> tuple[int, ...]:
        found = tokenizer.encode(word[:_READ], add_special_tokens=False).ids
        return tuple(found[:LONGEST_WORD]) or (UNKNOWN,)

    return split


def as_pieces(words: Sequence[str], split: Callable[[str], tuple[int, ...]]) -> Pieces:
    """The words of a sentence as pieces."""
    ids, rows, first = [CLS], [(0,) * len(FEATURE_SIZES)], [0]
    for word in words:
        pieces, row = split(word), features(word)
        first.append(len(ids))
        ids += pieces
        rows += [row] * len(pieces)
    ids.append(SEP)
    rows.append(rows[0])
    return Pieces(np.asarray(ids), np.asarray(rows), np.asarray(first))
