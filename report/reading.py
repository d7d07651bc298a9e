"""What is read back from the database: the rows of a view through a filter, and one event by its id."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Select, Table, select
from sqlalchemy.types import TypeEngine

from load import EventFilter, EventStore
from load.reading import query_for
from load.rows import Row
from load.tables import event_types
from load.views import event_log, gdelt_events, polecat_events

VIEWS: Final[Mapping[str, Table]] = {
    "events": event_log,
    "agenda": event_log,
    "gdelt": gdelt_events,
    "polecat": polecat_events,
}
"""The views that can be asked for by name. `agenda` has the columns of `event_log`, and what is planned."""


class AmbiguousEvent(Exception):  # noqa: N818  # reads as what it is
    """The beginning of an id fits several events; the message names them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read, with its SQL type."""

    name: str
    kind: TypeEngine[object]


def columns_of(view: str) -> tuple[Column, ...]:
    """The columns of one of VIEWS, in order.

    >>> [column.name for column in columns_of("polecat")][:3]
    ['Event ID', 'Event Date', 'Event Type']
    """
    return tuple(Column(column.name, column.type) for column in VIEWS[view].c)


def view_rows(store: EventStore, view: str, asked: EventFilter) -> Generator[Row, None, None]:
    """The rows of one of VIEWS whose events pass the filter, in order of days.

    Close it, or read it to its end, before the store is closed.

    Args:
        store: The database.
        view: A name of VIEWS.
        asked: Which events.
    """
    if view == "agenda":
        yield from store.events(replace(asked, status="planned"))
    elif view == "events":
        yield from store.events(asked)
    else:
        yield from store.rows(_renamed(store, VIEWS[view], asked))


def _renamed(store: EventStore, table: Table, asked: EventFilter) -> Select[tuple[object, ...]]:
    """The query for a view whose first column is the event's id and whose second is its day."""
    key, day = list(table.c)[:2]
    passing = query_for(replace(asked, limit=None), store.engine_name).order_by(None)
    ids = passing.with_only_columns(event_log.c.event_id)
    return select(table).where(key.in_(ids)).order_by(day.is_(None), day, key).limit(asked.limit)


def known_types(store: EventStore) -> tuple[str, ...]:
    """The event types that the database knows."""
    return tuple(str(row["event_type"]) for row in store.rows(select(event_types.c.event_type)))


def event_of(store: EventStore, event_id: str) -> Row | None:
    """The one row of `event_log` whose id begins so; None where there is none.

    Raises:
        AmbiguousEvent: there are several.
    """
    found = list(store.events(EventFilter(event_id=event_id.strip().lower(), limit=_ENOUGH)))
    if len(found) > 1:
        ids = ", ".join(str(row["event_id"])[:12] for row in found)
        more = " and more" if len(found) == _ENOUGH else ""
        message = f"several events begin with {event_id!r}: {ids}{more}"
        raise AmbiguousEvent(message)
    return found[0] if found else None


_ENOUGH: Final = 5
"""Ids that a message names."""
