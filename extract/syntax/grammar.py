"""Who does what to whom in a clause: its logical subjects and objects, its phrases and complements.

Everything here reads a tree of Universal Dependencies; nouns and clauses are indices of their head tokens.
"""

from collections.abc import Sequence

from extract.syntax.tree import Tree

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
"""Parts of speech of what takes part in an act; adjectives and determiners do not."""
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_SUPPORTED_BY = frozenset({"obj", "nsubj", "obl", "xcomp", "iobj"})
_CONTROLLED = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis"})
"""Clauses that may share the subject of the one above."""
_GENITIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})


def joined(tree: Tree, token: int) -> list[int]:
    """A token and those coordinated with it."""
    return [token, *tree.children(token, "conj")]


def auxiliaries(tree: Tree, verb: int) -> list[str]:
    """The auxiliaries of a verb or predicate, in lower case."""
    return [tree.lowered[one] for one in tree.children(verb, "aux", "cop")]


def _antecedent(tree: Tree, token: int) -> int:
    """What a relative pronoun stands for: the head of its clause's noun."""
    if tree.lowered[token] not in _RELATIVES or tree.tokens[token].pos not in {"PRON", "DET", "SCONJ"}:
        return token
    for step in tree.upwards(tree.tokens[token].head):
        if tree.base(step) == "acl":
            return tree.tokens[step].head
    return token


def _with_joined(tree: Tree, heads: Sequence[int]) -> list[int]:
    return [found for one in heads for found in joined(tree, _antecedent(tree, one))]


def objects(tree: Tree, verb: int) -> list[int]:
    """The logical objects: those of an active verb, the subject of a passive, with those joined to them."""
    passive = tree.is_passive(verb)
    heads = _undergoers(tree, verb) if passive else _direct_objects(tree, verb)
    named = tree.children(verb, "xcomp", "obj") if passive else tree.children(verb, "xcomp")
    return _with_joined(tree, [*heads, *(one for one in named if tree.tokens[one].pos in _NOUNS)])


def _undergoers(tree: Tree, verb: int) -> list[int]:
    """To whom a passive verb is done."""
    own, above = tree.children(verb, "nsubj"), tree.tokens[verb].head
    if own:
        return [*own]
    if tree.base(verb) in {"acl", "amod"}:
        return [above]
    if tree.base(verb) not in {"conj", "xcomp"}:
        return []
    raised = tree.base(verb) == "xcomp" and bool(tree.children(above, "obj"))
    return objects(tree, above) if raised or tree.is_passive(above) else subjects(tree, above)


def _direct_objects(tree: Tree, verb: int) -> list[int]:
    heads = [*tree.children(verb, "obj", "iobj")]
    if not heads and _lacks_its_object(tree, verb):
        heads = [tree.tokens[verb].head]
    return [*heads, tree.tokens[verb].head] if tree.base(verb) == "amod" else heads


def _lacks_its_object(tree: Tree, verb: int) -> bool:
    """Whether a relative clause without pronoun leaves its object to the noun: "the accord he struck"."""
    if tree.label(verb) != "acl:relcl" or tree.children(verb, "xcomp", "ccomp"):
        return False
    around = {tree.lowered[one] for one in tree.dependents[verb]}
    return bool(tree.children(verb, "nsubj")) and not (around & (_RELATIVES | {"where", "when", "why"}))


def with_wholes(tree: Tree, nouns: list[int]) -> list[int]:
    """Nouns, and those that words only count or group: "some of its troops", "a team of experts"."""
    counting = tree.words.nouns.counting
    counted = [
        two
        for one in nouns
        if tree.lemma(one) in counting or tree.tokens[one].pos in {"NUM", "SYM", "DET", "PRON"}
        for two in tree.children(one, "nmod")
        if preposition(tree, two) == "of"
    ]
    return nouns + [three for two in counted for three in joined(tree, two)]


def _own_subjects(tree: Tree, verb: int) -> Sequence[int]:
    if not tree.is_passive(verb):
        return tree.children(verb, "nsubj", "csubj")
    return agents(tree, verb)


def agents(tree: Tree, verb: int) -> Sequence[int]:
    """The heads of a passive's phrases with "by": "was killed by rebels", "by shelling"."""
    marked = tree.children(verb, "obl:agent")
    return marked or [one for one in tree.children(verb, "obl") if preposition(tree, one) == "by"]


def subjects(tree: Tree, verb: int) -> list[int]:
    """The logical subjects: a dropped one is sought where coordination, control or a participle shares it."""
    for clause in tree.upwards(verb):
        if own := _own_subjects(tree, clause):
            return _with_joined(tree, own)
        above = tree.tokens[clause].head
        if tree.is_passive(clause):
            return []
        if tree.base(clause) == "acl":
            return [above]
        if tree.base(clause) not in _CONTROLLED:
            return []
        if tree.is_passive(above):
            return objects(tree, above)
    return []


def preposition(tree: Tree, noun: int) -> str:
    """The preposition that marks a noun, in lower case; "" for none. Of several words the first."""
    marks = (tree.lowered[one] for one in tree.children(noun, "case"))
    return next((mark for mark in marks if mark not in _GENITIVES), "")


def obliques(tree: Tree, word: int) -> list[tuple[str, int]]:
    """Preposition and noun of the phrases that hang on a word, or on the verb that supports it."""
    found = [*tree.children(word, "obl", "nmod", "advmod")]
    found += [two for one in tree.children(word, "obj") for two in tree.children(one, "nmod")]
    # "went back to Riga": the parser hangs Riga on "back"
    found += [two for one in tree.children(word, "advmod") for two in tree.children(one, "obl")]
    return [(mark, one) for one in found if (mark := preposition(tree, one))]


def support(tree: Tree, noun: int) -> int | None:
    """The verb that a noun is the object, subject or oblique of: "held" for the talks that were held."""
    above = tree.head(noun)
    while above is not None and tree.base(noun) == "conj" and tree.tokens[above].pos in _NOUNS:
        noun, above = above, tree.head(above)
    if tree.base(noun) in _SUPPORTED_BY and above is not None:
        return above
    return next(iter(_clauses_on(tree, noun)), None)


def _clauses_on(tree: Tree, noun: int) -> list[int]:
    """Verbs that hang on a noun as participle or passive relative clause: "elections (to be) held in May"."""
    return [one for one in tree.children(noun, "acl") if tree.tokens[one].tag in {"VBN", "VBG"}]


def supports(tree: Tree, noun: int) -> list[int]:
    """The verbs that may lend a noun their meaning: the one it completes, those that hang on it."""
    verb = support(tree, noun)
    return [*([] if verb is None else [verb]), *_clauses_on(tree, noun)]


def modifiers(tree: Tree, noun: int) -> list[int]:
    """Adjectives, compounds and titles before a noun, and theirs."""
    direct = tree.children(noun, "amod", "compound", "nmod", "flat", "nummod")
    near = [one for one in direct if one < noun and not preposition(tree, one)]
    return near + [two for one in near for two in tree.children(one, "amod", "compound")]


def complements(tree: Tree, word: int) -> list[int]:
    """Heads of the clauses that a word takes: what is said, what is agreed to be done."""
    found = [*tree.children(word, "ccomp", "xcomp")]
    found += [one for one in tree.children(word, "advcl", "acl") if is_infinitive(tree, one)]
    found += [one for one in tree.children(word, "acl") if _marks(tree, one) == {"that"}]
    for one in tree.children(word, "obj", "iobj", "obl"):
        found += [two for two in tree.children(one, "acl") if is_infinitive(tree, two)]
    above = tree.tokens[word].head
    return [*found, above] if tree.base(word) == "parataxis" and above < word else found


def is_infinitive(tree: Tree, clause: int) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return "to" in {tree.lowered[one] for one in tree.children(clause, "mark", "aux")}


def _marks(tree: Tree, clause: int) -> set[str]:
    """The subordinators of a clause, in lower case."""
    return {tree.lowered[one] for one in tree.children(clause, "mark")}


def contents(tree: Tree, word: int) -> list[int]:
    """The complements, and what hangs on them by control: "would continue to support" gives both verbs."""
    found, waiting = [], complements(tree, word)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += tree.children(one, "xcomp")
            waiting += [
                two for two in tree.children(one, "conj") if tree.tokens[two].pos == tree.tokens[one].pos
            ]
    return found
