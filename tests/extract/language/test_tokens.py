"""Words are divided as the treebanks divide them, in time that grows with the text alone."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.tokens import split_words
from extract.model import Span
from tests.shipped import LEXICON


def words(text: str) -> list[str]:
    return [word.of(text) for word in split_words(text, Span(0, len(text)), LEXICON.language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He didn't go.", ["He", "did", "n't", "go", "."], id="n't"),
        pytest.param("It\u2019s Kiev\u2019s.", ["It", "\u2019s", "Kiev", "\u2019s", "."], id="typographic"),
        pytest.param("They cannot stay.", ["They", "can", "not", "stay", "."], id="cannot"),
        pytest.param("the Russian-Japanese talks", ["the", "Russian", "-", "Japanese", "talks"], id="hyphen"),
        pytest.param("They re-elected a co-chairman", ["They", "re-elected", "a", "co-chairman"],
                     id="prefix"),
        pytest.param("pro-Moscow ex-Premier", ["pro", "-", "Moscow", "ex", "-", "Premier"],
                     id="who stands apart"),
        pytest.param("the U.S. envoy", ["the", "U.S.", "envoy"], id="U.S."),
        pytest.param("Gen. A. I. Lebed", ["Gen.", "A.", "I.", "Lebed"], id="initials"),
        pytest.param("He got an A.", ["He", "got", "an", "A", "."], id="no initial at the end"),
        pytest.param("at 9 a.m. Tuesday", ["at", "9", "a.m.", "Tuesday"], id="time of day"),
        pytest.param("$1,500.50 or 4.5%", ["$", "1,500.50", "or", "4.5", "%"], id="money"),
        pytest.param("the 1990s, 3rd time", ["the", "1990s", ",", "3rd", "time"], id="decade"),
        pytest.param("(Itar-Tass, July 13)", ["(", "Itar", "-", "Tass", ",", "July", "13", ")"],
                     id="citation"),
        pytest.param('"Why?" he asked...', ['"', "Why", "?", '"', "he", "asked", "..."], id="quotation"),
        pytest.param("see www.un.org.", ["see", "www.un.org", "."], id="page"),
        pytest.param("ask ann@un.org, now", ["ask", "ann@un.org", ",", "now"], id="address"),
        pytest.param("O'Brien met AT&T", ["O'Brien", "met", "AT&T"], id="inside a name"),
        pytest.param("MOSCOW--A court", ["MOSCOW", "--", "A", "court"], id="dash"),
        pytest.param("two\nlines\u00a0here", ["two", "lines", "here"], id="blanks"),
    ],
)  # fmt: skip
def test_words_are_divided_as_in_the_treebanks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=80))
def test_words_cover_all_that_is_no_blank_in_order(text: str) -> None:
    spans = split_words(text, Span(0, len(text)), LEXICON.language)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["a", "a.", "a-", "'", "1,", ".", "x@", "http://", "n't", "no.com/", "A&"], ids=str
)
def test_the_time_grows_with_the_length_of_a_word_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.process_time()
        split_words(text, Span(0, len(text)), LEXICON.language)
        return time.process_time() - started

    seconds(1000)
    assert seconds(400_000) < 60 * max(seconds(40_000), 0.002)
