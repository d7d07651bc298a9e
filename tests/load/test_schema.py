"""One truth: schema.sql, its mirror in Python, the page made from it, and what both databases make of it."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.pool import NullPool

from load import EventStore
from load.comments import page
from load.database import address_of
from load.relations import commented
from load.rows import Lineage, Row, issue_rows
from load.schema import schema_sql, statements
from load.tables import ISSUE_TABLES, TABLES
from load.views import EVENT_COLUMNS, VIEWS, event_log
from tests.load.offers import NOW, OPTIONS, RUN, offer

ROOT = Path(__file__).resolve().parents[2]


COLUMN = "killed_high"
NAMED_IN = {
    "extract/model.py",  # the field
    "extract/events/casualties.py",  # how it is found
    "schema.sql",  # the column, and the view that shows it
    "load/migrations/0003_what_peers_have.sql",
    "report/content.py",  # the page shows it
}


def test_a_column_is_named_where_it_is_found_stored_and_shown_and_nowhere_else() -> None:
    places = [ROOT / "schema.sql"]
    for package in ("extract", "load", "report", "flows"):
        places += [
            path for kind in ("py", "sql", "js", "html") for path in (ROOT / package).rglob(f"*.{kind}")
        ]
    named = {str(path.relative_to(ROOT)) for path in places if COLUMN in path.read_text(encoding="utf-8")}
    assert named == NAMED_IN


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with our tables and nothing in it, for all tests here: each engine in turn."""
    address = f"sqlite:///{tmp_path_factory.mktemp('schema')}/events.db"
    if request.param == "postgresql":
        address = str(request.getfixturevalue("made"))
    with EventStore(address) as store:
        store.init()
    opened = create_engine(address_of(address), poolclass=NullPool)
    yield opened
    opened.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A plain connection; what a test writes is rolled back."""
    with engine.connect() as opened:
        if opened.dialect.name == "sqlite":
            opened.exec_driver_sql("PRAGMA foreign_keys = ON")
        yield opened


def _kind(of: object) -> str:
    name = type(of).__name__.upper()
    return {"DOUBLE_PRECISION": "DOUBLE", "REAL": "DOUBLE", "DATETIME": "TIMESTAMP"}.get(name, name)


@pytest.mark.parametrize("name", TABLES.tables)
def test_the_mirror_of_a_table_is_what_the_database_made(connection: Connection, name: str) -> None:
    seen, table = inspect(connection), TABLES.tables[name]
    made = {column["name"]: (_kind(column["type"]), column["nullable"]) for column in seen.get_columns(name)}
    assert made == {column.name: (_kind(column.type), column.nullable) for column in table.c}
    assert seen.get_pk_constraint(name)["constrained_columns"] == [
        column.name for column in table.primary_key
    ]
    keys = {(tuple(key["constrained_columns"]), key["referred_table"]) for key in seen.get_foreign_keys(name)}
    mirrored = {
        (tuple(key.column_keys), key.elements[0].column.table.name) for key in table.foreign_key_constraints
    }
    assert keys == mirrored


def test_nothing_stands_in_the_database_that_the_mirror_does_not_know(connection: Connection) -> None:
    seen = inspect(connection)
    tables = {name for name in seen.get_table_names() if not name.startswith("sentence_words")}
    assert tables == set(TABLES.tables)
    assert set(seen.get_view_names()) == set(VIEWS.tables)


@pytest.mark.parametrize("name", VIEWS.tables)
def test_a_view_s_columns_have_the_types_that_postgresql_gives_them(made: str, name: str) -> None:
    opened = create_engine(address_of(made), poolclass=NullPool)
    seen = inspect(opened).get_columns(name)
    given = {column["name"]: _kind(column["type"]).replace("BIGINT", "INTEGER") for column in seen}
    assert given == {column.name: _kind(column.type) for column in VIEWS.tables[name].c}


@pytest.mark.parametrize("name", VIEWS.tables)
def test_every_view_can_be_read_and_has_the_columns_of_its_mirror(connection: Connection, name: str) -> None:
    view = VIEWS.tables[name]
    assert [column["name"] for column in inspect(connection).get_columns(name)] == view.c.keys()
    assert connection.execute(select(view)).all() == []


def test_event_log_has_the_columns_of_the_public_interface() -> None:
    promised = """event_id issue_id issue_file publication volume issue_number headline published_on
        published_basis dateline reference_date reference_basis sentence sentence_no trigger
        trigger_start trigger_end event_type event_mode cameo_code quad_class status hedged
        date_text first_day last_day date_precision date_basis actor_name actor_country actor_sector
        recipient_name recipient_country recipient_sector place_name place_country amount
        amount_high currency speaker reported_by place_latitude place_longitude place_id place_region
        place_precision killed killed_high wounded wounded_high arrested arrested_high actor_id
        recipient_id contexts section reader confidence rule"""
    assert list(EVENT_COLUMNS) == promised.split()
    assert event_log.c.keys() == [*EVENT_COLUMNS, "source_uri", "extractor_version", "run_id", "loaded_at"]


def test_rows_have_exactly_the_columns_of_their_tables() -> None:
    rows = issue_rows(offer(10, events=40), Lineage(RUN, OPTIONS, "0", NOW))
    assert list(rows) == [table.name for table in ISSUE_TABLES]
    for table in ISSUE_TABLES:
        assert rows[table.name], f"the made-up issue has no {table.name}"
        assert all(set(row) == set(table.c.keys()) for row in rows[table.name])


def test_every_table_view_and_column_is_commented() -> None:
    told = {relation.name: relation for relation in commented()}
    assert set(told) == set(TABLES.tables) | set(VIEWS.tables)
    for name, table in (*TABLES.tables.items(), *VIEWS.tables.items()):
        assert told[name].comment
        assert [column.name for column in told[name].columns] == table.c.keys()
        assert all(column.comment for column in told[name].columns), name


def test_the_page_on_the_schema_is_made_from_it() -> None:
    written = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m load.comments > docs/schema.md"


def test_the_schema_runs_on_a_bare_sqlite() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in statements(schema_sql()):
        connection.execute(statement)
    assert connection.execute("SELECT COUNT(*) FROM event_types").fetchone() == (21,)
    connection.close()


def test_statements_keep_triggers_and_quoted_semicolons_whole() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END;"
    assert list(statements(f"SELECT ';';\n{trigger}\n-- the end;\n")) == ["SELECT ';';", trigger]


BAD: dict[str, tuple[str, Row]] = {
    "no real day": ("issues", {"published_on": "1998-02-30"}),
    "no day at all": ("issues", {"reference_date": "1915-13-45"}),
    "a day in words": ("events", {"first_day": "13 July"}),
    "last before first": ("events", {"first_day": date(1998, 7, 14), "last_day": date(1998, 7, 13)}),
    "unknown status": ("events", {"status": "rumoured"}),
    "unknown type": ("events", {"event_type": "DANCE"}),
    "unknown basis": ("events", {"date_basis": "guess"}),
    "unknown precision": ("events", {"date_precision": "decade"}),
    "quad class out of range": ("events", {"quad_class": 5}),
    "confidence out of range": ("events", {"confidence": 1.5}),
    "CAMEO code with letters": ("events", {"cameo_code": "04x"}),
    "trigger before its sentence": ("events", {"trigger_start": -1}),
    "trigger beyond its sentence": ("events", {"trigger_end": 100_000}),
    "more at least than at most": ("events", {"killed": 3, "killed_high": 2}),
    "a reader nobody knows": ("events", {"reader": "oracle"}),
    "a place beyond the pole": ("events", {"place_latitude": 90.5}),
    "fewer than none": ("casualties", {"low": -1}),
    "passage that is not there": ("events", {"passage_no": 9}),
    "issue_id that is no digest": ("issues", {"issue_id": "not a digest"}),
    "country in small letters": ("participants", {"country": "rus"}),
    "country of two letters": ("actors", {"country": "RU"}),
    "sector of two letters": ("participants", {"sector": "GO"}),
    "unknown side": ("participants", {"side": "bystander"}),
    "unknown kind": ("actors", {"kind": "ship"}),
    "currency of two letters": ("amounts", {"currency": "US"}),
    "range upside down": ("amounts", {"amount": 2.0, "amount_high": 1.0}),
    "unknown tenure": ("actor_roles", {"tenure": "retired"}),
    "actor that is not there": ("actor_mentions", {"actor_no": 99}),
    "span upside down": ("timexes", {"span_start": 9, "span_end": 3}),
    "unknown TIMEX3 type": ("timexes", {"timex_type": "WHEN"}),
    "number zero": ("citations", {"citation_no": 0}),
    "span before the text": ("passages", {"span_start": -1}),
}


@pytest.mark.parametrize("name", BAD)
def test_the_schema_refuses(connection: Connection, name: str) -> None:
    broken, wrong = BAD[name]
    rows = issue_rows(offer(10, events=40), Lineage(RUN, OPTIONS, "0", NOW))
    rows[broken][0] = rows[broken][0] | wrong
    with pytest.raises((IntegrityError, DataError)):  # noqa: PT012  # any of the inserts may be the one
        for table in ISSUE_TABLES:
            columns = ", ".join(table.c.keys())
            values = ", ".join(f":{column}" for column in table.c.keys())  # noqa: SIM118  # no dictionary
            plain = [_plain(row) for row in rows[table.name]]
            connection.execute(text(f"INSERT INTO {table.name} ({columns}) VALUES ({values})"), plain)  # noqa: S608


def _plain(row: Row) -> Row:
    """Days and times as text, as any client may hand them in; the mirror's types would refuse bad ones."""
    return {name: str(value) if isinstance(value, date) else value for name, value in row.items()}


def test_the_rows_the_refusals_start_from_are_taken(connection: Connection) -> None:
    rows = issue_rows(offer(10, events=40), Lineage(RUN, OPTIONS, "0", NOW))
    for table in ISSUE_TABLES:
        connection.execute(table.insert(), rows[table.name])
    assert len(connection.execute(select(event_log)).all()) == 40
