"""Writing issues in one transaction: COPY and upsert on PostgreSQL, multi-row upserts on SQLite."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exc, func, or_, select, text

from extract.model import Extraction
from load.happenings import alone, keys_of_issues, regroup, touched_by
from load.ledger import release_mended
from load.rows import Lineage, Row, Rows
from load.tables import (
    ISSUE_TABLES,
    act_keys,
    events,
    happening_events,
    issue_sources,
    issues,
    run_documents,
)
from load.writing import (
    Leaving,
    Outcome,
    Plan,
    Standing,
    clear_way,
    decide,
    document_row,
    leaving,
    on_conflict,
    put,
    rows_for,
    standing_for,
)

Told = Sequence[tuple[Extraction, Lineage]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which issues to delete: those that meet every condition given; at least one must be given."""

    issue: str | None = None
    """issue_id, base name of the input, or "VOLUME/NUMBER"."""
    publication: str | None = None
    source: str | None = None
    """Address or key of a source, or the beginning of one: a folder, an archive."""

    def __post_init__(self) -> None:
        """Refuse a scope that would delete everything."""
        if not (self.issue or self.publication or self.source):
            message = "say which issues to delete: by issue, publication or source"
            raise ValueError(message)


def delete_issues(connection: Connection, asked: Scope) -> int:
    """Delete issues with all their rows, and regroup the acts they reported. Returns how many there were."""
    ids = [row.issue_id for row in connection.execute(_chosen(asked))]
    gone = keys_of_issues(connection, ids)
    clear_way(connection, Leaving(tuple(ids), ()))
    _write_rows(connection, happening_events, regroup(connection, touched_by(gone)))
    return len(ids)


def _chosen(asked: Scope) -> Select[tuple[str]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.issue:
        volume, _, number = asked.issue.partition("/")
        named = or_(issues.c.issue_id == asked.issue, issues.c.issue_file == asked.issue)
        if volume.isdigit() and number.isdigit():
            named = or_(named, and_(issues.c.volume == int(volume), issues.c.issue_number == int(number)))
        conditions.append(named)
    if asked.publication:
        conditions.append(func.lower(issues.c.publication) == asked.publication.lower())
    if asked.source:
        columns = (issue_sources.c.source_uri, issue_sources.c.source_key)
        at = select(issue_sources.c.issue_id).where(
            or_(*(_is_below(column, asked.source) for column in columns))
        )
        conditions.append(issues.c.issue_id.in_(at))
    return select(issues.c.issue_id).where(*conditions).order_by(issues.c.issue_id)


def _is_below(column: ColumnElement[str], source: str) -> ColumnElement[bool]:
    """Whether a source is the one named, or is in that folder or archive."""
    folder = source.rstrip("/")
    return or_(
        column == source,
        column.startswith(f"{folder}/", autoescape=True),
        column.startswith(f"{folder}!", autoescape=True),
    )


def write_batch(
    connection: Connection, told: Told, *, overwrite_newer: bool = False, again: bool = False
) -> list[Outcome]:
    """Write issues within the caller's transaction; no key and no text may stand twice among them.

    Args:
        connection: In a transaction, with the lock for writing.
        told: The extractions and how each came about.
        overwrite_newer: Let an older extractor replace what a newer one wrote.
        again: Whether this was tried before: a commit whose answer was lost is then told as it was.

    Returns:
        What became of each, in order.
    """
    if again and (before := _recorded(connection, told)):
        return before
    read = [extraction.issue for extraction, _ in told]
    standing = standing_for(
        connection, [issue.source_key for issue in read], [issue.issue_id for issue in read]
    )
    plans, rows = _planned(told, standing, overwrite_newer=overwrite_newer)
    leaves = leaving(plans, standing)
    gone = keys_of_issues(connection, leaves.issue_ids)
    clear_way(connection, leaves)
    for table in (*ISSUE_TABLES, run_documents):
        _write_rows(connection, table, rows[table.name])
    keyed = rows[act_keys.name]
    grouped = [*alone(rows[events.name], keyed), *regroup(connection, touched_by([*gone, *keyed]))]
    _write_rows(connection, happening_events, grouped)
    release_mended(connection, [issue.source_key for issue in read])
    return [plan.outcome for plan, _ in plans]


def _planned(
    told: Told, standing: Sequence[Standing], *, overwrite_newer: bool
) -> tuple[list[tuple[Plan, Extraction]], Rows]:
    """What to do about each issue, and all rows to write."""
    by_issue = defaultdict(list)
    issue_at = {source.source_key: source.issue_id for source in standing}
    for source in standing:
        by_issue[source.issue_id].append(source)
    plans: list[tuple[Plan, Extraction]] = []
    rows: Rows = defaultdict(list)
    for extraction, lineage in told:
        issue = extraction.issue
        near = {issue.issue_id, issue_at.get(issue.source_key, issue.issue_id)}
        concerned = [source for issue_id in sorted(near) for source in by_issue[issue_id]]
        plan = decide(concerned, extraction, lineage, overwrite_newer=overwrite_newer)
        plans.append((plan, extraction))
        _gather(rows, rows_for(plan, extraction, lineage, concerned))
        rows[run_documents.name].append(document_row(extraction, lineage, plan.outcome))
    return plans, rows


def _recorded(connection: Connection, told: Told) -> list[Outcome] | None:
    """What an earlier try recorded, if its commit succeeded although the answer was lost."""
    run_id = told[0][1].run_id
    digests = {extraction.issue.source_key: lineage.document_digest for extraction, lineage in told}
    query = select(run_documents).where(
        run_documents.c.run_id == run_id,
        run_documents.c.source_key.in_(digests),
        run_documents.c.outcome.not_in(("quarantined", "failed")),
    )
    found: dict[str, Outcome] = {
        row["source_key"]: row["outcome"]
        for row in connection.execute(query).mappings()
        if digests[row["source_key"]] == row["document_digest"]
    }
    return [found[key] for key in digests] if len(found) == len(digests) else None


def distinct_batches(extractions: Iterable[Extraction], size: int) -> Iterator[list[Extraction]]:
    """Batches in which no key and no text stands twice, so that order inside one does not matter."""
    chunk: list[Extraction] = []
    seen: set[str] = set()
    for extraction in extractions:
        names = {f"key {extraction.issue.source_key}", f"text {extraction.issue.issue_id}"}
        if chunk and (len(chunk) >= size or seen & names):
            yield chunk
            chunk, seen = [], set()
        chunk.append(extraction)
        seen |= names
    if chunk:
        yield chunk


def _gather(rows: Rows, more: Rows) -> None:
    for table, told in more.items():
        rows[table].extend(told)


def _write_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql" and len(rows) > FEW:
        _copy(connection, table, rows)
    else:
        put(connection, table, rows)


FEW = 20
"""Rows up to which one upsert is quicker than COPY and its temporary table."""


def _copy(connection: Connection, table: Table, rows: list[Row]) -> None:
    """COPY into a temporary table of the session, and one upsert from there."""
    names = list(table.c.keys())
    columns = ", ".join(names)
    temporary = f"incoming_{table.name}"
    connection.execute(
        text(f"CREATE TEMPORARY TABLE IF NOT EXISTS {temporary} (LIKE {table.name}) ON COMMIT DELETE ROWS")
    )
    driver = connection.dialect.loaded_dbapi
    try:
        with connection.connection.cursor().copy(f"COPY {temporary} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([row[name] for name in names])
    except driver.Error as error:
        statement = f"COPY {temporary}"
        raise exc.DBAPIError.instance(statement, None, error, driver.Error, hide_parameters=True) from None
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {temporary}"  # noqa: S608  # our own names
            f" {on_conflict(table)}"
        )
    )
