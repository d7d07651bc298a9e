"""Whether a verb is negated, hindered, or told only as what somebody may do."""

from extract.syntax.grammar import is_infinitive
from extract.syntax.tree import Tree

_NEGATIONS = frozenset({"not", "n't", "n\u2019t", "never", "nt", "neither", "nor"})
_NOBODY = frozenset({"no", "neither", "nobody", "none"})


def is_negated(tree: Tree, word: int) -> bool:
    """Whether "not", "never" or the like belongs to the word."""
    words = {tree.lowered[one] for one in tree.dependents[word]}
    if words & _NEGATIONS or _is_no_longer(tree, word):
        return True
    holders = tree.children(word, "nsubj")
    determined = [two for one in holders for two in tree.children(one, "det")]
    return any(tree.lowered[one] in _NOBODY for one in (*holders, *determined))


def _is_no_longer(tree: Tree, word: int) -> bool:
    """Whether "no longer" stands at the verb; the parser may hang "no" on "longer"."""
    around = tree.dependents[word]
    longer = [one for one in around if tree.lowered[one] in {"longer", "more"}]
    near = [*around, *(two for one in longer for two in tree.dependents[one])]
    return any(tree.lowered[one] == "no" for one in near) and bool(longer)


def is_hindered(tree: Tree, verb: int) -> bool:
    """Whether the verb tells what is kept from happening: "prevented them from signing"."""
    marks = {tree.lowered[one] for one in tree.children(verb, "mark", "case")}
    return tree.tokens[verb].tag == "VBG" and "from" in marks


def is_entitled(tree: Tree, verb: int) -> bool:
    """Whether the verb tells only what somebody may do: "the right to dissolve parliament"."""
    head = tree.head(verb)
    if head is None or not is_infinitive(tree, verb):
        return False
    nouns, lemma = tree.words.nouns, tree.lemma(head)
    if tree.base(verb) == "acl":
        return lemma in nouns.entitlements
    holders = {tree.lemma(one) for one in tree.children(head, "nsubj")}
    return lemma in tree.words.verbs.entitles and bool(holders & nouns.laws)
