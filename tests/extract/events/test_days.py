"""When an event lies: which expression dates it, and what dates it where no expression does."""

from datetime import date

import pytest

from extract import extract_issue
from extract.model import DayOptions, Event

PUBLISHED = date(1998, 7, 14)
"""A Tuesday."""
FLOOR = 0.45
"""The share of untimed sentences that must be right: out of their documents these are the hardest kind."""
JULY = tuple(date(1998, 7, day) if day else None for day in range(32))


def events_of(text: str) -> dict[str, Event]:
    """The events of a text published on 14 July 1998, by the words of their triggers."""
    extraction = extract_issue(text, options=DayOptions(published=PUBLISHED))
    return {event.trigger.of(extraction.issue.text): event for event in extraction.events}


OWN = [
    pytest.param("Rebels attacked the town on July 9.", "attacked", (9, 9), id="its own day"),
    pytest.param("Rebels attacked the town yesterday.", "attacked", (13, 13), id="yesterday"),
    pytest.param(
        "Lebed accused the generals on July 3 and arrested them on July 9.", "accused", (3, 3),
        id="the first verb keeps its day",
    ),
    pytest.param(
        "Lebed accused the generals on July 3 and arrested them on July 9.", "arrested", (9, 9),
        id="the second verb keeps its day",
    ),
    pytest.param(
        "The minister, who resigned on July 3, met the president yesterday.", "resigned", (3, 3),
        id="a relative clause keeps its day",
    ),
    pytest.param(
        "The talks, which began on Friday, failed.", "talks", (10, 10),
        id="a relative clause that only lends its day",
    ),
    pytest.param(
        "The envoy was scheduled to meet the premier on July 20.", "meet", (20, 20), id="raised",
    ),
    pytest.param(
        "Bombs exploded yesterday, killing three soldiers.", "killing", (13, 13),
        id="a participle shares its clause's day",
    ),
    pytest.param("Lebed accused the generals this week.", "accused", (13, 14), id="a week so far"),
    pytest.param(
        "The minister defended the 2 July treaty signed in Oslo.", "signed", (2, 2),
        id="a participle shares the day before its noun",
    ),
    pytest.param(
        "Sixty rebels have been killed since the truce collapsed on July 6.", "killed", (6, 14),
        id="what has happened since something began",
    ),
    pytest.param(
        "Since the truce collapsed on July 6, sixty rebels have been killed.", "killed", (6, 14),
        id="the same before it",
    ),
    pytest.param("Lebed accused the generals last week.", "accused", (6, 10), id="a week is that of work"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "days"), OWN)
def test_an_expression_dates_its_event(text: str, trigger: str, days: tuple[int, int]) -> None:
    event = events_of(text)[trigger]
    assert (event.first_day, event.last_day) == (JULY[days[0]], JULY[days[1]])
    assert event.date_basis == "relative"


def test_the_day_of_a_report_is_not_that_of_what_it_announces() -> None:
    events = events_of("The minister said yesterday that the premier would visit Oslo in September.")
    assert (events["said"].first_day, events["said"].last_day) == (JULY[13], JULY[13])
    assert (events["visit"].first_day, events["visit"].last_day) == (date(1998, 9, 1), date(1998, 9, 30))


def test_a_plan_without_a_day_lies_ahead_with_an_open_end() -> None:
    visit = events_of("The minister said yesterday that the premier would visit Oslo.")["visit"]
    assert (visit.first_day, visit.last_day, visit.date_text) == (JULY[14], None, None)


def test_what_is_reported_as_going_on_has_the_day_of_the_report() -> None:
    seeking = events_of("Chubais confirmed yesterday that Russia is seeking a loan.")["seeking"]
    assert (seeking.first_day, seeking.last_day, seeking.date_text) == (JULY[13], JULY[13], "yesterday")


def test_an_event_without_an_expression_has_the_day_its_passage_reports() -> None:
    fire = events_of("Gunmen seized the mayor yesterday. Police arrested two men. (AP, July 13)")["arrested"]
    assert (fire.first_day, fire.date_basis, fire.date_text) == (JULY[13], "passage", None)


def test_a_deed_set_in_train_lies_behind() -> None:
    freed = events_of("The prosecutor was set free in February.")["set free"]
    assert (freed.first_day, freed.status) == (date(1998, 2, 1), "occurred")


def test_a_citation_gives_its_last_day_where_nothing_else_does() -> None:
    arrested = events_of("Police arrested two men. (AP, July 11-13)")["arrested"]
    assert (arrested.first_day, arrested.last_day, arrested.date_basis) == (JULY[13], JULY[13], "dateline")


def test_what_goes_on_reaches_to_the_day_the_text_speaks_from() -> None:
    patrolling = events_of("Bombs exploded in Tashkent yesterday. Troops are patrolling the city.")[
        "patrolling"
    ]
    assert (patrolling.first_day, patrolling.last_day, patrolling.date_precision) == (
        JULY[13],
        JULY[14],
        "range",
    )


def test_a_plan_by_a_day_begins_now() -> None:
    text = "The rebels promised yesterday to release the hostages by the end of this month."
    release = events_of(text)["release"]
    assert (release.first_day, release.last_day, release.status) == (JULY[14], JULY[31], "planned")


# (text, trigger, first day, last day): what is chosen where no expression is the event's own. Readers differ
# on some of these, and so may a choice; a floor holds their share.
UNTIMED = [
    ("Troops seized the bridge on July 2. Police arrested two men. (AP, July 13)", "arrested", 13, 13),
    ("The premiers are to sign a treaty today and have agreed to meet. (AP, July 13)", "agreed", 13, 13),
    (
        "Rebels met a minister on Sunday. Police arrested two men. Troops shelled a village. (AP, July 13)",
        "shelled", 12, 12,
    ),
    ("Rebels met a minister on Sunday. Troops have shelled a village. (AP, July 13)", "shelled", 13, 13),
    ("Rebels met a minister on Saturday. Troops shelled a village. (AP, July 13)", "shelled", 11, 11),
    ("Rebels met a minister on Friday. Troops shelled a village. (AP, July 13)", "shelled", 13, 13),
    (
        "The premier did not meet the rebels on Sunday. Troops shelled a village. (AP, July 13)",
        "shelled", 12, 12,
    ),
    (
        "The general, who had met the rebels on Sunday, arrested two men. (AP, July 13)",
        "arrested", 13, 13,
    ),
    (
        "Police arrested two men. (AP, July 13) Troops left. (AP, July 11) Rebels attacked a village.",
        "attacked", 13, 13,
    ),
    ("The party says that the vote was rigged. (AP, July 13)", "says", 13, 13),
    ("Moscow closed the border on July 9 and is seeking a loan. (AP, July 13)", "seeking", 13, 14),
    (
        "Yeltsin dismissed the general on July 9. Troops attacked the town two days after the dismissal.",
        "attacked", 11, 11,
    ),
    (
        "The president resigned on July 9, a day after the defeat of his party in the elections.",
        "defeat", 8, 8,
    ),
]  # fmt: skip


def test_most_events_without_an_expression_of_their_own_get_the_day_of_what_is_told() -> None:
    right = []
    for text, trigger, first, last in UNTIMED:
        found = [event for words, event in events_of(text).items() if words.startswith(trigger)]
        right.append([(one.first_day, one.last_day) for one in found] == [(JULY[first], JULY[last])])
    assert sum(right) / len(right) >= FLOOR, right


def test_a_century_dates_no_event() -> None:
    denied = events_of("He denied yesterday that it was a coup in the style of the twentieth century.")[
        "denied"
    ]
    assert (denied.first_day, denied.last_day) == (JULY[13], JULY[13])
    met = events_of("The ministers met in the manner of the nineteenth century.")["met"]
    assert (met.first_day, met.date_text) != (date(1801, 1, 1), "the nineteenth century")
