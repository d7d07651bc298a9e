"""Extraction in several processes: every document has one outcome, whatever single documents do."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool

import pytest

from extract.model import RawIssue
from flows import extraction
from flows.extraction import (
    Extracted,
    Failure,
    InlineExtractor,
    Job,
    Outcome,
    ProcessExtractor,
    chunks,
    extract_chunk,
)

KILLER = "This document kills its process."


def documents(*texts: str) -> list[RawIssue]:
    return [RawIssue(text, f"{number}.txt") for number, text in enumerate(texts)]


def deadly(raws: Sequence[RawIssue], job: Job) -> list[Outcome]:
    """As `extract_chunk`, but a certain document ends the process."""
    if any(raw.content == KILLER for raw in raws):
        os._exit(9)
    return extract_chunk(raws, job)


class DeadlyExtractor(ProcessExtractor):
    """A process extractor whose processes die over the deadly document."""

    work = staticmethod(deadly)


def test_a_document_that_kills_its_process_costs_itself_alone() -> None:
    raws = documents(*["Boris Yeltsin resigned yesterday."] * 20, KILLER, "Rebels seized the town.")
    with DeadlyExtractor(Job(), workers=2) as extractor:
        outcomes = list(extractor.outcomes(raws))
    assert [outcome.raw.source_key for outcome in outcomes] == [raw.source_key for raw in raws]
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert [(failure.raw.content, failure.problem.code) for failure in failed] == [(KILLER, "process-died")]


def broken_from_the_start(raws: Sequence[RawIssue], job: Job) -> list[Outcome]:
    """As a machine where no process can extract."""
    del raws, job
    os._exit(9)


class BrokenExtractor(ProcessExtractor):
    """A process extractor none of whose processes can work."""

    work = staticmethod(broken_from_the_start)


def test_processes_that_die_without_a_document_end_the_run_and_blame_none() -> None:
    with BrokenExtractor(Job(), workers=1) as extractor, pytest.raises(BrokenProcessPool):
        list(extractor.outcomes(documents("Boris Yeltsin resigned yesterday.")))


def test_a_document_that_raises_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(raws: list[RawIssue], **_: object) -> Iterator[object]:
        for raw in raws:
            if "broken" in str(raw.content):
                message = "a defect"
                raise RuntimeError(message)
            yield raw

    monkeypatch.setattr(extraction, "extract_issues", broken)
    outcomes = extract_chunk(documents("one", "a broken one", "three"), Job())
    assert [type(outcome) for outcome in outcomes] == [Extracted, Failure, Extracted]
    assert isinstance(outcomes[1], Failure)
    assert "1.txt" in outcomes[1].problem.message
    assert "a defect" in outcomes[1].problem.message


def test_an_empty_document_is_a_failure_that_says_so() -> None:
    (outcome,) = InlineExtractor(Job()).outcomes(documents(""))
    assert isinstance(outcome, Failure)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_chunks_keep_every_element_in_order(size: int) -> None:
    assert [element for chunk in chunks(range(7), size) for element in chunk] == list(range(7))
