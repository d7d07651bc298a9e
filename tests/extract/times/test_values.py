"""What expressions mean, kind by kind: each case with the neighbours that the same rule must read."""

from calendar import monthcalendar
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract.model import Timex
from extract.times import read_times
from tests.extract.times import LEXICON, find_timexes

TUESDAY = date(1998, 7, 14)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = ("first", "second", "third", "fourth", "fifth")
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def values(text: str, said: date | None = TUESDAY, **options: object) -> dict[str, str]:
    """Expression to value."""
    return {timex.span.of(text): timex.value for timex in find_timexes(text, said, **options)}


def only(text: str, said: date | None = TUESDAY, **options: object) -> Timex:
    """The one expression of a text."""
    (timex,) = find_timexes(text, said, **options)
    return timex


def written(day: date) -> str:
    """A day as American English writes it."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


# Shifted units, whatever dash stands behind.

SHIFTED = {
    ("this", "week"): "1998-W29",
    ("last", "week"): "1998-W28",
    ("next", "week"): "1998-W30",
    ("this", "month"): "1998-07",
    ("last", "month"): "1998-06",
    ("next", "month"): "1998-08",
    ("this", "quarter"): "1998-Q3",
    ("last", "quarter"): "1998-Q2",
    ("next", "quarter"): "1998-Q4",
    ("this", "year"): "1998",
    ("last", "year"): "1997",
    ("next", "year"): "1999",
}


@pytest.mark.parametrize(("shift", "unit"), SHIFTED, ids=" ".join)
def test_a_shifted_unit_is_read_before_every_dash(shift: str, unit: str) -> None:
    dashes = ("-", " - ", "--", " -- ", "\u2013", " \u2013 ", "\u2014", " \u2014 ")
    found = {dash: values(f"It fell {shift} {unit}{dash}a shock to all.") for dash in dashes}
    assert found == {dash: {f"{shift} {unit}": SHIFTED[shift, unit]} for dash in dashes}


# Clock times.


@pytest.mark.parametrize(
    ("zone", "mark"),
    [
        ("UTC", "Z"),
        ("GMT", "Z"),
        ("Greenwich Mean Time", "Z"),
        ("EST", ""),
        ("local time", ""),
        ("Moscow time", ""),
    ],
)
@pytest.mark.parametrize("hour", [0, 4, 12, 23])
def test_a_clock_time_in_universal_time_says_so(zone: str, mark: str, hour: int) -> None:
    text = f"It began at {hour:02}:30 {zone}."
    assert values(text) == {f"{hour:02}:30 {zone}": f"1998-07-14T{hour:02}:30{mark}"}


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["hours", "GMT", ""]))
def test_four_figures_behind_at_are_an_hour(hour: int, minute: int, zone: str) -> None:
    text = f"It landed at {hour:02}{minute:02} {zone}".strip() + "."
    assert only(text).value.removesuffix("Z") == f"1998-07-14T{hour:02}:{minute:02}"


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_hours_minutes_and_seconds_are_a_duration_unless_they_stand_behind_at(
    hour: int, minute: int, second: int
) -> None:
    clock = f"{hour}:{minute:02}:{second:02}"
    assert only(f"She won the race in {clock}.").value == f"PT{hour}H{minute}M{second}S"
    assert only(f"She left at {clock}.").value == f"1998-07-14T{hour:02}:{minute:02}:{second:02}"


# Figures.

FORMS = {
    "13.07.98": lambda day: f"{day:%d.%m.%y}",
    "13.07.1998": lambda day: f"{day:%d.%m.%Y}",
    "13-07-1998": lambda day: f"{day:%d-%m-%Y}",
    "1998/07/13": lambda day: f"{day:%Y/%m/%d}",
    "1998-07-13": lambda day: f"{day:%Y-%m-%d}",
    "07/13/1998": lambda day: f"{day:%m/%d/%Y}",
    "13-Jul-98": lambda day: f"{day:%d-%b-%y}",
    "13-Jul-1998": lambda day: f"{day:%d-%b-%Y}",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(date(1970, 1, 1), date(2016, 3, 1)))
def test_a_day_in_figures_is_read_in_every_form(form: str, day: date) -> None:
    assert only(f"It was filed {FORMS[form](day)} in haste.", date(2016, 3, 1)).value == day.isoformat()


@pytest.mark.parametrize("form", ["10/10/{:02}", "10.10.{:02}", "10-Oct-{:02}"])
@pytest.mark.parametrize("tens", [5, 15, 17, 30, 31, 32, 49, 70, 99])
def test_two_figures_of_a_year_lie_where_the_verb_looks(form: str, tens: int) -> None:
    said = date(2016, 3, 1)
    figures = form.format(tens)
    signed = only(f"The treaty was signed on {figures}.", said).first_day
    repaid = only(f"The bond will be repaid on {figures}.", said).first_day
    assert signed is not None
    assert repaid is not None
    assert signed < said < repaid


# Days of the calendar.


@given(st.integers(1990, 2030), st.integers(1, 12), st.integers(0, 6), st.integers(1, 5))
def test_a_weekday_by_its_place_in_a_month_is_the_calendars(
    year: int, month: int, weekday: int, nth: int
) -> None:
    days = [week[weekday] for week in monthcalendar(year, month) if week[weekday]]
    timex = only(f"They met on the {NTH[nth - 1]} {WEEKDAYS[weekday]} of {MONTHS[month - 1]} {year}.")
    if nth > len(days):
        assert (timex.value, timex.first_day) == ("XXXX-XX-XX", None)
    else:
        assert timex.first_day == timex.last_day == date(year, month, days[nth - 1])


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("the first Monday of this month", "1998-07-06"),
        ("the second Monday of next month", "1998-08-10"),
        ("the last Friday of last month", "1998-06-26"),
        ("the last Wednesday in August", "1998-08-26"),
        ("the first Tuesday in November", "1998-11-03"),
        ("the third Sunday of the month", "1998-07-19"),
        ("the fifth Tuesday of this month", "XXXX-XX-XX"),
    ],
)
def test_a_weekday_of_a_month_counted_from_the_day_of_speech(phrase: str, value: str) -> None:
    assert values(f"They will meet on {phrase}.") == {phrase: value}


@given(DAYS, st.integers(0, 6), st.sampled_from(["", " night", " morning"]), st.sampled_from(["dmy", "mdy"]))
def test_a_weekday_before_a_date_belongs_to_it_and_one_that_contradicts_it_is_a_problem(
    day: date, weekday: int, part: str, order: str
) -> None:
    tail = written(day) if order == "mdy" else f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    text = f"He died on {WEEKDAYS[weekday]}{part}, {tail}."
    read = read_times(text, TUESDAY, LEXICON)
    (timex,) = read.timexes
    assert timex.span.of(text) == text[len("He died on ") : -1]
    assert timex.first_day == timex.last_day == day
    contradicts = [] if day.weekday() == weekday else ["weekday-contradicts"]
    assert [problem.code for problem in read.problems] == contradicts
    assert [problem.span for problem in read.problems] == [timex.span] * len(contradicts)


LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
IMPOSSIBLE = [(month, day) for month, day in product(range(1, 13), (29, 30, 31)) if day > LENGTHS[month - 1]]


@pytest.mark.parametrize(("month", "day"), IMPOSSIBLE)
@pytest.mark.parametrize("year", [", 1997", ""])
def test_a_day_that_the_calendar_does_not_have_gives_no_day_and_a_problem(
    month: int, day: int, year: str
) -> None:
    words = f"{MONTHS[month - 1]} {day}{year}"
    read = read_times(f"It fell on {words}.", date(1997, 7, 14), LEXICON)
    (timex,) = read.timexes
    if (month, day, year) == (2, 29, ""):
        assert (timex.value, read.problems) == ("1996-02-29", ())
    else:
        assert (timex.value, timex.first_day, timex.last_day) == ("XXXX-XX-XX", None, None)
        assert [(problem.stage, problem.code) for problem in read.problems] == [("times", "impossible-day")]


# The verb decides.


@given(DAYS, st.integers(1, 12))
def test_a_bare_month_lies_where_the_verb_looks(said: date, month: int) -> None:
    past = only(f"They attacked a post in {MONTHS[month - 1]}.", said).first_day
    future = only(f"They will meet in {MONTHS[month - 1]}.", said).first_day
    assert past is not None
    assert future is not None
    if month == said.month:
        assert past == future == said.replace(day=1)
    else:
        assert past < said < future
        assert (future - past).days in {365, 366}


@given(DAYS, DAYS)
def test_a_bare_day_lies_where_the_verb_looks(said: date, told: date) -> None:
    assume((told.month, told.day) not in {(2, 29), (said.month, said.day)})
    words = f"{MONTHS[told.month - 1]} {told.day}"
    past = only(f"They attacked a post on {words}.", said).first_day
    future = only(f"They will meet on {words}.", said).first_day
    assert past is not None
    assert future is not None
    assert past < said < future
    assert (future - past).days in {365, 366}


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Rebels attacked a post in January.", date(1998, 12, 20), "1998-01"),
        ("The two will meet in June.", date(1998, 7, 14), "1999-06"),
        ("They'd met in August.", date(1998, 7, 14), "1997-08"),
        ("He'd go in June.", date(1998, 7, 14), "1999-06"),
        ("They had been told in August.", date(1998, 7, 14), "1997-08"),
        ("Talks are to be held in June.", date(1998, 7, 14), "1999-06"),
        ("They caught him in August.", date(1998, 7, 14), "1997-08"),
    ],
)
def test_the_tense_of_the_governing_verb_beats_nearness(text: str, said: date, value: str) -> None:
    assert only(text, said).value == value


# Durations that are no days to come.


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was the worst flood in a decade.", "P10Y"),
        ("It will be the worst flood in ten years.", "P10Y"),
        ("It is the first crossing without visas in forty-one years.", "P41Y"),
        ("They could do it in 100 days.", "P100D"),
        ("It can be done in two weeks.", "P2W"),
        ("The crops came a month earlier than usual.", "P1M"),
        ("The vote was held two weeks later than planned.", "P2W"),
        ("He was sentenced to between 12 and 18 months.", "P18M"),
        ("It will take between 12 and 18 months.", "P18M"),
    ],
)
def test_a_measure_is_no_day_to_come(text: str, value: str) -> None:
    timex = only(text)
    assert (timex.type, timex.value, timex.first_day) == ("DURATION", value, None)


# Ranges in two parts.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It will open in late May or early June.", {"late May": "1999-05", "early June": "1999-06"}),
        ("They met in May and March.", {"May": "1998-05", "March": "1998-03"}),
        ("They met in December or January.", {"December": "1997-12", "January": "1998-01"}),
        ("They met on 19 and 27 June.", {"19": "1998-06-19", "27 June": "1998-06-27"}),
        ("They met on June 19 and 27.", {"June 19": "1998-06-19", "27": "1998-06-27"}),
        ("They meet between the 12th and the 15th.", {"the 12th": "1998-07-12", "the 15th": "1998-07-15"}),
        (
            "They meet between the 12th and the 15th of August.",
            {"the 12th": "1998-08-12", "the 15th of August": "1998-08-15"},
        ),
        (
            "It fell at the end of last year and the beginning of this year.",
            {"the end of last year": "1997", "the beginning of this year": "1998"},
        ),
    ],
)
def test_both_parts_of_a_range_are_read(text: str, found: dict[str, str]) -> None:
    assert values(text) == found


# What an expression is to its clause.


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("He must pay by August 30.", "deadline"),
        ("He stays until Friday.", "deadline"),
        ("He stays till the end of July.", "deadline"),
        ("It will be over before Christmas.", "deadline"),
        ("It will end no later than Friday.", "deadline"),
        ("They have waited since May.", "start"),
        ("It applies from September.", "start"),
        ("Last year's resolution was broken.", "noun"),
        ("They recalled Friday\u2019s meeting.", "noun"),
        ("He left on Friday.", "time"),
        ("He left last year.", "time"),
    ],
)
def test_an_expression_says_whether_it_dates_the_main_verb(text: str, role: str) -> None:
    assert only(text).role == role


@pytest.mark.parametrize(
    ("second", "value"),
    [
        ("Earlier in the day he saw the king.", "1998-07-03"),
        ("Later in the day he left.", "1998-07-03"),
        ("The same day he saw the king.", "1998-07-03"),
        ("He had seen the king the day before.", "1998-07-02"),
        ("He had been in Rome the day before in secret.", "1998-07-02"),
        ("He had been ill two days earlier in Rome.", "1998-07-01"),
        ("He flew home the next day.", "1998-07-04"),
    ],
)
def test_what_is_counted_from_a_day_spoken_of_is_read_in_mid_passage(second: str, value: str) -> None:
    text = f"He met Brod on July 3 in Leck. {second}"
    assert [timex.value for timex in find_timexes(text, TUESDAY)] == ["1998-07-03", value]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It came a day after Brod's appointment.", 1),
        ("It came two days before the appointment of Brod.", -2),
        ("It came a week after Vestria's defeat.", 7),
    ],
)
def test_a_count_from_somebodys_deed_is_an_offset(text: str, days: int) -> None:
    timex = only(text)
    assert timex.offset is not None
    assert timex.offset.days == days


# Names that look like time.


@pytest.mark.parametrize(
    "text",
    [
        "He met April Glaspie and June Dreyer in Rome.",
        "June Dreyer, April Glaspie and May Wong spoke.",
        "Theresa May spoke. The speech by May was short.",
        "May said that she would go. A letter from May was read.",
        "Mr. March resigned. The firm of March was sold.",
    ],
)
def test_names_are_no_months(text: str) -> None:
    assert find_timexes(text, TUESDAY) == ()


def test_a_month_stays_a_month_beside_a_minister_of_its_name() -> None:
    assert values("Theresa May spoke in May.") == {"May": "1998-05"}


# Stories.

TOLD = "On 3 May 1862 the army crossed the river. {} On 7 June it rested."
ASIDES = [
    "It was the boldest crossing since {}.",
    "The losses were heavier than in {}.",
    "A history of {} describes it well.",
    "The bridge, which would be rebuilt in {}, was burned.",
    "A map, drawn in {}, was of little help.",
    "The ford (last used in {}) was deep.",
    "Its commander had crossed it before, in {}.",
    "Nothing like it had been seen since the war of {}.",
]


@pytest.mark.parametrize("year", [1588, 1813, 1855, 1861])
@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_does_not_move_the_year_of_a_story(aside: str, year: int) -> None:
    text = TOLD.format(aside.format(year))
    assert values(text, date(2010, 1, 15), style="narrative")["7 June"] == "1862-06-07"


@pytest.mark.parametrize("year", [1900, 1958, 2004])
@pytest.mark.parametrize("aside", [*ASIDES[:6], "A cairn was found there, with a letter, in {}."])
def test_an_aside_to_a_later_year_does_not_move_the_year_of_a_story(aside: str, year: int) -> None:
    text = TOLD.format(aside.format(year))
    assert values(text, date(2010, 1, 15), style="narrative")["7 June"] == "1862-06-07"


@pytest.mark.parametrize(
    "opening", ["In 1863 it was disbanded.", "By late 1863 the war was lost.", "It was 1863."]
)
def test_a_year_that_a_story_goes_on_to_does_move_it(opening: str) -> None:
    said = date(2010, 1, 15)
    text = f"On 3 May 1862 the army crossed the river. {opening} On 7 June peace was signed."
    expected = "1863-06-07" if opening != "It was 1863." else "1862-06-07"
    assert values(text, said, style="narrative")["7 June"] == expected


def test_the_end_of_a_range_does_not_move_the_year_of_a_story() -> None:
    text = "It lasted from November 1918 to February 1919. On 9 November the crown fell."
    assert values(text, date(1998, 11, 20), style="narrative")["9 November"] == "1918-11-09"


def test_a_day_told_with_its_year_is_the_same_day_where_it_is_told_without() -> None:
    text = "The war began on 8 August 2006. In the spring of 2005 talks had failed. On 8 August tanks came."
    assert values(text, date(2009, 12, 19), style="narrative")["8 August"] == "2006-08-08"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The town bought the tower last June.", "2008-06"),
        ("It was sold yesterday.", "2009-03-17"),
        ("It will open in May.", "2009-05"),
        ("It is to open next autumn.", "2009-FA"),
        ("A lecture is set for Friday.", "2009-03-20"),
        ("He died on Monday.", "2009-03-16"),
    ],
)
def test_deictic_words_of_a_story_count_from_the_day_of_speech(text: str, value: str) -> None:
    story = f"In 1794 the fort fell. It was razed in 1834.\n\n{text}"
    found = find_timexes(story, date(2009, 3, 18), style="narrative")
    assert found[-1].value == value


@given(st.dates(date(1700, 1, 1), date(1950, 1, 1)), st.integers(1, 290))
def test_a_story_goes_on_forward_within_a_year(begun: date, days: int) -> None:
    later = begun + timedelta(days=days)
    assume(begun.day != later.day or begun.month != later.month)
    assume((later.month, later.day) != (2, 29))
    text = f"On {written(begun)}, it began. On {MONTHS[later.month - 1]} {later.day} it ended."
    assert find_timexes(text, date(2010, 1, 15), style="narrative")[-1].first_day == later


# Days counted from a day that is named.

NAMED = {
    "two days before Christmas": "1997-12-23",
    "a week after Easter": "1998-04-19",
    "three days before Christmas Eve": "1997-12-21",
    "the day before Thanksgiving": "1997-11-26",
    "the day after July 4": "1998-07-05",
    "ten days after May 3, 1997": "1997-05-13",
    "the day before last Tuesday": "1998-07-06",
    "the Monday before Christmas": "1997-12-22",
    "the Sunday after Easter": "1998-04-19",
    "the weekend after Labor Day": "1997-W36-WE",
    "the week before Christmas": "1997-W51",
}


@pytest.mark.parametrize("phrase", NAMED)
def test_so_many_units_from_a_day_with_a_name_are_one_expression(phrase: str) -> None:
    assert values(f"They left {phrase}.") == {phrase: NAMED[phrase]}


@pytest.mark.parametrize(
    "text", ["He died two days after Monday's vote.", "It fell two days after the May 3 vote."]
)
def test_so_many_units_from_an_event_are_not_counted_from_the_day_of_its_name(text: str) -> None:
    assert "P2D" in values(text).values()


@pytest.mark.parametrize(
    ("hour", "half", "value"),
    [
        ("nine", "in the evening", "T21:00"),
        ("nine", "in the morning", "T09:00"),
        ("four", "in the afternoon", "T16:00"),
        ("ten", "at night", "T22:00"),
        ("two", "at night", "T02:00"),
    ],
)
@pytest.mark.parametrize("lead", ["at", "at about", "by", "until", "before", "after"])
def test_an_hour_in_words_is_told_by_the_half_of_the_day(lead: str, hour: str, half: str, value: str) -> None:
    assert values(f"It shook {lead} {hour} {half}.") == {f"{hour} {half}": f"1998-07-14{value}"}


def test_hours_of_opening_and_a_word_that_leads_to_a_date_are_no_time() -> None:
    text = "The king cut opening hours, most recently in November 1997."
    assert values(text) == {"November 1997": "1997-11"}


# Stories that name few years.

SHORT_STORY = (
    "In 1862 the river rose. {} General Hollis, who had held the fort since March, left in June 1863."
)


@pytest.mark.parametrize("between", ["", "It was a Friday.", "By dawn nobody was left."])
def test_two_years_make_a_story_where_nothing_else_ties_it_to_the_day_of_speech(between: str) -> None:
    assert values(SHORT_STORY.format(between), date(2008, 11, 12))["March"] == "1862-03"


LONE_YEAR = (
    "The battle opened on 15 January 1951.{} On 9 February they crossed. The hills were retaken in April. "
    "General Rook, who had led them since November, died on 7 June."
)


@pytest.mark.parametrize(
    ("between", "november"), [("", "1950-11"), (" It was a Monday.", "1950-11"), (" He said so.", "1997-11")]
)
def test_one_year_makes_a_story_of_many_days_where_it_opens_them(between: str, november: str) -> None:
    assert values(LONE_YEAR.format(between), date(1998, 5, 30))["November"] == november


@pytest.mark.parametrize(
    "between", ["Officials said so.", "It will be shown.", "It was seen yesterday.", "It closed in 2008."]
)
def test_two_years_make_no_story_of_news(between: str) -> None:
    assert values(SHORT_STORY.format(between), date(2008, 11, 12))["March"] == "2008-03"


@pytest.mark.parametrize(
    ("year", "decade", "value"),
    [
        (1908, "nineties", "189"),
        (1908, "twenties", "192"),
        (1862, "forties", "184"),
        (1975, "sixties", "196"),
    ],
)
def test_a_decade_of_a_story_lies_about_its_year(year: int, decade: str, value: str) -> None:
    text = f"In {year} she won. Critics had been cool in the {decade}."
    assert values(text, date(2015, 6, 30), style="narrative")[f"the {decade}"] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They said they would leave in two weeks.", "2008-W03"),
        ("It is to be shown in two weeks.", "2013-W31"),
    ],
)
def test_what_was_promised_in_a_story_counts_from_its_day_and_does_not_move_it(text: str, value: str) -> None:
    story = f"On 2 January 2008 they met. {text} In March war came."
    found = values(story, date(2013, 7, 15), style="narrative")
    assert (found["two weeks"], found["March"]) == (value, "2008-03")


def test_the_main_verb_behind_an_insertion_moves_the_year_of_a_story() -> None:
    text = "In 1901 she wed. Her best work, an opera, was begun in January 1907, finished that December."
    assert values(text, date(2015, 6, 30), style="narrative")["that December"] == "1907-12"


# Kinds with their neighbours: what the rules of figures, clocks and the calendar leave at their edges.

EDGES = {
    # A day of the month beside its weekday, beside another day.
    "On Sunday the 12th it rained.": {"Sunday the 12th": "1998-07-12"},
    "They will meet on Friday, the 17th.": {"Friday, the 17th": "1998-07-17"},
    "They met on Friday 3rd.": {"Friday 3rd": "1998-07-03"},
    "They met on the 13th and 14th.": {"the 13th": "1998-07-13", "14th": "1998-07-14"},
    "They met on 13 or 14 July.": {"13": "1998-07-13", "14 July": "1998-07-14"},
    "It closed from May to August.": {"May": "1998-05", "August": "1998-08"},
    "May to August was hot.": {"May": "1998-05", "August": "1998-08"},
    "Late May or early June was hot.": {"Late May": "1998-05", "early June": "1998-06"},
    "They wed on July 13th, '98.": {"July 13th, '98": "1998-07-13"},
    "They rest on the Fourth of July.": {"the Fourth of July": "1998-07-04"},
    # Places in a month or a year.
    "They will meet on the 2nd Tuesday of next month.": {"the 2nd Tuesday of next month": "1998-08-11"},
    "It was held on the first Monday of the year.": {"the first Monday of the year": "1998-01-05"},
    "It closes on the first weekend in August.": {"the first weekend in August": "1998-W31-WE"},
    "It closes on the last weekend of this month.": {"the last weekend of this month": "1998-W30-WE"},
    "They vote on the first Sunday in Lent.": {"the first Sunday": "XXXX-WXX-7"},
    # Ends of units.
    "It will close by week's end.": {"week's end": "1998-W29"},
    "It will close by month's end.": {"month's end": "1998-07"},
    "It will close by the year's end.": {"the year's end": "1998"},
    # Clocks.
    "It began at 10:00 (UTC).": {"10:00 (UTC)": "1998-07-14T10:00Z"},
    "It hit at 17:42 Coordinated Universal Time.": {"17:42 Coordinated Universal Time": "1998-07-14T17:42Z"},
    "They fired between 2100 and 2230.": {"2100": "1998-07-14T21:00", "2230": "1998-07-14T22:30"},
    "He lived there between 1900 and 2000.": {"1900": "1900", "2000": "2000"},
    "It is open from 9 to 11 a.m.": {"9": "1998-07-14T09:00", "11 a.m.": "1998-07-14T11:00"},
    "It is open from 11 to 1 p.m.": {"11": "1998-07-14T11:00", "1 p.m.": "1998-07-14T13:00"},
    "It was open between 5 and 6 p.m. yesterday.": {
        "5": "1998-07-13T17:00",
        "6 p.m. yesterday": "1998-07-13T18:00",
    },
    # Counts.
    "He left a fortnight ago.": {"a fortnight ago": "1998-W27"},
    "He will leave in a fortnight.": {"a fortnight": "1998-W31"},
    "He left a quarter century ago.": {"a quarter century ago": "1973"},
    "He left a quarter of a century ago.": {"a quarter of a century ago": "1973"},
    "It took half a dozen years.": {"half a dozen years": "P6Y"},
    "It fell a long time ago.": {"a long time ago": "PAST_REF"},
    "It fell millions of years ago.": {"millions of years ago": "PAST_REF"},
    "See you in ten days' time.": {"ten days' time": "1998-07-24"},
    # Days with a name.
    "He died over the Labor Day weekend.": {"the Labor Day weekend": "1997-W35-WE"},
    "It fell in Easter week.": {"Easter week": "1998-W15"},
    "He died on Thanksgiving weekend.": {"Thanksgiving weekend": "1997-W48-WE"},
    # Names.
    "They kept the Good Friday Agreement.": {},
    "They met Mr. August and Ms June.": {},
    "She was Woman of the Year.": {},
    "He died a month to the day after the crash.": {"a month": "P1M"},
}


@pytest.mark.parametrize("text", EDGES)
def test_neighbours_of_a_kind_are_read(text: str) -> None:
    assert values(text) == EDGES[text]


@pytest.mark.parametrize(
    "figures", ["31/06/1998", "31.06.1998", "31-06-1998", "1998-06-31", "1998/02/30", "31.06.98"]
)
def test_a_day_in_figures_that_the_calendar_does_not_have_keeps_its_span_and_is_a_problem(
    figures: str,
) -> None:
    read = read_times(f"It was filed {figures} in haste.", TUESDAY, LEXICON)
    assert [(timex.value, timex.first_day) for timex in read.timexes] == [("XXXX-XX-XX", None)]
    assert [problem.code for problem in read.problems] == ["impossible-day"]


@pytest.mark.parametrize("text", ["July 3 to 5", "3rd to 5th July", "July 3-5", "3-5 July", "3 until 5 July"])
def test_days_that_share_their_month_are_a_range(text: str) -> None:
    days = {(timex.first_day, timex.last_day) for timex in find_timexes(f"They met {text}.", TUESDAY)}
    assert days == {(date(1998, 7, 3), date(1998, 7, 5))}


# What counts on.


@pytest.mark.parametrize(
    ("second", "value"),
    [
        ("Two years later she wed.", "1894"),
        ("The following year she wed.", "1893"),
        ("She wed the year after.", "1893"),
        ("Two years earlier she had wed.", "1887"),
    ],
)
def test_what_is_later_than_a_range_counts_from_its_end(second: str, value: str) -> None:
    text = f"From 1889 to 1892 she studied. {second}"
    found = find_timexes(text, date(2015, 6, 30), style="narrative")
    assert [timex.value for timex in found] == ["1889", "1892", value]


@pytest.mark.parametrize(
    ("second", "value"),
    [
        ("The previous day spending had been cut.", "1998-07-12"),
        ("Two days earlier spending had been cut.", "1998-07-11"),
        ("It was cut at noon.", "1998-07-13T12:00"),
        ("It will begin at noon.", "1998-07-24T12:00"),
        ("The next day it will be signed.", "1998-07-25"),
    ],
)
def test_news_counts_from_a_day_spoken_of_on_the_side_where_the_verb_looks(second: str, value: str) -> None:
    text = f"They passed the bill on Monday. It will be read on July 24. {second}"
    assert find_timexes(text, TUESDAY)[-1].value == value


def test_figures_that_are_compared_with_do_not_tell_the_quarter() -> None:
    text = (
        "In the second quarter revenue rose 6 percent from $389 million in the first quarter. Net was $31 "
        "million, up from $4 million a year earlier."
    )
    assert values(text, date(2003, 7, 22))["a year earlier"] == "2002-Q2"


def test_a_story_that_speaks_of_its_own_day_goes_on_where_it_was() -> None:
    text = "On 3 May 1862 they crossed. A film of it was shown last June. On 7 June they rested."
    found = values(text, date(2010, 1, 15), style="narrative")
    assert (found["last June"], found["7 June"]) == ("2009-06", "1862-06-07")


# A year of speech, where its day is not known.


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("On February 24 talks failed.", "1998-02-24", date(1998, 2, 24), date(1998, 2, 24)),
        ("In May they met.", "1998-05", date(1998, 5, 1), date(1998, 5, 31)),
        ("They met before Easter's end.", "1998-04-12", date(1998, 4, 12), date(1998, 4, 12)),
        ("It rained in the spring.", "1998-SP", date(1998, 3, 1), date(1998, 5, 31)),
        ("They left at noon on 3 June.", "1998-06-03T12:00", date(1998, 6, 3), date(1998, 6, 3)),
        ("They met yesterday.", "XXXX-XX-XX", None, None),
        ("They met on Monday.", "XXXX-WXX-1", None, None),
        ("They met last May.", "XXXX-05", None, None),
        ("It fell on February 29.", "XXXX-XX-XX", None, None),
    ],
)
def test_days_and_months_lie_in_the_year_of_speech_where_its_day_is_not_known(
    text: str, value: str, first: date | None, last: date | None
) -> None:
    timex = only(text, None, year=1998)
    assert (timex.value, timex.first_day, timex.last_day) == (value, first, last)


@pytest.mark.parametrize("noun", ["world", "youth", "young people", "standards"])
def test_the_age_that_today_stands_for_is_no_day(noun: str) -> None:
    timex = only(f"It makes no sense to today's {noun}.")
    assert (timex.value, timex.first_day) == ("PRESENT_REF", None)


@pytest.mark.parametrize("part", ["mid", "early", "late"])
@pytest.mark.parametrize("day", ["yesterday", "Monday", "July 13"])
def test_a_part_of_the_day_before_its_day_is_one_expression(part: str, day: str) -> None:
    words = f"{part}-afternoon {day}" if part == "mid" else f"{part} afternoon {day}"
    assert values(f"Shares fell in {words}.") == {words: "1998-07-13TAF"}
