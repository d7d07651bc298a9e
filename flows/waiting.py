"""Names a document that takes long, so that whoever is waiting knows why."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import parent_process
from typing import Final

from extract.model import RawIssue
from flows.logs import say

SECONDS: Final = 30.0
"""After which, without a result, the document is named: sixteen usual ones take one, ten at busy times."""

CLEARED: Final = "\r\x1b[2K"
"""Takes the progress line of another process away; that process draws it again."""

Tell = Callable[[str], object]


@contextmanager
def naming_the_slow(
    raws: Sequence[RawIssue], *, seconds: float = SECONDS, tell: Tell | None = None
) -> Iterator[Callable[[], None]]:
    """Names the document under way when no result has come for some time.

    The language model reads several documents at once, so of those under way the longest is named.

    Args:
        raws: The documents, in the order in which their results come.
        seconds: How long is long.
        tell: Is given the message; by default the log, on standard error.

    Yields:
        What to call with each result.
    """
    done, moved, ended = 0, threading.Event(), threading.Event()

    def result() -> None:
        nonlocal done
        done += 1
        moved.set()

    def wait() -> None:
        while not ended.is_set():
            if not moved.wait(seconds) and not ended.is_set() and done < len(raws):
                (tell or _log)(words_on(max(raws[done:], key=lambda raw: len(raw.content))))
                moved.wait()
            moved.clear()

    watch = threading.Thread(target=wait, name="naming-the-slow", daemon=True)
    watch.start()
    try:
        yield result
    finally:
        ended.set()
        moved.set()
        watch.join()


def words_on(raw: RawIssue) -> str:
    """What is said of a document that takes long.

    >>> words_on(RawIssue("x" * 2_000_000, "long.txt"))
    'still working on long.txt (2,000 kB)'
    """
    return f"still working on {raw.source_key} ({max(1, len(raw.content) // 1000):,} kB)"


def _log(message: str) -> None:
    is_beside_a_bar = parent_process() is not None and sys.stderr.isatty()
    say(f"{CLEARED if is_beside_a_bar else ''}{message}")
