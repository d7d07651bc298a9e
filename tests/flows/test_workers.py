"""Extracting processes under watch: every document has one outcome, whatever single documents do."""

from collections.abc import Iterator, Sequence

import pytest

from extract.language.errors import LanguageModelError
from extract.model import RawIssue
from flows.bounds import Bounds
from flows.extraction import CHUNK, Failure, Job, Work
from flows.workers import Crew, ProcessExtractor, Worker, WorkerError
from tests.flows.works import BROKEN, DEADLY, ENDLESS, HUNGRY, LIGHT, PLAIN, TAKEN

SHORT = Bounds(document_seconds=1.0, worker_memory=700_000_000)


@pytest.fixture(autouse=True, scope="module")
def _dismissed() -> Iterator[None]:
    yield
    Crew.dismiss()


def documents(*texts: str) -> list[RawIssue]:
    return [RawIssue(text, f"{number}.txt") for number, text in enumerate(texts)]


def failures(
    raws: Sequence[RawIssue], workers: int, bounds: Bounds = SHORT, work: Work = LIGHT
) -> list[Failure]:
    """What comes of the documents, in order: of all of them a failure, by the light work."""
    with Crew(Job(bounds=bounds), work) as crew, ProcessExtractor(crew, workers) as extractor:
        found = [outcome for outcome in extractor.outcomes(raws) if isinstance(outcome, Failure)]
    assert [one.raw for one in found] == list(raws)
    return found


BAD = {
    "it hangs": (ENDLESS, "took-too-long", "DATELINE_DOCUMENT_SECONDS"),
    "it swells": (HUNGRY, "took-too-much-memory", "DATELINE_WORKER_MEMORY"),
    "it kills": (DEADLY, "process-died", "report it"),
}


@pytest.mark.parametrize(("what", "workers"), [("it hangs", 1), ("it swells", 1), ("it kills", 2)])
def test_a_document_costs_itself_alone_though(what: str, workers: int) -> None:
    text, code, advice = BAD[what]
    found = failures(documents(*[PLAIN] * 20, text, "Rebels seized the town."), workers)
    assert [one.problem.code for one in found] == [*[TAKEN] * 20, code, TAKEN]
    assert advice in found[20].problem.message
    assert "20.txt" in found[20].problem.message


def test_bad_documents_in_a_row_cost_themselves_alone_in_two_processes() -> None:
    raws = documents(ENDLESS, DEADLY, PLAIN, *[PLAIN] * CHUNK, HUNGRY, ENDLESS, PLAIN)
    codes = [one.problem.code for one in failures(raws, 2)]
    expected = ["took-too-long", "process-died", TAKEN, *[TAKEN] * CHUNK, "took-too-much-memory"]
    assert codes == [*expected, "took-too-long", TAKEN]


def test_one_process_stays_for_the_next_run_and_no_other() -> None:
    Crew.dismiss()
    failures(documents(*[PLAIN] * 6 * CHUNK), 2)
    (waiting,) = Crew.waiting
    failures(documents(PLAIN), 1)
    assert Crew.waiting == [waiting]
    failures(documents(PLAIN), 1, Bounds())  # another kind: it ends with its run
    assert Crew.waiting == [waiting]
    waiting.process.kill()
    waiting.process.wait()
    failures(documents(PLAIN), 1)  # one that has died is replaced
    assert [one is waiting for one in Crew.waiting] == [False]


def test_processes_that_cannot_start_end_the_run_and_blame_no_document() -> None:
    with pytest.raises(WorkerError, match="DATELINE_WORKER_MEMORY"):
        failures(documents(PLAIN), 1, work=BROKEN)


def test_what_is_wrong_with_the_model_is_told_as_in_the_runs_own_process() -> None:
    with Crew(Job(model="/no/such/model.bin")) as crew, pytest.raises(LanguageModelError, match="no such"):
        _ = crew.version


def test_a_crew_that_is_left_in_the_middle_leaves_no_process_at_work() -> None:
    began: list[Worker] = []
    with Crew(Job(), LIGHT) as crew, ProcessExtractor(crew, 2) as extractor:
        raws = documents(PLAIN, *[PLAIN] * CHUNK * 2, ENDLESS, *[PLAIN] * CHUNK * 4)
        next(extractor.outcomes(raws))
        began.extend(crew.all)
    assert began
    assert [worker for worker in began if worker.lives and worker not in Crew.waiting] == []
