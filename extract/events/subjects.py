"""Mends of verbs whose subject the parser gave to another word."""

from dataclasses import replace

from extract.events.arcs import FINITE, Tokens, child, children, hang, with_subjects

_TENSED = FINITE | {"MD"}
_CONJUNCTIONS = frozenset({"after", "as", "before", "since", "until"})
"""Prepositions that open a clause, too."""


def verbs_taken_for_attributes(tokens: Tokens) -> None:
    """Read "dashed" in "Belov likewise dashed hopes" as what Belov did: no noun alone has a subject."""
    for index in with_subjects(tokens):
        token, subject = tokens[index], child(tokens, index, "nsubj")
        if token.pos != "NOUN" or subject is None or child(tokens, index, "cop", "aux") is not None:
            continue
        verb = child(tokens, index, "amod")
        if verb is None or verb < subject or tokens[verb].tag not in {"VBN", "VBD"}:
            continue
        hang(tokens, verb, verb if token.head == index else token.head, token.label)
        tokens[verb] = replace(tokens[verb], tag="VBD", pos="VERB")
        for below in list(children(tokens, index, "nsubj", "obl", "punct")):
            hang(tokens, below, verb, tokens[below].label)
        hang(tokens, index, verb, "obj")


def acting_heads(tokens: Tokens) -> None:
    """Read "Acting President Belov on Tuesday resigned" as what Belov did, not as what acting did."""
    for index, token in enumerate(tokens):
        if token.label not in {"csubj", "root"} or token.text.lower() != "acting":
            continue
        named = child(tokens, index, "obj")
        verb = token.head if token.label == "csubj" else child(tokens, index, "xcomp", "ccomp")
        if named is None or verb is None or (token.label == "root" and tokens[verb].tag not in FINITE):
            continue
        if token.label == "root":
            hang(tokens, verb, verb, "root")
        for below in list(children(tokens, index, "obl", "advmod", "punct", "parataxis", "conj")):
            hang(tokens, below, verb, tokens[below].label)
        hang(tokens, named, verb, "nsubj")
        hang(tokens, index, named, "amod")
        tokens[index] = replace(tokens[index], tag="JJ", pos="ADJ")


def sentences_without_verbs(tokens: Tokens) -> None:
    """Read "Miners in Vorkuta downed tools" as what miners did, not as miners in tools that are downed."""
    top = next((n for n, token in enumerate(tokens) if token.head == n), None)
    if top is None or tokens[top].pos not in {"NOUN", "PROPN"} or any(t.tag in _TENSED for t in tokens):
        return
    for verb, token in enumerate(tokens):
        before, noun = verb - 1, token.head
        if token.label != "amod" or token.tag != "VBN" or not top < before or noun < verb:
            continue
        if tokens[before].pos not in {"NOUN", "PROPN"}:
            continue
        hang(tokens, verb, verb, "root")
        tokens[verb] = replace(tokens[verb], tag="VBD", pos="VERB")
        hang(tokens, top, verb, "nsubj")
        hang(tokens, noun, verb, "obj")
        hang(tokens, before, top, "nmod")
        for below in [*children(tokens, noun), *children(tokens, top), *children(tokens, verb)]:
            if top < below < before and tokens[below].head in {noun, verb}:
                hang(tokens, below, before, tokens[below].label)
            elif below > verb and tokens[below].head == top:
                label = tokens[below].label
                hang(tokens, below, verb, "obl" if label == "nmod" else label)
        return


def predicated_infinitives(tokens: Tokens) -> None:
    """Read "is due to leave" as what is due to be done, not as what is due."""
    for index, token in enumerate(tokens):
        if token.label != "csubj" or token.tag != "VB" or tokens[token.head].tag != "JJ":
            continue
        if token.head < index and child(tokens, token.head, "nsubj") is not None:
            hang(tokens, index, token.head, "xcomp")


def nouns_before_verbs(tokens: Tokens) -> None:
    """Read "rebels" in "held out before rebels took the town" as who took it, not as what it was before."""
    for index, token in enumerate(tokens[:-1]):
        verb = tokens[index + 1]
        opener = child(tokens, index, "case") if token.label == "obl" else None
        if opener is None or tokens[opener].text.lower() not in _CONJUNCTIONS or verb.tag != "VBD":
            continue
        if verb.label == "advcl" and child(tokens, index + 1, "nsubj") is None:
            hang(tokens, index, index + 1, "nsubj")
            hang(tokens, opener, index + 1, "mark")
