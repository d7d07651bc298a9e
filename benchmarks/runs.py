"""One measured run in a process of its own: the flow, or the language model alone on the same text.

    python -m benchmarks.runs flow FOLDER --workers 2
    python -m benchmarks.runs model FOLDER --workers 2

Prints what it did as JSON; `benchmarks.pipeline` starts it and watches its processes meanwhile.
"""

import json
import math
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click

import flows.ingest
from benchmarks.stages import stages_timed
from extract.issues import parse_issue, read_publications
from extract.language import load_model
from extract.model import RawIssue, Span
from extract.sources import read
from flows.extraction import CHUNK, chunks, ready
from flows.loading import Tally
from flows.plan import Plan, Runner
from flows.server import prefect_server

Text = tuple[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Moments:
    """When a run came where, in seconds of the machine's monotonic clock."""

    began: float
    started: float
    """The first batch is taken up."""
    first: float
    """The first item is done."""
    finished: float
    """The last item is done and the run closed."""
    ended: float


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did."""

    items: int
    words: int
    """Of the body, as blanks divide them; 0 where nobody counted."""
    events: int
    moments: Moments
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds of processor time by stage, where they were timed."""


@click.command()
@click.argument("what", type=click.Choice(["flow", "model"]))
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--workers", default=1, show_default=True)
@click.option("--runner", type=click.Choice(["processes", "dask"]), default="processes", show_default=True)
@click.option("--stages", is_flag=True, help="Time each stage; only with one worker.")
def main(what: str, folder: Path, workers: int, *, runner: Runner, stages: bool) -> None:
    """Run once over FOLDER and print the measures."""
    if what == "model":
        done = model_alone(folder, workers)
    elif stages:
        with stages_timed() as clock:
            done = flow(folder, workers, clock.seconds)
    else:
        done = flow(folder, workers, {}, runner)
    click.echo(json.dumps(asdict(done)))


def flow(folder: Path, workers: int, seconds: dict[str, float], runner: Runner = "processes") -> Done:
    """The flow over the folder, as the command runs it, into a database beside it."""
    clock = Doing()
    url = f"sqlite:///{folder}.{time.monotonic_ns()}.db"
    with noted(flows.ingest, "carry_out") as whole, noted(flows.ingest, "take") as batches:
        began = time.monotonic()
        with prefect_server() as wait_for_server, flows.ingest.watching(clock.note):
            ready(None)
            wait_for_server()
            summary = flows.ingest.ingest(Plan((str(folder),), url, workers=workers, runner=runner))
        ended = time.monotonic()
    moments = Moments(began, batches[0], clock.first, whole[-1], ended)
    return Done(summary.tally.documents, 0, summary.tally.events, moments, dict(seconds))


class Doing:
    """When the first item was done; nothing is kept of the others."""

    def __init__(self) -> None:
        """Before the first."""
        self.first = math.inf

    def note(self, _: Tally) -> None:
        """An item is done."""
        self.first = min(self.first, time.monotonic())


@contextmanager
def noted(place: Any, name: str) -> Iterator[list[float]]:  # noqa: ANN401  # a module, which setattr changes
    """The moments at which a function of a module is entered and left."""
    function: Callable[..., Any] = getattr(place, name)
    moments: list[float] = []

    def call(*args: object, **kwargs: object) -> object:
        moments.append(time.monotonic())
        try:
            return function(*args, **kwargs)
        finally:
            moments.append(time.monotonic())

    setattr(place, name, call)
    try:
        yield moments
    finally:
        setattr(place, name, function)


def model_alone(folder: Path, workers: int) -> Done:
    """The language model over the passages of the folder's items, in chunks as the flow hands them out."""
    texts = list(passages(folder))
    words = sum(len(span.of(text).split()) for text, spans in texts for span in spans)
    began = time.monotonic()
    done: list[float] = []
    for count in parsed(texts, workers):
        done.extend([time.monotonic()] * count)
    moments = Moments(began, began, done[0], done[-1], done[-1])
    return Done(len(texts), words, 0, moments)


def passages(folder: Path) -> Iterator[Text]:
    """Each item's text and the spans of its passages."""
    publications = read_publications()
    for raw in read(str(folder)):
        if isinstance(raw, RawIssue):
            issue, _ = parse_issue(raw, publications)
            yield issue.text, tuple(passage.span for passage in issue.passages)


def parsed(texts: list[Text], workers: int) -> Iterable[int]:
    """How many texts each chunk held, once it is parsed."""
    if workers == 1:
        return map(parse_chunk, chunks(texts, CHUNK))
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    return pool.map(parse_chunk, chunks(texts, CHUNK))


def parse_chunk(texts: list[Text]) -> int:
    """Parses a chunk; the sentences stay where they are made, as in the flow."""
    return sum(1 for _ in load_model().parse_passages(texts))


if __name__ == "__main__":
    main()
