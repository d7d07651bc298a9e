"""Waiting for a document, which is named when it takes long, so that whoever is waiting knows why."""

from collections.abc import Callable
from typing import Final

from extract.model import RawIssue
from flows.logs import say

SECONDS: Final = 30.0
"""After which, without an outcome, the document is named: sixteen usual ones take one, ten at busy times."""

Arrives = Callable[[float | None], bool]
"""Waits so many seconds, None without end, and says whether the outcome is there."""


def arrives_in_time(
    arrives: Arrives,
    raw: RawIssue,
    limit: float | None,
    *,
    patience: float = SECONDS,
    tell: Callable[[str], object] = say,
) -> bool:
    """Whether a document's outcome is there within the limit; past the patience the document is named.

    Args:
        arrives: waits.
        raw: the document that is waited for.
        limit: seconds; None: none.
        patience: seconds until it is named.
        tell: is given the message; by default the log, on standard error.

    >>> arrives_in_time(lambda seconds: False, RawIssue("...", "a.txt"), 60, tell=print)
    still working on a.txt (1 kB)
    False
    """
    if limit is not None and limit <= patience:
        return arrives(limit)
    if arrives(patience):
        return True
    tell(words_on(raw))
    return arrives(None if limit is None else limit - patience)


def words_on(raw: RawIssue) -> str:
    """What is said of a document that takes long.

    >>> words_on(RawIssue("x" * 2_000_000, "long.txt"))
    'still working on long.txt (2,000 kB)'
    """
    return f"still working on {raw.source_key} ({max(1, len(raw.content) // 1000):,} kB)"
