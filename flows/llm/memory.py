"""What a server has answered, so that nothing is paid twice, and what it cost; one file for all processes."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.settings import SettingsError

FILE: Final = "second-reader.db"
BUSY_SECONDS: Final = 60.0
POLL_SECONDS: Final = 0.05

TABLES: Final = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
  call INTEGER PRIMARY KEY, run TEXT NOT NULL, most INTEGER NOT NULL, tokens INTEGER
);
CREATE INDEX IF NOT EXISTS calls_run ON calls (run);
CREATE TABLE IF NOT EXISTS counts (
  run TEXT NOT NULL, sentences INTEGER NOT NULL, asked INTEGER NOT NULL, known INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS counts_run ON counts (run);
"""
"""answers: by digest of model, prompt and text, what was told, as JSON. calls: a row a request, the most that
it can cost, and what it did cost, null while it is under way. counts: sentences that were met."""


class SpentError(Exception):
    """The next request could cost more than is left of the limit."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What a run's second reader did; the first three count sentences."""

    sentences: int
    """That there were to read."""
    asked: int
    """That a server was asked about."""
    known: int
    """That were answered before."""
    calls: int
    tokens: int

    @property
    def facts(self) -> dict[str, int]:
        """As JSON has it."""
        return {name: getattr(self, name) for name in ("sentences", "asked", "known", "calls", "tokens")}


class Memory:
    """The file; safe to use from several threads and processes at once."""

    def __init__(self, folder: Path) -> None:
        """Opens the file, and makes it where there is none.

        Raises:
            SettingsError: the folder cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                folder / FILE, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(TABLES)
        except (OSError, sqlite3.Error) as error:
            message = (
                f"DATELINE_LLM_CACHE: {folder} cannot be used ({error}): name a folder that can be written"
            )
            raise SettingsError(message) from error
        self._lock = threading.Lock()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that no other process writes beside."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def answers(self, keys: Sequence[str]) -> dict[str, Any]:
        """What was answered before, by key."""
        found: dict[str, Any] = {}
        with self._lock:
            for key in keys:
                row = self._db.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
                if row is not None:
                    found[key] = json.loads(row[0])
        return found

    def keep(self, answers: Mapping[str, Any]) -> None:
        """Keeps answers: at once on the disk, whatever becomes of the run."""
        rows = [(key, json.dumps(answer)) for key, answer in answers.items()]
        with self._writing() as db:
            db.executemany("INSERT OR IGNORE INTO answers VALUES (?, ?)", rows)

    def count(self, run: str, *, sentences: int, asked: int, known: int) -> None:
        """Counts sentences that were met."""
        with self._writing() as db:
            db.execute("INSERT INTO counts VALUES (?, ?, ?, ?)", (run, sentences, asked, known))

    def reserve(self, run: str, most: int, limit: int, patience: float) -> int:
        """Sets tokens aside for a request, so that all requests together stay below the limit.

        Args:
            run: whose limit it is.
            most: what the request can cost at most.
            limit: of the run; 0: none.
            patience: seconds to wait for requests under way that may cost less than was set aside for them.

        Returns:
            The request's number, for `settle`.

        Raises:
            SpentError: it could pass the limit.
        """
        until = time.monotonic() + patience
        while True:
            with self._writing() as db:
                spent, pending = self._sums(db, run)
                if not limit or spent + pending + most <= limit:
                    row = db.execute("INSERT INTO calls (run, most) VALUES (?, ?)", (run, most))
                    return int(row.lastrowid or 0)
            if spent + most > limit or time.monotonic() > until:
                raise SpentError
            time.sleep(POLL_SECONDS)

    def _sums(self, db: sqlite3.Connection, run: str) -> tuple[int, int]:
        """What a run has spent, and what is set aside for requests under way."""
        query = """
            SELECT COALESCE(SUM(tokens), 0), COALESCE(SUM(CASE WHEN tokens IS NULL THEN most END), 0)
            FROM calls WHERE run = ?
        """
        spent, pending = db.execute(query, (run,)).fetchone()
        return int(spent), int(pending)

    def settle(self, call: int, tokens: int) -> None:
        """Says what a request did cost."""
        with self._writing() as db:
            db.execute("UPDATE calls SET tokens = ? WHERE call = ?", (tokens, call))

    def spending(self, run: str) -> Spending:
        """What a run has asked and spent; of requests that never came back, what they can have cost."""
        counts = "SELECT TOTAL(sentences), TOTAL(asked), TOTAL(known) FROM counts WHERE run = ?"
        calls = "SELECT COUNT(*), TOTAL(COALESCE(tokens, most)) FROM calls WHERE run = ?"
        with self._lock:
            rows = (*self._db.execute(counts, (run,)).fetchone(), *self._db.execute(calls, (run,)).fetchone())
        return Spending(*map(int, rows))
