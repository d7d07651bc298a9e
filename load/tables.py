"""The tables of schema.sql in SQLAlchemy Core, read from schema.sql: names, types, nullability, keys.

Rules (CHECK), indexes and the meaning of columns stand in schema.sql alone; nothing is created from here.
"""

from typing import Any, Final

from sqlalchemy import (
    TIMESTAMP,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from load.relations import Relation, relations

KINDS: Final[dict[str, type[TypeEngine[Any]]]] = {
    "TEXT": Text,
    "INTEGER": Integer,
    "DOUBLE PRECISION": Double,
    "BOOLEAN": Boolean,
    "DATE": Date,
    "TIMESTAMP": TIMESTAMP,
}
"""SQLAlchemy's type for each SQL type that schema.sql uses."""

TABLES = MetaData()
"""All tables, parents before children."""


def _mirrored(relation: Relation) -> Table:
    columns = (
        Column(
            column.name,
            KINDS[column.kind],
            primary_key=column.name in relation.key,
            nullable=column.nullable,
        )
        for column in relation.columns
    )
    keys = (
        ForeignKeyConstraint(
            reference.columns,
            [f"{reference.table}.{column}" for column in reference.referred],
            ondelete="CASCADE" if reference.cascades else None,
        )
        for reference in relation.references
    )
    return Table(relation.name, TABLES, *columns, *keys)


for _relation in relations().values():
    if not _relation.is_view:
        _mirrored(_relation)

schema_version = TABLES.tables["schema_version"]
event_types = TABLES.tables["event_types"]
ingest_runs = TABLES.tables["ingest_runs"]
run_documents = TABLES.tables["run_documents"]
quarantine = TABLES.tables["quarantine"]
issues = TABLES.tables["issues"]
issue_sources = TABLES.tables["issue_sources"]
citations = TABLES.tables["citations"]
timexes = TABLES.tables["timexes"]
actor_mentions = TABLES.tables["actor_mentions"]
events = TABLES.tables["events"]
participants = TABLES.tables["participants"]
amounts = TABLES.tables["amounts"]
casualties = TABLES.tables["casualties"]
event_mentions = TABLES.tables["event_mentions"]
problems = TABLES.tables["problems"]
act_keys = TABLES.tables["act_keys"]
happening_events = TABLES.tables["happening_events"]

_GROUPED = frozenset({happening_events.name})
"""Hang on events, too, but say what several issues have in common: `load.happenings` writes them."""


def _hangs_on_an_issue(table: Table) -> bool:
    parents = {key.referred_table for key in table.foreign_key_constraints if key.ondelete}
    return table is issues or any(_hangs_on_an_issue(parent) for parent in parents)


ISSUE_TABLES: Final = tuple(
    table for name, table in TABLES.tables.items() if name not in _GROUPED and _hangs_on_an_issue(table)
)
"""The tables that hold one issue, parents before children: the order to write them in."""
