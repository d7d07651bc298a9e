"""The event store: what the flow, the command line and your own programs work with."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Executable

from load import keeping, ledger
from load.backup import back_up
from load.copying import Scope, delete_issues
from load.database import Database, Patience, lock_for_writing
from load.keeping import Report
from load.ledger import Quarantined, Run, RunOrder
from load.reading import EventFilter, query_for
from load.rows import Row
from load.running import Clock, OpenRun
from load.schema import migrations

_ROWS_A_FETCH = 1000
"""Rows held in memory while reading."""


class EventStore:
    """A database of events, on SQLite or PostgreSQL.

    One object serves one process; make a new one in each. Nothing is opened before the first call, and every
    call opens only a database of ours at this version. Times are handed in: the store has no clock.

    >>> from datetime import UTC, datetime
    >>> from extract.model import Extraction, Issue
    >>> from load import RunOrder, digest_of
    >>> text = "Nothing happened yesterday."
    >>> issue = Issue(digest_of(text), text, "a.txt", "file:///a.txt", "a.txt", None, None, None, None,
    ...               None, None, None, None, "publication", (), ())
    >>> now = datetime(1998, 7, 14, 7, tzinfo=UTC)
    >>> with EventStore("sqlite://") as store:
    ...     version = store.init().version
    ...     order = RunOrder("first", command="ingest a.txt", version="0.1", options_digest="0")
    ...     with store.run(order, clock=lambda: now) as run:
    ...         run.write([Extraction(issue, version="0.1")])[0].outcome
    ...         run.write([Extraction(issue, version="0.1")])[0].outcome
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
        """Create file, tables, views and indexes; a database at this version is left unchanged.

        Raises:
            ForeignDatabase, OldDatabase, NewerDatabase: by name; nothing was touched.
        """
        return keeping.create(self._database, self._steps)

    def upgrade(self) -> Report:
        """Upgrade an older database to this version, all or nothing.

        Raises:
            NoDatabase, ForeignDatabase, NewerDatabase: by name; nothing was touched.
        """
        return keeping.upgrade(self._database, self._steps)

    def check(self) -> Report:
        """Check that the database is complete; the report's `faults` say what is wrong. Only reads.

        Raises:
            StoreError: it cannot be checked: there is none, or its server does not answer, or refuses us.
        """
        return keeping.check(self._database, self._steps)

    def back_up(self, path: Path) -> int:
        """Copy the database into a new file while runs go on; the copy is complete or absent.

        Args:
            path: The file: a SQLite database, or PostgreSQL's dump.

        Returns:
            Its size in bytes.

        Raises:
            StoreError: the file is there already, or cannot be written.
        """
        return back_up(self._opened(), path)

    # --- runs

    def run(self, order: RunOrder, *, clock: Clock) -> OpenRun:
        """A run, to be used as a context: entered in the ledger at its start, closed at its end.

        Args:
            order: What it is entered under.
            clock: Tells the time; the store has none of its own.
        """
        return OpenRun(self._opened, order, clock)

    def _opened(self) -> Database:
        """The database, known to be ours and at this version."""
        self._require()
        return self._database

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

    def runs(self, limit: int = 100) -> list[Run]:
        """The latest runs, latest first, counted from their documents."""
        self._require()
        with self._database.read() as connection:
            return ledger.run_list(connection, limit)

    def taken(
        self, version: str | None, options_digest: str, keys: Sequence[str] | None = None
    ) -> dict[str, str]:
        """Which documents need not be read again: digest of the document by source key.

        A document is taken while its content stands in the database, read by this version with these options.

        Args:
            version: Version of code, lexicon and model; None: any.
            options_digest: Digest of the day options and the policy.
            keys: Only these; by default all.
        """
        self._require()
        with self._database.read() as connection:
            return ledger.taken(connection, version, options_digest, keys)

    def quarantined(self, ids: Sequence[str] | None = None) -> list[Quarantined]:
        """The documents in quarantine, by source key; with `ids` only those (the start of an id will do)."""
        self._require()
        with self._database.read() as connection:
            return ledger.quarantined(connection, ids)

    def clear_quarantine(self, ids: Sequence[str]) -> int:
        """Take documents out of quarantine, by their full ids. Returns how many there were."""
        self._require()
        return self._database.transact(
            lambda connection, _attempt: ledger.release_from_quarantine(connection, ids)
        )

    def delete(self, asked: Scope) -> int:
        """Delete issues with all their rows and regroup the acts they reported. Returns how many.

        Args:
            asked: Which issues.
        """
        database = self._opened()

        def work(connection: Connection, _attempt: int) -> int:
            lock_for_writing(connection, database.patience)
            return delete_issues(connection, asked)

        return database.transact(work)

    def _require(self) -> None:
        """Once a store: the database is ours and at this version."""
        if not self._checked:
            keeping.require(self._database, self._steps)
            self._checked = True
