"""Writes issues: what the database holds, what to do about each, and the rows that follow.

The decision is a pure function of what stands in the database and what comes in, so two writers that come one
after the other, in whatever order, end in the same state.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter, methodcaller
from typing import Any, Literal

from sqlalchemy import (
    TIMESTAMP,
    Connection,
    Date,
    Table,
    TextClause,
    bindparam,
    delete,
    or_,
    select,
    text,
    update,
)

from extract.model import Extraction
from load.rows import Lineage, Row, Rows, Value, issue_rows, source_row
from load.tables import issue_sources, issues

Outcome = Literal["written", "unchanged", "replaced", "kept newer"]
"""What became of one document's issue."""

_RELEASE = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Standing:
    """One source that stands in the database, with its issue's version."""

    source_key: str
    issue_id: str
    source_uri: str
    issue_file: str
    document_digest: str
    extractor_version: str
    options_digest: str
    first_key: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about one issue."""

    outcome: Outcome
    write: bool = False
    """Write the issue's rows anew; those that stand go first."""
    add_source: bool = False
    """Only record where it was read, too."""
    leave: str | None = None
    """The issue that stood at the key and has no part in it any longer."""


def release(version: str) -> tuple[int, ...]:
    """The release in a version: only that can be earlier or later, digests behind it are merely different.

    >>> release("0.10.1+lexicon.3fa9") > release("0.9")
    True
    """
    found = _RELEASE.match(version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def decide(
    standing: Sequence[Standing], extraction: Extraction, lineage: Lineage, *, overwrite_newer: bool
) -> Plan:
    """What to do about an extraction.

    Args:
        standing: All sources of the issue, and of the issue that stands at its key.
        extraction: What comes in.
        lineage: How it came about.
        overwrite_newer: Whether an older extractor may replace what a newer one wrote.
    """
    key, issue_id = extraction.issue.source_key, extraction.issue.issue_id
    here = next((source for source in standing if source.source_key == key), None)
    same = [source for source in standing if source.issue_id == issue_id]
    ruling = here or next(iter(same), None)
    if ruling and not overwrite_newer and release(ruling.extractor_version) > release(extraction.version):
        return Plan("kept newer", add_source=here is None)
    if not same:
        return Plan("replaced" if here else "written", write=True, leave=here.issue_id if here else None)
    moved = here is not None and here.issue_id != issue_id
    leave = here.issue_id if here and moved else None
    if (same[0].extractor_version, same[0].options_digest) != (extraction.version, lineage.options_digest):
        return Plan("replaced", write=True, leave=leave)
    changed = here is None or moved or here.document_digest != lineage.document_digest
    return Plan(
        "replaced" if moved else "unchanged", write=key < same[0].first_key, add_source=changed, leave=leave
    )


def standing_for(connection: Connection, keys: Sequence[str], issue_ids: Sequence[str]) -> list[Standing]:
    """All sources of the issues named, and of those that stand at the keys."""
    at_keys = select(issue_sources.c.issue_id).where(issue_sources.c.source_key.in_(keys))
    query = (
        select(
            issue_sources,
            issues.c.extractor_version,
            issues.c.options_digest,
            issues.c.source_key.label("first_key"),
        )
        .join(issues, issues.c.issue_id == issue_sources.c.issue_id)
        .where(or_(issue_sources.c.issue_id.in_(issue_ids), issue_sources.c.issue_id.in_(at_keys)))
    )
    return [Standing(**row) for row in connection.execute(query).mappings()]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What must make way before issues are written."""

    issue_ids: tuple[str, ...]
    """Issues that go: to be written anew, or without a source left."""
    handed_over: tuple[tuple[str, Standing], ...]
    """Keys that leave an issue, each with the first source that the issue keeps."""


def leaving(plans: Sequence[tuple[Plan, Extraction]], standing: Sequence[Standing]) -> Leaving:
    """What must make way for issues of these plans."""
    there = {source.issue_id for source in standing}
    gone = {extraction.issue.issue_id for plan, extraction in plans if plan.write} & there
    handed_over = []
    for plan, extraction in plans:
        if plan.leave is None:
            continue
        key = extraction.issue.source_key
        others = [source for source in standing if source.issue_id == plan.leave and source.source_key != key]
        if others:
            handed_over.append((key, min(others, key=lambda source: source.source_key)))
        else:
            gone.add(plan.leave)
    return Leaving(tuple(sorted(gone)), tuple(handed_over))


def clear_way(connection: Connection, leaves: Leaving) -> None:
    """Let go what leaves."""
    for key, first in leaves.handed_over:
        connection.execute(delete(issue_sources).where(issue_sources.c.source_key == key))
        place = {
            "source_key": first.source_key,
            "source_uri": first.source_uri,
            "issue_file": first.issue_file,
        }
        connection.execute(update(issues).where(issues.c.issue_id == first.issue_id).values(place))
    if leaves.issue_ids:
        connection.execute(delete(issues).where(issues.c.issue_id.in_(leaves.issue_ids)))


def rows_for(plan: Plan, extraction: Extraction, lineage: Lineage, standing: Sequence[Standing]) -> Rows:
    """The rows to write; the other sources of a rewritten issue stay, the first key names it."""
    if not plan.write:
        return {"issue_sources": [source_row(extraction.issue, lineage)]} if plan.add_source else {}
    rows = issue_rows(extraction, lineage)
    own = rows["issue_sources"][0]
    others: list[Row] = [
        {name: getattr(source, name) for name in own}
        for source in standing
        if source.issue_id == extraction.issue.issue_id and source.source_key != own["source_key"]
    ]
    if others:
        rows["issue_sources"] = sorted([own, *others], key=lambda row: str(row["source_key"]))
        first = rows["issue_sources"][0]
        rows["issues"][0].update({name: first[name] for name in ("source_key", "source_uri", "issue_file")})
    return rows


def document_row(extraction: Extraction, lineage: Lineage, outcome: Outcome) -> Row:
    """The ledger's line for a document that gave an issue."""
    return {
        "run_id": lineage.run_id,
        "source_key": extraction.issue.source_key,
        "document_digest": lineage.document_digest,
        "issue_id": extraction.issue.issue_id,
        "outcome": outcome,
        "event_count": len(extraction.events),
        "problem_count": len(extraction.problems),
        "recorded_at": lineage.loaded_at,
    }


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, or replace those of the same key.

    SQLite's driver is given tuples: to bind dictionaries by type takes SQLAlchemy half as long as SQLite
    needs to write them.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_sqlite_upsert(table), _sqlite_rows(table, rows))
    else:
        connection.execute(upsert(table), rows)


@cache
def _sqlite_upsert(table: Table) -> str:
    """`upsert` with parameters by place."""
    columns, values = ", ".join(table.c.keys()), ", ".join("?" * len(table.c))
    return f"INSERT INTO {table.name} ({columns}) VALUES ({values}) {on_conflict(table)}"  # noqa: S608  # our names


def _sqlite_rows(table: Table, rows: Sequence[Row]) -> list[tuple[Value, ...]]:
    """The values in the order of the columns; days and moments as texts."""
    values_of, texts = itemgetter(*table.c.keys()), _sqlite_texts(table)
    if not texts:
        return [values_of(row) for row in rows]
    told = []
    for row in rows:
        values = list(values_of(row))
        for place, text_of in texts:
            if values[place] is not None:
                values[place] = text_of(values[place])
        told.append(tuple(values))
    return told


@cache
def _sqlite_texts(table: Table) -> tuple[tuple[int, Callable[[Any], str]], ...]:
    """Where days and moments stand, and what makes the texts of them that SQLAlchemy writes and reads."""
    return tuple(
        (place, str if isinstance(column.type, Date) else methodcaller("isoformat", " ", "microseconds"))
        for place, column in enumerate(table.c)
        if isinstance(column.type, Date | TIMESTAMP)
    )


@cache
def upsert(table: Table, **instead: str) -> TextClause:
    """An insert that replaces the row of the same key; one text for both databases, with typed parameters.

    `instead` gives the new value of a column that is not simply replaced, as SQL.

    SQLAlchemy's own upserts are compiled anew at each call, which costs more than the writing.
    """
    names = table.c.keys()
    columns, values = ", ".join(names), ", ".join(f":{name}" for name in names)
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({values}) {on_conflict(table, **instead)}"  # noqa: S608  # our names
    return text(statement).bindparams(*(bindparam(column.name, type_=column.type) for column in table.c))


def on_conflict(table: Table, **instead: str) -> str:
    """The clause of an insert that replaces the row of the same key."""
    keys = ", ".join(column.name for column in table.primary_key.columns)
    names = [column.name for column in table.c if not column.primary_key]
    rest = ", ".join(f"{name} = {instead.get(name, f'excluded.{name}')}" for name in names)
    return f"ON CONFLICT ({keys}) DO UPDATE SET {rest}"
