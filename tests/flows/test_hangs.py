"""Texts that could hold a run are done or put aside within the limit, and the rest of the run is whole."""

from itertools import chain
from typing import Final

from benchmarks.texts import RUNS
from extract.model import RawIssue
from flows.bounds import Bounds
from flows.extraction import Extracted, Failure, Job
from flows.workers import Crew, ProcessExtractor
from tests.flows.conftest import slowness

LENGTH: Final = 6_000
"""Characters; `python -m benchmarks.hangs` takes longer ones."""
SECONDS: Final = 5.0
PLAIN: Final = "Boris Yeltsin met Leonid Kuchma in Kiev yesterday."


def test_texts_that_could_hold_a_run_are_done_or_put_aside_and_cost_no_other() -> None:
    hard = [RawIssue(text(LENGTH), f"{kind}.txt") for kind, text in RUNS.items()]
    plain = [RawIssue(f"{PLAIN} Deputy {number} objected.", f"{number}.txt") for number in range(len(hard))]
    raws = list(chain.from_iterable(zip(hard, plain, strict=True)))
    bounds = Bounds(document_seconds=SECONDS * slowness())
    with Crew(Job(bounds=bounds)) as crew, ProcessExtractor(crew, 2) as extractor:
        outcomes = list(extractor.outcomes(raws))
    assert [outcome.raw.source_key for outcome in outcomes] == [raw.source_key for raw in raws]
    assert all(isinstance(outcome, Extracted) for outcome in outcomes[1::2])
    codes = {outcome.problem.code for outcome in outcomes[::2] if isinstance(outcome, Failure)}
    assert codes <= {"took-too-long", "took-too-much-memory", "empty"}
    assert len(hard) > 40
