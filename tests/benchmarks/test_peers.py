"""The table beside peers: who is measured on what, and how it is shown."""

from collections.abc import Iterator
from datetime import date

import pytest

from benchmarks import peers
from benchmarks.peers import GOLD, OURS, Row, dated, markdown, of_days
from benchmarks.timeml import Document, Expression


def test_days_are_asked_of_expressions_that_date_an_event() -> None:
    documents = {document.name: document for document in dated(GOLD)}
    issue = documents["v1-030-abkhaz-ceasefire"]
    words = {issue.text[one.start : one.end]: one.value for one in issue.expressions}
    assert issue.said == date(1995, 6, 13)
    assert words["June 9"] == "1995-06-09"


def as_annotated(documents: list[Document]) -> Iterator[tuple[Expression, ...]]:
    return (document.expressions for document in documents)


def a_day_off(documents: list[Document]) -> Iterator[tuple[Expression, ...]]:
    return (
        tuple(Expression(one.start, one.end, "DATE", "") for one in each.expressions) for each in documents
    )


def test_a_day_counts_where_it_is_the_annotated_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "FINDERS", {OURS: as_annotated, "a peer": a_day_off})
    row = of_days(GOLD)
    assert row.figures == {OURS: 100, "a peer": 0}


def test_a_system_has_a_column_where_it_was_measured_and_an_empty_cell_elsewhere() -> None:
    rows = [Row("names", {OURS: 91.25, "spaCy": 70}), Row("days", {OURS: 88})]
    assert markdown(rows).splitlines() == [
        "| measure, per cent | Dateline | spaCy |",
        "| --- | --: | --: |",
        "| names | 91.2 | 70.0 |",
        "| days | 88.0 |  |",
    ]
