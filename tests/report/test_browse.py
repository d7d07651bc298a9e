import asyncio
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]  # it carries no types

from load.questions import Question, questions
from report.browse import FACETS, PLUGINS, SORTED, NoBrowser, metadata, sqlite_file


@pytest.fixture
def answer(stories_url: str) -> Any:  # noqa: ANN401  # a function of pytest's
    """Asks Datasette, as it is served, for an address below the database's."""
    file = sqlite_file(stories_url)

    def ask(path: str, **values: str) -> Any:  # noqa: ANN401  # httpx's response
        datasette = Datasette([str(file)], metadata=metadata(file.stem), plugins_dir=str(PLUGINS))
        address = path if path == "/" else f"/{file.stem}{path}"
        return asyncio.run(datasette.client.get(address, params=values, follow_redirects=True))

    return ask


def test_tables_and_columns_are_described(answer: Any) -> None:  # noqa: ANN401
    page = answer("/event_log").text
    assert "One row per event with all that is known of it" in page
    assert "Whether the text hedges" in page


@pytest.mark.parametrize(
    ("number", "question"),
    list(enumerate(questions("sqlite"), 1)),
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_each_question_stands_ready_and_runs(answer: Any, number: int, question: Question) -> None:  # noqa: ANN401
    found = answer(f"/q{number}-{question.name}.json", **question.example)
    assert found.status_code == 200
    assert "rows" in found.json()


def test_a_question_opens_with_its_example_and_the_result(answer: Any) -> None:  # noqa: ANN401
    found = answer("/q3-agenda")
    assert 'name="since" value="1998-09-01"' in found.text
    assert "Berg will visit Moscow in September." in found.text


def test_the_front_page_leads_to_the_events(answer: Any) -> None:  # noqa: ANN401
    assert '<a href="/events/event_log">event_log</a>' in answer("/").text


def test_the_notes_on_columns_are_folded(answer: Any) -> None:  # noqa: ANN401
    assert 'createElement("details")' in answer("/event_log").text


def test_facets_and_orders_are_of_columns_that_are_there(answer: Any) -> None:  # noqa: ANN401
    for relation in {**FACETS, **SORTED}:
        names = answer(f"/{relation}.json", _size="0").json()["columns"]
        assert set(FACETS.get(relation, ())) <= set(names)
        assert SORTED.get(relation, names[0]) in names


def test_nothing_can_be_written(answer: Any) -> None:  # noqa: ANN401
    found = answer(".json", sql="DELETE FROM events")
    assert found.status_code == 400
    assert "SELECT" in found.text


@pytest.mark.parametrize("address", ["postgresql://localhost/news", "sqlite://"])
def test_what_is_no_sqlite_file_is_refused_with_a_way_on(address: str) -> None:
    with pytest.raises(NoBrowser, match="Metabase"):
        sqlite_file(address)


def test_the_file_of_an_address_is_found() -> None:
    assert sqlite_file("sqlite:////data/events.db") == Path("/data/events.db")
