"""Days that have a name: fixed ones from the lexicon, the others from the holidays library."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from extract import intervals
from extract.intervals import Days, Grain
from extract.times.calendar import directed, shifted_recurrence
from extract.times.lexicon import NamedDay, name_key
from extract.times.readings import Context, Found, Reading, weekend_reading, whole
from extract.times.years import stated_year


def named_day(found: Found, context: Context) -> Reading | None:
    """A day by its name.

    "Thanksgiving", 7 January 2000: 1999-11-25.
    """
    day = found.lexicon.named_days[name_key(found.lower("named_day"))]
    start = found.words.starts[found.begins("named_day")]
    if not found.words.text[start].isupper() and not found.has("shift"):
        return None
    days, base = _placed(found, context, lambda year: _day_of(day, year))
    if days is not None:
        return whole(days, "D", counted_from=base)
    unknown = f"XXXX-{day.month:02}-{day.day:02}" if day.month else "XXXX-XX-XX"
    return (
        Reading("DATE", unknown, relative=True)
        if base is None and stated_year(found, context) is None
        else None
    )


def week_of_named_day(found: Found, context: Context) -> Reading | None:
    """The weekend about a day with a name, or its week.

    "the Labor Day weekend", 14 October 1998: 1998-W36-WE.
    """
    day = found.lexicon.named_days[name_key(found.lower("named_day"))]
    about = intervals.around if found.word("unit") == "week" else _weekend_about

    def of_year(year: int) -> Days | None:
        at = day_in_year(day, year)
        return about(at, "W") if at else None

    days, base = _placed(found, context, of_year)
    if days is None:
        return None
    return (
        whole(days, "W", counted_from=base) if found.word("unit") == "week" else weekend_reading(days, base)
    )


def _weekend_about(day: date, _: Grain) -> Days:
    """The nearest Saturday and Sunday: a Monday's have just gone, a Thursday's are to come."""
    saturday = intervals.plus_days(day, (_SATURDAY - day.isoweekday() + 3) % 7 - 3)
    return intervals.weekend(saturday)


def _placed(
    found: Found, context: Context, of_year: Callable[[int], Days | None]
) -> tuple[Days | None, date | None]:
    """The days in the year that is told or that the verb and nearness point to; the day they count from."""
    if (year := stated_year(found, context)) is not None:
        return of_year(year), None
    shift = found.shift()
    base = context.base_of(shift)
    if base is None:
        return None, None
    return shifted_recurrence(base, shift, of_year) or directed(base, context, of_year), base


def _day_of(day: NamedDay, year: int) -> Days | None:
    """A named day of a year, as days."""
    at = day_in_year(day, year)
    return intervals.day_of(at) if at else None


_SATURDAY = 6


def day_in_year(day: NamedDay, year_number: int) -> date | None:
    """The day in a year; None where the library does not know it.

    >>> day_in_year(NamedDay(0, 0, "US", "Thanksgiving Day", 0), 1999)
    datetime.date(1999, 11, 25)
    """
    if day.month:
        return date(year_number, day.month, day.day)
    at = _by_name(day.country, year_number).get(day.library)
    return at + timedelta(days=day.plus) if at else None


@lru_cache(maxsize=512)
def _by_name(country: str, year_number: int) -> dict[str, date]:
    """The first day of each holiday of a country and year, by the library's English name."""
    import holidays  # noqa: PLC0415  # a quarter of a second, and few texts name a holiday

    language = None if country in _ENGLISH else "en_US"
    listed = holidays.country_holidays(country, years=year_number, language=language)
    found: dict[str, date] = {}
    for at in sorted(listed):
        for name in listed[at].split("; "):
            found.setdefault(name, at)
    return found


_ENGLISH = frozenset({"US", "GB"})
