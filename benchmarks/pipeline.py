"""Speed and memory of the whole pipeline, from files to rows, beside the language model alone.

    python -m benchmarks.pipeline --items 2000 --workers 1 2
    python -m benchmarks.pipeline --items 50000 --workers 2 --json

Makes an archive (see benchmarks.archive), runs the flow over it, and the language model alone over the same
text with the same number of processes, each in a process of its own; a further run with one worker times the
stages. Rates count from the first item that is done. Processor time counts the process and all its children,
Prefect's server too; memory is the sum of their resident sets at its highest.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import click
import psutil

from benchmarks.archive import write_archive
from flows.settings import prepare_prefect

PERIOD: Final = 0.1
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
    """Share of the processor time from the first batch on, where stages were timed."""


@click.command()
@click.option("--items", default=2000, show_default=True)
@click.option("--workers", multiple=True, type=int, default=(1, 2), show_default=True)
@click.argument("more_workers", nargs=-1, type=int)
@click.option("--seed", default=0, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where the archive goes, and stays.")
@click.option("--stages/--no-stages", "with_stages", default=True, help="Also time the stages.")
@click.option("--model/--no-model", "with_model", default=True, help="Also run the language model alone.")
@click.option("--json", "as_json", is_flag=True)
def main(  # noqa: PLR0913  # the command's options
    items: int,
    workers: Sequence[int],
    more_workers: Sequence[int],
    seed: int,
    folder: Path | None,
    *,
    with_stages: bool,
    with_model: bool,
    as_json: bool,
) -> None:
    """Measure the pipeline on a made-up archive."""
    whats = [what for what, wanted in (("flow", True), ("model", with_model)) if wanted]
    runs = [(what, count, False) for count in (*workers, *more_workers) for what in whats]
    with tempfile.TemporaryDirectory(prefix="dateline-") as made:
        archive = (folder or Path(made)) / f"archive-{items}-{seed}"
        words = write_archive(archive, items, seed)
        measures = []
        for what, count, stages in [*runs, *([("flow", 1, True)] if with_stages else [])]:
            measures.append(measured(what, archive, words, count, stages=stages))
            if not as_json:
                click.echo(described(measures[-1]))
    if as_json:
        click.echo(json.dumps([asdict(measure) for measure in measures], indent=2))
    else:
        click.echo("\n".join(compared(measures)))


def measured(what: str, archive: Path, words: int, workers: int, *, stages: bool) -> Measure:
    """One run over the archive.

    Raises:
        click.ClickException: the run failed.
    """
    command = [sys.executable, "-m", "benchmarks.runs", what, str(archive), "--workers", str(workers)]
    command += ["--stages"] if stages else []
    environment = dict(os.environ)
    prepare_prefect(environment)
    with tempfile.TemporaryFile("w+") as output:
        started = subprocess.Popen(command, stdout=output, cwd=ROOT, env=environment)  # noqa: S603  # ours
        looks = watched(started)
        output.seek(0)
        lines = output.read().splitlines()
    if started.returncode or not lines:
        message = f"the run of {what} with {workers} workers failed with status {started.returncode}"
        raise click.ClickException(message)
    return measure_of(what, workers, words, json.loads(lines[-1]), looks)


def watched(started: "subprocess.Popen[bytes]") -> list[Look]:
    """Looks at a run's processes until it has ended."""
    looks = []
    top = psutil.Process(started.pid)
    spent: dict[int, float] = {}
    while started.poll() is None:
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


def measure_of(what: str, workers: int, words: int, done: dict[str, Any], looks: list[Look]) -> Measure:
    """The figures of a run, from what it says and how its processes looked."""
    moments, items = done["moments"], done["items"]
    after_first = max(items - 1, 1) / items
    wall = moments["finished"] - moments["first"]
    busy = processor_between(looks, moments["started"], moments["finished"])
    return Measure(
        what=f"{what}, stages timed" if done["stages"] else what,
        workers=workers,
        items=items,
        events=done["events"],
        items_per_second=items * after_first / wall,
        words_per_second=words * after_first / wall,
        items_per_processor_second=items / busy,
        words_per_processor_second=words / busy,
        seconds_to_first_item=moments["first"] - looks[0].moment,
        processor_seconds_to_first_batch=processor_between(looks, looks[0].moment, moments["started"]),
        peak_memory_mb=max(look.memory for look in looks) / MEGABYTE,
        stages=shares(done["stages"], busy),
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
