"""The operator's commands: runs, delete, backup, what leaves the quarantine, and the file of settings."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from flows.schedule import check_timezone
from flows.settings import SettingsError, read_file, read_settings
from load import EventStore, Quarantined
from tests.flows.conftest import Run
from tests.load.offers import NOW, at, offer, running

URL = "sqlite:///events.db"


@pytest.fixture
def store(dateline: Run) -> Iterator[EventStore]:  # noqa: ARG001  # it goes to a folder of its own
    """The database that the commands use by default, with three issues and one document put aside."""
    with EventStore(URL) as opened:
        opened.init()
        with running(opened) as run:
            run.write([at(f"july/{number}.txt", offer(number)) for number in (1, 2)])
            run.write([at("august.zip!3.txt", offer(3))])
            run.quarantine(
                Quarantined("bad.txt", "file:///bad.txt", "sources", "not-text", "no text", b"\xff", "aa")
            )
        yield opened


@pytest.mark.usefixtures("store")
def test_runs_are_shown_latest_first_with_how_they_ended(dateline: Run) -> None:
    shown = dateline("runs")
    assert shown.status == 0
    assert "monday" in shown.output
    (run,) = (json.loads(line) for line in dateline("runs", "--json").output.splitlines())
    assert (run["run_id"], run["written"], run["quarantined"], run["exit_status"]) == ("monday", 3, 1, 1)
    assert run["started_at"] == NOW.isoformat()


DELETED = {
    "an issue": (("--issue", offer(1).issue.issue_id), 1),
    "a folder": (("--source", "july"), 2),
    "an archive": (("--source", "august.zip"), 1),
    "a publication": (("--publication", "monitor"), 3),
    "an issue of a folder": (("--source", "july", "--issue", "2.txt"), 1),
}


@pytest.mark.parametrize("what", DELETED)
def test_what_is_deleted_is_gone_with_all_its_rows(dateline: Run, store: EventStore, what: str) -> None:
    conditions, count = DELETED[what]
    done = dateline("delete", *conditions, "--yes")
    assert done.status == 0
    assert done.output.startswith(f"{count} issue")
    assert len({row["issue_id"] for row in store.events()}) == 3 - count
    assert store.check().sound


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("words", "message"),
    [((), "by issue, publication or source"), (("--issue", "9/999"), "no issue matches")],
)
def test_a_deletion_that_means_nothing_is_wrong_usage(
    dateline: Run, words: tuple[str, ...], message: str
) -> None:
    done = dateline("delete", *words, "--yes")
    assert done.status == 2
    assert message in done.messages


def test_nothing_is_deleted_without_a_yes(dateline: Run, store: EventStore) -> None:
    assert dateline("delete", "--publication", "Monitor", stdin="n\n").status == 1
    assert len({row["issue_id"] for row in store.events()}) == 3


@pytest.mark.parametrize("words", [("init",), ("upgrade",), ("check",), ("backup", "copy.db")])
def test_a_server_that_does_not_answer_ends_every_db_command_with_status_2(
    dateline: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = dateline("db", *words, "--db", f"postgresql://nobody@/news?host={tmp_path}")
    assert (done.status, done.output) == (2, "")
    assert "check host, port and whether it runs" in done.messages


def test_checking_a_database_that_is_not_there_is_wrong_usage(dateline: Run) -> None:
    done = dateline("db", "check")
    assert (done.status, done.output) == (2, "")
    assert "`dateline db init` makes it" in done.messages


@pytest.mark.usefixtures("store")
def test_checking_a_database_with_faults_says_so_with_status_1(dateline: Run) -> None:
    with closing(sqlite3.connect("events.db")) as plain, plain:
        plain.execute("DELETE FROM issue_sources")
    done = dateline("db", "check")
    assert done.status == 1
    assert "an issue without a source" in done.messages


def test_a_backup_is_a_whole_database_and_overwrites_nothing(dateline: Run, store: EventStore) -> None:
    before = list(store.events())
    assert dateline("db", "backup", "copy.db").status == 0
    assert not Path("copy.db-wal").exists()
    with EventStore("sqlite:///copy.db") as copy:
        assert list(copy.events()) == before
        assert copy.check().sound
    again = dateline("db", "backup", "copy.db")
    assert again.status == 2
    assert "already" in again.messages
    assert not list(Path().glob("*.part"))


def test_a_backup_is_made_while_a_writer_writes(dateline: Run, store: EventStore) -> None:
    with closing(sqlite3.connect("events.db")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM issues")
        assert dateline("db", "backup", "copy.db").status == 0
        writer.rollback()
    with EventStore("sqlite:///copy.db") as copy:
        assert list(copy.events()) == list(store.events())


def test_what_is_dropped_leaves_the_quarantine(dateline: Run, store: EventStore) -> None:
    (waiting,) = store.quarantined()
    assert dateline("quarantine", "drop").status == 2
    assert "begins with 'zz'" in dateline("quarantine", "drop", "zz").messages
    assert dateline("quarantine", "drop", waiting.quarantine_id[:6]).output == "1 document dropped\n"
    assert store.quarantined() == []


def test_retrying_what_is_not_there_is_wrong_usage(dateline: Run, store: EventStore) -> None:
    done = dateline("quarantine", "retry", "zz")
    assert (done.status, len(store.runs())) == (2, 1)


SETTINGS = """
db = "sqlite:///file.db"
sources = ["inbox/"]
workers = 2
publication = "monitor"
log_format = "json"
[limits]
nesting = 3
"""


def test_the_environment_outranks_the_file(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(SETTINGS)
    environment = {"DATELINE_CONFIG": str(tmp_path / "own.toml"), "DATELINE_WORKERS": "4"}
    known = read_settings(environment, read_file(environment))
    assert (known.db_url, known.workers, known.limits.nesting) == ("sqlite:///file.db", 4, 3)
    assert (known.sources, known.publication, known.log_format) == (("inbox/",), "monitor", "json")
    assert (
        read_settings({**environment, "DATELINE_LIMIT_NESTING": "5"}, read_file(environment)).limits.nesting
        == 5
    )


WRONG = {
    'colour = "red"': "unknown setting 'colour'",
    'workers = "two"': "workers must be a whole number",
    'log_format = "xml"': "it can be: text, json",
    "[limits]\nheight = 3": "is not a limit",
    "db = ": "is not TOML",
}


@pytest.mark.parametrize("content", WRONG)
def test_a_wrong_file_of_settings_is_told(dateline: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "dateline.toml").write_text(content)
    done = dateline("runs")
    assert done.status == 2
    assert WRONG[content] in done.messages


def test_a_file_that_is_named_and_not_there_is_told() -> None:
    with pytest.raises(SettingsError, match="no such file"):
        read_file({"DATELINE_CONFIG": "/no/such.toml"})


def test_the_file_s_database_and_sources_are_used(dateline: Run, tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('db = "sqlite:///file.db"\nsources = ["nowhere/"]\n')
    assert dateline("db", "init").status == 0
    assert (tmp_path / "file.db").exists()
    assert "nowhere/" in dateline("ingest").messages


def test_a_command_without_any_source_says_what_to_name(dateline: Run) -> None:
    done = dateline("ingest")
    assert done.status == 2
    assert "no SOURCE" in done.messages


def test_a_schedule_keeps_the_hour_of_its_clock_over_daylight_saving() -> None:
    import asyncio
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from prefect.server.schemas.schedules import CronSchedule

    schedule = CronSchedule(cron="0 7 * * *", timezone="Europe/Vienna")
    vienna = ZoneInfo("Europe/Vienna")
    for first, hours in ((date(2026, 3, 28), (6, 5, 5)), (date(2026, 10, 24), (5, 6, 6))):
        start = datetime(first.year, first.month, first.day, tzinfo=vienna)
        found = asyncio.run(schedule.get_dates(3, start=start))
        assert [moment.astimezone(vienna).hour for moment in found] == [7, 7, 7]
        assert tuple(moment.astimezone(ZoneInfo("UTC")).hour for moment in found) == hours


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd"])
def test_a_time_zone_that_is_none_is_told(name: str) -> None:
    with pytest.raises(SettingsError, match="--timezone"):
        check_timezone(name)
