"""How the processes of a run behave: they leave Ctrl-C and SIGTERM to their parent, and end with it."""

import multiprocessing
import os
import signal
import threading


def obey_parent() -> None:
    """Leaves signals to the parent, which ends its processes itself; and ends when the parent is killed.

    A service manager sends SIGTERM to every process of a service: were this one to end at it, the parent
    would take that for a failure before it has closed the run.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, name="end-with-parent", daemon=True).start()


def end_with_parent() -> None:
    """Waits for the end of the parent process and ends this one: nobody would take its results."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
