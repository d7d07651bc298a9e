"""Volume and issue number give the day the Monitor came out.

`known_days.csv` holds facts read off 105 issues of 1995-2001: volume, issue, day, what the day rests on and
the days of the issue's citations. Rows marked uncertain are no facts; volume 2, issue 108 fits no calendar.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from extract.issues import parse_issue
from extract.issues.numbering import day_about, publication_day
from extract.issues.profiles import Publication, Publications
from extract.model import RawIssue

ROWS = tuple(
    csv.DictReader((Path(__file__).parent / "known_days.csv").read_text(encoding="utf-8").splitlines())
)
MISFITS = {("2", "108")}
KNOWN = [row for row in ROWS if row["basis"] != "uncertain" and (row["volume"], row["issue"]) not in MISFITS]


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row['volume']}-{row['issue']}")
def test_the_calendar_gives_every_known_day(monitor: Publication, row: dict[str, str]) -> None:
    found = publication_day(monitor, int(row["volume"]), int(row["issue"]))
    assert found == date.fromisoformat(row["published_on"])


def test_the_known_days_are_many() -> None:
    assert len(KNOWN) >= 95


@pytest.mark.parametrize(
    ("volume", "number"), [(2, 10), (2, 108), (2, 126), (4, 400), (8, 1), (4, 0)], ids=str
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
    unpaced = Publication("X", (), 0, "publication", year_of_volume_0=1994)
    assert day_about(unpaced, 1, 3) == date(1995, 7, 2)


def test_a_volume_that_is_no_year_has_no_day_about(publications: Publications) -> None:
    fortnight = publications.find("fortnight in review")
    assert fortnight is not None
    assert day_about(fortnight, 3, 10) is None
    assert day_about(Publication("X", (), 0, "publication", year_of_volume_0=1994), 9_000, 1) is None


def test_days_rise_with_the_numbers(monitor: Publication) -> None:
    for volume in (1, 3, 4, 5, 6, 7):
        days = [publication_day(monitor, volume, number) for number in range(1, 240)]
        known = [day for day in days if day is not None]
        assert known == sorted(set(known))


LATE = {("7", "97")}
"""Its latest citation lies a week before: the datelines are followed, and the conflict is recorded."""
CITED = [row for row in ROWS if row["citation_days"] and row["basis"] != "uncertain"]


@pytest.mark.parametrize("row", CITED, ids=lambda row: f"{row['volume']}-{row['issue']}")
def test_number_and_citations_together_give_every_known_day(row: dict[str, str]) -> None:
    cited = [date.fromisoformat(day) for day in row["citation_days"].split(";")]
    body = " ".join(f"A vote was held. (AP, {day:%B} {day.day})" for day in cited)
    header = f"Publication: Monitor Volume: {row['volume']} Issue: {row['issue']}"
    issue, problems = parse_issue(RawIssue(f"{header}\n\n{body}"))
    assert [citation.last_day for citation in issue.citations] == cited
    if (row["volume"], row["issue"]) in LATE:
        assert "calendar-against-datelines" in [problem.code for problem in problems]
    else:
        assert issue.published_on == date.fromisoformat(row["published_on"])
