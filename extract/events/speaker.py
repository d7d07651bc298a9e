"""Whose report an event is: "Yanai told reporters that ..."."""

from extract.events.naming import Names
from extract.lexicon.modality import Modality
from extract.syntax import Tree

_SHARES_SUBJECT = frozenset({"conj", "advcl", "xcomp", "parataxis"})
"""Relations in which a verb of saying without a subject has that of the verb above it."""


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
            return _name(tree, _speakers(tree, verb), names)
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


def _speakers(tree: Tree, verb: int) -> tuple[int, ...]:
    """Who says it: the subjects of the verb, or of one above that shares them; in the passive "by" whom."""
    for step in tree.path(verb):
        if tree.is_passive(step):
            agents = (one for one in tree.children(step, "obl") if tree.case(one) == "by")
            return tuple(two for one in agents for two in tree.conjuncts(one))
        subject = tree.child(step, "nsubj")
        if subject is not None:
            return tree.conjuncts(_antecedent(tree, subject, step))
        if tree.label(step) not in _SHARES_SUBJECT:
            break
    return ()


def _antecedent(tree: Tree, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for: "Yanai, who said that"."""
    noun = tree.head(verb)
    relative = tree.label(verb) == "acl:relcl" and tree.tokens[subject].tag in {"WP", "WDT"}
    return noun if relative and noun is not None else subject


def _name(tree: Tree, heads: tuple[int, ...], names: Names) -> str | None:
    """The names of the speakers, joined."""
    found = (participant.name for head in heads for participant in names.participants(tree, head, "actor"))
    return "; ".join(dict.fromkeys(found)) or None
