"""Meanings of dates by the calendar: days, months, seasons, quarters, years and what is longer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from extract import intervals
from extract.intervals import Days
from extract.times.literal import literal_day
from extract.times.readings import SEASON_LETTERS, Context, Direction, Found, Reading, whole

MONTH_CLASSES = ("SURE_MONTH", "UNSURE_MONTH", "MONTH_ABBREVIATION")
WEEKDAY_CLASSES = ("WEEKDAY_NAME", "WEEKDAY_ABBREVIATION")
NEXT_WORDS = frozenset({"next", "coming", "upcoming"})
LAST_WORDS = frozenset({"last", "past"})
CHAINED_WORDS: dict[str, int] = {
    "following": 1,
    "previous": -1,
    "preceding": -1,
    "same": 0,
    "that": 0,
    "subsequent": 1,
    "ensuing": 1,
}
"""Words that count from what was last spoken of, with the number of units they go."""


def calendar_day(found: Found, context: Context) -> Reading | None:
    """A month and a day, with or without year and weekday.

    "July 13", 14 July 1998: 1998-07-13.
    """
    month_number = found.number("month", *MONTH_CLASSES)
    day_number = _day_number(found)
    if month_number is None or day_number is None:
        return None
    if (year_number := stated_year(found, context)) is not None:
        day = _date(year_number, month_number, day_number)
        return whole(intervals.day_of(day), "D") if day else None
    if context.base is None:
        return Reading("DATE", f"XXXX-{month_number:02}-{day_number:02}", grain="D")
    day = _day_near(month_number, day_number, found, context)
    return whole(intervals.day_of(day), "D", counted_from=context.base) if day else None


def day_of_month(found: Found, context: Context) -> Reading | None:
    """A day by its number alone, in the month last spoken of.

    "on the 15th", after "3 July 1863": 1863-07-15.
    """
    number = _day_number(found)
    anchor = context.anchor
    if number is None:
        return None
    if anchor is None:
        return Reading("DATE", f"XXXX-XX-{number:02}", grain="D", relative=True)
    near = [_date(month.first.year, month.first.month, number) for month in _months_about(anchor)]
    days = tuple(intervals.day_of(day) for day in near if day)
    if context.focus is not None and near[1] is not None:
        return whole(intervals.day_of(near[1]), "D", counted_from=anchor)
    past = [day for day in days if day.first <= anchor]
    chosen = past[-1] if past and context.direction() != "future" else intervals.nearest(days, anchor)
    return whole(chosen, "D", counted_from=anchor)


def _months_about(day: date) -> tuple[Days, Days, Days]:
    """The month of a day between its neighbours."""
    return (intervals.neighbour(day, -1, "M"), intervals.around(day, "M"), intervals.neighbour(day, 1, "M"))


def numeric_day(found: Found, _: Context) -> Reading | None:
    """A day in figures alone: 1998-07-13, 7/13/98, 13.07.1998."""
    written = found.word("written")
    if "-" in written:
        day = literal_day(written, "YMD")
    else:
        day = literal_day(written, "MDY") or literal_day(written, "DMY")
    return whole(intervals.day_of(day), "D") if day else None


def month(found: Found, context: Context) -> Reading | None:
    """A month with its year, or with "last year".

    "June last year", 14 July 1998: 1997-06.
    """
    number = found.number("month", *MONTH_CLASSES)
    year_number = stated_year(found, context)
    if number is None:
        return None
    if year_number is None:
        return Reading("DATE", f"XXXX-{number:02}", grain="M", relative=True)
    counted = context.reference if found.has("shift") else None
    return whole(intervals.month(year_number, number), "M", counted_from=counted)


def bare_month(found: Found, context: Context) -> Reading | None:
    """A month without a year, bare or with "last" and "next".

    "last November", 14 July 1998: 1997-11.
    """
    number = found.number("month", *MONTH_CLASSES)
    if number is None:
        return None
    shift = next((word for word in found.lower("shift") or found.lower("shift_after") if word != "the"), "")
    shift = "following" if found.has("range") else shift
    base = context.anchor if shift in CHAINED_WORDS else context.base
    if base is None:
        return Reading("DATE", f"XXXX-{number:02}", grain="M", relative=True)
    current = intervals.month(base.year, number)

    def of_year(year_number: int) -> Days:
        return intervals.month(year_number, number)

    if shift in {"this", "that", "same"}:
        return whole(current, "M", counted_from=base)
    days = shifted_recurrence(base, shift, of_year) or directed(base, context, of_year) or current
    return whole(days, "M", counted_from=base)


def half_of_unit(found: Found, context: Context) -> Reading | None:
    """Half a month, decade or century; the value is the whole one's.

    "the second half of July", 14 July 1998: 1998-07-16 to 1998-07-31.
    """
    if found.has("decade"):
        reading = decade(found, context)
    elif found.has("century"):
        reading = century(found, context)
    else:
        reading = _month_with_or_without_year(found, context)
    if reading is None or reading.days is None:
        return reading
    days = reading.days
    middle = _middle_of(days)
    half = Days(days.first, middle) if found.word("half") == "first" else Days(middle, days.end)
    return replace(reading, days=half, precision="range", grain=None)


def _middle_of(days: Days) -> date:
    """The day on which the second half begins."""
    months = (days.end.year - days.first.year) * 12 + days.end.month - days.first.month
    if months > 1:
        return intervals.plus_months(days.first, months // 2)
    return intervals.plus_days(days.first, _HALF_A_MONTH)


def week_of_month(found: Found, context: Context) -> Reading | None:
    """Seven days of a month; the value is the month's.

    "the third week of June", 14 July 1998: 1998-06-15 to 1998-06-21.
    """
    reading = _month_with_or_without_year(found, context)
    if reading is None or reading.days is None:
        return reading
    days = reading.days
    number = found.number("week", "ORDINAL")
    first = (
        intervals.plus_days(days.end, -7)
        if number is None
        else intervals.plus_days(days.first, 7 * (number - 1))
    )
    seven = intervals.onwards(first, 1, "W")
    return replace(reading, days=seven, precision="week", grain="W")


def _month_with_or_without_year(found: Found, context: Context) -> Reading | None:
    """A month, in its own year or in the one that tense and nearness point to."""
    return bare_month(found, context) if stated_year(found, context) is None else month(found, context)


def bare_season(found: Found, context: Context) -> Reading | None:
    """A season without a year: the nearest in the direction of the verb's tense."""
    return season(found, context)


def season(found: Found, context: Context) -> Reading | None:
    """A season, with or without year.

    "this fall", 14 July 1998: 1998-FA.
    """
    begins = found.number("season", "SEASON")
    if begins is None:
        return None
    if (year_number := stated_year(found, context)) is not None:
        return whole(intervals.season(year_number, begins), "S")
    shift = next((word for word in found.lower("shift") if word != "the"), "")
    base = context.anchor if shift in CHAINED_WORDS else context.base
    if base is None:
        return Reading("DATE", f"XXXX-{SEASON_LETTERS[begins]}", grain="S", relative=True)
    return whole(_season_near(base, begins, shift, context), "S", counted_from=base)


def year(found: Found, context: Context) -> Reading | None:
    """A year of four figures, or of two after an apostrophe."""
    if (number := stated_year(found, context)) is None:
        return None
    return whole(intervals.year(number), "Y")


def year_range_tail(found: Found, _: Context) -> Reading | None:
    """The second year of "1914-18"."""
    head, tail = int(found.word("head")), int(found.word("short_year"))
    number = head // 100 * 100 + tail
    return whole(intervals.year(number), "Y") if number > head else None


def year_pair(found: Found, _: Context) -> Reading | None:
    """Two years in one: "1914/15" has the value of the first, and the days of both."""
    head, tail = found.word("pair").split("/")
    first, last = int(head), int(head[: -len(tail)] + tail)
    if last <= first:
        return None
    days = Days(intervals.year(first).first, intervals.year(last).end)
    return Reading("DATE", head, days, "range", grain="Y")


def spoken_year(found: Found, context: Context) -> Reading | None:
    """A year in words, as it is spoken: "nineteen seventy-nine"."""
    return year(found, context)


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


def era_year(found: Found, _: Context) -> Reading | None:
    """A year before or after Christ. Years before have no days in the calendar used here."""
    if found.has("bc"):
        return Reading("DATE", f"BC{int(found.word('bc')):04}", grain="Y")
    number = int(found.word("ad"))
    return whole(intervals.year(number), "Y") if number else None


def decade(found: Found, context: Context) -> Reading | None:
    """Ten years: "the 1990s", "the '90s", "the nineties"."""
    if found.has("year"):
        return whole(intervals.decade(int(found.word("year"))), "E")
    tens = int(found.word("short")) if found.has("short") else found.number("named", "DECADE_NAME")
    if tens is None or found.word_before() in {"his", "her", "their", "my", "your", "our", "high", "low"}:
        return None
    if found.has("named") and found.word_before(0) != "the" and found.words.lower[found.first] != "the":
        return None
    return whole(intervals.decade(_century_for(tens, context.reference) + tens), "E")


def century(found: Found, _: Context) -> Reading | None:
    """A hundred years: "the 19th century" is TIMEX3's 18."""
    number = found.number("nth", "ORDINAL")
    tens = found.number("nth", "CARDINAL")
    if number is not None:
        number += tens or 0
    else:
        number = int(found.lower("nth")[0])
    if found.has("bc"):
        return Reading("DATE", f"BC{number - 1:02}", grain="C")
    return whole(intervals.century(number - 1), "C") if 1 <= number <= _LAST_CENTURY else None


def quarter(found: Found, context: Context) -> Reading | None:
    """A quarter with or without year.

    "the third quarter", 26 October 1998: 1998-Q3.
    """
    number = found.number("nth", "ORDINAL") or int(next(iter(found.lower("nth_figure")), "0"))
    quarters = 4
    if not 1 <= number <= quarters:
        return None
    if (year_number := stated_year(found, context)) is not None:
        return whole(intervals.quarter(year_number, number), "Q", relative=found.has("shift"))
    if context.reference is None:
        return Reading("DATE", f"XXXX-Q{number}", grain="Q", relative=True)
    days = _quarter_near(number, context.reference)
    return whole(days, "Q", counted_from=context.reference)


def half_year(found: Found, context: Context) -> Reading | None:
    """Half a year: "the first half of 1998"."""
    number = found.number("nth", "ORDINAL") or 1
    year_number = stated_year(found, context)
    if year_number is None and context.reference is not None:
        year_number = context.reference.year
    if year_number is None:
        return Reading("DATE", f"XXXX-H{number}", grain="H", relative=True)
    return whole(intervals.half(year_number, number), "H")


def fiscal_year(found: Found, context: Context) -> Reading | None:
    """A fiscal year has the value of its name; its days are not the calendar year's, so none are told."""
    number = stated_year(found, context)
    return Reading("DATE", f"{number:04}", grain="Y") if number is not None else None


def stated_year(found: Found, context: Context) -> int | None:
    """The year that an expression tells, outright or as "last year"; None where it tells none."""
    if found.has("year"):
        return int(found.word("year"))
    if found.has("short_year"):
        tens = int(found.word("short_year"))
        return _century_for(tens, context.reference) + tens
    if found.has("spoken"):
        return _spoken(found)
    if found.has("shift") and found.any_word("year"):
        return _shifted_year(found.lower("shift")[-1], context)
    return None


def directed(base: date, context: Context, of_year: Callable[[int], Days | None]) -> Days | None:
    """The one of a day or month that recurs every year that the verb's tense and nearness point to.

    The last and the next one compete by their distance; the verb's direction makes its side that much nearer.
    """
    recurring = [days for step in (-1, 0, 1) if (days := of_year(base.year + step))]
    told_in = context.focus.days if context.style == "narrative" and context.focus else None
    for days in recurring:
        # "In 1941 ...; in December ..." is told of that very year.
        if base in days or (told_in and told_in.first <= days.first and days.end <= told_in.end):
            return days
    before = max((days for days in recurring if days.end <= base), default=None)
    after = min((days for days in recurring if days.first > base), default=None)
    if before is None or after is None:
        return before or after
    weight = _NARRATIVE_WEIGHT if context.style == "narrative" else _AHEAD_WEIGHTS[context.direction()]
    back, ahead = (base - before.last).days, (after.first - base).days
    return after if ahead < back * weight else before


def shifted_recurrence(base: date, shift: str, of_year: Callable[[int], Days | None]) -> Days | None:
    """The one that "last" or "next" point to; None where neither stands there."""
    recurring = [days for step in (-1, 0, 1) if (days := of_year(base.year + step))]
    if shift in LAST_WORDS | {"previous", "preceding"}:
        return max((days for days in recurring if days.end <= base), default=None)
    if shift in NEXT_WORDS | {"following"}:
        return min((days for days in recurring if days.first > base), default=None)
    return None


def _shifted_year(shift: str, context: Context) -> int | None:
    """The year of "last year" and its like."""
    if shift in CHAINED_WORDS:
        return context.anchor.year + CHAINED_WORDS[shift] if context.anchor else None
    if context.reference is None:
        return None
    return context.reference.year + (shift in NEXT_WORDS) - (shift in LAST_WORDS)


def _season_near(base: date, begins: int, shift: str, context: Context) -> Days:
    """The season that "last", "next", "this" or the verb's tense points to."""

    def of_year(year_number: int) -> Days:
        return intervals.season(year_number, begins)

    if shift == "this":
        current = of_year(base.year)
        before = of_year(base.year - 1)
        return before if base in before else current
    if shift == "that":
        return of_year(base.year)
    chosen = shifted_recurrence(base, shift, of_year) or directed(base, context, of_year)
    return chosen or of_year(base.year)


def _quarter_near(number: int, reference: date) -> Days:
    """The quarter of that number that has ended or is about to, as news of earnings speak of them."""
    candidates = [intervals.quarter(reference.year + step, number) for step in (-1, 0, 1)]
    return intervals.nearest(tuple(candidates), reference)


def _day_near(month_number: int, day_number: int, found: Found, context: Context) -> date | None:
    """The day in the year that the verb's tense and nearness point to."""

    def of_year(year_number: int) -> Days | None:
        day = _date(year_number, month_number, day_number)
        return intervals.day_of(day) if day else None

    base = context.anchor if found.has("range") else context.base
    if base is None:
        return None
    shift = "following" if found.has("range") else next(iter(found.lower("shift")), "")
    near = shifted_recurrence(base, shift, of_year) or directed(base, context, of_year)
    return near.first if near else None


def _day_number(found: Found) -> int | None:
    """The day of the month, in figures or as an ordinal."""
    if (ordinal := found.number("day", "ORDINAL")) is not None:
        return ordinal
    return int(found.lower("day")[0]) if found.has("day") else None


def _date(year_number: int, month_number: int, day_number: int) -> date | None:
    """A day; None where the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def _century_for(tens: int, reference: date | None) -> int:
    """The hundreds that put two figures of a year at most a few years ahead of the day of speech."""
    if reference is None:
        return 1900 if tens >= _PIVOT else 2000
    hundreds = reference.year // 100 * 100
    return hundreds - 100 if hundreds + tens > reference.year + _YEARS_AHEAD else hundreds


# A day or month ahead is taken where it lies nearer than this many times the distance of the one behind.
_AHEAD_WEIGHTS: dict[Direction, float] = {"past": 0.15, "unknown": 0.7, "future": 12.0}
# A story runs on: what lies ahead of the day last spoken of is taken rather than what lies behind.
_NARRATIVE_WEIGHT = 1.5
# Two figures below it belong to 20xx where no day of speech is known, as POSIX strptime has it.
_PIVOT = 69
# How far ahead of the day of speech two figures of a year may point.
_YEARS_AHEAD = 15
_LAST_CENTURY = 30
_WINTER = 12
# Years are spoken in pairs from ten-something to twenty-something.
_FIRST_SPOKEN, _LAST_SPOKEN = 13, 20
_HALF_A_MONTH = 15
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
