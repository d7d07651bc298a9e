"""What the tests of times share: the lexicon, read once, and the finder that has it in hand."""

from datetime import date
from typing import Any

from extract.model import Timex
from extract.times import find_timexes as find_with
from extract.times import read_time_lexicon

LEXICON = read_time_lexicon()


def find_timexes(text: str, said: date | None, **options: Any) -> tuple[Timex, ...]:  # noqa: ANN401  # passed on
    """The expressions of a text, by the lexicon that travels with the package."""
    return find_with(text, said, LEXICON, **options)
