"""What is read back from the database: the rows of a view through a filter, and one event by its id."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, Table, func, select
from sqlalchemy.types import TypeEngine

from load import EventFilter, EventStore
from load.reading import order_of, query_for
from load.rows import Row
from load.tables import event_types, issues
from load.views import event_log, gdelt_events, polecat_events

VIEWS: Final[Mapping[str, Table]] = {
    "events": event_log,
    "agenda": event_log,
    "gdelt": gdelt_events,
    "polecat": polecat_events,
}
"""The views that can be asked for by name. `agenda` has the columns of `event_log`, and what is planned."""


class AmbiguousEvent(Exception):  # noqa: N818  # reads as what it is
    """Several events have ids that begin so; the message names them."""


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
    """The rows of one of VIEWS whose events pass the filter, in the order it asks for.

    What is unknown is None in every column; of several joined ones, an empty text in its place.

    Close it, or read it to its end, before the store is closed.

    Args:
        store: The database.
        view: A name of VIEWS.
        asked: Which events.
    """
    yield from store.rows(_query(store, view, asked))


def count_of(store: EventStore, view: str, asked: EventFilter) -> int:
    """How many rows `view_rows` gives.

    Args:
        store: The database.
        view: A name of VIEWS.
        asked: Which events.
    """
    counted = select(func.count().label("rows")).select_from(
        _query(store, view, asked).order_by(None).subquery()
    )
    return int(str(next(store.rows(counted))["rows"]))


def _query(store: EventStore, view: str, asked: EventFilter) -> Select[tuple[object, ...]]:
    if view == "agenda":
        return query_for(replace(asked, status="planned"), store.engine_name)
    if view == "events":
        return query_for(asked, store.engine_name)
    return _renamed(store, VIEWS[view], asked)


def _renamed(store: EventStore, table: Table, asked: EventFilter) -> Select[tuple[object, ...]]:
    """The query for a view whose first column is the event's id."""
    key = next(iter(table.c))
    passing = query_for(replace(asked, limit=None), store.engine_name).order_by(None)
    ids = passing.with_only_columns(event_log.c.event_id)
    joined = select(table).join(event_log, event_log.c.event_id == key).where(key.in_(ids))
    return joined.order_by(*order_of(asked.sort)).limit(asked.limit)


def has_issue(store: EventStore, name: str) -> bool:
    """Whether the database has an issue of that file name, id or VOLUME/NUMBER.

    Args:
        store: The database.
        name: As `EventFilter.issue` takes it.
    """
    named = select(issues.c.issue_id, issues.c.issue_file, issues.c.volume, issues.c.issue_number)
    return any(
        name in {row["issue_id"], row["issue_file"], f"{row['volume']}/{row['issue_number']}"}
        for row in store.rows(named)
    )


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
        message = f"the ids of several events begin with {event_id!r}: give more of one: {ids}{more}"
        raise AmbiguousEvent(message)
    return found[0] if found else None


_ENOUGH: Final = 5
"""Ids that a message names."""


def days_shown(first: object, last: object) -> str:
    """An event's days in one cell: a day, a month, a year, or both ends; an open end is left open.

    >>> from datetime import date
    >>> days_shown(date(1998, 7, 13), date(1998, 7, 13)), days_shown(date(1998, 9, 1), date(1998, 9, 30))
    ('1998-07-13', '1998-09')
    >>> days_shown(date(1998, 1, 1), date(1998, 12, 31)), days_shown(date(1998, 7, 6), date(1998, 7, 10))
    ('1998', '1998-07-06 to 1998-07-10')
    >>> days_shown(date(1998, 7, 14), None), days_shown(None, None)
    ('from 1998-07-14', '')
    """
    if not isinstance(first, date) or not isinstance(last, date):
        known = first or last
        return "" if known is None else f"from {known}" if first else f"to {known}"
    if first == last:
        return str(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12) and first.year == last.year:
            return f"{first:%Y}"
    return f"{first} to {last}"
