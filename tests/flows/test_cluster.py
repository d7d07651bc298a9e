"""A Dask cluster gives what one process gives, also when a worker dies in mid-run."""

import os
import signal
from collections.abc import Iterable, Iterator

import pytest
from distributed import LocalCluster

from extract.model import Event, RawIssue
from flows.bounds import Bounds
from flows.extraction import CHUNK, Extracted, Failure, InlineExtractor, Job, Outcome
from tests.flows.conftest import slowness
from tests.flows.works import ENDLESS, PLAIN, TAKEN, take_all

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as two:
        yield two


def events_of(outcomes: Iterable[Outcome]) -> list[tuple[Event, ...]]:
    return [outcome.extraction.events for outcome in outcomes if isinstance(outcome, Extracted)]


def test_rows_are_the_same_though_a_worker_is_killed(cluster: LocalCluster) -> None:
    from flows.cluster import DaskExtractor

    text = "Boris Yeltsin met Leonid Kuchma in Kiev yesterday. Deputy {} objected."
    raws = [RawIssue(text.format(number), f"{number}.txt") for number in range(6 * CHUNK)]
    expected = [
        outcome.extraction.events
        for outcome in InlineExtractor(Job()).outcomes(raws)
        if isinstance(outcome, Extracted)
    ]
    with DaskExtractor(Job(), workers=0, address=cluster.scheduler_address) as extractor:
        outcomes = extractor.outcomes(raws)
        first = next(outcomes)
        victim = next(iter(cluster.workers.values()))
        os.kill(victim.process.pid, signal.SIGKILL)
        found = [first, *outcomes]
    assert [outcome.raw.source_key for outcome in found] == [raw.source_key for raw in raws]
    assert events_of(found) == expected


def test_a_document_that_hangs_costs_itself_alone_and_its_worker_goes_on(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import cluster as module
    from flows.cluster import DaskExtractor

    monkeypatch.setattr(module, "extract_chunk", take_all)
    raws = [RawIssue(text, f"{number}.txt") for number, text in enumerate([PLAIN, ENDLESS, PLAIN])]
    job = Job(bounds=Bounds(document_seconds=4.0 * slowness()))
    with DaskExtractor(job, workers=0, address=cluster.scheduler_address) as extractor:
        codes = [one.problem.code for one in extractor.outcomes(raws) if isinstance(one, Failure)]
    assert codes == [TAKEN, "took-too-long", TAKEN]


def test_an_address_where_nothing_listens_is_named() -> None:
    from flows.cluster import DaskExtractor
    from flows.settings import SettingsError

    with pytest.raises(SettingsError, match="no Dask scheduler answers"):
        DaskExtractor(Job(), workers=0, address="tcp://127.0.0.1:9")
