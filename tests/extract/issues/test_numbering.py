"""Volume and issue number give the day the Monitor came out.

`known_days.csv` holds facts read off 105 issues of 1995-2001: volume, issue, day, what the day rests on and
the days of the issue's citations. Rows marked uncertain are no facts.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from extract.issues import parse_issue, read_publications
from extract.issues.numbering import day_about, is_doubtful, publication_day, publication_range
from extract.issues.publications import Publication, Publications
from extract.model import RawIssue

KNOWN_PUBLICATIONS = read_publications()
ROWS = tuple(
    csv.DictReader((Path(__file__).parent / "known_days.csv").read_text(encoding="utf-8").splitlines())
)
KNOWN = [row for row in ROWS if row["basis"] != "uncertain"]


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row['volume']}-{row['issue']}")
def test_the_calendar_gives_every_known_day(monitor: Publication, row: dict[str, str]) -> None:
    found = publication_day(monitor, int(row["volume"]), int(row["issue"]))
    assert found == date.fromisoformat(row["published_on"])


def test_the_known_days_are_many() -> None:
    assert len(KNOWN) >= 95


@pytest.mark.parametrize(
    ("volume", "number"), [(2, 20), (2, 40), (2, 109), (2, 126), (6, 150), (4, 400), (8, 1), (4, 0)], ids=str
)
def test_a_number_outside_the_known_stretches_has_no_day(
    monitor: Publication, volume: int, number: int
) -> None:
    assert publication_day(monitor, volume, number) is None


def test_a_number_without_a_day_still_lies_in_its_year(monitor: Publication) -> None:
    assert day_about(monitor, 2, 10) == date(1996, 1, 16)
    assert day_about(monitor, 8, 100) is not None


def test_a_number_beyond_the_last_lies_at_the_years_end(monitor: Publication) -> None:
    assert day_about(monitor, 3, 400) == date(1997, 12, 31)


def test_a_publication_of_unknown_pace_lies_in_the_middle_of_its_year() -> None:
    unpaced = Publication("X", year_of_volume_0=1994)
    assert day_about(unpaced, 1, 3) == date(1995, 7, 2)


def test_a_volume_that_is_no_year_has_no_day_about(publications: Publications) -> None:
    fortnight = publications.find("fortnight in review")
    assert fortnight is not None
    assert day_about(fortnight, 3, 10) is None
    assert day_about(Publication("X", year_of_volume_0=1994), 9_000, 1) is None


def test_days_rise_with_the_numbers(monitor: Publication) -> None:
    for volume in (1, 3, 4, 5, 6, 7):
        days = [publication_day(monitor, volume, number) for number in range(1, 240)]
        known = [day for day in days if day is not None]
        assert known
        assert known == sorted(set(known))


CITED = [row for row in ROWS if row["citation_days"] and row["basis"] != "uncertain"]


@pytest.mark.parametrize("row", CITED, ids=lambda row: f"{row['volume']}-{row['issue']}")
def test_number_and_citations_together_give_every_known_day(row: dict[str, str]) -> None:
    cited = [date.fromisoformat(day) for day in row["citation_days"].split(";")]
    body = " ".join(f"A vote was held. (AP, {day:%B} {day.day})" for day in cited)
    header = f"Publication: Monitor Volume: {row['volume']} Issue: {row['issue']}"
    issue, _ = parse_issue(RawIssue(f"{header}\n\n{body}"), KNOWN_PUBLICATIONS)
    assert [citation.last_day for citation in issue.citations] == cited
    assert issue.published_on == date.fromisoformat(row["published_on"])


@pytest.mark.parametrize(
    ("volume", "number", "day"),
    [
        (2, 1, date(1996, 1, 2)),
        (2, 6, date(1996, 1, 9)),
        (2, 8, date(1996, 1, 11)),
        (2, 9, date(1996, 1, 12)),
        (2, 10, date(1996, 1, 16)),
        (2, 55, date(1996, 3, 20)),
        (2, 60, date(1996, 3, 27)),
        (2, 61, date(1996, 3, 28)),
        (6, 123, date(2000, 6, 23)),
        (6, 156, date(2000, 8, 24)),
        (6, 204, date(2000, 11, 1)),
        (6, 207, date(2000, 11, 6)),
    ],
)
def test_early_volume_2_and_late_volume_6_have_their_days(
    monitor: Publication, volume: int, number: int, day: date
) -> None:
    assert publication_day(monitor, volume, number) == day


@pytest.mark.parametrize(
    ("volume", "number", "first", "last"),
    [
        (2, 20, date(1996, 1, 29), date(1996, 1, 30)),
        (2, 33, date(1996, 2, 15), date(1996, 2, 16)),
        (2, 40, date(1996, 2, 23), date(1996, 2, 27)),
        (2, 44, date(1996, 3, 1), date(1996, 3, 5)),
        (2, 109, date(1996, 6, 6), date(1996, 6, 10)),
        (6, 150, date(2000, 8, 2), date(2000, 8, 16)),
    ],
)
def test_an_issue_between_two_known_ones_lies_between_their_days(
    monitor: Publication, volume: int, number: int, first: date, last: date
) -> None:
    between = publication_range(monitor, volume, number)
    assert between is not None
    assert (between.first, between.last) == (first, last)
    assert first in between.weekdays


@pytest.mark.parametrize(("volume", "number"), [(8, 1), (2, 300), (4, 0)])
def test_beyond_what_is_known_there_is_no_range(monitor: Publication, volume: int, number: int) -> None:
    assert publication_range(monitor, volume, number) is None


@pytest.mark.parametrize(
    ("volume", "number", "doubtful"),
    [(1, 110, True), (1, 131, False), (1, 132, True), (1, 135, True), (1, 136, False), (2, 156, True)],
)
def test_lists_disagree_on_some_days(
    monitor: Publication, *, volume: int, number: int, doubtful: bool
) -> None:
    assert is_doubtful(monitor, volume, number) is doubtful


def test_ranges_rise_with_the_numbers(monitor: Publication) -> None:
    found = [publication_range(monitor, 2, number) for number in range(11, 55)]
    firsts = [between.first for between in found if between]
    assert firsts == sorted(firsts)
    assert all(between.first <= between.last for between in found if between)
