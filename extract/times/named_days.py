"""Days that have a name: fixed ones from the lexicon, the others from the holidays library."""

from datetime import date, timedelta
from functools import lru_cache

from extract import intervals
from extract.intervals import Days
from extract.times.calendar import directed, shifted_recurrence
from extract.times.lexicon import NamedDay, name_key
from extract.times.readings import Context, Found, Reading, whole
from extract.times.years import stated_year


def named_day(found: Found, context: Context) -> Reading | None:
    """A day by its name.

    "Thanksgiving", 7 January 2000: 1999-11-25.
    """
    day = found.lexicon.named_days[name_key(found.lower("named_day"))]
    start = found.words.starts[found.begins("named_day")]
    if not found.words.text[start].isupper() and not found.has("shift"):
        return None
    if (year_number := stated_year(found, context)) is not None:
        at = day_in_year(day, year_number)
        return whole(intervals.day_of(at), "D") if at else None
    shift = found.shift()
    base = context.base_of(shift)
    if base is None:
        return Reading(
            "DATE", f"XXXX-{day.month:02}-{day.day:02}" if day.month else "XXXX-XX-XX", relative=True
        )

    def of_year(number: int) -> Days | None:
        at = day_in_year(day, number)
        return intervals.day_of(at) if at else None

    near = shifted_recurrence(base, shift, of_year) or directed(base, context, of_year)
    return whole(near, "D", counted_from=base) if near else None


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
