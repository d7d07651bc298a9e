"""`dateline events`, `report` and `browse`: what the database holds, looked at and taken away."""

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from load import EventFilter, EventStore
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
        pytest.param(["--since", "1998-09-15", "--until", "1998-09-15"], ["CONSULT"], id="days"),
        pytest.param(["--issue", "4/14", "--type", "RESIGN"], ["RESIGN"], id="issue"),
        pytest.param(["--limit", "2", "--type", "CONSULT"], ["CONSULT", "CONSULT"], id="limit"),
        pytest.param(["--since", "1998-09", "--until", "1998-09"], ["CONSULT"], id="a month"),
        pytest.param(["--since", "1999"], [], id="a year"),
        pytest.param(["--since", "1999", "--open-ended"], ["AID"], id="an open end"),
        pytest.param(["--type", "aid,resign", "--status", "denied,planned"], ["RESIGN"], id="several"),
        pytest.param(["--type", "aid", "--type", "consult", "--limit", "1"], ["CONSULT"], id="twice"),
        pytest.param(["--min-confidence", "0.9"], ["CONSULT"], id="confidence"),
        pytest.param(["--main", "--country", "DEU"], ["CONSULT", "CONSULT"], id="one a sentence"),
        pytest.param(["--sort", "confidence", "--limit", "1"], ["CONSULT"], id="the surest first"),
    ],
)  # fmt: skip
def test_filters_leave_what_passes(dateline: Run, url: str, words: list[str], types: list[str]) -> None:
    done = dateline("events", "--db", url, "--format", "jsonl", *words)
    assert [row["event_type"] for row in rows_of(done.output)] == types


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--type", "TALK"], "no event type 'TALK': use one of ACCUSE", id="type"),
        pytest.param(["--country", "Russia"], "use ISO 3166 alpha-3", id="country"),
        pytest.param(["--since", "July"], "use YYYY-MM-DD, YYYY-MM or YYYY", id="day"),
        pytest.param(["--view", "gdelt", "--status", "planned"], "leave --status out", id="view and status"),
        pytest.param(["--since", "1998-02-30"], "not a valid date", id="no such day"),
        pytest.param(
            ["--since", "1998-09", "--until", "1998-07"],
            "swap them",
            id="a period that ends before it begins",
        ),
        pytest.param(["--status", "planed"], "'planed' is not one of occurred", id="status"),
        pytest.param(["--issue", "9/999"], "no issue '9/999'", id="issue"),
        pytest.param(["--columns", "who"], "no column 'who'", id="column"),
        pytest.param(["--out", "events.doc"], "does not say its format", id="format of a file"),
        pytest.param(["--out", "events.csv", "--format", "jsonl"], "disagree", id="two formats"),
        pytest.param(["--out", "events.jsonl", "--excel"], "--excel is for CSV", id="excel"),
        pytest.param(["--explain", "zz"], "no event's id begins with 'zz'", id="unknown event"),
        pytest.param(
            ["--explain", ""], "several events begin with '': give more of one", id="ambiguous event"
        ),
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
    done = dateline("events", "--db", url, "--country", "FJI", "--format", "jsonl")
    assert (done.status, done.output, done.messages) == (0, "", "No events match; the database has 6\n")


def test_an_empty_database_is_not_taken_for_an_empty_answer(dateline: Run) -> None:
    dateline("db", "init", "--db", "sqlite:///empty.db")
    done = dateline("events", "--db", "sqlite:///empty.db", "--format", "csv")
    assert (done.status, done.messages) == (
        0,
        "The database has no events yet: `dateline ingest SOURCE` loads some\n",
    )


def test_a_page_of_nothing_is_not_written(dateline: Run, url: str, tmp_path: Path) -> None:
    for words in (["--issue", "9/999"], ["--country", "FJI"], ["--since", "2001", "--until", "2000"]):
        done = dateline("report", "--db", url, *words)
        assert (done.status, done.output) == (2, "")
    assert list(tmp_path.glob("report.html*")) == []


def test_a_page_is_not_written_under_another_name(dateline: Run, url: str) -> None:
    done = dateline("report", "--db", url, "--out", "report.pdf")
    assert done.status == 2
    assert "end it with .html" in done.messages


def test_a_count_is_a_number_and_the_rows_of_the_same_filter(dateline: Run, url: str) -> None:
    words = ["--db", url, "--status", "occurred"]
    assert dateline("events", *words, "--count").output == "3\n"
    assert len(rows_of(dateline("events", *words, "--format", "jsonl").output)) == 3
    assert dateline("events", "--db", url, "--view", "gdelt", "--count").output == "3\n"


def test_a_table_that_is_piped_is_tab_separated(dateline: Run, url: str) -> None:
    head, *lines = dateline("events", "--db", url).output.splitlines()
    assert head.split("\t")[:4] == ["event_id", "first_day", "last_day", "event_type"]
    assert len(lines) == 6
    assert {line.count("\t") for line in lines} == {head.count("\t")}


def test_an_id_leads_to_its_explanation(dateline: Run, url: str) -> None:
    (row,) = rows_of(dateline("events", "--db", url, "--status", "planned", "--format", "jsonl").output)
    told = dateline("events", "--db", url, "--explain", str(row["event_id"])[:8], COLUMNS=COLUMNS).output
    assert "[actor: Berg] will [trigger: visit] Moscow in [date: September]." in told
    assert "counted from Tuesday 1998-07-14, the day of publication" in " ".join(told.split())
    assert "rule will" in told


@pytest.fixture
def on_terminal(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """The lines that the table has on a terminal of some width."""

    def show(width: int, *, form: str = "table", **more: Any) -> list[str]:  # noqa: ANN401  # fields of Wanted
        from flows.cli.looking import Wanted
        from flows.cli.looking import show as show_rows

        monkeypatch.setenv("TTY_COMPATIBLE", "1")
        monkeypatch.setenv("COLUMNS", str(width))
        asked = EventFilter(sort="newest", limit=more.pop("limit", None))
        with EventStore(url) as store:
            show_rows(
                store, Wanted("events", asked, form, more.pop("columns", None), **more), is_terminal=True
            )
        return re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()

    return show


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120, 160])
def test_a_terminal_of_any_width_is_kept_to_and_breaks_no_day_and_no_word(
    url: str, on_terminal: Callable[..., list[str]], width: int
) -> None:
    lines = on_terminal(width)[1:]
    assert max(map(len, lines)) <= width
    shown = {word.rstrip(",") for line in lines for word in line.split()}
    with EventStore(url) as store:
        rows = list(store.events())
    wanted = {
        word for row in rows for name in ("status", "actor_name") for word in str(row[name] or "").split()
    }
    assert {"1998-07-13", "1998-09", "from", "hypothetical"} | wanted <= shown


@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_table_is_one_on_every_common_terminal(on_terminal: Callable[..., list[str]], width: int) -> None:
    lines = on_terminal(width, limit=2)
    assert lines[0] == "2 of 6 events, newest issue first"
    assert lines[2].split()[:4] == ["id", "days", "type", "status"]
    assert [len(line.split()[0]) for line in lines[4:]] == [8, 8]


def test_the_sentence_stands_below_its_row_on_demand(on_terminal: Callable[..., list[str]]) -> None:
    lines = on_terminal(80, wide=True)
    assert "  Berg will visit Moscow in September." in lines
    assert "  Berg will visit Moscow in September." not in on_terminal(80)


def test_columns_are_those_asked_for_in_every_format(
    dateline: Run, url: str, on_terminal: Callable[..., list[str]]
) -> None:
    names = "event_type,place_name"
    assert on_terminal(80, columns=("event_type", "place_name"))[2].split() == ["type", "place", "name"]
    piped = dateline("events", "--db", url, "--columns", names)
    assert piped.output.splitlines()[0] == "event_type\tplace_name"
    assert dateline("events", "--db", url, "--columns", names, "--format", "csv").output.startswith(
        f"{names}\n"
    )
    rows = rows_of(dateline("events", "--db", url, "--columns", names, "--format", "jsonl").output)
    assert {tuple(row) for row in rows} == {("event_type", "place_name")}


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
    on_terminal: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = on_terminal(80)
    monkeypatch.setattr("flows.cli.looking.ROWS_A_TABLE", 2)
    parts = on_terminal(80)
    ids = {line.split()[0] for line in whole if "RESIGN" in line or "CONSULT" in line}
    assert len(ids) == 5
    assert all(any(line.startswith(one) for line in parts) for one in ids)
    assert sum(line.startswith("id ") for line in parts) == 3


def test_csv_has_every_column_and_reads_back(dateline: Run, url: str) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline("events", "--db", url, "--format", "csv").output)))
    with EventStore(url) as store:
        told = [
            {name: "" if value is None else str(value) for name, value in row.items()}
            for row in store.events(EventFilter(sort="newest"))
        ]
    assert rows == told


def test_unknown_is_null_in_every_export(dateline: Run, url: str) -> None:
    rows = rows_of(dateline("events", "--db", url, "--format", "jsonl").output)
    assert [name for row in rows for name, value in row.items() if value == ""] == []
    assert any(row["recipient_country"] is None for row in rows)


def test_csv_for_excel_is_marked_and_holds_no_formula(dateline: Run, url: str) -> None:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE events SET actor_name = '=1+1' WHERE actor_name = 'Anna Berg'")
    connection.close()
    words = ["events", "--db", url, "--format", "csv", "--columns", "actor_name,confidence"]
    assert dateline(*words, "--excel").output.startswith("\ufeffactor_name,confidence\n")
    assert "'=1+1" in dateline(*words, "--excel").output
    plain = dateline(*words).output
    assert "\n=1+1," in plain
    assert not plain.startswith("\ufeff")


def test_a_workbook_has_days_as_days_and_text_as_text(dateline: Run, url: str, tmp_path: Path) -> None:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE events SET actor_name = '=1+1' WHERE actor_name = 'Anna Berg'")
    connection.close()
    file = tmp_path / "events.xlsx"
    done = dateline(
        "events",
        "--db",
        url,
        "--sort",
        "days",
        "--columns",
        "first_day,actor_name,confidence",
        "--out",
        str(file),
    )
    assert (done.status, done.output) == (0, "")
    with zipfile.ZipFile(file) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert re.search(
        r'<c r="A2" s="\d"><v>35989</v></c>', sheet
    )  # 1998-07-13, counted from 1900 as Excel does
    assert "yyyy\\-mm\\-dd" in styles or "yyyy-mm-dd" in styles
    assert "<f>" not in sheet
    assert "=1+1" in sheet


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_file_s_name_says_its_format(dateline: Run, url: str, tmp_path: Path, suffix: str) -> None:
    import duckdb

    file = tmp_path / f"events.{suffix}"
    done = dateline("events", "--db", url, "--out", str(file))
    assert (done.output, done.messages.startswith(f"{file}: ")) == ("", True)
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
    assert ".[parquet]" in done.messages
    assert list(tmp_path.glob("events.parquet*")) == []


def test_browse_without_its_library_names_the_extra(
    dateline: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report.browse.find_spec", lambda _: None)
    done = dateline("browse", "--db", url)
    assert done.status == 2
    assert ".[browse]" in done.messages


def test_the_report_is_written_whole_and_named(dateline: Run, url: str, tmp_path: Path) -> None:
    done = dateline("report", "--db", url, "--issue", "talks.txt", "--out", "page.html")
    assert done.output == "Report: page.html\n"
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "BERG MEETS ORLOV" in page
    assert "Made from sqlite:///" in page


@pytest.mark.parametrize("command", ["events", "report", "browse"])
def test_each_command_for_looking_shows_an_example(dateline: Run, command: str) -> None:
    assert "Example" in dateline(command, "--help").output
