"""The README is true: its row, its links, its commands, its query."""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from extract import extract_issue
from extract.model import Extraction, RawIssue
from load import event_rows

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def marked_table(text: str, mark: str) -> dict[str, str]:
    """The two-column table below a mark."""
    block = text.split(f"<!-- {mark} -->")[1].split("\n\n", maxsplit=1)[0]
    rows = [line.strip("| ").split("|") for line in block.strip().splitlines()]
    return {name.strip(): value.strip() for name, value in rows[2:]}


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    sample = ROOT / "examples" / "v4-134-moscow-tokyo.txt"
    return extract_issue(RawIssue(sample.read_text(encoding="utf-8"), sample.name))


def test_the_sentence_becomes_the_row_that_is_shown(extraction: Extraction) -> None:
    sentence = README.split("<!-- sentence -->")[1].strip().splitlines()[0].removeprefix("> ")
    shown = marked_table(README, "row")
    rows = [row for row in event_rows(extraction) if row["sentence"] == sentence]
    assert [{name: str(row[name]) for name in shown} for row in rows] == [shown]


def test_every_linked_file_is_there() -> None:
    links = re.findall(r"\]\((?P<path>[^)#]+)\)", README)
    assert links
    assert [path for path in links if not (ROOT / path).exists()] == []


def test_every_command_shown_is_one_that_exists() -> None:
    from flows.cli import main

    shown = re.findall(r"^dateline (?P<words>[^#\n]+)", README, flags=re.MULTILINE)
    assert shown
    for words in map(shlex.split, shown):
        command = main.commands[words[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_the_query_runs_and_finds_the_visit_planned_for_september(
    tmp_path: Path, extraction: Extraction
) -> None:
    from datetime import UTC, datetime

    from load import EventStore, RunOrder

    query = README.split("```sql")[1].split("```")[0]
    database = tmp_path / "events.db"
    with EventStore(f"sqlite:///{database}") as store:
        store.init()
        now = datetime(2026, 1, 1, tzinfo=UTC)
        order = RunOrder("one", command="ingest", version=extraction.version, options_digest="0")
        with store.run(order, clock=lambda: now) as run:
            run.write([extraction])
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(query).fetchall()
    assert rows == [  # "this fall" begins on 1 September: its days touch the month, too
        ("Japan’s new prime minister", "Moscow", "CONSULT", "this fall", "Kyodo; Itar-Tass"),  # noqa: RUF001  # the text's own apostrophe
        ("Keizo Obuchi", "Moscow", "CONSULT", "September", "Kyodo; Itar-Tass"),
    ]
