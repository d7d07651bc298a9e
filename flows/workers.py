"""Extracting processes under watch: a document that hangs, swells or kills costs itself alone.

A document that is not done in time, or that wants more memory than it may have, comes back as a `Failure`;
its process is replaced, and the rest goes on. The run's own process extracts nothing.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any, Final, Self, TypeVar

from extract.model import DayOptions, RawIssue
from flows.extracting import MEMORY_STATUS
from flows.extraction import (
    CHUNK,
    EXTRACTION,
    Job,
    Outcome,
    Work,
    chunks,
    died,
    took_too_long,
    took_too_much,
)
from flows.waiting import arrives_in_time

Handle = TypeVar("Handle")

AHEAD: Final = 3
"""Chunks under way for each process: one worked on, one waiting, one coming back. Bounds the memory."""


class WorkerError(RuntimeError):
    """An extracting process cannot start; no document is to blame for that."""


class TooLateError(Exception):
    """A document was not done in time."""


class Worker:
    """One extracting process, which is started at once and answers when it has loaded everything."""

    def __init__(self, job: Job, work: Work = EXTRACTION) -> None:
        """Starts the process.

        Args:
            job: what it needs to know; other days may come with each chunk.
            work: what it does.
        """
        self.kind = kind_of(job, work)
        self.seconds = job.bounds.document_seconds or None
        mine, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  # our own program
                [sys.executable, "-P", "-m", "flows.extracting", str(theirs.fileno())],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,  # ends with this process, and with it the worker
                stdout=2,  # nothing but results belongs on standard output
                process_group=0,  # Ctrl-C on a terminal is for the run, which ends its workers itself
            )
        self.pipe: Connection[Any, Any] = Connection(mine.detach())
        self._version: str | None = None
        with suppress(OSError):  # it has died already: told when it is waited for
            self.pipe.send((job, work))

    @property
    def version(self) -> str:
        """The version that extracts; waits until the process is ready.

        Raises:
            WorkerError: it died before it was.
            Exception: what is wrong with the lexicon, the model or the choices.
        """
        if self._version is None:
            try:
                told = self.pipe.recv()
            except (EOFError, OSError) as error:
                message = (
                    f"an extracting process ended before it was ready ({self.ended()}): see the lines above; "
                    "DATELINE_WORKER_MEMORY may be too low"
                )
                raise WorkerError(message) from error
            if isinstance(told, Exception):
                self.end()
                raise told
            self._version = told
        return self._version

    def outcomes(self, raws: Sequence[RawIssue], job: Job) -> Iterator[Outcome]:
        """One outcome a document, in order.

        Raises:
            TooLateError: the next document is not done in time.
            EOFError: the process died over the next document.
        """
        try:
            self.pipe.send((raws, job))
            for raw in raws:
                if not arrives_in_time(self.pipe.poll, raw, self.seconds):
                    raise TooLateError
                yield self.pipe.recv()
        except OSError as error:
            raise EOFError from error

    @property
    def lives(self) -> bool:
        """Whether the process can still be asked."""
        return self.process.poll() is None

    def ended(self) -> int:
        """The exit status of the process, which has closed its pipe."""
        return self.process.wait()

    def end(self) -> None:
        """Ends the process at once, and waits for its end."""
        self.process.kill()
        self.process.wait()
        self.pipe.close()
        if self.process.stdin:
            self.process.stdin.close()


def kind_of(job: Job, work: Work) -> tuple[Job, Work]:
    """What a worker is started for: days come with each chunk."""
    return replace(job, options=DayOptions()), work


class Crew(AbstractContextManager["Crew"]):
    """The extracting processes of a run. One of them stays, loaded, for the next run of this program."""

    waiting: Final[list[Worker]] = []
    """Workers that no run has: one at most."""
    lock: Final = threading.Lock()
    """Held while workers change hands, so that none is started when its run has ended."""

    def __init__(self, job: Job, work: Work = EXTRACTION) -> None:
        """Takes the worker that waits, or starts one."""
        self.job = job
        self.work = work
        self.closed = False
        self.all: list[Worker] = []
        self.idle = [self.new()]

    def __enter__(self) -> Self:
        """The crew itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the processes, but for one that has nothing to do: it waits for the next run."""
        self.stop()
        with self.lock:
            for worker in self.all:
                if worker in self.idle and worker.lives and not self.waiting:
                    self.waiting.append(worker)
                else:
                    worker.end()
            self.all.clear()

    def stop(self) -> None:
        """Ends at once what is under way."""
        with self.lock:
            self.closed = True
            for worker in self.all:
                if worker not in self.idle:
                    worker.process.kill()

    @classmethod
    def start_ahead(cls, job: Job) -> None:
        """Starts a worker that the next run will find, unless one of its kind waits."""
        kind = kind_of(job, EXTRACTION)
        with cls.lock:
            worker = cls.taken(kind) or Worker(*kind)
            for other in cls.waiting:
                other.end()
            cls.waiting[:] = [worker]

    @classmethod
    def taken(cls, kind: tuple[Job, Work]) -> Worker | None:
        """The worker that waits, if it is of the kind; one that has died is put away."""
        if cls.waiting and not cls.waiting[0].lives:
            cls.waiting.pop().end()
        return cls.waiting.pop() if cls.waiting and cls.waiting[0].kind == kind else None

    @classmethod
    def dismiss(cls) -> None:
        """Ends the workers that wait."""
        with cls.lock:
            while cls.waiting:
                cls.waiting.pop().end()

    @property
    def version(self) -> str:
        """The version that extracts; waits until the first process is ready.

        Raises:
            WorkerError: a process cannot start.
            Exception: what is wrong with the lexicon, the model or the choices.
        """
        return self.idle[0].version

    def new(self) -> Worker:
        """A worker: the one that waits, if it is of the kind and lives, else a fresh one.

        Raises:
            WorkerError: the crew is closed.
        """
        kind = kind_of(self.job, self.work)
        with self.lock:
            if self.closed:
                message = "the run has ended"
                raise WorkerError(message)
            worker = self.taken(kind) or Worker(*kind)
            self.all.append(worker)
        return worker

    def extract(self, chunk: Sequence[RawIssue]) -> list[Outcome]:
        """One outcome a document, in order, by one worker, or by the ones that replace it.

        Raises:
            WorkerError: a process cannot start.
        """
        done: list[Outcome] = []
        tried = -1
        """The document that took a process down; a second time, and it is to blame."""
        while len(done) < len(chunk):
            worker = self.idle.pop() if self.idle else self.new()
            worker.version  # noqa: B018  # what a process needs to start is not the document's time
            try:
                done.extend(worker.outcomes(chunk[len(done) :], self.job))  # keeps those before an error
                self.idle.append(worker)
            except TooLateError:
                done.append(took_too_long(chunk[len(done)], self.job.bounds))
                self.lose(worker)
            except EOFError:
                status = worker.ended()
                self.lose(worker)
                if tried == len(done):
                    raw = chunk[tried]
                    short = status == MEMORY_STATUS
                    done.append(took_too_much(raw, self.job.bounds) if short else died(raw))
                else:
                    tried = len(done)
        return done

    def lose(self, worker: Worker) -> None:
        """Ends a worker that is to be replaced."""
        with self.lock:
            self.all.remove(worker)
        worker.end()


atexit.register(Crew.dismiss)


class ProcessExtractor(AbstractContextManager["ProcessExtractor"]):
    """Extracts in `workers` processes of a crew, which start as they are needed."""

    def __init__(self, crew: Crew, workers: int = 1) -> None:
        """Starts nothing yet beside the crew's first process."""
        self.crew = crew
        self.workers = workers
        self.threads = ThreadPoolExecutor(workers, thread_name_prefix="watch")
        """Each watches one process."""

    def __enter__(self) -> Self:
        """The extractor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stops the crew, and so what its watchers wait for."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        self.crew.stop()
        self.threads.shutdown()

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document, in order; never more than a few chunks ahead of the reader."""
        return in_window(raws, self.submit, self.finished, AHEAD * self.workers)

    def submit(self, chunk: list[RawIssue]) -> Future[list[Outcome]]:
        """Hands a chunk to the watchers."""
        return self.threads.submit(self.crew.extract, chunk)

    @staticmethod
    def finished(_chunk: list[RawIssue], future: Future[list[Outcome]]) -> list[Outcome]:
        """The chunk's outcomes."""
        return future.result()


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
