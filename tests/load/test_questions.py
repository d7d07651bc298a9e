"""The twelve questions run on both databases and have the same answers there."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from load import EventStore
from load.database import address_of
from load.questions import page, questions
from tests.load.offers import enter, offer, put

ROOT = Path(__file__).resolve().parents[2]

VALUES = {
    "one": "RUS",
    "other": "JPN",
    "since": "1997-01-01",
    "until": "1997-12-31",
    "person": offer(1).actors[0].name,
    "agency": "Kyodo",
    "word": "pipeline",
}

NAMES = [one.name for one in questions("sqlite")]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[dict[str, Engine]]:
    """Both databases with the same 6000 made-up events."""
    found = {"sqlite": f"sqlite:///{tmp_path_factory.mktemp('questions')}/events.db", "postgresql": postgres}
    opened = {}
    for name, address in found.items():
        with EventStore(address) as store:
            store.init()
            enter(store)
            put(store, [offer(number, events=20) for number in range(300)], bulk=True)
        opened[name] = create_engine(address_of(address))
    yield opened
    for engine in opened.values():
        engine.dispose()


def _answer(
    engines: dict[str, Engine], engine: str, name: str, values: dict[str, str]
) -> list[tuple[object, ...]]:
    (asked,) = (one for one in questions(engine) if one.name == name)
    with engines[engine].connect() as connection:
        rows = connection.execute(text(asked.sql), {key: values[key] for key in asked.example}).all()
    return [tuple(str(value) if isinstance(value, date) else value for value in row) for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_one_answer_on_both_databases(engines: dict[str, Engine], name: str) -> None:
    # Plans and what came of them are rare in made-up events: they are looked for in all years.
    values = VALUES | (
        {"since": "1995-01-01", "until": "2002-12-31"} if name == "plans-that-happened" else {}
    )
    answers = [_answer(engines, engine, name, values) for engine in ("sqlite", "postgresql")]
    assert answers[0]
    assert sorted(answers[0], key=repr) == sorted(answers[1], key=repr)


def test_there_are_twelve_questions_each_with_its_parameters() -> None:
    assert len(NAMES) == len(set(NAMES)) == 12
    assert [one.name for one in questions("postgresql")] == NAMES
    for one in questions():
        assert set(re.findall(r"(?<!:):(\w+)", one.sql)) == set(one.example)
        assert one.title.endswith("?")


def test_the_page_of_questions_is_made_from_them() -> None:
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", NAMES)
def test_the_example_values_are_taken(engines: dict[str, Engine], name: str) -> None:
    for engine in ("sqlite", "postgresql"):
        (asked,) = (one for one in questions(engine) if one.name == name)
        with engines[engine].connect() as connection:
            assert connection.execute(text(asked.sql), asked.example).returns_rows


def test_what_one_country_pair_did_is_counted_by_hand(engines: dict[str, Engine]) -> None:
    told = {
        event.event_id
        for number in range(300)
        for event in offer(number, events=20).events
        for days in [[day for day in (event.first_day, event.last_day) if day]]
        if days
        and days[0].year <= 1997 <= days[-1].year
        and {side.country for side in event.participants} == {"RUS", "JPN"}
    }
    assert {row[-1] for row in _answer(engines, "sqlite", "between-two-countries", VALUES)} == told


def test_months_are_counted_by_hand(engines: dict[str, Engine]) -> None:
    rows = _answer(engines, "sqlite", "types-by-month", VALUES)
    told = [
        event.event_type
        for number in range(300)
        for event in offer(number, events=20).events
        if event.first_day
        and event.status == "occurred"
        and event.first_day.isoformat().startswith("1997-03")
    ]
    assert {row[0]: row[2] for row in rows if row[1] == "1997-03"} == {
        kind: told.count(kind) for kind in told
    }
