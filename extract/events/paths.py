"""The way through a tree from one word to another, as a short text that a choice can learn from."""

from extract.syntax import Tree, remembered

MOST_STEPS = 5
"""Relations in a way that is still told apart from others; longer ones are all `far`."""
_MARKED = frozenset({"obl", "nmod", "advcl", "acl"})
_SUBTYPES = ("nsubj:pass", "nmod:poss", "acl:relcl", "compound:prt", "obl:agent")


def path(tree: Tree, start: int, end: int) -> str:
    """The relations climbed ("^ccomp") and descended ("nsubj") from `start` to `end`.

    Empty for a word to itself; prepositions stand behind the relation ("obl:with").
    """
    rising = tree.path(start)[: MOST_STEPS + 1]
    for fallen, token in enumerate(tree.path(end)[: MOST_STEPS + 1]):
        if token in rising:
            climbed = [f"^{_relation(tree, one)}" for one in rising[: rising.index(token)]]
            steps = [*climbed, *(_relation(tree, one) for one in reversed(tree.path(end)[:fallen]))]
            return " ".join(steps) if len(steps) <= MOST_STEPS else "far"
    return "far"


@remembered
def _relation(tree: Tree, token: int) -> str:
    label = tree.label(token)
    base = label.partition(":")[0]
    if base in _MARKED and label not in _SUBTYPES:
        return f"{base}:{tree.case(token) or _mark(tree, token)}".rstrip(":")
    return label if label in _SUBTYPES else base


def _mark(tree: Tree, token: int) -> str:
    mark = tree.child(token, "mark")
    return "" if mark is None else tree.lemma(mark)
