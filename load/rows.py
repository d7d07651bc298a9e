"""From an `Extraction` to rows, purely: what is written, and what `dateline extract` prints.

A row is a dictionary with exactly the columns of its table in `load.tables`; numbers count from 1. Columns
that a record has under the same name are taken from it by that name: only what is called or counted
otherwise is written here.
"""

import hashlib
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from extract.model import (
    Actor,
    ActorMention,
    ActorRole,
    Citation,
    Event,
    Extraction,
    Issue,
    Passage,
    Problem,
    Side,
    Span,
    Timex,
)
from load.acts import act_keys_of
from load.tables import TABLES
from load.views import EVENT_COLUMNS

Value = str | int | float | bool | date | datetime | None
Row = dict[str, Value]
Rows = dict[str, list[Row]]
"""Rows by the name of their table."""

Record = TypeVar("Record")

JOIN = "; "
"""Stands between joined names, countries, sectors and rules."""

_USERINFO = re.compile(r"(?P<scheme>[A-Za-z][\w+.-]*://)[^/\s@]*@")
_SECRET = re.compile(
    r"(?P<name>(?:password|passwd|pwd|token|secret|signature|sig|key)=)[^&\s]+", re.IGNORECASE
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Lineage:
    """What an issue's rows say of how they came about."""

    run_id: str
    options_digest: str
    document_digest: str
    loaded_at: datetime
    """UTC, without zone, whole seconds."""


def digest_of(content: str | bytes) -> str:
    """The digest that names a document's content: 32 hexadecimal digits.

    >>> digest_of("July 13") == digest_of(b"July 13")
    True
    """
    octets = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(octets).hexdigest()[:32]


def without_secrets(text: str) -> str:
    """An address or a command line as it may be stored and shown.

    >>> without_secrets("s3://anna:secret@host/path?token=abc&day=1")
    's3://host/path?token=***&day=1'
    """
    return _SECRET.sub(r"\g<name>***", _USERINFO.sub(r"\g<scheme>", text))


def storable(text: str) -> str:
    r"""`text` with U+FFFD for what no database stores (NUL, lone surrogates); offsets stay.

    >>> storable("a\x00b")
    'a\ufffdb'
    """
    return _UNSTORABLE.sub("\ufffd", text) if _UNSTORABLE.search(text) else text


def utc(moment: datetime) -> datetime:
    """A moment as it is stored: UTC, without zone, whole seconds. One without zone counts as UTC.

    >>> from datetime import timedelta, timezone
    >>> utc(datetime(2026, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=1))))
    datetime.datetime(2026, 1, 1, 8, 0)
    """
    moved = moment.astimezone(UTC) if moment.tzinfo else moment
    return moved.replace(tzinfo=None, microsecond=0)


def issue_rows(extraction: Extraction, lineage: Lineage) -> Rows:
    """All rows of one issue, by table, parents before children.

    Args:
        extraction: What the issue gave.
        lineage: Run, options, document and time.

    Returns:
        For each of `load.tables.ISSUE_TABLES` its rows, none where there are none.
    """
    issue = extraction.issue
    rows: Rows = {
        "issues": [_issue(extraction, lineage)],
        "issue_sources": [source_row(issue, lineage)],
        "citations": _numbered(issue, issue.citations, "citation_no", _citation),
        "citation_sources": [
            row
            for no, citation in enumerate(issue.citations, 1)
            for row in _citation_sources(issue, no, citation)
        ],
        "passages": _numbered(issue, issue.passages, "passage_no", _passage),
        "timexes": _numbered(issue, extraction.timexes, "timex_no", _timex),
        "actors": _numbered(issue, extraction.actors, "actor_no", _actor),
        "actor_mentions": _numbered(issue, extraction.mentions, "mention_no", _actor_mention),
        "actor_roles": _numbered(issue, extraction.roles, "role_no", _actor_role),
        "events": [_event(event, issue) for event in extraction.events],
        "participants": [row for event in extraction.events for row in _participants(event)],
        "amounts": [row for event in extraction.events for row in _amounts(event)],
        "casualties": [row for event in extraction.events for row in _casualties(event)],
        "act_keys": [row for event in extraction.events for row in _act_keys(event)],
        "event_mentions": [row for event in extraction.events for row in _event_mentions(event)],
        "problems": _numbered(issue, extraction.problems, "problem_no", _problem),
    }
    return (
        rows
        if _is_storable(issue)
        else {table: [_clean(row) for row in told] for table, told in rows.items()}
    )


def event_rows(extraction: Extraction) -> list[Row]:
    """The events as `event_log` will show them, without lineage: the rows of `dateline extract`.

    Returns:
        One dictionary an event, keys in the order of `load.views.EVENT_COLUMNS`.
    """
    issue = extraction.issue
    shared = _issue_facts(issue)
    told = []
    for event in extraction.events:
        passage = issue.passages[event.passage]
        cited = _UNCITED if passage.citation is None else _citation(issue, issue.citations[passage.citation])
        money = next(iter(_amounts(event)), _NO_MONEY)
        row = shared | _section_day(passage) | cited | money | _event(event, issue)
        row["reported_by"] = row["reported_by"] or None
        told.append({name: row[name] for name in EVENT_COLUMNS})
    return told


@cache
def _shared(record: Hashable, table: str) -> tuple[tuple[str, Callable[[Any], Value]], ...]:
    """The columns of a table that a record has under the same name, each with what reads it."""
    columns = TABLES.tables[table].c
    return tuple(
        (field.name, attrgetter(field.name)) for field in fields(cast("Any", record)) if field.name in columns
    )


def _named(record: Any, table: str) -> Row:  # noqa: ANN401  # any of the records
    """What a record gives a row of the table under the columns' own names."""
    return {name: read(record) for name, read in _shared(cast("Hashable", type(record)), table)}


def source_row(issue: Issue, lineage: Lineage) -> Row:
    """The row of `issue_sources`: where the issue was read."""
    return {
        "source_key": storable(issue.source_key),
        "issue_id": issue.issue_id,
        "source_uri": storable(without_secrets(issue.source_uri)),
        "issue_file": storable(issue.issue_file),
        "document_digest": lineage.document_digest,
    }


_UNCITED: Row = {"dateline": None, "reported_by": None}
_NO_MONEY: Row = {"amount": None, "amount_high": None, "currency": None}


def _is_storable(issue: Issue) -> bool:
    """Whether no text of the issue needs cleaning; names and words are all taken from these."""
    return not any(
        _UNSTORABLE.search(words)
        for words in (issue.text, issue.source_key, issue.source_uri, issue.headline or "")
    )


def _clean(row: Row) -> Row:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _numbered(
    issue: Issue, records: tuple[Record, ...], number: str, row_of: Callable[[Issue, Record], Row]
) -> list[Row]:
    """One row a record, under the issue and numbered from 1."""
    return [
        {"issue_id": issue.issue_id, number: no, **row_of(issue, record)}
        for no, record in enumerate(records, 1)
    ]


def _ends(span: Span | None) -> Row:
    if span is None:
        return {"span_start": None, "span_end": None}
    return {"span_start": span.start, "span_end": span.end}


def _joined(names: tuple[str, ...]) -> str:
    return JOIN.join(names)


def _issue_facts(issue: Issue) -> Row:
    return _named(issue, "issues") | {"issue_number": issue.number, "reference_date": issue.reference_day}


def _issue(extraction: Extraction, lineage: Lineage) -> Row:
    issue = extraction.issue
    return _issue_facts(issue) | {
        "source_uri": without_secrets(issue.source_uri),
        "extractor_version": extraction.version,
        "options_digest": lineage.options_digest,
        "run_id": lineage.run_id,
        "loaded_at": lineage.loaded_at,
    }


def _section_day(passage: Passage) -> Row:
    """What "today" means under a dated heading, in the place of the issue's."""
    if passage.reference_day is None:
        return {}
    return {"reference_date": passage.reference_day, "reference_basis": "stated"}


def _citation(_issue: Issue, citation: Citation) -> Row:
    return _ends(citation.span) | {"dateline": citation.last_day, "reported_by": _joined(citation.names)}


def _citation_sources(issue: Issue, citation_no: int, citation: Citation) -> list[Row]:
    return [
        {
            **_named(source, "citation_sources"),
            "issue_id": issue.issue_id,
            "citation_no": citation_no,
            "source_no": no,
        }
        for no, source in enumerate(citation.sources, 1)
    ]


def _passage(issue: Issue, passage: Passage) -> Row:
    return _ends(passage.span) | {
        "citation_no": None if passage.citation is None else passage.citation + 1,
        "headline": None if passage.headline is None else " ".join(passage.headline.of(issue.text).split()),
        "reference_date": passage.reference_day,
    }


def _timex(issue: Issue, timex: Timex) -> Row:
    return {
        **_named(timex, "timexes"),
        **_ends(timex.span),
        "text": timex.span.of(issue.text),
        "timex_type": timex.type,
        "timex_value": timex.value,
        "date_precision": timex.precision,
    }


def _actor(_issue: Issue, actor: Actor) -> Row:
    return _named(actor, "actors")


def _actor_mention(_issue: Issue, mention: ActorMention) -> Row:
    return {**_ends(mention.span), "actor_no": mention.actor + 1}


def _actor_role(_issue: Issue, role: ActorRole) -> Row:
    return {
        **_named(role, "actor_roles"),
        **_ends(role.span),
        "actor_no": role.actor + 1,
        "said_of": role.day,
    }


def _problem(_issue: Issue, problem: Problem) -> Row:
    return {**_named(problem, "problems"), **_ends(problem.span)}


def _citation_no(event: Event, issue: Issue) -> int | None:
    citation = issue.passages[event.passage].citation
    return None if citation is None else citation + 1


def _event(event: Event, issue: Issue) -> Row:
    return {
        **_named(event, "events"),
        "issue_id": issue.issue_id,
        "passage_no": event.passage + 1,
        "citation_no": _citation_no(event, issue),
        "timex_no": None if event.timex is None else event.timex + 1,
        "sentence": event.sentence.of(issue.text),
        "sentence_start": event.sentence.start,
        "trigger": event.trigger.of(issue.text),
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        **_side(event, "actor"),
        **_side(event, "recipient"),
        "confidence": float(event.confidence),
        "rule": _joined(event.rules),
    }


_SIDES: dict[Side, tuple[str, str, str]] = {
    "actor": ("actor_name", "actor_country", "actor_sector"),
    "recipient": ("recipient_name", "recipient_country", "recipient_sector"),
}
"""The columns of each side."""


def _side(event: Event, side: Side) -> Row:
    """One side's names, countries and sectors, joined in one order; null where there is nothing to join."""
    name, country, sector = _SIDES[side]
    there = [taking for taking in event.participants if taking.side == side]
    return {
        name: JOIN.join([taking.name for taking in there]) or None,
        country: JOIN.join([taking.country or "" for taking in there]) or None,
        sector: JOIN.join([taking.sector or "" for taking in there]) or None,
    }


def _participants(event: Event) -> list[Row]:
    identities = {side: iter((getattr(event, f"{side}_id") or "").split(JOIN)) for side in _SIDES}
    return [
        {
            **_named(taking, "participants"),
            **_ends(taking.span),
            "event_id": event.event_id,
            "participant_no": no,
            "identity": next(identities[taking.side], "") or None,
            "actor_no": None if taking.actor is None else taking.actor + 1,
        }
        for no, taking in enumerate(event.participants, 1)
    ]


def _amounts(event: Event) -> list[Row]:
    money = event.amount
    if money is None:
        return []
    return [
        {
            **_ends(money.span),
            "event_id": event.event_id,
            "amount": float(money.low),
            "amount_high": None if money.high is None else float(money.high),
            "currency": money.currency,
            "status": event.status,
            "actor_country": _side(event, "actor")["actor_country"],
            "recipient_country": _side(event, "recipient")["recipient_country"],
        }
    ]


def _casualties(event: Event) -> list[Row]:
    return [
        {
            **_named(casualty, "casualties"),
            **_ends(casualty.span),
            "event_id": event.event_id,
            "casualty_no": no,
        }
        for no, casualty in enumerate(event.casualties, 1)
    ]


def _act_keys(event: Event) -> list[Row]:
    first, last = event.first_day, event.last_day
    keys = act_keys_of(event.event_type, event.actor_id, event.recipient_id, first, last)
    return [
        {
            "event_id": event.event_id,
            "act_key": key,
            "first_no": first.toordinal(),
            "last_no": last.toordinal(),
        }
        for key in keys
        if first is not None and last is not None
    ]


def _event_mentions(event: Event) -> list[Row]:
    return [
        {**_ends(span), "event_id": event.event_id, "mention_no": no}
        for no, span in enumerate(event.mentions, 1)
    ]
