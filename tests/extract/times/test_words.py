"""How a text becomes a string of classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.times.words import PARAGRAPH, WORD_CODE
from tests.extract.times import LEXICON


@given(st.text(max_size=200))
def test_every_word_has_one_character_and_stands_where_it_says(text: str) -> None:
    words = LEXICON.read(text)
    assert len(words.codes) == len(words.starts) == len(words.ends) == len(words.lower)
    for start, end, lower in zip(words.starts, words.ends, words.lower, strict=True):
        assert text[start:end].lower() == lower or (lower == PARAGRAPH and text[start:end].isspace())


@given(
    st.integers(0, 9999).map(str)
    | st.integers(0, 9999).map("{:02}".format)
    | st.integers(0, 9999).map("{:04}".format)
    | st.integers(1000, 10_000_000).map("{:,}".format)
    | st.dates().map(lambda day: f"{day.month}/{day.day}/{day.year:04}")
    | st.dates().map(str)
    | st.times().map("{:%H:%M}".format)
)
def test_figures_of_every_shape_are_told_from_words(figures: str) -> None:
    assert LEXICON.read(figures).codes != WORD_CODE


@pytest.mark.parametrize(
    ("one", "other"), [("May", "may"), ("March", "march"), ("Today", "today"), ("Sun", "sun")]
)
def test_a_word_that_needs_a_capital_is_another_word_without(one: str, other: str) -> None:
    assert LEXICON.read(one).codes != LEXICON.read(other).codes


def test_a_stretch_is_read_with_offsets_into_the_whole_text() -> None:
    words = LEXICON.read("one two three", 4, 7)
    assert (words.lower, words.starts, words.ends) == (("two",), (4,), (7,))
