"""Who takes part in an event: the slots of its frame, filled and named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.events.slots import Grammar, fill
from extract.events.tree import Tree
from extract.model import Participant, Side, Trigger

NameOf = Callable[[Tree, int, Side], tuple[Participant, ...]]
"""Names the one that a head token stands for; empty where it stands for no one who acts."""

NAMED_ONLY = frozenset({"compound"})
"""Slots in which a mere description is no participant: "peace talks"."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an event."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]

    @property
    def both(self) -> tuple[Participant, ...]:
        """All who take part, actors first."""
        return (*self.actors, *self.recipients)


def find_sides(tree: Tree, trigger: Trigger, grammar: Grammar, name_of: NameOf) -> Sides:
    """Fill the frame of a trigger, best slot first; of mutual acts the first named side is the actor.

    Nobody stands on both sides of one event; a name that fills two slots counts for the first.
    """
    actors = _first_filled(tree, trigger.token, trigger.actor, "actor", grammar, name_of)
    taken = frozenset(_key(actor) for actor in actors)
    recipients = _first_filled(tree, trigger.token, trigger.recipient, "recipient", grammar, name_of, taken)
    if trigger.mutual:
        actors, recipients = _parted(actors, recipients)
    return Sides(actors, recipients)


def _first_filled(
    tree: Tree,
    token: int,
    slots: Sequence[str],
    side: Side,
    grammar: Grammar,
    name_of: NameOf,
    taken: frozenset[object] = frozenset(),
) -> tuple[Participant, ...]:
    """The participants of the first slot that names anyone new."""
    for slot in slots:
        found: dict[object, Participant] = {}
        for head in fill(tree, token, slot, grammar):
            for participant in name_of(tree, head, side):
                if _key(participant) not in taken and (
                    slot not in NAMED_ONLY or participant.actor is not None
                ):
                    found.setdefault(_key(participant), participant)
        if found:
            return tuple(found.values())
    return ()


def _parted(
    actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Two sides from one list: "Kirienko and Obuchi signed"; the first named is the actor."""
    if actors and not recipients:
        actors, recipients = actors[:1], actors[1:]
    elif recipients and not actors:
        actors, recipients = recipients[:1], recipients[1:]
    return (
        tuple(replace(participant, side="actor") for participant in actors),
        tuple(replace(participant, side="recipient") for participant in recipients),
    )


def _key(participant: Participant) -> object:
    """What tells one participant from another."""
    return participant.name.casefold() if participant.actor is None else participant.actor
