"""The publication day is read from the head of any digest; `headers.toml` has heads in over twenty forms."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from extract.issues import Publications, parse_issue
from extract.issues.printed import day_at_foot, day_stated_in
from extract.issues.written import days_in, order_shown
from extract.model import RawIssue

HEADERS = tomllib.loads((Path(__file__).parent / "headers.toml").read_text(encoding="utf-8"))["header"]


@pytest.mark.parametrize("case", HEADERS, ids=lambda case: f"{case['form']}: {case['text'][:30]!r}")
def test_a_head_states_its_day(publications: Publications, case: dict[str, str]) -> None:
    issue, problems = parse_issue(RawIssue(case["text"]), publications)
    basis = case.get("basis", "stated") if case["published"] else None
    assert (str(issue.published_on or ""), issue.published_basis) == (case["published"], basis)
    assert not case.get("problem") or case["problem"] in [problem.code for problem in problems]


def test_the_forms_are_many() -> None:
    taken = [case for case in HEADERS if case["published"]]
    assert len(taken) >= 40
    assert len({case["form"] for case in taken}) >= 20


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("20 September 1999", ["1999-09-20"]),
        ("September 20, 1999", ["1999-09-20"]),
        ("20th of September 1999", ["1999-09-20"]),
        ("MONDAY, SEPT. 20, 1999", ["1999-09-20"]),
        ("20-Sep-1999", ["1999-09-20"]),
        ("1999-09-20T10:00:00Z", ["1999-09-20"]),
        ("1999/9/20", ["1999-09-20"]),
        ("20.9.1999", ["1999-09-20"]),
        ("9/20/99", ["1999-09-20"]),
        ("20 Sep 99", ["1999-09-20"]),
        ("28 Feb '14", ["2014-02-28"]),
        ("18-20 September 1999", ["1999-09-20"]),
        ("30 August - 3 September 1999", ["1999-09-03"]),
        ("August 30 to September 3, 1999", ["1999-09-03"]),
        ("No. 25 - July 3, 2009", ["2009-07-03"]),
        ("31 September 1999", []),
        ("20/9/1999/12", []),
        ("version 1.20.1999.4", []),
        ("10:20 September", []),
        ("5436th Meeting", []),
    ],
)
def test_days_are_read_in_every_form(publications: Publications, line: str, days: list[str]) -> None:
    assert [str(found.certain) for found in days_in(line, publications.words)] == days


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("12-05-2023 and 25-05-2023", "dmy"),
        ("12-05-2023 and 05-25-2023", "mdy"),
        ("12-05-2023 05:21 IST", "dmy"),
        ("12/05/2023 9:15 AM EST", "mdy"),
        ("Friday, 12/05/2023", "dmy"),
        ("Tuesday, 12/05/2023", "mdy"),
        ("12/05/2023, early in May", "dmy"),
        ("12/05/2023, early in December", "mdy"),
        ("12/05/2023, from May to December", None),
        ("12/05/2023", None),
        ("25-05-2023 and 05-25-2023", None),
    ],
)
def test_a_document_shows_the_order_of_its_numbers(
    publications: Publications, text: str, order: str | None
) -> None:
    words = publications.words
    assert order_shown(text, days_in(text, words), words) == order


@pytest.mark.parametrize(
    "line",
    [
        "The World Bank gave approval yesterday. (BBC World Service, March 28, 1996)",
        "Next report: 5 May 2004",
        "The next issue will appear on 5 May 2004",
        "This sitrep is due on 5 May 2004",
        "ACCORD SIGNED ON 4 MARCH 1998",
        "Since 15 Dec 2013 (UNHCR): 197,704",
        "He was born on 5 May 1950 in Karsk and went to school there with the president.",
        "Established 5 May 1950",
    ],
)
def test_days_of_events_and_days_to_come_are_not_the_digests(publications: Publications, line: str) -> None:
    assert day_stated_in(line, publications.words) is None


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("Nairobi, 5 August 1998 15:30 gmt", True),
        ("5 August 1998", True),
        ("Posted 5 August 1998", True),
        ("The Hague, Netherlands, 5 August 1998", True),
        ("He left. (AP, 5 August 1998)", False),
        ("TREATY SIGNED ON 5 August 1998", False),
        ("The talks go on until 5 August 1998", False),
    ],
)
def test_the_foot_states_a_day_alone_or_behind_a_place(
    publications: Publications, *, line: str, stated: bool
) -> None:
    assert (day_at_foot(line, publications.words) is not None) is stated


def test_ambiguous_numbers_are_told_with_both_readings(publications: Publications) -> None:
    issue, problems = parse_issue(RawIssue("Bulletin 03/04/2019\n\nThe mayor resigned."), publications)
    assert issue.published_on is None
    (problem,) = [one for one in problems if one.code == "publication-day-ambiguous"]
    assert "2019-03-04 or 2019-04-03" in problem.message


def test_the_publications_order_decides_ambiguous_numbers(publications: Publications) -> None:
    issue, _ = parse_issue(RawIssue("OMRI DAILY DIGEST\n\n03/04/1996\n\nThe mayor resigned."), publications)
    assert issue.published_on == date(1996, 4, 3)


def test_a_day_without_a_year_takes_it_from_the_files_metadata(publications: Publications) -> None:
    raw = RawIssue("Morning Report\nFriday, 14 February\n\nThe mayor resigned.", stated_on=date(2003, 2, 15))
    assert parse_issue(raw, publications)[0].published_on == date(2003, 2, 14)


def test_where_only_the_year_is_known_the_issue_says_it(publications: Publications) -> None:
    issue, _ = parse_issue(RawIssue("Africa desk, 1997\n\nThe mayor resigned on February 24."), publications)
    assert (issue.published_on, issue.year) == (None, 1997)
