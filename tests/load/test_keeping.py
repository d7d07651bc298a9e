"""A database is created, upgraded and checked; one that is newer or not ours is never touched."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, select

from load import (
    BadAddress,
    Damaged,
    EventFilter,
    EventStore,
    ForeignDatabase,
    NewerDatabase,
    NoDatabase,
    OldDatabase,
    OpenRun,
    Quarantined,
    Scope,
    StoreError,
    Unreachable,
)
from load.database import address_of
from load.keeping import head
from load.schema import migrations
from load.views import VIEWS
from tests.load.offers import OPTIONS, VERSION, contents, counts, enter, lone, offer, running


def _do(url: str, *sql: str) -> None:
    engine = create_engine(address_of(url))
    with engine.begin() as connection:
        for statement in sql:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _tables(url: str) -> set[str]:
    engine: Engine = create_engine(address_of(url))
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_init_creates_once_and_then_leaves_alone(empty_url: str) -> None:
    with EventStore(empty_url) as store:
        made, again = store.init(), store.init()
        assert (made.version, made.sound) == (head(migrations("sqlite")), True)
        assert made.steps[0] == "schema.sql"
        assert (again.version, again.steps) == (made.version, ())
        assert store.check().sound


def test_init_keeps_what_is_there(store: EventStore) -> None:
    lone(store, offer())
    store.init()
    assert len(contents(store)) == 3


def test_both_engines_have_the_same_versions() -> None:
    versions = [{step.version for step in migrations(engine)} for engine in ("sqlite", "postgresql")]
    assert versions[0] == versions[1] == set(range(2, head(migrations("sqlite")) + 1))


def test_a_database_without_tables_says_how_to_make_them(empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        sqlite3.connect(empty_url.removeprefix("sqlite:///")).close()
    with EventStore(empty_url) as store, pytest.raises(NoDatabase, match="dateline db init"):
        list(store.events())


def test_reading_does_not_make_a_file(sqlite_url: str) -> None:
    with EventStore(sqlite_url) as store, pytest.raises(NoDatabase, match="dateline db init"):
        store.runs()
    assert not Path(sqlite_url.removeprefix("sqlite:///")).exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        EventStore(f"sqlite:///{tmp_path}/no/such/events.db") as store,
        pytest.raises(NoDatabase, match="folder"),
    ):
        store.init()


FOREIGN = {
    "other tables": ("CREATE TABLE orders (id INTEGER)", "INSERT INTO orders VALUES (7)"),
    "another schema_version": ("CREATE TABLE schema_version (number INTEGER)",),
    "an empty schema_version": ("CREATE TABLE schema_version (version INTEGER, application TEXT)",),
    "another's schema_version": (
        "CREATE TABLE schema_version (version INTEGER, application TEXT)",
        "INSERT INTO schema_version VALUES (1, 'shop')",
    ),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_foreign_database_is_never_touched(empty_url: str, kind: str) -> None:
    if empty_url.startswith("sqlite"):
        sqlite3.connect(empty_url.removeprefix("sqlite:///")).close()
    _do(empty_url, *FOREIGN[kind])
    before = _tables(empty_url), _digest(empty_url)
    with EventStore(empty_url) as store:
        for ask in (store.init, store.upgrade, store.runs, lambda: list(store.events())):
            with pytest.raises(ForeignDatabase, match="not touched"):
                ask()
        assert not store.check().sound
    assert (_tables(empty_url), _digest(empty_url)) == before


def _digest(url: str) -> str | None:
    if not url.startswith("sqlite"):
        return None
    return hashlib.sha256(Path(url.removeprefix("sqlite:///")).read_bytes()).hexdigest()


def test_a_newer_database_is_refused_and_not_touched(url: str) -> None:
    _do(url, "INSERT INTO schema_version VALUES (99, 'dateline')")
    with EventStore(url) as store:
        for ask in (store.init, store.upgrade, store.runs):
            with pytest.raises(NewerDatabase, match="newer Dateline"):
                ask()
        assert "99" in store.check().faults[0]


CALLS: dict[str, Callable[[EventStore], object]] = {
    "run": enter,
    "run.write": lambda store: lone(store, offer()),
    "run.unchanged": lambda store: running(store).unchanged({"k": "0"}),
    "run.quarantine": lambda store: running(store).quarantine(
        Quarantined("k", "k", "s", "r", "m", None, "0")
    ),
    "events": lambda store: list(store.events()),
    "delete": lambda store: store.delete(Scope(publication="Monitor")),
    "back_up": lambda store: store.back_up(Path("never.db")),
    "runs": lambda store: store.runs(),
    "taken": lambda store: store.taken(VERSION, OPTIONS),
    "quarantined": lambda store: store.quarantined(),
    "clear_quarantine": lambda store: store.clear_quarantine(["0"]),
}
"""Every way to the rows of a database."""


@pytest.mark.parametrize("call", CALLS)
def test_no_call_reads_or_writes_a_database_of_another_version(sqlite_url: str, call: str) -> None:
    with EventStore(sqlite_url) as store:
        store.init()
        enter(store)
    _do(sqlite_url, "INSERT INTO schema_version VALUES (99, 'dateline')")
    before = counts(sqlite_url)
    with EventStore(sqlite_url) as store, pytest.raises(NewerDatabase):
        CALLS[call](store)
    assert counts(sqlite_url) == before


def test_the_calls_that_are_tried_are_all_there_are() -> None:
    of_the_database = {"init", "upgrade", "check", "close", "rows"}
    public = {name for name, member in vars(EventStore).items() if callable(member) and name[0] != "_"}
    of_a_run = {name for name, member in vars(OpenRun).items() if callable(member) and name[0] != "_"}
    assert (public - of_the_database) | {f"run.{name}" for name in of_a_run} == set(CALLS)


def _rows(url: str, table: str) -> list[dict[str, object]]:
    """A table's rows, whatever its columns are."""
    engine = create_engine(address_of(url))
    with engine.connect() as connection:
        found = [dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()]  # noqa: S608  # our names
    engine.dispose()
    return sorted(found, key=repr)


def _with_nulls(row: dict[str, object]) -> dict[str, object]:
    """The row with null for what nobody knows of its sides: older versions stored an empty text."""
    return {
        name: None if value == "" and name.endswith(("_country", "_sector")) else value
        for name, value in row.items()
    }


def test_an_old_database_is_refused_until_it_is_upgraded(old_url: str) -> None:
    with EventStore(old_url) as store:
        for ask in (store.init, store.runs, lambda: list(store.events()), lambda: enter(store)):
            with pytest.raises(OldDatabase, match="db upgrade"):
                ask()
        report = store.upgrade()
        assert report.version == head(migrations("sqlite"))
        assert report.steps[0].startswith("0003")
        assert store.check().sound
        assert store.upgrade().steps == ()


def test_an_upgrade_keeps_every_value_of_every_row(old_url: str) -> None:
    tables = [name for name in sorted(_tables(old_url)) if "sentence_words" not in name]
    before = {name: _rows(old_url, name) for name in tables}
    assert len(before["events"]) == 73
    with EventStore(old_url) as store:
        store.upgrade()
        for name in set(tables) - {"schema_version"}:
            known = before[name][0].keys()
            after = [{column: row[column] for column in known} for row in _rows(old_url, name)]
            assert sorted(after, key=repr) == sorted(map(_with_nulls, before[name]), key=repr), name
        assert {row["reader"] for row in store.events()} == {"rules"}
        assert len(list(store.rows(select(VIEWS.tables["happenings"])))) == 73
        assert [run.run_id for run in store.runs()] == ["old"]
        assert len(list(store.events(EventFilter(text="talks")))) > 0


def test_an_upgraded_database_is_what_a_new_one_is(
    old_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    new_url = f"sqlite:///{tmp_path}/new.db" if "sqlite" in old_url else request.getfixturevalue("made")
    with EventStore(old_url) as store, EventStore(new_url) as new:
        store.upgrade()
        new.init()
    found = []
    for address in (old_url, new_url):
        engine = create_engine(address_of(address))
        seen = inspect(engine)
        names = [name for name in seen.get_table_names() if "sentence_words" not in name]
        columns = {
            name: {
                column["name"]: (str(column["type"]), column["nullable"]) for column in seen.get_columns(name)
            }
            for name in (*names, *seen.get_view_names())
        }
        indexes = {name: {str(index["name"]) for index in seen.get_indexes(name)} for name in names}
        checks = {
            name: {" ".join(str(check["sqltext"]).split()) for check in seen.get_check_constraints(name)}
            for name in names
        }
        found.append((columns, indexes, checks))
        engine.dispose()
    assert found[0] == found[1]


def test_an_upgraded_database_takes_what_this_version_writes(old_url: str) -> None:
    with EventStore(old_url) as store:
        store.upgrade()
        enter(store)
        basis: Any = "estimated"
        estimated = replace(offer(), issue=replace(offer().issue, published_basis=basis))
        assert lone(store, estimated) == "written"
        assert lone(store, offer(wording=1)) == "replaced"
        assert store.check().sound


@pytest.mark.parametrize("version", range(2, head(migrations("sqlite")) + 1))
def test_a_database_is_never_taken_back(url: str, version: int) -> None:
    """The code of an older version refuses a newer database."""
    with EventStore(url) as store:
        store._steps = tuple(step for step in store._steps if step.version < version)  # noqa: SLF001  # as older code had them
        for ask in (store.init, store.upgrade, store.runs):
            with pytest.raises(NewerDatabase, match="newer Dateline"):
                ask()


def test_an_upgrade_that_fails_leaves_the_old_database_whole(old_url: str) -> None:
    _do(old_url, "CREATE TABLE casualties (a TEXT)")
    before = {name: _rows(old_url, name) for name in ("events", "schema_version")}
    with EventStore(old_url) as store:
        with pytest.raises(StoreError):
            store.upgrade()
        with pytest.raises(OldDatabase):
            store.runs()
    assert {name: _rows(old_url, name) for name in ("events", "schema_version")} == before
    assert _rows(old_url, "event_log")


ISSUE = offer().issue.issue_id

DAMAGE = {
    "a table is gone": ("DROP TABLE event_mentions CASCADE", "event_mentions is missing: restore"),
    "an issue lost its sources": (
        "DELETE FROM issue_sources",
        f"an issue without a source (1 in all, first in issue {ISSUE}): ingest",
    ),
    "an issue is named after another source": (
        "UPDATE issues SET source_key = 'gone.txt'",
        f"an issue whose first source is not among its sources (1 in all, first in issue {ISSUE}): ingest",
    ),
    "a text was edited": (
        "UPDATE issues SET text = 'x' || text",
        f"a trigger that its text does not have (3 in all, first in issue {ISSUE}): ingest",
    ),
    "an actor is gone": (
        "DELETE FROM actors",
        f"a participant that names no actor of its issue (6 in all, first in issue {ISSUE}): ingest",
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_check_finds(store: EventStore, url: str, kind: str) -> None:
    lone(store, offer())
    store.close()
    damage, fault = DAMAGE[kind]
    if url.startswith("sqlite"):
        damage = damage.replace(" CASCADE", "")
    _do(url, damage)
    assert any(told.startswith(fault) for told in store.check().faults)


def test_check_finds_a_file_that_is_damaged(sqlite_url: str) -> None:
    Path(sqlite_url.removeprefix("sqlite:///")).write_text("Dear reader, " * 100)
    with EventStore(sqlite_url) as store:
        assert "not a SQLite database" in store.check().faults[0]


def test_a_database_that_is_not_there_cannot_be_checked(empty_url: str) -> None:
    with EventStore(empty_url) as store, pytest.raises(NoDatabase, match="dateline db init"):
        store.check()


def test_check_finds_rows_that_refer_to_rows_that_are_gone(sqlite_url: str) -> None:
    with EventStore(sqlite_url) as store:
        store.init()
        enter(store)
        lone(store, offer())
        plain = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))  # foreign keys are off by default
        with plain:
            plain.execute("DELETE FROM passages")
        plain.close()
        assert any("refer to rows that are gone" in fault for fault in store.check().faults)


def test_the_text_index_outlives_a_vacuum(sqlite_url: str) -> None:
    with EventStore(sqlite_url) as store:
        store.init()
        enter(store)
        for number in range(5):
            lone(store, offer(number))
        lone(store, offer(0, wording=1))
        store.close()
        _do(sqlite_url, "DELETE FROM issues WHERE source_key = 'issue-000002.txt'")
        plain = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
        plain.execute("VACUUM")
        plain.execute("INSERT INTO sentence_words (sentence_words, rank) VALUES ('integrity-check', 1)")
        plain.close()
        words = EventFilter(text="capital")
        assert list(store.events(words)) == list(store.events())


def test_a_file_that_is_no_database_is_told_and_not_touched(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, " * 100)
    with EventStore(f"sqlite:///{letter}") as store, pytest.raises(Damaged, match="not a SQLite database"):
        store.init()
    assert letter.read_text() == "Dear reader, " * 100


def test_a_server_that_does_not_answer_is_told_at_once(tmp_path: Path) -> None:
    for ask in ("init", "runs", "upgrade", "check"):
        with (
            EventStore(f"postgresql://nobody@/news?host={tmp_path}") as store,
            pytest.raises(Unreachable, match="answer"),
        ):
            getattr(store, ask)()


def test_a_database_that_the_server_does_not_have_is_told(postgres: str) -> None:
    url = postgres.replace("/postgres?", "/nowhere?")
    with EventStore(url) as store, pytest.raises(NoDatabase, match="no such database"):
        store.init()


@pytest.mark.parametrize("url", ["events.db", "mysql://localhost/x", "postgresql://host:port/x", ""])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(BadAddress):
        EventStore(url)


def test_a_database_in_memory_works(tmp_path: Path) -> None:
    with EventStore("sqlite://") as store:
        store.init()
        assert store.check().sound
    assert not list(tmp_path.iterdir())
