"""Sentences end where a reader ends them."""

from itertools import pairwise
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.sentences import split_sentences
from extract.model import Span
from tests.shipped import LEXICON

TABLE = Path(__file__).parent / "data" / "sentences.txt"
RIGHT_AT_LEAST = 198
"""Of the table's 200 sentences; spaCy's own rule-based sentencizer gets 149 of them."""


def passages() -> list[list[str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [block.split("\n") for block in "\n".join(lines).strip().split("\n\n")]


def found(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in split_sentences(text, LEXICON.language)]


def test_the_table_has_200_sentences() -> None:
    assert sum(map(len, passages())) == 200


@pytest.mark.parametrize("width", [0, 72], ids=["on one line", "wrapped"])
def test_sentences_of_the_table_are_found(width: int) -> None:
    texts = [" ".join(passage) for passage in passages()]
    if width:
        texts = [fill(text, width, break_on_hyphens=False) for text in texts]
    right = sum(len(set(passage) & set(found(text))) for passage, text in zip(passages(), texts, strict=True))
    assert right >= RIGHT_AT_LEAST


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Gen. A. I. Lebed left. He won.", ["Gen. A. I. Lebed left.", "He won."], id="initials"),
        pytest.param(
            "He is in the U.S. They are not.", ["He is in the U.S.", "They are not."], id="U.S. last"
        ),
        pytest.param("The U.S. Senate met.", ["The U.S. Senate met."], id="U.S. inside"),
        pytest.param("It began at 9 a.m. Moscow time.", ["It began at 9 a.m. Moscow time."], id="time zone"),
        pytest.param(
            "It began at 9 a.m. Guards fled.", ["It began at 9 a.m.", "Guards fled."], id="a.m. last"
        ),
        pytest.param('"Why?" Ivanov asked.', ['"Why?" Ivanov asked.'], id="speech tag"),
        pytest.param(
            "\u201cGo!\u201d They went.", ["\u201cGo!\u201d", "They went."], id="typographic quotes"
        ),
        pytest.param(
            "He (Col. B. said so. Twice.) left.", ["He (Col. B. said so. Twice.) left."], id="bracket"
        ),
        pytest.param("No end\n\nA start", ["No end", "A start"], id="blank line"),
        pytest.param("One line\nand its rest.", ["One line and its rest."], id="line break"),
        pytest.param("They wanted ... peace.", ["They wanted ... peace."], id="ellipsis inside"),
        pytest.param("See No. 5. It is short.", ["See No. 5.", "It is short."], id="number"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, sentences: list[str]) -> None:
    assert found(text) == sentences


def test_only_the_span_asked_for_is_divided() -> None:
    text = "Out. In it. And here. Out."
    assert [s.of(text) for s in split_sentences(text, LEXICON.language, Span(5, 21))] == [
        "In it.",
        "And here.",
    ]


@given(st.text(alphabet='ab AB.?!"()\n\u201d12', max_size=60))
def test_sentences_lie_in_order_and_cover_all_that_is_no_blank(text: str) -> None:
    spans = split_sentences(text, LEXICON.language)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(s.of(text) == s.of(text).strip() != "" for s in spans)
