"""Samples as batches of few distinct shapes: a kernel is built for each new one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from extract.language.pieces import UNKNOWN, Pieces
from training.network import places_of

IGNORED = -100
"""The target of a word that teaches nothing."""
_LENGTHS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 200)
"""Lengths that batches are padded to: the fewer, the less often a kernel is built for a new shape."""

Targets = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A sentence and what there is to learn of it: arrays whose first axis is the words, root first."""

    pieces: Pieces
    targets: Targets


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Samples side by side, padded."""

    ids: Tensor
    """(B, L)"""
    features: Tensor
    """(B, L, F)"""
    first: Tensor
    """(B, W)"""
    before: Tensor
    """(B, V)"""
    targets: dict[str, Tensor]


def padded(length: int) -> int:
    """A length as one that batches have.

    >>> padded(1), padded(8), padded(57), padded(201)
    (8, 8, 64, 208)
    """
    return next((size for size in _LENGTHS if size >= length), -(-length // 8) * 8)


def batches(samples: Sequence[Sample], pieces: int, random: Random) -> list[list[Sample]]:
    """Shuffled batches of about `pieces` pieces; what does not fill a batch moves to the next length."""
    keyed = [(padded(len(s.pieces.ids)), padded(len(s.pieces.first)), random.random(), s) for s in samples]
    keyed.sort(key=lambda row: row[:3])
    found: list[list[Sample]] = []
    waiting: list[Sample] = []
    for at, (length, _, _, sample) in enumerate(keyed):
        waiting.append(sample)
        last = at + 1 == len(keyed) or keyed[at + 1][0] > length
        room = pieces // (keyed[at + 1][0] if last and at + 1 < len(keyed) else length)
        if len(waiting) >= max(1, room):
            found.append(waiting)
            waiting = []
    if waiting:
        found.append(waiting)
    random.shuffle(found)
    return found


def collated(samples: Sequence[Sample]) -> Batch:
    """Samples as one batch."""
    length = padded(max(len(s.pieces.ids) for s in samples))
    words = padded(max(len(s.pieces.first) for s in samples))
    ids = _stacked([s.pieces.ids for s in samples], length, 0)
    features = _stacked([s.pieces.features for s in samples], length, 0)
    first = _stacked([s.pieces.first for s in samples], words, 0)
    before = _stacked(
        [s.pieces.before for s in samples], padded(max(len(s.pieces.before) for s in samples)), 0
    )
    names = samples[0].targets
    targets = {name: _targets(samples, name, words, before.shape[1]) for name in names}
    return Batch(ids, features, first, before, targets)


def _targets(samples: Sequence[Sample], name: str, words: int, before: int) -> Tensor:
    rows = [sample.targets[name] for sample in samples]
    if name in _POINTERS:
        return _stacked([_spread(row, words, before) for row in rows], words, 0.0)
    return _stacked(rows, words, IGNORED if rows[0].ndim == 1 else 0.0)


_POINTERS = frozenset({"actor", "recipient", "time"})
"""Targets (W, 1 + W + V): for each word, nobody, a word of the sentence or one before it."""


def _spread(row: NDArray[np.generic], words: int, before: int) -> NDArray[np.generic]:
    """A pointer's targets with the columns of a batch of so many words, and words before."""
    own = 1 + len(row)
    whole = np.zeros((len(row), 1 + words + before), dtype=row.dtype)
    whole[:, :own] = row[:, :own]
    whole[:, 1 + words : 1 + words + row.shape[1] - own] = row[:, own:]
    return whole


def _stacked(rows: Sequence[NDArray[np.generic]], length: int, fill: float) -> Tensor:
    whole = np.full((len(rows), length, *rows[0].shape[1:]), fill, dtype=rows[0].dtype)
    for target, row in zip(whole, rows, strict=True):
        target[: len(row)] = row
    return torch.from_numpy(whole)


def hidden_words(batch: Batch, share: float, generator: torch.Generator) -> Batch:
    """Hide the pieces of some words, and of others place and cluster, so that no clue is leant on alone."""
    word_of = torch.zeros_like(batch.ids).scatter_(1, places_of(batch.first, batch.before), 1).cumsum(1)
    numbers = torch.rand((2, *batch.ids.shape), generator=generator)
    no_form, no_lists = (
        torch.gather(numbers[i], 1, word_of.clamp(max=batch.ids.shape[1] - 1)) < share for i in (0, 1)
    )
    special = (batch.ids == 0) | (word_of <= 1)
    ids = torch.where(no_form & ~special, UNKNOWN, batch.ids)
    features = batch.features.clone()
    features[:, :, 1:][no_lists & ~special] = 0
    return Batch(ids, features, batch.first, batch.before, batch.targets)


def shuffled_forever(samples: Sequence[Sample], pieces: int, random: Random) -> Iterator[list[Sample]]:
    """Batches without end, shuffled anew each time round."""
    while True:
        yield from batches(samples, pieces, random)
