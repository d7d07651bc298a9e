"""The mirror of schema.sql in SQLAlchemy Core: names, types, nullability and keys; a test compares them.

Rules (CHECK), indexes and the meaning of columns stand in schema.sql alone; nothing is created from here.
"""

from typing import Any

from sqlalchemy import (
    TIMESTAMP,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

TABLES = MetaData()
"""All tables, parents before children."""

_Type = type[TypeEngine[Any]]


def _key(name: str, kind: _Type = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True, nullable=False)


def _must(name: str, kind: _Type = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _may(name: str, kind: _Type = Text) -> Column[Any]:
    return Column(name, kind, nullable=True)


def _issue_key() -> Column[Any]:
    cascade = ForeignKey("issues.issue_id", ondelete="CASCADE")
    return Column("issue_id", Text, cascade, primary_key=True, nullable=False)


def _event_key() -> Column[Any]:
    cascade = ForeignKey("events.event_id", ondelete="CASCADE")
    return Column("event_id", Text, cascade, primary_key=True, nullable=False)


def _part_of(parent: str, *columns: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(columns, [f"{parent}.{column}" for column in columns], ondelete="CASCADE")


schema_version = Table("schema_version", TABLES, _key("version", Integer), _must("application"))

event_types = Table(
    "event_types",
    TABLES,
    _key("event_type"),
    _may("quad_class", Integer),
    _must("plover", Boolean),
    _must("meaning"),
)

ingest_runs = Table(
    "ingest_runs",
    TABLES,
    _key("run_id"),
    _must("command"),
    _must("extractor_version"),
    _must("options_digest"),
    _must("options"),
    _must("started_at", TIMESTAMP),
    _may("finished_at", TIMESTAMP),
    _may("exit_status", Integer),
)

run_documents = Table(
    "run_documents",
    TABLES,
    Column(
        "run_id", Text, ForeignKey("ingest_runs.run_id", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    _key("source_key"),
    _must("document_digest"),
    _may("issue_id"),
    _must("outcome"),
    _must("event_count", Integer),
    _must("problem_count", Integer),
    _must("recorded_at", TIMESTAMP),
)

quarantine = Table(
    "quarantine",
    TABLES,
    _key("quarantine_id"),
    _must("source_key"),
    _must("source_uri"),
    _must("document_digest"),
    _must("run_id"),
    _must("stage"),
    _must("reason"),
    _must("message"),
    _may("span_start", Integer),
    _may("span_end", Integer),
    _may("content"),
    _must("attempts", Integer),
    _must("quarantined_at", TIMESTAMP),
)

issues = Table(
    "issues",
    TABLES,
    _key("issue_id"),
    _must("text"),
    _must("source_key"),
    _must("source_uri"),
    _must("issue_file"),
    _may("publication"),
    _may("volume", Integer),
    _may("issue_number", Integer),
    _may("headline"),
    _may("published_on", Date),
    _may("published_basis"),
    _may("reference_date", Date),
    _may("reference_basis"),
    _must("today_is"),
    _must("extractor_version"),
    _must("options_digest"),
    _must("run_id"),
    _must("loaded_at", TIMESTAMP),
)

issue_sources = Table(
    "issue_sources",
    TABLES,
    _key("source_key"),
    Column("issue_id", Text, ForeignKey("issues.issue_id", ondelete="CASCADE"), nullable=False),
    _must("source_uri"),
    _must("issue_file"),
    _must("document_digest"),
)

citations = Table(
    "citations",
    TABLES,
    _issue_key(),
    _key("citation_no", Integer),
    _must("span_start", Integer),
    _must("span_end", Integer),
    _may("dateline", Date),
    _must("reported_by"),
)

citation_sources = Table(
    "citation_sources",
    TABLES,
    _key("issue_id"),
    _key("citation_no", Integer),
    _key("source_no", Integer),
    _must("name"),
    _may("first_day", Date),
    _may("last_day", Date),
    _part_of("citations", "issue_id", "citation_no"),
)

passages = Table(
    "passages",
    TABLES,
    _issue_key(),
    _key("passage_no", Integer),
    _must("span_start", Integer),
    _must("span_end", Integer),
    _may("citation_no", Integer),
    _may("headline"),
    _part_of("citations", "issue_id", "citation_no"),
)

timexes = Table(
    "timexes",
    TABLES,
    _issue_key(),
    _key("timex_no", Integer),
    _must("span_start", Integer),
    _must("span_end", Integer),
    _must("text"),
    _must("timex_type"),
    _must("timex_value"),
    _may("first_day", Date),
    _may("last_day", Date),
    _may("date_precision"),
    _must("basis"),
    _may("counted_from", Date),
    _must("rule"),
)

actors = Table(
    "actors",
    TABLES,
    _issue_key(),
    _key("actor_no", Integer),
    _must("name"),
    _must("kind"),
    _may("country"),
    _may("sector"),
)

actor_mentions = Table(
    "actor_mentions",
    TABLES,
    _key("issue_id"),
    _key("mention_no", Integer),
    _must("actor_no", Integer),
    _must("span_start", Integer),
    _must("span_end", Integer),
    _part_of("actors", "issue_id", "actor_no"),
)

actor_roles = Table(
    "actor_roles",
    TABLES,
    _key("issue_id"),
    _key("role_no", Integer),
    _must("actor_no", Integer),
    _must("role"),
    _may("country"),
    _may("said_of", Date),
    _must("tenure"),
    _must("span_start", Integer),
    _must("span_end", Integer),
    _part_of("actors", "issue_id", "actor_no"),
)

events = Table(
    "events",
    TABLES,
    _key("event_id"),
    _must("issue_id"),
    _must("passage_no", Integer),
    _may("citation_no", Integer),
    _may("timex_no", Integer),
    _must("sentence"),
    _must("sentence_no", Integer),
    _must("sentence_start", Integer),
    _must("trigger"),
    _must("trigger_start", Integer),
    _must("trigger_end", Integer),
    Column("event_type", Text, ForeignKey("event_types.event_type"), nullable=False),
    _may("event_mode"),
    _may("cameo_code"),
    _may("quad_class", Integer),
    _must("status"),
    _must("hedged", Boolean),
    _may("date_text"),
    _may("first_day", Date),
    _may("last_day", Date),
    _may("date_precision"),
    _may("date_basis"),
    _may("actor_name"),
    _may("actor_country"),
    _may("actor_sector"),
    _may("recipient_name"),
    _may("recipient_country"),
    _may("recipient_sector"),
    _may("place_name"),
    _may("place_country"),
    _may("speaker"),
    _must("confidence", Double),
    _must("rule"),
    _part_of("passages", "issue_id", "passage_no"),
)

participants = Table(
    "participants",
    TABLES,
    _event_key(),
    _key("participant_no", Integer),
    _must("side"),
    _must("name"),
    _may("country"),
    _may("sector"),
    _may("actor_no", Integer),
    _may("span_start", Integer),
    _may("span_end", Integer),
)

amounts = Table(
    "amounts",
    TABLES,
    _event_key(),
    _must("amount", Double),
    _may("amount_high", Double),
    _must("currency"),
    _must("status"),
    _may("actor_country"),
    _may("recipient_country"),
    _must("span_start", Integer),
    _must("span_end", Integer),
)

event_mentions = Table(
    "event_mentions",
    TABLES,
    _event_key(),
    _key("mention_no", Integer),
    _must("span_start", Integer),
    _must("span_end", Integer),
)

problems = Table(
    "problems",
    TABLES,
    _issue_key(),
    _key("problem_no", Integer),
    _must("stage"),
    _must("code"),
    _must("message"),
    _may("span_start", Integer),
    _may("span_end", Integer),
)

ISSUE_TABLES = (
    issues,
    issue_sources,
    citations,
    citation_sources,
    passages,
    timexes,
    actors,
    actor_mentions,
    actor_roles,
    events,
    participants,
    amounts,
    event_mentions,
    problems,
)
"""The tables that hold one issue, parents before children: the order to write them in."""
