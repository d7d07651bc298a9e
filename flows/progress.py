"""Progress for a person who waits: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.loading import Tally
from flows.logs import LOG
from flows.summary import counted

SECONDS_A_LINE: Final = 30.0
"""How often a plain line is written where there is no terminal."""

Watch = Callable[[Tally], None]


@contextmanager
def progress(*, clock: Callable[[], float] = time.monotonic) -> Iterator[Watch]:
    """Something to call with each document's tally; shows how far the run is, on standard error."""
    console = Console(stderr=True)
    if console.is_terminal:
        with bar(console) as watch:
            yield watch
    else:
        yield lines(clock)


@contextmanager
def bar(console: Console) -> Iterator[Watch]:
    """A line that moves: documents, rate, time; gone when the run is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(pulse_style="blue"),
        MofNCompleteColumn(),
        TextColumn("issues, {task.fields[rate]:.0f}/s, {task.fields[events]:,} events,"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        job = shown.add_task("Starting", total=None, rate=0.0, events=0)
        seen = Tally()

        def watch(tally: Tally) -> None:
            nonlocal seen
            seen += tally
            rate = seen.documents / max(shown.tasks[0].elapsed or 0.0, 0.1)
            shown.update(
                job, description="Ingesting", completed=seen.documents, rate=rate, events=seen.events
            )

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
            LOG.info("%s so far, %.0f/s", counted(seen.documents, "issue"), rate, extra={"facts": facts})

    return watch
