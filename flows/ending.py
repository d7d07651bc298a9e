"""How a run is ended from outside: SIGTERM goes the way of Ctrl-C, so that the run is closed first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

TERMINATED: Final = 128 + signal.SIGTERM
"""Exit status of a run that SIGTERM ended, as shells have it."""


class Ended(KeyboardInterrupt):
    """The run was ended by SIGTERM: whoever handles Ctrl-C handles it, too."""

    exit_status = TERMINATED


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Within the block SIGTERM raises `Ended` in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def closing_undisturbed() -> Iterator[None]:
    """Once the block is being ended, SIGTERM is not heard again: the run must be closed first.

    A service manager tells a process to end, and so does whoever has started it; each may do so.
    """
    try:
        yield
    except KeyboardInterrupt:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise


def _end(_number: int, _frame: object) -> None:
    raise Ended
