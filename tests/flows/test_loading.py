"""Batches are written together, and each document still comes to its own end."""

import gc
import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from benchmarks.invented import extraction
from extract.model import Extraction, Problem, RawIssue
from extract.sources import Unreadable, read
from flows.documents import Document, read_ahead
from flows.extraction import CHUNK, Extracted, Extractor, Failure, Outcome, chunks
from flows.loading import Loading, Tally, now, take_batch, total
from flows.plan import Plan
from load import EventStore
from tests.extract.sources.test_hostile import CASES, SMALL

VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class Told:
    """Extracts what it is told to: no model, no processes."""

    extractions: dict[str, Extraction]

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """What was told of each; a failure where nothing was."""
        for raw in raws:
            if raw.source_key in self.extractions:
                yield Extracted(raw, self.extractions[raw.source_key])
            else:
                yield Failure(raw, Problem("pipeline", "extraction-failed", f"{raw.source_key}: it broke"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    with EventStore(f"sqlite:///{tmp_path / 'events.db'}") as store:
        store.init()
        yield store


def named(number: int, key: str) -> Extraction:
    made = extraction(number, events=3, version=VERSION)
    return replace(made, issue=replace(made.issue, source_key=key))


def refused(told: Extraction) -> Extraction:
    impossible = replace(told.events[0], confidence=7.0)
    return replace(told, events=(impossible, *told.events[1:]))


def take(
    store: EventStore,
    name: str,
    extractions: dict[str, Extraction],
    keys: Iterable[str],
    others: Iterable[Unreadable] = (),
) -> Tally:
    batch: list[Document] = [*(RawIssue(f"text of {key}", key, f"file:///{key}") for key in keys), *others]
    with loading(store, Told(extractions), name) as under_way:
        return total(list(take_batch(batch, under_way)))


@contextmanager
def loading(store: EventStore, extractor: Extractor, name: str = "run") -> Iterator[Loading]:
    """A run under way."""
    plan = Plan(("archive",), store.address)
    with store.run(plan.order(name, VERSION), clock=now) as run:
        yield Loading(plan, VERSION, store, run, extractor)


def test_what_fails_or_is_refused_goes_to_quarantine_and_the_rest_is_written(store: EventStore) -> None:
    told = {f"{n}.txt": named(n, f"{n}.txt") for n in range(40)}
    told["7.txt"] = refused(told["7.txt"])
    tally = take(store, "first", told, [*told, "broken.txt"])
    assert dict(tally.outcomes) == {"written": 39, "quarantined": 2}
    assert sorted(waiting.source_key for waiting in store.quarantined()) == ["7.txt", "broken.txt"]
    assert {waiting.reason for waiting in store.quarantined()} == {"row-refused", "extraction-failed"}


def test_what_could_be_written_at_last_leaves_the_quarantine(store: EventStore) -> None:
    good = {"a.txt": named(1, "a.txt")}
    take(store, "first", {"a.txt": refused(good["a.txt"])}, ["a.txt"])
    assert [waiting.source_key for waiting in store.quarantined()] == ["a.txt"]
    assert dict(take(store, "second", good, ["a.txt"]).outcomes) == {"written": 1}
    assert store.quarantined() == []


def test_a_batch_taken_again_is_known_by_its_documents_digests(store: EventStore) -> None:
    told = {f"{n}.txt": named(n, f"{n}.txt") for n in range(20)}
    assert dict(take(store, "first", told, told).outcomes) == {"written": 20}
    assert dict(take(store, "second", {}, told).outcomes) == {"unchanged": 20}


def test_every_hostile_input_that_is_refused_has_a_clear_row_in_the_quarantine(
    store: EventStore, tmp_path: Path
) -> None:
    refused = [
        replace(result, source_key=f"{case.name}/{number}/{result.source_key}")
        for case in CASES
        for number, result in enumerate(read(str(case.make(folder_of(tmp_path, case.name))), limits=SMALL))
        if isinstance(result, Unreadable)
    ]
    assert take(store, "first", {}, [], refused).outcomes == {"quarantined": len(refused)}
    expected = {document.source_key: document.problem.code for document in refused}
    assert {waiting.source_key: waiting.reason for waiting in store.quarantined()} == expected
    assert all(waiting.stage == "sources" and waiting.message for waiting in store.quarantined())


def folder_of(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


def test_a_run_keeps_nothing_of_the_documents_that_are_done(store: EventStore) -> None:
    raws = (RawIssue(f"text of {number} " * 500, f"{number}.txt") for number in range(200))
    tally, kept = Tally(), []
    with loading(store, Inventive()) as under_way:
        tracemalloc.start()
        for batch in chunks(read_ahead(raws, 10), 10):
            tally += total(list(take_batch(batch, under_way)))
            gc.collect()
            kept.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
    assert tally.outcomes == {"written": 200}
    # A text is 6 KB; what is made once (statements, caches) is mostly there after the first hundred.
    assert kept[-2] - kept[9] < 600 * 100


def test_the_first_documents_are_written_before_a_second_chunk_is_extracted(store: EventStore) -> None:
    batch: list[Document] = [RawIssue("text", f"{number}.txt") for number in range(100)]
    asked: list[RawIssue] = []
    with loading(store, Noting(asked)) as under_way:
        tallies = take_batch(batch, under_way)
        assert next(tallies).outcomes == {"written": 1}
        assert len(asked) == CHUNK
        assert sum(tally.documents for tally in tallies) == len(batch) - 1


class Inventive:
    """Extracts something of every document, at once."""

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """What is invented for each."""
        for raw in raws:
            yield Extracted(raw, named(int(raw.source_key.removesuffix(".txt")), raw.source_key))


@dataclass(frozen=True, slots=True)
class Noting:
    """Extracts something of every document, and notes which it was asked for."""

    asked: list[RawIssue]

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """What is invented for each."""
        for raw in raws:
            self.asked.append(raw)
            yield from Inventive().outcomes([raw])
