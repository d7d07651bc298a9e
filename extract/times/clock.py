"""Meanings of parts of the day and of clock times."""

from dataclasses import replace
from datetime import date

from extract import intervals
from extract.times.calendar import numeric_day
from extract.times.readings import Context, Found, Reading
from extract.times.relative import day_named

_FROM_SPOKEN_OF = {"following": 1, "next": 1, "after": 1, "previous": -1, "before": -1, "that": 0, "same": 0}
"""Words that count from the day last spoken of, and by how many days."""


def clock_time(found: Found, context: Context) -> Reading | None:
    """A time by the clock.

    "10 p.m. Wednesday", Thursday 16 July 1998: 1998-07-15T22:00.
    """
    time = _time_of(found)
    if time is None:
        return None
    return _time_on(_day_named(found, context), time, context)


def clock_range_head(found: Found, context: Context) -> Reading | None:
    """The first of two hours: "5" of "between 5 and 6 p.m." is 17:00, "9" of "from 9 to 5 p.m." is not."""
    time = _time_of(found)
    if time is None:
        return None
    tail = int(found.word("tail_clock").replace(".", ":").split(":")[0])
    hour = int(time[1:3])
    if hour % _NOON > tail % _NOON:
        time = f"T{hour % _NOON if hour >= _NOON else hour + _NOON:02}{time[3:]}"
    return _time_on(_day_named(found, context), time, context)


def iso_time(found: Found, context: Context) -> Reading | None:
    """A day and time in figures: 2013-03-22 10:00."""
    time = _time_of(found)
    return _time_on(numeric_day(found, context), time, context) if time else None


def lap(found: Found, _: Context) -> Reading:
    """What a clock was stopped at: "3:07:35" is PT3H7M35S."""
    hours, minutes, seconds = (int(part) for part in found.word("lap").split(":"))
    return Reading("DURATION", f"PT{hours}H{minutes}M{seconds}S", speaks_of=False)


def part_of_day(found: Found, context: Context) -> Reading | None:
    """A morning, afternoon, evening or night.

    "last night", 14 July 1998: 1998-07-13TNI. A night told by both its days, or "overnight", lies in both.
    """
    part = "NI" if found.has("tonight") else found.value("daypart", "DAYPART")
    if not part:
        return None
    reading = _time_on(_day_named(found, context), f"T{part}", context)
    if reading.days is None or not (found.has("pair") or found.has("next_day") or found.has("overnight")):
        return reading
    # "Overnight" is the night to the day of speech, and the night behind any other day.
    began = -1 if found.has("overnight") and reading.days.first == context.reference else 0
    first = intervals.plus_days(reading.days.first, began)
    return replace(reading, days=intervals.inclusive(first, intervals.plus_days(first, 1)), precision="range")


def hours_of_day(found: Found, context: Context) -> Reading | None:
    """Some hours of a day by their place in it.

    "the early hours of Thursday", 14 July 1998: 1998-07-09TMO.
    """
    part = found.value("daypart", "DAYPART") or ("EV" if found.lower("hours") == ("late",) else "MO")
    return _time_on(_day_named(found, context), f"T{part}", context)


def _day_named(found: Found, context: Context) -> Reading | None:
    """The day that the expression tells beside its time."""
    if (named := day_named(found, context)) is not None:
        return named
    if not found.has("day_shift") and not found.has("tonight"):
        return _day_spoken_of(context)
    words = found.lower("day_shift")
    for shift, step in _FROM_SPOKEN_OF.items():
        if shift in words:
            return _day(context.anchor_for("D"), step)
    return _day(context.reference, {"last": -1, "yesterday": -1, "tomorrow": 1}.get("".join(words), 0))


def _day_spoken_of(context: Context) -> Reading | None:
    """The day last spoken of; in news else the day of speech."""
    if context.focus is not None and context.focus.grain == "D":
        return context.focus
    return _day(context.reference, 0) if context.style == "news" else None


def _day(base: date | None, step: int) -> Reading | None:
    """A day as a reading, where there is one."""
    if base is None:
        return None
    days = intervals.day_of(intervals.plus_days(base, step))
    return Reading("DATE", days.first.isoformat(), days, "day", base, "D", relative=True)


def _time_on(day: Reading | None, time: str, context: Context) -> Reading:
    """A time of a day; of an unknown one where none is told."""
    if day is None or day.days is None:
        trouble = day.trouble if day else None
        return Reading("TIME", f"{day.value if day else 'XXXX-XX-XX'}{time}", relative=True, trouble=trouble)
    return Reading(
        type="TIME",
        value=f"{day.value[:10]}{time}",
        days=day.days,
        precision="day",
        counted_from=day.counted_from or (context.reference if day.relative else None),
        grain="D",
        relative=day.relative,
        trouble=day.trouble,
    )


def _time_of(found: Found) -> str | None:
    """The time by the clock, with its T."""
    if found.has("noon"):
        return f"{found.value('noon', 'NOON')}{_zone_of(found)}"
    if found.has("clock_word"):
        hour, minute, seconds = found.number("clock_word", "CARDINAL") or 0, 0, []
    else:
        figures = found.word("clock").replace(".", ":")
        if ":" not in figures and len(figures) == len("0735"):
            figures = f"{figures[:2]}:{figures[2:]}"
        hour, minute, *seconds = (
            int(part) for part in (*figures.split(":"), "0")[: max(2, figures.count(":") + 1)]
        )
    meridiem = found.lower("meridiem")[:1]
    half_day = 12
    if hour > half_day * 2 or (meridiem and hour > half_day):
        return None
    after_noon = meridiem in {("p",), ("pm",)} or _is_late(found.lower("half_day")[:1], hour)
    if after_noon and hour < half_day:
        hour += half_day
    if meridiem in {("a",), ("am",)} and hour == half_day:
        hour = 0
    return f"T{hour:02}:{minute:02}" + "".join(f":{second:02}" for second in seconds) + _zone_of(found)


def _zone_of(found: Found) -> str:
    """The Z of universal time; nothing for every other zone."""
    return "Z" if "universal" in found.lower("zone") else str(found.value("zone", "ZONE") or "")


def _is_late(half_day: tuple[str, ...], hour: int) -> bool:
    """Whether the part of the day told beside an hour puts it behind noon: "two at night" is not."""
    return half_day in {("afternoon",), ("evening",)} or (half_day == ("night",) and hour >= _FIRST_OF_NIGHT)


_NOON = 12
_FIRST_OF_NIGHT = 6
