"""Meanings of years and of what is longer or a fixed part of one: quarters, halves, decades, centuries."""

from dataclasses import replace

from extract import intervals
from extract.intervals import Days
from extract.times.readings import CHAINED_WORDS, LAST_WORDS, NEXT_WORDS, Context, Found, Reading, whole
from extract.times.words import PARAGRAPH

MONTH_CLASSES = ("SURE_MONTH", "UNSURE_MONTH", "MONTH_ABBREVIATION")


def year(found: Found, context: Context) -> Reading | None:
    """A year of four figures, or of two after an apostrophe.

    Only behind a preposition or as a heading is it spoken of: nothing counts from "the 1839 treaty" or
    "(born 1898)".
    """
    if (number := stated_year(found, context)) is None:
        return None
    return replace(whole(intervals.year(number), "Y"), speaks_of=_is_spoken_of(found))


def _is_spoken_of(found: Found) -> bool:
    """Whether a year is one in which something is told to happen."""
    before = found.word_before()
    if found.has("part"):
        return True
    if before == "of":
        return found.word_before(2) in found.lexicon.classes["STRETCH_WORD"] or _opens_sentence(found)
    heading = before in {"", PARAGRAPH} and found.word_after() in {
        "",
        PARAGRAPH,
        ":",
        "-",
        "\u2013",
        "\u2014",
    }
    return heading or before in found.lexicon.classes["YEAR_PREPOSITION"]


def _opens_sentence(found: Found) -> bool:
    """Whether something of a year opens the sentence: "In the fever of 1918 ..."."""
    lower = found.words.lower
    begin = found.first
    while begin > max(0, found.first - _OPENING) and lower[begin - 1].isalpha():
        begin -= 1
    opens = begin == 0 or lower[begin - 1] in {".", "?", "!", PARAGRAPH}
    return opens and lower[begin] in {"in", "during", "after"}


# Words in which something of a year opens a sentence: "In the great fever of".
_OPENING = 6


def spoken_year(found: Found, context: Context) -> Reading | None:
    """A year in words, as it is spoken: "nineteen seventy-nine"."""
    return year(found, context)


def year_pair(found: Found, _: Context) -> Reading | None:
    """Two years in one: "1914/15" has the value of the first, and the days of both."""
    head, tail = found.word("pair").split("/")
    first, last = int(head), int(head[: -len(tail)] + tail)
    if last <= first:
        return None
    days = Days(intervals.year(first).first, intervals.year(last).end)
    return Reading("DATE", head, days, "range", grain="Y")


def year_range_tail(found: Found, _: Context) -> Reading | None:
    """The second year of "1914-18"."""
    head, tail = int(found.word("head")), int(found.word("short_year"))
    number = head // 100 * 100 + tail
    return whole(intervals.year(number), "Y") if number > head else None


def decade(found: Found, context: Context) -> Reading | None:
    """Ten years: "the 1990s", "the '90s", "the nineties"."""
    if found.has("year"):
        return _unspoken(whole(intervals.decade(int(found.word("year"))), "E"))
    tens = int(found.word("short")) if found.has("short") else found.number("named", "DECADE_NAME")
    if tens is None or found.word_before() in {"his", "her", "their", "my", "your", "our", "high", "low"}:
        return None
    if found.has("named") and found.word_before(0) != "the" and found.words.lower[found.first] != "the":
        return None
    return _unspoken(whole(intervals.decade(_hundreds_of_decade(tens, context) + tens), "E"))


def _hundreds_of_decade(tens: int, context: Context) -> int:
    """The hundreds of "the nineties": in a story those about the year last spoken of."""
    if context.style == "news" or context.anchor is None:
        return _century_for(tens, context)
    told = context.anchor.year
    hundreds = told // 100 * 100
    return min((hundreds - 100, hundreds, hundreds + 100), key=lambda near: abs(near + tens - told))


def century(found: Found, _: Context) -> Reading | None:
    """A hundred years: "the 19th century" is TIMEX3's 18."""
    number = found.number("nth", "ORDINAL")
    tens = found.number("nth", "CARDINAL")
    if number is not None:
        number += tens or 0
    else:
        number = int(found.lower("nth")[0])
    if found.has("bc"):
        return Reading("DATE", f"BC{number - 1:02}", grain="C", speaks_of=False)
    return _unspoken(whole(intervals.century(number - 1), "C")) if 1 <= number <= _LAST_CENTURY else None


def _unspoken(long: Reading) -> Reading:
    """Ten years or a hundred, from which no later expression counts."""
    return replace(long, speaks_of=False)


def fiscal_year(found: Found, context: Context) -> Reading | None:
    """A fiscal year has the value of its name; its days are not the calendar year's, so none are told."""
    number = stated_year(found, context)
    return Reading("DATE", f"{number:04}", grain="Y") if number is not None else None


def stated_year(found: Found, context: Context) -> int | None:
    """The year that an expression tells, outright or as "last year"; None where it tells none."""
    if found.has("year"):
        return int(found.word("year")) - _begins_the_year_before(found)
    if found.has("years"):
        return int(found.word("years").split("/")[0])
    if found.has("short_year"):
        return short_year(int(found.word("short_year")), context)
    if found.has("spoken"):
        return _spoken(found)
    if found.has("shift") and found.any_word("year"):
        shift = found.lower("shift")[-1]
        at = found.begins("shift")
        # "The next year" is told of a year spoken of; "next year" of the day of speech.
        definite = shift == "next" and at > 0 and found.words.lower[at - 1] == "the"
        return _shifted_year("following" if definite else shift, context)
    return None


def _begins_the_year_before(found: Found) -> bool:
    """Whether a range runs across New Year: "from December to March 1942"."""
    head, tail = (found.number(group, *MONTH_CLASSES) for group in ("month", "tail_month"))
    return head is not None and tail is not None and head > tail


def _shifted_year(shift: str, context: Context) -> int | None:
    """The year of "last year" and its like."""
    if shift in CHAINED_WORDS:
        return context.anchor.year + CHAINED_WORDS[shift] if context.anchor else None
    if context.reference is None:
        return None
    return context.reference.year + (shift in NEXT_WORDS) - (shift in LAST_WORDS)


def _spoken(found: Found) -> int | None:
    """The year that words tell in pairs of figures; None where they tell none."""
    numbers = [found.lexicon.classes["CARDINAL"].get(word) for word in found.lower("spoken")]
    first, *rest = [number for number in numbers if isinstance(number, int)]
    if rest[:1] == [_THOUSAND] and found.any_word("year"):
        return first * _THOUSAND + sum(rest[1:])
    if not _FIRST_SPOKEN <= first <= _LAST_SPOKEN or not rest:
        return None
    if rest == [_HUNDRED] and found.has("month"):
        return first * _HUNDRED
    oh_something = rest[0] == 0 and len(rest) > 1
    if (rest[0] < _TEN and not oh_something) or sum(rest) >= _HUNDRED:
        return None
    return first * _HUNDRED + sum(rest)


def short_year(tens: int, context: Context) -> int:
    """The year that two figures stand for: on the side of the day of speech where the verb looks.

    "10/10/49 was signed", said in 2016: 1949; "will be repaid on 10/10/49": 2049.
    """
    hundreds = _century_for(tens, context)
    if context.reference is None:
        return hundreds + tens
    look = context.look()
    if look.direction == "future" and look.governs and hundreds + tens < context.reference.year:
        return hundreds + 100 + tens
    if look.direction == "past" and hundreds + tens > context.reference.year:
        return hundreds - 100 + tens
    return hundreds + tens


def _century_for(tens: int, context: Context) -> int:
    """The hundreds that put two figures of a year at most a few years ahead of the day of speech."""
    reference = context.reference
    if reference is None:
        return 1900 if tens >= _PIVOT else 2000
    hundreds = reference.year // 100 * 100
    return hundreds - 100 if hundreds + tens > reference.year + context.policy.years_ahead else hundreds


# Two figures below it belong to 20xx where no day of speech is known, as POSIX strptime has it.
_PIVOT = 69
_LAST_CENTURY = 30
# Years are spoken in pairs, from thirteen-something to twenty-something.
_FIRST_SPOKEN, _LAST_SPOKEN = 13, 20
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
