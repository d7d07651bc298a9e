"""Scheduled ingestion: serve the flow, with a server of our own where there is none."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import httpx
from cronsim import CronSim, CronSimError

from flows.logs import LOG
from flows.settings import SettingsError

if TYPE_CHECKING:
    from flows.plan import Plan

START_SECONDS: Final = 180.0
"""How long a server may take to start on a loaded machine."""

POLL_SECONDS: Final = 0.5


def schedule(plan: "Plan", cron: str, name: str) -> None:
    """Serves the ingest flow on a cron schedule until it is stopped; runs of one schedule never overlap.

    Args:
        plan: what each run does.
        cron: five fields, in the machine's local time.
        name: the deployment's name in Prefect.

    Raises:
        SettingsError: `cron` is no schedule, or the server does not start.
    """
    check_cron(cron)
    with server():
        from flows.ingest import ingest, parameters_of  # noqa: PLC0415  # Prefect reads its settings when imported

        LOG.info("Serving %s on %r; Ctrl-C ends it", name, cron)
        # One run at a time: two on one database would only wait for one another.
        ingest.serve(
            name=name, cron=cron, parameters=parameters_of(plan), limit=1, print_starting_message=False
        )


def check_cron(cron: str) -> None:
    """Refuses what is no cron schedule.

    Raises:
        SettingsError: says what is wrong.
    """
    try:
        CronSim(cron, datetime.now(UTC))
    except CronSimError as error:
        message = f"--cron {cron!r} is no schedule: give five fields, such as '0 7 * * 1-5'"
        raise SettingsError(message) from error


@contextmanager
def server() -> Iterator[None]:
    """The server of PREFECT_API_URL; without one, a server on this machine that ends with the schedule.

    Raises:
        SettingsError: the server does not start.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # our own words
    try:
        url = f"http://127.0.0.1:{port}/api"
        wait_for(url, started)
        os.environ["PREFECT_API_URL"] = url
        yield
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        started.terminate()
        started.wait()


def wait_for(url: str, started: "subprocess.Popen[bytes]") -> None:
    """Waits until the server answers.

    Raises:
        SettingsError: it ended, or has not answered in time.
    """
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and started.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(POLL_SECONDS)
    message = (
        "Prefect's server did not start: run `prefect server start` to see why, and set PREFECT_API_URL to it"
    )
    raise SettingsError(message)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
