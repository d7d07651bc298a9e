"""What each rule means: the functions that the lexicon names."""

from collections.abc import Callable, Mapping

from extract.times import accounts, calendar, clock, durations, eras, named_days, relative, years
from extract.times.readings import Context, Found, Reading

Meaning = Callable[[Found, Context], Reading | None]
"""Reads what was found; None: it is no expression of time after all."""


def present(_: Found, __: Context) -> Reading:
    """The present, without a day."""
    return Reading("DATE", "PRESENT_REF", speaks_of=False)


def past(_: Found, __: Context) -> Reading:
    """The past, without a day."""
    return Reading("DATE", "PAST_REF", speaks_of=False)


def future(found: Found, context: Context) -> Reading | None:
    """The future, without a day; "soon" in the past tense is none: "he was soon released"."""
    if found.has("soon") and context.direction() == "past":
        return None
    return Reading("DATE", "FUTURE_REF", speaks_of=False)


def no_time(_: Found, __: Context) -> None:
    """Words that look like a time and are none."""


MEANINGS: Mapping[str, Meaning] = {
    meaning.__name__: meaning
    for meaning in (
        accounts.half_year,
        accounts.latest_quarter,
        accounts.months_ended,
        accounts.quarter,
        accounts.quarter_ended,
        accounts.quarter_of_month,
        accounts.quarter_of_year,
        accounts.year_ago,
        calendar.bare_month,
        calendar.bare_season,
        calendar.calendar_day,
        years.century,
        calendar.day_of_month,
        calendar.day_of_shifted_month,
        calendar.day_of_unit,
        calendar.day_pair,
        calendar.days_of_month,
        years.decade,
        eras.era_date,
        eras.era_year,
        eras.old_year,
        years.fiscal_year,
        calendar.half_of_unit,
        calendar.month,
        calendar.nth_weekday,
        calendar.numeric_day,
        calendar.season,
        calendar.unplaced_weekday,
        years.spoken_year,
        calendar.week_of_month,
        years.year,
        years.year_pair,
        years.year_range_tail,
        clock.clock_range_head,
        clock.clock_time,
        clock.hours_of_day,
        clock.iso_time,
        clock.lap,
        clock.part_of_day,
        named_days.named_day,
        named_days.week_of_named_day,
        durations.duration,
        durations.duration_of_period,
        durations.every,
        durations.every_unit,
        durations.long_word,
        durations.often,
        durations.some_time,
        durations.span_of_units,
        durations.unit_long,
        relative.beyond_neighbour,
        relative.counted_from_day,
        relative.counted_from_event,
        relative.unit_before,
        relative.unit_from_event,
        relative.counted_shift,
        relative.in_counted_units,
        relative.new_year,
        relative.relative_day,
        relative.shifted_unit,
        relative.that_day,
        relative.that_unit,
        relative.the_unit,
        relative.week_of,
        relative.weekday,
        relative.weekday_of_week,
        relative.weekday_week,
        future,
        no_time,
        past,
        present,
    )
}
