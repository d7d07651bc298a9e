"""Meanings of dates counted from the day of speech, from the day last spoken of, or from an event."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

from extract import intervals
from extract.intervals import Grain
from extract.times.calendar import WEEKDAY_CLASSES, calendar_day, day_of_month
from extract.times.durations import UNIT_CLASSES, Amount, amount_of
from extract.times.eras import undated
from extract.times.literal import offset_day
from extract.times.named_days import named_day
from extract.times.readings import (
    AHEAD,
    CHAINED_WORDS,
    FROM_SPEECH,
    LAST_WORDS,
    NEXT_WORDS,
    Context,
    Found,
    Reading,
    weekend_reading,
    whole,
)

GRAIN_OF_UNIT: dict[str, Grain] = {
    "D": "D",
    "W": "W",
    "M": "M",
    "Q": "Q",
    "Y": "Y",
    "E": "E",
    "C": "C",
}
"""TIMEX3's letter of a unit to the grain it is counted in."""

UNKNOWN_VALUES: dict[Grain, str] = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "S": "XXXX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}
"""The value of a unit whose place in the calendar is not known."""


def relative_day(found: Found, context: Context) -> Reading | None:
    """Today, yesterday, tomorrow and the days beyond.

    "yesterday", 14 July 1998: 1998-07-13.
    """
    step = found.number("relative_day", "RELATIVE_DAY")
    if step is None:
        step = -2 if "yesterday" in found.lower("beyond") else 2
    if step == 0 and context.style == "narrative":
        # "The fort is a museum today": the age of whoever tells the story.
        return Reading("DATE", "PRESENT_REF", speaks_of=False)
    return day_from(context.reference, step)


def weekday(found: Found, context: Context) -> Reading | None:
    """A weekday, bare or with "last", "next" and their like.

    "next Monday", Tuesday 14 July 1998: 1998-07-20.
    """
    number = found.number("weekday", *WEEKDAY_CLASSES)
    if number is None:
        return None
    shift = "following" if found.has("range") else found.shift("shift", "day_shift")
    if not shift and context.style == "narrative" and not _tells_of_days(context):
        # "He died on Wednesday": nothing is told that a weekday could belong to but the day of speech.
        context = replace(context, style="news")
    chained = shift in CHAINED_WORDS or (shift not in FROM_SPEECH and context.style == "narrative")
    base = context.anchor_for("W") if chained else context.reference
    if base is None:
        return Reading("DATE", f"XXXX-WXX-{number}", grain="D", relative=True)
    return whole(intervals.day_of(_weekday_near(base, number, shift, context)), "D", counted_from=base)


def _tells_of_days(context: Context) -> bool:
    """Whether a story has told of days, or in the same paragraph of a month, that have a weekday."""
    focus = context.focus
    if focus is None or context.reference is None:
        return context.reference is None
    fine = {"D", "W"} if not context.focus_is_near else {"D", "W", "M", "S", "Q"}
    return focus.grain in fine


def day_named(found: Found, context: Context) -> Reading | None:
    """The day that an expression names beside something else; None where it names none."""
    if found.has("named_day"):
        return named_day(found, context)
    if found.has("relative_day"):
        return relative_day(found, context)
    if found.has("month"):
        return calendar_day(found, context)
    if found.has("day"):
        return day_of_month(found, context)
    return weekday(found, context) if found.has("weekday") else None


def weekday_of_week(found: Found, context: Context) -> Reading | None:
    """A weekday of the last, this or the next week: "Tuesday of last week"."""
    number = found.number("weekday", *WEEKDAY_CLASSES)
    if number is None or context.reference is None:
        return Reading("DATE", f"XXXX-WXX-{number}", grain="D", relative=True)
    shift = found.word("shift")
    week = intervals.neighbour(context.reference, (shift == "next") - (shift == "last"), "W")
    return day_from(week.first, number - 1)


def weekday_week(found: Found, context: Context) -> Reading | None:
    """A week from a weekday: "Tuesday week"; behind a verb that looks back, a week before it."""
    number = found.number("weekday", *WEEKDAY_CLASSES)
    base = context.reference
    if number is None or base is None:
        return Reading("DATE", f"XXXX-WXX-{number}", grain="D", relative=True)
    sign = -1 if context.direction() == "past" else 1
    return day_from(_weekday_beside(base, number, sign), sign * _WEEK)


def shifted_unit(found: Found, context: Context) -> Reading | None:
    """The whole unit before, around or after the day of speech or the day last spoken of.

    "last week", 14 July 1998: 1998-W28.
    """
    letter = found.value("unit", "UNIT_ONE")
    shift = next(iter(found.lower("shift")), "this")
    if letter == "WE":
        return _weekend(shift, context)
    grain = GRAIN_OF_UNIT.get(str(letter))
    if grain is None:
        return None
    # "The next day" is told of a day spoken of; "next week" of the day of speech.
    at = found.begins("shift")
    definite = at > 0 and found.words.lower[at - 1] == "the"
    chained = shift in CHAINED_WORDS or (shift == "next" and (grain == "D" or definite))
    step = CHAINED_WORDS.get(shift, (shift in NEXT_WORDS) - (shift in LAST_WORDS))
    counts_on = context.going_on() if step > 0 else context
    base = counts_on.anchor_for(grain) if chained else context.reference
    if not found.has("shift"):
        base = context.base
    if base is None:
        return undated(context, UNKNOWN_VALUES[grain], grain, step)
    reading = whole(intervals.neighbour(base, step, grain), grain, counted_from=base)
    return replace(reading, looks_back=chained and step < 0)


def new_year(_: Found, context: Context) -> Reading:
    """The year that follows; in the first months of one, and in the past tense, the one that has begun."""
    base = context.anchor
    if base is None:
        return undated(context, UNKNOWN_VALUES["Y"], "Y", 1)
    begun = (
        context.focus is None
        and base.month <= context.policy.new_year_months
        and context.direction() == "past"
    )
    return whole(intervals.neighbour(base, 0 if begun else 1, "Y"), "Y", counted_from=base)


def that_unit(found: Found, context: Context) -> Reading | None:
    """The unit around the day last spoken of: "that day", "the same year"."""
    letter = found.value("unit", "UNIT_ONE")
    if letter == "WE":
        return _weekend("that", context)
    grain = GRAIN_OF_UNIT[str(letter)]
    anchor = context.anchor_for(grain)
    if anchor is None:
        return undated(context, UNKNOWN_VALUES[grain], grain)
    return whole(intervals.around(anchor, grain), grain, counted_from=anchor)


def counted_shift(found: Found, context: Context) -> Reading | None:
    """So many units before or after a day.

    "two days ago", 14 July 1998: 1998-07-12.
    """
    shift = found.lower("shift")
    from_speech = shift[0] in {"ago", "hence"} or "now" in shift
    unit = str(found.value("unit", *UNIT_CLASSES) or "")
    if unit in {"TH", "TM"}:
        return _clock_shift(
            found, context, -1 if shift[0] in {"ago", "earlier", "before", "previously"} else 1
        )
    sign = -1 if shift[0] in {"ago", "earlier", "before", "previously"} else 1
    context = context.going_on() if sign > 0 else context
    base = context.reference if from_speech else context.anchor_for(_grain_counted(unit))
    return counted(found, context, base, sign)


def _grain_counted(unit: str) -> Grain:
    """The grain that a unit is counted in; days where it is not counted."""
    return GRAIN_OF_UNIT.get(Amount(Fraction(1), unit).in_plain_units.unit, "D")


def counted(found: Found, context: Context, base: date | None, sign: int) -> Reading | None:
    """The unit that lies the expression's amount before or after a day."""
    amount = amount_of(found)
    if amount is None:
        return None
    amount = amount.in_plain_units
    grain = GRAIN_OF_UNIT.get(amount.unit)
    if grain is None:
        return (
            Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", relative=True) if amount.vague else None
        )
    if amount.vague and found.lower("shift") != ("ago",):
        return Reading("DURATION", amount.value, relative=True, speaks_of=False)
    if amount.vague:
        return Reading("DATE", "PAST_REF", relative=True, speaks_of=False)
    if base is None:
        return undated(context, UNKNOWN_VALUES[grain], grain, sign * amount.whole)
    day = _plain_offset(found, base) or amount_from(base, amount, sign)
    grain = GRAIN_OF_UNIT.get(_finer_unit(found), grain)
    reading = whole(intervals.around(day, grain), grain, counted_from=base)
    return replace(reading, looks_back=sign < 0 and found.lower("shift") != ("ago",))


def _clock_shift(found: Found, context: Context, sign: int) -> Reading | None:
    """So many hours or minutes from the clock time last spoken of; none where none has been.

    "At 4 a.m. it struck a mine; an hour later it sank."
    """
    amount, focus = amount_of(found), context.focus
    told = _CLOCK.search(focus.value) if focus is not None and "ago" not in found.lower("shift") else None
    if amount is None or amount.count is None or told is None or focus is None or focus.days is None:
        return None
    minutes = sign * round(amount.count * (60 if amount.unit == "TH" else 1))
    days, minute = divmod(int(told[1]) * 60 + int(told[2]) + minutes, 24 * 60)
    day = intervals.day_of(intervals.plus_days(focus.days.first, days))
    value = f"{day.first.isoformat()}T{minute // 60:02}:{minute % 60:02}"
    return replace(focus, value=value, days=day, relative=True, looks_back=False, trouble=None)


_CLOCK = re.compile(r"T(\d\d):(\d\d)$")


def _finer_unit(found: Found) -> str:
    """The unit told beside the counted one: days in "ten years ago today"; "None" where none is."""
    if found.has("same"):
        return "D" if "today" in found.lower("same") else str(found.value("same", "UNIT_ONE"))
    return str(found.value("rest_unit", *UNIT_CLASSES))


def amount_from(base: date, amount: Amount, sign: int) -> date:
    """The day that lies an amount before or after another."""
    whole_units = intervals.plus(base, sign * amount.whole, GRAIN_OF_UNIT[amount.unit])
    return intervals.plus_days(whole_units, sign * amount.rest_in_days)


def _plain_offset(found: Found, base: date) -> date | None:
    """The day of "two weeks ago" by dateparser; None where more is said than count, unit and "ago"."""
    words = found.words.lower[found.first : found.stop]
    plain = (
        found.lower("shift") == ("ago",) and found.has("count") and len(words) == len(("two", "weeks", "ago"))
    )
    return offset_day(" ".join(words), base) if plain else None


def counted_from_event(found: Found, _: Context) -> Reading | None:
    """So many units from an event that stands behind the expression: its day is not known here.

    "a day after the defeat": P1D, an offset of one day.
    """
    amount = amount_of(found)
    if amount is None:
        return None
    days = {"D": 1, "W": 7}.get(amount.unit)
    sign = {"before": -1, "after": 1, "following": 1}.get(found.word("shift"))
    return Reading(
        type="DURATION",
        value=amount.value,
        day_offset=sign * days * amount.whole if days and sign and not amount.vague else None,
        speaks_of=False,
    )


def unit_from_event(found: Found, _: Context) -> Reading | None:
    """One of a unit, or some, from an event that stands behind the expression.

    "the day before the vote": an offset of minus one day.
    """
    part = found.value("daypart", "DAYPART")
    letter = "D" if part else str(found.value("unit", "UNIT_ONE", "UNIT_MANY") or "")
    sign = {"before": -1, "after": 1, "following": 1}.get(found.word("shift"))
    if found.value("unit", "UNIT_MANY"):
        return Reading("DURATION", f"PX{letter}", speaks_of=False)
    days = {"D": 1, "W": 7}.get(letter)
    value = UNKNOWN_VALUES[GRAIN_OF_UNIT[letter]]
    offset = sign * days if sign and days else None
    if part:
        return Reading("TIME", f"{value}T{part}", relative=True, day_offset=offset, speaks_of=False)
    return Reading("DATE", value, relative=True, day_offset=offset, speaks_of=False)


def in_counted_units(found: Found, context: Context) -> Reading | None:
    """So many units from the day of speech where the verb looks ahead, else a duration.

    "They will vote in two weeks", 14 July 1998: 1998-W31.
    """
    amount = amount_of(found)
    if amount is None:
        return None
    amount = amount.in_plain_units
    ahead = context.direction() == "future" and not _is_measure(found)
    if amount.vague or amount.unit not in GRAIN_OF_UNIT or not (found.any_word("time") or ahead):
        return Reading("DURATION", amount.value, speaks_of=False)
    if found.word_before() != "in":
        return _term(amount, context)
    if context.style == "narrative":
        # "They would leave in two weeks" tells what was meant, not what a story goes on with.
        promised = counted(found, context, context.anchor_for(GRAIN_OF_UNIT[amount.unit]), 1)
        return replace(promised, speaks_of=False) if promised else None
    return counted(found, context, context.reference, 1)


def _term(amount: Amount, context: Context) -> Reading:
    """A term within which something is to be done, from the day of speech on: "within 30 days"."""
    term = Reading("DURATION", amount.value, speaks_of=False)
    if context.reference is None or context.style == "narrative":
        return term
    days = intervals.inclusive(context.reference, amount_from(context.reference, amount, 1))
    return replace(term, days=days, precision="range", counted_from=context.reference, relative=True)


def _is_measure(found: Found) -> bool:
    """Whether so many units only measure: "the worst in a decade", "could do it in 100 days"."""
    classes = found.lexicon.classes
    for word in found.clause_before():
        if word in classes["POSSIBLE_WORD"] or word in classes["RANKING_WORD"]:
            return True
    return False


def the_unit(found: Found, context: Context) -> Reading | None:
    """A definite unit: the one around the day of speech.

    "over the weekend", Tuesday 14 July 1998: 1998-W28-WE.
    """
    letter = found.value("unit", "UNIT_ONE")
    base = context.base
    if found.word_before() == "of" and found.words.text[found.words.starts[found.stop - 1]].isupper():
        # "Man of the Year".
        return None
    if letter == "D" and context.focus_is_near and context.focus is not None and context.focus.grain == "D":
        base = context.anchor
    if letter == "WE":
        ahead = base is not None and (context.direction() == "future" or base.isoweekday() >= _SATURDAY)
        return _weekend("this" if ahead else "last", context)
    grain = GRAIN_OF_UNIT[str(letter)]
    if base is None:
        return Reading("DATE", UNKNOWN_VALUES[grain], grain=grain, relative=True)
    return whole(intervals.around(base, grain), grain, counted_from=base)


def that_day(_: Found, context: Context) -> Reading | None:
    """The day last spoken of; none where none has been."""
    return context.focus


def beyond_neighbour(found: Found, context: Context) -> Reading | None:
    """The unit beyond the last or the next: "the week before last"."""
    step = -2 if "before" in found.lower("beyond") else 2
    letter = str(found.value("unit", "UNIT_ONE"))
    base = context.reference
    if letter == "WE":
        return weekend_reading(intervals.weekend(intervals.plus(base, step, "W")), base) if base else None
    grain = GRAIN_OF_UNIT[letter]
    if base is None:
        return Reading("DATE", UNKNOWN_VALUES[grain], grain=grain, relative=True)
    return whole(intervals.neighbour(base, step, grain), grain, counted_from=base)


def unit_before(found: Found, context: Context) -> Reading | None:
    """The unit before or after what was last spoken of: "the year before"."""
    grain = GRAIN_OF_UNIT[str(found.value("unit", "UNIT_ONE"))]
    step = -1 if found.word("shift") == "before" else 1
    base = (context.going_on() if step > 0 else context).anchor_for(grain)
    if base is None:
        return undated(context, UNKNOWN_VALUES[grain], grain, step)
    reading = whole(intervals.neighbour(base, step, grain), grain, counted_from=base)
    return replace(reading, looks_back=step < 0)


def counted_from_day(found: Found, context: Context) -> Reading | None:
    """So many units, or one or a weekday, from a day that is named.

    "a week from Friday", "the day before Easter", "the Sunday after July 4".
    """
    planned = found.word("from") == "from"
    # "A week from Friday" is planned, whatever the verb says.
    day = day_named(found, replace(context, look=lambda: AHEAD) if planned else context)
    if day is None or day.days is None:
        return None
    base, sign = day.days.first, -1 if found.word("from") == "before" else 1
    if (number := found.number("weekday_of", "WEEKDAY_NAME")) is not None:
        return whole(intervals.day_of(_weekday_beside(base, number, sign)), "D", counted_from=base)
    if found.value("unit", "UNIT_ONE") == "WE":
        return weekend_reading(intervals.weekend(_weekday_beside(base, _SATURDAY, sign)), base)
    return _units_beside(found, base, sign)


def _units_beside(found: Found, base: date, sign: int) -> Reading | None:
    """The day that lies the expression's amount from another; the unit beside it where it counts none."""
    counts = found.has("one") or found.has("count")
    letter = str(found.value("unit", "UNIT_ONE", "UNIT_MANY"))
    amount = amount_of(found) if counts else Amount(Fraction(1), letter)
    if amount is None or amount.vague or amount.unit not in GRAIN_OF_UNIT:
        return None
    if found.any_word("trading", "working", "business"):
        return None
    grain = GRAIN_OF_UNIT[amount.unit]
    if counts:
        return day_from(intervals.plus(base, sign * amount.whole, grain), 0)
    return whole(intervals.neighbour(base, sign, grain), grain, counted_from=base)


def _weekday_beside(day: date, number: int, sign: int) -> date:
    """The last such weekday before a day, or the next one behind it."""
    near = intervals.plus_days(day, sign)
    return (
        intervals.weekday_not_before(near, number) if sign > 0 else intervals.weekday_not_after(near, number)
    )


def week_of(found: Found, context: Context) -> Reading | None:
    """The week, or the weekend, of a day: "the week of March 6"."""
    day = calendar_day(found, context)
    if day is None or day.days is None:
        return None
    if found.word("unit") == "weekend":
        return weekend_reading(intervals.weekend(day.days.first), day.counted_from)
    return whole(intervals.around(day.days.first, "W"), "W", counted_from=day.counted_from)


_SATURDAY = 6
_WEEK = 7


def day_from(base: date | None, step: int) -> Reading:
    """The day so many days from another."""
    if base is None:
        return Reading("DATE", "XXXX-XX-XX", grain="D", relative=True)
    return whole(intervals.day_of(intervals.plus_days(base, step)), "D", counted_from=base)


def _weekday_near(base: date, number: int, shift: str, context: Context) -> date:
    """The weekday that "last", "next" or the verb's tense points to."""
    if shift in NEXT_WORDS | {"following", "coming"}:
        return intervals.weekday_not_before(intervals.plus_days(base, 1), number)
    if shift in LAST_WORDS | {"previous", "preceding"}:
        return intervals.weekday_not_after(intervals.plus_days(base, -1), number)
    if shift == "this":
        return intervals.plus_days(intervals.around(base, "W").first, number - 1)
    if context.direction() == "future":
        return intervals.weekday_not_before(base, number)
    if context.style == "narrative" and context.focus is not None:
        return intervals.weekday_not_before(base, number)
    return intervals.weekday_not_after(base, number)


def _weekend(shift: str, context: Context) -> Reading:
    """A Saturday and Sunday."""
    base = context.anchor if shift in CHAINED_WORDS else context.reference
    if base is None:
        return Reading("DATE", "XXXX-WXX-WE", relative=True)
    step = CHAINED_WORDS.get(shift, (shift in NEXT_WORDS) - (shift in LAST_WORDS))
    return weekend_reading(intervals.weekend(intervals.plus(base, step, "W")), base)
