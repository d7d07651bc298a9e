"""Meanings of years before and after Christ. Years before have no days in the calendar used here."""

import re

from extract import intervals
from extract.intervals import Days, Grain
from extract.times.readings import SEASON_LETTERS, Context, Found, Reading, whole
from extract.times.years import MONTH_CLASSES

_BEFORE_CHRIST = re.compile(r"BC(\d{4})")
_FIRST_OF_THREE_FIGURES, _FIRST_OF_FOUR = 100, 1000


def era_year(found: Found, _: Context) -> Reading | None:
    """A year, or ten, before or after Christ.

    "44 BC": BC0044; "AD 79": 0079.
    """
    if found.has("decade"):
        return Reading("DATE", f"BC{int(found.word('decade')) // 10:03}", grain="E")
    return _era_year(found)


def era_date(found: Found, _: Context) -> Reading | None:
    """A season, month or day of a year before or after Christ.

    "the spring of 217 BC": BC0217-SP.
    """
    year = _era_year(found)
    if year is None:
        return None
    if (begins := found.number("season", "SEASON")) is not None:
        days = intervals.season(year.days.first.year, begins) if year.days else None
        return _within(year, SEASON_LETTERS[begins], "S", days)
    number = found.number("month", *MONTH_CLASSES)
    if number is None:
        return None
    day = found.lower("day")
    if not day:
        days = intervals.month(year.days.first.year, number) if year.days else None
        return _within(year, f"{number:02}", "M", days)
    try:
        days = intervals.day_of(year.days.first.replace(month=number, day=int(day[0]))) if year.days else None
    except ValueError:
        return None
    return _within(year, f"{number:02}-{int(day[0]):02}", "D", days)


def old_year(found: Found, context: Context) -> Reading | None:
    """A year of three figures in the era of the year last spoken of; none where none of them has been."""
    number, focus = int(found.word("old")), context.focus
    if focus is None or not _FIRST_OF_THREE_FIGURES <= number < _FIRST_OF_FOUR:
        return None
    if _BEFORE_CHRIST.match(focus.value):
        return Reading("DATE", f"BC{number:04}", grain="Y")
    if focus.days is not None and focus.days.first.year < _FIRST_OF_FOUR:
        return whole(intervals.year(number), "Y")
    return None


def undated(context: Context, value: str, grain: Grain, step: int = 0) -> Reading:
    """What has no day in the calendar: of unknown place, or so many years from a year before Christ.

    "two years later", after "218 BC": BC0216; "the following spring": BC0217-SP. There is no year 0.

    Args:
        context: what it is read against.
        value: the value with its unknown year as XXXX.
        grain: the unit.
        step: years from the one last spoken of.
    """
    told = _BEFORE_CHRIST.match(context.focus.value) if context.focus else None
    rest = value.removeprefix("XXXX")
    if told is None or "X" in rest or grain not in {"Y", "S", "M", "D"}:
        return Reading("DATE", value, grain=grain, relative=True)
    number = int(told[1]) - step
    if number <= 0:
        return Reading("DATE", f"{1 - number:04}{rest}", grain=grain, relative=True)
    return Reading("DATE", f"BC{number:04}{rest}", grain=grain, relative=True)


def _era_year(found: Found) -> Reading | None:
    """The year; None for year 0."""
    number = int(found.word("bc" if found.has("bc") else "ad"))
    if not number:
        return None
    return (
        Reading("DATE", f"BC{number:04}", grain="Y")
        if found.has("bc")
        else whole(intervals.year(number), "Y")
    )


def _within(year: Reading, part: str, grain: Grain, days: Days | None) -> Reading:
    """A part of a year."""
    if days is not None:
        return whole(days, grain)
    return Reading("DATE", f"{year.value}-{part}", grain=grain)
