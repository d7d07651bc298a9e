"""Loads events into SQL: one schema for two databases, nothing lost, nothing twice."""

from load.copying import Scope
from load.database import Patience
from load.errors import (
    BadAddress,
    Busy,
    Damaged,
    ForeignDatabase,
    NewerDatabase,
    NoDatabase,
    NoSpace,
    NotAllowed,
    OldDatabase,
    RowRefused,
    StoreError,
    Unreachable,
)
from load.keeping import Report
from load.ledger import Quarantined, Run, RunOrder
from load.reading import EventFilter
from load.rows import digest_of, event_rows
from load.running import OpenRun, Written
from load.store import EventStore
from load.writing import Outcome

__all__ = [
    "BadAddress",
    "Busy",
    "Damaged",
    "EventFilter",
    "EventStore",
    "ForeignDatabase",
    "NewerDatabase",
    "NoDatabase",
    "NoSpace",
    "NotAllowed",
    "OldDatabase",
    "OpenRun",
    "Outcome",
    "Patience",
    "Quarantined",
    "Report",
    "RowRefused",
    "Run",
    "RunOrder",
    "Scope",
    "StoreError",
    "Unreachable",
    "Written",
    "digest_of",
    "event_rows",
]
