"""Which reports tell one act: rules one by one, and that the result is a function of the set of reports."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load import acts
from load.acts import Report, act_keys_of, group

DAY = date(1998, 7, 13).toordinal()
KIRIENKO, OBUCHI = "person:RUS:kirienko:sergei", "person:JPN:obuchi:keizo"

TALKS = Report(
    "aa", "CONSULT", None, "occurred", DAY, DAY, (KIRIENKO,), (OBUCHI,), "tokyo", "They held talks."
)


def told(event_id: str = "bb", **other: object) -> Report:
    """The talks as another issue tells them."""
    return replace(TALKS, event_id=event_id, **other)  # type: ignore[arg-type]  # fields of their kinds


SAME = {
    "the same in other words": told(sentence="The two met."),
    "the sides the other way round, for it is mutual": told(actors=(OBUCHI,), recipients=(KIRIENKO,)),
    "a week that holds the day": told(first=DAY - 3, last=DAY + 3),
    "one side unnamed": told(actors=(OBUCHI,), recipients=()),
    "a surname alone": told(actors=("person::kirienko",)),
    "no place told": told(place=None),
}

ANOTHER = {
    "the next day": told(first=DAY + 1, last=DAY + 1),
    "another type": told(event_type="ACCUSE"),
    "planned only": told(status="planned"),
    "denied": told(status="denied"),
    "another recipient": told(recipients=("person:JPN:hashimoto",)),
    "another of that surname": told(actors=("person:RUS:kirienko:anna",)),
}


@pytest.mark.parametrize("how", SAME)
def test_it_is_one_act(how: str) -> None:
    assert len({act.happening_id for act in group([TALKS, SAME[how]]).values()}) == 1


@pytest.mark.parametrize("how", ANOTHER)
def test_it_is_another_act(how: str) -> None:
    assert len({act.happening_id for act in group([TALKS, ANOTHER[how]]).values()}) == 2


def test_a_span_longer_than_a_quarter_is_compared_with_nothing() -> None:
    first = date(1998, 1, 1)
    assert act_keys_of("CONSULT", KIRIENKO, None, first, date(1998, 4, 3)) == ("CONSULT person::kirienko",)
    assert act_keys_of("CONSULT", KIRIENKO, None, first, date(1998, 4, 4)) == ()
    assert act_keys_of("CONSULT", KIRIENKO, None, first, None) == ()


def test_modes_that_differ_tell_acts_apart() -> None:
    visit, call = replace(TALKS, event_mode="visit"), told(event_mode="phone")
    assert len({act.happening_id for act in group([visit, call]).values()}) == 2


def test_a_vague_report_that_fits_two_acts_stays_alone() -> None:
    week = told("cc", first=DAY, last=DAY + 6)
    second = told("bb", first=DAY + 2, last=DAY + 2)
    assert group([TALKS, second, week])["cc"].happening_id == "cc"
    assert group([TALKS, week])["cc"].happening_id == "aa"


def test_what_one_speaker_says_twice_a_day_is_two_acts_unless_the_words_are_alike() -> None:
    speech = replace(TALKS, event_type="ACCUSE", sentence="Kirienko accused Obuchi over the pipeline treaty.")
    again = told(event_type="ACCUSE", sentence="Japan delays the pipeline treaty, Kirienko complained.")
    other = told("cc", event_type="ACCUSE", sentence="He also blamed him for whaling near Sakhalin.")
    found = group([speech, again, other])
    assert found["aa"] == found["bb"]
    assert found["cc"].happening_id == "cc"


def test_attacks_by_unnamed_groups_are_one_only_at_one_place() -> None:
    attack = replace(
        TALKS, event_type="ASSAULT", actors=("group::reb",), recipients=("group:RUS:mil",), place="gudermes"
    )
    assert len({a.happening_id for a in group([attack, replace(attack, event_id="bb")]).values()}) == 1
    elsewhere = (replace(attack, event_id="bb", place="vedeno"), replace(attack, event_id="bb", place=None))
    for other in elsewhere:
        assert len({a.happening_id for a in group([attack, other]).values()}) == 2


def test_sibling_types_tell_one_act() -> None:
    resigned = replace(TALKS, event_type="RESIGN", recipients=(), actors=(KIRIENKO,))
    removed = replace(resigned, event_id="bb", event_type="DISMISS")
    assert len({act.happening_id for act in group([resigned, removed]).values()}) == 1


def test_a_report_that_fits_only_what_has_joined_a_contrary_act_stands_alone() -> None:
    vague, by_phone, visit = (
        told("aa", event_mode=None, recipients=()),
        told("bb", event_mode="phone", actors=("person:RUS:kirienko",), recipients=()),
        told("cc", event_mode="visit", recipients=()),
    )
    found = group([vague, by_phone, visit])
    assert {event_id: act.happening_id for event_id, act in found.items()} == {
        "aa": "cc", "bb": "bb", "cc": "cc"
    }  # fmt: skip


def test_a_plan_knows_the_act_that_carried_it_out() -> None:
    plan = told("bb", status="planned", first=DAY - 5, last=DAY + 5)
    found = group([TALKS, plan])
    assert (found["bb"].happening_id, found["bb"].fulfilled_by) == ("bb", "aa")
    assert found["aa"].fulfilled_by is None
    assert group([plan])["bb"].fulfilled_by is None
    twice = [TALKS, told("cc", first=DAY + 3, last=DAY + 3), plan]
    assert group(twice)["bb"].fulfilled_by is None


def test_the_acts_of_one_actor_are_not_compared_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document of thousands of events would take minutes."""
    compared = []

    def counted(vague: Report, exact: Report) -> bool:
        compared.append((vague, exact))
        return False

    monkeypatch.setattr(acts, "_fits", counted)
    many = [told(f"{n:03x}", recipients=(f"person:USA:{n}",), event_type="AID") for n in range(300)]
    assert len(group(many)) == len({act.happening_id for act in group(many).values()}) == 300
    assert len(compared) < 2 * len(many)


def test_what_one_says_all_day_hangs_together_by_words_that_are_rare() -> None:
    said = [
        "pipelines matter", "pipelines matter greatly", "greatly feared",
        "harvest figures were published", "harvest began", "nothing",
    ]  # fmt: skip
    reports = [told(f"{n:02x}", event_type="STATEMENT", sentence=one) for n, one in enumerate(said)]
    found = group(reports)
    together = [found[report.event_id].happening_id for report in reports]
    assert together == ["00", "00", "00", "03", "03", "05"]


NAMES = st.sampled_from([KIRIENKO, "person:RUS:kirienko", OBUCHI, "country:RUS", "group::reb"])
REPORTS = st.lists(
    st.builds(
        Report,
        event_id=st.text("abcdef", min_size=3, max_size=3),
        event_type=st.sampled_from(["CONSULT", "ASSAULT", "ACCUSE", "RESIGN", "DISMISS"]),
        event_mode=st.sampled_from([None, "visit", "phone"]),
        status=st.sampled_from(["occurred", "planned"]),
        first=st.integers(DAY, DAY + 2),
        last=st.integers(DAY + 2, DAY + 4),
        actors=st.lists(NAMES, min_size=1, max_size=2, unique=True).map(tuple),
        recipients=st.lists(NAMES, max_size=1).map(tuple),
        place=st.sampled_from([None, "grozny", "osh"]),
        sentence=st.sampled_from(["talks about pipelines", "pipelines again", "something else entirely"]),
    ),
    max_size=12,
    unique_by=lambda report: report.event_id,
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(reports: list[Report], chance: object) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random
    assert group(shuffled) == group(reports)


@given(REPORTS)
def test_an_act_is_named_after_one_of_its_own_reports(reports: list[Report]) -> None:
    found = group(reports)
    assert set(found) == {report.event_id for report in reports}
    assert all(found[act.happening_id].happening_id == act.happening_id for act in found.values())


@given(REPORTS)
def test_reports_of_one_act_share_a_key_by_which_they_are_found(reports: list[Report]) -> None:
    def keys(report: Report) -> set[str]:
        days = date.fromordinal(report.first), date.fromordinal(report.last)
        sides = "; ".join(report.actors), "; ".join(report.recipients) or None
        return set(act_keys_of(report.event_type, *sides, *days))

    by_id = {report.event_id: report for report in reports}
    for event_id, act in group(reports).items():
        for other in (act.happening_id, act.fulfilled_by):
            if other:
                assert keys(by_id[event_id]) <= keys(by_id[other])
