"""Ranges: two expressions that are the ends of one stretch of days."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract import intervals
from extract.model import Timex

_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_UP_TO = frozenset({"to", "through", "until", "till", "thru", "up to"})

_POSSESSIVES = frozenset({"'s", "\u2019s"})
_TAIL = "day-range-tail"
_BESIDE = frozenset({_TAIL, "day-beside"})
"""Rules of days that share a month with the day before them, or stand beside it."""
_FARTHEST = 31
"""Days between two that are told together: two rounds of an election lie less than a month apart."""


def join_ranges(text: str, timexes: Iterable[Timex]) -> Iterator[Timex]:
    """The expressions in order; both ends of a range get the days of the whole range."""
    waiting: Timex | None = None
    for timex in timexes:
        waiting = waiting and _in_the_year_of(waiting, timex)
        if waiting is None:
            waiting = timex
        elif _is_range(text, waiting, timex):
            yield _with_days_of(waiting, waiting, timex)
            waiting = _with_days_of(timex, waiting, timex)
        else:
            yield waiting
            waiting = timex
    if waiting is not None:
        yield waiting


def _in_the_year_of(first: Timex, last: Timex) -> Timex:
    """A day in the year of the one that shares its month: in "visits on July 13-15", said between them."""
    begins, ends = first.first_day, last.first_day
    if last.rule != _TAIL or begins is None or ends is None or begins.month != ends.month:
        return first
    if begins < ends or begins.day >= ends.day:
        return first
    day = ends.replace(day=begins.day)
    return replace(first, value=day.isoformat(), first_day=day, last_day=day)


def _is_range(text: str, first: Timex, last: Timex) -> bool:
    """Whether two neighbours are the ends of a range."""
    if (
        None in {first.first_day, first.last_day, last.first_day, last.last_day}
        or last.span.start < first.span.end
    ):
        return False
    # "3rd to 5th July": what one day shares with the other makes a range of "to".
    shared = last.rule == _TAIL or first.rule == "day-range-before-month"
    between = text[first.span.end : last.span.start].strip().lower()
    if between in _DASHES or between in (_UP_TO if shared else _UP_TO - {"to"}):
        return True
    lead = text[max(0, first.span.start - len("between ")) : first.span.start].split()
    led_by = lead[-1].lower() if lead else ""
    whole_years = between == "to" and first.precision == last.precision == "year"
    if whole_years or (between == "to" and led_by == "from") or (between == "and" and led_by == "between"):
        return True
    return between == "and" and _follows(text, first, last)


def _follows(text: str, first: Timex, last: Timex) -> bool:
    """Whether what is told of two days lies in the stretch from one to the other: "on July 11 and 15"."""
    if first.last_day is None or last.first_day is None or not first.precision == last.precision == "day":
        return False
    ahead = (last.first_day - first.last_day).days
    owned = text[last.span.end : last.span.end + 2] in _POSSESSIVES
    alike = first.rule == last.rule or last.rule in _BESIDE
    return not owned and (ahead == 1 or (alike and 1 < ahead <= _FARTHEST))


def _with_days_of(timex: Timex, first: Timex, last: Timex) -> Timex:
    """`timex` with the days from the first of one to the last of the other."""
    if first.first_day is None or last.last_day is None:
        return timex
    days = intervals.inclusive(first.first_day, last.last_day)
    return replace(timex, first_day=days.first, last_day=days.last, precision="range")
