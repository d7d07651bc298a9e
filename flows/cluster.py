"""Extraction on a Dask cluster: the same chunks as on one machine; the workers extract, the run writes."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Final, Self

from extract.model import RawIssue
from flows.extraction import Job, Outcome, extract_chunk, fatal, in_window
from flows.settings import SettingsError

try:
    from distributed import Client, Future, KilledWorker, LocalCluster
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
    that does it is known.
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
        try:
            return future.result()
        except KilledWorker:
            if len(chunk) == 1:
                return [fatal(chunk[0])]
            half = len(chunk) // 2
            halves = (chunk[:half], chunk[half:])
            return [outcome for part in halves for outcome in self.finished(part, self.submit(part))]
