"""Datelines open stories, and a story speaks from its dateline's day."""

from datetime import date

import pytest

from extract.issues.parse import parse_issue
from extract.issues.publications import read_publications
from extract.model import Issue, RawIssue

HEAD = "THE EASTERN HERALD\nFriday, May 10, 1974\n\nCROWDS IN THE STREET\n\n"
PAPER = HEAD + "{}Men of the guard held the bridge today.\n"
KNOWN = read_publications()


def parse(opening: str) -> Issue:
    return parse_issue(RawIssue(PAPER.format(opening)), KNOWN)[0]


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        pytest.param("LISBON, May 9 — ", "1974-05-09", id="a day of a month"),
        pytest.param("LISBON, 9 May. \u2013 ", "1974-05-09", id="the day before the month"),
        pytest.param("SÃO TOMÉ, May 8 (Agency) - ", "1974-05-08", id="capitals with accents"),
        pytest.param("LISBON, Thursday. - ", "1974-05-09", id="a weekday"),
        pytest.param("LISBON, Thursday night: ", "1974-05-09", id="a weekday's night"),
        pytest.param("LISBON, Friday - ", None, id="the weekday of the paper itself"),
        pytest.param("Lisbon, Wednesday. ", "1974-05-08", id="small letters before a sentence"),
        pytest.param("Lisbon, May 9. ", "1974-05-09", id="small letters and a day"),
        pytest.param("Rio de Janeiro, Thursday\n\n", "1974-05-09", id="on a line alone"),
        pytest.param("LISBON, May 9\n\n", "1974-05-09", id="in capitals on a line alone"),
        pytest.param("From Our Own Correspondent, Lisbon, May 9\n\n", "1974-05-09", id="behind a byline"),
        pytest.param("From our correspondent\nLISBON, THURSDAY.\n\n", "1974-05-09", id="weekday in capitals"),
        pytest.param("From our correspondent\nLisbon, Thursday\n\n", "1974-05-09", id="below a byline"),
        pytest.param("LISBON, May 10 - ", None, id="the paper's own day"),
        pytest.param("LISBON, January 9 - ", None, id="too old to be the story's"),
        pytest.param("LISBON — ", None, id="no day"),
        pytest.param("Thursday, May 9. ", None, id="no place"),
        pytest.param("In Lisbon, Thursday was quiet. ", None, id="a sentence"),
    ],
)
def test_a_story_speaks_from_the_day_of_its_dateline(opening: str, day: str | None) -> None:
    issue = parse(opening)
    assert str(issue.published_on) == "1974-05-10"
    (passage,) = issue.passages
    assert passage.reference_day == (None if day is None else date.fromisoformat(day))
    assert str(issue.day_of(0)) == (day or "1974-05-10")


def test_the_next_story_speaks_from_its_own_day() -> None:
    issue = parse("LISBON, May 9 - The tanks left.\n\nTHE GUARD\n\nPORTO, May 8 - ")
    assert [str(passage.reference_day) for passage in issue.passages] == ["1974-05-09", "1974-05-08"]


def test_a_line_may_wrap_to_a_place_and_a_day() -> None:
    issue = parse("The treaty had been signed in\nLisbon, May 9. The two rested. ")
    assert issue.citations == ()


def test_a_weekday_says_nothing_where_the_issue_s_day_is_not_known() -> None:
    issue, _ = parse_issue(RawIssue("LISBON, Thursday - The tanks left."), KNOWN)
    assert (issue.published_on, issue.citations[0].last_day) == (None, None)


def test_a_citation_closes_its_passage_and_moves_no_day() -> None:
    issue = parse("The tanks left. (AP, May 9) ")
    assert [passage.reference_day for passage in issue.passages] == [None, None]
