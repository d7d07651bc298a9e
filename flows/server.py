"""The Prefect server of a command: the user's, or one of the command's own that ends with it.

Prefect would start one by itself, but in the command's process group and only when the flow begins: Ctrl-C on
a terminal takes that one down before the run can be closed, a killed run leaves it behind, and nothing else
can be prepared while it starts.
"""

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Final

import httpx

from flows.children import obey_parent
from flows.settings import SettingsError

START_SECONDS: Final = 180.0
"""How long a server may take to start on a loaded machine."""


@contextmanager
def prefect_server(*, for_one_run: bool = True) -> Iterator[Callable[[], None]]:
    """The server that Prefect's settings name; without one, a server on this machine for the block.

    Args:
        for_one_run: without the services that only schedules need.

    Yields:
        What waits until the server answers; other things may be prepared before that is called. It raises
        SettingsError where the server does not start.
    """
    from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415  # takes a second

    if PREFECT_API_URL.value():
        yield lambda: None
        return
    # Who connects before the server is up is answered when it is: the socket listens from the start.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        process = multiprocessing.get_context("spawn").Process(
            target=serve, args=(listener, for_one_run), name="prefect-server", daemon=True
        )
        process.start()
    try:
        with temporary_settings({PREFECT_API_URL: url}):
            yield partial(wait_for, url)
    finally:
        process.kill()  # what it has answered is committed
        process.join()


def serve(listener: socket.socket, for_one_run: bool) -> None:  # noqa: FBT001  # the arguments of a process
    """Runs a server, in a process of its own, until its parent ends it or has ended.

    Ctrl-C on a terminal and the SIGTERM of a service manager go to all processes, and are the parent's to
    answer: a server that ended first would leave the run waiting for answers.
    """
    os.setsid()
    obey_parent()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    import uvicorn  # noqa: PLC0415  # heavy, and needed in this process alone
    from prefect.server.api.server import create_app  # noqa: PLC0415  # as above

    class Deaf(uvicorn.Server):
        """A server that leaves all signals as they are."""

        capture_signals = nullcontext  # type: ignore[assignment]  # a context without effect

    app = create_app(ephemeral=for_one_run, final=True)
    Deaf(uvicorn.Config(app, log_level="critical", lifespan="on")).run(sockets=[listener])


def wait_for(url: str) -> None:
    """Waits until the server answers.

    Raises:
        SettingsError: it has ended, or has not answered in time.
    """
    try:
        httpx.get(f"{url}/health", timeout=START_SECONDS).raise_for_status()
    except httpx.HTTPError as error:
        message = (
            f"Prefect's server did not start ({error}): run `prefect server start` to see why, "
            "and set PREFECT_API_URL to it"
        )
        raise SettingsError(message) from error
