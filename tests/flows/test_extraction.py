"""Extraction of single documents: each comes to an outcome, whatever it holds."""

from collections.abc import Iterator

import pytest

from extract.model import RawIssue
from extract.places.gazetteer import towns
from flows import extraction
from flows.extraction import Extracted, Failure, InlineExtractor, Job, chunks, extract_chunk, ready


def documents(*texts: str) -> list[RawIssue]:
    return [RawIssue(text, f"{number}.txt") for number, text in enumerate(texts)]


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
    assert outcome.problem.code == "empty"


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_chunks_keep_every_element_in_order(size: int) -> None:
    assert [element for chunk in chunks(range(7), size) for element in chunk] == list(range(7))


def test_what_is_loaded_once_is_no_document_s_time() -> None:
    towns.cache_clear()
    ready(None)
    assert towns.cache_info().currsize == 1
