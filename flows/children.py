"""How a process behaves that a run starts: it leaves Ctrl-C to its parent, and ends with it."""

import multiprocessing
import os
import signal
import threading


def obey_parent() -> None:
    """Leaves Ctrl-C to the parent, which ends its processes itself; and ends when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, name="end-with-parent", daemon=True).start()


def end_with_parent() -> None:
    """Waits for the end of the parent process and ends this one: nobody would take its results."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
