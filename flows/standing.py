"""A run with nothing new: every document stands as it is, so that neither Prefect nor a worker is started."""

import uuid
from collections import Counter

from extract.model import RawIssue
from extract.second import versioned
from flows.documents import documents
from flows.extraction import chunks, known_choices
from flows.llm.reading import second_reader
from flows.loading import Tally, now, sift
from flows.plan import Plan
from flows.settings import current_settings
from flows.summary import RunSummary, report
from load import EventStore


def nothing_new(plan: Plan) -> RunSummary | None:
    """Closes a run over sources of which every document stands as this version reads it.

    First only the documents' digests are compared; the model is loaded, to know this version, when they all
    stand. What is read twice for it, where a document turns out to be new, is a hundredth of a run.

    Args:
        plan: with its database named; the sources are there.

    Returns:
        The run; None where there is something to do, or where sources cannot be read twice.
    """
    if plan.force or plan.dry_run or not plan.db_url or any(is_stream(source) for source in plan.sources):
        return None
    with EventStore(plan.db_url) as store:
        seen = standing_of(plan, store)
        if not seen:
            return None
        from extract import version  # noqa: PLC0415  # loads the NLP library
        from extract.language import load_model  # noqa: PLC0415  # as above

        second = second_reader(plan.reader or "rules", current_settings().llm, "")
        current = versioned(version(load_model(plan.model), known_choices(plan.choices)), second)
        taken = store.taken(current, plan.options_digest)
        if any(taken.get(key) != digest for key, digest in seen.items()):
            return None
        order = plan.order(str(uuid.uuid4()), current)
        with store.run(order, clock=now) as run:
            run.unchanged(seen)
        summary = RunSummary(order.run_id, store.address, Tally(Counter(unchanged=len(seen))))
    report(plan.command, summary)
    return summary


def is_stream(source: str) -> bool:
    """Whether a source can be read only once, or only over a network."""
    return source == "-" or "://" in source


def standing_of(plan: Plan, store: EventStore) -> dict[str, str]:
    """The digests of all documents by source key; empty as soon as one is new, changed or unreadable."""
    seen: dict[str, str] = {}
    for batch in chunks(documents(plan), plan.batch):
        readable = [document for document in batch if isinstance(document, RawIssue)]
        fresh, standing = sift(readable, plan, None, store)
        if fresh or len(readable) < len(batch):
            return {}
        seen |= standing
    return seen
