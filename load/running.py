"""A run under way: the one writer of issues, of what was left alone, and of what is put aside."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Final, Literal, Self

from sqlalchemy import Connection

from extract.model import Extraction
from load import ledger
from load.copying import distinct_batches, write_batch
from load.database import Database, lock_for_writing
from load.errors import RowRefused, StoreError
from load.ledger import Quarantined, RunOrder
from load.rows import Lineage, utc
from load.writing import Outcome

INTERRUPTED: Final = 130
"""Exit status of a run that Ctrl-C ended."""

ISSUES_A_TRANSACTION: Final = 250

Clock = Callable[[], datetime]
"""Tells the time; without zone it is UTC."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one extraction."""

    source_key: str
    outcome: Outcome | Literal["refused"]
    message: str = ""
    """Why it was refused."""


class OpenRun:
    """A run that is entered in the ledger; `EventStore.run` makes it.

    Its end is written however it ends: 0, or 1 where a document was put aside or the run failed, 130 after
    Ctrl-C, and the status of a SystemExit. A run that is killed keeps an open end.
    """

    def __init__(self, opened: Callable[[], Database], order: RunOrder, clock: Clock) -> None:
        """Prepare; the run is entered when the context begins."""
        self._opened = opened
        self._order = order
        self._clock = clock
        self._put_aside = 0

    def __enter__(self) -> Self:
        """Enter the run."""
        row = ledger.run_row(self._order, self._clock())
        self._opened().transact(lambda connection, _attempt: ledger.start_run(connection, row))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it with its exit status."""
        status = self.exit_status if error is None else _status_of(error)
        closed = self._opened().transact(
            lambda connection, _attempt: ledger.finish_run(
                connection, self._order.run_id, status, self._clock()
            )
        )
        if not closed and error is None:
            message = f"there is no run {self._order.run_id}: it was deleted while it was under way"
            raise StoreError(message)

    @property
    def exit_status(self) -> int:
        """0: all was taken so far; 1: a document was put aside."""
        return 1 if self._put_aside else 0

    def write(
        self, extractions: Iterable[Extraction], document_digests: Mapping[str, str] | None = None
    ) -> list[Written]:
        """Write issues, many in one transaction, each wholly or not at all.

        The same text, version and options again write nothing. New text at a known key replaces what stood
        there, a new version replaces the issue's rows; the same text at a second key is a second source. What
        the schema refuses is told, and the rest is written. On PostgreSQL rows go by COPY into temporary
        tables and from there by one upsert a table.

        Args:
            extractions: What the issues gave.
            document_digests: Digests of the documents' bytes by source key; without one the issue's id stands
                for it, the digest of its text.

        Returns:
            One for each extraction, in order.
        """
        digests = document_digests or {}
        results: list[Written] = []
        for told in distinct_batches(map(_storable_key, extractions), ISSUES_A_TRANSACTION):
            results += self._written(told, digests)
        return results

    def _written(self, told: Sequence[Extraction], digests: Mapping[str, str]) -> list[Written]:
        """What became of a batch; a refused one is written again in halves until what is wrong is found."""
        try:
            outcomes = self._transacted(told, digests)
        except RowRefused as error:
            if len(told) == 1:
                return [Written(told[0].issue.source_key, "refused", str(error))]
            half = len(told) // 2
            return [*self._written(told[:half], digests), *self._written(told[half:], digests)]
        return [Written(one.issue.source_key, outcome) for one, outcome in zip(told, outcomes, strict=True)]

    def _transacted(self, told: Sequence[Extraction], digests: Mapping[str, str]) -> list[Outcome]:
        database, now, order = self._opened(), utc(self._clock()), self._order
        pairs = [
            (one, Lineage(order.run_id, order.options_digest, _digest(one, digests), now)) for one in told
        ]

        def work(connection: Connection, attempt: int) -> list[Outcome]:
            lock_for_writing(connection, database.patience)
            return write_batch(connection, pairs, overwrite_newer=order.overwrite_newer, again=attempt > 1)

        return database.transact(work)

    def unchanged(self, documents: Mapping[str, str]) -> None:
        """Enter documents that stand as they are: digest by source key."""
        now = self._clock()
        self._opened().transact(
            lambda connection, _attempt: ledger.record_unchanged(
                connection, self._order.run_id, dict(documents), now
            )
        )

    def quarantine(self, document: Quarantined) -> str:
        """Put a document aside and into the run's ledger; met again, its attempts are counted.

        Returns:
            The quarantine_id.
        """
        now, told = self._clock(), replace(document, run_id=self._order.run_id)
        self._put_aside += 1
        return self._opened().transact(lambda connection, _attempt: ledger.put_aside(connection, told, now))


def _status_of(error: BaseException) -> int:
    """The exit status of a run that an exception ended."""
    if isinstance(error, KeyboardInterrupt):
        return int(getattr(error, "exit_status", INTERRUPTED))
    if isinstance(error, SystemExit) and isinstance(error.code, int):
        return error.code
    return 1


def _digest(extraction: Extraction, digests: Mapping[str, str]) -> str:
    return digests.get(extraction.issue.source_key) or extraction.issue.issue_id


def _storable_key(extraction: Extraction) -> Extraction:
    """Names of files that are no Unicode are written out, so that no two become one."""
    key = extraction.issue.source_key
    written_out = key.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
    if written_out == key:
        return extraction
    return replace(extraction, issue=replace(extraction.issue, source_key=written_out))
