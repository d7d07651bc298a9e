"""The examples of docs/schema.md are values that the sample issue gives."""

import csv
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from sqlalchemy import select
from sqlalchemy.sql.schema import Table

from extract import extract_issue
from extract.model import RawIssue
from load import EventStore, RunOrder
from load.comments import COPIES, examples
from load.tables import TABLES
from load.views import VIEWS

ROOT: Final = Path(__file__).parents[2]

SHOWN_FIRST: Final = "signed"
"""The trigger of the event whose values are shown: the one of the README."""

PASSING: Final = frozenset(
    {"extractor_version", "options", "options_digest", "confidence", "address", "Version"}
)
"""Columns whose values each version changes."""

LONGEST: Final = 48
"""Characters of an example."""

Values = Mapping[tuple[str, str], tuple[str, ...]]


def filled(url: str) -> EventStore:
    """A new database of the sample issue, written by a run that is always the same."""
    file = ROOT / "examples" / "v4-134-moscow-tokyo.txt"
    raw = RawIssue(file.read_text(encoding="utf-8"), file.name, f"examples/{file.name}")
    extraction = extract_issue(raw)
    store = EventStore(url)
    store.init()
    order = RunOrder("1998", command="ingest examples/", version=extraction.version, options_digest="0" * 32)
    with store.run(order, clock=lambda: datetime(2026, 1, 5, 7, 30, tzinfo=UTC)) as run:
        run.write([extraction])
    return store


def relations() -> Iterator[Table]:
    """All tables and views that the page has columns of."""
    known = {**VIEWS.tables, **TABLES.tables}
    yield from (relation for name, relation in known.items() if name not in COPIES)


def shortened(value: str) -> str:
    r"""A value as an example: on one line, its end left out where it is long.

    >>> shortened("To substantiate such pledges, Kirienko and Obuchi\nyesterday signed")
    'To substantiate such pledges, Kirienko and Obuc…'
    """
    words = " ".join(value.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def values(store: EventStore) -> Values:
    """What each column holds, as text, the event of the README first."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for relation in relations():
        rows = list(store.rows(select(relation)))
        rows.sort(key=lambda row: row.get("trigger") != SHOWN_FIRST)
        for column in relation.columns.keys():  # noqa: SIM118  # no dict
            told = [shortened(str(row[column])) for row in rows if row[column] not in {None, ""}]
            found[relation.name, column] = tuple(dict.fromkeys(told))
    return found


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Values:
    with filled(f"sqlite:///{tmp_path_factory.mktemp('examples')}/events.db") as store:
        return values(store)


def test_every_example_is_a_value_of_its_column(held: Values) -> None:
    wrong = [key for key, value in examples().items() if key[1] not in PASSING and value not in held[key]]
    assert wrong == [], "run: python -m tests.load.test_examples > load/examples.csv"


def test_what_the_sample_has_a_value_for_has_an_example(held: Values) -> None:
    assert [key for key, told in held.items() if told and key not in examples()] == []


if __name__ == "__main__":
    with TemporaryDirectory() as folder, filled(f"sqlite:///{folder}/events.db") as opened:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("relation", "column", "value"))
        writer.writerows((*key, told[0]) for key, told in values(opened).items() if told)
