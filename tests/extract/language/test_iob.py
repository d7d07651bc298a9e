"""Names come out whole: no tag stands where it may not."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from extract.language.iob import best_names

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
SCORES = st.integers(1, 4).flatmap(
    lambda words: arrays(np.float32, (words, len(TAGS)), elements=st.integers(-9, 9).map(float))
)


def is_allowed(tags: tuple[str, ...]) -> bool:
    pairs = zip(("O", *tags), tags, strict=False)
    return all(not right.startswith("I-") or left[2:] == right[2:] for left, right in pairs)


def total(scores: NDArray[np.float32], tags: tuple[str, ...]) -> float:
    return float(sum(row[TAGS.index(tag)] for row, tag in zip(scores, tags, strict=True)))


@given(SCORES)
def test_the_names_are_the_likeliest_that_are_allowed(scores: NDArray[np.float32]) -> None:
    found = best_names(scores, TAGS)
    allowed = filter(is_allowed, product(TAGS, repeat=len(scores)))
    assert is_allowed(found)
    assert total(scores, found) == max(total(scores, tags) for tags in allowed)
