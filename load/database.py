"""The one way to a database: opening it, transactions, retries, and errors that a person can read."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlencode

import stamina
from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url, text
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from load.errors import BadAddress, StoreError, explain, passes

Result = TypeVar("Result")

_WRITE = "write sqlite:///events.db or postgresql+psycopg://user@host/name"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the store waits for trouble that passes by itself."""

    lock_seconds: float = 20.0
    """For another program's lock, each try. Several times the longest transaction, one bulk batch (1 s)."""
    attempts: int = 8
    """Tries of one transaction."""
    total_seconds: float = 60.0
    """For all tries: a restart of a PostgreSQL server takes 5 to 30 s."""
    first_wait_seconds: float = 0.1
    """Before the second try; doubled each time, with jitter up to the same."""
    longest_wait_seconds: float = 10.0
    """Between two tries."""
    connect_seconds: int = 10
    """For a server to answer."""


def address_of(url: str | URL) -> URL:
    """The address as SQLAlchemy has it; `postgresql:` means the driver psycopg.

    Raises:
        BadAddress: it is none, or another database's. The message does not repeat it: it may hold a password.

    >>> str(address_of("postgresql://localhost/news"))
    'postgresql+psycopg://localhost/news'
    """
    try:
        address = make_url(url)
    except (exc.ArgumentError, ValueError):
        message = f"not a database URL: {_WRITE}"
        raise BadAddress(message) from None
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        message = f"{address.drivername} is not supported: {_WRITE}"
        raise BadAddress(message)
    return address.set(drivername="postgresql+psycopg") if address.drivername == "postgresql" else address


def shown(address: URL) -> str:
    """The address as it may be shown, without password and query.

    >>> shown(address_of("postgresql://anna:secret@db/news?password=secret"))
    'postgresql+psycopg://anna@db/news'
    """
    # A password with a bare "@" is read as the beginning of the host.
    host = address.host and address.host.rpartition("@")[2]
    plain = URL.create(address.drivername, address.username, None, host, address.port, address.database)
    return plain.render_as_string()


class Database:
    """An engine set up as the project needs it; use `read` and `transact`."""

    def __init__(self, url: str | URL, patience: Patience) -> None:
        """Prepare; nothing is opened yet."""
        self.address = address_of(url)
        self.patience = patience
        self.shown = shown(self.address)
        self.engine_name = self.address.get_backend_name()
        self.engine = _sqlite(self.address, patience) if self.engine_name == "sqlite" else _postgresql(self)

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None for one in memory and for a server."""
        name = self.address.database
        if self.engine_name != "sqlite" or not name or name == _IN_MEMORY or name.startswith("file:"):
            return None
        return Path(name)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to read from; it sees one state of the database throughout."""
        with self._told(), self.engine.connect() as connection:
            yield connection

    def transact(self, work: Callable[[Connection, int], Result]) -> Result:
        """Do `work` in one transaction, again while what stops it passes by itself.

        Args:
            work: Given the connection and the number of the try, from 1; must not depend on earlier tries.

        Raises:
            StoreError: it cannot be done now; nothing of the transaction stands.
        """
        with self._told():
            for attempt in self._tries():
                with attempt, self.engine.connect() as plain:
                    connection = plain.execution_options(dateline_writes=True)
                    with connection.begin():
                        return work(connection, attempt.num)
        message = f"{self.shown}: the transaction was not tried"  # pragma: no cover
        raise StoreError(message)  # pragma: no cover

    def write_ahead(self) -> None:
        """Put a SQLite file into write-ahead mode, which stays.

        SQLite waits for no lock here, so that two who make one database would stop each other.

        Raises:
            StoreError: another program holds the file.
        """
        with self._told():
            for attempt in self._tries():
                with attempt, self.engine.connect() as connection:
                    driver = connection.connection.driver_connection
                    if driver is None:  # pragma: no cover
                        message = f"{self.shown}: the connection is closed"
                        raise StoreError(message)
                    driver.execute("PRAGMA journal_mode = WAL")  # SQLAlchemy's would open a transaction

    def _tries(self) -> Iterable[stamina.Attempt]:
        """Tries while what stops them passes by itself."""
        patience = self.patience
        return stamina.retry_context(
            on=passes,
            attempts=patience.attempts,
            timeout=patience.total_seconds,
            wait_initial=patience.first_wait_seconds,
            wait_max=patience.longest_wait_seconds,
            wait_jitter=patience.first_wait_seconds,
        )

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Drivers' errors as `StoreError`s; their own words, texts and parameters stay out."""
        try:
            yield
        except (exc.SQLAlchemyError, sqlite3.Error) as error:
            raise explain(error, self.shown) from None


def _postgresql(database: Database) -> Engine:
    try:
        return create_engine(
            database.address,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"connect_timeout": database.patience.connect_seconds},
        )
    except ImportError:
        message = (
            f"{database.shown}: PostgreSQL needs the extra: pip install '.[postgres]' in Dateline's folder"
        )
        raise BadAddress(message) from None


_IN_MEMORY = ":memory:"

_CACHE_KIB = 65_536
"""SQLite's page cache: holds the inner pages of all indexes of a million events."""

_CHECKPOINT_PAGES = 16_384
"""Pages of 4 KiB in SQLite's log that a commit copies to the database: 64 MiB.

Every transaction changes pages all over the indexes, many of them those of the one before; by default (1,000
pages) each would copy and sync them. A killed process loses nothing; a power failure may take the last
transactions with it, rows and ledger alike, and the next run takes those documents again.
"""


def _sqlite_target(address: URL) -> str:
    """The file as a SQLite URI, which never creates the file; a URI of the user's is left as it is."""
    name = address.database
    if not name or name == _IN_MEMORY:
        return _IN_MEMORY
    if name.startswith("file:"):
        options = {key: value for key, value in address.query.items() if key != "uri"}
        return f"{name}?{urlencode(options)}" if options else name
    return f"file:{quote(name)}?mode=rw"


def _sqlite(address: URL, patience: Patience) -> Engine:
    """An engine that opens only a file that is there, begins by itself, and takes the write lock at once."""
    target = _sqlite_target(address)

    def connect() -> sqlite3.Connection:
        wait = patience.lock_seconds
        return sqlite3.connect(target, uri=True, isolation_level=None, timeout=wait, check_same_thread=False)

    pool = {"poolclass": StaticPool} if target == _IN_MEMORY else {}
    engine = create_engine("sqlite://", creator=connect, hide_parameters=True, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "invalidate", _roll_back_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """What holds for a connection only: nothing here writes to the file."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at the start: a lock taken later could not be waited for."""
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _roll_back_sqlite(
    connection: sqlite3.Connection, _entry: ConnectionPoolEntry, _error: BaseException | None
) -> None:
    """Gives back the lock of a transaction that Ctrl-C broke off.

    SQLAlchemy only closes the connection, and SQLite keeps the transaction open for as long as one of its
    statements lives: the interruption's traceback holds one until the run is closed, which needs the lock.
    """
    connection.rollback()


_ONE_WRITER = 0x6461_7465_6C69_6E65
"""Number of the advisory lock on PostgreSQL: "dateline" in ASCII."""


def lock_for_writing(connection: Connection, patience: Patience) -> None:
    """Let one writer of issues at a time into a PostgreSQL database, as SQLite does; needs no right."""
    if connection.dialect.name == "postgresql":
        wait = f"{patience.lock_seconds * 1000:.0f}ms"
        connection.execute(text("SELECT set_config('lock_timeout', :wait, TRUE)"), {"wait": wait})
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ONE_WRITER})
