"""Where an event happens."""

from collections.abc import Iterator

from extract.events.naming import Location, Names
from extract.events.sides import Sides
from extract.lexicon.types import EventType
from extract.model import Trigger
from extract.syntax import Tree

LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "on",
        "around",
        "across",
        "throughout",
        "over",
        "outside of",
        "off",
    }
)
"""Prepositions that say where."""
_COMPLETES = ("obj", "obl", "nmod", "xcomp", "nsubj:pass", "conj")
"""Relations in which a noun may tell the act of the verb above it: "held talks", "is in talks"."""


def place_of_event(
    tree: Tree, trigger: Trigger, kind: EventType, names: Names, sides: Sides
) -> Location | None:
    """The place that the clause names, else the place visited."""
    for step in _clause(tree, trigger.token):
        for oblique in tree.children(step, "obl", "nmod", "advmod"):
            if tree.case(oblique) in LOCATIVE:
                for noun in (oblique, *tree.children(oblique, "nmod")):
                    place = names.place(tree, noun)
                    if place is not None:
                        return place
    return _visited(sides, names) if trigger.event_mode in kind.sited else None


def _clause(tree: Tree, token: int) -> Iterator[int]:
    """The event's own word, its objects, then the verb whose clause it completes."""
    yield token
    yield from tree.children(token, "obj", "nsubj:pass")
    if tree.label(token) in {"xcomp", "conj"} and (head := tree.head(token)) is not None:
        yield head
    if not tree.is_predicate(token) and (verb := _supporting_verb(tree, token)) is not None:
        yield verb


def _supporting_verb(tree: Tree, noun: int) -> int | None:
    """The verb whose clause a nominal trigger stands in, if the noun completes it."""
    head = tree.head(noun)
    if head is None or not tree.label(noun).startswith(_COMPLETES):
        return None
    if tree.is_predicate(head):
        return head
    return _supporting_verb(tree, head) if tree.label(noun).startswith(("conj", "nmod")) else None


def _visited(sides: Sides, names: Names) -> Location | None:
    """A recipient that is a place."""
    for participant in sides.recipients:
        if participant.actor is not None and names.cast.actors[participant.actor].kind == "place":
            return Location(participant.name, participant.country)
    return None
