"""The way through a tree from one word to another, as a short text that a choice can learn from."""

from extract.events.tree import Tree

MOST_STEPS = 5
"""Relations in a way that is still told apart from others; longer ones are all `far`."""
_MARKED = frozenset({"obl", "nmod", "advcl", "acl"})
_SUBTYPES = ("nsubj:pass", "nmod:poss", "acl:relcl", "compound:prt", "obl:agent")


def path(tree: Tree, start: int, end: int) -> str:
    """The relations climbed ("^ccomp") and descended ("nsubj") from `start` to `end`.

    Empty for a word to itself; prepositions stand behind the relation ("obl:with").
    """
    ups = list(tree.path(start))
    rises = {token: number for number, token in enumerate(ups)}
    downs: list[int] = []
    for token in tree.path(end):
        if token in rises:
            climbed = [f"^{_relation(tree, one)}" for one in ups[: rises[token]]]
            steps = [*climbed, *(_relation(tree, one) for one in reversed(downs))]
            return " ".join(steps) if len(steps) <= MOST_STEPS else "far"
        downs.append(token)
    return "far"


def _relation(tree: Tree, token: int) -> str:
    label = tree.label(token)
    base = label.partition(":")[0]
    if base in _MARKED and label not in _SUBTYPES:
        return f"{base}:{tree.case(token) or _mark(tree, token)}".rstrip(":")
    return label if label in _SUBTYPES else base


def _mark(tree: Tree, token: int) -> str:
    mark = tree.child(token, "mark")
    return "" if mark is None else tree.lemma(mark)
