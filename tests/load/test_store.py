"""What is written, replaced, left alone: the same on both databases, in both ways of writing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from extract.model import Citation, CitedSource, Extraction, Span
from load import EventFilter, EventStore, writing
from load.reading import Order
from load.rows import Lineage, Row, event_rows, issue_rows
from load.tables import ISSUE_TABLES
from load.views import EVENT_COLUMNS, VIEWS, event_log, main_events
from load.writing import Standing, decide
from tests.load.offers import NOW, OPTIONS, RUN, VERSION, at, contents, counts, enter, lone, offer, put

PARTS = [table.name for table in ISSUE_TABLES]

WAYS = pytest.mark.parametrize("bulk", [False, True], ids=["one-by-one", "bulk"])


@WAYS
def test_what_is_written_is_read_back(store: EventStore, *, bulk: bool) -> None:
    told = [offer(number) for number in range(1, 6)]
    assert [written.outcome for written in put(store, told, bulk=bulk)] == ["written"] * 5
    expected = {str(row["event_id"]): row for one in told for row in event_rows(one)}
    for row in store.events():
        assert {name: row[name] for name in EVENT_COLUMNS} == expected.pop(str(row["event_id"]))
        assert list(row) == event_log.c.keys()
    assert not expected
    assert store.check().sound


@WAYS
def test_the_same_text_again_writes_nothing(store: EventStore, url: str, *, bulk: bool) -> None:
    told = [offer(1), offer(2)]
    put(store, told, bulk=bulk)
    before, rows = counts(url), contents(store)
    assert [written.outcome for written in put(store, told, bulk=bulk)] == ["unchanged"] * 2
    assert counts(url) == before
    assert contents(store) == rows


@WAYS
def test_a_changed_text_replaces_exactly_its_issue_and_leaves_no_orphan(
    store: EventStore, url: str, *, bulk: bool
) -> None:
    put(store, [offer(1), offer(2)], bulk=bulk)
    alone = [row for row in contents(store) if row["issue_id"] == offer(2).issue.issue_id]
    assert put(store, [offer(1, wording=1)], bulk=bulk)[0].outcome == "replaced"
    assert [row for row in contents(store) if row["issue_id"] == offer(2).issue.issue_id] == alone
    assert {row["issue_id"] for row in contents(store)} == {
        offer(1, wording=1).issue.issue_id,
        offer(2).issue.issue_id,
    }
    with_both = counts(url)
    put(store, [offer(1), offer(1, wording=1)], bulk=bulk)
    assert counts(url) == with_both


@WAYS
def test_a_newer_version_replaces_and_an_older_one_does_not(store: EventStore, *, bulk: bool) -> None:
    put(store, [offer(version="1.2+a")], bulk=bulk)
    assert put(store, [offer(version="1.10+a", events=3)], bulk=bulk)[0].outcome == "replaced"
    assert put(store, [offer(version="1.9+a")], bulk=bulk)[0].outcome == "kept newer"
    assert {row["extractor_version"] for row in contents(store)} == {"1.10+a"}
    assert put(store, [offer(version="1.10+b")], bulk=bulk)[0].outcome == "replaced"


def test_an_older_version_overwrites_when_told(store: EventStore) -> None:
    lone(store, offer(version="2.0"))
    assert lone(store, offer(version="1.0"), overwrite_newer=True) == "replaced"
    assert {row["extractor_version"] for row in contents(store)} == {"1.0"}


def test_an_older_version_does_not_replace_by_a_changed_text_either(store: EventStore) -> None:
    lone(store, offer(version="2.0"))
    assert lone(store, offer(version="1.0", wording=1)) == "kept newer"
    assert {row["issue_id"] for row in contents(store)} == {offer().issue.issue_id}


def test_other_options_replace(store: EventStore) -> None:
    lone(store, offer())
    assert lone(store, offer(), options_digest="1" * 32) == "replaced"


@WAYS
def test_one_text_at_two_keys_is_one_issue_with_two_sources(
    store: EventStore, url: str, *, bulk: bool
) -> None:
    told = [at("b/second.txt", offer()), at("a/first.txt", offer())]
    assert [written.outcome for written in put(store, told, bulk=bulk)] == ["written", "unchanged"]
    assert counts(url)["issues"] == 1
    assert counts(url)["issue_sources"] == 2
    assert {row["issue_file"] for row in contents(store)} == {"first.txt"}


@WAYS
def test_a_text_that_leaves_one_of_its_keys_stays_at_the_other(
    store: EventStore, url: str, *, bulk: bool
) -> None:
    put(store, [at("a.txt", offer()), at("b.txt", offer())], bulk=bulk)
    assert put(store, [at("a.txt", offer(wording=1))], bulk=bulk)[0].outcome == "replaced"
    files = {row["issue_id"]: row["issue_file"] for row in contents(store)}
    assert files == {offer().issue.issue_id: "b.txt", offer(wording=1).issue.issue_id: "a.txt"}
    assert put(store, [at("b.txt", offer(wording=1))], bulk=bulk)[0].outcome == "replaced"
    assert counts(url)["issues"] == 1
    assert counts(url)["issue_sources"] == 2
    assert store.check().sound


@WAYS
def test_the_whole_of_an_issue_goes_with_it(store: EventStore, url: str, *, bulk: bool) -> None:
    put(store, [offer(10)], bulk=bulk)
    assert all(counts(url)[name] for name in PARTS if name not in ("amounts", "event_mentions"))
    bare = replace(offer(10, wording=1), events=(), timexes=(), actors=(), mentions=(), roles=(), problems=())
    put(store, [bare], bulk=bulk)
    after = counts(url)
    assert {name for name in PARTS if after[name]} == {
        "issues", "issue_sources", "citations", "citation_sources", "passages",
    }  # fmt: skip


@pytest.mark.parametrize("key", ["odd\udcff.txt", "nul\x00.txt", "naïve; 'quoted'.txt"])
def test_any_file_name_is_a_key_of_its_own(store: EventStore, key: str) -> None:
    assert lone(store, at(key, offer())) == "written"
    assert lone(store, at(key, offer())) == "unchanged"
    assert lone(store, at("plain.txt", offer(2))) == "written"


def test_file_names_that_no_database_stores_stay_apart(store: EventStore) -> None:
    keys = ["nul\x00.txt", "nul\ufffd.txt", "odd\udcff.txt", "odd\ufffd.txt"]
    assert [lone(store, at(key, offer(number))) for number, key in enumerate(keys)] == ["written"] * 4
    assert len(store.taken(VERSION, OPTIONS)) == 4


def test_text_that_no_database_stores_keeps_its_offsets(store: EventStore) -> None:
    told = offer()
    odd = told.issue.text.replace("before", "be\x00ore").replace("neither", "nei\ud800her")
    lone(store, replace(told, issue=replace(told.issue, text=odd)))
    assert store.check().sound
    assert all("be\ufffdore" in str(row["sentence"]) for row in contents(store))


@WAYS
def test_a_row_that_breaks_a_rule_is_refused_and_nothing_of_its_issue_stands(
    store: EventStore, url: str, *, bulk: bool
) -> None:
    good, bad = offer(1), offer(2)
    torn = replace(bad.events[0], first_day=date(1998, 7, 14), last_day=date(1998, 7, 13))
    broken = replace(bad, events=(*bad.events[1:], torn))
    written = put(store, [good, broken, offer(3)], bulk=bulk)
    assert [one.outcome for one in written] == ["written", "refused", "written"]
    assert "rule of the schema" in written[1].message
    assert counts(url)["issues"] == 2
    assert lone(store, broken) == "refused"


def test_an_answer_lost_after_the_commit_is_told_as_it_was(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = store._database.transact  # noqa: SLF001  # only here can an answer be lost

    def twice(work: Callable[..., object]) -> object:
        once(work)
        return once(lambda connection, _attempt: work(connection, 2))

    monkeypatch.setattr(store._database, "transact", twice)  # noqa: SLF001  # as above
    assert lone(store, offer()) == "written"
    assert store.runs()[0].written == 1


def test_both_databases_show_the_same_values_of_the_same_types(sqlite_url: str, made_postgres: str) -> None:
    shown = []
    for address in (sqlite_url, made_postgres):
        with EventStore(address) as store:
            store.init()
            enter(store)
            put(store, [offer(number, events=8) for number in range(30)])
            shown.append(list(store.events()))
    assert shown[0] == shown[1]
    kinds = [[[type(value) for value in row.values()] for row in rows] for rows in shown]
    assert kinds[0] == kinds[1]
    assert {bool, float, int, str, date, datetime} <= {kind for row in kinds[0] for kind in row}


def test_sqlite_holds_what_sqlalchemy_itself_would_write(sqlite_url: str) -> None:
    with EventStore(sqlite_url) as store:
        store.init()
        enter(store)
    held = []
    engine = create_engine(sqlite_url)
    for write in (writing.put, lambda connection, table, rows: connection.execute(table.insert(), rows)):
        with engine.connect() as connection:
            for number in range(10):
                rows = issue_rows(offer(number, events=8), Lineage(RUN, OPTIONS, OPTIONS, NOW))
                for table in ISSUE_TABLES:
                    if rows[table.name]:
                        write(connection, table, rows[table.name])
            named = [table.name for table in ISSUE_TABLES]
            held.append([connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in named])  # noqa: S608  # our names
    engine.dispose()
    assert held[0] == held[1]
    assert all(held[0])


FILTERS: dict[str, tuple[EventFilter, Callable[[Row], bool]]] = {
    "since": (EventFilter(since=date(1998, 1, 1)), lambda row: _reaches(row, date(1998, 1, 1), None)),
    "until": (EventFilter(until=date(1997, 1, 1)), lambda row: _reaches(row, None, date(1997, 1, 1))),
    "between": (
        EventFilter(since=date(1997, 3, 1), until=date(1997, 6, 30)),
        lambda row: _reaches(row, date(1997, 3, 1), date(1997, 6, 30)),
    ),
    "open ends": (
        EventFilter(since=date(1997, 3, 1), until=date(1997, 6, 30), open_ended=True),
        lambda row: _reaches(row, date(1997, 3, 1), date(1997, 6, 30), open_ended=True),
    ),
    "actor": (
        EventFilter(actor="pERson 01"),
        lambda row: "Person 01" in f"{row['actor_name']} {row['recipient_name']}",
    ),
    "country": (
        EventFilter(country="geo"),
        lambda row: "GEO" in (row["actor_country"], row["recipient_country"]),
    ),
    "type": (EventFilter(event_type="consult"), lambda row: row["event_type"] == "CONSULT"),
    "types": (
        EventFilter(event_type=("consult", "AID")),
        lambda row: row["event_type"] in {"CONSULT", "AID"},
    ),
    "countries": (
        EventFilter(country=("geo", "RUS")),
        lambda row: bool({"GEO", "RUS"} & {row["actor_country"], row["recipient_country"]}),
    ),
    "statuses": (
        EventFilter(status=("planned", "denied")),
        lambda row: row["status"] in {"planned", "denied"},
    ),
    "confidence": (EventFilter(min_confidence=0.5), lambda row: float(str(row["confidence"])) >= 0.5),
    "status": (EventFilter(status="planned"), lambda row: row["status"] == "planned"),
    "word": (EventFilter(text="PIPELINE"), lambda row: "pipeline" in str(row["sentence"])),
    "words": (EventFilter(text="gas capital"), lambda row: "the gas no." in str(row["sentence"])),
    "nought": (EventFilter(text="gas\0capital"), lambda row: "the gas no." in str(row["sentence"])),
    "hyphen": (EventFilter(text="cease-fire"), lambda row: "cease-fire" in str(row["sentence"])),
    "issue": (EventFilter(issue="issue-000007.txt"), lambda row: row["issue_file"] == "issue-000007.txt"),
    "number": (EventFilter(issue="1/5"), lambda row: (row["volume"], row["issue_number"]) == (1, 5)),
    "none": (EventFilter(country="%"), lambda _row: False),
}


def _reaches(row: Row, since: date | None, until: date | None, *, open_ended: bool = False) -> bool:
    first, last = row["first_day"], row["last_day"]
    assert isinstance(first, date | None)
    assert isinstance(last, date | None)
    if first is None and last is None:
        return False
    begins = first or (date.min if open_ended else last) or date.min
    ends = last or (date.max if open_ended else first) or date.max
    return not (since and ends < since) and not (until and begins > until)


@pytest.mark.parametrize("name", FILTERS)
def test_filters_mean_the_same_on_both_databases(store: EventStore, name: str) -> None:
    put(store, [offer(number, events=8) for number in range(40)], bulk=True)
    asked, wanted = FILTERS[name]
    everything = list(store.events())
    assert list(store.events(asked)) == [row for row in everything if wanted(row)]


def test_events_come_in_order_of_days_and_the_undated_last(store: EventStore) -> None:
    put(store, [offer(number, events=8) for number in range(20)], bulk=True)
    days = [row["first_day"] or row["last_day"] for row in store.events()]
    dated = [day for day in days if isinstance(day, date)]
    assert dated == sorted(dated)
    assert days[len(dated) :] == [None] * (len(days) - len(dated))
    assert list(store.events(EventFilter(limit=5))) == list(store.events())[:5]


def test_one_event_a_sentence_is_the_one_whose_words_come_first(store: EventStore) -> None:
    put(store, [offer(number, events=8) for number in range(6)], bulk=True)
    first: dict[tuple[object, object], Row] = {}
    for row in sorted(store.events(), key=lambda row: int(str(row["trigger_start"]))):
        first.setdefault((row["issue_id"], row["sentence"]), row)
    wanted = {row["event_id"] for row in first.values()}
    assert {row["event_id"] for row in store.events(EventFilter(main=True))} == wanted
    assert {row["event_id"] for row in store.rows(main_events.select())} == wanted


@pytest.mark.parametrize(("sort", "column"), [("newest", "published_on"), ("confidence", "confidence")])
def test_events_come_in_the_order_asked_for(store: EventStore, sort: Order, column: str) -> None:
    put(store, [offer(number, events=4) for number in range(12)], bulk=True)
    values = [str(row[column]) for row in store.events(EventFilter(sort=sort))]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) > 1


def test_a_participant_of_unknown_country_keeps_its_place() -> None:
    event = offer().events[0]
    one, two = event.participants
    sides = (replace(one, side="actor", country=None), replace(two, side="actor"))
    told = replace(offer(), events=(replace(event, participants=sides),))
    row = event_rows(told)[0]
    assert row["actor_country"] == f"; {two.country}"
    assert row["recipient_country"] is None


SIDES = ("actor_country", "actor_sector", "recipient_country", "recipient_sector")
UNKNOWN = {
    "event_log": (*SIDES, "reported_by"),
    "gdelt_events": ("Actor1Code", "Actor1CountryCode", "Actor2Code", "Actor2Type1Code"),
    "polecat_events": ("Actor Country", "Actor Sectors", "Recipient Country", "Recipient Sectors"),
}
"""What is unknown of an event between two whom nobody can place, under a citation without sources."""


def test_what_nobody_knows_is_null_in_every_view(store: EventStore) -> None:
    event = offer().events[0]
    sides = tuple(replace(one, country=None, sector=None) for one in event.participants)
    unsaid = replace(offer().issue, citations=(Citation(Span(0, 1), (CitedSource("", None, None),)),))
    told = replace(offer(), issue=unsaid, events=(replace(event, status="occurred", participants=sides),))
    lone(store, told)
    for view, unknown in UNKNOWN.items():
        (row,) = store.rows(select(VIEWS.tables[view]))
        assert {name: row[name] for name in unknown} == dict.fromkeys(unknown)
        assert "" not in row.values()
    assert event_rows(told)[0]["reported_by"] is None


def test_under_a_dated_heading_today_is_the_day_of_the_heading(store: EventStore) -> None:
    told = offer()
    (passage,) = told.issue.passages
    day = date(1998, 3, 16)
    dated = replace(told, issue=replace(told.issue, passages=(replace(passage, reference_day=day),)))
    lone(store, dated)
    for row in (*store.events(), *event_rows(dated)):
        assert (row["reference_date"], row["reference_basis"]) == (day, "stated")


STEPS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 2), st.sampled_from(["1.0", "1.1", "2.0"])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_after_any_writings_each_key_has_one_issue_and_no_issue_is_without_key(
    steps: list[tuple[str, int, str]],
) -> None:
    with EventStore("sqlite://") as store:
        store.init()
        enter(store)
        newest: dict[str, tuple[str, int]] = {}
        for key, wording, version in steps:
            told = at(key, offer(1, events=1, wording=wording, version=version))
            if lone(store, told) != "kept newer" or key not in newest:
                newest[key] = (version, wording)
        assert store.check().sound
        texts = {offer(1, events=1, wording=wording).issue.issue_id for _, wording in newest.values()}
        assert {row["issue_id"] for row in store.events()} == texts


def test_the_decision_names_what_must_leave() -> None:
    told = at("a", offer(wording=1))
    here = Standing("a", offer().issue.issue_id, "", "", "0", VERSION, OPTIONS, "a")
    plan = decide([here], told, Lineage(RUN, OPTIONS, "0", NOW), overwrite_newer=False)
    assert (plan.outcome, plan.write, plan.leave) == ("replaced", True, offer().issue.issue_id)


def test_a_trigger_outside_its_sentence_is_refused(store: EventStore) -> None:
    told: Extraction = offer()
    astray = replace(told.events[0], trigger=Span(len(told.issue.text) - 2, len(told.issue.text)))
    assert lone(store, replace(told, events=(astray,))) == "refused"
