"""Writing many issues in one transaction: COPY and upsert on PostgreSQL, multi-row upserts on SQLite."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table, exc, text

from extract.model import Extraction
from load.rows import Lineage, Row, Rows
from load.tables import ISSUE_TABLES, run_documents
from load.writing import (
    Outcome,
    Plan,
    clear_way,
    decide,
    document_row,
    on_conflict,
    put,
    rows_for,
    standing_for,
)


def write_batch(
    connection: Connection, told: Sequence[tuple[Extraction, Lineage]], *, overwrite_newer: bool = False
) -> list[Outcome]:
    """Write issues within the caller's transaction; no key and no text may stand twice among them.

    Returns:
        What became of each, in order.
    """
    issues = [extraction.issue for extraction, _ in told]
    standing = standing_for(
        connection, [issue.source_key for issue in issues], [issue.issue_id for issue in issues]
    )
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
    clear_way(connection, plans, standing)
    for table in (*ISSUE_TABLES, run_documents):
        if rows[table.name]:
            _write_rows(connection, table, rows[table.name])
    return [plan.outcome for plan, _ in plans]


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
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        put(connection, table, rows)


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
