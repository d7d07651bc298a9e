"""Texts that could hold a run, each taken by an extracting process under its limits: what becomes of them.

    python -m benchmarks.hangs --length 460000 --seconds 120

The first is the one that once held a run for minutes: brackets, then a word without end. A plain issue stands
before, between and behind them; all of these must be extracted.
"""

import sys
import time
from typing import Final

import click

from benchmarks.texts import RUNS
from extract.model import RawIssue
from flows.bounds import Bounds
from flows.extraction import Failure, Job
from flows.workers import Crew, ProcessExtractor

PLAIN: Final = "Boris Yeltsin met Leonid Kuchma in Kiev yesterday."


@click.command()
@click.option("--length", default=460_000, show_default=True, help="Characters of each text.")
@click.option("--seconds", default=120.0, show_default=True, help="What each document may take.")
@click.option("--workers", default=1, show_default=True)
def main(*, length: int, seconds: float, workers: int) -> None:
    """Take them all; exit status 1 where a plain issue was lost or a document took longer than it may."""
    bounds = Bounds(document_seconds=seconds)
    longest, lost, aside = 0.0, 0, 0
    with Crew(Job(bounds=bounds)) as crew, ProcessExtractor(crew, workers) as extractor:
        _ = crew.version
        for number, (kind, text) in enumerate(RUNS.items()):
            raws = [RawIssue(text(length), f"{number}.txt"), RawIssue(PLAIN, f"plain-{number}.txt")]
            began = time.monotonic()
            hard, plain = extractor.outcomes(raws)
            took = time.monotonic() - began
            longest = max(longest, took)
            lost += isinstance(plain, Failure)
            aside += isinstance(hard, Failure)
            what = hard.problem.code if isinstance(hard, Failure) else "extracted"
            click.echo(f"{kind:26}{took:8.2f} s  {what}")
    click.echo(
        f"{len(RUNS)} texts of {length:,} characters: {len(RUNS) - aside} extracted, {aside} put aside, "
        f"the longest in {longest:.1f} s; {len(RUNS) - lost} of {len(RUNS)} plain issues extracted"
    )
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
