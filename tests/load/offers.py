"""What the tests of the store write: small made-up issues, and short words for writing and looking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import create_engine, func, select

from benchmarks.invented import VERSION, extraction
from extract.model import Extraction
from load import EventStore, OpenRun, RunOrder, Written
from load.database import address_of
from load.rows import Row
from load.tables import TABLES

__all__ = [
    "NOW",
    "OPTIONS",
    "RUN",
    "VERSION",
    "at",
    "contents",
    "counts",
    "enter",
    "extraction",
    "lone",
    "offer",
    "order",
    "put",
    "running",
]

NOW = datetime(2026, 1, 5, 7, 30)  # noqa: DTZ001  # the store's own form: UTC without zone
RUN = "monday"
OPTIONS = "0" * 32
LINEAGE = ("run_id", "loaded_at")


def offer(number: int = 1, *, events: int = 3, version: str = VERSION, wording: int = 0) -> Extraction:
    """A small issue."""
    return extraction(number, events=events, version=version, wording=wording)


def at(key: str, told: Extraction) -> Extraction:
    """The same issue, read at another place."""
    name = key.rpartition("/")[2]
    moved = replace(told.issue, source_key=key, source_uri=f"file:///{key}", issue_file=name)
    return replace(told, issue=moved)


def order(run_id: str = RUN, *, overwrite_newer: bool = False, **more: str) -> RunOrder:
    """A run's order."""
    facts = {"command": "ingest issues", "version": VERSION, "options_digest": OPTIONS, **more}
    return RunOrder(run_id, overwrite_newer=overwrite_newer, **facts)


def running(store: EventStore, run_id: str = RUN, *, now: datetime = NOW, **more: Any) -> OpenRun:  # noqa: ANN401  # passed on
    """A run that can write; nothing is entered or closed."""
    return store.run(order(run_id, **more), clock=lambda: now)


def enter(store: EventStore, run_id: str = RUN, *, now: datetime = NOW, **more: Any) -> OpenRun:  # noqa: ANN401  # passed on
    """The same, entered in the ledger."""
    return running(store, run_id, now=now, **more).__enter__()


def lone(
    store: EventStore,
    told: Extraction,
    *,
    document_digest: str | None = None,
    **more: Any,  # noqa: ANN401  # passed on
) -> str:
    """Write one issue and say what became of it."""
    digests = {told.issue.source_key: document_digest} if document_digest else None
    return running(store, **more).write([told], digests)[0].outcome


def put(store: EventStore, told: Sequence[Extraction], *, bulk: bool = False) -> list[Written]:
    """Write issues, each in a transaction of its own or all at once."""
    run = running(store)
    return run.write(told) if bulk else [written for one in told for written in run.write([one])]


def contents(store: EventStore) -> list[Row]:
    """All of `event_log` but when and by which run it was written."""
    return [{name: value for name, value in row.items() if name not in LINEAGE} for row in store.events()]


def counts(url: str) -> dict[str, int]:
    """How many rows each table holds."""
    engine = create_engine(address_of(url))
    with engine.connect() as connection:
        found = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in TABLES.tables.items()
        }
    engine.dispose()
    return found
