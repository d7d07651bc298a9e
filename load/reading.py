"""Reading `event_log` back through filters that mean the same on both databases."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, text

from extract.model import Status
from load.rows import JOIN
from load.tables import events
from load.views import event_log


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to read; what is None lets everything through."""

    since: date | None = None
    """Events whose days reach this day or a later one; an open end counts as reaching."""
    until: date | None = None
    """Events whose days begin on this day or an earlier one."""
    actor: str | None = None
    """Part of a name, on either side, in any case."""
    country: str | None = None
    """ISO 3166 alpha-3, on either side."""
    event_type: str | None = None
    """Type, in any case."""
    status: Status | None = None
    text: str | None = None
    """Words that stand in the sentence, all of them, in any case; found through the text index."""
    issue: str | None = None
    """issue_id, base name of the input, or "VOLUME/NUMBER"."""
    event_id: str | None = None
    """Beginning of the event's id."""
    limit: int | None = None


def query_for(asked: EventFilter, engine_name: str) -> Select[tuple[object, ...]]:
    """The query for a filter, in order of days; events of unknown day come last."""
    conditions = [
        *_days(asked.since, asked.until),
        *_words(asked.text, engine_name),
        *_sides(asked),
        *_issue(asked.issue),
    ]
    if asked.event_type:
        conditions.append(event_log.c.event_type == asked.event_type.upper())
    if asked.status:
        conditions.append(event_log.c.status == asked.status)
    if asked.event_id:
        conditions.append(event_log.c.event_id.startswith(asked.event_id, autoescape=True))
    day = func.coalesce(event_log.c.first_day, event_log.c.last_day)
    order = (day.is_(None), day, event_log.c.issue_id, event_log.c.trigger_start, event_log.c.event_id)
    return select(event_log).where(*conditions).order_by(*order).limit(asked.limit)


def _days(since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """Days that overlap; where nothing tells the day, only no filter lets it through."""
    first, last = event_log.c.first_day, event_log.c.last_day
    conditions: list[ColumnElement[bool]] = []
    if since:
        conditions.append(or_(last >= since, and_(last.is_(None), first.is_not(None))))
    if until:
        conditions.append(or_(first <= until, and_(first.is_(None), last.is_not(None))))
    return conditions


def _sides(asked: EventFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.actor:
        part = asked.actor.lower()
        names = (event_log.c.actor_name, event_log.c.recipient_name)
        conditions.append(or_(*(func.lower(name).contains(part, autoescape=True) for name in names)))
    if asked.country:
        code = asked.country.upper()
        countries = (event_log.c.actor_country, event_log.c.recipient_country)
        conditions.append(or_(*(_among(column, code) for column in countries)))
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
    if not words or not words.split():
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
