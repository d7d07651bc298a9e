"""The stream of documents a run takes: read ahead of their use, one an issue, bounded in memory."""

import queue
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from extract.issues import NotAnIssueError, Publications, parse_issue, read_publications, split_items
from extract.model import RawIssue
from extract.sources import Unreadable, read
from extract.sources.folders import LocalFile, local_files
from flows.plan import Plan

Element = TypeVar("Element")
Document = RawIssue | Unreadable

COLLECTIONS: Final = frozenset(
    (
        *(".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".json", ".jsonl", ".ndjson"),
        *(".csv", ".tsv", ".mbox", ".xml", ".rss", ".atom", ".rdf"),
    )
)
"""Ends of names of files that hold any number of documents."""

READ_AHEAD: Final = 800
"""Documents read while others are worked on: two batches."""


def documents(plan: Plan) -> Iterator[Document]:
    """The documents of all sources, in order; what cannot be read is among them, as a value."""
    publications = read_publications()
    found = (item for document in read_all(plan) for item in items(document, publications))
    wanted = (document for document in found if is_wanted(document, plan, publications))
    return islice(wanted, plan.limit)


def expected(plan: Plan) -> int | None:
    """How many documents a run will meet, as far as the names of files tell: one each.

    None where they do not tell: for streams, addresses, archives and records, and with --since.
    """
    if plan.since or any(source == "-" or "://" in source for source in plan.sources):
        return None
    count = 0
    for source in plan.sources:
        for file in local_files(source, plan.limits):
            if isinstance(file, LocalFile) and file.path.suffix.lower() in COLLECTIONS:
                return None
            count += 1
    return min(count, plan.limit or count)


def read_all(plan: Plan) -> Iterator[Document]:
    """What the sources hold, file by file."""
    for source in plan.sources:
        yield from read(source, limits=plan.limits, stdin=sys.stdin.buffer, columns=plan.columns)


def items(document: Document, publications: Publications) -> tuple[Document, ...]:
    """The issues that one file holds."""
    return split_items(document, publications) if isinstance(document, RawIssue) else (document,)


def is_wanted(document: Document, plan: Plan, publications: Publications) -> bool:
    """Whether the document is new enough; one without a day is wanted, so that its trouble is seen."""
    if plan.since is None or isinstance(document, Unreadable):
        return True
    try:
        issue, _ = parse_issue(document, publications, options=plan.days)
    except NotAnIssueError:
        return True
    return issue.published_on is None or issue.published_on >= plan.since


class _End:
    """What follows the last element: the error that ended the reading, if one did."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def read_ahead(elements: Iterable[Element], size: int = READ_AHEAD) -> Iterator[Element]:
    """The same elements, fetched by a thread that keeps at most `size` of them waiting.

    Raises:
        Exception: whatever ended the fetching, after the elements before it.

    >>> list(read_ahead("abc", 1))
    ['a', 'b', 'c']
    """
    waiting: queue.Queue[Element | _End] = queue.Queue(size)
    stopped = threading.Event()
    thread = threading.Thread(
        target=_fetch, args=(elements, waiting, stopped), name="read-ahead", daemon=True
    )
    thread.start()
    try:
        while not isinstance(element := waiting.get(), _End):
            yield element
        if element.error:
            raise element.error
    finally:
        stopped.set()


def _fetch(
    elements: Iterable[Element], waiting: "queue.Queue[Element | _End]", stopped: threading.Event
) -> None:
    """Puts the elements into the queue until they end or nobody takes them any more."""
    end = _End()
    try:
        for element in elements:
            if not _put(element, waiting, stopped):
                return
    except BaseException as error:  # noqa: BLE001  # raised again where the elements are taken
        end = _End(error)
    _put(end, waiting, stopped)


def _put(element: "Element | _End", waiting: "queue.Queue[Element | _End]", stopped: threading.Event) -> bool:
    """Waits for a place in the queue; gives up when the taker has stopped."""
    while not stopped.is_set():
        try:
            waiting.put(element, timeout=0.2)
        except queue.Full:
            continue
        return True
    return False
