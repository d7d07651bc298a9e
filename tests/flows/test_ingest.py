"""`dateline ingest`: the flow as a whole, on real files and a real database."""

import doctest
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from extract.model import DayOptions
from flows.ingest import ingest
from flows.plan import Plan
from load import EventFilter, EventStore
from tests.flows.conftest import Run

pytestmark = pytest.mark.usefixtures("prefect_server")

FIRST = "Publication: Monitor Volume: 4 Issue: 134\n\nBoris Yeltsin resigned yesterday. (Interfax, July 13)\n"
SECOND = "Publication: Monitor Volume: 4 Issue: 135\n\nYeltsin met Clinton yesterday. (Interfax, July 14)\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.txt").write_text(SECOND)
    return folder


def everything(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but the ledger's, in order."""
    with closing(sqlite3.connect(database)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        ledger = {"ingest_runs", "run_documents"}
        kept = [name for name in names if name not in ledger and not name.startswith("sqlite_")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}  # noqa: S608


def test_a_run_prints_what_it_found_and_which_reading_it_used(dateline: Run, inbox: Path) -> None:
    done = dateline("ingest", str(inbox))
    assert done.status == 0
    first, reading, *_ = done.output.splitlines()
    assert first.startswith("2 issues: 2 written; ")
    assert first.endswith("from 1998-07-13 to 1998-07-14")
    assert "day the issue came out" in reading
    assert "--today-is dateline" in reading
    assert "RESIGN" in done.output
    assert "sqlite:///events.db" in done.output


def test_running_it_twice_changes_no_row(dateline: Run, inbox: Path, tmp_path: Path) -> None:
    dateline("ingest", str(inbox))
    before = everything(tmp_path / "events.db")
    done = dateline("ingest", str(inbox), "--json")
    assert json.loads(done.output)["outcomes"] == {"unchanged": 2}
    assert everything(tmp_path / "events.db") == before
    assert before["events"]


def test_force_extracts_again_what_stands_at_this_version(dateline: Run, inbox: Path) -> None:
    first = json.loads(dateline("ingest", str(inbox), "--json").output)
    again = json.loads(dateline("ingest", str(inbox), "--json").output)
    forced = json.loads(dateline("ingest", str(inbox), "--force", "--json").output)
    assert (again["documents"], again["events"]) == (2, 0)
    assert (forced["documents"], forced["events"]) == (2, first["events"])
    assert first["events"] > 0


def test_the_literal_reading_moves_the_days_and_says_so(dateline: Run, inbox: Path) -> None:
    done = dateline("ingest", str(inbox), "--today-is", "dateline")
    assert "read literally" in done.output
    with EventStore("sqlite:///events.db") as store:
        (resigned,) = (row for row in store.events() if row["event_type"] == "RESIGN")
    assert (resigned["first_day"], resigned["reference_basis"]) == (date(1998, 7, 12), "setting")
    assert resigned["published_on"] == date(1998, 7, 14)


def test_a_dry_run_leaves_no_database(dateline: Run, inbox: Path, tmp_path: Path) -> None:
    done = dateline("ingest", str(inbox), "--dry-run")
    assert "2 issues" in done.output
    assert "nothing was written" in done.output
    assert not (tmp_path / "events.db").exists()


def test_since_and_limit_choose_documents(dateline: Run, inbox: Path) -> None:
    since = json.loads(dateline("ingest", str(inbox), "--since", "1998-07-15", "--json").output)
    limit = json.loads(
        dateline("ingest", str(inbox), "--limit", "1", "--json", "--db", "sqlite:///b.db").output
    )
    assert (since["documents"], limit["documents"]) == (1, 1)


def test_what_cannot_be_read_is_quarantined_and_loses_nothing_else(dateline: Run, inbox: Path) -> None:
    (inbox / "c.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    done = dateline("ingest", str(inbox))
    assert done.status == 1
    assert "2 written" in done.output
    assert "c.txt" in done.messages
    assert "dateline quarantine list" in done.messages
    assert "c.txt" in dateline("quarantine", "list").output


def test_a_document_leaves_the_quarantine_when_it_has_been_mended(dateline: Run, inbox: Path) -> None:
    (inbox / "c.txt").write_text("")
    assert dateline("ingest", str(inbox)).status == 1
    with EventStore("sqlite:///events.db") as store:
        (waiting,) = store.quarantined()
    assert waiting.source_key == "c.txt"
    shown = dateline("quarantine", "show", waiting.quarantine_id[:8])
    assert waiting.message in shown.output
    assert dateline("quarantine", "retry").status == 1
    (inbox / "c.txt").write_text(FIRST.replace("resigned", "fled"))
    assert dateline("ingest", str(inbox)).status == 0
    assert dateline("quarantine", "list").output == ""


def test_a_changed_file_replaces_exactly_its_own_rows(dateline: Run, inbox: Path) -> None:
    dateline("ingest", str(inbox))
    (inbox / "a.txt").write_text(FIRST.replace("resigned", "won the elections"))
    changed = json.loads(dateline("ingest", str(inbox), "--json").output)
    assert changed["outcomes"] == {"replaced": 1, "unchanged": 1}
    with EventStore("sqlite:///events.db") as store:
        types = {(row["issue_file"], row["event_type"]) for row in store.events()}
    assert ("a.txt", "RESIGN") not in types
    assert any(file == "b.txt" for file, _ in types)


def test_the_flow_can_be_called_from_a_program(inbox: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'called.db'}"
    summary = ingest(Plan((str(inbox),), url))
    assert (summary.exit_status, summary.tally.documents) == (0, 2)
    with EventStore(url) as store:
        (run,) = store.runs()
        found = list(store.events(EventFilter(event_type="RESIGN")))
    assert (run.run_id, run.exit_status, run.documents) == (summary.run_id, 0, 2)
    assert [row["first_day"] for row in found] == [date(1998, 7, 13)]


def test_two_processes_give_the_rows_of_one(inbox: Path, tmp_path: Path) -> None:
    for number in range(40):
        (inbox / f"n{number}.txt").write_text(FIRST.replace("Yeltsin", f"Yeltsin{number}"))
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    ingest(Plan((str(inbox),), f"sqlite:///{one}", workers=1))
    ingest(Plan((str(inbox),), f"sqlite:///{two}", workers=2))
    ids = [
        [row["event_id"] for row in EventStore(f"sqlite:///{database}").events()] for database in (one, two)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) >= 42


def test_days_that_disagree_are_recorded_as_a_problem(dateline: Run, inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.txt").write_text(FIRST.replace("July 13", "March 2"))
    done = json.loads(dateline("ingest", str(inbox), "--json").output)
    assert done["problems"]
    with closing(sqlite3.connect(tmp_path / "events.db")) as connection:
        assert connection.execute("SELECT count(*) FROM problems").fetchone()[0] == sum(
            done["problems"].values()
        )


def test_the_example_in_the_documentation_of_the_flow_is_true(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(examples)
    monkeypatch.chdir(tmp_path)
    # The example is skipped where doctests run, since it needs the server of these tests.
    shown = str(ingest.__doc__).replace("  # doctest: +SKIP", "")
    example = doctest.DocTestParser().get_doctest(
        shown, {"ingest": ingest, "Plan": Plan}, "ingest", None, None
    )
    assert doctest.DocTestRunner().run(example) == (0, 2)


def test_the_flow_makes_its_plan_of_json_as_a_deployment_keeps_it(inbox: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'called.db'}"
    plan = Plan((str(inbox),), url, DayOptions(today_is="dateline"), since=date(1998, 1, 1), limit=1)
    stored = json.loads(json.dumps({"plan": plan.as_json()}))
    assert ingest.validate_parameters(stored)["plan"] == plan
    assert ingest(**stored).tally.readings == {"dateline": 1}


def test_a_run_with_nothing_new_starts_no_flow_and_is_a_run_all_the_same(
    dateline: Run, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dateline("ingest", str(inbox)).status == 0

    def never(_plan: Plan) -> None:
        pytest.fail("a flow was started")

    with monkeypatch.context() as patch:
        patch.setattr("flows.cli.storing.as_flow", never)
        again = dateline("ingest", str(inbox), "--json")
        assert json.loads(again.output)["outcomes"] == {"unchanged": 2}
    with EventStore("sqlite:///events.db") as store:
        first, second = reversed(store.runs())
        assert (first.written, second.unchanged, second.exit_status) == (2, 2, 0)
    (inbox / "c.txt").write_text(FIRST.replace("resigned", "fled"))
    assert json.loads(dateline("ingest", str(inbox), "--json").output)["outcomes"] == {
        "unchanged": 2,
        "written": 1,
    }


MISSING = {
    "a folder that is not there": ("nowhere/", "there is no such file or folder"),
    "a pattern that matches nothing": ("inbox/*.zip", "no file matches the pattern"),
}


@pytest.mark.parametrize("what", MISSING)
def test_a_missing_source_is_wrong_usage_and_makes_nothing(
    dateline: Run, inbox: Path, tmp_path: Path, what: str
) -> None:
    source, message = MISSING[what]
    for command in (("ingest", str(inbox), source), ("extract", source)):
        done = dateline(*command)
        assert (done.status, done.output) == (2, "")
        assert message in done.messages
        assert source in done.messages
    assert not (tmp_path / "events.db").exists()


def test_a_wrong_database_is_told_before_anything_starts(dateline: Run, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader, " * 100)
    for url, message in (
        (f"sqlite:///{tmp_path}/letter.txt", "not a SQLite database"),
        ("mysql://localhost/x", "not supported"),
        (f"postgresql://nobody@/news?host={tmp_path}", "does not answer"),
        (f"sqlite:///{tmp_path}/no/such/events.db", "folder"),
    ):
        done = dateline("ingest", str(inbox), "--db", url)
        assert done.status == 2
        assert message in done.messages
        assert "refect" not in done.messages
