"""What is quoted is found where it stands, as whole words, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extract.model import Span
from extract.second.quotations import occurrences

TEXT = "Japan’s premier  called off the\ntalks; the so-called “Talks” of ’97 went on."  # noqa: RUF001  # a text's own marks


def found(words: str, text: str = TEXT) -> list[str]:
    return [span.of(text) for span in occurrences(words, text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("called off", ["called off"]),
        ("Japan's premier", ["Japan’s premier"]),  # noqa: RUF001  # a text's own marks
        ("the talks", ["the\ntalks"]),
        ('"Talks"', ["“Talks”"]),
        ("talks", ["talks"]),
        ("TALKS", ["talks", "Talks"]),
        ("so-called", ["so-called"]),
        ("call", []),
        ("off talks", []),
        ("", []),
        ("   ", []),
        ("(", []),
        (".*", []),
        ("t" * 1000, []),
    ],
)
def test_a_quotation_is_found_as_whole_words(words: str, spans: list[str]) -> None:
    assert found(words) == spans


@given(some.text(max_size=40), some.text(max_size=200))
def test_what_is_found_reads_like_what_was_quoted(words: str, text: str) -> None:
    for span in occurrences(words, text, Span(0, len(text))):
        assert len(span) > 0
        assert len(span.of(text).split()) == len(words.split())


@given(some.data())
def test_any_whole_words_of_a_text_are_found_in_it(data: some.DataObject) -> None:
    words = TEXT.split()
    first = data.draw(some.integers(0, len(words) - 1))
    quoted = " ".join(words[first : data.draw(some.integers(first + 1, len(words)))])
    assert found(quoted)
