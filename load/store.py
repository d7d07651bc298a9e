"""The event store: what the flow, the command line and a user's own program hold in their hands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Connection, Executable, select

from extract.model import Extraction
from load import keeping, ledger
from load.copying import distinct_batches, write_batch
from load.database import Database, Patience, lock_for_writing
from load.errors import RowRefused, StoreError
from load.keeping import Report
from load.ledger import Quarantined, Run
from load.reading import EventFilter, query_for
from load.rows import Lineage, Row, storable, utc
from load.schema import migrations
from load.tables import run_documents
from load.writing import Outcome, write_issue

_ROWS_A_FETCH = 1000
"""Rows held in memory while reading."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one extraction among many."""

    source_key: str
    outcome: Outcome | Literal["refused"]
    message: str = ""
    """Why it was refused."""


class EventStore:
    """A database of events, on SQLite or PostgreSQL.

    One object serves one process; make a new one in each. Nothing is opened before the first call, and every
    call opens only a database of ours at this version. Times are handed in: the store has no clock.

    >>> from datetime import UTC, datetime
    >>> from extract.model import Extraction, Issue
    >>> from load import digest_of
    >>> text = "Nothing happened yesterday."
    >>> issue = Issue(digest_of(text), text, "a.txt", "file:///a.txt", "a.txt", None, None, None, None,
    ...               None, None, None, None, "publication", (), ())
    >>> now = datetime(1998, 7, 14, 7, tzinfo=UTC)
    >>> with EventStore("sqlite://") as store:
    ...     version = store.init().version
    ...     store.start_run("first", command="ingest a.txt", version="0.1", options_digest="0", now=now)
    ...     store.write(Extraction(issue, version="0.1"), run_id="first", options_digest="0", now=now)
    ...     store.write(Extraction(issue, version="0.1"), run_id="first", options_digest="0", now=now)
    ...     list(store.events())
    'written'
    'unchanged'
    []
    """

    def __init__(self, url: str, *, patience: Patience | None = None) -> None:
        """Prepare to use the database at `url`.

        Args:
            url: SQLAlchemy URL: sqlite:///events.db, postgresql+psycopg://user@host/name.
            patience: How long to wait for what passes.

        Raises:
            BadAddress: `url` is none of the two.
        """
        self._database = Database(url, patience or Patience())
        self._steps = migrations(self._database.engine_name)
        self._checked = False

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        self.close()

    def close(self) -> None:
        """Close all connections; the store may still be used, and opens new ones."""
        self._database.close()

    @property
    def address(self) -> str:
        """The database, fit to be shown: no password."""
        return self._database.shown

    @property
    def engine_name(self) -> str:
        """Which of the two it is: sqlite or postgresql."""
        return self._database.engine_name

    # --- the database itself

    def init(self) -> Report:
        """Create file, tables, views and indexes; a database of ours at this version is left as it is.

        Raises:
            ForeignDatabase, OldDatabase, NewerDatabase: by name; nothing was touched.
        """
        return keeping.create(self._database, self._steps)

    def upgrade(self) -> Report:
        """Bring an older database of ours up to this version, wholly or not at all.

        Raises:
            NoDatabase, ForeignDatabase, NewerDatabase: by name; nothing was touched.
        """
        return keeping.upgrade(self._database, self._steps)

    def check(self) -> Report:
        """Look whether the database is whole; what is wrong stands in the report's `faults`. Only reads."""
        return keeping.check(self._database, self._steps)

    # --- issues

    def write(  # noqa: PLR0913  # each is a fact of its own, named at the call
        self,
        extraction: Extraction,
        *,
        run_id: str,
        options_digest: str,
        now: datetime,
        document_digest: str | None = None,
        overwrite_newer: bool = False,
    ) -> Outcome:
        """Write one issue in one transaction: all of it or nothing.

        The same text, version and options again write nothing. New text at a known key replaces what stood
        there, a new version replaces the issue's rows; the same text at a second key is a second source.

        Args:
            extraction: What the issue gave.
            run_id: A run that `start_run` entered.
            options_digest: Digest of the day options and the policy.
            now: When; without zone it is UTC.
            document_digest: Digest of the document's bytes; by default the issue's id, which is its text's.
            overwrite_newer: Let an older extractor replace what a newer one wrote.

        Returns:
            "written", "unchanged", "replaced", or "kept newer" where a newer version's rows were left.

        Raises:
            RowRefused: the schema refuses a row. Other `StoreError`s: by name.
        """
        self._require()
        told = _storable_key(extraction)
        lineage = _lineage(told, run_id, options_digest, document_digest, now)

        def work(connection: Connection, attempt: int) -> Outcome:
            lock_for_writing(connection, self._database.patience)
            before = _recorded(connection, told, lineage) if attempt > 1 else None
            return before or write_issue(connection, told, lineage, overwrite_newer=overwrite_newer)

        return self._database.transact(work)

    def write_many(  # noqa: PLR0913  # as write
        self,
        extractions: Iterable[Extraction],
        *,
        run_id: str,
        options_digest: str,
        now: datetime,
        document_digests: Mapping[str, str] | None = None,
        overwrite_newer: bool = False,
    ) -> list[Written]:
        """Write issues one by one, each in its own transaction; one refused does not stop the rest.

        Args:
            extractions: What the issues gave.
            run_id: As in `write`.
            options_digest: As in `write`.
            now: As in `write`.
            document_digests: Digests of the documents' bytes by source key.
            overwrite_newer: As in `write`.

        Returns:
            One for each extraction, in order.
        """
        digests = document_digests or {}
        results = []
        for extraction in extractions:
            key = extraction.issue.source_key
            try:
                outcome = self.write(
                    extraction,
                    run_id=run_id,
                    options_digest=options_digest,
                    now=now,
                    document_digest=digests.get(key),
                    overwrite_newer=overwrite_newer,
                )
                results.append(Written(key, outcome))
            except RowRefused as error:
                results.append(Written(key, "refused", str(error)))
        return results

    def write_bulk(  # noqa: PLR0913  # as write
        self,
        extractions: Iterable[Extraction],
        *,
        run_id: str,
        options_digest: str,
        now: datetime,
        document_digests: Mapping[str, str] | None = None,
        overwrite_newer: bool = False,
        batch: int = 250,
    ) -> list[Written]:
        """Write many issues fast, `batch` a transaction: for backfills.

        On PostgreSQL rows go by COPY into temporary tables and from there by one upsert a table. A batch that
        the schema refuses is written again issue by issue. Arguments and result are those of `write_many`.
        """
        self._require()
        digests = document_digests or {}
        results: list[Written] = []
        for chunk in distinct_batches(map(_storable_key, extractions), batch):
            told = [
                (one, _lineage(one, run_id, options_digest, digests.get(one.issue.source_key), now))
                for one in chunk
            ]

            def work(
                connection: Connection, _attempt: int, told: list[tuple[Extraction, Lineage]] = told
            ) -> list[Outcome]:
                lock_for_writing(connection, self._database.patience)
                return write_batch(connection, told, overwrite_newer=overwrite_newer)

            try:
                outcomes = self._database.transact(work)
                results.extend(
                    Written(one.issue.source_key, outcome)
                    for one, outcome in zip(chunk, outcomes, strict=True)
                )
            except RowRefused:
                results += self.write_many(
                    chunk,
                    run_id=run_id,
                    options_digest=options_digest,
                    now=now,
                    document_digests=digests,
                    overwrite_newer=overwrite_newer,
                )
        return results

    def events(self, asked: EventFilter | None = None) -> Iterator[Row]:
        """The rows of `event_log`, in order of days; values have the same types on both databases.

        Args:
            asked: Which events; by default all.
        """
        yield from self.rows(query_for(asked or EventFilter(), self.engine_name))

    def rows(self, query: Executable) -> Iterator[Row]:
        """The rows of any query over `load.tables` and `load.views`, streamed.

        Args:
            query: What to read.
        """
        self._require()
        with self._database.read() as connection:
            streaming = connection.execution_options(yield_per=_ROWS_A_FETCH)
            for row in streaming.execute(query).mappings():
                yield dict(row)

    # --- the ledger

    def start_run(  # noqa: PLR0913  # as write
        self,
        run_id: str,
        *,
        command: str,
        version: str,
        options_digest: str,
        now: datetime,
        options: str = "{}",
    ) -> None:
        """Enter a run before it writes.

        Args:
            run_id: A name of its own.
            command: What was asked for; passwords in addresses are taken out.
            version: Version of code, lexicon and model.
            options_digest: Digest of the day options and the policy.
            now: When it starts.
            options: Those options as JSON.
        """
        self._require()
        row = ledger.run_row(
            run_id, command=command, version=version, options_digest=options_digest, options=options, now=now
        )
        self._database.transact(lambda connection, _attempt: ledger.start_run(connection, row))

    def finish_run(self, run_id: str, *, exit_status: int, now: datetime) -> None:
        """Close a run with its exit status; raises StoreError where there is no such run."""
        self._require()
        closed = self._database.transact(
            lambda connection, _attempt: ledger.finish_run(connection, run_id, exit_status, now)
        )
        if not closed:
            message = f"{self.address}: there is no run {run_id}: call start_run first"
            raise StoreError(message)

    def runs(self, limit: int = 100) -> list[Run]:
        """The latest runs, latest first, counted from their documents."""
        self._require()
        with self._database.read() as connection:
            return ledger.run_list(connection, limit)

    def taken(self, version: str, options_digest: str, keys: Sequence[str] | None = None) -> dict[str, str]:
        """Which documents need not be read again: digest of the document by source key.

        A document is taken while its content stands in the database, read by this version with these options.

        Args:
            version: Version of code, lexicon and model.
            options_digest: Digest of the day options and the policy.
            keys: Only these; by default all.
        """
        self._require()
        with self._database.read() as connection:
            return ledger.taken(connection, version, options_digest, keys)

    def record_unchanged(self, run_id: str, documents: Mapping[str, str], *, now: datetime) -> None:
        """Enter in the ledger documents that were `taken`: digest by source key."""
        self._require()
        self._database.transact(
            lambda connection, _attempt: ledger.record_unchanged(connection, run_id, dict(documents), now)
        )

    def quarantine(self, document: Quarantined, *, now: datetime) -> str:
        """Put a document into quarantine and into its run's ledger; met again, its attempts are counted.

        Returns:
            The quarantine_id.
        """
        self._require()
        return self._database.transact(
            lambda connection, _attempt: ledger.put_aside(connection, document, now, in_ledger=True)
        )

    def quarantined(self, ids: Sequence[str] | None = None) -> list[Quarantined]:
        """What waits in quarantine, by source key; with `ids` only those (beginnings of ids will do)."""
        self._require()
        with self._database.read() as connection:
            return ledger.quarantined(connection, ids)

    def clear_quarantine(self, ids: Sequence[str]) -> int:
        """Take documents out of quarantine, by their full ids. Returns how many there were."""
        self._require()
        return self._database.transact(
            lambda connection, _attempt: ledger.release_from_quarantine(connection, ids)
        )

    def clear_mended(self, keys: Sequence[str]) -> int:
        """Take out of quarantine what was met at these source keys, read since. Returns how many."""
        self._require()
        return self._database.transact(
            lambda connection, _attempt: ledger.release_mended(connection, [storable(key) for key in keys])
        )

    def _require(self) -> None:
        """Once a store: the database is ours and at this version."""
        if not self._checked:
            keeping.require(self._database, self._steps)
            self._checked = True


def _lineage(
    extraction: Extraction, run_id: str, options_digest: str, document_digest: str | None, now: datetime
) -> Lineage:
    return Lineage(run_id, options_digest, document_digest or extraction.issue.issue_id, utc(now))


def _storable_key(extraction: Extraction) -> Extraction:
    """Names of files that are no Unicode are written out, so that no two become one."""
    key = extraction.issue.source_key
    written_out = key.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
    if written_out == key:
        return extraction
    return replace(extraction, issue=replace(extraction.issue, source_key=written_out))


def _recorded(connection: Connection, extraction: Extraction, lineage: Lineage) -> Outcome | None:
    """What an earlier try recorded whose commit went through although its answer was lost."""
    query = select(run_documents.c.outcome).where(
        run_documents.c.run_id == lineage.run_id,
        run_documents.c.source_key == extraction.issue.source_key,
        run_documents.c.document_digest == lineage.document_digest,
        run_documents.c.outcome.not_in(("quarantined", "failed")),
    )
    outcome: Outcome | None = connection.execute(query).scalar_one_or_none()
    return outcome
