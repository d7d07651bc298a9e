from datetime import UTC, date, datetime
from io import BytesIO

import pyarrow as pa  # type: ignore[import-untyped]  # it carries no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above
import pytest

from load import EventFilter, EventStore
from load.tables import events
from report.parquet import write_parquet
from report.reading import AmbiguousEvent, columns_of, event_of, known_types, view_rows
from tests.load.conftest import made, made_postgres, postgres, server
from tests.report.stories import fill, talks

__all__ = ["made", "made_postgres", "postgres", "server"]  # fixtures, found by name


@pytest.mark.parametrize(("view", "count"), [("events", 6), ("agenda", 1), ("gdelt", 3), ("polecat", 1)])
def test_a_view_holds_what_its_name_promises(stories: EventStore, view: str, count: int) -> None:
    rows = list(view_rows(stories, view, EventFilter()))
    assert len(rows) == count
    assert list(rows[0]) == [column.name for column in columns_of(view)]


@pytest.mark.parametrize("view", ["gdelt", "polecat"])
def test_views_under_other_names_are_filtered_alike_and_in_order_of_days(
    stories: EventStore, view: str
) -> None:
    key = columns_of(view)[0].name
    kept = {str(row[key]) for row in view_rows(stories, view, EventFilter(actor="berg"))}
    wanted = {str(row["event_id"]) for row in stories.events(EventFilter(actor="berg", status="occurred"))}
    assert kept == wanted
    day = columns_of(view)[1].name
    days = [str(row[day]) for row in view_rows(stories, view, EventFilter())]
    assert days == sorted(days)


def test_a_limit_counts_rows_of_the_view_asked_for(stories: EventStore) -> None:
    assert len(list(view_rows(stories, "gdelt", EventFilter(limit=2)))) == 2


def test_gdelt_s_and_polecat_s_scripts_find_their_columns(stories: EventStore) -> None:
    (met, *_) = view_rows(stories, "gdelt", EventFilter())
    assert (met["SQLDATE"], met["Actor1CountryCode"], met["Actor2CountryCode"]) == (19980713, "DEU", "RUS")
    assert (met["EventCode"], met["EventRootCode"], met["QuadClass"]) == ("040", "04", 1)
    (told, *_) = view_rows(stories, "polecat", EventFilter())
    assert (told["Event Date"], told["Event Type"], told["Quad Code"]) == (
        date(1998, 7, 13),
        "CONSULT",
        "VERBAL COOPERATION",
    )


def test_an_event_is_found_by_the_start_of_its_id(stories: EventStore) -> None:
    (planned,) = stories.events(EventFilter(status="planned"))
    assert event_of(stories, f" {str(planned['event_id'])[:12].upper()} ") == planned
    assert event_of(stories, "zz") is None


def test_a_start_that_fits_several_names_them(stories: EventStore) -> None:
    ids = [str(row["event_id"]) for row in stories.events()]
    with pytest.raises(AmbiguousEvent, match=ids[0][:12]) as raised:
        event_of(stories, "")
    assert "and more" in str(raised.value)


def test_the_known_types_are_those_of_the_schema(stories: EventStore) -> None:
    assert {"CONSULT", "RESIGN"} < set(known_types(stories))


def test_parquet_keeps_every_type_and_value(stories: EventStore) -> None:
    file = BytesIO()
    assert write_parquet(columns_of("events"), stories.events(), file) == 6
    table = pq.read_table(file)
    kinds = {field.name: field.type for field in table.schema}
    assert kinds["first_day"] == pa.date32()
    assert kinds["hedged"] == pa.bool_()
    assert kinds["confidence"] == kinds["amount"] == pa.float64()
    assert kinds["quad_class"] == pa.int64()
    assert kinds["loaded_at"] == pa.timestamp("ms", tz="UTC")
    (planned,) = (row for row in table.to_pylist() if row["status"] == "planned")
    assert (planned["first_day"], planned["hedged"], planned["quad_class"]) == (date(1998, 9, 1), False, 1)
    assert planned["loaded_at"] == datetime(2026, 1, 5, 7, 30, tzinfo=UTC)


def test_parquet_of_no_rows_still_has_its_columns() -> None:
    file = BytesIO()
    assert write_parquet(columns_of("gdelt"), iter(()), file) == 0
    assert pq.read_table(file).num_columns == len(columns_of("gdelt"))


def test_reading_works_on_postgresql_too(request: pytest.FixtureRequest) -> None:
    address = str(request.getfixturevalue("made_postgres"))
    fill(address, [talks()])
    with EventStore(address) as store:
        assert len(list(view_rows(store, "gdelt", EventFilter(actor="berg")))) == 1
        assert len(list(store.rows(events.select()))) == 4
