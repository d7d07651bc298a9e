"""Extraction on a Dask cluster: the same chunks as on one machine; the workers extract, the run writes."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import Final, Self

from extract.model import RawIssue
from flows.extraction import Job, Outcome, chunks, died, extract_chunk, took_too_long
from flows.settings import SettingsError
from flows.waiting import arrives_in_time
from flows.workers import in_window

try:
    from distributed import Client, Future, KilledWorker, LocalCluster, wait
except ModuleNotFoundError as error:
    MISSING = "--runner dask needs the extra: pip install '.[dask]' in Dateline's folder"
    raise SettingsError(MISSING) from error

CONNECT_SECONDS: Final = 10
"""How long a scheduler may take to answer."""

AHEAD: Final = 4
"""Chunks under way for each worker."""


class DaskExtractor(AbstractContextManager["DaskExtractor"]):
    """Extracts on the cluster at `address`, or on one of `workers` processes that ends with the run.

    Dask gives a dead worker's chunks to the others; a chunk that kills several is halved until the document
    that does it is known. If a chunk takes longer than one document may, its worker is started anew and its
    documents are tried one by one. Memory is bounded by the cluster's own settings.
    """

    def __init__(self, job: Job, workers: int, address: str | None) -> None:
        """Connects, or starts the cluster.

        Raises:
            SettingsError: no scheduler answers at `address`.
        """
        self.job = job
        self.cluster = (
            None
            if address
            else LocalCluster(n_workers=workers or None, threads_per_worker=1, dashboard_address=None)
        )
        try:
            self.client = Client(address or self.cluster, set_as_default=False, timeout=CONNECT_SECONDS)
        except (OSError, ValueError) as error:
            message = f"no Dask scheduler answers at {address} ({error}): see --dask-address"
            raise SettingsError(message) from error

    def __enter__(self) -> Self:
        """The extractor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Disconnects from the cluster; stops it if the run started it."""
        self.client.close()
        if self.cluster:
            self.cluster.close()

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document, in order."""
        workers = max(1, len(self.client.scheduler_info()["workers"]))
        return in_window(raws, self.submit, self.finished, AHEAD * workers)

    def submit(self, chunk: list[RawIssue]) -> "Future[list[Outcome]]":
        """Hands a chunk to the cluster."""
        return self.client.submit(extract_chunk, chunk, self.job, pure=False)

    def finished(self, chunk: list[RawIssue], future: "Future[list[Outcome]]") -> list[Outcome]:
        """The chunk's outcomes."""
        longest = max(chunk, key=lambda raw: len(raw.content))
        if not arrives_in_time(partial(is_done, future), longest, self.job.bounds.document_seconds or None):
            self.give_up(future)
            alone: list[Outcome] = [took_too_long(chunk[0], self.job.bounds)]
            return alone if len(chunk) == 1 else self.in_parts(chunk, 1)
        try:
            return future.result()
        except KilledWorker:
            return [died(chunk[0])] if len(chunk) == 1 else self.in_parts(chunk, len(chunk) // 2)

    def in_parts(self, chunk: list[RawIssue], size: int) -> list[Outcome]:
        """The chunk's outcomes, one part after the other."""
        parts = chunks(chunk, size)
        return [outcome for part in parts for outcome in self.finished(part, self.submit(part))]

    def give_up(self, future: "Future[list[Outcome]]") -> None:
        """Starts anew the worker that is at the future's chunk; its other chunks go to the others.

        A worker that no nanny looks after cannot be: it stays with its document.
        """
        at_it = [worker for worker, keys in self.client.processing().items() if future.key in keys]
        future.cancel()
        with suppress(ValueError):
            self.client.restart_workers(at_it, raise_for_error=False)


def is_done(future: "Future[list[Outcome]]", seconds: float | None) -> bool:
    """Waits so long for the future to end, in whatever way."""
    try:
        with future.client.as_current():  # `wait` asks the current client, which a caller may lack
            wait(future, seconds)
    except TimeoutError:
        return False
    return True
