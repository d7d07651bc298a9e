"""`dateline dates` and `dateline extract`: text in, rows out, nothing else on standard output."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import Run

SENTENCE = "Boris Yeltsin resigned yesterday."


def rows_of(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_help_loads_nothing_heavy_so_that_it_answers_at_once() -> None:
    heavy = {"prefect", "spacy", "sqlalchemy", "numpy", "rich", "fsspec", "dateparser", "charset_normalizer"}
    program = f"import sys; import flows.cli; print(sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["ingest", "extract", "dates", "schedule", "quarantine", "db"])
def test_each_command_shows_an_example(dateline: Run, command: str) -> None:
    shown = (
        dateline(command, "--help")
        if command not in {"quarantine", "db"}
        else dateline(command, {"quarantine": "list", "db": "init"}[command], "--help")
    )
    assert shown.status == 0
    assert "Example" in shown.output


def test_a_reference_date_given_outright_is_what_today_means(dateline: Run, sample: Path) -> None:
    shown = dateline("dates", str(sample), "--reference-date", "1998-07-13")
    yesterdays = [line for line in shown.output.splitlines() if line.strip().startswith("yesterday")]
    assert yesterdays
    assert all("1998-07-12" in line for line in yesterdays)


CHRONICLE = """KARSK CHRONICLE

16 March 1998

President Ion Petrescu resigned yesterday and the cabinet met to go on with the talks.

12 March 1998

Prime Minister Ion Radu resigned yesterday and the two sides agreed to go on with the talks.
"""


def test_under_a_dated_heading_yesterday_is_counted_from_its_day(dateline: Run, tmp_path: Path) -> None:
    (tmp_path / "chronicle.txt").write_text(CHRONICLE)
    shown = dateline("dates", "chronicle.txt").output.splitlines()
    days = [line.split()[3] for line in shown if line.strip().startswith("yesterday")]
    assert days == ["1998-03-15", "1998-03-11"]
    rows = rows_of(dateline("extract", "chronicle.txt", "--format", "jsonl").output)
    told = {(row["reference_date"], row["first_day"]) for row in rows if row["event_type"] == "RESIGN"}
    assert told == {("1998-03-16", "1998-03-15"), ("1998-03-12", "1998-03-11")}


def test_json_lines_of_texts_give_json_lines_of_expressions(dateline: Run) -> None:
    lines = json.dumps({"id": 7, "text": SENTENCE, "reference_date": "1998-07-14"})
    (row,) = rows_of(dateline("dates", "--jsonl", stdin=lines).output)
    assert row == {
        "id": 7,
        "start": 23,
        "end": 32,
        "text": "yesterday",
        "type": "DATE",
        "value": "1998-07-13",
        "first_day": "1998-07-13",
        "last_day": "1998-07-13",
        "rule": row["rule"],
    }


def test_without_a_day_yesterday_has_no_day(dateline: Run) -> None:
    (row,) = rows_of(dateline("dates", "--jsonl", stdin=json.dumps({"id": "a", "text": SENTENCE})).output)
    assert (row["first_day"], row["last_day"]) == (None, None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("{", "Expecting property name", id="no JSON"),
        pytest.param("[]", "no object", id="no object"),
        pytest.param('{"id": 1}', "'text'", id="no text"),
        pytest.param('{"text": 1}', '"text" is not a string', id="text is a number"),
        pytest.param('{"text": "a", "reference_date": "July"}', "not a day as 1998-07-14", id="no day"),
        pytest.param('{"text": "a", "style": "ode"}', '"style" is', id="unknown style"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_others_are_read(
    dateline: Run, line: str, reason: str
) -> None:
    good = json.dumps({"id": "good", "text": SENTENCE, "reference_date": "1998-07-14"})
    done = dateline("dates", "--jsonl", "--rules-only", stdin=f"{good}\n{line}\n{good}\n")
    assert done.status == 1
    assert "line 2 is left out" in done.messages
    assert reason in done.messages
    assert [row["id"] for row in rows_of(done.output)] == ["good", "good"]


def test_extract_prints_the_same_events_as_csv_and_json_lines(dateline: Run, sample: Path) -> None:
    lines = rows_of(dateline("extract", str(sample), "--format", "jsonl").output)
    table = list(csv.DictReader(io.StringIO(dateline("extract", str(sample), "--format", "csv").output)))
    assert [row["event_id"] for row in lines] == [row["event_id"] for row in table]
    assert [list(row) for row in lines] == [list(row) for row in table]


def test_documents_in_json_lines_carry_their_id_and_their_own_day(dateline: Run) -> None:
    documents = [
        {"id": 1, "text": SENTENCE, "published_on": "1998-07-14"},
        {"id": "two", "text": SENTENCE, "published_on": "1999-03-02"},
        {"id": 3, "text": SENTENCE},
    ]
    done = dateline(
        "extract", "--jsonl-in", "--format", "jsonl", stdin="\n".join(json.dumps(line) for line in documents)
    )
    days = {row["id"]: row["first_day"] for row in rows_of(done.output)}
    assert days == {1: "1998-07-13", "two": "1999-03-01", 3: None}


def test_an_empty_document_is_named_and_costs_only_itself(dateline: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a-empty.txt").write_text("")
    (tmp_path / "in" / "b-good.txt").write_text(SENTENCE)
    done = dateline("extract", "in", "--published", "1998-07-14", "--format", "jsonl")
    assert done.status == 1
    assert "a-empty.txt" in done.messages
    assert [row["first_day"] for row in rows_of(done.output)] == ["1998-07-13"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(
            ("extract", "a.txt", "--published", "14 July"), "not a valid date: use YYYY-MM-DD", id="no day"
        ),
        pytest.param(
            ("extract", "a.txt", "--publication", "Gazette"),
            "unknown publication 'Gazette': use auto",
            id="profile",
        ),
        pytest.param(("extract", "a.txt", "--today-is", "noon"), "'noon'", id="reading of today"),
        pytest.param(("extract", "--format", "xml"), "'xml'", id="format"),
        pytest.param(("ingest",), "SOURCE", id="no source"),
        pytest.param(("ingest", "-", "--db", "oracle://x"), "oracle is not supported", id="database"),
        pytest.param(("schedule", "-", "--cron", "at noon"), "five fields", id="cron"),
        pytest.param(("ingest", "a.txt"), "a.txt: there is no such file", id="a source that is not there"),
        pytest.param(("quarantine", "list"), "`dateline ingest` or `dateline db init`", id="no database yet"),
    ],
)
def test_wrong_usage_ends_with_status_2_and_says_what_to_do(
    dateline: Run, words: tuple[str, ...], said: str
) -> None:
    done = dateline(*words)
    assert done.status == 2
    assert said in done.messages
    assert done.output == ""


def test_a_bad_setting_is_named(dateline: Run, sample: Path) -> None:
    done = dateline("extract", str(sample), DATELINE_WORKERS="many")
    assert done.status == 2
    assert "DATELINE_WORKERS" in done.messages
