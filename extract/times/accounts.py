"""Meanings of periods of accounts: quarters, halves, and what reports compare them with."""

from dataclasses import replace
from datetime import date

from extract import intervals
from extract.intervals import Days
from extract.times.calendar import bare_month, calendar_day, month
from extract.times.durations import amount_of
from extract.times.readings import BEHIND, Context, Found, Reading, whole
from extract.times.years import stated_year


def quarter(found: Found, context: Context) -> Reading | None:
    """A quarter with or without year.

    "the third quarter", 26 October 1998: 1998-Q3.
    """
    number = _quarter_number(found)
    if number is None:
        return None
    year_number = _year_of_accounts(found, context)
    if year_number is not None:
        return whole(intervals.quarter(year_number, number), "Q", relative=found.has("shift"))
    if context.reference is None:
        return Reading("DATE", f"XXXX-Q{number}", grain="Q", relative=True)
    return whole(_quarter_near(number, context.reference, context), "Q", counted_from=context.reference)


def quarter_ended(found: Found, context: Context) -> Reading | None:
    """The quarter up to a day.

    "the quarter ended July 31", 30 October 1998: 1998-Q2, 1 May to 31 July.
    """
    end = _end_of_accounts(found, context)
    if end is None:
        return None
    middle = intervals.plus_days(end, -_HALF_A_QUARTER)
    number = found.number("nth", "ORDINAL")
    at = middle if number is None else end
    value = f"{at.year:04}-Q{number or (middle.month + 2) // _MONTHS_IN_QUARTER}"
    days = _months_up_to(end, _MONTHS_IN_QUARTER)
    return Reading("DATE", value, days, "quarter", context.reference, "Q", relative=not found.has("year"))


def months_ended(found: Found, context: Context) -> Reading | None:
    """So many months up to a day.

    "the nine months ended Sept. 30", 26 October 1998: P9M, 1 January to 30 September.
    """
    amount, end = amount_of(found), _end_of_accounts(found, context)
    if amount is None or amount.vague or end is None:
        return None
    days = (
        _months_up_to(end, amount.whole)
        if amount.unit == "M" and amount.whole
        else intervals.up_to(end, max(amount.whole, 1), "W")
    )
    return Reading(
        "DURATION",
        amount.value,
        days,
        "range",
        counted_from=context.reference,
        grain="Q" if amount.value == _QUARTER else None,
        relative=not found.has("year"),
        speaks_of=False,
    )


def quarter_of_month(found: Found, context: Context) -> Reading | None:
    """The quarter that ends with a month: "the December quarter"."""
    last = _month_named(found, context)
    if last is None or last.days is None:
        return Reading("DATE", "XXXX-QX", grain="Q", relative=True) if last else None
    return whole(intervals.around(last.days.first, "Q"), "Q", counted_from=last.counted_from)


def half_year(found: Found, context: Context) -> Reading | None:
    """Half a year: "the first half of 1998"."""
    number = found.number("nth", "ORDINAL") or int(next(iter(found.lower("nth_figure")), "1"))
    if number not in {1, 2}:
        return None
    year_number, base = _year_of_accounts(found, context), context.reference
    if year_number is None and base is not None:
        # Said in February in the past tense, "the second half" is last year's.
        gone = number == 2 and base < intervals.half(base.year, number).first  # noqa: PLR2004  # of two
        year_number = base.year - (gone and context.direction() == "past")
    if year_number is None:
        return Reading("DATE", f"XXXX-H{number}", grain="H", relative=True)
    return whole(intervals.half(year_number, number), "H")


def year_ago(found: Found, context: Context) -> Reading | None:
    """The quarter, or the month of the sentence, last spoken of, a year before; else the year before."""
    spoken, base = context.quarter, context.reference
    if spoken is not None and spoken.grain == "M" and found.any_word("quarter"):
        spoken = None
    if spoken is None and found.any_word("quarter", "period"):
        spoken = _last_quarter(base)
    if spoken is not None and spoken.days is not None:
        return _a_year_before(spoken)
    if not found.any_word("ago"):
        base = context.anchor
    if base is None:
        return Reading("DATE", "XXXX", grain="Y", relative=True)
    return whole(intervals.neighbour(base, -1, "Y"), "Y", counted_from=base)


def latest_quarter(_: Found, context: Context) -> Reading | None:
    """The quarter last spoken of, else the last that has ended."""
    if context.quarter is not None and context.quarter.grain == "Q":
        return replace(context.quarter, counted_from=context.reference, relative=True)
    return _last_quarter(context.reference)


def quarter_of_year(found: Found, context: Context) -> Reading | None:
    """The quarter last spoken of in another year; a period without one is the year.

    "the 1988 quarter", after "the third quarter", 26 October 1989: 1988-Q3.
    """
    number = int(found.word("year"))
    spoken = context.quarter if context.quarter and context.quarter.grain == "Q" else None
    spoken = spoken or _last_quarter(context.reference)
    if found.word("unit") == "period" or spoken is None or spoken.days is None:
        return whole(intervals.year(number), "Y")
    return replace(whole(intervals.quarter(number, int(spoken.value[-1])), "Q"), speaks_of=False)


def _a_year_before(spoken: Reading) -> Reading:
    """A quarter a year before another, with the number that the other was told by."""
    if spoken.days is None:
        return spoken
    days = Days(intervals.plus(spoken.days.first, -1, "Y"), intervals.plus(spoken.days.end, -1, "Y"))
    return replace(
        spoken,
        value=f"{int(spoken.value[:4]) - 1:04}{spoken.value[4:]}",
        days=days,
        counted_from=spoken.days.first,
        relative=True,
        speaks_of=False,
    )


def _quarter_number(found: Found) -> int | None:
    """Which quarter is meant, from one to four."""
    if found.has("final"):
        return 1 if found.word("final") == "opening" else _QUARTERS
    number = found.number("nth", "ORDINAL") or int(next(iter(found.lower("nth_figure")), "0"))
    return number if 1 <= number <= _QUARTERS else None


def _year_of_accounts(found: Found, context: Context) -> int | None:
    """The year told beside a quarter or a half."""
    if found.has("the_year"):
        return context.base.year if context.base else None
    return stated_year(found, context)


def _quarter_near(number: int, reference: date, context: Context) -> Days:
    """The nearest quarter of that number; in the past tense one that has begun.

    A verb that looks ahead tells nothing: the loss of a quarter that is over is still to be reported.
    """
    candidates = tuple(intervals.quarter(reference.year + step, number) for step in (-1, 0, 1))
    if context.direction() == "past":
        candidates = tuple(days for days in candidates if days.first <= reference)
    return intervals.nearest(candidates, reference)


def _end_of_accounts(found: Found, context: Context) -> date | None:
    """The last day that a period of accounts is told to run to."""
    if found.word("ended") == "ended":
        context = replace(context, look=lambda: BEHIND)
    last = calendar_day(found, context) if found.has("day") else _month_named(found, context)
    return last.days.last if last is not None and last.days is not None else None


def _month_named(found: Found, context: Context) -> Reading | None:
    """A month with its year, or the nearest in the verb's direction."""
    return month(found, context) if found.has("year") else bare_month(found, context)


def _months_up_to(end: date, count: int) -> Days:
    """So many months of which a day is the last."""
    behind = intervals.plus_days(end, 1)
    return Days(intervals.plus_months(behind, -count), behind)


def _last_quarter(reference: date | None) -> Reading | None:
    """The last quarter that has ended."""
    if reference is None:
        return Reading("DATE", "XXXX-QX", grain="Q", relative=True)
    return whole(intervals.neighbour(reference, -1, "Q"), "Q", counted_from=reference)


_QUARTERS = 4
_MONTHS_IN_QUARTER = 3
_HALF_A_QUARTER = 45
_QUARTER = "P3M"
