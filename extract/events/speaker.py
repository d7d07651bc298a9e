"""Whose report an event is: "Yanai told reporters that ..."."""

from extract.events.naming import Names
from extract.events.slots import fill
from extract.events.tree import Tree
from extract.lexicon.modality import Modality


def speaker_of(tree: Tree, token: int, modality: Modality, names: Names) -> str | None:
    """The name of the one who reports the event at `token`; None where the digest speaks itself.

    The nearest verb of report above wins; "according to" counts as one.
    """
    for step in tree.path(token):
        for oblique in tree.children(step, "obl", "nmod"):
            if tree.case(oblique) == "according to":
                return _name(tree, tree.conjuncts(oblique), names)
        verb = _report_verb(tree, step, modality)
        if verb is not None:
            return _name(tree, fill(tree, verb, "subject", modality.grammar), names)
    return None


def _report_verb(tree: Tree, clause: int, modality: Modality) -> int | None:
    """The verb that reports the clause: above it, or beside it ("the rebels fled, the ministry said")."""
    head = tree.head(clause)
    if head is not None and tree.label(clause) == "ccomp" and tree.lemma(head) in modality.report:
        return head
    return next(
        (
            beside
            for beside in tree.children(clause, "parataxis")
            if tree.lemma(beside) in modality.report and tree.child(beside, "ccomp") is None
        ),
        None,
    )


def _name(tree: Tree, heads: tuple[int, ...], names: Names) -> str | None:
    """The names of the speakers, joined."""
    found = (participant.name for head in heads for participant in names.participants(tree, head, "actor"))
    return "; ".join(dict.fromkeys(found)) or None
