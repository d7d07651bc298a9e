"""What can go wrong with a database, in words that tell a person what to do next.

Driver errors never leave this package as they are: they would show statements, texts of issues, and at
worst a password. `explain` turns one into a `StoreError` that names the database by its address without
secrets.
"""

import sqlite3

from sqlalchemy import exc


class StoreError(Exception):
    """Something is wrong with the database; the message says what, where and what to do next."""


class BadAddress(StoreError):  # noqa: N818  # the tree reads as a sentence: StoreError, of the kind bad address
    """The address is not a SQLAlchemy URL for SQLite or PostgreSQL."""


class NoDatabase(StoreError):  # noqa: N818  # as above
    """There is no database, or it holds no tables of ours yet."""


class ForeignDatabase(StoreError):  # noqa: N818  # as above
    """The database belongs to something else; it was not touched."""


class OldDatabase(StoreError):  # noqa: N818  # as above
    """The database was made by an earlier version and needs an upgrade."""


class NewerDatabase(StoreError):  # noqa: N818  # as above
    """The database was made by a later version; it was not touched."""


class Unreachable(StoreError):  # noqa: N818  # as above
    """The server does not answer, or refuses us."""


class Busy(StoreError):  # noqa: N818  # as above
    """Another program holds a lock for longer than we wait."""


class NoSpace(StoreError):  # noqa: N818  # as above
    """The disk is full or the file may not grow; what was committed stands."""


class NotAllowed(StoreError):  # noqa: N818  # as above
    """The database may not be written by this user, or is read-only."""


class RowRefused(StoreError):  # noqa: N818  # as above
    """The schema refuses a row: the extraction is inconsistent. Nothing of its issue was written."""


class Damaged(StoreError):  # noqa: N818  # as above
    """The file is not a database, or is damaged."""


_RULE_BROKEN = "a row breaks a rule of the schema, its issue was not written: report it with the document"
_MISFIT = "a value does not fit its column, its issue was not written: report it with the document"

_SQLITE_KINDS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (Busy, "locked by another program: close it or wait, then run again"),
    sqlite3.SQLITE_LOCKED: (Busy, "locked by another program: close it or wait, then run again"),
    sqlite3.SQLITE_FULL: (NoSpace, "no space is left: make room, then run again; what was committed stands"),
    sqlite3.SQLITE_IOERR: (
        NoSpace,
        "reading or writing the file failed: check disk and limits, then run again",
    ),
    sqlite3.SQLITE_READONLY: (NotAllowed, "the file is read-only: check its rights and its folder's"),
    sqlite3.SQLITE_PERM: (NotAllowed, "access denied: check the rights of the file and its folder"),
    sqlite3.SQLITE_AUTH: (NotAllowed, "access denied: check the rights of the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: (
        NoDatabase,
        "there is no such file, or it cannot be opened: `dateline ingest` or `dateline db init` makes it",
    ),
    sqlite3.SQLITE_NOTADB: (
        Damaged,
        "the file is not a SQLite database: give another --db; nothing was changed",
    ),
    sqlite3.SQLITE_CORRUPT: (Damaged, "the file is damaged: restore it from a backup"),
    sqlite3.SQLITE_CONSTRAINT: (RowRefused, _RULE_BROKEN),
}

_POSTGRES_KINDS: dict[str, tuple[type[StoreError], str]] = {
    "08": (Unreachable, "the connection broke: check the server, then run again"),
    "23": (RowRefused, _RULE_BROKEN),
    "22": (RowRefused, _MISFIT),
    "25006": (
        NotAllowed,
        "this user, or this server, may only read: write as another user or to the primary",
    ),
    "28": (Unreachable, "the server refuses this user: check name, password and pg_hba.conf"),
    "3D": (NoDatabase, "the server has no such database: createdb it, then `dateline db init`"),
    "40": (Busy, "another program wrote the same rows at once: run again"),
    "42501": (NotAllowed, "this user lacks a right: load/grants.sql has the grants"),
    "42P01": (
        NoDatabase,
        "tables are missing: `dateline db init` creates them, `dateline db check` says which",
    ),
    "53100": (NoSpace, "the server's disk is full: make room, then run again; what was committed stands"),
    "53": (Busy, "the server is short of resources: run again later"),
    "55P03": (Busy, "locked by another program: wait, then run again"),
    "57": (Unreachable, "the server is shutting down or starting: run again"),
}

_PASSING_STATES = ("08", "40", "55P03", "57P01", "57P02", "57P03", "53300")
"""SQLSTATEs (or classes) that pass: lost connection, deadlock, lock, restart, too many clients."""


def _sqlite_code(error: BaseException | None) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def passes(error: BaseException) -> bool:
    """Whether the same statement may well succeed in a moment: a lock or a lost connection."""
    code = _sqlite_code(error.orig if isinstance(error, exc.DBAPIError) else error)
    if code is not None:
        return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    if not isinstance(error, exc.DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return error.connection_invalidated or isinstance(error, exc.OperationalError)
    return str(state).startswith(_PASSING_STATES)


_AT_THE_DOOR: dict[str, tuple[type[StoreError], str]] = {
    "authentication failed": (Unreachable, "the server refuses this user: check name and password"),
    "no pg_hba.conf entry": (Unreachable, "the server refuses this user from here: check pg_hba.conf"),
    "no password supplied": (Unreachable, "the server asks for a password: set PGPASSWORD or a .pgpass file"),
    'database "': (NoDatabase, "the server has no such database: createdb it, then `dateline db init`"),
    'role "': (Unreachable, "the server does not know this user: check the name"),
}
"""Words of a server that lets nobody in: such errors carry no code."""

_LOOK_UP = "look the code up in the database's manual; what was committed stands"

_SILENT = (Unreachable, "the server does not answer: check host, port and whether it runs")


def explain(error: BaseException, address: str) -> StoreError:
    """What a driver's error means for the database at `address` (an address without secrets).

    Args:
        error: What SQLAlchemy or a driver raised.
        address: The database, fit to be shown.

    Returns:
        A `StoreError` to raise from None: the driver's words stay out but for the rule that was broken.
    """
    if isinstance(error, exc.StatementError) and not isinstance(error, exc.DBAPIError):
        return RowRefused(f"{address}: {_MISFIT}")
    cause = getattr(error, "orig", None) or error
    code = _sqlite_code(cause)
    if code is not None:
        kind, advice = _SQLITE_KINDS.get(code, (StoreError, f"SQLite failed with code {code}: {_LOOK_UP}"))
    elif state := str(getattr(cause, "sqlstate", None) or ""):
        key = next((key for key in (state, state[:2]) if key in _POSTGRES_KINDS), "")
        kind, advice = _POSTGRES_KINDS.get(
            key, (StoreError, f"the server failed with SQLSTATE {state}: {_LOOK_UP}")
        )
    else:
        said = str(cause)
        kind, advice = next((told for words, told in _AT_THE_DOOR.items() if words in said), _SILENT)
    detail = _rule_broken(cause) if kind is RowRefused else ""
    return kind(f"{address}: {advice}{detail}")


def _rule_broken(cause: BaseException) -> str:
    """The name of the broken rule, without the row's values."""
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    words = constraint or (str(cause) if isinstance(cause, sqlite3.Error) else "")
    return f" ({words})" if words else ""
