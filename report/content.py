"""What the page shows, gathered from the database into plain lists that become JSON.

Offsets count UTF-16 units, as JavaScript's strings do: they differ from Python's behind a character outside
the basic plane.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Select, Table, select

from load import EventFilter, EventStore
from load.reading import query_for
from load.rows import Row
from load.tables import (
    actor_mentions,
    citations,
    event_types,
    events,
    issues,
    participants,
    problems,
    timexes,
)
from load.views import event_log
from report.explaining import why_days

SHOWN: Final = {
    "id": "event_id",
    "sentence_no": "sentence_no",
    "trigger": "trigger",
    "type": "event_type",
    "mode": "event_mode",
    "quad": "quad_class",
    "status": "status",
    "date_text": "date_text",
    "precision": "date_precision",
    "basis": "date_basis",
    "actor": "actor_name",
    "actor_country": "actor_country",
    "recipient": "recipient_name",
    "recipient_country": "recipient_country",
    "place": "place_name",
    "latitude": "place_latitude",
    "longitude": "place_longitude",
    "killed": "killed",
    "killed_high": "killed_high",
    "wounded": "wounded",
    "wounded_high": "wounded_high",
    "arrested": "arrested",
    "arrested_high": "arrested_high",
    "speaker": "speaker",
    "reported_by": "reported_by",
    "confidence": "confidence",
    "rule": "rule",
}
"""What the page shows as `event_log` has it: the page's name, and the column's."""

COLUMNS: Final = (
    *SHOWN,
    "issue",
    "sentence_start",
    "sentence_end",
    "trigger_start",
    "trigger_end",
    "hedged",
    "first",
    "last",
    "why",
    "amount",
    "sides",
)
"""What the page knows of an event, in this order: `issue` and `why` are indices, `sides` a flat list of
start, end, 0 for an actor or 1 for a recipient."""

_LAST_OF_BASIC_PLANE: Final = "\uffff"

RUNS_SHOWN: Final = 20

Content = dict[str, Any]
"""JSON: the page's own form, see `content_of`."""


@dataclass(slots=True)
class _Gathered:
    """Rows of one issue by table, while they are put together."""

    timexes: dict[int, Row] = field(default_factory=dict)
    mentions: list[Row] = field(default_factory=list)
    citations: list[Row] = field(default_factory=list)


def content_of(store: EventStore, asked: EventFilter) -> Content:
    """All that the page shows of the events that pass a filter, and of their issues.

    Args:
        store: The database.
        asked: Which events; without any condition also the issues that have none.

    Returns:
        `columns`, `events` (a list of values each), `reasons` (why days are what they are), `issues` (text
        and marks: start, end, and the indices of events, of a name its actor's number), `types`, `runs`,
        `problems`.
    """
    columns = (events.c.event_id, events.c.sentence_start, events.c.timex_no)
    numbers = store.rows(_of(events, store, asked).with_only_columns(*columns))
    beside = {str(row["event_id"]): row for row in numbers}
    gathered = _gathered(store, asked)
    told = list(store.rows(_of(issues, store, asked).order_by(issues.c.published_on, issues.c.issue_file)))
    texts = [_Text(str(row["text"])) for row in told]
    where = {str(row["issue_id"]): index for index, row in enumerate(told)}
    rows = [row for row in store.events(asked) if str(row["issue_id"]) in where]
    sides = _sides(store, asked)
    reasons: dict[str, int] = {}
    values = []
    for row in rows:
        index, event = where[str(row["issue_id"])], beside[str(row["event_id"])]
        timex = gathered[str(row["issue_id"])].timexes.get(_number(event["timex_no"]))
        why = reasons.setdefault(why_days(row, timex), len(reasons))
        values.append(_event(row, event, texts[index], index, why, sides[str(row["event_id"])]))
    linked = _links(rows, beside, sides)
    return {
        "columns": COLUMNS,
        "events": values,
        "reasons": list(reasons),
        "issues": [
            _issue(row, text, gathered[str(row["issue_id"])], linked)
            for row, text in zip(told, texts, strict=True)
        ],
        "types": {str(row["event_type"]): row["meaning"] for row in store.rows(select(event_types))},
        "runs": [_run(run) for run in store.runs(RUNS_SHOWN)],
        "problems": [_problem(row, where) for row in store.rows(_of(problems, store, asked))],
    }


class _Text:
    """A text with the way from Python's offsets to JavaScript's."""

    def __init__(self, text: str) -> None:
        self.text = text
        wide = max(text, default="") > _LAST_OF_BASIC_PLANE
        self._wide = (
            [at for at, character in enumerate(text) if character > _LAST_OF_BASIC_PLANE] if wide else []
        )

    def unit(self, offset: object) -> int:
        """The offset in UTF-16 units of an offset in characters."""
        at = _number(offset)
        return at + bisect_left(self._wide, at)


def _number(value: object) -> int:
    """A number of the database; 0, which is no number of anything, where there is none."""
    return 0 if value is None else int(str(value))


def _of(table: Table, store: EventStore, asked: EventFilter) -> Select[tuple[object, ...]]:
    """The rows of a table that belong to the issues of the events asked for, in the table's order."""
    query = select(table).order_by(*table.primary_key)
    if asked == EventFilter():
        return query
    return query.where(table.c.issue_id.in_(_ids(store, asked, "issue_id")))


def _ids(store: EventStore, asked: EventFilter, name: str) -> Select[tuple[object, ...]]:
    """The issues or events that pass, by their ids."""
    return query_for(asked, store.engine_name).with_only_columns(event_log.c[name]).order_by(None)


def _gathered(store: EventStore, asked: EventFilter) -> defaultdict[str, _Gathered]:
    """What marks each issue's text, by issue_id."""
    found: defaultdict[str, _Gathered] = defaultdict(_Gathered)
    for row in store.rows(_of(timexes, store, asked)):
        found[str(row["issue_id"])].timexes[_number(row["timex_no"])] = row
    for row in store.rows(_of(actor_mentions, store, asked)):
        found[str(row["issue_id"])].mentions.append(row)
    for row in store.rows(_of(citations, store, asked)):
        found[str(row["issue_id"])].citations.append(row)
    return found


def _sides(store: EventStore, asked: EventFilter) -> defaultdict[str, list[Row]]:
    """Who takes part in each event, by event_id."""
    query = select(participants).order_by(participants.c.event_id, participants.c.participant_no)
    if asked != EventFilter():
        query = query.where(participants.c.event_id.in_(_ids(store, asked, "event_id")))
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in store.rows(query):
        found[str(row["event_id"])].append(row)
    return found


def _event(row: Row, event: Row, text: _Text, issue: int, why: int, sides: Sequence[Row]) -> list[object]:  # noqa: PLR0913, PLR0917  # one private call
    """One event's values in the order of COLUMNS."""
    start = _number(event["sentence_start"])
    known: Content = {name: row[column] for name, column in SHOWN.items()}
    known |= {
        "issue": issue,
        "sentence_start": text.unit(start),
        "sentence_end": text.unit(start + len(str(row["sentence"]))),
        "trigger_start": text.unit(row["trigger_start"]),
        "trigger_end": text.unit(row["trigger_end"]),
        "hedged": int(bool(row["hedged"])),
        "first": _iso(row["first_day"]),
        "last": _iso(row["last_day"]),
        "why": why,
        "amount": _money(row),
        "sides": [
            value
            for side in sides
            if side["span_start"] is not None
            for value in (*_spans_of(text)(side), int(side["side"] == "recipient"))
        ],
    }
    return [known[name] for name in COLUMNS]


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def _money(row: Row) -> str | None:
    """Money as it is read: "1,500,000,000 USD"."""
    if row["amount"] is None:
        return None
    high = f" to {row['amount_high']:,.0f}" if row["amount_high"] is not None else ""
    return f"{row['amount']:,.0f}{high} {row['currency']}"


@dataclass(frozen=True, slots=True)
class _Links:
    """Which events, by their place among the page's, a mark leads to; keys are issue_id and number."""

    by_timex: dict[tuple[str, int], list[int]]
    by_actor: dict[tuple[str, int], list[int]]


def _links(rows: Sequence[Row], beside: dict[str, Row], sides: defaultdict[str, list[Row]]) -> _Links:
    by_timex, by_actor = defaultdict(list), defaultdict(list)
    for at, row in enumerate(rows):
        issue, event_id = str(row["issue_id"]), str(row["event_id"])
        by_timex[issue, _number(beside[event_id]["timex_no"])].append(at)
        for actor in {_number(side["actor_no"]) for side in sides[event_id]}:
            by_actor[issue, actor].append(at)
    return _Links(by_timex, by_actor)


def _issue(row: Row, text: _Text, found: _Gathered, links: _Links) -> Content:
    """One issue: its text, its facts and the marks of its names, times and citations."""
    issue_id, spans = str(row["issue_id"]), _spans_of(text)
    return {
        "file": row["issue_file"],
        "title": row["headline"] or row["issue_file"],
        "volume": row["volume"],
        "number": row["issue_number"],
        "publication": row["publication"],
        "published": _iso(row["published_on"]),
        "reference": _iso(row["reference_date"]),
        "text": text.text,
        "citations": [spans(mark) for mark in found.citations],
        "names": [[*spans(mark), _number(mark["actor_no"])] for mark in found.mentions],
        "actors": {
            actor: links.by_actor[issue_id, actor]
            for actor in sorted({_number(mark["actor_no"]) for mark in found.mentions})
            if (issue_id, actor) in links.by_actor
        },
        "times": [
            [*spans(mark), links.by_timex.get((issue_id, number), []), _meaning(mark)]
            for number, mark in found.timexes.items()
        ],
    }


def _spans_of(text: _Text) -> Callable[[Row], list[int]]:
    return lambda mark: [text.unit(mark["span_start"]), text.unit(mark["span_end"])]


def _meaning(timex: Row) -> str:
    """What a time expression resolves to, in a line."""
    days = [str(day) for day in dict.fromkeys((timex["first_day"], timex["last_day"])) if day]
    parts: Iterable[str | None] = (
        f"{timex['timex_type']} {timex['timex_value']}",
        " to ".join(days) if days else None,
        f"counted from {timex['counted_from']}" if timex["counted_from"] else None,
        f"rule {timex['rule']}",
    )
    return " · ".join(part for part in parts if part)


def _run(run: Any) -> Content:  # noqa: ANN401  # load.Run, read by name
    names = (
        "run_id",
        "command",
        "extractor_version",
        "documents",
        "written",
        "replaced",
        "unchanged",
        "quarantined",
        "failed",
        "events",
        "problems",
        "exit_status",
    )
    facts = {name: getattr(run, name) for name in names}
    return {"started_at": f"{run.started_at:%Y-%m-%d %H:%M}", **facts}


def _problem(row: Row, where: dict[str, int]) -> Content:
    return {
        "issue": where.get(str(row["issue_id"])),
        "stage": row["stage"],
        "code": row["code"],
        "message": row["message"],
    }
