"""The ledger: the runs, what each did with each document, and what is in quarantine."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from extract.model import Span
from load.rows import Row, digest_of, storable, utc, without_secrets
from load.tables import ingest_runs, issue_sources, issues, quarantine, run_documents
from load.views import runs
from load.writing import put, upsert

_KEYS_A_QUERY = 500
"""Keys asked for at once: well under SQLite's oldest limit of 999 parameters."""

_MEMBER = "!"
"""Stands between the key of an archive and its member's name."""

_ROWS_ANALYSED = 1000
"""Rows of each index that SQLite looks at to plan queries: milliseconds at any size."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the view `runs` counts it."""

    run_id: str
    command: str
    extractor_version: str
    options_digest: str
    options: str
    started_at: datetime
    finished_at: datetime | None
    exit_status: int | None
    documents: int
    written: int
    replaced: int
    unchanged: int
    kept_newer: int
    quarantined: int
    failed: int
    events: int
    problems: int


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that could not be ingested."""

    source_key: str
    source_uri: str
    stage: str
    """The stage that gave up."""
    reason: str
    """Why, as a short stable name."""
    message: str
    """Why, and what to do next, for a person."""
    content: bytes | None
    """The document, so that it can be tried again; None where it was not kept."""
    document_digest: str
    span: Span | None = None
    """Where in the document, where known."""
    run_id: str = ""
    """The run that met it last; the run that puts it aside sets it."""
    attempts: int = 1
    quarantined_at: datetime | None = None
    """UTC; set when it is read back."""

    @property
    def quarantine_id(self) -> str:
        """Digest of key and content: the same document has one row."""
        return digest_of(f"{storable(self.source_key)}\n{self.document_digest}")


def start_run(connection: Connection, row: Row) -> None:
    """Record a run; recorded again (by a retry), it stays one."""
    connection.execute(upsert(ingest_runs), row)


@dataclass(frozen=True, slots=True)
class RunOrder:
    """How a run is recorded in the ledger, and what applies to everything it writes."""

    run_id: str
    """A name of its own."""
    command: str
    """What was asked for; passwords in addresses are taken out."""
    version: str
    """Version of code, lexicon and model."""
    options_digest: str
    """Digest of the day options and the policy."""
    options: str = "{}"
    """Those options as JSON."""
    overwrite_newer: bool = False
    """Let an older extractor replace what a newer one wrote."""


def run_row(order: RunOrder, now: datetime) -> Row:
    """The row of a run that begins; no secrets."""
    return {
        "run_id": order.run_id,
        "command": storable(without_secrets(order.command)),
        "extractor_version": order.version,
        "options_digest": order.options_digest,
        "options": storable(without_secrets(order.options)),
        "started_at": utc(now),
        "finished_at": None,
        "exit_status": None,
    }


def finish_run(connection: Connection, run_id: str, exit_status: int, now: datetime) -> int:
    """Close a run. Returns how many runs were closed: 0 where there is no such run."""
    closed = update(ingest_runs).where(ingest_runs.c.run_id == run_id)
    count = connection.execute(closed.values(finished_at=utc(now), exit_status=exit_status)).rowcount
    if connection.dialect.name == "sqlite":  # PostgreSQL's autovacuum does as much by itself
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {_ROWS_ANALYSED}")
        connection.exec_driver_sql("ANALYZE")
    return count


def run_list(connection: Connection, limit: int) -> list[Run]:
    """The latest runs, newest first."""
    query = select(runs).order_by(runs.c.started_at.desc(), runs.c.run_id).limit(limit)
    return [Run(**row) for row in connection.execute(query).mappings()]


def taken(
    connection: Connection, version: str | None, options_digest: str, keys: Sequence[str] | None
) -> dict[str, str]:
    """Which documents stand as this version, or any, reads them: digest of the document by source key."""
    query = (
        select(issue_sources.c.source_key, issue_sources.c.document_digest)
        .join(issues, issues.c.issue_id == issue_sources.c.issue_id)
        .where(issues.c.options_digest == options_digest)
    )
    if version is not None:
        query = query.where(issues.c.extractor_version == version)
    found: dict[str, str] = {}
    for chunk in _chunks(keys):
        asked = query if chunk is None else query.where(issue_sources.c.source_key.in_(chunk))
        found.update({row.source_key: row.document_digest for row in connection.execute(asked)})
    return found


def _chunks(keys: Sequence[str] | None) -> Iterable[Sequence[str] | None]:
    if keys is None:
        return [None]
    return [keys[start : start + _KEYS_A_QUERY] for start in range(0, len(keys), _KEYS_A_QUERY)]


def record_unchanged(connection: Connection, run_id: str, digests: dict[str, str], now: datetime) -> None:
    """Enter documents that were not read again, for they stand as they are."""
    rows: list[Row] = [
        {
            "run_id": run_id,
            "source_key": storable(key),
            "document_digest": digest,
            "issue_id": None,
            "outcome": "unchanged",
            "event_count": 0,
            "problem_count": 0,
            "recorded_at": utc(now),
        }
        for key, digest in digests.items()
    ]
    if rows:
        put(connection, run_documents, rows)
        release_mended(connection, list(digests))


def put_aside(connection: Connection, document: Quarantined, now: datetime) -> str:
    """Put a document into quarantine, and say so in the ledger. Returns its quarantine_id.

    What the same source held before, in other words, is closed: it has been met again.
    """
    row = _quarantine_row(document, now)
    connection.execute(
        delete(quarantine).where(
            quarantine.c.source_key == row["source_key"],
            quarantine.c.quarantine_id != document.quarantine_id,
        )
    )
    connection.execute(upsert(quarantine, attempts="quarantine.attempts + 1"), row)
    connection.execute(upsert(run_documents), _ledger_row(row))
    return document.quarantine_id


def _quarantine_row(document: Quarantined, now: datetime) -> Row:
    content = document.content
    return {
        "quarantine_id": document.quarantine_id,
        "source_key": storable(document.source_key),
        "source_uri": storable(without_secrets(document.source_uri)),
        "document_digest": document.document_digest,
        "run_id": document.run_id,
        "stage": document.stage,
        "reason": document.reason,
        "message": storable(without_secrets(document.message)),
        "span_start": document.span.start if document.span else None,
        "span_end": document.span.end if document.span else None,
        "content": None if content is None else base64.b64encode(content).decode("ascii"),
        "attempts": document.attempts,
        "quarantined_at": utc(now),
    }


def _ledger_row(row: Row) -> Row:
    return {
        "run_id": row["run_id"],
        "source_key": row["source_key"],
        "document_digest": row["document_digest"],
        "issue_id": None,
        "outcome": "quarantined",
        "event_count": 0,
        "problem_count": 1,
        "recorded_at": row["quarantined_at"],
    }


def quarantined(connection: Connection, ids: Sequence[str] | None) -> list[Quarantined]:
    """The documents in quarantine, by source key; only those with the ids given (or their beginnings)."""
    query = select(quarantine).order_by(quarantine.c.source_key, quarantine.c.quarantine_id)
    rows = connection.execute(query).mappings()
    return [
        _from_row(dict(row))
        for row in rows
        if ids is None or str(row["quarantine_id"]).startswith(tuple(ids))
    ]


def _from_row(row: Row) -> Quarantined:
    start, end, content = row.pop("span_start"), row.pop("span_end"), row.pop("content")
    row.pop("quarantine_id")
    span = Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    octets = base64.b64decode(content) if isinstance(content, str) else None
    return Quarantined(**row, span=span, content=octets)  # type: ignore[arg-type]


def release_from_quarantine(connection: Connection, ids: Sequence[str]) -> int:
    """Take documents out of quarantine. Returns how many there were."""
    return connection.execute(delete(quarantine).where(quarantine.c.quarantine_id.in_(list(ids)))).rowcount


def release_mended(connection: Connection, keys: Sequence[str]) -> int:
    """Take out of quarantine what was met at these source keys, whatever its content. Returns how many.

    A member of an archive closes the archive's own entry, too: it could be opened.
    """
    known = [storable(key) for key in keys]
    met = sorted({*known, *(key.partition(_MEMBER)[0] for key in known)})
    chunks = (chunk for chunk in _chunks(met) if chunk)
    return sum(
        connection.execute(delete(quarantine).where(quarantine.c.source_key.in_(chunk))).rowcount
        for chunk in chunks
    )
