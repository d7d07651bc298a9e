"""What the conditions of the lexicon mean: one function for each field, all of one shape.

Each function is asked of the spot where the trigger stands and the values that the lexicon gives, and
answers whether the condition holds. Values beginning with "@" name word classes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from extract.syntax import Tree, grammar, polarity
from extract.triggers.classes import is_any_in
from extract.triggers.lexicon import WordClass

Values = tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """A trigger found in a clause, before its conditions are asked; the same for all its senses."""

    tree: Tree
    token: int
    """Index of the head word."""
    words: tuple[int, ...]
    """Indices of all its words."""
    word_class: WordClass

    @cached_property
    def objects(self) -> tuple[int, ...]:
        """The logical objects, or the nouns after a preposition that belongs to the trigger.

        Where words stand inside the trigger it has both: "ordered the envoy out of the country".
        """
        behind = [
            self.tree.tokens[one].head
            for one in self.words
            if self.tree.base(one) == "case" and self.tree.tokens[one].head not in self.words
        ]
        found = [two for one in behind for two in grammar.joined(self.tree, one)]
        if not found or self.words[-1] - self.words[0] >= len(self.words):
            found += grammar.objects(self.tree, self.token)
        return tuple(grammar.with_wholes(self.tree, found))

    @cached_property
    def subjects(self) -> tuple[int, ...]:
        """The logical subjects."""
        return tuple(grammar.with_wholes(self.tree, grammar.subjects(self.tree, self.token)))


_PERSONAL = frozenset({"it", "they", "he", "she", "we", "i"})


def has_object(spot: Spot, values: Values) -> bool:
    """One of the logical objects is listed; `@none`: there is no object."""
    found = spot.objects
    return (not found and "@none" in values) or is_any_in(spot.tree, found, values)


def has_object_modifier(spot: Spot, values: Values) -> bool:
    """A word before an object is listed: "joint" exercises."""
    found = [word for one in spot.objects for word in grammar.modifiers(spot.tree, one)]
    return is_any_in(spot.tree, found, values)


def has_subject(spot: Spot, values: Values) -> bool:
    """One of the logical subjects is listed, or the clause names none."""
    found = spot.subjects
    return not found or is_any_in(spot.tree, found, values)


def lists_subject(spot: Spot, values: Values) -> bool:
    """One of the logical subjects is listed."""
    return is_any_in(spot.tree, spot.subjects, values)


def has_participant(spot: Spot, values: Values) -> bool:
    """An object or subject is listed."""
    found = [*spot.objects, *spot.subjects]
    return is_any_in(spot.tree, found, values)


def has_oblique(spot: Spot, values: Values) -> bool:
    """A phrase with the preposition hangs on the word: "with", "to @place", "in election"."""
    found = [
        (word, two)
        for word, one in grammar.obliques(spot.tree, spot.token)
        for two in grammar.joined(spot.tree, one)
    ]
    dated = [
        (word, two) for word, one in found for two in spot.tree.children(one, "nmod", "compound")
    ]  # the parser hangs "December" on the "12" behind it
    for value in values:
        wanted, _, noun = value.partition(" ")
        places = [*found, *dated] if noun == "@time" else found
        if any(
            word == wanted and (not noun or is_any_in(spot.tree, (one,), (noun,))) for word, one in places
        ):
            return True
    return False


def has_predicate(spot: Spot, values: Values) -> bool:
    """What the object is called is listed: "called the raid a provocation", "held two engineers captive"."""
    behind = [
        two for one in spot.objects for two in spot.tree.children(one, "amod") if two > one
    ]  # the parser takes "captive" for an attribute
    called = spot.tree.children(spot.token, "xcomp", "obj", "ccomp", "obl")
    return is_any_in(spot.tree, [*called, *behind], values)


def has_modifier(spot: Spot, values: Values) -> bool:
    """A word before the noun is listed."""
    return is_any_in(spot.tree, grammar.modifiers(spot.tree, spot.token), values)


def has_possessive(spot: Spot, values: Values) -> bool:
    """Somebody's: a genitive or possessive pronoun stands before the noun."""
    del values
    return any(
        spot.tree.tokens[one].label == "nmod:poss" or spot.tree.tokens[one].tag == "PRP$"
        for one in spot.tree.dependents[spot.token]
    )


def has_support(spot: Spot, values: Values) -> bool:
    """The verb that governs the noun is listed: "held" talks."""
    return is_any_in(spot.tree, grammar.supports(spot.tree, spot.token), values)


def _is_told(spot: Spot, one: int) -> bool:
    """Whether a clause stands behind the verb as what it tells."""
    return one > spot.token and spot.tree.base(one) in {"ccomp", "parataxis", "acl"}


def _is_bare(tree: Tree, one: int) -> bool:
    """Whether a content clause has the bare form: "let it go", "insisted that the mission leave"."""
    token = tree.tokens[one]
    if tree.base(one) not in {"xcomp", "ccomp"} or grammar.auxiliaries(tree, one):
        return False
    singular = any(tree.tokens[two].tag in {"NN", "NNP"} for two in tree.children(one, "nsubj"))
    return token.tag == "VB" or (token.tag == "VBP" and singular and not tree.children(one, "conj"))


def has_complement(spot: Spot, values: Values) -> bool:
    """The word takes a clause of one of the kinds.

    that, quote, that-word (where "that" is written), infinitive, infinitive-own (of a subject control verb),
    bare, gerund, prepositional ("to").
    """
    found = grammar.complements(spot.tree, spot.token)
    kinds = set()
    for one in found:
        if _is_told(spot, one):
            kinds |= {"that", "quote"}
            if any(spot.tree.lowered[two] == "that" for two in spot.tree.children(one, "mark")):
                kinds.add("that-word")
        if grammar.is_infinitive(spot.tree, one):
            kinds.add("infinitive")
            if not spot.tree.children(spot.token, "obj", "iobj"):
                kinds.add("infinitive-own")
        elif _is_bare(spot.tree, one) and one > spot.token:
            kinds.add("bare")
        if spot.tree.tokens[one].tag == "VBG":
            kinds.add("gerund")
    if any(word == "to" for word, _ in grammar.obliques(spot.tree, spot.token)):
        kinds.add("prepositional")
    return bool(kinds & set(values))


def is_fronted(spot: Spot, values: Values) -> bool:
    """What is told stands before the verb: "The road was open, the general said"."""
    del values
    if spot.tree.base(spot.token) == "parataxis":
        return spot.tree.tokens[spot.token].head < spot.token
    told = spot.tree.children(spot.token, "ccomp", "parataxis")
    return bool(told) and all(one < spot.token for one in told)


def has_content(spot: Spot, values: Values) -> bool:
    """A verb of the complement is listed: what is said, promised or ordered."""
    return is_any_in(spot.tree, grammar.contents(spot.tree, spot.token), values)


def has_content_object(spot: Spot, values: Values) -> bool:
    """An object in the complement is listed: "would resume attacks"."""
    heads = grammar.contents(spot.tree, spot.token)
    return is_any_in(spot.tree, [two for one in heads for two in grammar.objects(spot.tree, one)], values)


def _content_words(spot: Spot) -> set[str]:
    words = {
        word
        for one in grammar.contents(spot.tree, spot.token)
        for word in grammar.auxiliaries(spot.tree, one)
    }
    infinitive = any(grammar.is_infinitive(spot.tree, one) for one in grammar.contents(spot.tree, spot.token))
    return words | ({"to"} if infinitive else set())


def has_content_modal(spot: Spot, values: Values) -> bool:
    """The complement has one of the modals, or "to"."""
    return bool(_content_words(spot) & set(values))


def is_content_own(spot: Spot, values: Values) -> bool:
    """Whether the complement speaks of the speaker's own side, or does not.

    A pronoun or no subject of its own is own, a state or body may be either, anyone else is another.
    """
    found = [
        subject
        for one in grammar.complements(spot.tree, spot.token)
        for subject in spot.tree.children(one, "nsubj")
    ]
    either = all(spot.tree.tokens[one].name in {"LOC", "ORG"} for one in found)
    personal = all(spot.tree.lowered[one] in _PERSONAL for one in found)
    return personal or either if values == ("true",) else not personal or (either and bool(found))


def is_content_negated(spot: Spot, values: Values) -> bool:
    """Whether the complement is negated, at its verb or before its object: "would make no concessions"."""
    contents = grammar.contents(spot.tree, spot.token)
    negated = any(polarity.is_negated(spot.tree, one) or _acts_on_none(spot.tree, one) for one in contents)
    return negated == (values == ("true",))


def _acts_on_none(tree: Tree, token: int) -> bool:
    """Whether "no" stands before the verb's object."""
    return any(
        tree.lowered[two] == "no" for one in tree.children(token, "obj") for two in tree.children(one, "det")
    )


def is_content_passive(spot: Spot, values: Values) -> bool:
    """Whether the complement is passive."""
    passive = any(spot.tree.is_passive(one) for one in grammar.complements(spot.tree, spot.token))
    return passive == (values == ("true",))


def has_modal(spot: Spot, values: Values) -> bool:
    """The word itself has one of the modals."""
    return bool(set(grammar.auxiliaries(spot.tree, spot.token)) & set(values))


def is_negated(spot: Spot, values: Values) -> bool:
    """The word itself is negated."""
    del values
    return polarity.is_negated(spot.tree, spot.token)


def is_passive(spot: Spot, values: Values) -> bool:
    """The verb is passive."""
    del values
    return spot.tree.is_passive(spot.token)


def is_participle(spot: Spot, values: Values) -> bool:
    """The verb is a participle on a noun: "a man named Ivan"."""
    del values
    token = spot.tree.tokens[spot.token]
    on_noun = spot.tree.base(spot.token) in {"acl", "amod"} and token.label != "acl:relcl"
    return token.tag == "VBN" and on_noun


def is_relative(spot: Spot, values: Values) -> bool:
    """The verb heads a relative clause: "which he said had been extracted"."""
    del values
    return spot.tree.tokens[spot.token].label == "acl:relcl"


def is_predicative(spot: Spot, values: Values) -> bool:
    """The noun or adjective is said of a subject: "is under arrest", "is grateful"."""
    del values
    tree, token = spot.tree, spot.token
    if tree.children(token, "cop"):
        return True
    joined = tree.base(token) == "conj" and bool(tree.children(tree.tokens[token].head, "cop"))
    return joined or tree.base(token) == "xcomp"


Test = Callable[[Spot, Values], bool]

FRAME: Mapping[str, Test] = MappingProxyType(
    {
        "object": has_object,
        "object_modifier": has_object_modifier,
        "participant": has_participant,
        "oblique": has_oblique,
        "predicate": has_predicate,
        "modifier": has_modifier,
        "possessive": has_possessive,
        "support": has_support,
        "complement": has_complement,
    }
)
"""Conditions of which one may be enough, where a sense says `needs = "any"`."""

STATE: Mapping[str, Test] = MappingProxyType(
    {
        "subject": has_subject,
        "content": has_content,
        "content_object": has_content_object,
        "content_modal": has_content_modal,
        "content_own": is_content_own,
        "content_negated": is_content_negated,
        "content_passive": is_content_passive,
        "modal": has_modal,
        "negated": is_negated,
        "fronted": is_fronted,
        "predicative": is_predicative,
    }
)
"""Conditions that must always hold."""

BARRED: Mapping[str, Test] = MappingProxyType(
    {
        "not_object": has_object,
        "not_object_modifier": has_object_modifier,
        "not_subject": lists_subject,
        "not_oblique": has_oblique,
        "not_modifier": has_modifier,
        "not_support": has_support,
        "not_complement": has_complement,
        "not_content": has_content,
        "not_modal": has_modal,
        "not_negated": is_negated,
        "not_passive": is_passive,
        "not_participle": is_participle,
        "not_relative": is_relative,
    }
)
"""Conditions that must not hold."""


_OF_VERBS = frozenset(
    {
        *(
            "object",
            "not_object",
            "object_modifier",
            "not_object_modifier",
            "subject",
            "not_subject",
            "participant",
        ),
        *("predicate", "modal", "not_modal", "negated", "not_passive", "not_participle", "not_relative"),
    }
)
"""Conditions that are asked of verbs and adjectives alone."""

_OF_NOUNS = frozenset({"support", "not_support", "modifier", "not_modifier", "possessive"})
"""Conditions that are asked of nouns alone."""


def holds(spot: Spot, conditions: tuple[tuple[str, Values], ...], *, needs: str) -> bool:
    """Whether the conditions of a sense hold: those on the frame as `needs` says, the others all.

    Args:
        spot: where the trigger stands.
        conditions: names and values, from the lexicon.
        needs: "all" or "any" of the conditions in `FRAME`.
    """
    idle = _OF_VERBS if spot.word_class == "noun" else _OF_NOUNS
    frame = []
    for name, values in conditions:
        if name in idle:
            continue
        if name in FRAME:
            frame.append((FRAME[name], values))
        elif name in STATE:
            if not STATE[name](spot, values):
                return False
        elif BARRED[name](spot, values):
            return False
    met = (test(spot, values) for test, values in frame)
    return not frame or (any(met) if needs == "any" else all(met))
