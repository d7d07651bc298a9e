"""`dateline events`, `report` and `browse`: what the database holds, looked at and taken away."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from load import EventStore
from tests.flows.conftest import Run
from tests.report.stories import all_stories, fill

COLUMNS = "120"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database with all stories."""
    address = f"sqlite:///{tmp_path}/events.db"
    fill(address, all_stories())
    return address


def rows_of(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize(
    ("words", "types"),
    [
        pytest.param(["--status", "planned"], ["CONSULT"], id="status"),
        pytest.param(["--type", "aid"], ["AID"], id="type in any case"),
        pytest.param(["--country", "deu"], ["CONSULT", "CONSULT"], id="country"),
        pytest.param(["--actor", "ORLOV", "--status", "denied"], ["RESIGN"], id="actor and status"),
        pytest.param(["--text", "loan dollars"], ["AID"], id="text"),
        pytest.param(["--since", "1998-09-15", "--until", "1998-09-15"], ["AID", "CONSULT"], id="days"),
        pytest.param(["--issue", "4/14", "--type", "RESIGN"], ["RESIGN"], id="issue"),
        pytest.param(["--limit", "2", "--type", "CONSULT"], ["CONSULT", "CONSULT"], id="limit"),
    ],
)  # fmt: skip
def test_filters_leave_what_passes(dateline: Run, url: str, words: list[str], types: list[str]) -> None:
    done = dateline("events", "--db", url, "--format", "jsonl", *words)
    assert [row["event_type"] for row in rows_of(done.output)] == types


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--type", "TALK"], "no event type 'TALK'; there are: ACCUSE", id="type"),
        pytest.param(["--country", "Russia"], "write ISO 3166 alpha-3", id="country"),
        pytest.param(["--since", "July"], "write it as 1998-07-14", id="day"),
        pytest.param(["--view", "gdelt", "--status", "planned"], "leave --status out", id="view and status"),
        pytest.param(["--explain", "zz"], "no event begins with 'zz'", id="unknown event"),
        pytest.param(["--explain", ""], "several events begin with", id="ambiguous event"),
        pytest.param(["--out", "nowhere/events.csv"], "cannot be written", id="no folder"),
    ],
)
def test_a_slip_is_no_empty_answer(dateline: Run, url: str, words: list[str], message: str) -> None:
    done = dateline("events", "--db", url, *words)
    assert done.status == 2
    assert message in done.messages


def test_a_database_that_is_not_there_is_said(dateline: Run) -> None:
    for command in ("events", "report", "browse"):
        done = dateline(command, "--db", "sqlite:///none.db")
        assert (done.status, done.output) == (2, "")
        assert "none.db" in done.messages


def test_an_empty_answer_is_said_beside_the_output(dateline: Run, url: str) -> None:
    done = dateline("events", "--db", url, "--country", "FJI")
    assert (done.status, done.output, done.messages) == (0, "", "No event passes\n")


def test_a_table_shows_what_explain_asks_for(dateline: Run, url: str) -> None:
    table = dateline("events", "--db", url, "--status", "planned").output
    event_id = table.splitlines()[3].split()[0]
    told = dateline("events", "--db", url, "--explain", event_id, COLUMNS=COLUMNS).output
    assert "[actor: Berg] will [trigger: visit] Moscow in [date: September]." in told
    assert "counted from Tuesday 1998-07-14, the day of publication" in " ".join(told.split())
    assert "rule will" in told


def test_a_table_that_goes_to_no_terminal_cuts_nothing(dateline: Run, url: str) -> None:
    output = dateline("events", "--db", url, "--view", "agenda").output
    assert "Berg will visit Moscow in September." in output
    assert "…" not in output


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160])
def test_a_terminal_of_any_width_is_kept_to_and_breaks_no_day_and_no_word(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    from flows.cli.printing import in_words, print_table
    from flows.cli.reading import EVENT_COLUMNS

    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    with EventStore(url) as store:
        rows = list(store.events())
    print_table(("event_id", *EVENT_COLUMNS), rows)
    lines = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()
    assert max(map(len, lines)) <= width
    shown = {word.rstrip(",") for line in lines for word in line.split()}
    wanted = {word for row in rows for column in EVENT_COLUMNS for word in in_words(row[column]).split()}
    assert {"1998-07-13", "hypothetical"} <= wanted <= shown


def test_words_longer_than_the_terminal_are_folded_and_cut_nowhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.cli.printing import print_table

    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "20")
    print_table(("key", "reason"), [{"key": "x" * 50, "reason": "none"}])
    shown = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert shown.count("x") == 50
    assert max(map(len, shown.splitlines())) <= 20


def test_a_reader_that_goes_away_leaves_no_trace(url: str, tmp_path: Path) -> None:
    line = f"{sys.executable} -m flows.cli events --db {url} --format csv | true"
    known = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    words = ["bash", "-c", line]
    done = subprocess.run(words, env=known, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_long_table_comes_in_parts_and_whole(
    dateline: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = dateline("events", "--db", url).output
    monkeypatch.setattr("flows.cli.looking.ROWS_A_TABLE", 2)
    parts = dateline("events", "--db", url).output
    ids = {line.split()[0] for line in whole.splitlines() if "RESIGN" in line or "CONSULT" in line}
    assert len(ids) == 5
    assert all(one in parts for one in ids)
    assert parts.count("event id") == 3


def test_csv_has_every_column_and_reads_back(dateline: Run, url: str) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline("events", "--db", url, "--format", "csv").output)))
    with EventStore(url) as store:
        told = [
            {name: "" if value is None else str(value) for name, value in row.items()}
            for row in store.events()
        ]
    assert rows == told


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_file_s_name_says_its_format(dateline: Run, url: str, tmp_path: Path, suffix: str) -> None:
    import duckdb

    file = tmp_path / f"events.{suffix}"
    assert dateline("events", "--db", url, "--out", str(file)).output == ""
    reader = {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}[suffix]
    question = f"SELECT count(*) FROM {reader}('{file}') WHERE first_day >= DATE '1998-09-01'"  # noqa: S608  # a path of pytest's
    assert duckdb.connect().execute(question).fetchall() == [(1,)]
    assert [path.name for path in tmp_path.glob("*.part")] == []


@pytest.mark.parametrize("view", ["gdelt", "polecat", "agenda"])
def test_views_are_exported_under_their_own_names(dateline: Run, url: str, view: str) -> None:
    head = {"gdelt": "GLOBALEVENTID,SQLDATE", "polecat": "Event ID,Event Date", "agenda": "event_id,issue_id"}
    done = dateline("events", "--db", url, "--view", view, "--format", "csv")
    assert done.output.startswith(head[view])


def test_parquet_without_its_library_names_the_extra(
    dateline: Run, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = dateline("events", "--db", url, "--out", str(tmp_path / "events.parquet"))
    assert done.status == 2
    assert "dateline[parquet]" in done.messages
    assert list(tmp_path.glob("events.parquet*")) == []


def test_browse_without_its_library_names_the_extra(
    dateline: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report.browse.find_spec", lambda _: None)
    done = dateline("browse", "--db", url)
    assert done.status == 2
    assert "dateline[browse]" in done.messages


def test_the_report_is_written_whole_and_named(dateline: Run, url: str, tmp_path: Path) -> None:
    done = dateline("report", "--db", url, "--issue", "talks.txt", "--out", "page.html")
    assert done.output == "Report: page.html\n"
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "BERG MEETS ORLOV" in page


@pytest.mark.parametrize("command", ["events", "report", "browse"])
def test_each_command_for_looking_shows_an_example(dateline: Run, command: str) -> None:
    assert "Example" in dateline(command, "--help").output
