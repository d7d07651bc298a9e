"""Literal calendar dates and plain offsets, read by dateparser: the expression given, the base day passed.

The language is fixed and the order of day and month stated, so that nothing is guessed from the words or the
clock. A call takes some 0.4 ms, and texts repeat their dates: answers are kept.
"""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

Order = Literal["MDY", "DMY", "YMD"]
"""In which order a date in figures has its parts."""


@lru_cache(maxsize=8192)
def literal_day(expression: str, order: Order = "MDY") -> date | None:
    """A day that is told outright, with its year; None where the calendar has no such day.

    >>> literal_day("13 July 1998"), literal_day("13.07.1998", "DMY")
    (datetime.date(1998, 7, 13), datetime.date(1998, 7, 13))
    >>> literal_day("30 February 1998") is None
    True
    """
    import dateparser  # noqa: PLC0415  # a fifth of a second, and many texts hold no full date

    found = dateparser.parse(
        expression,
        languages=["en"],
        settings={
            "DATE_ORDER": order,
            "STRICT_PARSING": True,
            "RELATIVE_BASE": _ANY_BASE,
            "PARSERS": ["absolute-time"],
        },
    )
    return found.date() if found else None


@lru_cache(maxsize=8192)
def offset_day(expression: str, base: date) -> date | None:
    """The day that lies a plain offset from a day: "two weeks ago", 14 July 1998; None where it is none.

    >>> offset_day("two weeks ago", date(1998, 7, 14))
    datetime.date(1998, 6, 30)
    """
    import dateparser  # noqa: PLC0415  # see above

    found = dateparser.parse(
        expression,
        languages=["en"],
        settings={"RELATIVE_BASE": datetime.combine(base, _NOON), "PARSERS": ["relative-time"]},
    )
    return found.date() if found else None


_NOON = time(12)
# dateparser wants a base even where none is used, and would take the clock's day.
_ANY_BASE = datetime.combine(date(2000, 1, 1), _NOON)
