"""The mirror of schema.sql's views, with the types a client sees; a test compares them."""

from typing import Any

from sqlalchemy import Column, Date, Double, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from load.tables import amounts, citations, events, ingest_runs, issues

VIEWS = MetaData()
"""All views."""

_EVENT_LOG: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (events, ("event_id", "issue_id")),
    (
        issues,
        (
            "issue_file",
            "publication",
            "volume",
            "issue_number",
            "headline",
            "published_on",
            "published_basis",
        ),
    ),
    (citations, ("dateline",)),
    (issues, ("reference_date", "reference_basis")),
    (
        events,
        ("sentence", "sentence_no", "trigger", "trigger_start", "trigger_end", "event_type", "event_mode"),
    ),
    (events, ("cameo_code", "quad_class", "status", "hedged", "date_text", "first_day", "last_day")),
    (
        events,
        ("date_precision", "date_basis", "actor_name", "actor_country", "actor_sector", "recipient_name"),
    ),
    (events, ("recipient_country", "recipient_sector", "place_name", "place_country")),
    (amounts, ("amount", "amount_high", "currency")),
    (events, ("speaker",)),
    (citations, ("reported_by",)),
    (events, ("confidence", "rule")),
    (issues, ("source_uri", "extractor_version", "run_id", "loaded_at")),
)


def _event_log_columns() -> list[Column[Any]]:
    return [Column(name, table.c[name].type) for table, names in _EVENT_LOG for name in names]


def _shows(name: str, kind: type[TypeEngine[Any]] = Text) -> Column[Any]:
    return Column(name, kind)


event_log = Table("event_log", VIEWS, *_event_log_columns())
agenda = Table("agenda", VIEWS, *_event_log_columns())

EVENT_COLUMNS: tuple[str, ...] = tuple(name for _, names in _EVENT_LOG[:-1] for name in names)
"""The columns of an event without its lineage: what `dateline extract` prints."""

reports = Table(
    "reports",
    VIEWS,
    _shows("source_name"),
    _shows("cited_from", Date),
    _shows("cited_to", Date),
    _shows("event_id"),
)

offices = Table(
    "offices",
    VIEWS,
    _shows("actor_name"),
    _shows("role"),
    _shows("country"),
    _shows("said_of", Date),
    _shows("tenure"),
    _shows("issue_id"),
)

RUN_COUNTS = (
    "documents",
    "written",
    "replaced",
    "unchanged",
    "kept_newer",
    "quarantined",
    "failed",
    "events",
    "problems",
)

runs = Table(
    "runs",
    VIEWS,
    *(Column(column.name, column.type) for column in ingest_runs.c),
    *(_shows(name, Integer) for name in RUN_COUNTS),
)

gdelt_events = Table(
    "gdelt_events",
    VIEWS,
    _shows("GLOBALEVENTID"),
    _shows("SQLDATE", Integer),
    _shows("MonthYear", Integer),
    _shows("Year", Integer),
    _shows("FractionDate", Double),
    _shows("Actor1Code"),
    _shows("Actor1Name"),
    _shows("Actor1CountryCode"),
    _shows("Actor1Type1Code"),
    _shows("Actor2Code"),
    _shows("Actor2Name"),
    _shows("Actor2CountryCode"),
    _shows("Actor2Type1Code"),
    _shows("IsRootEvent", Integer),
    _shows("EventCode"),
    _shows("EventBaseCode"),
    _shows("EventRootCode"),
    _shows("QuadClass", Integer),
    _shows("GoldsteinScale", Double),
    _shows("NumMentions", Integer),
    _shows("NumSources", Integer),
    _shows("NumArticles", Integer),
    _shows("AvgTone", Double),
    _shows("ActionGeo_FullName"),
    _shows("ActionGeo_CountryCode"),
    _shows("DATEADDED", Integer),
    _shows("SOURCEURL"),
)

polecat_events = Table(
    "polecat_events",
    VIEWS,
    _shows("Event ID"),
    _shows("Event Date", Date),
    _shows("Event Type"),
    _shows("Event Mode"),
    _shows("Intensity", Double),
    _shows("Quad Code"),
    _shows("Contexts"),
    _shows("Actor Name"),
    _shows("Actor Country"),
    _shows("Actor Sectors"),
    _shows("Recipient Name"),
    _shows("Recipient Country"),
    _shows("Recipient Sectors"),
    _shows("Placename"),
    _shows("Country"),
    _shows("Source"),
    _shows("Publication Date", Date),
    _shows("Headline"),
    _shows("Event Text"),
    _shows("Version"),
)
