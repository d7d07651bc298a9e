"""Speed and memory of the whole pipeline, from files to rows, beside the language model alone.

    python -m benchmarks.pipeline --items 10000 --workers 1 2
    python -m benchmarks.pipeline --workers 2 --memory-at 5000 --memory-at 50000

Makes an archive (see benchmarks.archive), starts the command for its first row (see benchmarks.starts), runs
the flow over the archive, and the language model alone over the same text with the same number of processes,
each in a process of its own; a further run with one worker times the stages. With --memory-at only the flow
is run, over an archive of each size.

Rates count from the first item that is done. Processor time counts the process and all its children,
Prefect's server too. Memory is the sum of their resident sets at its highest, looked at four times a second;
pages that processes share count in each.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import psutil

from benchmarks.archive import write_archive
from benchmarks.starts import started, told
from flows.settings import prepare_prefect

PERIOD: Final = 0.25
"""Seconds between two looks at a run's processes."""

ROOT: Final = Path(__file__).parents[1]
MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """A run's processes at one moment."""

    moment: float
    processor: float
    """Seconds that they and their ended children have spent since the start."""
    memory: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One run, measured."""

    what: str
    workers: int
    items: int
    events: int
    items_per_second: float
    """By the clock on the wall, from the first item that was done."""
    words_per_second: float
    items_per_processor_second: float
    words_per_processor_second: float
    seconds_to_first_item: float
    processor_seconds_to_first_batch: float
    peak_memory_mb: float
    stages: dict[str, float]
    """Share of the processor time of the whole run, where stages were timed."""


@click.command()
@click.option("--items", default=2000, show_default=True)
@click.option("--workers", multiple=True, type=int, default=(1, 2), show_default=True)
@click.argument("more_workers", nargs=-1, type=int)
@click.option("--seed", default=0, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where the archives go, and stay.")
@click.option("--stages/--no-stages", "with_stages", default=True, help="Also time the stages.")
@click.option("--model/--no-model", "with_model", default=True, help="Also run the language model alone.")
@click.option("--start/--no-start", "with_start", default=True, help="Also time the start to the first row.")
@click.option("--memory-at", multiple=True, type=int, help="Only the flow's memory, at these sizes.")
def main(  # noqa: PLR0913  # the command's options
    *,
    items: int,
    workers: Sequence[int],
    more_workers: Sequence[int],
    seed: int,
    folder: Path | None,
    memory_at: Sequence[int],
    with_stages: bool,
    with_model: bool,
    with_start: bool,
) -> None:
    """Measure the pipeline on a made-up archive."""
    counts = (*workers, *more_workers)
    whats = [what for what, wanted in (("flow", True), ("model", with_model)) if wanted]
    runs = [Order(what, items, count) for count in counts for what in whats]
    runs += [Order("flow", items, 1, stages=True)] if with_stages else []
    if memory_at:
        runs = [Order("flow", size, count) for count in counts for size in memory_at]
    with tempfile.TemporaryDirectory(prefix="dateline-") as made:
        place = folder or Path(made)
        if with_start and not memory_at:
            archive, _ = archive_of(place, items, seed)
            for count in counts:
                click.echo(told(started(archive, count)))
        measures = []
        for order in runs:
            measures.append(measured(order, *archive_of(place, order.items, seed)))
            click.echo(described(measures[-1]))
    click.echo("\n".join(remembered(measures) if memory_at else compared(measures)))


@dataclass(frozen=True, slots=True)
class Order:
    """One run to be measured."""

    what: str
    """flow, or model: the language model alone."""
    items: int
    workers: int
    stages: bool = False
    """Whether the stages are timed."""
    runner: str = "processes"


def archive_of(place: Path, items: int, seed: int) -> tuple[Path, int]:
    """The archive of that size, made where it is not there yet, and how many words it has."""
    archive = place / f"archive-{items}-{seed}"
    counted = place / f"{archive.name}.words"
    if not counted.exists():
        counted.write_text(str(write_archive(archive, items, seed)))
    return archive, int(counted.read_text())


def measured(order: Order, archive: Path, words: int) -> Measure:
    """One run over the archive.

    Raises:
        click.ClickException: the run failed.
    """
    command = [sys.executable, "-m", "benchmarks.runs", order.what, str(archive)]
    command += ["--workers", str(order.workers), "--runner", order.runner]
    command += ["--stages"] if order.stages else []
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    prepare_prefect(environment)
    with tempfile.TemporaryFile("w+") as output:
        running = subprocess.Popen(command, stdout=output, cwd=ROOT, env=environment)  # noqa: S603  # ours
        looks = watched(running)
        output.seek(0)
        lines = output.read().splitlines()
    if running.returncode or not lines:
        message = f"the run failed with status {running.returncode}: {order}"
        raise click.ClickException(message)
    return measure_of(order, words, json.loads(lines[-1]), looks)


def watched(running: "subprocess.Popen[bytes]") -> list[Look]:
    """Looks at a run's processes until it has ended."""
    looks = []
    top = psutil.Process(running.pid)
    spent: dict[int, float] = {}
    while running.poll() is None:
        memory = 0
        for process in family(top):
            try:
                times = process.cpu_times()
                memory += process.memory_info().rss
            except psutil.Error:
                continue  # it has just ended: what was last seen of it counts
            spent[process.pid] = times.user + times.system
        looks.append(Look(time.monotonic(), sum(spent.values()), memory))
        time.sleep(PERIOD)
    return looks


def family(top: psutil.Process) -> list[psutil.Process]:
    """A process and all that descend from it."""
    try:
        return [top, *top.children(recursive=True)]
    except psutil.Error:
        return []


def measure_of(order: Order, words: int, done: dict[str, Any], looks: list[Look]) -> Measure:
    """The figures of a run, from what it says and how its processes looked."""
    moments, items = done["moments"], done["items"]
    after_first = max(items - 1, 1) / items
    wall = moments["finished"] - moments["first"]
    busy = processor_between(looks, moments["started"], moments["finished"])
    starting = processor_between(looks, looks[0].moment, moments["started"])
    stages = {"before the first batch": starting, **done["stages"]} if done["stages"] else {}
    return Measure(
        what=f"{order.what}, stages timed" if stages else order.what,
        workers=order.workers,
        items=items,
        events=done["events"],
        items_per_second=items * after_first / wall,
        words_per_second=words * after_first / wall,
        items_per_processor_second=items / busy,
        words_per_processor_second=words / busy,
        seconds_to_first_item=moments["first"] - looks[0].moment,
        processor_seconds_to_first_batch=starting,
        peak_memory_mb=max(look.memory for look in looks) / MEGABYTE,
        stages=shares(stages, looks[-1].processor),
    )


def processor_between(looks: list[Look], start: float, end: float) -> float:
    """Seconds of processor time that a run spent between two moments.

    >>> processor_between([Look(0, 0, 0), Look(1, 0.5, 0), Look(2, 1.5, 0)], 1, 2)
    1.0
    """
    moments = [look.moment for look in looks]
    first, last = (looks[max(0, bisect_right(moments, moment) - 1)] for moment in (start, end))
    return max(last.processor - first.processor, PERIOD)


def shares(seconds: dict[str, float], busy: float) -> dict[str, float]:
    """Each stage's share of the time; what no stage of ours spent is Prefect's.

    >>> shares({"parse": 1.0, "write": 2.0}, 4.0)
    {'write': 0.5, 'parse': 0.25, 'Prefect': 0.25}
    """
    if not seconds:
        return {}
    told = {stage: spent / busy for stage, spent in sorted(seconds.items(), key=lambda told: -told[1])}
    return {**told, "Prefect": max(0.0, 1.0 - sum(told.values()))}


def described(measure: Measure) -> str:
    """A run in lines."""
    head = f"{measure.what}, {measure.workers} worker{'s' if measure.workers > 1 else ''}"
    lines = [
        f"{head}: {measure.items:,} items, {measure.events:,} events, peak {measure.peak_memory_mb:,.0f} MB",
        rates("by the clock", measure.items_per_second, measure.words_per_second)
        + f"first item after {measure.seconds_to_first_item:.1f} s",
        rates("processor time", measure.items_per_processor_second, measure.words_per_processor_second)
        + f"{measure.processor_seconds_to_first_batch:.1f} s before the first batch",
    ]
    lines += [f"  {share:6.1%}  {stage}" for stage, share in measure.stages.items()]
    return "\n".join(lines)


def rates(clock: str, items: float, words: float) -> str:
    """Both rates by one clock, as columns."""
    return f"  {clock:14} {items:8.1f} items/s {words:9,.0f} words/s   "


def remembered(measures: list[Measure]) -> list[str]:
    """The peaks of runs of several sizes beside that of the smallest with as many workers."""
    least = {one.workers: one for one in sorted(measures, key=lambda one: -one.items)}
    return [
        f"{one.workers} workers: peak of {one.items:,} items {one.peak_memory_mb / first.peak_memory_mb:.2f} "
        f"times that of {first.items:,}"
        for one in measures
        for first in [least[one.workers]]
        if one.items != first.items
    ]


def compared(measures: list[Measure]) -> list[str]:
    """What the runs say beside one another."""
    flows = {measure.workers: measure for measure in measures if measure.what == "flow"}
    models = {measure.workers: measure for measure in measures if measure.what == "model"}
    lines = [f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end"]
    for workers in sorted(flows.keys() & models.keys()):
        one, other = flows[workers], models[workers]
        wall = one.items_per_second / other.items_per_second
        busy = one.items_per_processor_second / other.items_per_processor_second
        lines.append(
            f"{workers} workers: {wall:.0%} of the language model by the clock, {busy:.0%} by processor time"
        )
    least = min(flows)
    lines += [
        f"{workers} workers: {measure.items_per_second / flows[least].items_per_second:.2f} times {least}"
        for workers, measure in sorted(flows.items())
        if workers != least
    ]
    return lines


if __name__ == "__main__":
    main()
