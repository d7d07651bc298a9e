"""What it costs to hand documents to a Dask cluster instead of to plain processes.

    python -m benchmarks.transfer --items 1000 --workers 2

Runs the flow over a made-up archive (see benchmarks.archive) by processes and by a Dask cluster of as
many local workers, each in a process of its own; then the cluster alone, to ask its workers what they did
with their time: what threads do is the work, the rest is Dask's own, to unpack, pack and send.
"""

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import click

from benchmarks.pipeline import Order, archive_of, measured, rates
from extract.model import RawIssue
from extract.sources import read
from flows.cluster import DaskExtractor
from flows.extraction import CHUNK, Job

WORK: Final = frozenset({"thread-cpu", "thread-noncpu"})
"""What a worker does with a chunk itself, on the processor and waiting for it."""

Spent = Mapping[str, float]
"""Seconds by activity."""


@click.command()
@click.option("--items", default=1000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(items: int, workers: int, seed: int) -> None:
    """Measure both runners, and the share of a Dask run that is transfer."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as made:
        archive, words = archive_of(Path(made), items, seed)
        for runner in ("processes", "dask"):
            one = measured(Order("flow", items, workers, runner=runner), archive, words)
            click.echo(f"{runner}, {workers} workers")
            click.echo(rates("by the clock", one.items_per_second, one.words_per_second))
            click.echo(
                rates("processor time", one.items_per_processor_second, one.words_per_processor_second)
            )
        click.echo("\n".join(shares(spent_by_workers(archive, workers))))
    click.echo(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")


def spent_by_workers(archive: Path, workers: int) -> Spent:
    """What the workers of a cluster did while they extracted the archive once they were warm."""
    raws = [raw for raw in read(str(archive)) if isinstance(raw, RawIssue)]
    with DaskExtractor(Job(), workers, None) as extractor:
        for _ in extractor.outcomes(raws[: CHUNK * workers]):
            pass  # each worker has loaded its model
        before = total(extractor.client.run(activities).values())
        for _ in extractor.outcomes(raws):
            pass
        after = total(extractor.client.run(activities).values())
    return {name: after[name] - before.get(name, 0.0) for name in after}


def activities(dask_worker: Any) -> dict[str, float]:  # noqa: ANN401  # as Dask calls what runs on a worker
    """A worker's seconds by activity since it started, from its own books."""
    spent: dict[str, float] = defaultdict(float)
    for key, value in dask_worker.digests_total.items():
        if (
            isinstance(key, tuple)
            and key[0] in {"execute", "get-data", "gather-dep"}
            and key[-1] == "seconds"
        ):
            spent[str(key[-2])] += value
    return dict(spent)


def total(several: Iterable[Spent]) -> dict[str, float]:
    """The sum over all workers.

    >>> total([{"network": 1.0}, {"network": 0.5, "thread-cpu": 4.0}])
    {'network': 1.5, 'thread-cpu': 4.0}
    """
    spent: dict[str, float] = defaultdict(float)
    for one in several:
        for name, seconds in one.items():
            spent[name] += seconds
    return dict(spent)


def shares(spent: Spent) -> list[str]:
    """Each activity's share, most first, and that of all that is no work.

    >>> shares({"thread-cpu": 9.0, "serialize": 1.0})
    ['  90.0%  thread-cpu', '  10.0%  serialize', 'transfer: 10.0 % of the workers' time']
    """
    whole = sum(spent.values()) or 1.0
    lines = [
        f"{seconds / whole:7.1%}  {name}" for name, seconds in sorted(spent.items(), key=lambda of: -of[1])
    ]
    other = sum(seconds for name, seconds in spent.items() if name not in WORK)
    return [*lines, f"transfer: {other / whole * 100:.1f} % of the workers' time"]


if __name__ == "__main__":
    sys.exit(main())
