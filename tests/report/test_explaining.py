from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract import extract_issue
from extract.model import RawIssue
from load import EventFilter, EventStore
from report.explaining import Explanation, explain, why_days
from tests.report.stories import fill, talks


def explained(stories: EventStore, **asked: str) -> Explanation:
    (row,) = stories.events(EventFilter(issue="talks.txt", **asked))  # type: ignore[arg-type]  # texts alone
    return explain(stories, row)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventStore]:
    """The store of the sample issue, as it is extracted."""
    file = Path(__file__).parents[2] / "examples" / "v4-134-moscow-tokyo.txt"
    extraction = extract_issue(RawIssue(file.read_text(encoding="utf-8"), file.name))
    url = f"sqlite:///{tmp_path_factory.mktemp('sample')}/events.db"
    fill(url, [extraction])
    with EventStore(url) as store:
        yield store


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


def test_a_row_says_who_proposed_it_where_it_was_not_the_rules_alone(tmp_path: Path) -> None:
    extraction = talks()
    meeting, visit, *others = extraction.events
    events = (
        replace(meeting, reader="llm", rules=("llm",)),
        replace(visit, rules=(*visit.rules, "llm-agrees")),
        *others,
    )
    fill(f"sqlite:///{tmp_path}/events.db", [replace(extraction, events=events)])
    with EventStore(f"sqlite:///{tmp_path}/events.db") as store:
        alone, agreed, by_rules = (
            reasons(explained(store, status=status)) for status in ("occurred", "planned", "denied")
        )
    assert alone["reader"] == ("llm", "a language model proposed the event, the rules did not")
    assert agreed["reader"] == ("rules", "a language model proposed the same event")
    assert agreed["status"][1] == "rule will"
    assert "reader" not in by_rules
    assert ["not calibrated" in told["confidence"][1] for told in (alone, agreed, by_rules)] == [
        True,
        True,
        False,
    ]


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


AHEAD = 'no expression says when: it lies ahead of the day it is told, Tuesday 1998-07-14, what "today" means'


@pytest.mark.parametrize(
    ("basis", "words", "why"),
    [
        pytest.param(None, None, "no day was invented", id="no day"),
        pytest.param("passage", None, "the day of the events told before it", id="passage"),
        pytest.param("dateline", None, "last day of the citation, 1998-07-13", id="citation"),
        pytest.param("event", "a day after", '"a day after", counted from another', id="event"),
        pytest.param("stated", "July 1", '"July 1" says it outright', id="stated"),
        pytest.param("relative", None, AHEAD, id="open end"),
        pytest.param("relative", "May", '"May", counted from Tuesday 1998-07-14', id="no timex"),
    ],
)
def test_every_basis_of_days_has_its_words(basis: str | None, words: str | None, why: str) -> None:
    assert why in why_days({**BARE, "date_basis": basis, "date_text": words}, None)


def test_a_day_that_is_shared_names_the_event_it_comes_from() -> None:
    lender: dict[str, Any] = {"trigger": "signed", "sentence_no": 3, "date_text": "yesterday"}
    why = why_days({**BARE, "date_basis": "passage"}, None, lender)
    assert why.endswith('it shares the day of "signed" in sentence 3 ("yesterday")')


def test_an_explanation_finds_the_event_that_lends_the_day(sample: EventStore) -> None:
    rows = [row for row in sample.events(EventFilter()) if row["date_basis"] == "passage"]
    told = [reasons(explain(sample, row))["days"][1] for row in rows]
    assert any('it shares the day of "signed" in sentence 11 ("yesterday")' in why for why in told)


def test_a_day_that_counts_from_another_than_today_says_both() -> None:
    told = {"text": "the next day", "timex_type": "DATE", "timex_value": "1998-07-02", "rule": "a-rule"}
    why = why_days({**BARE, "date_basis": "relative"}, {**told, "counted_from": date(1998, 7, 1)})
    assert "counted from Wednesday 1998-07-01, last spoken of" in why
    assert '"today" is Tuesday 1998-07-14' in why


WEEK = (date(1998, 7, 6), date(1998, 7, 12))
MONTH = (date(1998, 7, 1), date(1998, 7, 31))
AUGUST = (date(1998, 8, 1), date(1998, 8, 31))
TODAY = date(1998, 7, 14)


@pytest.mark.parametrize(
    ("means", "has", "why"),
    [
        pytest.param(MONTH, (MONTH[0], TODAY), 'in what has passed of it, up to "today"', id="past"),
        pytest.param(MONTH, (TODAY, MONTH[1]), 'begins no earlier than "today"', id="plan"),
        pytest.param(MONTH, (MONTH[0], None), "from then on, its end open", id="open"),
        pytest.param(WEEK, (WEEK[0], date(1998, 7, 10)), "in its working days, up to Friday", id="week"),
        pytest.param(WEEK, (WEEK[0], TODAY), 'between then and "today"', id="since"),
        pytest.param(AUGUST, (TODAY, MONTH[1]), 'between "today" and the day before', id="before"),
        pytest.param(
            MONTH, (MONTH[0], date(1998, 7, 4)), "from 1998-07-01 to 1998-07-04, as the sen", id="else"
        ),
    ],
)
def test_what_was_cut_off_the_days_is_said_with_its_reason(
    means: tuple[date, date], has: tuple[date, date | None], why: str
) -> None:
    timex = {"text": "then", "timex_type": "DATE", "timex_value": "1998-07", "rule": "a-rule"}
    days = [dict(zip(("first_day", "last_day"), ends, strict=True)) for ends in (means, has)]
    told = why_days(
        {**BARE, "date_basis": "relative", **days[1]}, {**timex, "counted_from": date(1998, 7, 14), **days[0]}
    )
    assert f"it means {means[0]} to {means[1]}" in told
    assert why in told
