"""The commands know publications, and columns of tables."""

import json
from pathlib import Path

import pytest

from extract.issues import read_publications
from flows.cli.publications import how_day_is_told
from tests.flows.conftest import Run

NEWSLINE = (
    "RFE/RL NEWSLINE Vol 1, No. 168, Part I, 26 November 1997\n\nRUSSIA\n\n"
    "PREMIER RESIGNS. Premier Anton Brod resigned on 25 November. BP\n"
)


def test_the_publications_are_listed_with_how_each_tells_its_day(dateline: Run) -> None:
    done = dateline("publications", "--format", "jsonl")
    rows = {row["publication"]: row for row in map(json.loads, done.output.splitlines())}
    assert set(rows) == {one.name for one in read_publications().known}
    assert rows["Monitor"]["day"] == "printed, else calendar of volumes 1 to 7, else latest citation + 1 day"
    assert rows["RFE/RL Newsline"]["numbers"] == "day first"


def test_what_is_not_known_of_a_publication_is_not_claimed() -> None:
    found = read_publications().find("Wire round-up")
    assert found is not None
    assert how_day_is_told(found) == "printed, else dateline"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NEWSLINE, 'publication: RFE/RL Newsline (the title in its head: "RFE/RL NEWSLINE Vol 1'),
        (
            "Publication: Monitor Volume: 4 Issue: 134\n\nHe left.",
            'publication: Monitor (a header names it: "Monitor")',
        ),
        ("He left.", "publication: not recognised; the general profile is used"),
    ],
)
def test_auto_says_which_publication_was_recognised_and_why(
    dateline: Run, tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    done = dateline("extract", str(file), "--publication", "auto")
    assert f"a.txt: {told}" in done.messages
    assert "publication: " not in dateline("extract", str(file)).messages


@pytest.mark.usefixtures("prefect_server")
def test_auto_has_a_run_say_which_publications_were_recognised(dateline: Run, tmp_path: Path) -> None:
    for name, text in (("a.txt", NEWSLINE), ("b.txt", "Premier Anton Brod resigned.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = "Publications: RFE/RL Newsline in 1 issue, none that is known in 1 issue"
    files = ("a.txt", "b.txt", "--dry-run")
    assert told in dateline("ingest", *files, "--publication", "auto").output
    assert "Publications" not in dateline("ingest", *files).output
    assert json.loads(dateline("ingest", *files, "--json").output)["publications"] == {
        "RFE/RL Newsline": 1,
        "": 1,
    }


def test_a_recognised_publication_gives_the_rows_their_day(dateline: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NEWSLINE, encoding="utf-8")
    (row,) = map(json.loads, dateline("extract", str(file), "--format", "jsonl").output.splitlines())
    assert (row["published_on"], row["published_basis"], row["publication"]) == (
        "1997-11-26",
        "stated",
        "RFE/RL Newsline",
    )


def test_columns_may_be_named(dateline: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('What,When\n"Premier Anton Brod resigned yesterday.",14.07.1998\n', encoding="utf-8")
    done = dateline(
        "extract", str(file), "--column", "text=What", "--column", "date=When", "--format", "jsonl"
    )
    (row,) = map(json.loads, done.output.splitlines())
    assert (row["event_type"], row["first_day"]) == ("RESIGN", "1998-07-13")


@pytest.mark.parametrize("given", ["text", "text=", "body=What", "=What"])
def test_a_column_that_names_nothing_is_wrong_usage(dateline: Run, given: str) -> None:
    done = dateline("extract", "-", "--column", given)
    assert done.status == 2
    assert "write FIELD=NAME, FIELD being one of text, title, date, id, link" in done.messages
