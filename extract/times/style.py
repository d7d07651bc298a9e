"""News or narrative: what expressions without a year count from, by the evidence of the text."""

from collections import Counter
from collections.abc import Iterator
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
# ... and the years about the day of speech too, ...
_FAR_TO_NEAR: Final = 3.0
# ... unless they outnumber the words that speak of the present so clearly that a war of late years is told.
_FAR_TO_PRESENT_CLEARLY: Final = 10.0
# A story names a far year at least once in so many words.
_WORDS_A_YEAR: Final = 150
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
    length = sum(len(words.lower) for words in passages)
    if far < _FEWEST_YEARS_ALONE or far < near or far * _WORDS_A_YEAR < length:
        return "news"
    present = sum(_speaks_of_present(lexicon, words) for words in passages)
    if far < near * _FAR_TO_NEAR and far <= present * _FAR_TO_PRESENT_CLEARLY:
        return "news"
    if far < _FEWEST_FAR_YEARS and (near or present):
        return "news"
    return "narrative" if far > present * _FAR_TO_PRESENT else "news"


def opening_of(passages: list[Words], reference: date | None) -> Reading | None:
    """The first year far from the day of speech: a story counts from it before it has told a day."""
    if reference is None:
        return None
    far = (year for words in passages for year in _years(words) if abs(year - reference.year) > _NEAR_YEARS)
    first = next(far, None)
    if first is None:
        return None
    if first < 0:
        return Reading("DATE", f"BC{-first:04}", grain="Y")
    return whole(intervals.year(first), "Y")


def _years(words: Words) -> Iterator[int]:
    """The years a passage names, those before Christ as negative numbers."""
    lower = words.lower
    for at, word in enumerate(lower):
        if not word.isdecimal() or len(word) > _FIGURES:
            continue
        if lower[at + 1 : at + 2] in _ERA or lower[at + 1 : at + 4] == ("b", ".", "c"):
            yield -int(word)
        elif len(word) == _FIGURES and _EARLIEST <= int(word) < _LATEST:
            yield int(word)


_FIGURES: Final = 4
_EARLIEST: Final = 1000
_LATEST: Final = 2100
_ERA: Final = frozenset({("bc",), ("bce",)})


def _speaks_of_present(lexicon: Lexicon, words: Words) -> int:
    """How many words tie a passage to the day of speech: "yesterday", "Friday", "ago", "last week"."""
    classes = lexicon.classes
    telling = (classes["RELATIVE_DAY"], classes["WEEKDAY_NAME"], {"ago": ""})
    single = sum(any(word in known for known in telling) for word in words.lower)
    units = (classes["UNIT_ONE"], classes["SEASON"], classes["DAYPART"])
    pairs = sum(
        shift in _SHIFTS and before != "the" and any(unit in known for known in units)
        for before, shift, unit in zip(("", *words.lower), words.lower, words.lower[1:], strict=False)
    )
    return single + pairs


_SHIFTS = frozenset({"this", "last", "next"})
