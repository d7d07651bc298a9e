"""What the page is given: as much as a document holds, and no more."""

import json
from datetime import UTC, datetime

from benchmarks.invented import extraction
from load import EventFilter, EventStore, RunOrder
from report.content import COLUMNS, SHOWN, content_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORDER = RunOrder("one", command="ingest", version="1.0", options_digest="0")


def size(events: int) -> int:
    """Characters of the content about one document of so many events, told of six actors."""
    with EventStore("sqlite://") as store:
        store.init()
        with store.run(ORDER, clock=lambda: NOW) as run:
            run.write([extraction(1, events=events)])
        return len(json.dumps(content_of(store, EventFilter()), default=str))


def test_the_content_of_a_document_grows_as_the_document_does() -> None:
    assert size(800) < 2.2 * size(400)


def test_the_page_knows_a_column_by_its_name_in_the_database() -> None:
    from load.views import event_log

    assert set(SHOWN.values()) <= set(event_log.c.keys())
    assert len(COLUMNS) == len(set(COLUMNS))
