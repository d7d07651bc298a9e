"""A batch of documents to rows: skip what is unchanged, extract and write the rest, quarantine failures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import reduce
from itertools import chain, islice
from operator import add
from typing import Final

from extract.model import Extraction, Problem, RawIssue
from extract.sources import Unreadable
from flows.documents import Document
from flows.extraction import CHUNK, Extracted, Extractor, Failure, Left, Outcome, chunks
from flows.logs import LOG
from flows.plan import Plan
from load import EventStore, OpenRun, Quarantined, digest_of

NAMED: Final = 20
"""Documents put aside that a summary names; the quarantine has them all."""

TOGETHER: Final = 2 * CHUNK
"""Issues a transaction: writing takes an eighth less time than with one chunk, and little less with more."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of documents; tallies can be added."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """Documents by outcome: written, replaced, unchanged, kept newer, quarantined, left."""
    events: int = 0
    """Events of the documents that were extracted."""
    problems: Counter[str] = field(default_factory=Counter)
    """Problems by code."""
    readings: Counter[str] = field(default_factory=Counter)
    """Issues by what "today" means in them."""
    publications: Counter[str] = field(default_factory=Counter)
    """Issues by their publication; empty: none that is known."""
    days: tuple[date, date] | None = None
    """The first and the last day that the events lie in."""
    put_aside: tuple[tuple[str, str], ...] = ()
    """Key and message of what went to the quarantine, the first `NAMED` of them."""
    left: str = ""
    """Why documents are left for the next run; empty where none is."""

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.outcomes + other.outcomes,
            self.events + other.events,
            self.problems + other.problems,
            self.readings + other.readings,
            self.publications + other.publications,
            hull([days for days in (self.days, other.days) if days]),
            (self.put_aside + other.put_aside)[:NAMED],
            self.left or other.left,
        )

    @property
    def documents(self) -> int:
        """How many documents were met."""
        return self.outcomes.total()


@dataclass(frozen=True, slots=True)
class Loading:
    """A run under way: what it takes, what extracts, and where to."""

    plan: Plan
    version: str
    """The version that extracts."""
    store: EventStore
    run: OpenRun
    extractor: Extractor


def take_batch(batch: Sequence[Document], loading: Loading) -> Iterator[Tally]:
    """Handles every document of the batch, each by itself.

    Yields:
        A tally for each document as soon as it is done.
    """
    readable = [document for document in batch if isinstance(document, RawIssue)]
    fresh, standing = sift(readable, loading.plan, loading.version, loading.store)
    if standing:
        loading.run.unchanged(standing)
        yield Tally(Counter(unchanged=len(standing)))
    for document in batch:
        if isinstance(document, Unreadable):
            yield put_aside(unreadable(document), loading.run)
    outcomes = loading.extractor.outcomes(fresh)
    first = list(islice(outcomes, CHUNK))  # by itself, so that the first rows need not wait
    for together in chain([first] if first else [], chunks(outcomes, TOGETHER)):
        yield from keep(together, loading.run)


def sift(
    documents: Sequence[RawIssue], plan: Plan, version: str | None, store: EventStore
) -> tuple[list[RawIssue], dict[str, str]]:
    """The documents that must be extracted, and the digests of those that stand as they are.

    With no version, those stand that some version has read.
    """
    if plan.force:
        return list(documents), {}
    keys = [document.source_key for document in documents]
    taken = store.taken(version, plan.options_digest, keys)
    digests = {document.source_key: digest_of(document.content) for document in documents}
    standing = {key: digest for key, digest in digests.items() if taken.get(key) == digest}
    return [document for document in documents if document.source_key not in standing], standing


def keep(outcomes: Sequence[Outcome], run: OpenRun) -> Iterator[Tally]:
    """Writes what was extracted, in one transaction; puts aside what failed or what the schema refuses."""
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            yield put_aside(failed(outcome), run)
        if isinstance(outcome, Left):
            yield Tally(Counter(left=1), left=f"{outcome.raw.source_key}: {outcome.problem.message}")
    extracted = [outcome for outcome in outcomes if isinstance(outcome, Extracted)]
    digests = {outcome.raw.source_key: digest_of(outcome.raw.content) for outcome in extracted}
    written = run.write([outcome.extraction for outcome in extracted], digests)
    for outcome, result in zip(extracted, written, strict=True):
        if result.outcome == "refused":
            problem = Problem("store", "row-refused", f"{outcome.raw.source_key}: {result.message}")
            yield put_aside(failed(Failure(outcome.raw, problem)), run)
        else:
            yield tally_of(outcome.extraction, result.outcome)


def tally_of(extraction: Extraction, outcome: str) -> Tally:
    """What one extraction adds to the sums."""
    return Tally(
        Counter({outcome: 1}),
        len(extraction.events),
        Counter(problem.code for problem in extraction.problems),
        Counter({extraction.issue.today_is: 1}),
        Counter({extraction.issue.publication or "": 1}),
        hull(
            [
                (event.first_day, event.last_day or event.first_day)
                for event in extraction.events
                if event.first_day
            ]
        ),
    )


def hull(spans: Sequence[tuple[date, date]]) -> tuple[date, date] | None:
    """The first and the last day of all spans; None of none.

    >>> hull([(date(1998, 7, 13), date(1998, 7, 13)), (date(1998, 7, 1), date(1998, 7, 3))])
    (datetime.date(1998, 7, 1), datetime.date(1998, 7, 13))
    """
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def put_aside(document: Quarantined, run: OpenRun) -> Tally:
    """Puts into quarantine what could not be ingested, with the reason."""
    number = run.quarantine(document)
    facts = {"document": document.source_key, "reason": document.reason, "quarantine_id": number}
    LOG.warning("%s", named(document), extra={"facts": facts})
    return Tally(Counter(quarantined=1), put_aside=((document.source_key, document.message),))


def named(document: Quarantined) -> str:
    """The reason, with the document's name before it where it does not name it itself."""
    key, message = document.source_key, document.message
    return message if key in message else f"{key}: {message}"


def failed(failure: Failure) -> Quarantined:
    """The quarantine's record of a document that could not be extracted."""
    content = failure.raw.content
    return Quarantined(
        source_key=failure.raw.source_key,
        source_uri=failure.raw.source_uri,
        stage=failure.problem.stage,
        reason=failure.problem.code,
        message=failure.problem.message,
        content=content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"),
        document_digest=digest_of(content),
        span=failure.problem.span,
    )


def unreadable(document: Unreadable) -> Quarantined:
    """The quarantine's record of a document that could not be read."""
    return Quarantined(
        source_key=document.source_key,
        source_uri=document.source_uri,
        stage=document.problem.stage,
        reason=document.problem.code,
        message=document.problem.message,
        content=None,
        document_digest=digest_of(""),
    )


def total(tallies: Sequence[Tally]) -> Tally:
    """All together."""
    return reduce(add, tallies, Tally())


def now() -> datetime:
    """This moment; the ledger's clock."""
    return datetime.now(UTC)
