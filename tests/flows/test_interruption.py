"""Runs that are stopped or killed: what was committed stays, the next run does the rest."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from load import EventStore

if TYPE_CHECKING:
    import subprocess

pytestmark = pytest.mark.usefixtures("prefect_server")

ISSUES = 200
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    sentence = (
        "Boris Yeltsin met with President Leonid Kuchma in Kiev yesterday and signed an agreement on gas. "
    )
    for number in range(ISSUES):
        text = f"Publication: Monitor Volume: 4 Issue: 134\n\n{sentence * 4}Deputy {number} objected.\n"
        (folder / f"{number:04}.txt").write_text(text)
    return folder


def server_address() -> dict[str, str]:
    """The test harness's server, for processes that do not share its settings."""
    from prefect.settings import PREFECT_API_URL

    return {"PREFECT_API_URL": str(PREFECT_API_URL.value())}


def committed(database: Path) -> int:
    """Issues that stand in the database; 0 before there is one."""
    if not database.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            count: int = connection.execute("SELECT count(*) FROM issues").fetchone()[0]
            return count
    except sqlite3.OperationalError:
        return 0


def wait_until(condition: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Returns when the condition holds; fails when the process ends first."""
    while not condition():
        assert process.poll() is None, process.communicate()
        os.sched_yield()


def test_ctrl_c_stops_within_two_seconds_and_the_next_run_does_the_rest(
    dateline_process: Start, archive: Path, tmp_path: Path
) -> None:
    database = tmp_path / "events.db"
    running = dateline_process("ingest", str(archive), "--workers", "1", **server_address())
    wait_until(lambda: committed(database) >= 5, running)
    stopped = time.monotonic()
    running.send_signal(signal.SIGINT)
    _, messages = running.communicate(timeout=60)
    took = time.monotonic() - stopped
    assert running.returncode == 130
    assert "run it again to go on" in messages
    assert took < 2 * slowness()
    with EventStore(f"sqlite:///{database}") as store:
        assert store.check().sound
        (run,) = store.runs()
        assert run.exit_status == 130
    taken = committed(database)
    assert 0 < taken < ISSUES
    resumed = dateline_process("ingest", str(archive), "--json", **server_address())
    output, messages = resumed.communicate(timeout=300)
    assert resumed.returncode == 0, messages
    assert f'"unchanged": {taken}' in output
    assert committed(database) == ISSUES


def test_a_killed_run_loses_nothing_that_it_had_committed(
    dateline_process: Start, archive: Path, tmp_path: Path
) -> None:
    database = tmp_path / "events.db"
    running = dateline_process("ingest", str(archive), "--workers", "2", **server_address())
    wait_until(lambda: committed(database) >= 20, running)
    running.kill()
    running.communicate()
    with EventStore(f"sqlite:///{database}") as store:
        assert store.check().sound
        (killed,) = store.runs()
        assert killed.exit_status is None
    resumed = dateline_process("ingest", str(archive), **server_address())
    _, messages = resumed.communicate(timeout=300)
    assert resumed.returncode == 0, messages
    assert committed(database) == ISSUES


def slowness() -> float:
    """How much longer than when idle this machine takes now: its load, in cores."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
