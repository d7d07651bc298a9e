"""The sample: what the whole project promises of its days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extract.issues import parse_issue, read_publications
from extract.model import DayOptions, Issue, RawIssue

SAMPLE = Path(__file__).parents[3] / "examples" / "v4-134-moscow-tokyo.txt"


def parse(options: DayOptions | None = None) -> Issue:
    issue, problems = parse_issue(
        RawIssue(SAMPLE.read_bytes(), SAMPLE.name), read_publications(), options=options
    )
    assert problems == ()
    return issue


def test_the_sample_came_out_on_14_july_by_calendar_and_its_dateline_is_the_13th() -> None:
    issue = parse()
    assert (issue.published_on, issue.published_basis) == (date(1998, 7, 14), "calendar")
    assert (issue.reference_day, issue.reference_basis) == (date(1998, 7, 14), "calendar")
    assert [citation.last_day for citation in issue.citations] == [date(1998, 7, 13)] * 2
    assert [citation.names for citation in issue.citations] == [
        ("Kyodo", "Itar-Tass"),
        ("Russian agencies", "Kyodo"),
    ]


def test_the_literal_reading_moves_the_reference_day_alone() -> None:
    issue = parse(DayOptions(today_is="dateline"))
    assert (issue.reference_day, issue.reference_basis) == (date(1998, 7, 13), "setting")
    assert (issue.published_on, issue.published_basis) == (date(1998, 7, 14), "calendar")


@pytest.mark.parametrize(
    "options",
    [
        DayOptions(published=date(1998, 7, 14)),
        DayOptions(publication="Monitor"),
        DayOptions(today_is="publication"),
    ],
)
def test_saying_what_is_known_anyway_changes_no_day(options: DayOptions) -> None:
    said, plain = parse(options), parse()
    names = ("published_basis", "reference_basis", "recognised_by")
    reasons = {name: getattr(plain, name) for name in names}
    assert replace(said, **reasons) == plain


def test_the_sample_is_two_passages_and_a_header() -> None:
    issue = parse()
    assert [passage.span.of(issue.text)[:24] for passage in issue.passages] == [
        "Japanese Prime Minister ",
        "To substantiate such ple",
    ]
    assert [piece.kind for piece in issue.furniture] == ["header", "citation", "citation"]
