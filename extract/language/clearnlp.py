"""Maps ClearNLP's dependency labels, of the usual English spaCy models, to Universal Dependencies.

Three differences are structural: ClearNLP hangs the noun under its preposition, the predicate under its
copula, and each conjunct (with the conjunction) under the one before.
"""

from dataclasses import replace

from extract.model import Token

CLEARNLP_ONLY = frozenset({"dobj", "pobj", "prep", "nsubjpass"})
"""Labels that only ClearNLP's scheme has."""

_RENAMED = {
    "ROOT": "root",
    "acomp": "xcomp",
    "agent": "case",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "case",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
_PREDICATES = {"attr", "acomp"}
_VERBAL = {"VERB", "AUX", "ADJ", "ADV"}


def universal(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same sentence with heads and labels of Universal Dependencies."""
    heads = [token.head for token in tokens]
    labels = [token.label for token in tokens]
    _lift_nouns(tokens, heads, labels)
    _lift_predicates(tokens, heads, labels)
    _flatten_conjuncts(heads, labels)
    return tuple(
        replace(token, head=head, label="root" if head == index else _RENAMED.get(label, label))
        for index, (token, head, label) in enumerate(zip(tokens, heads, labels, strict=True))
    )


def _lift_nouns(tokens: tuple[Token, ...], heads: list[int], labels: list[str]) -> None:
    """Put a preposition's noun in its place: "talks in Moscow" becomes talks > Moscow > in."""
    for noun, label in enumerate(labels):
        preposition = heads[noun]
        if label != "pobj" or labels[preposition] not in {"prep", "agent", "dative"}:
            continue
        governor = heads[preposition]
        of_verb = tokens[governor].pos in _VERBAL or labels[governor] in {"prep", "pcomp"}
        plain = "obl" if of_verb else "nmod"
        labels[noun] = "obl:agent" if labels[preposition] == "agent" else plain
        heads[noun], heads[preposition] = governor, noun
        labels[preposition] = "case"
        for other, head in enumerate(heads):
            if head == preposition and other != noun:
                heads[other] = noun


def _lift_predicates(tokens: tuple[Token, ...], heads: list[int], labels: list[str]) -> None:
    """Make the predicate the head and "be" its copula: "he is head" becomes head > he, is."""
    for predicate, label in enumerate(labels):
        copula = heads[predicate]
        if label not in _PREDICATES or tokens[copula].lemma != "be" or tokens[predicate].pos == "VERB":
            continue
        heads[predicate] = predicate if heads[copula] == copula else heads[copula]
        labels[predicate] = labels[copula]
        for other, head in enumerate(heads):
            if head == copula and other not in {copula, predicate}:
                heads[other] = predicate
        heads[copula], labels[copula] = predicate, "cop"


def _flatten_conjuncts(heads: list[int], labels: list[str]) -> None:
    """Hang every conjunct under the first, and each conjunction under the conjunct that follows it."""
    for conjunct, label in enumerate(labels):
        if label != "conj":
            continue
        before = heads[conjunct]
        for word in range(before + 1, conjunct):
            if labels[word] == "cc" and heads[word] == before:
                heads[word] = conjunct
        while labels[heads[conjunct]] == "conj":
            heads[conjunct] = heads[heads[conjunct]]
