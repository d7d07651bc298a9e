"""Runs that are stopped or killed: what was committed stays, the next run does the rest."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from load import EventStore
from tests.flows.conftest import LONG, slowness, wait_until

ISSUES = 300
"""More than a run can finish between two looks at what it has committed."""

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    sentence = (
        "Boris Yeltsin met with President Leonid Kuchma in Kiev yesterday and signed an agreement on gas. "
    )
    for number in range(ISSUES):
        text = f"Publication: Monitor Volume: 4 Issue: 134\n\n{sentence}Deputy {number} objected.\n"
        (folder / f"{number:04}.txt").write_text(text)
    return folder


def committed(database: Path) -> int:
    """Issues that stand in the database; 0 before there is one."""
    if not database.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            count: int = connection.execute("SELECT count(*) FROM issues").fetchone()[0]
            return count
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_on_a_terminal_stops_within_seconds_and_the_next_run_does_the_rest(
    dateline_process: Start, archive: Path, tmp_path: Path, prefect_url: str, workers: str
) -> None:
    database = tmp_path / "events.db"
    running = dateline_process("ingest", str(archive), "--workers", workers)
    wait_until(lambda: committed(database) >= 5, running)
    stopped = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)  # a terminal sends it to every process of the group
    _, messages = running.communicate(timeout=LONG)
    took = time.monotonic() - stopped
    assert running.returncode == 130
    assert "run the command again to go on" in messages
    assert took < 5 * slowness()
    with EventStore(f"sqlite:///{database}") as store:
        assert store.check().sound
        (run,) = store.runs()
        assert run.exit_status == 130
    taken = committed(database)
    assert 0 < taken < ISSUES
    resumed = dateline_process("ingest", str(archive), "--json", PREFECT_API_URL=prefect_url)
    output, messages = resumed.communicate(timeout=LONG)
    assert resumed.returncode == 0, messages
    assert f'"unchanged": {taken}' in output
    assert committed(database) == ISSUES


def test_sigterm_closes_the_run_within_seconds_as_ctrl_c_does(
    dateline_process: Start, archive: Path, tmp_path: Path, prefect_url: str
) -> None:
    database = tmp_path / "events.db"
    words = ("ingest", str(archive), "--workers", "2", "--log-format", "json")
    running = dateline_process(*words, PREFECT_API_URL=prefect_url)
    wait_until(lambda: committed(database) >= 5, running)
    stopped = time.monotonic()
    os.killpg(running.pid, signal.SIGTERM)  # a service manager sends it to every process of the service
    _, messages = running.communicate(timeout=LONG)
    assert running.returncode == 143
    assert time.monotonic() - stopped < 5 * slowness()
    assert all(json.loads(line) for line in messages.splitlines())
    with EventStore(f"sqlite:///{database}") as store:
        assert store.check().sound
        (run,) = store.runs()
        assert run.exit_status == 143


def test_a_killed_run_loses_nothing_that_it_had_committed_and_leaves_no_process(
    dateline_process: Start, archive: Path, tmp_path: Path, prefect_url: str
) -> None:
    database = tmp_path / "events.db"
    running = dateline_process("ingest", str(archive), "--workers", "2")
    wait_until(lambda: committed(database) >= 20, running)
    family = psutil.Process(running.pid).children(recursive=True)
    running.kill()
    running.communicate()
    _, orphans = psutil.wait_procs(family, timeout=LONG)
    assert orphans == []
    with EventStore(f"sqlite:///{database}") as store:
        assert store.check().sound
        (killed,) = store.runs()
        assert killed.exit_status is None
    resumed = dateline_process("ingest", str(archive), PREFECT_API_URL=prefect_url)
    _, messages = resumed.communicate(timeout=LONG)
    assert resumed.returncode == 0, messages
    assert committed(database) == ISSUES
