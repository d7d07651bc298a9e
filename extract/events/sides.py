"""Who takes part: everyone who could stand on a side of an event, with what speaks for and against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from extract.choices import Features, log_share
from extract.events.candidate import ELSEWHERE, FIRST_TOKEN, NOBODY, Candidate
from extract.events.context import Context
from extract.events.naming import Names
from extract.events.paths import path
from extract.model import Participant, Side
from extract.syntax import Tree

_FAR = 20
"""Words from which a distance is no longer told apart."""


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
class Filler:
    """One who may stand on a side; without participants: nobody."""

    participants: tuple[Participant, ...]
    features: Features
    head: int | None = None
    """The head token in the event's own sentence; None for nobody and for those named before."""

    @property
    def name(self) -> str | None:
        """The names joined as a row has them."""
        return "; ".join(dict.fromkeys(one.name for one in self.participants)) or None


@dataclass(frozen=True)
class Asked:
    """An event whose sides are asked for."""

    candidate: Candidate
    event_type: str
    before: Sides
    """Those of the event told before in the issue."""

    @cached_property
    def standing(self) -> tuple[frozenset[object], frozenset[object]]:
        """Who acted and who received in the event told before, by key."""
        return keys(self.before.actors), keys(self.before.recipients)

    @cached_property
    def at_heads(self) -> dict[int, Features]:
        """How words of the sentence stand to the event's, as far as either side has asked."""
        return {}


def fillers(
    asked: Asked, side: Side, context: Context, other: Sequence[Participant] = ()
) -> tuple[Filler, ...]:
    """Who may stand on a side, nobody first.

    Args:
        asked: the event.
        side: which.
        context: the issue.
        other: those on the other side, where that is chosen already.
    """
    candidate = asked.candidate
    elsewhere = _read(candidate, side, "elsewhere", ELSEWHERE)
    pointed = pointed_before(candidate, side, context)
    found = [Filler((), _nobody(asked, side))]
    for head, participants in heads(candidate.tree, candidate.token, context.names, side):
        if head not in asked.at_heads:
            asked.at_heads[head] = _of_head(asked, head)
        owners = (FIRST_TOKEN + owner for owner in candidate.tree.children(head, "nmod:poss"))
        place = {**asked.at_heads[head], **_read(candidate, side, "here", FIRST_TOKEN + head, *owners)}
        place.update(_read_before(participants[0], pointed))
        found.append(Filler(participants, _of_anybody(asked, participants, other, place), head))
    subject = candidate.tree.child(candidate.token, "nsubj") is not None
    for actor, back, relation in context.mentioned_before[candidate.sentence]:
        place = {**_of_earlier(back, relation, asked.event_type, subject=subject), **elsewhere}
        participants = (context.standing[side][actor],)
        place.update(_read_before(participants[0], pointed))
        found.append(Filler(participants, _of_anybody(asked, participants, other, place)))
    return tuple(found)


def heads(tree: Tree, token: int, names: Names, side: Side) -> Iterator[tuple[int, tuple[Participant, ...]]]:
    """The tokens of a sentence that stand for somebody, and for whom; of a recipient also things hit."""
    for head in tree.phrases:
        if head == token:
            continue
        found = names.participants(tree, head, side)
        if not found and side == "recipient" and tree.head(head) == token:
            found = names.things(tree, head, side)
        if found:
            yield head, found
    for place in names.countries(tree, token, side) if not tree.is_predicate(token) else ():
        yield token, (place,)


def pointed_before(candidate: Candidate, side: Side, context: Context) -> Mapping[int, float]:
    """How likely the reader points to each actor where the sentences before mention them, by index."""
    reading = candidate.reading
    pointer = () if reading is None else reading.actor_before if side == "actor" else reading.recipient_before
    found: dict[int, float] = {}
    end, number = 0, candidate.sentence - 1  # words between a sentence's end and the candidate's sentence
    while number >= 0 and end < len(pointer):
        size = len(context.trees[number].tokens)
        for head, actor in context.mentioned[number]:
            place = end + size - 1 - head
            if place < len(pointer):
                found[actor] = found.get(actor, 0.0) + pointer[place]
        end, number = end + size, number - 1
    return found


def _read_before(participant: Participant, pointed: Mapping[int, float]) -> dict[str, float]:
    """What the reader's pointer into the text before says of somebody; nothing where it tells nobody."""
    if participant.actor is None or not pointed:
        return {}
    return {"read before": log_share(pointed.get(participant.actor, 0.0))}


def _nobody(asked: Asked, side: Side) -> Features:
    """What speaks for nobody being named."""
    candidate = asked.candidate
    tree, token = candidate.tree, candidate.token
    word = tree.tokens[token]
    found = {
        "nobody": 1.0,
        f"nobody {asked.event_type}": 1.0,
        f"nobody {word.pos}": 1.0,
        f"nobody {word.tag}": 1.0,
        f"nobody subject {tree.child(token, 'nsubj') is not None}": 1.0,
        f"nobody object {tree.child(token, 'obj') is not None}": 1.0,
        f"nobody passive {tree.is_passive(token)}": 1.0,
        f"nobody {tree.label(token).partition(':')[0]}": 1.0,
        f"nobody lemma {tree.lemma(token)}": 1.0,
    }
    found.update(_read(candidate, side, "nobody", NOBODY))
    return found


def _read(candidate: Candidate, side: Side, name: str, *places: int) -> dict[str, float]:
    """How likely the reader points to one of the places, as a log probability with a floor."""
    if candidate.reading is None:
        return {}
    pointer = candidate.reading.actor if side == "actor" else candidate.reading.recipient
    share = log_share(sum(pointer[place] for place in places))
    return {f"read {name}": share, "read": share}


def _of_head(asked: Asked, head: int) -> Features:
    """How a word of the sentence stands to the event's."""
    candidate, event_type = asked.candidate, asked.event_type
    tree, token = candidate.tree, candidate.token
    way, word = path(tree, token, head), tree.tokens[head]
    place = "before" if head < token else "after"
    found = {
        f"way {way}": 1.0,
        f"way {way}>{event_type}": 1.0,
        "here": 1.0,
        f"lemma {tree.lemma(token)} {way}": 1.0,
        f"tag {word.tag}": 1.0,
        place: 1.0,
        f"{place} {event_type}": 1.0,
        "distance": min(abs(head - token), _FAR) / _FAR * 2,
        f"own clause {tree.clause(head) == tree.clause(token)}": 1.0,
        f"passive {tree.is_passive(token)} {way}": 1.0,
    }
    if tree.label(head) == "conj":
        found["joined"] = 1.0
    return found


@cache
def _of_earlier(back: int, relation: str, event_type: str, *, subject: bool) -> Features:
    """What holds of whoever is named in a sentence before, of an event with a subject of its own or none."""
    return {
        f"back {back}": 1.0,
        f"back {relation}": 1.0,
        "back": 1.0,
        f"back>{event_type}": 1.0,
        f"back own subject {subject}": 1.0,
    }


def _of_anybody(
    asked: Asked,
    participants: Sequence[Participant],
    other: Sequence[Participant],
    place: Features,
) -> Features:
    """What holds of somebody at a place, and wherever they are named."""
    one, who = participants[0], keys(participants)
    kind = _of_kind(one.sector, asked.event_type, named=one.actor is not None, placed=one.country is not None)
    found = {**place, **kind}
    actors_before, recipients_before = asked.standing
    if who & actors_before:
        found["actor before"] = 1.0
    if who & recipients_before:
        found["recipient before"] = 1.0
    if other and who & keys(other):
        found["other side"] = 1.0
    if other and one.country is not None:
        found[f"countrymen {one.country == other[0].country}"] = 1.0
    return found


@cache
def _of_kind(sector: str | None, event_type: str, *, named: bool, placed: bool) -> Features:
    """What holds of whoever is of a kind."""
    return {
        "named" if named else "described": 1.0,
        f"sector {sector}": 1.0,
        f"sector {sector}>{event_type}": 1.0,
        f"country {placed}": 1.0,
    }


def keys(participants: Iterable[Participant]) -> frozenset[object]:
    """What tells them from others."""
    return frozenset([key(one) for one in participants])


def key(participant: Participant) -> object:
    """What tells one participant from another."""
    return participant.name.casefold() if participant.actor is None else participant.actor


def widened(
    filler: Filler, tree: Tree, names: Names, side: Side, apart: Filler | None
) -> tuple[Participant, ...]:
    """All who are joined with the one chosen, but for those on the other side."""
    if filler.head is None:
        return tuple(replace(one, side=side) for one in filler.participants)
    others = {key(one) for one in apart.participants} if apart is not None else set()
    found: dict[object, Participant] = {}
    for head in tree.coordinated(filler.head):
        for one in names.participants(tree, head, side):
            if key(one) not in others:
                found.setdefault(key(one), replace(one, side=side))
    for one in filler.participants:
        found.setdefault(key(one), replace(one, side=side))
    return tuple(found.values())


def likeliest(fillers: Sequence[Filler], shares: Sequence[float]) -> tuple[int, float]:
    """The best filler and how likely its participants are, all their places in the text together."""
    total: dict[object, float] = {}
    who = [keys(filler.participants) for filler in fillers]
    for one, share in zip(who, shares, strict=True):
        total[one] = total.get(one, 0.0) + share
    best = max(range(len(fillers)), key=lambda number: (total[who[number]], shares[number]))
    return best, total[who[best]]
