"""How the processes of a run behave: they leave Ctrl-C and SIGTERM to their parent, and end with it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable


def obey_parent() -> None:
    """Leaves signals to the parent, which ends its processes itself; and ends when the parent is killed.

    A service manager sends SIGTERM to every process of a service: were this one to end at it, the parent
    would take that for a failure before it has closed the run.
    """
    parent = multiprocessing.parent_process()
    leave_signals()
    if parent:
        end_after(parent.join)


def leave_signals() -> None:
    """Ignores Ctrl-C and SIGTERM."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def end_after(wait: Callable[[], object]) -> None:
    """Ends this process when `wait` returns: its parent has gone, and nobody would take its results."""

    def end() -> None:
        wait()
        os._exit(1)

    threading.Thread(target=end, name="end-with-parent", daemon=True).start()
