"""Literal calendar dates, read by dateparser."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=8192)
def literal_day(year_number: int, month_number: int, day_number: int) -> date | None:
    """A day; None where the calendar has no such day.

    >>> literal_day(1998, 2, 30) is None
    True
    """
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None
