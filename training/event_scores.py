"""Scores readings of events against annotated issues, word by word."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extract.model import EVENT_TYPES, STATUSES, EventReading
from training.annotations import Annotated, Marked, marked_rows
from training.events import pointer_targets


@dataclass(frozen=True, slots=True)
class EventScores:
    """Percentages: F1 of words found, and found with the right type; of those found, what else is right."""

    events: int
    found: float
    typed: float
    statuses: float
    actor: float
    recipient: float
    time: float

    def row(self) -> str:
        """The scores as one row of a table."""
        shares = (self.found, self.typed, self.statuses, self.actor, self.recipient, self.time)
        return f"{self.events:6} | " + " | ".join(f"{share:5.1f}" for share in shares)


HEADER = "events | found |  type | status | actor | recip |  time"


def score_events(documents: Iterable[Annotated], least: float = 0.5) -> EventScores:
    """Score the readings of documents' sentences; a word is found from a probability of `least`."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts += _agreements(document, least)
    whole = counts["found"] + counts["gold"]
    shares = {
        name: 100 * counts[name] / max(1, counts["right"])
        for name in ("status", "actor", "recipient", "time")
    }
    return EventScores(
        counts["gold"],
        200 * counts["right"] / max(1, whole),
        200 * counts["typed"] / max(1, whole),
        *(shares[name] for name in ("status", "actor", "recipient", "time")),
    )


def _agreements(document: Annotated, least: float) -> Counter[str]:
    counts: Counter[str] = Counter()
    readings = {(at, event.token): event for at, s in enumerate(document.sentences) for event in s.events}
    found = {place for place, reading in readings.items() if reading.event >= least}
    for marked in sorted(marked_rows(document), key=lambda m: bool(m.row.get("optional"))):
        places = [(marked.sentence, token) for token in (*marked.tokens, *marked.others)]
        hit = next((place for place in places if place in found), None)
        found -= set(places)
        if marked.row.get("optional") or marked.row["type"] not in EVENT_TYPES:
            continue
        counts["gold"] += 1
        if hit:
            counts += _details(document, marked, readings[hit])
    counts["found"] = counts["right"] + len(found)
    return counts


def _details(document: Annotated, marked: Marked, reading: EventReading) -> Counter[str]:
    """What is right of a word that was found."""
    row = marked.row
    kind = EVENT_TYPES[max(range(len(EVENT_TYPES)), key=reading.types.__getitem__)]
    status = STATUSES[max(range(len(STATUSES)), key=reading.statuses.__getitem__)]
    right = Counter(
        right=1, typed=kind in (row["type"], *row.get("type_alt", ())), status=status == row["status"]
    )
    for name, target in pointer_targets(document.sentences[marked.sentence], row).items():
        pointer = getattr(reading, name)
        right[name] += bool(target[max(range(len(pointer)), key=pointer.__getitem__)] > 0)
    return right
