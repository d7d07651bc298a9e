"""The tree chosen is the best one, and always a tree with one root."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extract.language.trees import Heads, Scores, best_tree

SCORES = st.integers(1, 4).flatmap(
    lambda words: arrays(np.float32, (words + 1, words + 1), elements=st.integers(-20, 20).map(float))
)


def is_a_tree(heads: Heads) -> bool:
    def reaches_the_root(word: int) -> bool:
        for _ in heads:
            word = heads[word]
        return word == 0

    return heads[1:].count(0) == 1 and all(map(reaches_the_root, range(len(heads))))


def total(scores: Scores, heads: Heads) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads) if word))


@given(SCORES)
def test_no_other_tree_has_a_higher_score(scores: Scores) -> None:
    trees = ([0, *heads] for heads in product(range(len(scores)), repeat=len(scores) - 1))
    best = max(total(scores, heads) for heads in trees if is_a_tree(heads))
    assert total(scores, best_tree(scores)) == best


@given(SCORES)
def test_what_comes_out_is_a_tree_with_one_root(scores: Scores) -> None:
    assert is_a_tree(best_tree(scores))


@pytest.mark.parametrize(
    ("scores", "heads"),
    [
        pytest.param([[0, 0, 0], [9, 0, 1], [1, 9, 0]], [0, 0, 1], id="a tree at once"),
        pytest.param(
            [[0, 0, 0], [1, 0, 5], [2, 9, 0]], [0, 0, 1], id="a ring is opened where it costs least"
        ),
        pytest.param([[0, 0, 0], [9, 0, 1], [8, 7, 0]], [0, 0, 1], id="two roots become one"),
    ],
)
def test_rings_and_second_roots_are_mended(scores: list[list[float]], heads: Heads) -> None:
    assert best_tree(np.array(scores, dtype=np.float32)) == heads
