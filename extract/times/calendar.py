"""Meanings of dates by the calendar: days, months, seasons, quarters, years and what is longer."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from extract import intervals
from extract.intervals import Days, Grain
from extract.times.eras import undated
from extract.times.literal import Order, literal_day
from extract.times.policy import TimesPolicy
from extract.times.readings import (
    CHAINED_WORDS,
    LAST_WORDS,
    NEXT_WORDS,
    SEASON_LETTERS,
    Context,
    Direction,
    Found,
    Reading,
    Trouble,
    weekend_reading,
    whole,
)
from extract.times.words import NAME_CODE
from extract.times.years import MONTH_CLASSES, century, decade, short_year, stated_year

WEEKDAY_CLASSES = ("WEEKDAY_NAME", "WEEKDAY_ABBREVIATION")


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
        return _checked(found, whole(intervals.day_of(day), "D")) if day else impossible(found)
    if context.base is None:
        return undated(context, f"XXXX-{month_number:02}-{day_number:02}", "D")
    day = _day_near(month_number, day_number, found, context)
    if day is None:
        return impossible(found)
    return _checked(found, whole(intervals.day_of(day), "D", counted_from=context.base))


def _checked(found: Found, reading: Reading) -> Reading:
    """A day, with a word of trouble where another weekday is told beside it than it falls on."""
    told = found.number("weekday", *WEEKDAY_CLASSES)
    if told is None or reading.days is None or reading.days.first.isoweekday() == told:
        return reading
    fell = reading.days.first.strftime("%A")
    words = found.span.of(found.words.text)
    fault = f"{words!r} contradicts itself: {reading.value} is a {fell}; the date is taken, not the weekday"
    return replace(reading, trouble=Trouble("weekday-contradicts", fault))


def day_of_month(found: Found, context: Context) -> Reading | None:
    """A day by its number alone, in the month last spoken of.

    "on the 15th", after "3 July 1863": 1863-07-15.
    """
    number = _day_number(found)
    anchor = context.anchor_for("M")
    if context.style == "news" and (anchor is None or not context.focus_is_near):
        # News goes on from a day spoken of only within the paragraph.
        context = replace(context, focus=None)
        anchor = context.reference
    if number is None:
        return None
    if anchor is None:
        return Reading("DATE", f"XXXX-XX-{number:02}", grain="D", relative=True)
    near = [_date(month.first.year, month.first.month, number) for month in _months_about(anchor)]
    if (told := found.number("weekday", *WEEKDAY_CLASSES)) is not None:
        # "Sunday the 12th": the weekday tells the month.
        near = [day if day and day.isoweekday() == told else None for day in near]
    days = tuple(intervals.day_of(day) for day in near if day)
    if context.focus is not None and near[1] is not None:
        return whole(intervals.day_of(near[1]), "D", counted_from=anchor)
    if not days:
        return Reading("DATE", f"XXXX-XX-{number:02}", grain="D", relative=True)
    past = [day for day in days if day.first <= anchor]
    chosen = past[-1] if past and context.direction() != "future" else intervals.nearest(days, anchor)
    return whole(chosen, "D", counted_from=anchor)


def _months_about(day: date) -> tuple[Days, Days, Days]:
    """The month of a day between its neighbours."""
    return (intervals.neighbour(day, -1, "M"), intervals.around(day, "M"), intervals.neighbour(day, 1, "M"))


def day_pair(found: Found, context: Context) -> Reading | None:
    """Two days in one: "14/15 June" has the value of the first, and the days of both."""
    first, second = (int(number) for number in found.word("pair").split("/"))
    reading = calendar_day(found, context)
    if reading is None or reading.days is None or second != first + 1:
        return reading if second == first + 1 else None
    both = Days(reading.days.first, intervals.plus_days(reading.days.end, 1))
    return replace(reading, days=both, precision="range")


def numeric_day(found: Found, context: Context) -> Reading | None:
    """A day in figures alone: 1998-07-13, 7/13/98, 13.07.1998, 13-07-1998, 1998/07/13.

    Month first with slashes, as American English has it, day first with dots and dashes; the other way round
    where only that is a day.
    """
    parts = _FIGURES.findall(found.word("written"))
    if len(parts[0]) == len("1998"):
        day = literal_day("-".join(parts), "YMD")
        return whole(intervals.day_of(day), "D") if day else _no_such_day(found, parts[1:])
    if len(parts[2]) == len("98"):
        parts[2] = f"{short_year(int(parts[2]), context):04}"
    written = "/".join(parts)
    orders: tuple[Order, Order] = ("MDY", "DMY") if "/" in found.word("written") else ("DMY", "MDY")
    day = next((day for order in orders if (day := literal_day(written, order))), None)
    return whole(intervals.day_of(day), "D") if day else _no_such_day(found, parts[:2])


def _no_such_day(found: Found, day_and_month: list[str]) -> Reading | None:
    """What figures mean that could be day and month, in too short a month; None where they could not."""
    return impossible(found) if min(int(part) for part in day_and_month) <= _MONTHS else None


def nth_weekday(found: Found, context: Context) -> Reading | None:
    """A weekday, or a weekend, by its place in a month or a year.

    "the first Monday of this month", 14 July 1998: 1998-07-06.
    """
    unit = _unit_named(found, context)
    weekday = _SATURDAY if found.has("weekend") else found.number("weekday", *WEEKDAY_CLASSES)
    if unit is None or weekday is None:
        return None
    if unit.days is None:
        return Reading("DATE", "XXXX-XX-XX", grain="D", relative=True)
    nth = int(found.lower("nth")[0]) if found.has("nth") else found.number("which", "ORDINAL")
    if nth is None:
        day = intervals.weekday_not_after(unit.days.last, weekday)
    else:
        first = intervals.weekday_not_before(unit.days.first, weekday)
        day = intervals.plus_days(first, 7 * (nth - 1))
    if day not in unit.days:
        return impossible(found)
    if found.has("weekend"):
        return weekend_reading(intervals.weekend(day), unit.counted_from)
    return whole(intervals.day_of(day), "D", counted_from=unit.counted_from)


def unplaced_weekday(found: Found, _: Context) -> Reading:
    """A weekday by its place in what is not told: "the first Sunday in Lent"."""
    number = found.number("weekday", *WEEKDAY_CLASSES)
    return Reading("DATE", f"XXXX-WXX-{number}", grain="D", relative=True, speaks_of=False)


def impossible(found: Found) -> Reading:
    """A day that the calendar does not have: no day is told, and whoever reads on is told why."""
    words = found.span.of(found.words.text)
    trouble = Trouble("impossible-day", f"the calendar has no {words}: no day is given")
    return Reading("DATE", "XXXX-XX-XX", grain="D", speaks_of=False, trouble=trouble)


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
    if number is None or (found.has("unsure") and _is_surname(found)):
        return None
    shift = found.shift("shift", "shift_after")
    shift = "following" if found.has("range") else "beside" if found.has("beside") else shift
    base = context.anchor if shift == "beside" else context.base_of(shift)
    if base is None:
        return undated(context, f"XXXX-{number:02}", "M")
    return whole(_month_near(base, number, shift, context), "M", counted_from=base)


def _month_near(base: date, number: int, shift: str, context: Context) -> Days:
    """The month that "last", "next", "this", the month beside it or the verb's tense points to."""
    current = intervals.month(base.year, number)

    def of_year(year_number: int) -> Days:
        return intervals.month(year_number, number)

    if shift in {"this", "that", "same"}:
        return current
    if shift == "beside":
        return intervals.nearest((of_year(base.year - 1), current, of_year(base.year + 1)), base)
    if shift == "following" and context.focus is not None and context.focus.grain == "Y":
        # "In 1911 she was ordered; the following July ..."
        return of_year(base.year + 1)
    gone = intervals.neighbour(base, -1, "M").first
    if shift in LAST_WORDS and gone.month == number:
        # Of the month just gone one says "last month": "last June", said in July, is the year before's.
        return of_year(gone.year - 1)
    return shifted_recurrence(base, shift, of_year) or directed(base, context, of_year) or current


def _is_surname(found: Found) -> bool:
    """Whether the passage has the word for a name elsewhere: "Theresa May", "Mr. March", "May said"."""
    words, name = found.words, found.word("unsure")
    said, titles = found.lexicon.classes["SAID_WORD"], found.lexicon.classes["PERSON_TITLE"]
    for at, word in enumerate(words.lower):
        if word != name or at == found.first or not words.text[words.starts[at]].isupper():
            continue
        before = at - 2 if words.lower[at - 1] == "." else at - 1
        named = before >= 0 and (
            words.lower[before] in titles or (before == at - 1 and words.codes[before] == NAME_CODE)
        )
        if named or (at + 1 < len(words.lower) and words.lower[at + 1] in said):
            return True
    return False


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


def days_of_month(found: Found, context: Context) -> Reading | None:
    """The first or the last days of a month; the value is the month's.

    "the first days of November", 14 July 1998: 1997-11-01 to 1997-11-10.
    """
    reading = _month_with_or_without_year(found, context)
    if reading is None or reading.days is None:
        return reading
    third = intervals.part(reading.days, "START" if found.has("first") else "END")
    return replace(reading, days=third, precision="range")


def day_of_unit(found: Found, context: Context) -> Reading | None:
    """The first or the last day of a month, a year, a week.

    "the last day of August", 14 July 1998: 1998-08-31.
    """
    whole_unit = _unit_named(found, context)
    if whole_unit is None or whole_unit.days is None:
        return Reading("DATE", "XXXX-XX-XX", grain="D", relative=True) if whole_unit else None
    days = whole_unit.days
    day = days.first if found.word("which") in {"first", "opening"} else days.last
    return whole(intervals.day_of(day), "D", counted_from=whole_unit.counted_from)


def _unit_named(found: Found, context: Context) -> Reading | None:
    """The month, year or week that an expression names beside a day of it."""
    if found.has("month"):
        return _month_with_or_without_year(found, context)
    if found.has("year"):
        return whole(intervals.year(int(found.word("year"))), "Y")
    grain = _GRAINS[found.word("unit")]
    shift = found.lower("shift")[-1]
    base = context.reference if shift in {"this", "last", "next"} else context.anchor_for(grain)
    if base is None:
        return Reading("DATE", "XXXX", grain=grain, relative=True)
    step = CHAINED_WORDS.get(shift, (shift in NEXT_WORDS) - (shift in LAST_WORDS))
    return whole(intervals.neighbour(base, step, grain), grain, counted_from=base)


def day_of_shifted_month(found: Found, context: Context) -> Reading | None:
    """A day by its number in this month, the last or the next: "the 15th of this month"."""
    number = _day_number(found)
    shift = found.lower("shift")[-1]
    base = context.reference if shift in {"this", "last", "next"} else context.anchor_for("M")
    if base is None or number is None:
        return Reading("DATE", f"XXXX-XX-{number:02}", grain="D", relative=True) if number else None
    step = CHAINED_WORDS.get(shift, (shift in NEXT_WORDS) - (shift in LAST_WORDS))
    first = intervals.neighbour(base, step, "M").first
    day = _date(first.year, first.month, number)
    return whole(intervals.day_of(day), "D", counted_from=base) if day else None


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
    shift = found.shift()
    base = context.base_of(shift)
    if base is None:
        step = CHAINED_WORDS.get(shift, int(shift in NEXT_WORDS))
        return undated(context, f"XXXX-{SEASON_LETTERS[begins]}", "S", step)
    return whole(_season_near(base, begins, shift, context), "S", counted_from=base)


def directed(base: date, context: Context, of_year: Callable[[int], Days | None]) -> Days | None:
    """The one of a day or month that recurs every year that the verb's tense and nearness point to.

    The last and the next one compete by their distance; the verb's direction makes its side that much nearer.
    """
    recurring = _about(base, of_year)
    told_in = context.focus.days if context.style == "narrative" and context.focus else None
    for days in recurring:
        # "In 1941 ...; in December ..." is told of that very year.
        if base in days or (told_in and told_in.first <= days.first and days.end <= told_in.end):
            return days
    before = max((days for days in recurring if days.end <= base), default=None)
    after = min((days for days in recurring if days.first > base), default=None)
    if before is None or after is None:
        return before or after
    look = context.look()
    if context.style == "news" and look.governs and look.direction != "unknown":
        return after if look.direction == "future" else before
    if context.style == "narrative":
        back, ahead = (base - _middle(before)).days, (_middle(after) - base).days
        return before if context.looks_back() or ahead >= back * context.policy.forward_weight else after
    back, ahead = (base - before.last).days, (after.first - base).days
    return after if ahead < back * _ahead_weight(context.policy, look.direction) else before


def _ahead_weight(policy: TimesPolicy, direction: Direction) -> float:
    """How many times its distance a day ahead may lie further off than the one behind, and still be taken."""
    match direction:
        case "past":
            return policy.ahead_of_past
        case "future":
            return policy.ahead_of_future
        case _:
            return policy.ahead_of_unknown


def _middle(days: Days) -> date:
    """The day in the middle."""
    return days.first + (days.end - days.first) / 2


def _about(base: date, of_year: Callable[[int], Days | None]) -> list[Days]:
    """A day or month in the years about a day; in the leap years about it, where no other has the day."""
    near = [days for step in (-1, 0, 1) if (days := of_year(base.year + step))]
    if any(days.end <= base for days in near) and any(days.first > base for days in near):
        return near
    far = range(-_LEAP_YEARS_APART, _LEAP_YEARS_APART + 1)
    return [days for step in far if (days := of_year(base.year + step))] if len(near) <= 1 else near


def shifted_recurrence(base: date, shift: str, of_year: Callable[[int], Days | None]) -> Days | None:
    """The one that "last" or "next" point to; None where neither stands there."""
    recurring = _about(base, of_year)
    if shift in LAST_WORDS | {"previous", "preceding"}:
        return max((days for days in recurring if days.end <= base), default=None)
    if shift in NEXT_WORDS | {"following"}:
        return min((days for days in recurring if days.first > base), default=None)
    return None


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
    if shift == "following" and context.focus is not None and context.focus.grain == "Y":
        return of_year(base.year + 1)
    chosen = shifted_recurrence(base, shift, of_year) or directed(base, context, of_year)
    return chosen or of_year(base.year)


def _day_near(month_number: int, day_number: int, found: Found, context: Context) -> date | None:
    """The day in the year that the verb's tense and nearness point to."""

    def of_year(year_number: int) -> Days | None:
        day = _date(year_number, month_number, day_number)
        return intervals.day_of(day) if day else None

    base = context.anchor if found.has("range") or found.has("beside") else context.base
    if base is None:
        return None
    if found.has("beside"):
        about = [days for step in (-1, 0, 1) if (days := of_year(base.year + step))]
        return intervals.nearest(tuple(about), base).first if about else None
    dated = context.dated.get((month_number, day_number)) if context.style == "narrative" else None
    if dated is not None and abs(dated - base.year) <= context.policy.same_story_years:
        # "The war began on 8 August 2006. ... On 8 August they crossed": the very day.
        return _date(dated, month_number, day_number)
    of_a_year = context.style == "narrative" and context.focus is not None and context.focus.grain == "Y"
    if of_a_year and of_year(base.year) is None:
        # "February 29", told of a common year.
        return None
    told = found.number("weekday", *WEEKDAY_CLASSES)
    if (on_weekday := _on_weekday(base, told, of_year)) is not None:
        return on_weekday
    shift = "following" if found.has("range") else next(iter(found.lower("shift")), "")
    near = shifted_recurrence(base, shift, of_year) or directed(base, context, of_year)
    return near.first if near else None


def _on_weekday(base: date, weekday: int | None, of_year: Callable[[int], Days | None]) -> date | None:
    """The day in a year about another in which it falls on the weekday told beside it; None where none is."""
    about = [days.first for step in (0, -1, 1) if (days := of_year(base.year + step))]
    return next((day for day in about if day.isoweekday() == weekday), None)


def _day_number(found: Found) -> int | None:
    """The day of the month, in figures or as an ordinal."""
    if (ordinal := found.number("day", "ORDINAL")) is not None:
        return ordinal
    if found.has("pair"):
        return int(found.word("pair").split("/")[0])
    return int(found.lower("day")[0]) if found.has("day") else None


def _date(year_number: int, month_number: int, day_number: int) -> date | None:
    """A day; None where the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


_SATURDAY = 6
_MONTHS = 12
_HALF_A_MONTH = 15
# February 29 may be wanting for so many years: 1896 to 1904.
_LEAP_YEARS_APART = 8
_FIGURES = re.compile(r"\d+")
_GRAINS: dict[str, Grain] = {"week": "W", "month": "M", "year": "Y"}
