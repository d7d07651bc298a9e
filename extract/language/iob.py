"""The likeliest names of a sentence: tags in IOB2 of which none is out of place."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def best_names(scores: NDArray[np.float32], tags: Sequence[str]) -> tuple[str, ...]:
    """The likeliest row of tags in which each "I-X" follows "B-X" or "I-X".

    Args:
        scores: (W, N), logarithms of probabilities.
        tags: The N tags.

    >>> best_names(np.log([[0.2, 0.3, 0.5], [0.1, 0.1, 0.8]]), ("O", "B-PER", "I-PER"))
    ('B-PER', 'I-PER')
    """
    plain = tuple(tags[tag] for tag in scores.argmax(1).tolist())
    if all(_may_follow(left, right) for left, right in zip(("O", *plain), plain, strict=False)):
        return plain
    steps = np.array([[0.0 if _may_follow(left, right) else -np.inf for right in tags] for left in tags])
    best = scores[0] + steps[tags.index("O")]
    came_from = []
    for row in scores[1:]:
        ways = best[:, None] + steps
        came_from.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for backwards in reversed(came_from):
        path.append(int(backwards[path[-1]]))
    return tuple(tags[tag] for tag in reversed(path))


def _may_follow(left: str, right: str) -> bool:
    return not right.startswith("I-") or left in {right, f"B-{right[2:]}"}
