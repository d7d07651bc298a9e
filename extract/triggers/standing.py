"""How far a trigger's place in its sentence lets it be an event of its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.policy import TriggerPolicy
from extract.syntax import Tree, grammar, polarity
from extract.triggers.lexicon import Pattern, Sense

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at a place, its words and its sense."""

    sense: Sense
    pattern: Pattern
    head: int
    places: tuple[int, ...]
    """The tokens of the pattern, its head among them, in text order."""


_WHEN = frozenset({"after", "at", "before", "during", "following", "since", "upon"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_EMBEDDED = {
    "ccomp": "reported",
    "xcomp": "reported",
    "advcl": "beside",
    "acl": "relative",
    "parataxis": "main",
}


def standing(tree: Tree, match: Match, others: "Mapping[int, Match]", policy: TriggerPolicy) -> float:
    """How far a word's place in the sentence lets it be an event of its own."""
    place = match.head
    factor = 1.0
    if match.pattern.word_class == "noun":
        if tree.children(place, "cop"):
            return factor if tree.children(place, "case") else policy.described
        verb = grammar.support(tree, place)
        if verb is None or tree.base(place) == "obl":
            factor = policy.known if _is_known(tree, place) else policy.nominal
        if verb is None:
            return factor
        beside = _is_beside(tree, place, match, others.get(verb))
        place = verb
        if _commits(others.get(place)) and not beside:
            factor *= policy.content
        if _judges(others.get(place)) and not beside:
            factor *= policy.topic
    return factor * _embedding(tree, place, others, policy)


def _embedding(tree: Tree, place: int, others: "Mapping[int, Match]", policy: TriggerPolicy) -> float:
    """The product of the factors of the clauses that a verb stands in."""
    factor = 1.0
    seen: set[int] = set()
    while place not in seen and tree.tokens[place].head != place:
        seen.add(place)
        head = tree.tokens[place].head
        name = _EMBEDDED.get(tree.base(place))
        if name is not None:
            factor *= float(getattr(policy, name))
            told = place in grammar.contents(tree, head)
            if told and _refuses(tree, place, others.get(head)):
                factor *= policy.refused
            elif told and _commits(others.get(head)):
                factor *= policy.content
            if (
                told
                and tree.tokens[head].lemma in tree.words.verbs.continues
                and grammar.auxiliaries(tree, head)
            ):
                factor *= policy.described
            if polarity.is_hindered(tree, place) or polarity.is_entitled(tree, place):
                factor *= policy.described
        place = head
    return factor


def _is_known(tree: Tree, place: int) -> bool:
    """Whether a noun is definite and says no more of itself: "before the attack"."""
    around = tree.dependents[place]
    others = [one for one in around if tree.base(one) not in {"det", "case", "punct"}]
    definite = any(tree.lowered[one] in _DEFINITE for one in around)
    return definite and not others and tree.base(place) in {"obl", "nmod"}


def _is_beside(tree: Tree, place: int, match: Match, verb: Match | None) -> bool:
    """Whether a noun only says when or by what its verb's act was done: "after the vote", "on a visit"."""
    if tree.base(place) != "obl":
        return False
    word = grammar.preposition(tree, place)
    if word in _WHEN or (word == "on" and match.sense.kind.occasion):
        return True
    own = verb is not None and bool(set(verb.places) & set(tree.children(place, "case")))
    return word in {"for", "in", "with", "amid", "by", "through"} and not own


def _refuses(tree: Tree, place: int, match: Match | None) -> bool:
    """Whether a trigger refuses to do what the infinitive at `place` says."""
    return match is not None and match.sense.kind.refuses and tree.base(place) == "xcomp"


def _judges(match: Match | None) -> bool:
    """Whether a trigger speaks of acts that were told before: it condemns, praises or rejects them."""
    return match is not None and match.sense.kind.judges


def _commits(match: Match | None) -> bool:
    """Whether what a trigger reports is only promised, demanded, threatened, refused or ordered by it."""
    return match is not None and match.sense.kind.commits
