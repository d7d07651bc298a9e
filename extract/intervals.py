"""Half-open algebra of days. Knows no text.

A `Days` runs from its first day up to, not including, its `end`. Every function is pure and takes the day
of speech as an argument; its docstring gives a phrase, the day it was said on and the value, and is executed.
Weeks run from Monday, as ISO 8601 has them; weekdays are numbered 1 (Monday) to 7 (Sunday).

The meteorological seasons are used: spring begins on 1 March, summer on 1 June, autumn on 1 September and
winter on 1 December (Glossary of Meteorology, American Meteorological Society, "season"). A winter carries
the year in which it begins.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

Grain = Literal["D", "W", "M", "Q", "S", "H", "Y", "E", "C"]
"""The unit an interval is counted in: day, week, month, quarter, season, half-year, year, decade, century."""

Part = Literal["START", "MID", "END"]
"""The third of an interval that "early", "mid" and "late" speak of; TIMEX3's names for its `mod`."""

_PARTS = 3
_MONTHS_IN: dict[Grain, int] = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
_DAYS_IN: dict[Grain, int] = {"D": 1, "W": 7}


class OutOfCalendarError(ValueError):
    """A day before year 1 or after year 9999 was asked for."""


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The days from `first` up to, not including, `end`.

    >>> Days(date(1998, 7, 1), date(1998, 8, 1)).last
    datetime.date(1998, 7, 31)
    """

    first: date
    end: date

    def __post_init__(self) -> None:
        """Refuse an interval without a day."""
        if self.first >= self.end:
            message = f"not an interval: {self.first} to {self.end}"
            raise ValueError(message)

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - timedelta(days=1)

    def __len__(self) -> int:
        """The number of days."""
        return (self.end - self.first).days

    def __contains__(self, day: date) -> bool:
        """Whether `day` lies in it.

        >>> date(1998, 8, 1) in Days(date(1998, 7, 1), date(1998, 8, 1))
        False
        """
        return self.first <= day < self.end


def day_of(day: date) -> Days:
    """One day as an interval.

    "today", 14 July 1998:

    >>> day_of(date(1998, 7, 14)).end
    datetime.date(1998, 7, 15)
    """
    return Days(day, plus_days(day, 1))


def inclusive(first: date, last: date) -> Days:
    """The days from `first` to `last`, both included; in whichever order they are given.

    "July 3-5":

    >>> len(inclusive(date(1998, 7, 3), date(1998, 7, 5)))
    3
    """
    return Days(min(first, last), plus_days(max(first, last), 1))


def plus_days(day: date, count: int) -> date:
    """`day` and `count` days.

    "two days ago", 14 July 1998:

    >>> plus_days(date(1998, 7, 14), -2)
    datetime.date(1998, 7, 12)

    Raises:
        OutOfCalendarError: the day has no date in the calendar.
    """
    try:
        return day + timedelta(days=count)
    except OverflowError as error:
        message = f"{count} days from {day} lie outside the calendar"
        raise OutOfCalendarError(message) from error


def plus_months(day: date, count: int) -> date:
    """`day` and `count` months; the last day of the month where that month is shorter.

    "a month ago", 31 March 1998:

    >>> plus_months(date(1998, 3, 31), -1)
    datetime.date(1998, 2, 28)

    Raises:
        OutOfCalendarError: the day has no date in the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        message = f"{count} months from {day} lie outside the calendar"
        raise OutOfCalendarError(message)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus(day: date, count: int, grain: Grain) -> date:
    """`day` and `count` of the unit.

    "three weeks ago", 14 July 1998, and "in two years":

    >>> plus(date(1998, 7, 14), -3, "W")
    datetime.date(1998, 6, 23)
    >>> plus(date(1998, 7, 14), 2, "Y")
    datetime.date(2000, 7, 14)
    """
    if grain in _DAYS_IN:
        return plus_days(day, count * _DAYS_IN[grain])
    return plus_months(day, count * _MONTHS_IN[grain])


def around(day: date, grain: Grain) -> Days:
    """The whole week, month, ... that `day` lies in.

    "this week", "this month", "this fall" and "this century", Tuesday 14 July 1998:

    >>> around(date(1998, 7, 14), "W")
    Days(first=datetime.date(1998, 7, 13), end=datetime.date(1998, 7, 20))
    >>> around(date(1998, 7, 14), "M")
    Days(first=datetime.date(1998, 7, 1), end=datetime.date(1998, 8, 1))
    >>> around(date(1998, 10, 14), "S")
    Days(first=datetime.date(1998, 9, 1), end=datetime.date(1998, 12, 1))
    >>> around(date(1998, 7, 14), "C").last
    datetime.date(1999, 12, 31)
    """
    if grain == "D":
        return day_of(day)
    if grain == "W":
        monday = plus_days(day, 1 - day.isoweekday())
        return Days(monday, plus_days(monday, 7))
    length = _MONTHS_IN[grain]
    # Seasons begin with March, everything else with January of year 0.
    begins = 2 if grain == "S" else 0
    whole = day.year * 12 + day.month - 1
    return _months((whole - begins) // length * length + begins, length)


def neighbour(day: date, count: int, grain: Grain) -> Days:
    """The whole unit `count` units after the one that `day` lies in; before it where negative.

    "last week", "next month" and "last year", 14 July 1998:

    >>> neighbour(date(1998, 7, 14), -1, "W")
    Days(first=datetime.date(1998, 7, 6), end=datetime.date(1998, 7, 13))
    >>> neighbour(date(1998, 7, 14), 1, "M").first
    datetime.date(1998, 8, 1)
    >>> neighbour(date(1998, 7, 14), -1, "Y").last
    datetime.date(1997, 12, 31)
    """
    return around(plus(around(day, grain).first, count, grain), grain)


def year(number: int) -> Days:
    """A calendar year.

    >>> year(1998)
    Days(first=datetime.date(1998, 1, 1), end=datetime.date(1999, 1, 1))
    """
    return _months(number * 12, 12)


def month(year_number: int, number: int) -> Days:
    """A month, 1 to 12.

    "December 1998":

    >>> month(1998, 12).end
    datetime.date(1999, 1, 1)
    """
    return _months(year_number * 12 + number - 1, 1)


def quarter(year_number: int, number: int) -> Days:
    """A quarter, 1 to 4.

    "the third quarter of 1998":

    >>> quarter(1998, 3)
    Days(first=datetime.date(1998, 7, 1), end=datetime.date(1998, 10, 1))
    """
    return _months(year_number * 12 + 3 * (number - 1), 3)


def half(year_number: int, number: int) -> Days:
    """A half of a year, 1 or 2.

    "the second half of 1998":

    >>> half(1998, 2).first
    datetime.date(1998, 7, 1)
    """
    return _months(year_number * 12 + 6 * (number - 1), 6)


def season(year_number: int, first_month: int) -> Days:
    """The season that begins in a month: 3, 6, 9 or 12.

    "the fall of 1998", "winter 1998":

    >>> season(1998, 9).last
    datetime.date(1998, 11, 30)
    >>> season(1998, 12).last
    datetime.date(1999, 2, 28)
    """
    return _months(year_number * 12 + first_month - 1, 3)


def decade(year_number: int) -> Days:
    """The ten years from a year that ends in 0.

    "the 1990s":

    >>> decade(1990).last
    datetime.date(1999, 12, 31)
    """
    return _months(year_number * 12, 120)


def century(hundreds: int) -> Days:
    """The hundred years that begin with a pair of digits, as TIMEX3 counts them.

    "the 20th century":

    >>> century(19).first
    datetime.date(1900, 1, 1)
    """
    return _months(hundreds * 1200, 1200)


def weekend(day: date) -> Days:
    """Saturday and Sunday of the week of `day`.

    "this weekend", Tuesday 14 July 1998:

    >>> weekend(date(1998, 7, 14))
    Days(first=datetime.date(1998, 7, 18), end=datetime.date(1998, 7, 20))
    """
    whole = around(day, "W")
    return Days(plus_days(whole.first, 5), whole.end)


def weekday_not_after(day: date, weekday: int) -> date:
    """The nearest such weekday that is `day` or lies before it.

    "He resigned Monday", Tuesday 14 July 1998:

    >>> weekday_not_after(date(1998, 7, 14), 1)
    datetime.date(1998, 7, 13)
    """
    return plus_days(day, -((day.isoweekday() - weekday) % 7))


def weekday_not_before(day: date, weekday: int) -> date:
    """The nearest such weekday that is `day` or lies after it.

    "He will resign Monday", Tuesday 14 July 1998:

    >>> weekday_not_before(date(1998, 7, 14), 1)
    datetime.date(1998, 7, 20)
    """
    return plus_days(day, (weekday - day.isoweekday()) % 7)


def nearest(candidates: tuple[Days, ...], day: date) -> Days:
    """The interval that lies nearest to a day; the earlier of two that lie as near.

    "July 1", of 1997, 1998 or 1999, 14 July 1998:

    >>> of_years = tuple(day_of(date(year, 7, 1)) for year in (1997, 1998, 1999))
    >>> nearest(of_years, date(1998, 7, 14)).first
    datetime.date(1998, 7, 1)
    """

    def distance(days: Days) -> tuple[int, date]:
        return max((days.first - day).days, (day - days.last).days, 0), days.first

    return min(candidates, key=distance)


def part(days: Days, which: Part) -> Days:
    """The first, middle or last third; whole months where it divides into them.

    "early 1998", "mid-July 1998", "the end of this month", 14 July 1998:

    >>> part(year(1998), "START").last
    datetime.date(1998, 4, 30)
    >>> part(month(1998, 7), "MID")
    Days(first=datetime.date(1998, 7, 11), end=datetime.date(1998, 7, 21))
    >>> part(month(1998, 7), "END").last
    datetime.date(1998, 7, 31)
    """
    if len(days) < _PARTS:
        return days
    one, two = _thirds(days)
    match which:
        case "START":
            return Days(days.first, one)
        case "MID":
            return Days(one, two)
        case "END":
            return Days(two, days.end)


def up_to(day: date, count: int, grain: Grain) -> Days:
    """The `count` units that end with `day`.

    "the past three months", 14 July 1998:

    >>> up_to(date(1998, 7, 14), 3, "M")
    Days(first=datetime.date(1998, 4, 15), end=datetime.date(1998, 7, 15))
    """
    end = plus_days(day, 1)
    return Days(plus(end, -count, grain), end)


def onwards(day: date, count: int, grain: Grain) -> Days:
    """The `count` units that begin with `day`.

    "the next two weeks", 14 July 1998:

    >>> onwards(date(1998, 7, 14), 2, "W").last
    datetime.date(1998, 7, 27)
    """
    return Days(day, plus(day, count, grain))


def _months(begin: int, count: int) -> Days:
    """`count` months from a month counted from January of year 0."""
    if begin + count <= MINYEAR * 12:
        message = f"before year {MINYEAR}"
        raise OutOfCalendarError(message)
    return Days(_first_of_month(begin), _first_of_month(begin + count))


def _first_of_month(number: int) -> date:
    """The first day of a month counted from January of year 0; year 0 gives the calendar's first day."""
    year_number, at = divmod(number, 12)
    if year_number == MINYEAR - 1:
        return date.min
    if not MINYEAR <= year_number <= MAXYEAR:
        message = f"the calendar has no year {year_number}"
        raise OutOfCalendarError(message)
    return date(year_number, at + 1, 1)


def _thirds(days: Days) -> tuple[date, date]:
    """The days on which the second and the last third begin."""
    months = (days.end.year - days.first.year) * 12 + days.end.month - days.first.month
    if days.first.day == days.end.day == 1 and months >= _PARTS:
        third = months // _PARTS
        return plus_months(days.first, third), plus_months(days.first, months - third)
    third = len(days) // _PARTS
    return plus_days(days.first, third), plus_days(days.first, 2 * third)
