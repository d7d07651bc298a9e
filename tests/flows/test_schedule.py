"""`dateline schedule`: a real process with a Prefect server of its own serves the flow until Ctrl-C."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from load import EventStore
from tests.flows.conftest import LONG, slowness, wait_until
from tests.flows.test_interruption import committed

CRON = "0 7 1 1 *"
"""Once a year: no run of this test comes from the clock."""

EARLY = "Publication: Monitor Volume: 4 Issue: 134\n\nBoris Yeltsin resigned yesterday. (Interfax, July 13)\n"


@dataclass(frozen=True, slots=True)
class Served:
    """A schedule that is being served."""

    process: subprocess.Popen[str]
    server: str
    """Its Prefect server's address."""
    deployment: dict[str, Any]
    """As the server knows it."""
    told: list[str]
    """The lines of its log, as they come."""
    reader: threading.Thread
    """Who reads them; done when the log has ended."""


@pytest.fixture
def served(dateline_process: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(EARLY)
    words = (
        "schedule",
        "inbox",
        "--cron",
        CRON,
        "--timezone",
        "Europe/Vienna",
        "--db",
        f"sqlite:///{tmp_path / 'events.db'}",
        "--name",
        tmp_path.name,  # a deployment of a test before this one would be found while it is made anew
    )
    process = dateline_process(*words, "--log-format", "json", PREFECT_RUNNER_POLL_FREQUENCY="1")
    assert process.stderr
    told = json.loads(process.stderr.readline())
    lines: list[str] = []
    reader = threading.Thread(target=lines.extend, args=(process.stderr,), daemon=True)
    reader.start()
    address = f"{told['server']}/deployments/name/{told['deployment']}"
    wait_until(lambda: httpx.get(address, timeout=LONG).is_success, process)
    yield Served(process, told["server"], httpx.get(address, timeout=LONG).json(), lines, reader)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # a run that is not done would hold the pipes open
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=LONG)


def test_a_run_of_the_schedule_fills_the_database_and_ctrl_c_ends_the_service(
    served: Served, tmp_path: Path
) -> None:
    (schedule,) = served.deployment["schedules"]
    assert (schedule["schedule"]["cron"], schedule["active"]) == (CRON, True)
    assert schedule["schedule"]["timezone"] == "Europe/Vienna"
    wait_until(lambda: planned(served) == [next_new_year()], served.process)

    run = start_at_once(served)
    wait_until(lambda: state_of(served, run) == "COMPLETED", served.process)
    with EventStore(f"sqlite:///{tmp_path / 'events.db'}") as store:
        assert [run.exit_status for run in store.runs()] == [0]
        assert [row["event_type"] for row in store.events()] == ["RESIGN"]

    ends_at(signal.SIGINT, served)
    (line,) = (json.loads(told) for told in served.told if "exit_status" in told)
    assert (line["documents"], line["exit_status"]) == (1, 0)


def test_sigterm_ends_the_service(served: Served) -> None:
    """From the moment that it says it serves, though Prefect does not listen to signals yet."""
    ends_at(signal.SIGTERM, served)


def ends_at(stop: signal.Signals, served: Served) -> None:
    """The service ends at the signal, and its server with it."""
    os.killpg(served.process.pid, stop)
    assert served.process.wait(LONG) == 0
    joined(served)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{served.server}/health")


def test_sigterm_to_the_service_alone_ends_a_run_under_way_within_seconds(
    served: Served, tmp_path: Path
) -> None:
    """As Docker does it; the run is closed, and what it has loaded stays."""
    for number in range(400):
        (tmp_path / "inbox" / f"{number:03}.txt").write_text(f"{EARLY * 4}Deputy {number} objected.\n")
    start_at_once(served)
    wait_until(lambda: committed(tmp_path / "events.db") >= 5, served.process)
    told = time.monotonic()
    served.process.terminate()
    assert served.process.wait(LONG) == 0
    assert time.monotonic() - told < 10 * slowness()
    with EventStore(f"sqlite:///{tmp_path / 'events.db'}") as store:
        assert [run.exit_status for run in store.runs()] == [143]
        assert store.check().sound
    joined(served)
    assert all(json.loads(line) for line in served.told)


def joined(served: Served) -> None:
    """The log has ended: no process of the service holds it any more."""
    served.reader.join(LONG)
    assert not served.reader.is_alive()


def start_at_once(served: Served) -> str:
    """Orders a run besides the schedule; its id."""
    order = f"{served.server}/deployments/{served.deployment['id']}/create_flow_run"
    answers: list[httpx.Response] = []

    def is_taken() -> bool:
        answers.append(httpx.post(order, json={"state": {"type": "SCHEDULED"}}, timeout=LONG))
        return answers[-1].status_code != httpx.codes.SERVICE_UNAVAILABLE  # its database is busy

    wait_until(is_taken, served.process)
    run: str = answers[-1].raise_for_status().json()["id"]
    return run


def planned(served: Served) -> list[datetime]:
    """The first of the runs that the schedule has planned."""
    ours = {"deployment_id": {"any_": [served.deployment["id"]]}, "state": {"type": {"any_": ["SCHEDULED"]}}}
    question = {"flow_runs": ours, "sort": "EXPECTED_START_TIME_ASC", "limit": 1}
    answer = httpx.post(f"{served.server}/flow_runs/filter", json=question, timeout=LONG)
    return [datetime.fromisoformat(run["expected_start_time"]) for run in answer.raise_for_status().json()]


def next_new_year() -> datetime:
    """When the cron fires next."""
    now = datetime.now(UTC)
    this = datetime(now.year, 1, 1, 6, tzinfo=UTC)  # seven in Vienna, in winter
    return this if this > now else this.replace(year=now.year + 1)


def state_of(served: Served, run: str) -> str:
    """What Prefect says of a run."""
    answer = httpx.get(f"{served.server}/flow_runs/{run}", timeout=LONG)
    state: str = answer.raise_for_status().json()["state"]["type"]
    return state
