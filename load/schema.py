"""Where the schema and its migrations stand, and how they are cut into statements."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_IN_SCHEMA = "-- Said by schema.sql for new databases"
"""How a step of one engine begins that only brings old tables to what schema.sql says."""

_VIEW = re.compile(r"^CREATE VIEW (?P<name>\w+)", re.MULTILINE)

_MIGRATION = re.compile(r"(?P<version>\d{4})_\w+(?:\.(?P<engine>sqlite|postgresql))?\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered SQL file: the step that brings a database to `version`."""

    version: int
    engine: str | None
    """The only engine it is for; None: both, and then schema.sql says the same."""
    name: str
    sql: str

    @property
    def is_for_new_databases(self) -> bool:
        """Whether a new database needs it besides schema.sql: it has what only its engine knows."""
        return self.engine is not None and not self.sql.startswith(_IN_SCHEMA)


def schema_sql() -> str:
    """The text of schema.sql, from the wheel (load/schema.sql) or from the repository's root.

    >>> "CREATE VIEW event_log" in schema_sql()
    True
    """
    packaged = files("load") / "schema.sql"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).resolve().parent.parent / "schema.sql").read_text(encoding="utf-8")


def migrations(engine: str, folder: Traversable | None = None) -> tuple[Migration, ...]:
    """The steps for `engine` ("sqlite" or "postgresql"), by version.

    >>> [step.version for step in migrations("sqlite")][:1]
    [2]
    """
    found = []
    for path in (folder or files("load") / "migrations").iterdir():
        named = _MIGRATION.fullmatch(path.name)
        if named and named["engine"] in (None, engine):
            sql = path.read_text(encoding="utf-8")
            found.append(Migration(int(named["version"]), named["engine"], path.name, sql))
    return tuple(sorted(found, key=lambda step: (step.version, step.name)))


def views() -> tuple[tuple[str, str], ...]:
    """Each view's name and the statement that creates it, in the order of schema.sql.

    >>> [name for name, _ in views()][:2]
    ['event_log', 'agenda']
    """
    found = ((_VIEW.search(statement), statement) for statement in statements(schema_sql()))
    return tuple((view["name"], statement) for view, statement in found if view)


def statements(sql: str) -> Iterator[str]:
    r"""The statements of an SQL text, one by one; triggers stay whole.

    >>> list(statements("SELECT 1; -- one\nSELECT ';';"))
    ['SELECT 1;', "-- one\nSELECT ';';"]
    """
    buffer = ""
    for piece in re.split(r"(?<=;)", sql):
        buffer += piece
        if sqlite3.complete_statement(buffer):
            yield buffer.strip()
            buffer = ""
