"""Extraction spread over processes: documents in, extractions out, whatever single documents do.

A document that raises, or that takes its process down, costs itself alone: it comes back as a `Failure`.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol, Self, TypeVar

from extract import extract_issue, extract_issues
from extract.model import DayOptions, Extraction, Problem, RawIssue

Element = TypeVar("Element")

CHUNK: Final = 16
"""Documents a process takes at once: enough that sending them costs nothing, few enough that none waits long."""

AHEAD: Final = 3
"""Chunks under way for each process: one worked on, one waiting, one coming back. Bounds the memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every extracting process needs to know."""

    options: DayOptions = DayOptions()
    model: str | None = None
    """A spaCy pipeline to use instead of the packaged one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be extracted, and why."""

    raw: RawIssue
    problem: Problem


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document and what came of it."""

    raw: RawIssue
    extraction: Extraction


Outcome = Extracted | Failure


class Extractor(Protocol):
    """Turns documents into outcomes, each document once, in any order."""

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document."""
        ...


def extract_chunk(raws: Sequence[RawIssue], job: Job) -> list[Outcome]:
    """Extracts a chunk at once; if that fails, each document by itself, so that only the guilty one is lost."""
    try:
        extractions = list(extract_issues(raws, options=job.options, model=job.model))
    except Exception:  # noqa: BLE001  # which document it was is found out below, and kept with the reason
        return [extract_alone(raw, job) for raw in raws]
    return [outcome_of(raw, extraction) for raw, extraction in zip(raws, extractions, strict=True)]


def extract_alone(raw: RawIssue, job: Job) -> Outcome:
    """One document; whatever it raises is its failure."""
    try:
        return outcome_of(raw, extract_issue(raw, options=job.options, model=job.model))
    except Exception as error:  # noqa: BLE001  # kept: the reason goes to the quarantine
        reason = f"{type(error).__name__}: {error}"
        message = f"{raw.source_key}: extraction failed ({reason}); report it with the document"
        return Failure(raw, Problem("extract", "extraction-failed", message))


def outcome_of(raw: RawIssue, extraction: Extraction) -> Outcome:
    """The extraction, or the failure that its problems say it is: a text that holds no issue."""
    fatal = next((problem for problem in extraction.problems if problem.code in FATAL), None)
    return Failure(raw, fatal) if fatal else Extracted(raw, extraction)


FATAL: Final = frozenset({"empty", "no-text"})
"""Codes of problems that leave nothing to store."""


class InlineExtractor:
    """Extracts in this process, a chunk at a time."""

    def __init__(self, job: Job) -> None:
        """Keeps the job; the model is loaded with the first document."""
        self.job = job

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document, in order."""
        for chunk in chunks(raws, CHUNK):
            yield from extract_chunk(chunk, self.job)


class ProcessExtractor(AbstractContextManager["ProcessExtractor"]):
    """Extracts in `workers` processes that each load the model once."""

    def __init__(self, job: Job, workers: int) -> None:
        """Starts nothing yet: processes come with the first document."""
        self.job = job
        self.workers = workers
        self.pool = self.new_pool()

    def new_pool(self) -> ProcessPoolExecutor:
        """Fresh processes; spawned, since a fork would copy the threads' locks of this process."""
        return ProcessPoolExecutor(
            self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=ignore_interrupts
        )

    def __enter__(self) -> Self:
        """The extractor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the processes at once; what they were at is not waited for."""
        processes = list((self.pool._processes or {}).values())  # noqa: SLF001  # no public way before 3.14
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document, in order; never more than a few chunks ahead of the reader."""
        waiting: deque[tuple[list[RawIssue], Future[list[Outcome]]]] = deque()
        for chunk in chunks(raws, CHUNK):
            waiting.append((chunk, self.submit(chunk)))
            if len(waiting) >= AHEAD * self.workers:
                yield from self.finished(*waiting.popleft())
        while waiting:
            yield from self.finished(*waiting.popleft())

    def submit(self, chunk: list[RawIssue]) -> Future[list[Outcome]]:
        """Hands a chunk to the processes, fresh ones if the old ones have died."""
        try:
            return self.pool.submit(extract_chunk, chunk, self.job)
        except BrokenProcessPool:
            self.pool = self.new_pool()
            return self.pool.submit(extract_chunk, chunk, self.job)

    def finished(self, chunk: list[RawIssue], future: Future[list[Outcome]]) -> list[Outcome]:
        """The chunk's outcomes; if a process died under it, each document in a process of its own."""
        try:
            return future.result()
        except BrokenProcessPool:
            return [self.isolated(raw) for raw in chunk]

    def isolated(self, raw: RawIssue) -> Outcome:
        """One document in one fresh process, so that the one that kills it is known."""
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=ignore_interrupts) as pool:
            try:
                return pool.submit(extract_alone, raw, self.job).result()
            except BrokenProcessPool:
                message = f"{raw.source_key}: the extracting process died over it; report it with the document"
                return Failure(raw, Problem("extract", "process-died", message))


def ignore_interrupts() -> None:
    """Leaves Ctrl-C to the parent, which ends its processes itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def chunks(elements: Iterable[Element], size: int) -> Iterator[list[Element]]:
    """Lists of `size` elements, the last one shorter.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(elements)
    while chunk := list(islice(iterator, size)):
        yield chunk
