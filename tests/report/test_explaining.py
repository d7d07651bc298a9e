from datetime import date

import pytest

from load import EventFilter, EventStore
from report.explaining import Explanation, explain, why_days


def explained(stories: EventStore, **asked: str) -> Explanation:
    (row,) = stories.events(EventFilter(issue="talks.txt", **asked))  # type: ignore[arg-type]  # texts alone
    return explain(stories, row)


def reasons(told: Explanation) -> dict[str, tuple[str, str]]:
    return {reason.of: (reason.says, reason.why) for reason in told.reasons}


def test_marks_stand_on_the_words_that_bear_on_the_event(stories: EventStore) -> None:
    told = explained(stories, status="occurred")
    assert [(mark.kind, mark.span.of(told.sentence)) for mark in told.marks] == [
        ("actor", "Anna Berg"),
        ("trigger", "met with"),
        ("recipient", "Ivan Orlov"),
        ("date", "yesterday"),
    ]


def test_words_outside_the_sentence_are_named_apart(stories: EventStore) -> None:
    (words,) = explained(stories, status="occurred").elsewhere
    assert words.startswith("trigger: the event told again, characters")


def test_a_counted_day_says_from_which_day_it_counts_and_why(stories: EventStore) -> None:
    says, why = reasons(explained(stories, status="occurred"))["days"]
    assert says == "1998-07-13"
    assert why == (
        '"yesterday" (TIMEX3 DATE 1998-07-13, rule a-rule), counted from Tuesday 1998-07-14, '
        "the day of publication (by the publication's calendar)"
    )


@pytest.mark.parametrize(
    ("status", "says", "why"),
    [
        pytest.param("occurred", "occurred", "nothing in the sentence makes it a plan", id="occurred"),
        pytest.param("planned", "planned", "rule will", id="planned"),
        pytest.param("hypothetical", "hypothetical, hedged", "rule might", id="hypothetical"),
        pytest.param("denied", "denied", "rule denied", id="denied"),
    ],
)
def test_the_status_names_its_rule(stories: EventStore, status: str, says: str, why: str) -> None:
    told = reasons(explained(stories, status=status))
    assert told["status"][0] == says
    assert why in told["status"][1]


def test_money_is_marked(stories: EventStore) -> None:
    told = explained(stories, status="hypothetical")
    assert [mark.span.of(told.sentence) for mark in told.marks if mark.kind == "amount"] == [
        "1.5 billion dollars"
    ]


BARE = {
    "date_basis": None,
    "date_text": None,
    "dateline": date(1998, 7, 13),
    "reference_date": date(1998, 7, 14),
    "reference_basis": "stated",
    "published_on": date(1998, 7, 15),
}


AFTER_TODAY = 'no expression: after the day it was told, Tuesday 1998-07-14, what "today" means (as the issue'


@pytest.mark.parametrize(
    ("basis", "words", "why"),
    [
        pytest.param(None, None, "no day was invented", id="no day"),
        pytest.param("passage", None, "other events of its passage", id="passage"),
        pytest.param("dateline", None, "the citation is for, 1998-07-13", id="citation"),
        pytest.param("event", "a day after", '"a day after", counted from another', id="event"),
        pytest.param("stated", "July 1", '"July 1" says it outright', id="stated"),
        pytest.param("relative", None, AFTER_TODAY, id="open end"),
        pytest.param("relative", "May", '"May", counted from Tuesday 1998-07-14', id="no timex"),
    ],
)
def test_every_basis_of_days_has_its_words(basis: str | None, words: str | None, why: str) -> None:
    assert why in why_days({**BARE, "date_basis": basis, "date_text": words}, None)


def test_a_day_that_counts_from_another_than_today_says_both() -> None:
    told = {"text": "the next day", "timex_type": "DATE", "timex_value": "1998-07-02", "rule": "a-rule"}
    why = why_days({**BARE, "date_basis": "relative"}, {**told, "counted_from": date(1998, 7, 1)})
    assert "counted from Wednesday 1998-07-01, told before it" in why
    assert '"today" is Tuesday 1998-07-14' in why


WEEK = (date(1998, 7, 6), date(1998, 7, 12))
MONTH = (date(1998, 7, 1), date(1998, 7, 31))


@pytest.mark.parametrize(
    ("means", "has", "why"),
    [
        pytest.param(
            MONTH, (MONTH[0], date(1998, 7, 14)), 'has happened lies no later than "today"', id="past"
        ),
        pytest.param(MONTH, (date(1998, 7, 14), MONTH[1]), 'begins no earlier than "today"', id="plan"),
        pytest.param(WEEK, (WEEK[0], date(1998, 7, 10)), "the last working day of the week", id="week"),
        pytest.param(MONTH, (MONTH[0], date(1998, 7, 4)), "narrowed by the sentence", id="else"),
    ],
)
def test_what_was_cut_off_the_days_is_said_with_its_reason(
    means: tuple[date, date], has: tuple[date, date], why: str
) -> None:
    timex = {"text": "then", "timex_type": "DATE", "timex_value": "1998-07", "rule": "a-rule"}
    days = [dict(zip(("first_day", "last_day"), ends, strict=True)) for ends in (means, has)]
    told = why_days(
        {**BARE, "date_basis": "relative", **days[1]}, {**timex, "counted_from": date(1998, 7, 14), **days[0]}
    )
    assert f"it means {means[0]} to {means[1]}" in told
    assert why in told
