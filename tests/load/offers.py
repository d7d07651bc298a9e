"""What the tests of the store write: small made-up issues, and short words for writing and looking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import create_engine, func, select

from benchmarks.invented import VERSION, extraction
from extract.model import Extraction
from load import EventStore, Written
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
    "extraction",
    "lone",
    "offer",
    "put",
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


def lone(store: EventStore, told: Extraction, **more: Any) -> str:  # noqa: ANN401  # passed on
    """Write one issue and say what became of it."""
    facts: dict[str, Any] = {"run_id": RUN, "options_digest": OPTIONS, "now": NOW}
    return store.write(told, **(facts | more))


def put(store: EventStore, told: Sequence[Extraction], *, bulk: bool = False) -> list[Written]:
    """Write issues in the plain or in the bulk way."""
    way = store.write_bulk if bulk else store.write_many
    return way(told, run_id=RUN, options_digest=OPTIONS, now=NOW)


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
