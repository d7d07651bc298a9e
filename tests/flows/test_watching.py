"""What a person or a program that watches a run is told: log, progress, artifacts, notification, retries."""

import io
import json
import logging
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from rich.console import Console

from flows import ingest as flow
from flows.documents import expected
from flows.loading import Tally, take_batch
from flows.notifying import notify
from flows.plan import Plan
from flows.progress import SECONDS_A_LINE, bar, lines
from load import Busy, EventStore, StoreError
from tests.flows.conftest import Run

needs_server = pytest.mark.usefixtures("prefect_server")

GOOD = "Publication: Monitor Volume: 4 Issue: 134\n\nBoris Yeltsin resigned yesterday. (Interfax, July 13)\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD)
    (folder / "b.txt").write_bytes(bytes(400))
    return folder


def artifacts() -> dict[str | None, str]:
    """What the Prefect server shows, by key."""
    with get_client(sync_client=True) as client:
        return {artifact.key: str(artifact.data) for artifact in client.read_latest_artifacts()}


@needs_server
def test_a_run_shows_its_summary_and_what_it_put_aside_in_prefect(inbox: Path, tmp_path: Path) -> None:
    flow.ingest(Plan((str(inbox),), f"sqlite:///{tmp_path / 'events.db'}"))
    shown = artifacts()
    assert shown["dateline-run"].startswith("# 2 issues: ")
    assert "| quarantined | 1 |" in shown["dateline-run"]
    assert "b.txt" in shown["dateline-quarantine"]
    assert "a.txt" not in shown["dateline-quarantine"]


@needs_server
def test_a_run_that_fails_is_told_to_the_command_of_the_setting(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told.txt"
    program = f"import sys; open({str(told)!r}, 'w').write(sys.stdin.read())"
    monkeypatch.setenv("DATELINE_ON_FAILURE", f'{sys.executable} -c "{program}"')
    url = f"sqlite:///{tmp_path / 'nowhere' / 'events.db'}"
    with pytest.raises(StoreError):
        flow.ingest(Plan((str(inbox),), url))
    message = told.read_text()
    assert message.startswith("ingest ")
    assert "nowhere" in message


@needs_server
def test_documents_put_aside_and_a_run_without_documents_are_told_too(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told.txt"
    program = f"import sys; open({str(told)!r}, 'a').write(sys.stdin.read())"
    monkeypatch.setenv("DATELINE_ON_FAILURE", f'{sys.executable} -c "{program}"')
    url = f"sqlite:///{tmp_path / 'events.db'}"
    flow.ingest(Plan((str(inbox / "a.txt"),), url))
    assert not told.exists()
    flow.ingest(Plan((str(inbox),), url))
    first, second = told.read_text().splitlines()
    assert first.endswith("1 document could not be ingested: see `dateline quarantine list`")
    assert "b.txt" in second
    (tmp_path / "empty").mkdir()
    flow.ingest(Plan((str(tmp_path / "empty"),), url))
    assert told.read_text().endswith("found nothing to ingest: check the sources\n")


def test_a_command_that_cannot_be_told_fails_no_run(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("flows.notifying.LOG", logging.getLogger("notified"))
    with caplog.at_level(logging.WARNING, "notified"):
        for command in ("/no/such/program", f"{sys.executable} -c 'raise SystemExit(3)'"):
            monkeypatch.setenv("DATELINE_ON_FAILURE", command)
            notify("ingest inbox: broken")
    assert "cannot be run" in caplog.messages[0]
    assert "status 3" in caplog.messages[1]


@needs_server
def test_a_batch_that_meets_a_busy_database_is_taken_again(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def busy_at_first(*facts: object) -> Iterator[Tally]:
        tries.append(1)
        if len(tries) == 1:
            message = "locked by another program"
            raise Busy(message)
        yield from take_batch(*facts)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(flow, "take_batch", busy_at_first)
    monkeypatch.setattr(flow, "take", flow.take.with_options(retry_delay_seconds=0))
    url = f"sqlite:///{tmp_path / 'events.db'}"
    assert flow.ingest(Plan((str(inbox),), url)).tally.outcomes == {"written": 1, "quarantined": 1}
    assert len(tries) == 2
    with EventStore(url) as store:
        assert [run.exit_status for run in store.runs()] == [1]


@needs_server
def test_the_log_is_json_lines_when_asked(dateline: Run, inbox: Path) -> None:
    done = dateline("ingest", str(inbox), "--log-format", "json")
    told = [json.loads(line) for line in done.messages.splitlines()]
    (aside,) = (line for line in told if "document" in line)
    (ended,) = (line for line in told if "exit_status" in line)
    said = told[-1]
    assert (aside["level"], aside["document"], aside["reason"]) == ("warning", "b.txt", "not-text")
    assert aside["time"].endswith("+0000")
    assert aside["quarantine_id"]
    assert (ended["level"], ended["documents"], ended["exit_status"]) == ("info", 2, 1)
    assert "dateline quarantine list" in said["message"]


@pytest.mark.parametrize(
    ("names", "options", "count"),
    [
        pytest.param(("a.txt", "sub/b.html", "c.eml"), {}, 3, id="a file, a document"),
        pytest.param(("a.txt", "b.txt", "c.txt"), {"limit": 2}, 2, id="no more than the limit"),
        pytest.param(("a.txt", "b.zip"), {}, None, id="an archive holds any number"),
        pytest.param(("a.txt",), {"since": date(1998, 1, 1)}, None, id="some are left out"),
        pytest.param((), {"sources": ("-",)}, None, id="a stream"),
        pytest.param((), {"sources": ("s3://news/1998",)}, None, id="an address"),
    ],
)
def test_how_many_documents_come_is_told_where_names_tell(
    tmp_path: Path, names: tuple[str, ...], options: dict[str, Any], count: int | None
) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert expected(replace(Plan((str(tmp_path),), "sqlite://"), **options)) == count


def test_a_terminal_shows_how_far_the_run_is_and_the_time_left() -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=150, _environ={})
    with bar(screen, lambda: 4) as watch:
        for thread in threading.enumerate():
            if thread.name == "count-documents":
                thread.join()
        watch(Tally(Counter(written=2), events=60))
        watch(Tally(Counter(written=1), events=30))
    last = screen.file.getvalue()  # type: ignore[attr-defined]  # the text that was given
    assert "3/4" in last
    assert "90 events" in last
    assert re.search(r"spent, .*\d:\d\d:\d\d.* left", last)


def test_where_there_is_no_terminal_a_plain_line_comes_from_time_to_time(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.progress.LOG", logging.getLogger("watched"))
    moments = iter([0.0, 1.0, SECONDS_A_LINE, SECONDS_A_LINE + 1, 2 * SECONDS_A_LINE])
    watch = lines(lambda: next(moments))
    with caplog.at_level(logging.INFO, "watched"):
        for _ in range(4):
            watch(Tally(Counter(written=15), events=40))
    assert caplog.messages == ["30 issues so far, 1.0/s", "60 issues so far, 1.0/s"]
