"""Every sample is in one batch, and padding teaches nothing."""

from random import Random

import numpy as np
import pytest

pytest.importorskip("torch", reason="pip install .[training]")

import torch

from extract.language.pieces import UNKNOWN, Pieces
from training.batches import IGNORED, Sample, batches, collated, hidden_words


def sample(words: int, before: int = 0) -> Sample:
    """A sentence of words of two pieces each, behind others of one."""
    ids = np.arange(200, 202 + 2 * words + before)
    first = np.array([0, *range(1, 1 + 2 * words, 2)])
    earlier = np.arange(2 + 2 * words, 2 + 2 * words + before)
    return Sample(
        Pieces(ids, np.ones((len(ids), 4), dtype=np.int64), first, earlier),
        {"tags": np.arange(1 + words), "actor": np.ones((1 + words, 2 + words + before), dtype=np.float32)},
    )


SAMPLES = [sample(words) for words in (1, 2, 3, 5, 8, 13, 21, 34) * 5]


def test_every_sample_is_in_one_batch() -> None:
    found = [id(one) for group in batches(SAMPLES, 256, Random(1)) for one in group]
    assert sorted(found) == sorted(map(id, SAMPLES))


def test_no_batch_is_much_larger_than_asked_for() -> None:
    for group in batches(SAMPLES, 256, Random(1)):
        batch = collated(group)
        assert batch.ids.shape[0] * batch.ids.shape[1] <= 256


def test_batches_have_few_shapes() -> None:
    shapes = {collated(group).ids.shape[1] for group in batches(SAMPLES, 256, Random(1))}
    assert shapes <= {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128}


def test_padding_teaches_nothing() -> None:
    batch = collated([sample(1), sample(5)])
    assert batch.targets["tags"][0, 2:].tolist() == [IGNORED] * (batch.first.shape[1] - 2)
    assert batch.targets["actor"][0, 2:].sum() == 0
    assert batch.targets["actor"].shape[2] == 1 + batch.first.shape[1] + batch.before.shape[1]


def test_a_pointer_keeps_its_words_of_the_sentence_and_of_those_before() -> None:
    batch = collated([sample(1, before=2), sample(5)])
    words = 1 + batch.first.shape[1]
    assert np.flatnonzero(batch.targets["actor"][0, 1]).tolist() == [0, 1, 2, words, words + 1]
    assert np.flatnonzero(batch.targets["actor"][1, 1]).tolist() == list(range(7))


def test_words_are_hidden_whole_and_the_root_never() -> None:
    batch = collated([sample(13)])
    hidden = hidden_words(batch, 0.5, torch.Generator().manual_seed(1))
    unknown = (hidden.ids == UNKNOWN)[0]
    assert unknown.any()
    assert not unknown[0]
    assert torch.equal(unknown[1:27:2], unknown[2:28:2])
    assert torch.equal(batch.targets["tags"], hidden.targets["tags"])
