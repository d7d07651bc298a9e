"""Whoever waits for a document is told for which."""

import queue
from functools import partial
from typing import Final

import pytest

from extract.model import RawIssue
from flows.extraction import Extracted, Job, extract_chunk
from flows.waiting import naming_the_slow

PATIENCE: Final = 60.0
"""Seconds a loaded machine may need."""

RAWS: Final = [RawIssue("short", "a.txt"), RawIssue("long " * 900, "b.txt"), RawIssue("middle " * 9, "c.txt")]


@pytest.mark.parametrize(
    ("results", "told"),
    [
        pytest.param(0, "still working on b.txt (4 kB)", id="the longest"),
        pytest.param(2, "still working on c.txt (1 kB)", id="of those that are left"),
    ],
)
def test_the_document_that_takes_long_is_named(results: int, told: str) -> None:
    said: queue.Queue[str] = queue.Queue()
    with naming_the_slow(RAWS, seconds=0.01, tell=said.put) as arrived:
        for _ in range(results):
            arrived()
        while (heard := said.get(timeout=PATIENCE)) != told:  # one may be named before the results are in
            assert heard.startswith("still working on")


def test_nothing_is_said_of_what_takes_its_usual_time() -> None:
    said: list[str] = []
    with naming_the_slow(RAWS, seconds=PATIENCE, tell=said.append) as arrived:
        for _ in RAWS:
            arrived()
    assert said == []


def test_a_chunk_under_way_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    said: queue.Queue[str] = queue.Queue()
    monkeypatch.setattr(
        "flows.extraction.naming_the_slow", partial(naming_the_slow, seconds=0.0, tell=said.put)
    )
    (outcome,) = extract_chunk([RawIssue("Rebels seized the town. " * 20, "long.txt")], Job())
    assert isinstance(outcome, Extracted)
    assert said.get(timeout=PATIENCE) == "still working on long.txt (1 kB)"
