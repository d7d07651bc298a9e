"""Fits a conditional logit: weights under which the right options of all questions are likeliest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extract.choices import Features

_Floats = NDArray[np.float64]
_NOTHING: Mapping[str, float] = MappingProxyType({})
ROUNDS = 150
"""Steps of the optimiser at most: figures no longer move after a hundred."""


@dataclass(frozen=True, slots=True)
class Question:
    """One decision that an annotation answers: its options, and which of them are right."""

    options: tuple[Features, ...]
    right: tuple[bool, ...]
    document: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Design:
    """All questions of one choice as arrays: a row an option, a column a feature."""

    matrix: csr_matrix
    owner: NDArray[np.int64]
    """The question of each row."""
    right: _Floats
    weight: _Floats
    """Of each question."""
    names: tuple[str, ...]
    documents: NDArray[np.str_]
    """Of each question."""


def design(questions: Sequence[Question], *, rarest: int = 5, known: Collection[str] = ()) -> Design:
    """The arrays of all questions that can teach: with a right option, and with one that is not.

    Args:
        questions: decisions with their answers.
        rarest: in how many questions a feature must stand to be kept.
        known: features that are kept however rare.
    """
    asked = [one for one in questions if any(one.right) and not all(one.right)]
    counts: dict[str, int] = {}
    for one in asked:
        for name in {name for option in one.options for name in option}:
            counts[name] = counts.get(name, 0) + 1
    names = tuple(sorted(name for name, count in counts.items() if count >= rarest or name in known))
    columns = {name: number for number, name in enumerate(names)}
    rows: list[int] = []
    cols: list[int] = []
    values: list[float] = []
    owner: list[int] = []
    right: list[float] = []
    for number, one in enumerate(asked):
        for option, is_right in zip(one.options, one.right, strict=True):
            for name, value in option.items():
                if (column := columns.get(name)) is not None:
                    rows.append(len(owner))
                    cols.append(column)
                    values.append(value)
            owner.append(number)
            right.append(float(is_right))
    matrix = csr_matrix((values, (rows, cols)), shape=(len(owner), len(names)), dtype=np.float64)
    weight = np.array([one.weight for one in asked])
    documents = np.array([one.document for one in asked])
    return Design(matrix, np.array(owner, dtype=np.int64), np.array(right), weight, names, documents)


def fit(
    given: Design,
    *,
    strength: float,
    inside: NDArray[np.bool_] | None = None,
    known: Mapping[str, float] = _NOTHING,
) -> dict[str, float]:
    """The weight of each feature.

    Args:
        given: the questions.
        strength: of the pull of every weight to what is known of it (L2), in questions.
        inside: which questions to learn from; all where it is left out.
        known: weights learned before; 0 for any other feature.
    """
    if inside is None:
        inside = np.ones(len(given.weight), dtype=bool)
    if not inside.any() or not given.names:
        return {**known}
    rows = inside[given.owner]
    matrix, right = given.matrix[rows], given.right[rows]
    starts = np.flatnonzero(np.diff(given.owner[rows], prepend=-1))
    asked = _Asked(matrix, matrix.T.tocsr(), starts, right, given.weight[inside])
    start = np.array([known.get(name, 0.0) for name in given.names])
    given_to = (asked, strength, start)
    found = minimize(_loss, start, args=given_to, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return {**known, **{name: float(value) for name, value in zip(given.names, found.x, strict=True)}}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The questions that are learned from, as arrays."""

    matrix: csr_matrix
    turned: csr_matrix
    starts: NDArray[np.int64]
    """The first row of each question."""
    right: _Floats
    weight: _Floats


def _loss(weights: _Floats, asked: _Asked, strength: float, known: _Floats) -> tuple[float, _Floats]:
    """Negative log likelihood that a right option is chosen, with its gradient."""
    scores = asked.matrix @ weights
    sizes = np.diff(np.append(asked.starts, len(scores)))
    odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, asked.starts), sizes))
    total = np.add.reduceat(odds, asked.starts)
    of_right = np.add.reduceat(odds * asked.right, asked.starts)
    moved = weights - known
    loss = -float(asked.weight @ np.log(of_right / total)) + 0.5 * strength * float(moved @ moved)
    pull = odds / np.repeat(total, sizes) - odds * asked.right / np.repeat(of_right, sizes)
    return loss, asked.turned @ (np.repeat(asked.weight, sizes) * pull) + strength * moved
