"""Extraction of single documents: each comes to an outcome, whatever it holds."""

import gc
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, Protocol, TypeVar

from extract import extract_issue, extract_issues, version
from extract.choices import Choices, read_choices
from extract.language import load_model
from extract.model import DayOptions, Extraction, Problem, RawIssue
from flows.bounds import Bounds

Element = TypeVar("Element")

CHUNK: Final = 16
"""Documents a process takes at once: sending them costs nothing, and none waits long."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every extracting process needs to know."""

    options: DayOptions = field(default_factory=DayOptions)
    model: str | None = None
    """A language model to use instead of the packaged one."""
    choices: str | None = None
    """A file of choices to use instead of the packaged one."""
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be extracted, and why."""

    raw: RawIssue
    problem: Problem


@dataclass(frozen=True, slots=True)
class Left:
    """A document that is left for the next run, since a server could not be asked about it, and why."""

    raw: RawIssue
    problem: Problem


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document and what came of it."""

    raw: RawIssue
    extraction: Extraction


Outcome = Extracted | Failure | Left


class Extractor(Protocol):
    """Turns documents into outcomes, each document once, in any order."""

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document."""
        ...


def ready(model: str | None, choices: str | None = None) -> str:
    """The version that extracts, once it has read a sentence: everything is loaded then.

    What is wrong with lexicon or model shows here and ends the run, before any document is blamed for it.
    The sentence names a place, so that no document waits for the table of places either.
    What is loaded stays, so the collector of garbage is told not to go through it: 2 to 8 % of the time, and
    half of that of loading.
    """
    gc.disable()
    try:
        loaded = load_model(model)
        extract_issue(
            "Two soldiers were killed in Grozny yesterday.", model=loaded, choices=known_choices(choices)
        )
        gc.freeze()
    finally:
        gc.enable()
    return version(loaded, known_choices(choices))


@cache
def known_choices(path: str | None) -> Choices:
    """The choices of a file, the packaged ones without it; read once a process.

    Raises:
        ChoicesError: the file is none of choices.
    """
    return read_choices() if path is None else read_choices(Path(path))


def extract_one(raw: RawIssue, job: Job) -> Outcome:
    """What comes of one document.

    Raises:
        MemoryError: there is too little memory for it; this process is best ended then.

    >>> outcome = extract_one(RawIssue("Rebels attacked the town."), Job())
    >>> [event.event_type for event in outcome.extraction.events]
    ['ASSAULT']
    """
    try:
        model, choices = load_model(job.model), known_choices(job.choices)
        (result,) = extract_issues([raw], options=job.options, model=model, choices=choices)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # whatever it is, it is kept with the document
        reason = traceback.format_exc(limit=-1).strip().splitlines()[-1]
        message = f"{raw.source_key}: extraction failed ({reason}); report it with the document"
        return Failure(raw, Problem("pipeline", "extraction-failed", message))
    return Failure(raw, result) if isinstance(result, Problem) else Extracted(raw, result)


@dataclass(frozen=True, slots=True)
class Work:
    """What a process does that extracts."""

    begin: Callable[[Job], str]
    """Loads all that is needed, and tells the version that extracts."""
    take: Callable[[RawIssue, Job], Outcome]
    """Turns a document into an outcome."""


def begin(job: Job) -> str:
    """Loads what the job needs: see `ready`."""
    return ready(job.model, job.choices)


EXTRACTION: Final = Work(begin, extract_one)


def extract_chunk(raws: Sequence[RawIssue], job: Job) -> list[Outcome]:
    """What comes of each document of a chunk."""
    return [extract_one(raw, job) for raw in raws]


def died(raw: RawIssue) -> Failure:
    """The failure of a document that took its process down."""
    message = f"{raw.source_key}: the extracting process died over it; report it with the document"
    return Failure(raw, Problem("pipeline", "process-died", message))


def took_too_long(raw: RawIssue, bounds: Bounds) -> Failure:
    """The failure of a document that was not done in time."""
    message = (
        f"{raw.source_key}: not done after {bounds.document_seconds:g} seconds, and given up; if it is a "
        "text worth reading, divide it, or set DATELINE_DOCUMENT_SECONDS higher and retry it"
    )
    return Failure(raw, Problem("pipeline", "took-too-long", message))


def took_too_much(raw: RawIssue, bounds: Bounds) -> Failure:
    """The failure of a document that wanted more memory than its process may have."""
    message = (
        f"{raw.source_key}: the extracting process needs more than {bounds.worker_memory:,} bytes for it; "
        "if it is a text worth reading, divide it, or set DATELINE_WORKER_MEMORY higher and retry it"
    )
    return Failure(raw, Problem("pipeline", "took-too-much-memory", message))


class InlineExtractor:
    """Extracts in this process, without bounds on time and memory."""

    def __init__(self, job: Job) -> None:
        """Keeps the job; the model is loaded with the first document."""
        self.job = job

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document, in order."""
        return (extract_one(raw, self.job) for raw in raws)


def chunks(elements: Iterable[Element], size: int) -> Iterator[list[Element]]:
    """Lists of `size` elements, the last one shorter.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(elements)
    while chunk := list(islice(iterator, size)):
        yield chunk
