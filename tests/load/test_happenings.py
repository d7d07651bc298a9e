"""One act across issues, in real databases: whatever the order of loading, and on annotated pairs."""

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from benchmarks.acts import pairs, score
from extract.model import Event, Extraction, Participant
from load import EventStore, Scope
from load.rows import Row, digest_of
from load.tables import TABLES
from load.views import VIEWS
from tests.load.offers import at, enter, lone, offer, put

FOLDER = Path(__file__).parent
DAY = date(1998, 7, 13)
KIRIENKO, OBUCHI = "person:RUS:kirienko:sergei", "person:JPN:obuchi:keizo"


def issue(number: int, *events: Event, published: date = date(1998, 7, 14)) -> Extraction:
    """A made-up issue with these events alone."""
    made = offer(number, events=len(events))
    ids = [digest_of(f"{made.issue.issue_id} {n}") for n, _ in enumerate(events)]
    placed = [
        replace(event, event_id=ids[n], sentence=old.sentence, trigger=old.trigger)
        for n, (event, old) in enumerate(zip(events, made.events, strict=True))
    ]
    return replace(made, issue=replace(made.issue, published_on=published), events=tuple(placed))


def talks(first: date | None = DAY, last: date | None = None, **other: object) -> Event:
    """The talks of Kirienko and Obuchi, as one issue tells them."""
    sides = (
        Participant("actor", "Sergei Kirienko", "RUS", "GOV", None),
        Participant("recipient", "Keizo Obuchi", "JPN", "GOV", None),
    )
    event = offer(1, events=1).events[0]
    facts = {
        "event_type": "CONSULT",
        "event_mode": None,
        "status": "occurred",
        "first_day": first,
        "last_day": last or first,
        "date_precision": "day",
        "participants": sides,
        "actor_id": KIRIENKO,
        "recipient_id": OBUCHI,
        "amount": None,
        "casualties": (),
        "timex": None,
        "mentions": (),
        "place_name": None,
    }
    return replace(event, **facts | other)  # type: ignore[arg-type]  # fields of their kinds


def acts(store: EventStore) -> list[Row]:
    """All of `happenings`, in order."""
    happenings = VIEWS.tables["happenings"]
    return list(store.rows(select(happenings).order_by(happenings.c.happening_id)))


def test_an_act_that_three_issues_tell_is_one_happening(store: EventStore) -> None:
    days = [date(1998, 7, day) for day in (14, 15, 17)]
    told = [issue(n, talks(confidence=0.5 + n / 10), published=day) for n, day in enumerate(days)]
    put(store, told)
    (act,) = acts(store)
    assert (act["reports"], act["first_reported"], act["last_reported"]) == (3, days[0], days[-1])
    assert act["event_id"] == told[-1].events[0].event_id  # the one with the highest confidence
    assert act["happening_id"] == min(one.events[0].event_id for one in told)
    cited = {source.name for one in told for citation in one.issue.citations for source in citation.sources}
    assert act["sources"] == len(cited)
    assert (act["planned_in"], act["fulfilled_by"], act["overdue"]) == (None, None, False)


def test_a_plan_and_the_act_that_carried_it_out_know_each_other(store: EventStore) -> None:
    plan = issue(1, talks(date(1998, 7, 10), date(1998, 7, 20), status="planned"), published=date(1998, 7, 6))
    put(store, [plan])
    (planned,) = acts(store)
    assert (planned["fulfilled_by"], planned["overdue"]) == (None, False)
    put(store, [issue(2, talks(event_type="ACCUSE"), published=date(1998, 8, 1))])
    assert [act["overdue"] for act in acts(store) if act["happening_id"] == planned["happening_id"]] == [True]
    done = issue(3, talks())
    put(store, [done])
    found = {act["happening_id"]: act for act in acts(store)}
    plan_id, done_id = plan.events[0].event_id, done.events[0].event_id
    assert (found[plan_id]["fulfilled_by"], found[plan_id]["overdue"]) == (done_id, False)
    assert found[done_id]["planned_in"] == plan_id


def _story() -> list[Extraction]:
    """Issues whose acts hang together in every way."""
    return [
        issue(1, talks(), talks(date(1998, 7, 15))),
        issue(2, talks(confidence=0.9)),
        issue(3, talks(date(1998, 7, 12), date(1998, 7, 14), recipient_id=None)),
        issue(4, talks(date(1998, 7, 10), date(1998, 7, 20), status="planned")),
        issue(5, talks(date(1998, 7, 1), date(1998, 7, 31))),
        issue(6, talks(None, None)),
    ]


def test_the_order_of_loading_changes_nothing(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(itertools.islice(itertools.permutations(_story()), 0, 720, 80)):
        with EventStore(f"sqlite:///{tmp_path}/{number}.db") as store:
            store.init()
            enter(store)
            put(store, order, bulk=number % 2 == 0)
            assert store.check().sound
            found.append(acts(store))
    assert all(one == found[0] for one in found)
    assert len(found[0]) == 5


def test_an_issue_that_is_replaced_or_deleted_leaves_no_trace_in_the_acts(store: EventStore) -> None:
    first, *others = _story()
    put(store, others)
    before = acts(store)
    lone(store, first)
    assert acts(store) != before
    changed = at(first.issue.source_key, issue(9, talks(date(1999, 1, 1))))
    assert lone(store, changed) == "replaced"
    assert len(acts(store)) == len(before) + 1
    assert store.delete(Scope(issue=changed.issue.issue_id)) == 1
    assert acts(store) == before
    assert store.check().sound


def test_of_one_day_and_pair_the_one_a_day_view_has_one_row_a_type(store: EventStore) -> None:
    put(store, [issue(1, talks(), talks(confidence=0.99)), issue(2, talks(), talks(event_type="ACCUSE"))])
    counted = {row["event_type"]: row["reports"] for row in store.rows(select(VIEWS.tables["one_a_day"]))}
    assert counted == {"CONSULT": 3, "ACCUSE": 1}


def test_every_event_is_in_one_happening(store: EventStore) -> None:
    put(store, [offer(number, events=8) for number in range(10)])
    held = TABLES.tables["happening_events"]
    assert len(list(store.rows(select(held)))) == 80 == sum(int(str(act["reports"])) for act in acts(store))


PRECISION, RECALL = 0.95, 0.70
"""Floors, on 100 pairs that tell one act and 100 that nearly do."""


def test_acts_are_told_apart_as_people_tell_them_apart() -> None:
    same, near = (list(pairs(FOLDER / name)) for name in ("same_acts.tsv", "near_misses.tsv"))
    assert len(same) == len(near) == 100
    assert all(pair.texts[0] != pair.texts[1] for pair in (*same, *near))
    made = score(same, near)
    assert made.precision >= PRECISION
    assert made.recall >= RECALL
