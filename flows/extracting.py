"""The extracting process: takes documents from its parent and answers each with an outcome.

    python -m flows.extracting FD

FD is a socket that this process inherits. Standard input is never written to: it ends with the parent.
A process of its own program, and not one of `multiprocessing`, so that it is no matter what the parent's main
module does when it is imported.
"""

import os
import resource
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any, Final

from flows.children import end_after, leave_signals

MEMORY_STATUS: Final = 75
"""Exit status of a process whose memory did not suffice."""


def main(words: Sequence[str] = sys.argv) -> None:
    """Serves the parent until it closes the socket."""
    leave_signals()
    end_after(sys.stdin.buffer.read)
    parent: Connection[Any, Any] = Connection(int(words[1]))
    try:
        serve(parent)
    except MemoryError:
        os._exit(MEMORY_STATUS)  # at once: to tidy up wants memory, too
    except (EOFError, OSError):  # the parent wants no more
        os._exit(0)


def serve(parent: "Connection[Any, Any]") -> None:
    """Tells the version that extracts, or why it cannot; then one outcome a document, a chunk at a time.

    Raises:
        EOFError: the parent has closed the socket.
        MemoryError: there is too little for a document.
    """
    job, work = parent.recv()
    keep_to(job.bounds.worker_memory)
    try:
        told: str | Exception = work.begin(job)
    except Exception as error:  # noqa: BLE001  # raised again by the parent
        told = error
    parent.send(told)
    while True:
        raws, job = parent.recv()
        for raw in raws:
            parent.send(work.take(raw, job))


def keep_to(memory: int) -> None:
    """Has the kernel refuse this process more than so many bytes of data; 0: refuse none."""
    if memory:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


if __name__ == "__main__":
    main()
