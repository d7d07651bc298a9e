"""The algebra of days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract import intervals
from extract.intervals import Days, Grain, OutOfCalendarError, Part

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))
GRAINS = st.sampled_from(["D", "W", "M", "Q", "S", "H", "Y", "E", "C"])
PARTS: tuple[Part, ...] = ("START", "MID", "END")
TUESDAY = date(1998, 7, 14)


@given(DAYS, GRAINS)
def test_a_whole_unit_holds_its_day_and_ends_where_the_next_begins(day: date, grain: Grain) -> None:
    here = intervals.around(day, grain)
    assert day in here
    assert intervals.neighbour(day, 1, grain).first == here.end
    assert intervals.neighbour(day, -1, grain).end == here.first


@given(DAYS, st.integers(-1000, 1000))
def test_months_forth_and_back_end_in_the_same_month(day: date, count: int) -> None:
    back = intervals.plus_months(intervals.plus_months(day, count), -count)
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day <= day.day


@given(DAYS, st.integers(1, 7))
def test_the_nearest_weekdays_lie_within_a_week_and_are_such_weekdays(day: date, weekday: int) -> None:
    before, after = intervals.weekday_not_after(day, weekday), intervals.weekday_not_before(day, weekday)
    assert before.isoweekday() == after.isoweekday() == weekday
    assert timedelta(0) <= day - before < timedelta(7)
    assert timedelta(0) <= after - day < timedelta(7)


@given(DAYS, GRAINS)
def test_the_three_parts_make_the_whole(day: date, grain: Grain) -> None:
    whole = intervals.around(day, grain)
    assume(len(whole) >= 3)
    first, middle, last = (intervals.part(whole, which) for which in PARTS)
    assert (first.first, first.end, middle.end, last.end) == (
        whole.first,
        middle.first,
        last.first,
        whole.end,
    )


@pytest.mark.parametrize("which", PARTS)
@given(DAYS, st.integers(1, 2))
def test_one_day_or_two_have_no_parts(which: Part, day: date, length: int) -> None:
    whole = intervals.onwards(day, length, "D")
    assert intervals.part(whole, which) == whole


def test_three_days_have_a_day_a_part() -> None:
    whole = intervals.onwards(TUESDAY, 3, "D")
    assert [intervals.part(whole, which).first.day for which in PARTS] == [14, 15, 16]


def test_the_parts_of_a_quarter_are_its_months() -> None:
    summer = intervals.quarter(1998, 3)
    assert [intervals.part(summer, which) for which in PARTS] == [
        intervals.month(1998, number) for number in (7, 8, 9)
    ]


@given(DAYS, DAYS)
def test_the_days_between_two_are_the_same_in_either_order(one: date, other: date) -> None:
    assert intervals.inclusive(one, other) == intervals.inclusive(other, one)


@given(DAYS, st.integers(1, 50), st.sampled_from(["D", "W", "M", "Q", "Y", "E"]))
def test_units_up_to_a_day_end_with_it_and_units_from_it_begin_with_it(
    day: date, count: int, grain: Grain
) -> None:
    assert intervals.up_to(day, count, grain).last == day
    assert intervals.onwards(day, count, grain).first == day


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (intervals.year(1998), date(1998, 1, 1), date(1998, 12, 31)),
        (intervals.month(2000, 2), date(2000, 2, 1), date(2000, 2, 29)),
        (intervals.quarter(1998, 4), date(1998, 10, 1), date(1998, 12, 31)),
        (intervals.half(1998, 1), date(1998, 1, 1), date(1998, 6, 30)),
        (intervals.season(1998, 12), date(1998, 12, 1), date(1999, 2, 28)),
        (intervals.decade(1990), date(1990, 1, 1), date(1999, 12, 31)),
        (intervals.century(18), date(1800, 1, 1), date(1899, 12, 31)),
        (intervals.century(0), date(1, 1, 1), date(99, 12, 31)),
        (intervals.weekend(TUESDAY), date(1998, 7, 18), date(1998, 7, 19)),
        (intervals.part(intervals.month(1998, 2), "END"), date(1998, 2, 19), date(1998, 2, 28)),
    ],
    ids=[
        "year",
        "leap",
        "quarter",
        "half",
        "winter",
        "decade",
        "century",
        "first-century",
        "weekend",
        "late",
    ],
)
def test_a_unit_has_its_days(days: Days, first: date, last: date) -> None:
    assert (days.first, days.last) == (first, last)


def test_of_two_as_near_the_earlier_is_nearest() -> None:
    before, after = intervals.day_of(date(1998, 7, 13)), intervals.day_of(date(1998, 7, 15))
    assert intervals.nearest((after, before), TUESDAY) == before


def test_the_interval_that_holds_a_day_is_nearer_than_its_neighbour() -> None:
    before, here = intervals.up_to(date(1998, 7, 13), 2, "W"), intervals.day_of(TUESDAY)
    assert intervals.nearest((before, here), TUESDAY) == here


@pytest.mark.parametrize(
    ("count", "grain", "day"),
    [
        (-3, "D", date(1998, 7, 11)),
        (2, "W", date(1998, 7, 28)),
        (-2, "Q", date(1998, 1, 14)),
        (2, "S", date(1999, 1, 14)),
        (3, "H", date(2000, 1, 14)),
        (-1, "E", date(1988, 7, 14)),
        (2, "C", date(2198, 7, 14)),
    ],
)
def test_units_are_counted_in_their_months_or_days(count: int, grain: Grain, day: date) -> None:
    assert intervals.plus(TUESDAY, count, grain) == day


def test_an_interval_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Days(TUESDAY, TUESDAY)


@pytest.mark.parametrize(
    ("day", "count", "grain"),
    [
        (date(9999, 12, 31), 1, "D"),
        (date(9999, 12, 1), 1, "M"),
        (date(1, 1, 1), -1, "M"),
        (date(1998, 7, 14), 9999, "C"),
    ],
)
def test_days_outside_the_calendar_are_told_apart(day: date, count: int, grain: Grain) -> None:
    with pytest.raises(OutOfCalendarError):
        intervals.plus(day, count, grain)


@pytest.mark.parametrize("make", [intervals.year, intervals.decade], ids=lambda make: make.__name__)
@pytest.mark.parametrize("number", [-10, 9_999, 10_000])
def test_units_outside_the_calendar_are_told_apart(make: Callable[[int], Days], number: int) -> None:
    with pytest.raises(OutOfCalendarError):
        make(number)


def test_a_year_that_is_none_of_the_calendar_has_no_days_but_begins_its_century() -> None:
    with pytest.raises(OutOfCalendarError):
        intervals.year(0)
    with pytest.raises(OutOfCalendarError):
        intervals.month(0, 12)
    assert intervals.century(0).first == intervals.decade(0).first == date.min


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [(date(2, 1, 31), -11, date(1, 2, 28)), (date(9998, 12, 31), 12, date(9999, 12, 31))],
)
def test_the_calendars_first_and_last_year_are_reached(day: date, count: int, reached: date) -> None:
    assert intervals.plus_months(day, count) == reached


def test_the_calendars_first_year_and_last_months_are_units() -> None:
    assert intervals.year(1).first == date(1, 1, 1)
    assert intervals.month(9999, 11).last == date(9999, 11, 30)
