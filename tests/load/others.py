"""What other processes do to a database in the tests of faults; each in a process of its own."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Sequence
from itertools import count
from multiprocessing.connection import Connection as Pipe
from typing import Any

from sqlalchemy import Engine, event

from load import EventStore, StoreError
from tests.load.offers import lone, offer


class Other:
    """Another process, and what it tells."""

    def __init__(self, work: Callable[..., None], *facts: Any) -> None:  # noqa: ANN401  # passed on
        """Start it."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["load", "benchmarks.invented"])
        self._mine, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=work, args=(*facts, theirs))
        self._process.start()
        theirs.close()

    def tells(self, count: int) -> list[str]:
        """The next things it tells."""
        return [str(self._mine.recv()) for _ in range(count)]

    def rest(self) -> list[str]:
        """All else it tells until it ends."""
        told = []
        try:
            while True:
                told.append(str(self._mine.recv()))
        except EOFError:
            self._process.join()
            return told


def write_all(url: str, numbers: Sequence[int], versions: Sequence[str], progress: Pipe) -> None:
    """Write issues, and tell each outcome."""
    with EventStore(url) as store:
        for version in versions:
            for number in numbers:
                told = offer(number, version=version)
                progress.send(lone(store, told))


def write_into_a_small_space(url: str, size: int, numbers: Sequence[int], progress: Pipe) -> None:
    """Write issues while no file may grow beyond `size` bytes; tell each outcome, then what went wrong."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        with EventStore(url) as store:
            for number in numbers:
                progress.send(lone(store, offer(number)))
    except StoreError as error:
        progress.send(f"{type(error).__name__}: {error}")


def upgrade_until_killed(url: str, after: int, progress: Pipe) -> None:
    """Upgrade an old database, and be killed when so many statements have changed it; tell it at the end."""
    with EventStore(url) as store:
        done = count()

        def kill(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            changes = statement.lstrip().upper().startswith(("CREATE", "ALTER", "DROP", "INSERT", "UPDATE"))
            if changes and next(done) == after:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", kill)
        store.upgrade()
    progress.send("upgraded")
