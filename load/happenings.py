"""Which act each event tells, kept true as issues come and go: the relation `happening_events`.

Writing an issue touches the acts that its events, old and new, may tell. They are looked up by `act_keys`,
and grouped anew in the writer's own transaction, so that the result is the same in whatever order issues
come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from sqlalchemy import Connection, TextClause, bindparam, select, text

from load.acts import LONGEST_DAYS, Grouped, Report, group, identities
from load.rows import Row
from load.tables import act_keys, events

IDS_A_QUERY: Final = 500

Touched = Mapping[str, tuple[int, int]]
"""Keys of acts, each with the first and the last day that may have changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what stands of it."""

    report: Report
    keys: frozenset[str]
    stands: Grouped | None


def touched_by(rows: Iterable[Row]) -> Touched:
    """What rows of `act_keys` touch."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        key, first, last = str(row["act_key"]), int(str(row["first_no"])), int(str(row["last_no"]))
        low, high = found.get(key, (first, last))
        found[key] = min(low, first), max(high, last)
    return found


def keys_of_issues(connection: Connection, issue_ids: Sequence[str]) -> list[Row]:
    """The rows of `act_keys` of issues that are about to go."""
    query = (
        select(act_keys)
        .join(events, events.c.event_id == act_keys.c.event_id)
        .where(events.c.issue_id.in_(bindparam("ids", expanding=True)))
    )
    return [
        dict(row)
        for some in _parts(issue_ids, IDS_A_QUERY)
        for row in connection.execute(query, {"ids": some}).mappings()
    ]


def regroup(connection: Connection, touched: Touched) -> list[Row]:
    """The rows of `happening_events` that must be written now that these acts were touched.

    Args:
        connection: Within the writer's transaction; issues and events are written.
        touched: The keys of all events that were written or went, and their days.
    """
    near = _overlapping(connection, touched)
    hull = dict(touched)
    for told in near.values():
        for key in told.keys & touched.keys():
            low, high = hull[key]
            hull[key] = min(low, told.report.first), max(high, told.report.last)
    wider = {key: days for key, days in hull.items() if days != touched[key]}
    known = {**_overlapping(connection, wider), **near} if wider else near
    grouped = group([told.report for told in known.values()])
    return [
        {"event_id": event_id, "happening_id": act.happening_id, "fulfilled_by": act.fulfilled_by}
        for event_id, act in grouped.items()
        if event_id in near and near[event_id].stands != act
    ]


def alone(rows: Iterable[Row], keyed: Iterable[Row]) -> list[Row]:
    """The rows of `happening_events` for events that can be compared with no other."""
    compared = {row["event_id"] for row in keyed}
    return [
        {"event_id": row["event_id"], "happening_id": row["event_id"], "fulfilled_by": None}
        for row in rows
        if row["event_id"] not in compared
    ]


SIZES: Final = (8, 40, 200)
"""Keys asked for at once, a statement for each size; three parameters a key stay under SQLite's 999."""


@cache
def _overlapping_query(size: int) -> TextClause:
    """The reports whose days overlap those of so many keys; `longest` bounds where a span may begin."""
    values = ", ".join(
        f"(CAST(:key{n} AS TEXT), CAST(:low{n} AS INTEGER), CAST(:high{n} AS INTEGER))" for n in range(size)
    )
    return text(f"""
        WITH touched(act_key, low, high) AS (VALUES {values})
        SELECT k.act_key, k.first_no, k.last_no, e.event_id, e.event_type, e.event_mode, e.status, e.actor_id,
            e.recipient_id, e.place_name, e.place_precision, e.sentence, e.trigger, e.actor_name,
            e.recipient_name, h.happening_id, h.fulfilled_by
        FROM touched AS t
        JOIN act_keys AS k ON k.act_key = t.act_key AND k.first_no BETWEEN t.low - {LONGEST_DAYS} AND t.high
            AND k.last_no >= t.low
        JOIN events AS e ON e.event_id = k.event_id
        LEFT JOIN happening_events AS h ON h.event_id = e.event_id
    """)  # noqa: S608  # only numbers of ours are in it


def _overlapping(connection: Connection, touched: Touched) -> dict[str, Told]:
    """The reports whose days overlap those touched, under the same key."""
    rows: dict[str, Row] = {}
    keys: dict[str, set[str]] = defaultdict(set)
    for some in _parts(touched.items(), SIZES[-1]):
        size = next(size for size in SIZES if size >= len(some))
        asked: dict[str, object] = {}
        for n in range(size):
            key, (low, high) = some[n] if n < len(some) else (None, (0, 0))
            asked |= {f"key{n}": key, f"low{n}": low, f"high{n}": high}
        for row in connection.execute(_overlapping_query(size), asked).mappings():
            rows[row["event_id"]] = dict(row)
            keys[row["event_id"]].add(row["act_key"])
    return {event_id: _told(row, frozenset(keys[event_id])) for event_id, row in rows.items()}


def _told(row: Row, keys: frozenset[str]) -> Told:
    def word(name: str) -> str | None:
        value = row[name]
        return None if value is None else str(value)

    report = Report(
        event_id=str(row["event_id"]),
        event_type=str(row["event_type"]),
        event_mode=word("event_mode"),
        status=str(row["status"]),
        first=int(str(row["first_no"])),
        last=int(str(row["last_no"])),
        actors=identities(word("actor_id")),
        recipients=identities(word("recipient_id")),
        place=(word("place_name") or "").casefold() or None,
        is_town=row["place_precision"] in {"city", "point"},
        sentence=str(row["sentence"]),
        names=f"{row['actor_name']} {row['recipient_name']} {row['trigger']}",
    )
    happening_id = word("happening_id")
    stands = None if happening_id is None else Grouped(happening_id, word("fulfilled_by"))
    return Told(report, keys, stands)


def _parts(rows: Iterable[object], size: int) -> Iterator[list]:  # type: ignore[type-arg]  # of whatever
    iterator = iter(rows)
    while part := list(islice(iterator, size)):
        yield part
