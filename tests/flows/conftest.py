"""One Prefect server for all tests of flows, and two ways to run the command."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main

ROOT = Path(__file__).parents[2]

LONG = 120.0
"""Seconds: a ceiling for what ends by itself, however loaded the machine; nothing waits for it to pass."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    status: int
    output: str
    messages: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def prefect_server(prefect_url: str) -> None:
    """The shared server, for the flows that run in this process."""
    del prefect_url


@pytest.fixture
def dateline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)

    def run(*words: str, stdin: str | None = None, **environment: str) -> Done:
        result = CliRunner().invoke(main, words, input=stdin, env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout, result.stderr)

    return run


def wait_until(condition: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Returns when the condition holds; fails when the process ends first, or lets it wait too long."""
    given_up = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < given_up, "what was waited for did not come"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.05)


def slowness() -> float:
    """How much longer than when idle this machine takes now: its load, in cores."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the Prefect servers of processes keep what they know: made once, and not the user's."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture
def dateline_process(tmp_path: Path, prefect_home: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Starts the command as a terminal does, in a process group of its own, and in a folder of its own."""

    def start(*words: str, **environment: str) -> "subprocess.Popen[str]":
        ours = ("DATELINE_", "PREFECT_")  # what these tests have set for themselves
        known = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *words],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=known | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(prefect_home)} | environment,
            start_new_session=True,
        )

    return start
