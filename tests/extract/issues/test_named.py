"""What the text leaves open of its day, the source's name may give; the text outranks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.issues import parse_issue, read_publications
from extract.issues.named import day_in_name
from extract.model import DayOptions, Issue, Problem, RawIssue

KNOWN = read_publications()
WIRE = "RIGA, November 28 (Agency) -- The president called on Tuesday for more troops."
BARE = "The president called for more troops."


def parse(text: str, key: str, published: date | None = None) -> tuple[Issue, tuple[Problem, ...]]:
    return parse_issue(RawIssue(text, key), KNOWN, options=DayOptions(published=published))


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("wire-1998-09-24-karsk.txt", (1998, 9, 24)),
        ("1998-09-24.txt", (1998, 9, 24)),
        ("19980924.txt", (1998, 9, 24)),
        ("karsk_1998_09_24.txt.gz", (1998, 9, 24)),
        ("karsk 1998.09.24.txt", (1998, 9, 24)),
        ("24-09-1998-karsk.txt", (1998, 9, 24)),
        ("09-24-1998-karsk.txt", (1998, 9, 24)),
        ("09-09-1998.txt", (1998, 9, 9)),
        ("03-04-1998.txt", (1998, None, None)),
        ("wire-1998-09-karsk.txt", (1998, 9, None)),
        ("wire-1998-karsk.txt", (1998, None, None)),
        ("1998/09/karsk.txt", (1998, 9, None)),
        ("1998/09/24/karsk.txt", (1998, 9, 24)),
        ("wires/1998/karsk.txt", (1998, None, None)),
        ("wires.zip!1998/09/karsk.txt", (1998, 9, None)),
        ("wires.zip!karsk-1998-09-24.txt#2", (1998, 9, 24)),
        ("2004/karsk-1998-09-24.txt", (1998, 9, 24)),
        ("dump-2024-05-06.zip!karsk.txt", None),
        ("export-2024-05-06.csv!17", None),
        ("export-2024/karsk.txt", None),
        ("2001.txt", None),
        ("rows.csv!19980924", None),
        ("karsk-1998-09-24-to-1998-09-30.txt", None),
        ("karsk-1998-1999.txt", None),
        ("karsk-1998-13-24.txt", (1998, None, None)),
        ("karsk-20240506120000.txt", None),
        ("v4-134-kirienko.txt", None),
        ("karsk.txt", None),
        ("-", None),
    ],
)
def test_a_name_gives_a_day_a_month_or_a_year(
    key: str, told: tuple[int, int | None, int | None] | None
) -> None:
    found = day_in_name(key)
    assert (found and (found.year, found.month, found.day)) == told


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        pytest.param(WIRE, "riga-2006-11-28.txt", ("2006-11-28", "dateline"), id="the same day"),
        pytest.param(WIRE, "riga-2006-11-29.txt", ("2006-11-28", "dateline"), id="the next day's paper"),
        pytest.param(WIRE, "riga-2006-12-28.txt", (None, None), id="another day"),
        pytest.param(WIRE, "riga-2006-11.txt", ("2006-11-28", "dateline"), id="the month"),
        pytest.param(WIRE, "riga-2006-12.txt", (None, None), id="another month"),
        pytest.param(WIRE, "2006/11/riga.txt", ("2006-11-28", "dateline"), id="folders"),
        pytest.param(WIRE, "riga-2006.txt", ("2006-11-28", "dateline"), id="the year"),
        pytest.param(WIRE, "riga-2004.txt", (None, None), id="a year that the weekday contradicts"),
        pytest.param(
            "RIGA, December 31 (Agency) -- He left.",
            "riga-2007-01-01.txt",
            ("2006-12-31", "dateline"),
            id="over New Year",
        ),
        pytest.param(
            "RIGA, November 28 (Agency) -- He will leave on Friday.",
            "riga-2006.txt",
            ("2006-11-28", "dateline"),
            id="a weekday to come contradicts nothing",
        ),
        pytest.param(WIRE, "riga.txt", (None, None), id="no day in the name"),
        pytest.param(BARE, "riga-2006-11-28.txt", ("2006-11-28", "stated"), id="a text without a day"),
        pytest.param(BARE, "riga-2006-11.txt", (None, None), id="a month is no day"),
        pytest.param(
            "Morning Report\nTuesday, 28 November\n\nHe left.",
            "report-2006.txt",
            ("2006-11-28", "stated"),
            id="a head",
        ),
        pytest.param(
            "Morning Report\nFriday, 28 November\n\nHe left.",
            "report-2006.txt",
            (None, None),
            id="a head whose weekday contradicts",
        ),
        pytest.param(
            "He left. (AP, July 13)", "gazette-1998-07-14.txt", ("1998-07-14", "stated"), id="after citations"
        ),
        pytest.param(
            "He left. (AP, July 13)",
            "gazette-1999-02-01.txt",
            ("1999-02-01", "stated"),
            id="long after them",
        ),
    ],
)
def test_a_name_fills_what_the_text_leaves_open(
    text: str, key: str, expected: tuple[str | None, ...]
) -> None:
    issue, _ = parse(text, key)
    day = str(issue.published_on) if issue.published_on else None
    assert (day, issue.published_basis) == expected


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Gulf Update, October 5, 2024\n\nHe left.", "2024-10-05"),
        ("Baltic desk, 2006\n\n" + WIRE, "2006-11-28"),
        ("RIGA, November 28, 2006 (Agency) -- He left.", "2006-11-28"),
        ("Publication: Monitor Volume: 4 Issue: 134\n\nHe left. (AP, July 13)", "1998-07-14"),
        ("He left.\n\nPosted 17 March 2009", "2009-03-17"),
    ],
)
def test_the_text_outranks_the_name(text: str, published: str) -> None:
    issue, problems = parse(text, "karsk-2011-02-03.txt")
    assert str(issue.published_on) == published
    assert not {problem.code for problem in problems} & {"day-from-name", "year-from-name"}


def test_a_citation_far_from_the_name_is_left_without_a_year() -> None:
    issue, problems = parse("He left. (AP, July 13)", "gazette-1999-02-01.txt")
    assert issue.citations[0].last_day is None
    assert "citation-day-impossible" in [problem.code for problem in problems]


def test_a_day_from_the_name_is_said_to_be() -> None:
    _, problems = parse(WIRE, "riga-2006-11-28.txt")
    assert [(one.code, one.message) for one in problems] == [
        (
            "year-from-name",
            (
                "The text gives no year: 2006 is from the source's name, 'riga-2006-11-28.txt'. "
                "If that is wrong, give the day (--published)."
            ),
        )
    ]
    assert [problem.code for problem in parse(BARE, "riga-2006-11-28.txt")[1]] == ["day-from-name"]


def test_a_dateline_whose_year_nothing_gives_says_what_to_do() -> None:
    issue, problems = parse(WIRE, "riga.txt")
    assert issue.published_on is None
    (problem,) = [one for one in problems if one.code == "no-publication-day"]
    assert "month 11 and day 28 but no year" in problem.message
    assert "--published" in problem.message
    assert parse(WIRE, "riga.txt", date(2006, 11, 28))[0].published_on == date(2006, 11, 28)


@given(st.dates(date(1940, 1, 1), date(2049, 12, 31)))
def test_an_iso_day_in_a_name_is_that_day(day: date) -> None:
    found = day_in_name(f"karsk-{day}-vote.txt")
    assert found is not None
    assert found.whole == day
    assert found.completed(day.month, day.day) == day
