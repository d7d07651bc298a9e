"""Which day an issue came out, what that rests on, and which day "today" means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.issues import parse_issue, read_publications
from extract.issues.publications import Publications
from extract.issues.published import speaks_on_its_day
from extract.model import DayOptions, Issue, Problem, RawIssue

KNOWN = read_publications()
UNDATED = "Publication: Monitor\n\n"
"""A lag of one day, and no number that tells the day."""
MONITOR = "Publication: Monitor Volume: {} Issue: {}\n\n"


def parse(text: str, stated_on: date | None = None, **options: object) -> tuple[Issue, tuple[Problem, ...]]:
    given_options = DayOptions(**options)  # type: ignore[arg-type]  # a test's short form
    return parse_issue(RawIssue(text, stated_on=stated_on), KNOWN, options=given_options)


def days(text: str, stated_on: date | None = None, **options: object) -> tuple[str | None, str | None]:
    issue, _ = parse(text, stated_on, **options)
    return (str(issue.published_on) if issue.published_on else None, issue.published_basis)


def codes(text: str, stated_on: date | None = None, **options: object) -> list[str]:
    return [problem.code for problem in parse(text, stated_on, **options)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MONITOR.format(4, 134) + "He left. (AP, July 13)", ("1998-07-14", "calendar")),
        (MONITOR.format(4, 134) + "He left.", ("1998-07-14", "calendar")),
        (MONITOR.format(2, 108) + "He left. (AP, June 4)", ("1996-06-05", "calendar")),
        (MONITOR.format(2, 10) + "He left. (AP, January 15)", ("1996-01-16", "calendar")),
        (MONITOR.format(2, 61) + "It paid. (BBC World Service, March 28)", ("1996-03-28", "calendar")),
        (MONITOR.format(6, 204) + "He left (AP, October 31).", ("2000-11-01", "calendar")),
        (MONITOR.format(2, 44) + "He left. (AP, February 29)", ("1996-03-01", "estimated")),
        (MONITOR.format(2, 44) + "He left. (AP, March 4)", ("1996-03-05", "estimated")),
        (MONITOR.format(2, 44) + "He left on March 4.", ("1996-03-04", "estimated")),
        (MONITOR.format(2, 44) + "He will leave on March 5.", ("1996-03-04", "estimated")),
        (MONITOR.format(2, 44) + "He left. (AP, February 12)", ("1996-03-04", "estimated")),
        (MONITOR.format(1, 133) + "He left. (AP, November 14)", ("1995-11-15", "estimated")),
        (MONITOR.format(1, 133) + "He left.", ("1995-11-13", "estimated")),
        (MONITOR.format(3, 5) + "He left. (AP, December 28; ORT, January 6)", ("1997-01-08", "calendar")),
        (MONITOR.format(2, 1) + "He left. (AP, December 29)", ("1996-01-02", "calendar")),
        ("Publication: Monitor 06.30.1998\n\nHe left. (AP, June 29)", ("1998-06-30", "stated")),
        ("TOKYO, July 13, 1998 - He left.", ("1998-07-13", "dateline")),
        ("He left. (AP, July 13, 1998)", ("1998-07-13", "dateline")),
        (
            "Publication: Gazette Volume: 3 Issue: 2\n\nHe left. (AP, July 13, 1998)",
            ("1998-07-13", "dateline"),
        ),
        (
            "Publication: Eurasia Daily Monitor Volume: 1 Issue: 87\n\nHe left. (AP, September 2)",
            ("2004-09-03", "dateline"),
        ),
        ("He left. (AP, July 13)", (None, None)),
        ("He left.", (None, None)),
    ],
)
def test_the_publication_day_follows_the_rule(text: str, expected: tuple[str | None, str | None]) -> None:
    assert days(text) == expected


def test_the_callers_day_outranks_the_printed_the_files_and_the_calendar() -> None:
    text = "07.15.1998\n" + MONITOR.format(4, 134) + "He left. (AP, July 13)"
    metadata = date(1998, 7, 16)
    assert days(text, metadata, published=date(1998, 7, 17)) == ("1998-07-17", "stated")
    assert days(text, metadata) == ("1998-07-15", "stated")
    assert days(MONITOR.format(4, 134) + "He left.", metadata) == ("1998-07-16", "stated")
    assert codes(text, metadata).count("publication-days-disagree") == 2


def test_readings_that_agree_are_no_problem() -> None:
    assert codes(MONITOR.format(4, 134) + "He left. (AP, July 13)", published=date(1998, 7, 14)) == []


@pytest.mark.parametrize(
    ("cited", "published", "basis", "conflict"),
    [
        (["July 14"], "1998-07-14", "calendar", False),
        (["July 10"], "1998-07-14", "calendar", False),
        (["July 1"], "1998-07-14", "calendar", False),
        (["June 29"], "1998-07-14", "calendar", True),
        (["July 15"], "1998-07-16", "dateline", True),
        (["July 13", "July 16"], "1998-07-14", "calendar", True),
        (["July 13", "July 13", "July 31"], "1998-07-14", "calendar", True),
        (["July 13", "July 15", "July 16"], "1998-07-17", "dateline", True),
    ],
    ids=str,
)
def test_datelines_overrule_the_calendar_where_most_are_later(
    cited: list[str],
    published: str,
    basis: str,
    conflict: bool,  # noqa: FBT001  # a row of the table
) -> None:
    text = MONITOR.format(4, 134) + " ".join(f"He left. (AP, {day})" for day in cited)
    assert days(text) == (published, basis)
    assert ("calendar-against-datelines" in codes(text)) is conflict


def test_an_estimated_day_says_between_which_days_it_lies() -> None:
    _, problems = parse(MONITOR.format(2, 44) + "He left. (AP, February 29)")
    assert [(problem.code, problem.message) for problem in problems] == [
        (
            "publication-day-estimated",
            (
                "The issue came out between 1996-03-01 and 1996-03-05, by the known issues around it: "
                "1996-03-01 is taken, by its latest citation."
            ),
        )
    ]


def test_a_stated_day_stands_against_datelines_but_the_conflict_is_recorded() -> None:
    text = MONITOR.format(4, 134) + "He left. (AP, July 13)"
    assert days(text, published=date(1998, 8, 14)) == ("1998-08-14", "stated")
    assert "stated-against-datelines" in codes(text, published=date(1998, 8, 14))


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("He left yesterday.", "1996-06-05"),
        ("He left this morning.", "1996-06-04"),
        ("He was arrested today.", "1996-06-04"),
        ("He is to be tried today.", "1996-06-05"),
    ],
)
def test_what_is_told_of_the_day_itself_came_out_on_it(sentence: str, published: str) -> None:
    assert days(UNDATED + f"{sentence} (AP, June 4, 1996)") == (published, "dateline")


def test_one_passage_of_the_day_itself_is_enough() -> None:
    text = "She stayed. (AP, June 4, 1996) He left this morning. (AP, June 4, 1996) It was quiet."
    assert days(UNDATED + text) == ("1996-06-04", "dateline")


def test_this_morning_changes_no_day_of_the_calendar() -> None:
    assert days(MONITOR.format(4, 134) + "He left this morning. (AP, July 13)") == ("1998-07-14", "calendar")


def test_only_the_latest_citations_words_tell_the_lag() -> None:
    text = UNDATED + "He left this morning. (AP, June 3, 1996) She stayed. (AP, June 4, 1996)"
    assert days(text) == ("1996-06-05", "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "He left this morning.",
        "He arrived in Moscow today.",
        "Today, the Duma passed the law.",
        "The two sides today signed it.",
        "He won today.",
        "The two sides today signed it. They will meet again.",
    ],
)
def test_words_of_the_day_itself(publications: Publications, text: str) -> None:
    assert speaks_on_its_day(text, publications.words)


@pytest.mark.parametrize(
    "text",
    [
        "He will meet bankers today.",
        "He is scheduled to meet today with bankers.",
        "The talks resume today.",
        "Russia today is weak.",
        "He left yesterday.",
    ],
)
def test_words_of_another_day(publications: Publications, text: str) -> None:
    assert not speaks_on_its_day(text, publications.words)


def test_today_is_the_publication_day_by_default_and_the_dateline_by_setting() -> None:
    text = MONITOR.format(4, 134) + "He left. (AP, July 12) She stayed. (AP, July 13)"
    issue, _ = parse(text)
    assert (issue.reference_day, issue.reference_basis) == (date(1998, 7, 14), "calendar")
    literal, _ = parse(text, today_is="dateline")
    assert (literal.reference_day, literal.reference_basis) == (date(1998, 7, 13), "setting")
    assert (literal.published_on, literal.published_basis) == (date(1998, 7, 14), "calendar")
    assert literal.today_is == "dateline"


def test_the_literal_reading_falls_back_to_the_publication_day_without_citations() -> None:
    issue, _ = parse(MONITOR.format(4, 134) + "He left.", today_is="dateline")
    assert (issue.reference_day, issue.reference_basis) == (date(1998, 7, 14), "calendar")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("He left. (AP, July 13)", "citation-without-year"),
        ("He left.", "no-publication-day"),
        (MONITOR.format(4, 134) + "He left. (AP, June 31)", "citation-day-impossible"),
        ("Publication: Gazette Volume: 3 Issue: 2\n\nHe left.", "unknown-publication"),
        ("Publication: Monitor Volume: 1 Issue: 60\n\nHe left. (14)", "citation-not-listed"),
    ],
)
def test_what_nothing_tells_is_recorded(text: str, code: str) -> None:
    assert ("issues", code) in [(problem.stage, problem.code) for problem in parse(text)[1]]


@pytest.mark.parametrize(
    ("published", "cited", "day"),
    [
        (date(1997, 1, 2), "December 30", date(1996, 12, 30)),
        (date(1996, 12, 31), "January 1", date(1997, 1, 1)),
        (date(1998, 7, 14), "July 13", date(1998, 7, 13)),
        (date(1998, 7, 14), "July 13, 1996", date(1996, 7, 13)),
    ],
)
def test_the_callers_day_gives_citations_their_year(published: date, cited: str, day: date) -> None:
    issue, _ = parse(f"He left. (AP, {cited})", published=published)
    assert issue.citations[0].last_day == day


def test_a_range_over_the_month_keeps_its_first_day() -> None:
    issue, _ = parse(MONITOR.format(4, 134) + "He left. (AP, June 30-July 13)")
    (source,) = issue.citations[0].sources
    assert (source.first_day, source.last_day) == (date(1998, 6, 30), date(1998, 7, 13))


def test_a_range_that_runs_backwards_keeps_its_last_day_alone() -> None:
    issue, _ = parse(MONITOR.format(4, 134) + "He left. (AP, July 13-12)")
    (source,) = issue.citations[0].sources
    assert (source.first_day, source.last_day) == (date(1998, 7, 12), date(1998, 7, 12))


NUMBERED = MONITOR.format(4, 134) + "He left. (AP, July 13)"

MESSAGES = {
    "two days that are stated": (
        f"07.15.1998\n{NUMBERED}",
        {"published": date(1998, 7, 17)},
        "The caller says 1998-07-17, the printed date says 1998-07-15: the first is used.",
    ),
    "a stated day against the calendar": (
        f"07.15.1998\n{NUMBERED}",
        {},
        "The printed date says 1998-07-15, the issue calendar says 1998-07-14: the first is used.",
    ),
    "a stated day against the datelines": (
        NUMBERED,
        {"published": date(1998, 8, 14)},
        (
            "The stated publication day 1998-08-14 is not 0 to 14 days after the latest dateline 1998-07-13: "
            "the stated day is kept."
        ),
    ),
    "the calendar against the datelines": (
        MONITOR.format(4, 134) + "He left. (AP, July 15)",
        {},
        "The calendar's day 1998-07-14 lies before 1 of 1 datelines: the datelines are followed.",
    ),
    "no day at all": (
        "He left.",
        {},
        "No publication day is stated, known from a calendar or given by a citation: add --published.",
    ),
    "a citation without a year": (
        "He left. (AP, July 13)",
        {},
        "The citation's day has no year, and nothing gives it: state a publication day (--published).",
    ),
}


@pytest.mark.parametrize("what", MESSAGES)
def test_a_problem_says_what_is_wrong_and_what_is_done_or_can_be(what: str) -> None:
    text, options, message = MESSAGES[what]
    _, problems = parse(text, **options)
    assert message in [problem.message for problem in problems]
    assert {problem.stage for problem in problems} == {"issues"}


@given(st.integers(1, 7), st.integers(1, 400), st.dates(date(1990, 1, 1), date(2005, 1, 1)))
def test_no_issue_came_out_before_what_all_its_datelines_cite(volume: int, number: int, cited: date) -> None:
    text = MONITOR.format(volume, number) + f"He left. (AP, {cited:%B} {cited.day})"
    issue, _ = parse(text)
    latest = issue.citations[0].last_day
    if latest and issue.published_on and issue.published_basis != "estimated":
        assert issue.published_on >= latest
