"""What other processes do to a database in the tests of faults; each in a process of its own."""

import resource
from collections.abc import Sequence
from multiprocessing.connection import Connection as Pipe

from load import EventStore, StoreError
from tests.load.offers import lone, offer


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
