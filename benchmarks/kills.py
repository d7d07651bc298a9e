"""Kills a writer at random moments, again and again, and looks after each kill whether anything was lost.

`python -m benchmarks.kills sqlite:///kills.db --kills 200` (the database must be a new one). After each
kill it must hold exactly what was acknowledged, or that and the write under way, table by table.
"""

import argparse
import multiprocessing
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection as Pipe

from sqlalchemy import Connection, func, select

from benchmarks.invented import extraction
from extract.model import Extraction
from load import EventStore, RunOrder
from load.database import Database, Patience, lock_for_writing
from load.rows import Lineage, Row, event_rows, issue_rows
from load.tables import ISSUE_TABLES, happening_events
from load.views import EVENT_COLUMNS, event_log

ISSUES = 12
"""Issues that are written over and over: few, so that each look is quick."""
EVENTS = 4
"""Events in each."""
LONGEST_LIFE = 0.15
"""Seconds a writer lives after its first write, at most: some dozens of writes."""
NOW = datetime(2026, 1, 1)  # noqa: DTZ001  # the store's own form
RUN = "kills"
ORDER = RunOrder(RUN, command="kills", version="1", options_digest="0")

State = dict[str, Extraction]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the kills came to."""

    kills: int
    writes: int
    """Writes that were acknowledged."""
    under_way: int
    """Kills after which one write more stood than was acknowledged."""
    faults: tuple[str, ...]
    """What was lost, doubled or torn."""


def work(life: int) -> list[Extraction]:
    """The writes of one writer's life, in order: each an issue in a newer version and another wording."""
    chance = random.Random(life)  # noqa: S311  # no secret
    return [
        extraction(
            chance.randrange(ISSUES), events=EVENTS, version=f"1.{life}.{step}", wording=chance.randrange(5)
        )
        for step in range(2000)
    ]


def write_until_killed(url: str, life: int, progress: Pipe) -> None:
    """Write, and acknowledge each write: the killed process."""
    with EventStore(url) as store:
        run = store.run(ORDER, clock=lambda: NOW)
        for told in work(life):
            run.write([told])
            progress.send_bytes(b".")


def kill_at_random(url: str, kills: int, seed: int = 0) -> Tally:
    """Write to the empty database at `url` and kill the writer, `kills` times.

    Returns:
        What it came to; sound where `faults` is empty.
    """
    chance = random.Random(seed)  # noqa: S311  # no secret
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["load", "benchmarks.invented"])
    with EventStore(url) as store:
        store.init()
        with store.run(ORDER, clock=lambda: NOW):
            pass  # entered; the writers write under its name
    state: State = {}
    writes, under_way, faults = 0, 0, []
    for life in range(kills):
        acknowledged = _one_life(context, url, life, chance.uniform(0, LONGEST_LIFE))
        writes += acknowledged
        state, fault = _look(url, state, work(life), acknowledged)
        under_way += fault is None and bool(state.pop("", None))
        if fault:
            faults.append(f"kill {life}: {fault}")
    with EventStore(url) as store:
        faults += store.check().faults
    return Tally(kills, writes, under_way, tuple(faults))


def _one_life(context: multiprocessing.context.ForkServerContext, url: str, life: int, seconds: float) -> int:
    """Start a writer, kill it, and count what it acknowledged."""
    mine, theirs = context.Pipe(duplex=False)
    writer = context.Process(target=write_until_killed, args=(url, life, theirs))
    writer.start()
    theirs.close()
    mine.recv_bytes()
    acknowledged = 1
    writer.join(seconds)
    if writer.pid:
        os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    try:
        while True:
            mine.recv_bytes()
            acknowledged += 1
    except EOFError:
        return acknowledged


def _look(url: str, state: State, told: Sequence[Extraction], acknowledged: int) -> tuple[State, str | None]:
    """The state that stands, and what is wrong with it; the key "" marks that the write under way stands."""
    after = state | {one.issue.source_key: one for one in told[:acknowledged]}
    beyond = after | {told[acknowledged].issue.source_key: told[acknowledged]}
    database = Database(url, Patience())
    events, counts = database.transact(lambda connection, _attempt: _stands(connection, database))
    database.close()
    for expected, marks in ((after, {}), (beyond, {"": told[acknowledged]})):
        if events == _events(expected):
            fault = None if counts == _counts(expected) else f"torn: {counts - _counts(expected)}"
            return expected | marks, fault
    return after, f"{len(events)} events stand, {len(_events(after))} or {len(_events(beyond))} should"


def _stands(connection: Connection, database: Database) -> tuple[list[Row], Counter[str]]:
    lock_for_writing(connection, database.patience)  # what a killed client left on a server ends first
    columns = [event_log.c[name] for name in (*EVENT_COLUMNS, "extractor_version")]
    events = [
        dict(row) for row in connection.execute(select(*columns).order_by(event_log.c.event_id)).mappings()
    ]
    counts = {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (*ISSUE_TABLES, happening_events)
    }
    return events, Counter(counts)


def _events(state: State) -> list[Row]:
    told = (row | {"extractor_version": one.version} for one in state.values() for row in event_rows(one))
    return sorted(told, key=lambda row: str(row["event_id"]))


def _counts(state: State) -> Counter[str]:
    lineage = Lineage(RUN, "0", "0", NOW)
    rows = Counter({table.name: 0 for table in ISSUE_TABLES})
    for one in state.values():
        rows.update({name: len(told) for name, told in issue_rows(one, lineage).items()})
    rows["happening_events"] = rows["events"]  # each event tells one act
    return rows


def main() -> int:
    """Run from the command line; exit status 1 where anything was lost."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("url")
    reader.add_argument("--kills", type=int, default=200)
    reader.add_argument("--seed", type=int, default=0)
    asked = reader.parse_args()
    tally = kill_at_random(asked.url, asked.kills, asked.seed)
    sys.stdout.write(
        f"{tally.kills} kills, {tally.writes} writes acknowledged, {tally.under_way} under way stood,"
        f" {len(tally.faults)} faults\n"
    )
    sys.stdout.writelines(f"{fault}\n" for fault in tally.faults)
    return bool(tally.faults)


if __name__ == "__main__":
    sys.exit(main())
