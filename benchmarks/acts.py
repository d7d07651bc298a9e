"""Whether events of two issues are told as one act, as people annotated it.

    python -m benchmarks.acts tests/load/same_acts.tsv tests/load/near_misses.tsv

The first table holds pairs that tell one act, the second pairs that nearly do. A line is a pair: publication
day and sentence of one issue, then of the other, between tabs; the trigger that is meant stands between
asterisks. Precision is the share of pairs told as one act that are, recall the share of those told so.
"""

import csv
import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from extract import extract_issues
from extract.model import DayOptions, Extraction, RawIssue
from load import EventStore, RunOrder
from load.tables import happening_events

ORDER = RunOrder("acts", command="benchmark", version="1", options_digest="0")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences of two issues, each with the event that is meant."""

    published: tuple[date, date]
    texts: tuple[str, str]
    triggers: tuple[str, str]


def pairs(table: Path) -> Iterator[Pair]:
    """The annotated pairs of a table."""
    with table.open(encoding="utf-8", newline="") as file:
        for one_day, one, other_day, other in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Pair(
                (date.fromisoformat(one_day), date.fromisoformat(other_day)),
                (one.replace("*", ""), other.replace("*", "")),
                (one.split("*")[1], other.split("*")[1]),
            )


def extracted(told: Sequence[Pair]) -> dict[tuple[int, int], Extraction]:
    """What each sentence gives, by the number of its pair and its side."""
    by_day: dict[date, list[tuple[int, int]]] = {}
    for number, side in itertools.product(range(len(told)), range(2)):
        by_day.setdefault(told[number].published[side], []).append((number, side))
    found: dict[tuple[int, int], Extraction] = {}
    for day, places in by_day.items():
        raws = [RawIssue(told[number].texts[side], f"{number}-{side}.txt") for number, side in places]
        made = extract_issues(raws, options=DayOptions(published=day))
        found |= {place: one for place, one in zip(places, made, strict=True) if isinstance(one, Extraction)}
    return found


def told_as_one(told: Sequence[Pair]) -> list[bool | None]:
    """Whether the two events of each pair are one happening; None where an event was not found at all."""
    made = extracted(told)
    found: list[bool | None] = []
    for number, pair in enumerate(told):
        issues = [made[number, side] for side in range(2)]
        one, other = (_event_at(issue, word) for issue, word in zip(issues, pair.triggers, strict=True))
        acts = _acts(issues)
        found.append(None if one is None or other is None else acts[one] == acts[other])
    return found


def _acts(issues: Sequence[Extraction]) -> dict[str, str]:
    """The act of each event, once the issues are in a database."""
    with EventStore("sqlite://") as store:
        store.init()
        with store.run(ORDER, clock=lambda: NOW) as run:
            run.write(issues)
        rows = store.rows(select(happening_events))
        return {str(row["event_id"]): str(row["happening_id"]) for row in rows}


def _event_at(made: Extraction, trigger: str) -> str | None:
    """The event that a word tells."""
    text = made.issue.text
    return next((event.event_id for event in made.events if event.trigger.of(text).startswith(trigger)), None)


@dataclass(frozen=True, slots=True)
class Score:
    """What was told as one act."""

    right: int
    wrong: int
    same: int
    """Pairs that tell one act."""

    @property
    def precision(self) -> float:
        """1 where nothing was told as one act."""
        told = self.right + self.wrong
        return self.right / told if told else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that tell one act."""
        return self.right / self.same if self.same else 1.0


def score(same: Sequence[Pair], near: Sequence[Pair]) -> Score:
    """How well acts are told apart."""
    return Score(told_as_one(same).count(True), told_as_one(near).count(True), len(same))


def main() -> None:
    """Run from the command line."""
    same, near = (list(pairs(Path(name))) for name in sys.argv[1:3])
    made = score(same, near)
    sys.stdout.write(
        f"{len(same)} pairs of one act, {len(near)} near misses: {made.right} and {made.wrong} told as one;"
        f" precision {made.precision:.3f}, recall {made.recall:.3f}\n"
    )


if __name__ == "__main__":
    main()
