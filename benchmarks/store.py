"""How fast the store writes, beside the bare drivers, and how fast it answers the twelve questions.

    python -m benchmarks.store load --events 100000 [--postgres postgresql://user@host/name]
    python -m benchmarks.store ask --events 1000000 [--postgres postgresql://user@host/name]

The PostgreSQL database must be an empty one. `load` writes the same rows into the same tables, with the same
indexes, once by the bare driver and once by the store, slice by slice in turn, so that a busy machine slows
both. The bare driver is given finished rows; the store makes them from extractions and keeps its ledger.
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import psycopg
from sqlalchemy import Engine, create_engine, text

from benchmarks.invented import VERSION, extraction
from extract.model import Extraction
from load import EventStore, RunOrder
from load.database import Database, Patience, address_of
from load.questions import questions
from load.rows import Lineage, Rows, Value, issue_rows
from load.running import ISSUES_A_TRANSACTION
from load.tables import ISSUE_TABLES, happening_events

EVENTS_AN_ISSUE = 20
BATCH = ISSUES_A_TRANSACTION
"""Issues a transaction in bulk."""
SLICES = 10
"""Turns that the bare driver and the store take."""
NOW = datetime(2026, 1, 1)  # noqa: DTZ001  # the store's own form
RUN = "benchmark"
ORDER = RunOrder(RUN, command="benchmark", version=VERSION, options_digest="0")
DOUBLINGS = 5
"""Times a part of the events is doubled for the questions."""
ASKED = 5
"""Times each question is asked; the median counts."""

VALUES = {
    "person": "Person 0042",
    "word": "pipeline",
}
"""Instead of the questions' own examples, which made-up events do not know."""

Slice = list[Extraction]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _rows(told: Slice) -> list[Rows]:
    return [issue_rows(one, Lineage(RUN, "0", "0", NOW)) for one in told]


def _plain(value: Value) -> Value:
    return (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else str(value)
        if isinstance(value, date)
        else value
    )


def _tuples(rows: Rows, name: str, columns: Sequence[str]) -> list[tuple[Value, ...]]:
    return [tuple(_plain(row[column]) for column in columns) for row in rows[name]]


def _open(url: str) -> EventStore:
    store = EventStore(url)
    store.init()
    with store.run(ORDER, clock=_now):
        pass  # entered; all is written under its name
    return store


def _now() -> datetime:
    return NOW


def _raw_sqlite(path: Path, slices: list[Slice], issues_a_transaction: int) -> Iterator[float]:
    """Seconds that the bare driver takes for each slice."""
    with _open(f"sqlite:///{path}"):
        driver = sqlite3.connect(path, isolation_level=None)
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("PRAGMA synchronous = NORMAL")
    driver.execute("PRAGMA cache_size = -65536")
    driver.execute("PRAGMA wal_autocheckpoint = 16384")
    columns = {table.name: table.c.keys() for table in ISSUE_TABLES}
    for told in slices:
        ready = [{name: _tuples(rows, name, columns[name]) for name in columns} for rows in _rows(told)]
        began = time.perf_counter()
        for start in range(0, len(ready), issues_a_transaction):
            driver.execute("BEGIN IMMEDIATE")
            for issue in ready[start : start + issues_a_transaction]:
                for name, values in issue.items():
                    marks = ", ".join("?" * len(columns[name]))
                    driver.executemany(f"INSERT INTO {name} VALUES ({marks})", values)  # noqa: S608  # our names
            driver.execute("COMMIT")
        yield time.perf_counter() - began
    driver.close()


def _raw_copy(url: str, slices: list[Slice]) -> Iterator[float]:
    """Seconds that bare COPY takes for each slice, `BATCH` issues a transaction."""
    columns = {table.name: list(table.c.keys()) for table in ISSUE_TABLES}
    with psycopg.connect(url) as connection:
        for told in slices:
            ready = _rows(told)
            began = time.perf_counter()
            for start in range(0, len(ready), BATCH):
                for name, names in columns.items():
                    values = [
                        [row[key] for key in names]
                        for rows in ready[start : start + BATCH]
                        for row in rows[name]
                    ]
                    with connection.cursor().copy(
                        f"COPY {name} ({', '.join(names)}) FROM STDIN".encode()
                    ) as copy:
                        for value in values:
                            copy.write_row(value)
                connection.commit()
            yield time.perf_counter() - began


def _store(url: str, slices: list[Slice], *, bulk: bool) -> Iterator[float]:
    """Seconds that the store takes for each slice."""
    with _open(url) as store:
        run = store.run(ORDER, clock=_now)
        for told in slices:
            began = time.perf_counter()
            for part in [told] if bulk else [[one] for one in told]:
                run.write(part)
            yield time.perf_counter() - began


def _compare(name: str, events: int, rows: int, bare: Iterator[float], ours: Iterator[float]) -> None:
    pairs = list(zip(bare, ours, strict=True))
    raw, own = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    _say(
        f"{name:<34} bare {rows / raw:>8,.0f} rows/s {events / raw:>7,.0f} events/s | "
        f"store {rows / own:>8,.0f} rows/s {events / own:>7,.0f} events/s | {raw / own:.0%} of bare"
    )


def load(events: int, postgres: str | None) -> None:
    """Time the ways of writing."""
    issues = events // EVENTS_AN_ISSUE
    told = [extraction(number, events=EVENTS_AN_ISSUE) for number in range(issues)]
    size = -(-issues // SLICES)
    slices = [told[start : start + size] for start in range(0, issues, size)]
    rows = sum(len(part) for one in slices for made in _rows(one) for part in made.values())
    _say(f"{issues} issues, {events} events, {rows} rows")
    with tempfile.TemporaryDirectory(prefix="dateline-benchmark-") as folder:
        at = Path(folder)
        for name, per, bulk in (
            ("one issue a transaction", 1, False),
            (f"{BATCH} issues a transaction", BATCH, True),
        ):
            bare = _raw_sqlite(at / f"bare{per}.db", slices, per)
            _compare(
                f"SQLite, {name}",
                events,
                rows,
                bare,
                _store(f"sqlite:///{at}/own{per}.db", slices, bulk=bulk),
            )
    if postgres:
        with _twin(postgres) as (one, other):
            _open(one).close()
            _compare(
                "PostgreSQL, COPY", events, rows, _raw_copy(one, slices), _store(other, slices, bulk=True)
            )
        few = slices[:1]
        with _twin(postgres) as (one, _):
            seconds = sum(_store(one, few, bulk=False))
            rate = len(few[0]) * EVENTS_AN_ISSUE / seconds
            _say(f"PostgreSQL, one issue a transaction: store {rate:,.0f} events/s")


@contextmanager
def _twin(postgres: str) -> Iterator[tuple[str, str]]:
    """Two new databases on the server, dropped afterwards."""
    address = address_of(postgres).set(drivername="postgresql")
    names = ("dateline_bare", "dateline_own")
    with psycopg.connect(postgres, autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}".encode())
        one, other = (address.set(database=name).render_as_string(hide_password=False) for name in names)
        yield one, other
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def ask(events: int, postgres: str | None, keep: str | None) -> None:
    """Time the twelve questions on both databases."""
    with tempfile.TemporaryDirectory(prefix="dateline-benchmark-") as folder:
        urls = [keep or f"sqlite:///{folder}/events.db", *([postgres] if postgres else [])]
        for url in urls:
            _fill(url, events)
            engine = create_engine(address_of(url))
            _tidy(engine)
            _say(f"{engine.dialect.name}, {events} events: milliseconds (median of {ASKED}), rows")
            for one in questions(engine.dialect.name):
                took, rows = _time(
                    engine,
                    one.sql,
                    one.example | {name: VALUES[name] for name in one.example if name in VALUES},
                )
                _say(f"  {one.name:<24} {took:>8.1f} {rows:>7}")
            engine.dispose()


_ROTATED = "substr({0}, :by + 1) || substr({0}, 1, :by)"
_COPIED = {
    "issue_id": _ROTATED.format("issue_id"),
    "event_id": _ROTATED.format("event_id"),
    "happening_id": _ROTATED.format("happening_id"),
    "fulfilled_by": _ROTATED.format("fulfilled_by"),
    "source_key": ":mark || source_key",
}


def _fill(url: str, events: int) -> None:
    """Write a part and double it within the database, which is quicker than to make a million up.

    Digests are copied rotated: by 1, 2, 4, 8 and 16 digits, so that no two copies have the same.
    """
    with _open(url) as store:
        if store.taken(VERSION, "0", ["issue-000000.txt"]):
            return
        issues = events // EVENTS_AN_ISSUE // 2**DOUBLINGS
        told = (extraction(number, events=EVENTS_AN_ISSUE) for number in range(issues))
        store.run(ORDER, clock=_now).write(told)
    database = Database(url, Patience())
    for doubling in range(DOUBLINGS):
        with database.engine.begin() as connection:
            for table in (*ISSUE_TABLES, happening_events):
                copied = ", ".join(_COPIED.get(name, name) for name in table.c.keys())  # noqa: SIM118
                doubled = f"INSERT INTO {table.name} SELECT {copied} FROM {table.name}"  # noqa: S608  # our names
                connection.execute(
                    text(doubled.replace(":by", str(2**doubling)).replace(":mark", f"'{doubling}/'"))
                )
    database.close()


def _tidy(engine: Engine) -> None:
    """What autovacuum and `PRAGMA optimize` do in time."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE")


def _time(engine: Engine, sql: str, values: dict[str, str]) -> tuple[float, int]:
    seconds = []
    with engine.connect() as connection:
        for _ in range(ASKED):
            began = time.perf_counter()
            rows = connection.execute(text(sql), values).all()
            seconds.append(time.perf_counter() - began)
    return statistics.median(seconds) * 1000, len(rows)


def main() -> None:
    """Run from the command line."""
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reader.add_argument("what", choices=("load", "ask"))
    reader.add_argument("--events", type=int, default=100_000)
    reader.add_argument("--postgres", help="address of an empty PostgreSQL database")
    reader.add_argument("--sqlite", help="ask: address of a database to fill, or filled before")
    asked = reader.parse_args()
    if asked.what == "load":
        load(asked.events, asked.postgres)
    else:
        ask(asked.events, asked.postgres, asked.sqlite)


if __name__ == "__main__":
    main()
