"""What fills a grammatical slot of a trigger's frame: subject, object, possessor, a preposition's noun."""

from extract.events.control import antecedent, relativised, surface_subject
from extract.events.tree import NOMINAL, Tree
from extract.lexicon.modality import Grammar

SUPPORTED = frozenset({"obj", "obl", "nmod", "xcomp", "nsubj:pass", "conj"})
"""Relations in which a noun may tell the act of the verb above it: "held talks", "is in talks"."""
_UNMARKED = ("nmod:unmarked", "obl:unmarked")
"""Relations of a time without preposition; the parser hangs what follows on it: "met this week with X"."""


def fill(tree: Tree, token: int, slot: str, grammar: Grammar) -> tuple[int, ...]:
    """The head tokens in `slot` of the trigger headed by `token`, coordinated ones each; empty where none."""
    if slot in _SLOTS:
        found = _SLOTS[slot](tree, token, grammar)
    elif slot.startswith("content-"):
        found = _in_content(tree, token, slot.removeprefix("content-"), grammar)
    else:
        found = _prepositional(tree, token, grammar, slot)
    return () if found is None else tree.conjuncts(antecedent(tree, found))


def is_verbal(tree: Tree, token: int) -> bool:
    """Whether the trigger's head works as a verb here."""
    return tree.tokens[token].pos in {"VERB", "AUX"}


def supporting_verb(tree: Tree, noun: int) -> int | None:
    """The verb whose clause a nominal trigger stands in, if the noun completes it."""
    head = tree.head(noun)
    if head is None or not tree.label(noun).startswith(tuple(SUPPORTED)):
        return None
    if tree.is_predicate(head):
        return head
    return supporting_verb(tree, head) if tree.label(noun).startswith(("conj", "nmod")) else None


def _subject(tree: Tree, token: int, grammar: Grammar) -> int | None:
    """The logical subject: the agent of a passive, else the surface subject, own or understood.

    A noun has its possessor, else the subject of the verb that it completes.
    """
    verb: int | None = token
    if not tree.is_predicate(token):
        possessor = _possessor(tree, token, grammar)
        if possessor is not None:
            return possessor
        lent = next((n for n in tree.children(token, "acl") if tree.lemma(n) in grammar.light), None)
        if lent is not None and (agent := _agent(tree, lent)) is not None:
            return agent
        verb = supporting_verb(tree, token)
    if verb is None and tree.label(token) == "nmod":
        return _occupied(tree, token)
    if verb is None:
        return None
    if tree.is_passive(verb) and not tree.label(token).startswith("obl"):
        return _agent(tree, verb)
    return surface_subject(tree, verb, grammar.object_control)


def _occupied(tree: Tree, noun: int) -> int | None:
    """Who is at it: "Belov, on a visit to Oslo", "Belov, in Oslo for talks"."""
    head = tree.head(noun)
    named = head is not None and tree.tokens[head].pos == "PROPN"
    return head if tree.case(noun) in {"on", "in", "at"} or (named and tree.case(noun) == "for") else None


def _agent(tree: Tree, verb: int) -> int | None:
    """Who did it, in a passive clause.

    The parser may read "by masked men" as a clause of "masked".
    """
    places = (verb, *tree.children(verb, "xcomp"))
    agent = next(
        (child for place in places for child in tree.children(place, "obl") if _is_by_someone(tree, child)),
        None,
    )
    if agent is None:
        clauses = (child for child in tree.children(verb, "advcl") if tree.tokens[child].tag == "VBN")
        marked = (
            child
            for child in clauses
            if any(tree.lemma(mark) == "by" for mark in tree.children(child, "mark"))
        )
        agent = next((tree.child(child, "obj") for child in marked), None)
    return agent


def _is_by_someone(tree: Tree, oblique: int) -> bool:
    """Whether a "by" phrase can be an agent: "by a court", not "by resigning"."""
    return tree.case(oblique) == "by" and tree.tokens[oblique].pos in NOMINAL


def _object(tree: Tree, token: int, grammar: Grammar) -> int | None:
    """The logical object: the surface subject of a passive, else the object; a noun's "of" phrase."""
    if not is_verbal(tree, token):
        return _prepositional(tree, token, grammar, "of")
    if tree.is_passive(token):
        return surface_subject(tree, token, grammar.object_control)
    own = tree.head(token) if tree.joined_verb(token) is not None else tree.child(token, "obj")
    own = tree.child(token, "iobj") if own is None else own
    return relativised(tree, token) if own is None else own


def _indirect(tree: Tree, token: int, grammar: Grammar) -> int | None:  # noqa: ARG001  # as all slots
    """To whom: the indirect object, the object beside a reported clause, or a "to" phrase."""
    own = tree.child(token, "iobj")
    if own is None and tree.child(token, "ccomp", "xcomp") is not None:
        own = tree.child(token, "obj")
    if (
        own is None
        and is_verbal(tree, token)
        and tree.is_passive(token)
        and tree.child(token, "ccomp", "obj") is not None
    ):
        own = tree.child(token, "nsubj:pass")
    return _with_case(tree, token, "to") if own is None else own


def _possessor(tree: Tree, token: int, grammar: Grammar) -> int | None:  # noqa: ARG001  # as all slots
    """Whose it is; of "their fourth round of talks" whose the round is."""
    own = tree.child(token, "nmod:poss")
    head = tree.head(token)
    counted = head is not None and tree.label(token) == "nmod" and tree.case(token) == "of"
    if own is None and head is not None and counted and tree.lemma(head) in tree.lexicon.nouns.rounds:
        return tree.child(head, "nmod:poss")
    return own


def _in_content(tree: Tree, token: int, slot: str, grammar: Grammar) -> int | None:
    """What fills a slot of the clause that the trigger reports."""
    content = tree.child(token, "ccomp", "xcomp", "advcl")
    if content is None and not tree.is_predicate(token):
        content = tree.child(token, "acl")
    if content is None:
        content = _told_by_object(tree, token)
    if content is None:
        return None
    if slot == "subject":
        return _subject(tree, content, grammar) if tree.is_predicate(content) else None
    filled = fill(tree, content, slot, grammar)
    return filled[0] if filled else None


def _told_by_object(tree: Tree, verb: int) -> int | None:
    """The clause that the verb's object brings: "served notice that Kiev would act"."""
    clauses = (clause for noun in tree.children(verb, "obj") for clause in tree.children(noun, "acl"))
    return next((n for n in clauses if any(tree.lemma(m) == "that" for m in tree.children(n, "mark"))), None)


def _prepositional(tree: Tree, token: int, grammar: Grammar, preposition: str) -> int | None:
    """The noun after `preposition`, of the trigger, its object, its supporting verb or its infinitive."""
    places = [token, *tree.children(token, "obj", "compound:prt", "xcomp", "obl")]
    if not is_verbal(tree, token):
        verb = supporting_verb(tree, token)
        if verb is not None and (tree.lemma(verb) in grammar.light or tree.label(token).startswith("obj")):
            places.append(verb)
    if tree.label(token) == "xcomp" and (head := tree.head(token)) is not None:
        places.append(head)
    places += [time for place in places for time in tree.children(place, *_UNMARKED)]
    found = (_with_case(tree, place, preposition) for place in places)
    return next((noun for noun in found if noun is not None and noun != token), None)


def _with_case(tree: Tree, token: int, preposition: str) -> int | None:
    """The dependent of `token` that stands after `preposition`."""
    for child in tree.children(token, "obl", "nmod", "advmod"):
        if tree.case(child) == preposition and not _is_time(tree, child):
            return child
    return None


def _is_time(tree: Tree, token: int) -> bool:
    """Whether a phrase is a day or a month: "on July 11", not "against the march", "in Oslo yesterday"."""
    nouns = tree.lexicon.nouns
    words = (token, *(tree.children(token, "nmod:unmarked") if tree.tokens[token].pos == "NUM" else ()))
    return any(
        tree.lemma(n) in nouns.times and not tree.tokens[n].text.startswith(tuple(nouns.month_words))
        for n in words
    )


_SLOTS = {"subject": _subject, "object": _object, "indirect": _indirect, "possessive": _possessor}
