"""Copies a database while runs go on: the copy is complete, or absent."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL

from load.database import Database
from load.errors import NoSpace, StoreError


def back_up(database: Database, path: Path) -> int:
    """Copy the database into a new file.

    SQLite copies itself page by page, into a file that is complete without a log beside it. PostgreSQL is
    dumped by its own pg_dump in its custom form, for pg_restore.

    Returns:
        The file's size in bytes.

    Raises:
        StoreError: there is such a file, pg_dump is missing or fails, or the file cannot be written.
    """
    if path.exists():
        message = f"{path} is there already: name a new file, nothing was overwritten"
        raise StoreError(message)
    part = path.with_name(f"{path.name}.part")
    try:
        if database.engine_name == "sqlite":
            _copy_sqlite(database, part)
        else:
            _dump_postgresql(database.address, part)
        part.replace(path)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}): check folder, rights and space"
        raise NoSpace(message) from None
    finally:
        part.unlink(missing_ok=True)
    return path.stat().st_size


def _copy_sqlite(database: Database, path: Path) -> None:
    path.touch()
    copy = sqlite3.connect(path)
    try:
        with database.read() as connection:
            connection.exec_driver_sql("SELECT 1")
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # the engine says so
            driver.rollback()  # a reader's transaction would keep the copy at its own state, and for no gain
            driver.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def _dump_postgresql(address: URL, path: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        message = "pg_dump is not on the path: install PostgreSQL's client (Debian: postgresql-client)"
        raise StoreError(message)
    url = address.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {"PGPASSWORD": str(address.password)} if address.password else {}
    done = subprocess.run(  # noqa: S603  # a program found on the path, arguments of our own
        [program, "--format=custom", f"--file={path}", f"--dbname={url}"],
        env={**os.environ, **environment},  # password file, services and libraries are found by it
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        message = f"pg_dump failed: {said[-1]}"
        raise StoreError(message)
