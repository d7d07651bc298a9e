"""Reading `event_log` back through filters that mean the same on both databases.

What a period means, here and everywhere else: the events whose days touch it. An event from 28 August to 2
September belongs to both months. Of an event with an open end ("from Monday on") only the day that is known
counts, unless `open_ended` asks for more. In SQL, with :since and :until as the period's ends:

    COALESCE(first_day, last_day) <= :until AND COALESCE(last_day, first_day) >= :since
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, text

from extract.model import Status
from load.rows import JOIN
from load.tables import events
from load.views import event_log, main_events

Order = Literal["days", "newest", "confidence"]
"""`days`: by first day, unknown days last; `newest`: the newest issue first, then in the order of its text;
`confidence`: the surest first."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to read; None means any."""

    since: date | None = None
    """The period's first day: events whose days touch it or a later one."""
    until: date | None = None
    """The period's last day: events whose days touch it or an earlier one."""
    open_ended: bool = False
    """Whether an open end reaches all days beyond it; else only the end that is known counts."""
    actor: str | None = None
    """Part of a name, on either side, in any case."""
    country: str | tuple[str, ...] | None = None
    """ISO 3166 alpha-3, on either side; of several, any."""
    event_type: str | tuple[str, ...] | None = None
    """Type, in any case; of several, any."""
    status: Status | tuple[Status, ...] | None = None
    """Status; of several, any."""
    text: str | None = None
    """Words that stand in the sentence, all of them, in any case; found through the text index."""
    issue: str | None = None
    """issue_id, base name of the input, or "VOLUME/NUMBER"."""
    event_id: str | None = None
    """Beginning of the event's id."""
    min_confidence: float | None = None
    """The least confidence, 0 to 1."""
    main: bool = False
    """Only the first event of each sentence, as `main_events` has it."""
    sort: Order = "days"
    limit: int | None = None


def query_for(asked: EventFilter, engine_name: str) -> Select[tuple[object, ...]]:
    """The query for a filter, in the order that it asks for."""
    conditions = [
        *_days(asked),
        *_words(asked.text, engine_name),
        *_sides(asked),
        *_issue(asked.issue),
        *_columns(asked),
    ]
    return select(event_log).where(*conditions).order_by(*order_of(asked.sort)).limit(asked.limit)


def order_of(sort: Order) -> tuple[ColumnElement[Any], ...]:
    """What rows of `event_log` are ordered by; the same at every asking."""
    day = func.coalesce(event_log.c.first_day, event_log.c.last_day)
    days = (day.is_(None), day)
    place = (event_log.c.issue_id, event_log.c.trigger_start, event_log.c.event_id)
    published = event_log.c.published_on
    return {
        "days": (*days, *place),
        "newest": (published.is_(None), published.desc(), *place),
        "confidence": (event_log.c.confidence.desc(), *days, *place),
    }[sort]


def _days(asked: EventFilter) -> list[ColumnElement[bool]]:
    """Days that touch the period; where nothing tells the day, only no filter lets it through."""
    first, last = event_log.c.first_day, event_log.c.last_day
    conditions: list[ColumnElement[bool]] = []
    if asked.since:
        reaches = func.coalesce(last, first) >= asked.since
        conditions.append(_or_open(reaches, last, first) if asked.open_ended else reaches)
    if asked.until:
        begins = func.coalesce(first, last) <= asked.until
        conditions.append(_or_open(begins, first, last) if asked.open_ended else begins)
    return conditions


def _or_open(
    touches: ColumnElement[bool], end: ColumnElement[object], known: ColumnElement[object]
) -> ColumnElement[bool]:
    """Days that touch, or whose end on that side is open."""
    return or_(touches, and_(end.is_(None), known.is_not(None)))


def _columns(asked: EventFilter) -> list[ColumnElement[bool]]:
    """Conditions on single columns."""
    conditions: list[ColumnElement[bool]] = []
    if types := several(asked.event_type):
        conditions.append(event_log.c.event_type.in_([one.upper() for one in types]))
    if statuses := several(asked.status):
        conditions.append(event_log.c.status.in_(statuses))
    if asked.event_id:
        conditions.append(event_log.c.event_id.startswith(asked.event_id, autoescape=True))
    if asked.min_confidence is not None:
        conditions.append(event_log.c.confidence >= asked.min_confidence)
    if asked.main:
        conditions.append(event_log.c.event_id.in_(select(main_events.c.event_id)))
    return conditions


def several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """One value, several or none, as a tuple.

    >>> several("AID"), several(("AID", "CONSULT")), several(None)
    (('AID',), ('AID', 'CONSULT'), ())
    """
    if not value:
        return ()
    return (value,) if isinstance(value, str) else value


def _sides(asked: EventFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.actor:
        part = asked.actor.lower()
        names = (event_log.c.actor_name, event_log.c.recipient_name)
        conditions.append(or_(*(func.lower(name).contains(part, autoescape=True) for name in names)))
    if codes := several(asked.country):
        columns = (event_log.c.actor_country, event_log.c.recipient_country)
        conditions.append(or_(*(_among(column, code.upper()) for column in columns for code in codes)))
    return conditions


def _among(column: ColumnElement[object], code: str) -> ColumnElement[bool]:
    """Whether a code is one of those joined in a column."""
    return (JOIN + column + JOIN).contains(f"{JOIN}{code}{JOIN}", autoescape=True)


def _issue(issue: str | None) -> list[ColumnElement[bool]]:
    if not issue:
        return []
    volume, _, number = issue.partition("/")
    named = or_(event_log.c.issue_id == issue, event_log.c.issue_file == issue)
    if volume.isdigit() and number.isdigit():
        of_number = and_(event_log.c.volume == int(volume), event_log.c.issue_number == int(number))
        return [or_(named, of_number)]
    return [named]


def _words(words: str | None, engine_name: str) -> list[ColumnElement[bool]]:
    """Sentences that hold all the words, by the engine's own index."""
    words = (words or "").replace("\0", " ")  # which neither database takes within words
    if not words.split():
        return []
    if engine_name == "postgresql":
        vector = func.to_tsvector(literal_column("'simple'::regconfig"), events.c.sentence)
        asked = func.plainto_tsquery(literal_column("'simple'::regconfig"), words)
        found = select(events.c.event_id).where(vector.bool_op("@@")(asked))
    else:
        phrases = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        rows = text("SELECT rowid FROM sentence_words WHERE sentence_words MATCH :phrases").bindparams(
            phrases=phrases
        )
        found = select(events.c.event_id).where(
            literal_column("events.rowid").in_(rows.columns(literal_column("rowid")))
        )
    return [event_log.c.event_id.in_(found)]
