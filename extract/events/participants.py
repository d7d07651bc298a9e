"""Who takes part in an event: the slots of its frame, filled and named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.events.naming import Names
from extract.events.slots import fill
from extract.events.tree import Tree
from extract.lexicon.modality import Grammar
from extract.lexicon.types import EventType
from extract.model import Participant, Side, Trigger

CONTENT = ("content-indirect", "content-object", "content-to", "content-from", "content-with", "content-for")
"""Slots of the promised act, best first."""

_LEADING = frozenset({"against", "at", "behind", "into", "on", "to", "upon", "with"})
"""Prepositions that lead from a verb to whom it is done, not to what it is about: "march on", "call for"."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an event."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]

    def filled_from(self, other: "Sides") -> "Sides":
        """These sides, an empty one taken from another telling of the event."""
        return Sides(self.actors or other.actors, self.recipients or other.recipients)

    @property
    def both(self) -> tuple[Participant, ...]:
        """All who take part, actors first."""
        return (*self.actors, *self.recipients)


NO_SIDES = Sides((), ())
"""Nobody on either."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger in its tree, with what filling its slots rests on."""

    tree: Tree
    token: int
    grammar: Grammar
    names: Names
    mutual: bool
    kind: EventType

    def _naming(self, side: Side) -> Callable[[Tree, int, Side], tuple[Participant, ...]]:
        """What may stand on a side: who acts, else what can be attacked, or where one gathers to protest."""
        if side == "actor" or self.mutual:
            return self.names.participants
        looks = {"thing": self.names.things, "site": self.names.sites}
        return looks.get(self.kind.recipient, self.names.participants)

    def first_filled(
        self, slots: Sequence[str], side: Side, taken: frozenset[object] = frozenset()
    ) -> tuple[Participant, ...]:
        """The participants of the first slot that names anyone who is not `taken`."""
        for slot in slots:
            found: dict[object, Participant] = {}
            for participant in self._in_slot(slot, side):
                if _key(participant) not in taken:
                    found.setdefault(_key(participant), participant)
            if found:
                return tuple(found.values())
        return ()

    def _in_slot(self, slot: str, side: Side) -> Iterator[Participant]:
        """Those whom the words in one slot stand for."""
        if slot == "compound":
            named = self.names.countries(self.tree, self.token, side)
            yield from named if len(named) > 1 else self.names.without_cities(self.tree, named)
            return
        heads = fill(self.tree, self.token, slot, self.grammar)
        if self.mutual and len(heads) == 1:
            heads = self.tree.coordinated(heads[0])
            if len(heads) == 1 and (two := self.names.two_groups(self.tree, heads[0], side)):
                yield from two
                return
        name = self._naming(side)
        of_content = slot.startswith("content-")
        for head in heads:
            for participant in name(self.tree, head, side):
                if participant.actor is None or participant.sector or not of_content:
                    yield participant


def find_sides(tree: Tree, trigger: Trigger, kind: EventType, grammar: Grammar, names: Names) -> Sides:
    """Fill the frame of a trigger, best slot first; of mutual acts the first named side is the actor.

    Nobody stands on both sides of one event; a name that fills two slots counts for the first.
    """
    frame = Frame(tree, trigger.token, grammar, names, trigger.mutual, kind)
    actors = frame.first_filled(trigger.actor, "actor") or _writer(frame, trigger)
    taken = frozenset(map(_key, actors))
    recipients = frame.first_filled(trigger.recipient, "recipient", taken)
    if not recipients and kind.promised_to != "nobody" and not fill(tree, trigger.token, "indirect", grammar):
        named = frame.first_filled(CONTENT, "recipient", taken)
        anyone = kind.promised_to == "anyone"
        recipients = tuple(one for one in named if one.sector and (anyone or one.actor is not None))
    recipients = recipients or _within(frame, trigger, taken)
    return Sides(*_parted(actors, recipients)) if trigger.mutual else Sides(actors, recipients)


def _within(frame: Frame, trigger: Trigger, taken: frozenset[object]) -> tuple[Participant, ...]:
    """To whom the words of the trigger themselves lead: "march on Grozny", "came to his defense"."""
    tree = frame.tree
    words = [n for n, token in enumerate(tree.tokens) if trigger.span.contains(token.span)]
    if trigger.mutual or not words[1:] or not trigger.recipient:
        return ()
    last = tree.tokens[words[-1]]
    if last.text.lower() in _LEADING and (
        found := frame.first_filled((last.text.lower(),), "recipient", taken)
    ):
        return found
    owners = (owner for n in words if n != trigger.token for owner in tree.children(n, "nmod:poss"))
    for owner in owners:
        named = frame.names.participants(tree, owner, "recipient")
        if found := tuple(one for one in named if _key(one) not in taken):
            return found
    return ()


def _writer(frame: Frame, trigger: Trigger) -> tuple[Participant, ...]:
    """Who sent or signed what a participle tells of: "sent a letter asking for help"."""
    tree, noun = frame.tree, frame.tree.head(trigger.token)
    tells = tree.label(trigger.token) == "acl" and tree.tokens[trigger.token].tag == "VBG"
    if noun is None or not tells or "subject" not in trigger.actor or tree.tokens[noun].pos != "NOUN":
        return ()
    verb = tree.clause(noun)
    if verb == noun or not tree.is_predicate(verb):
        return ()
    found: dict[object, Participant] = {}
    for head in fill(tree, verb, "subject", frame.grammar):
        for participant in frame.names.participants(tree, head, "actor"):
            found.setdefault(_key(participant), participant)
    return tuple(found.values())


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
