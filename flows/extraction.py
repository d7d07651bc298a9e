"""Extraction spread over processes: documents in, extractions out, whatever single documents do.

A document that raises, or that takes its process down, costs itself alone: it comes back as a `Failure`.
"""

import gc
import multiprocessing
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, Protocol, Self, TypeVar

from extract import extract_issue, extract_issues, version
from extract.choices import Choices, read_choices
from extract.language import load_model
from extract.model import DayOptions, Extraction, Problem, RawIssue
from flows.children import obey_parent
from flows.logs import set_up_unless_done
from flows.settings import current_settings
from flows.waiting import naming_the_slow

Element = TypeVar("Element")
Handle = TypeVar("Handle")

CHUNK: Final = 16
"""Documents a process takes at once: sending them costs nothing, and none waits long."""

AHEAD: Final = 3
"""Chunks under way for each process: one worked on, one waiting, one coming back. Bounds the memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every extracting process needs to know."""

    options: DayOptions = field(default_factory=DayOptions)
    model: str | None = None
    """A language model to use instead of the packaged one."""
    choices: str | None = None
    """A file of choices to use instead of the packaged one."""


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


def ready(model: str | None, choices: str | None = None) -> str:
    """The version that extracts, once it has read a sentence: everything is loaded then.

    What is wrong with lexicon or model shows here and ends the run, before any document is blamed for it.
    What is loaded stays, so the collector of garbage is told not to go through it: 2 to 8 % of the time.
    """
    loaded = load_model(model)
    extract_issue("Nothing happened yesterday.", model=loaded, choices=known_choices(choices))
    gc.collect()
    gc.freeze()
    return version(loaded, known_choices(choices))


@cache
def known_choices(path: str | None) -> Choices:
    """The choices of a file, the packaged ones without it; read once a process.

    Raises:
        ChoicesError: the file is none of choices.
    """
    return read_choices() if path is None else read_choices(Path(path))


def begin(job: Job) -> None:
    """What an extracting process does first."""
    obey_parent()
    set_up_unless_done(current_settings().log_format)
    ready(job.model, job.choices)


def extract_chunk(raws: Sequence[RawIssue], job: Job) -> list[Outcome]:
    """Extracts a chunk at once; if that fails, each document by itself, so that one alone is lost."""
    try:
        model, choices = load_model(job.model), known_choices(job.choices)
        results = []
        with naming_the_slow(raws) as arrived:
            for result in extract_issues(raws, options=job.options, model=model, choices=choices):
                results.append(result)
                arrived()
    except Exception:  # noqa: BLE001  # which document it was is found out below, and kept with the reason
        if len(raws) > 1:
            return [outcome for raw in raws for outcome in extract_chunk([raw], job)]
        reason = traceback.format_exc(limit=-1).strip().splitlines()[-1]
        message = f"{raws[0].source_key}: extraction failed ({reason}); report it with the document"
        return [Failure(raws[0], Problem("pipeline", "extraction-failed", message))]
    return [
        Failure(raw, result) if isinstance(result, Problem) else Extracted(raw, result)
        for raw, result in zip(raws, results, strict=True)
    ]


def fatal(raw: RawIssue) -> Failure:
    """The failure of a document that took its process down."""
    message = f"{raw.source_key}: the extracting process died over it; report it with the document"
    return Failure(raw, Problem("pipeline", "process-died", message))


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

    work = staticmethod(extract_chunk)

    def __init__(self, job: Job, workers: int) -> None:
        """Starts nothing yet: processes come with the first document."""
        self.job = job
        self.workers = workers
        self.pool = self.new_pool()

    def new_pool(self) -> ProcessPoolExecutor:
        """Fresh processes; spawned, since a fork would copy the threads' locks of this process."""
        return ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=begin,
            initargs=(self.job,),
        )

    def __enter__(self) -> Self:
        """The extractor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the processes at once; what they were at is not waited for."""
        processes = list((self.pool._processes or {}).values())  # noqa: SLF001  # no public way before 3.14
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document, in order; never more than a few chunks ahead of the reader."""
        return in_window(raws, self.submit, self.finished, AHEAD * self.workers)

    def submit(self, chunk: list[RawIssue]) -> Future[list[Outcome]]:
        """Hands a chunk to the processes, fresh ones if the old ones have died."""
        try:
            return self.pool.submit(self.work, chunk, self.job)
        except BrokenProcessPool:
            self.pool = self.new_pool()
            return self.pool.submit(self.work, chunk, self.job)

    def finished(self, chunk: list[RawIssue], future: Future[list[Outcome]]) -> list[Outcome]:
        """The chunk's outcomes; found out piece by piece if a process died under it."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self.retried(chunk)

    def retried(self, chunk: list[RawIssue]) -> list[Outcome]:
        """The outcomes of a chunk in a process of its own, halved until what kills it is known.

        Raises:
            BrokenProcessPool: a process dies without any document: it is not the documents' fault.
        """
        try:
            return self.alone(chunk)
        except BrokenProcessPool:
            if not chunk:
                raise
        if len(chunk) == 1:
            self.retried([])
            return [fatal(chunk[0])]
        half = len(chunk) // 2
        return self.retried(chunk[:half]) + self.retried(chunk[half:])

    def alone(self, chunk: list[RawIssue]) -> list[Outcome]:
        """The outcomes of a chunk in a fresh process."""
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=begin, initargs=(self.job,)) as pool:
            return pool.submit(self.work, chunk, self.job).result()


def in_window(
    raws: Iterable[RawIssue],
    submit: Callable[[list[RawIssue]], Handle],
    finished: Callable[[list[RawIssue], Handle], list[Outcome]],
    ahead: int,
) -> Iterator[Outcome]:
    """Hands chunks out and takes their outcomes back in order, at most `ahead` chunks under way."""
    waiting: deque[tuple[list[RawIssue], Handle]] = deque()
    for chunk in chunks(raws, CHUNK):
        waiting.append((chunk, submit(chunk)))
        if len(waiting) >= ahead:
            yield from finished(*waiting.popleft())
    while waiting:
        yield from finished(*waiting.popleft())


def chunks(elements: Iterable[Element], size: int) -> Iterator[list[Element]]:
    """Lists of `size` elements, the last one shorter.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(elements)
    while chunk := list(islice(iterator, size)):
        yield chunk
