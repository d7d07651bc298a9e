"""Work for extracting processes that loads nothing, and documents that hang, swell or kill."""

import os
import signal
import time
from collections.abc import Sequence
from typing import Final

from extract.model import Problem, RawIssue
from flows.extraction import Failure, Job, Outcome, Work

PLAIN: Final = "Boris Yeltsin resigned yesterday."
DEADLY: Final = "This document kills its process."
ENDLESS: Final = "This document is never done."
HUNGRY: Final = "This document eats memory."

TAKEN: Final = "taken"
"""Code of what comes of a document without vices."""


def begin(job: Job) -> str:
    """Loads nothing."""
    return f"version of {job.model}"


def fail_to_begin(job: Job) -> str:
    """Dies."""
    del job
    os._exit(9)


def take(raw: RawIssue, job: Job) -> Outcome:
    """Acts as the document says."""
    del job
    if raw.content == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    if raw.content == ENDLESS:
        while True:
            time.sleep(60)
    if raw.content == HUNGRY:
        held = []
        while True:
            held.append(bytes(1_000_000))
    return Failure(raw, Problem("test", TAKEN, str(raw.content)))


def take_all(raws: Sequence[RawIssue], job: Job) -> list[Outcome]:
    """Acts as each of the documents says."""
    return [take(raw, job) for raw in raws]


LIGHT: Final = Work(begin, take)
BROKEN: Final = Work(fail_to_begin, take)
