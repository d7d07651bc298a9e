"""Tries quarantined documents again, after a fix or with a new version."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from extract.issues import read_publications, split_items
from extract.model import RawIssue
from extract.sources import read
from flows.documents import Document
from flows.extraction import Job
from flows.llm.extracting import extracting
from flows.llm.reading import second_reader
from flows.loading import Loading, Tally, now, take_batch, total
from flows.plan import Plan
from flows.settings import Reader, current_settings
from load import EventStore, Quarantined


def retry(
    store: EventStore,
    ids: Sequence[str] | None,
    *,
    model: str | None = None,
    choices: str | None = None,
    reader: Reader = "rules",
) -> Tally:
    """Tries quarantined documents again; those that succeed leave the quarantine.

    Args:
        store: the database.
        ids: quarantine ids or their beginnings; None: all.
        model: a language model to use instead of the packaged one.
        choices: a file of choices to use instead of the packaged one.
        reader: who proposes events.

    Returns:
        What became of them.
    """
    waiting = store.quarantined(ids)
    plan = Plan(sources=tuple(document.source_key for document in waiting), model=model, choices=choices)
    known, run_id = current_settings(), str(uuid.uuid4())
    job, second = Job(plan.days, model, choices, known.bounds), second_reader(reader, known.llm, run_id)
    with ExitStack() as stack:
        extractor, version = extracting(job, second, stack)
        run = stack.enter_context(store.run(plan.order(run_id, version), clock=now))
        batch = [again for document in waiting for again in documents_of(document)]
        return total(list(take_batch(batch, Loading(plan, version, store, run, extractor))))


def documents_of(document: Quarantined) -> Iterator[Document]:
    """The document as it was kept; one that could never be read, as its source has it now."""
    if document.content is not None:
        yield RawIssue(document.content, document.source_key, document.source_uri)
        return
    publications = read_publications()
    for found in read(document.source_uri, limits=current_settings().limits):
        yield from split_items(found, publications) if isinstance(found, RawIssue) else (found,)
