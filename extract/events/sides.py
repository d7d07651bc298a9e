"""Who takes part: everyone who could stand on a side of an event, with what speaks for and against."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.choices import Features
from extract.events.candidate import ELSEWHERE, FIRST_TOKEN, NOBODY, Candidate
from extract.events.context import Context
from extract.events.naming import Names
from extract.events.participants import Sides
from extract.events.paths import path
from extract.events.tree import NOMINAL, Tree
from extract.model import Participant, Side

BACK = 3
"""Sentences before the event's own whose actors may be meant."""
_FLOOR = 1e-3
_FAR = 20
"""Words from which a distance is no longer told apart."""
_INNER = frozenset({"compound", "flat", "det", "case", "punct", "nmod:desc", "fixed", "aux", "cop", "mark"})
"""Relations of words that head no phrase of their own."""


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


@dataclass(frozen=True, slots=True)
class Asked:
    """A side of an event that is asked for."""

    candidate: Candidate
    event_type: str
    side: Side
    ruled: Sides
    """The sides that the frame of the lexicon's sense gives."""
    before: Sequence[Sides]
    """The sides of the events told before in the issue, the newest last."""
    other: Filler | None = None
    """Who stands on the other side, where that is chosen already."""


def fillers(asked: Asked, context: Context) -> tuple[Filler, ...]:
    """Who may stand on the side asked for, nobody first."""
    candidate, side = asked.candidate, asked.side
    tree, token = candidate.tree, candidate.token
    found = [Filler((), _nobody(asked))]
    for head, participants in heads(tree, token, context.names, side):
        features = _of_head(asked, head)
        features.update(_of_anybody(asked, participants))
        found.append(Filler(participants, features, head))
    for participant, back, place in named_before(candidate, side, context):
        features = {
            f"back {back}": 1.0,
            f"back {place}": 1.0,
            "back": 1.0,
            f"back>{asked.event_type}": 1.0,
            f"back own subject {tree.child(token, 'nsubj') is not None}": 1.0,
        }
        features.update(_read(candidate, side, ELSEWHERE, "elsewhere"))
        features.update(_of_anybody(asked, (participant,)))
        found.append(Filler((participant,), features))
    return tuple(found)


def heads(tree: Tree, token: int, names: Names, side: Side) -> Iterator[tuple[int, tuple[Participant, ...]]]:
    """The tokens of a sentence that stand for somebody, and for whom; of a recipient also things hit."""
    for head, word in enumerate(tree.tokens):
        base = word.label.partition(":")[0]
        if word.pos not in NOMINAL or word.label in _INNER or base in _INNER or head == token:
            continue
        if base == "amod" and word.pos == "ADJ":
            continue
        found = names.participants(tree, head, side)
        if not found and side == "recipient" and tree.head(head) == token:
            found = names.things(tree, head, side)
        if found:
            yield head, found
    for place in names.countries(tree, token, side) if not tree.is_predicate(token) else ():
        yield token, (place,)


def named_before(
    candidate: Candidate, side: Side, context: Context
) -> Iterator[tuple[Participant, int, str]]:
    """The actors mentioned in the sentences before and not in this one, how far back, and as what."""
    here = {actor for _, actor in context.mentioned[candidate.sentence]}
    for back in range(1, BACK + 1):
        number = candidate.sentence - back
        if number < 0:
            return
        tree = context.trees[number]
        for head, actor in context.mentioned[number]:
            if actor in here:
                continue
            here.add(actor)
            one = context.cast.actors[actor]
            yield (
                Participant(side, one.name, one.country, one.sector, None, actor),
                back,
                tree.label(head).partition(":")[0],
            )


def _nobody(asked: Asked) -> Features:
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
    empty = not (asked.ruled.actors if asked.side == "actor" else asked.ruled.recipients)
    found["rule"] = found["rule nobody"] = float(empty)
    found.update(_read(candidate, asked.side, NOBODY, "nobody"))
    return found


def _read(candidate: Candidate, side: Side, place: int, name: str) -> dict[str, float]:
    """How likely the reader points there, as a log probability with a floor."""
    if candidate.reading is None:
        return {}
    pointer = candidate.reading.actor if side == "actor" else candidate.reading.recipient
    share = math.log(max(pointer[place], _FLOOR))
    return {f"read {name}": share, "read": share}


def _of_head(asked: Asked, head: int) -> dict[str, float]:
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
    found.update(_read(candidate, asked.side, FIRST_TOKEN + head, "here"))
    return found


def _of_anybody(asked: Asked, participants: tuple[Participant, ...]) -> dict[str, float]:
    """What holds of somebody wherever they are named."""
    one, ruled = participants[0], asked.ruled
    keys = {key(participant) for participant in participants}
    found = {
        "described" if one.actor is None else "named": 1.0,
        f"sector {one.sector}": 1.0,
        f"sector {one.sector}>{asked.event_type}": 1.0,
        f"country {one.country is not None}": 1.0,
    }
    same, opposite = (ruled.actors, ruled.recipients)[:: 1 if asked.side == "actor" else -1]
    if keys & {key(participant) for participant in same}:
        found["rule"] = found[f"rule {asked.event_type}"] = 1.0
    elif keys & {key(participant) for participant in opposite}:
        found["rule other side"] = 1.0
    for name, told in ("actor", "actors"), ("recipient", "recipients"):
        if asked.before and keys & {key(participant) for participant in getattr(asked.before[-1], told)}:
            found[f"{name} before"] = 1.0
    other = () if asked.other is None else asked.other.participants
    if keys & {key(participant) for participant in other}:
        found["other side"] = 1.0
    if other and one.country is not None:
        found[f"countrymen {one.country == other[0].country}"] = 1.0
    return found


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
    keys = [frozenset(key(one) for one in filler.participants) for filler in fillers]
    for which, share in zip(keys, shares, strict=True):
        total[which] = total.get(which, 0.0) + share
    best = max(range(len(fillers)), key=lambda number: (total[keys[number]], shares[number]))
    return best, total[keys[best]]
