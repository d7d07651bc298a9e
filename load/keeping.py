"""Creates, upgrades and checks a database, and never touches one that is not ours."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, inspect, select, text

from load.database import Database, lock_for_writing
from load.errors import Damaged, ForeignDatabase, NewerDatabase, NoDatabase, OldDatabase
from load.schema import Migration, schema_sql, statements, views
from load.tables import TABLES, schema_version
from load.views import VIEWS

APPLICATION = "dateline"

State = Literal["empty", "ours", "foreign"]


@dataclass(frozen=True, slots=True)
class Report:
    """What `init`, `upgrade` or `check` did or found."""

    address: str
    """The database, without secrets."""
    version: int
    """Its schema's version now."""
    steps: tuple[str, ...] = ()
    """Names of the files that were run."""
    faults: tuple[str, ...] = ()
    """What is wrong with it, each with what to do next; empty: nothing."""

    @property
    def sound(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def head(steps: tuple[Migration, ...]) -> int:
    """The version that this code writes: the last step's, or 1."""
    return max((step.version for step in steps), default=1)


def stands_at(connection: Connection) -> tuple[State, int]:
    """Whose database it is, and its version (0 unless ours). Only looks."""
    names = set(inspect(connection).get_table_names()) | set(inspect(connection).get_view_names())
    if not names:
        return "empty", 0
    if schema_version.name not in names:
        return "foreign", 0
    columns = {column["name"] for column in inspect(connection).get_columns(schema_version.name)}
    if columns != set(schema_version.c.keys()):
        return "foreign", 0
    rows = connection.execute(select(schema_version.c.version, schema_version.c.application)).all()
    if not rows or {row.application for row in rows} != {APPLICATION}:
        return "foreign", 0
    return "ours", max(row.version for row in rows)


def require(database: Database, steps: tuple[Migration, ...]) -> None:
    """Let through only a database of ours at this code's version.

    Raises:
        NoDatabase, ForeignDatabase, OldDatabase, NewerDatabase: by name.
    """
    with database.read() as connection:
        state, version = stands_at(connection)
    _refuse(state, version, head(steps), database.shown)
    if version < head(steps):
        message = (
            f"{database.shown}: it has schema version {version}, this Dateline writes {head(steps)}:"
            " back it up, then run `dateline db upgrade`"
        )
        raise OldDatabase(message)


def _refuse(state: State, version: int, newest: int, address: str) -> None:
    if state == "empty":
        message = f"{address}: there are no tables yet: `dateline ingest` or `dateline db init` creates them"
        raise NoDatabase(message)
    if state == "foreign":
        message = f"{address}: the database belongs to another program and was not touched: give another --db"
        raise ForeignDatabase(message)
    if version > newest:
        message = (
            f"{address}: the database has schema version {version}, this Dateline knows {newest}:"
            " install a newer Dateline; nothing was touched"
        )
        raise NewerDatabase(message)


def create(database: Database, steps: tuple[Migration, ...]) -> Report:
    """Create all tables, views and indexes; a database that has them is left unchanged.

    Raises:
        ForeignDatabase, NewerDatabase, OldDatabase: by name; nothing was touched.
    """
    _make_file(database)
    newest = head(steps)
    with database.read() as connection:  # a server that does not answer is told at once, not after retries
        _refuse_foreign(connection, newest, database.shown)

    def work(connection: Connection, _attempt: int) -> Report:
        lock_for_writing(connection, database.patience)
        state, version = stands_at(connection)
        if state != "empty":
            return Report(database.shown, version)
        own = [step for step in steps if step.is_for_new_databases]
        for sql in (schema_sql(), *(step.sql for step in own)):
            _run(connection, sql)
        for number in range(1, newest + 1):
            _record(connection, number)
        return Report(database.shown, newest, ("schema.sql", *(step.name for step in own)))

    report = database.transact(work)
    require(database, steps)
    return report


def _refuse_foreign(connection: Connection, newest: int, address: str) -> None:
    state, version = stands_at(connection)
    if state != "empty":
        _refuse(state, version, newest, address)


def upgrade(database: Database, steps: tuple[Migration, ...]) -> Report:
    """Bring a database of ours up to this code's version, in one transaction.

    Raises:
        NoDatabase, ForeignDatabase, NewerDatabase: by name; nothing was touched.
    """
    newest = head(steps)
    with database.read() as connection:  # as in create
        _refuse(*stands_at(connection), newest, database.shown)

    def work(connection: Connection, _attempt: int) -> Report:
        lock_for_writing(connection, database.patience)
        state, version = stands_at(connection)
        _refuse(state, version, newest, database.shown)
        todo = [step for step in steps if step.version > version]
        _drop_views(connection)
        for step in todo:
            _run(connection, step.sql)
        for _, statement in views():
            _run(connection, statement)
        for number in range(version + 1, newest + 1):
            _record(connection, number)
        return Report(database.shown, newest, tuple(step.name for step in todo))

    return database.transact(work)


def _drop_views(connection: Connection) -> None:
    """Views are made anew after an upgrade: steps need not speak of them. Those that read others go first."""
    there = set(inspect(connection).get_view_names())
    for name, _ in reversed(views()):
        if name in there:
            connection.exec_driver_sql(f"DROP VIEW {name}")


def check(database: Database, steps: tuple[Migration, ...]) -> Report:
    """Check that the database is complete: version, tables, columns, views, references, spans. Only reads.

    Raises:
        StoreError: it cannot be checked: there is none, or its server does not answer, or refuses us.
    """
    try:
        require(database, steps)
        with database.read() as connection:
            version = stands_at(connection)[1]
            faults = _missing(connection) or [*_torn(connection), *_engine_faults(connection)]
    except _UNSOUND as error:
        return Report(database.shown, 0, (), (str(error),))
    return Report(database.shown, version, (), tuple(faults))


_UNSOUND = (Damaged, ForeignDatabase, NewerDatabase, OldDatabase)
"""What `check` finds wrong with a database that is there; whatever else stops it leaves it unchecked."""


def _missing(connection: Connection) -> list[str]:
    """Tables, views and columns that should be there and are not."""
    seen = inspect(connection)
    relations = TABLES.tables | VIEWS.tables
    lost = sorted(set(relations) - set(seen.get_table_names()) - set(seen.get_view_names()))
    if not lost:
        lost = [
            f"{name}.{column}"
            for name, relation in relations.items()
            for column in sorted(set(relation.c.keys()) - {told["name"] for told in seen.get_columns(name)})
        ]
    return [f"{name} is missing: restore the database from a backup" for name in lost]


_TORN = {
    "an issue without a source": """
        SELECT COUNT(*), MIN(i.issue_id) FROM issues AS i
        WHERE NOT EXISTS (SELECT 1 FROM issue_sources AS s WHERE s.issue_id = i.issue_id)""",
    "an issue whose first source is not among its sources": """
        SELECT COUNT(*), MIN(i.issue_id) FROM issues AS i WHERE NOT EXISTS (
            SELECT 1 FROM issue_sources AS s
            WHERE s.issue_id = i.issue_id AND s.source_key = i.source_key)""",
    "a trigger that its text does not have": """
        SELECT COUNT(*), MIN(e.issue_id) FROM events AS e JOIN issues AS i ON i.issue_id = e.issue_id
        WHERE substr(i.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) <> e.trigger""",
    "a participant that names no actor of its issue": """
        SELECT COUNT(*), MIN(e.issue_id) FROM participants AS p JOIN events AS e ON e.event_id = p.event_id
        WHERE p.actor_no IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM actors AS a WHERE a.issue_id = e.issue_id AND a.actor_no = p.actor_no)""",
    "an event without an act": """
        SELECT COUNT(*), MIN(e.issue_id) FROM events AS e
        WHERE NOT EXISTS (SELECT 1 FROM happening_events AS h WHERE h.event_id = e.event_id)""",
    "an act that none of its events is named after": """
        SELECT COUNT(*), MIN(e.issue_id) FROM happening_events AS h JOIN events AS e ON e.event_id =
        h.event_id WHERE NOT EXISTS (SELECT 1 FROM happening_events AS n
            WHERE n.event_id = h.happening_id AND n.happening_id = h.happening_id)""",
}
"""What no constraint holds: how many rows break it, and the first of their issues."""


def _torn(connection: Connection) -> list[str]:
    found = {fault: connection.execute(text(query)).one() for fault, query in _TORN.items()}
    return [
        f"{fault} ({count} in all, first in issue {issue_id}): ingest again with --force"
        for fault, (count, issue_id) in found.items()
        if count
    ]


def _engine_faults(connection: Connection) -> list[str]:
    """What SQLite itself finds: pages, references, and whether texts are stored as UTF-8 on PostgreSQL."""
    if connection.dialect.name == "postgresql":
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        return [] if encoding == "UTF8" else [f"the server stores {encoding}: create the database with UTF8"]
    pages = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(10)") if row[0] != "ok"]
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    faults = [f"SQLite: {fault}: restore the database from a backup" for fault in pages]
    told = f"{len(lost)} rows refer to rows that are gone: ingest again with --force"
    return [*faults, told] if lost else faults


def _make_file(database: Database) -> None:
    """An empty file for a new SQLite database, in write-ahead mode; one that is there is not touched."""
    path = database.path
    if path is None:
        return
    try:
        if not path.exists() or path.stat().st_size == 0:
            path.touch()
            database.write_ahead()
    except OSError as error:
        message = (
            f"{database.shown}: the file cannot be made ({error.strerror}): check the folder and its rights"
        )
        raise NoDatabase(message) from None


def _run(connection: Connection, sql: str) -> None:
    for statement in statements(sql):
        connection.exec_driver_sql(
            statement.replace("%", "%%") if connection.dialect.name == "postgresql" else statement
        )


def _record(connection: Connection, version: int) -> None:
    connection.execute(schema_version.insert(), {"version": version, "application": APPLICATION})
