"""News or narrative: what expressions without a year count from, by the evidence of the text."""

from collections import Counter
from datetime import date
from typing import Final

from extract import intervals
from extract.times.readings import Reading, Style, whole
from extract.times.rules import Lexicon
from extract.times.words import Words

# Measured on 256 news documents: one is taken for a narrative (a feature on the past).
# A text that names at least so many years far from the day of speech tells of them ...
_FEWEST_FAR_YEARS: Final = 5
# ... or so many, where nothing speaks of the present ...
_FEWEST_YEARS_ALONE: Final = 3
# ... where they outnumber words that speak of the present ("said yesterday") by this factor ...
_FAR_TO_PRESENT: Final = 3.0
# ... and the years about the day of speech too.
_FAR_TO_NEAR: Final = 3.0
# Years this near to the day of speech are news.
_NEAR_YEARS: Final = 1


def style_of(lexicon: Lexicon, passages: list[Words], reference: date | None) -> Style:
    """The style that most years and references to the present in a text speak for.

    A text without a day of speech is narrative: it can only count from the days that it tells.
    """
    if reference is None:
        return "narrative"
    years = Counter(abs(year - reference.year) <= _NEAR_YEARS for words in passages for year in _years(words))
    far, near = years[False], years[True]
    if far < _FEWEST_YEARS_ALONE or far < near * _FAR_TO_NEAR:
        return "news"
    present = sum(_speaks_of_present(lexicon, words) for words in passages)
    if far < _FEWEST_FAR_YEARS and (near or present):
        return "news"
    return "narrative" if far > present * _FAR_TO_PRESENT else "news"


def opening_of(passages: list[Words], reference: date | None) -> Reading | None:
    """The first year far from the day of speech: a story counts from it before it has told a day."""
    if reference is None:
        return None
    years = (year for words in passages for year in _years(words) if abs(year - reference.year) > _NEAR_YEARS)
    first = next(years, None)
    return whole(intervals.year(first), "Y") if first is not None else None


def _years(words: Words) -> list[int]:
    """The years a passage names."""
    earliest, latest = 1000, 2100
    figures = (int(word) for word in words.lower if len(word) == len("1998") and word.isdecimal())
    return [figure for figure in figures if earliest <= figure < latest]


def _speaks_of_present(lexicon: Lexicon, words: Words) -> int:
    """How many words tie a passage to the day of speech."""
    classes = lexicon.classes
    telling = (classes["RELATIVE_DAY"], classes["WEEKDAY_NAME"], {"ago": ""})
    return sum(any(word in known for known in telling) for word in words.lower)
