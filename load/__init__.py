"""Loading events into SQL: one schema, two databases, nothing lost, nothing twice."""

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
from load.ledger import Quarantined, Run
from load.reading import EventFilter
from load.rows import digest_of, event_rows
from load.store import EventStore, Written
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
    "Outcome",
    "Patience",
    "Quarantined",
    "Report",
    "RowRefused",
    "Run",
    "StoreError",
    "Unreachable",
    "Written",
    "digest_of",
    "event_rows",
]
