"""The best tree over a sentence's words: Chu-Liu-Edmonds, with one root."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
"""(1 + W, 1 + W): how well each word, row, hangs on each, column; word 0 is the root's place."""

Heads = list[int]
"""The head of each word; that of word 0 is 0."""

_NEVER = -1e9
_ROOT_COSTS = 1e6


def best_tree(scores: Scores) -> Heads:
    """The heads of the tree with the highest sum of scores, of which one word alone hangs on word 0.

    >>> best_tree(np.array([[0, 0, 0], [1, 0, 5], [2, 9, 0]], dtype=np.float32))
    [0, 0, 1]
    """
    allowed = scores.astype(np.float64)
    np.fill_diagonal(allowed, _NEVER)
    heads: Heads = allowed.argmax(1).tolist()
    heads[0] = 0
    roots = [word for word, head in enumerate(heads) if word and not head]
    if len(roots) == 1 and not _cycle(heads):
        return heads
    allowed[:, 0] -= _ROOT_COSTS  # so that the best tree has as few roots as can be: one
    return _spanning(allowed)


def _cycle(heads: Sequence[int]) -> list[int]:
    """Words that hang on one another in a ring; empty where there is none."""
    state = [0] * len(heads)  # 0: not seen, otherwise the walk that saw it
    for start in range(1, len(heads)):
        word = start
        while word and not state[word]:
            state[word] = start
            word = heads[word]
        if word and state[word] == start:
            ring = [word]
            while heads[ring[-1]] != word:
                ring.append(heads[ring[-1]])
            return ring
    return []


def _spanning(scores: Scores) -> Heads:
    """The best tree, rings contracted one by one."""
    heads: Heads = scores.argmax(1).tolist()
    heads[0] = 0
    ring = _cycle(heads)
    return _opened(scores, heads, ring) if ring else heads


def _opened(scores: Scores, heads: Heads, ring: list[int]) -> Heads:
    """Contract a ring to one word, find the tree of the rest, and open the ring where it hangs best."""
    inside = set(ring)
    rest = [word for word in range(len(heads)) if word not in inside]
    new = len(rest)
    kept = scores[ring, [heads[word] for word in ring]]
    smaller = np.full((new + 1, new + 1), _NEVER)
    smaller[:new, :new] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(ring, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, ring)]
    smaller[new, :new] = entering.max(0)
    smaller[:new, new] = leaving.max(1)
    np.fill_diagonal(smaller, _NEVER)
    found = _spanning(smaller)
    whole = list(heads)
    for at, word in enumerate(rest):
        whole[word] = ring[int(leaving[at].argmax())] if found[at] == new else rest[found[at]]
    whole[0] = 0
    outside = found[new]
    whole[ring[int(entering[:, outside].argmax())]] = rest[outside]
    return whole
