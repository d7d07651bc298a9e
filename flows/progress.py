"""Progress of a run: a bar on a terminal, plain lines elsewhere."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from flows.loading import Tally
from flows.logs import LOG
from flows.summary import counted

SECONDS_A_LINE: Final = 30.0
"""How often a plain line is written where there is no terminal."""

Watch = Callable[[Tally], None]


@contextmanager
def progress(
    expect: Callable[[], int | None] = lambda: None, *, clock: Callable[[], float] = time.monotonic
) -> Iterator[Watch]:
    """Something to call with each document's tally; shows how far the run is, on standard error.

    Args:
        expect: counts the documents to come, None if that cannot be told; asked only for a terminal, in a
            thread of its own.
        clock: seconds.
    """
    console = Console(stderr=True)
    if console.is_terminal:
        with bar(console, expect) as watch:
            yield watch
    else:
        yield lines(clock)


@contextmanager
def bar(console: Console, expect: Callable[[], int | None]) -> Iterator[Watch]:
    """A line that moves: documents, rate, time spent and left; gone when the run is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(pulse_style="blue"),
        MofNCompleteColumn(),
        TextColumn("issues, {task.fields[rate]:.1f}/s, {task.fields[events]:,} events,"),
        TimeElapsedColumn(),
        TextColumn("spent,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        job = shown.add_task("Starting", total=None, rate=0.0, events=0)
        threading.Thread(
            target=lambda: shown.update(job, total=expect()), name="count-documents", daemon=True
        ).start()
        seen = Tally()

        def watch(tally: Tally) -> None:
            nonlocal seen
            seen += tally
            task = shown.tasks[0]
            rate = seen.documents / max(task.elapsed or 0.0, 0.1)
            shown.update(
                job, description="Ingesting", completed=seen.documents, rate=rate, events=seen.events
            )
            if task.total and seen.documents > task.total:  # files held several: how many is not known
                task.total = None

        yield watch


def lines(clock: Callable[[], float]) -> Watch:
    """A plain line from time to time."""
    seen, started = Tally(), clock()
    last = started

    def watch(tally: Tally) -> None:
        nonlocal seen, last
        seen += tally
        moment = clock()
        if moment - last >= SECONDS_A_LINE:
            last = moment
            rate = seen.documents / (moment - started)
            facts = {"issues": seen.documents, "events": seen.events, "rate": round(rate, 1)}
            LOG.info("%s so far, %.1f/s", counted(seen.documents, "issue"), rate, extra={"facts": facts})

    return watch
