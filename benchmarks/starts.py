"""How long `dateline ingest` takes to its first row with no server running, and Ctrl-C to its end."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PERIOD: Final = 0.05
"""Seconds between two looks at the database."""

ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the command, and its stop by Ctrl-C once the first row stood."""

    workers: int
    seconds_to_first_row: float
    """From the start of the process to an event that another one can read."""
    seconds_to_stop: float
    """From the signal to the end of the process."""
    exit_status: int
    """130; 0 where the run was done before the signal came."""


def started(archive: Path, workers: int) -> Start:
    """Starts the command as a user does, without a Prefect server, and stops it when the first row stands.

    Raises:
        RuntimeError: it ended without a row.
    """
    database = Path(f"{archive}.{time.monotonic_ns()}.db")
    words = ["ingest", str(archive), "--workers", str(workers), "--db", f"sqlite:///{database}"]
    known = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    # A background job of a shell ignores Ctrl-C, and what it starts would too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    began = time.monotonic()
    running = subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "flows.cli", *words],
        cwd=ROOT,
        env=known,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not has_rows(database) and running.poll() is None:
        time.sleep(PERIOD)
    first = time.monotonic()
    if not has_rows(database):
        message = f"the run with {workers} workers ended with status {running.returncode} and without a row"
        raise RuntimeError(message)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal sends it
    status = running.wait()
    return Start(workers, first - began, time.monotonic() - first, status)


def has_rows(database: Path) -> bool:
    """Whether an event stands in the database; False before there is one."""
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT 1 FROM events LIMIT 1").fetchone() is not None
    except sqlite3.OperationalError:
        return False


def told(start: Start) -> str:
    """The start in a line."""
    head = f"{start.workers} worker{'s' if start.workers > 1 else ''}, no server running"
    stop = f"Ctrl-C ended it after {start.seconds_to_stop:.1f} s with status {start.exit_status}"
    return f"{head}: first row after {start.seconds_to_first_row:.1f} s; {stop}"
