"""Who is understood as the subject of a verb that has none of its own, and who stands behind "which"."""

from extract.events.tree import NOMINAL, Tree

RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
_PLURAL = frozenset({"were", "are", "have"})
_DASHES = frozenset({"--", "\u2013", "\u2014"})
_PASSED = frozenset({"ADV", "AUX", "PART", "PUNCT"})
"""Words between a subject and its verb."""
_CONTROLLED = frozenset({"xcomp", "advcl", "ccomp", "nmod", "obl", "acl"})
"""Relations in which a clause without a subject has that of its governor."""
_STEPS = 12
"""Clauses walked up at most in search of a subject; deeper nesting is a broken parse."""


def surface_subject(tree: Tree, verb: int, object_control: frozenset[str], steps: int = _STEPS) -> int | None:
    """The grammatical subject of `verb`, its own or the one understood; None where the sentence has none.

    Coordinated verbs share a subject; an infinitive or participle has that of its governor ("was scheduled
    to visit", "before departing") or, under a verb of `object_control`, its object ("ordered the guards to
    fire"); one that modifies a noun has the noun, or who made the plan, offer, threat that the noun names.
    """
    own = _own_subject(tree, verb)
    if own is not None:
        return antecedent(tree, own)
    head = tree.head(verb)
    if head is None or steps == 0:
        return _noun_before(tree, verb)
    label = tree.label(verb).partition(":")[0]
    if label in {"conj", "parataxis"} and tree.is_predicate(head):
        return surface_subject(tree, head, object_control, steps - 1)
    if label == "amod" or (label == "acl" and tree.tokens[head].pos != "VERB"):
        return _modified(tree, verb, head, object_control, steps - 1)
    if label in _CONTROLLED:
        return _controller(tree, verb, head, object_control, steps - 1)
    return None


def _own_subject(tree: Tree, verb: int) -> int | None:
    """The first subject among the verb's dependents that is no expletive."""
    return next((child for child in tree.children(verb, "nsubj") if tree.lemma(child) != "there"), None)


def antecedent(tree: Tree, token: int) -> int:
    """What a relative pronoun stands for: the noun that its clause modifies; any other token is itself."""
    if tree.tokens[token].pos not in {"PRON", "DET"} or tree.tokens[token].text.lower() not in RELATIVES:
        return token
    for ancestor in tree.path(token):
        if tree.label(ancestor) == "acl:relcl":
            noun = tree.head(ancestor)
            return token if noun is None else _whole(tree, noun, ancestor)
    return token


def _whole(tree: Tree, noun: int, clause: int) -> int:
    """The first of the nouns that a plural relative clause modifies: "X and his aides, who were"."""
    finite = {tree.tokens[word].text.lower() for word in tree.children(clause, "aux", "cop")}
    head = tree.head(noun)
    if head is not None and tree.label(noun) == "conj" and finite & _PLURAL:
        return head
    return noun


def _stray_subject(tree: Tree, verb: int) -> int | None:
    """The subject that the parser gave to a participle between it and its verb: "X, put in charge, said"."""
    for clause in tree.children(verb, "ccomp", "advcl", "parataxis"):
        if clause < verb and tree.is_inserted(clause):
            return tree.child(clause, "nsubj")
    return None


def _past_dashes(tree: Tree, at: int) -> int:
    """Where a parenthesis between dashes begins that ends at `at`; `at` itself where none does."""
    if tree.tokens[at].text not in _DASHES:
        return at
    return next((n for n in range(at - 1, -1, -1) if tree.tokens[n].text in _DASHES), at)


def _noun_before(tree: Tree, verb: int) -> int | None:
    """The noun phrase right before a main verb for which the parser found no subject."""
    stray = _stray_subject(tree, verb)
    if stray is not None:
        return stray
    at = verb - 1
    while at >= 0 and (tree.tokens[at].pos in _PASSED or tree.label(at).endswith(":unmarked")):
        at = _past_dashes(tree, at) - 1
    if at < 0 or tree.tokens[at].pos not in {"PROPN", "NOUN", "PRON"} or tree.tokens[verb].pos != "VERB":
        return None
    while tree.label(at) == "conj" and tree.child(at, "cc") is not None:
        at = tree.tokens[at].head
    return at


def relativised(tree: Tree, verb: int) -> int | None:
    """The noun that a relative clause without a pronoun leaves out: "the accord he signed"."""
    if tree.label(verb) != "acl:relcl":
        return None
    if any(
        tree.tokens[token].text.lower() in RELATIVES for token in tree.children(verb, "nsubj", "obj", "obl")
    ):
        return None
    return tree.head(verb)


def _controller(  # a step of `surface_subject`
    tree: Tree, verb: int, head: int, object_control: frozenset[str], steps: int
) -> int | None:
    """The subject that a governor lends to the subjectless clause below it."""
    if not tree.is_predicate(head):
        return _possessor_or_subject(tree, head, object_control, steps)
    if (
        tree.lemma(head) in object_control
        and tree.child(verb, "mark") is not None
        and not tree.is_passive(head)
    ):
        lent = (
            None
            if tree.lemma(head) in tree.lexicon.verbs.asks_by_preposition
            else tree.child(head, "obj", "iobj")
        )
        if lent is None:
            obliques = tree.children(head, "obl")
            lent = next((child for child in obliques if tree.case(child) in {"on", "upon", "to"}), None)
        if lent is not None:
            return antecedent(tree, lent)
    return surface_subject(tree, head, object_control, steps)


def _modified(tree: Tree, verb: int, noun: int, object_control: frozenset[str], steps: int) -> int | None:
    """Who does what modifies `noun`: the noun, or for an infinitive the maker of the plan it names."""
    joined = tree.joined_verb(verb)
    if joined is not None:
        return surface_subject(tree, joined, object_control, steps - 1)
    if tree.child(verb, "mark") is not None and tree.tokens[verb].tag == "VBG":
        return surface_subject(tree, tree.clause(noun), object_control, steps - 1)
    if tree.tokens[verb].tag in {"VBG", "VBN", "VBD"} or tree.label(verb) == "acl:relcl":
        return noun
    return _possessor_or_subject(tree, noun, object_control, steps)


def _possessor_or_subject(tree: Tree, noun: int, object_control: frozenset[str], steps: int) -> int | None:
    """Whose plan, offer or threat `noun` is: its possessor, else the subject of the verb it completes."""
    possessor = tree.child(noun, "nmod:poss")
    if possessor is not None:
        return possessor
    head = tree.head(noun)
    if head is None or tree.label(noun).startswith("nsubj") or steps == 0:
        return None
    if tree.is_predicate(head):
        return surface_subject(tree, head, object_control, steps - 1)
    if tree.tokens[head].pos in NOMINAL:
        return _possessor_or_subject(tree, head, object_control, steps - 1)
    return None
