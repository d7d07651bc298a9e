"""One issue end to end: what an analyst must find in the project's own sample, and what never happens."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Self, cast

import pytest

from extract import Extractor, extract_issue, extract_issues, version
from extract.language import LanguageModel, load_model
from extract.language.lexicon import LanguageWords
from extract.model import DayOptions, Event, Extraction, Problem, RawIssue, Sentence, Span
from extract.policy import POLICY, Policy, ReadingPolicy
from tests.shipped import LEXICON

SAMPLE = Path("examples/v4-134-moscow-tokyo.txt")


def _sample(options: DayOptions | None = None) -> Extraction:
    return extract_issue(RawIssue(SAMPLE.read_bytes(), SAMPLE.name), options=options)


@pytest.fixture(scope="module")
def sample() -> Extraction:
    """The sample as the Monitor's profile reads it."""
    return _sample()


def _find(extraction: Extraction, event_type: str, trigger: str, actor: str = "") -> Event:
    """The only event of that type whose trigger, or a later telling's, has the words, by that actor."""
    text = extraction.issue.text
    found = [
        event
        for event in extraction.events
        if event.event_type == event_type
        and any(trigger in span.of(text) for span in (event.trigger, *event.mentions))
        and actor in _names(event, "actor")
    ]
    assert len(found) == 1, [(event.trigger.of(text), _names(event, "actor")) for event in found]
    return found[0]


def _names(event: Event, side: str) -> str:
    return "; ".join(participant.name for participant in event.participants if participant.side == side)


OCCURRED = [
    pytest.param("RESIGN", "resignation", "Hashimoto", date(1998, 7, 13), id="resignation"),
    pytest.param("AGREE", "signed", "Kirienko", date(1998, 7, 13), id="signing"),
    pytest.param("AGREE", "exchanged letters", "Japan", date(1998, 7, 13), id="exchange of letters"),
    pytest.param("CONSULT", "talks", "Hashimoto", date(1998, 7, 13), id="talks with Hashimoto"),
    pytest.param("CONSULT", "talks", "Obuchi", date(1998, 7, 13), id="talks with Obuchi"),
    pytest.param("VOTE", "defeat", "Liberal Democratic Party", date(1998, 7, 12), id="defeat"),
]


@pytest.mark.parametrize(("event_type", "trigger", "actor", "day"), OCCURRED)
def test_the_sample_tells_what_happened_on_which_day(
    sample: Extraction, event_type: str, trigger: str, actor: str, day: date
) -> None:
    event = _find(sample, event_type, trigger, actor)
    assert (event.status, event.first_day, event.last_day) == ("occurred", day, day)


PLANNED = [
    pytest.param("meet", "Kirienko", date(1998, 7, 14), date(1998, 7, 14), id="business leaders today"),
    pytest.param("visit", "prime minister", date(1998, 9, 1), date(1998, 11, 30), id="visit this fall"),
    pytest.param("travel", "Hashimoto", date(1998, 11, 1), date(1998, 11, 30), id="travel in November"),
    pytest.param("visit", "Obuchi", date(1998, 9, 1), date(1998, 9, 30), id="visit in September"),
]


@pytest.mark.parametrize(("trigger", "actor", "first", "last"), PLANNED)
def test_the_sample_tells_what_is_planned_with_its_whole_span(
    sample: Extraction, trigger: str, actor: str, first: date, last: date
) -> None:
    event = _find(sample, "CONSULT", trigger, actor)
    assert (event.status, event.first_day, event.last_day) == ("planned", first, last)


def test_the_loan_has_its_amount(sample: Extraction) -> None:
    loan = _find(sample, "AID", "agreed")
    assert loan.amount is not None
    assert (loan.amount.low, loan.amount.currency) == (Decimal(1_500_000_000), "USD")


def test_a_planned_event_inside_a_report_keeps_its_speaker(sample: Extraction) -> None:
    assert _find(sample, "CONSULT", "visit", "prime minister").speaker == "Shunji Yanai"


def test_an_event_counted_from_another_says_so(sample: Extraction) -> None:
    assert _find(sample, "VOTE", "defeat").date_basis == "event"


LITERAL = [
    pytest.param("RESIGN", "resignation", "Hashimoto", date(1998, 7, 12), id="resignation"),
    pytest.param("VOTE", "defeat", "Liberal Democratic Party", date(1998, 7, 11), id="defeat"),
    pytest.param("CONSULT", "meet", "Kirienko", date(1998, 7, 13), id="business leaders"),
]


@pytest.mark.parametrize(("event_type", "trigger", "actor", "day"), LITERAL)
def test_today_can_be_read_as_the_dateline(event_type: str, trigger: str, actor: str, day: date) -> None:
    event = _find(_sample(DayOptions(today_is="dateline")), event_type, trigger, actor)
    assert (event.first_day, event.last_day) == (day, day)


def test_stating_the_publication_day_that_the_calendar_gives_moves_no_day(sample: Extraction) -> None:
    assert _sample(DayOptions(published=date(1998, 7, 14))).events == sample.events


def test_settings_change_no_identity(sample: Extraction) -> None:
    other = _sample(DayOptions(today_is="dateline"))
    assert [event.event_id for event in other.events] == [event.event_id for event in sample.events]


def test_identities_are_unlike(sample: Extraction) -> None:
    assert len({event.event_id for event in sample.events}) == len(sample.events)


def test_the_same_issue_gives_the_same_rows(sample: Extraction) -> None:
    assert _sample() == sample


def test_a_batch_gives_what_single_issues_give(sample: Extraction) -> None:
    raw = RawIssue(SAMPLE.read_bytes(), SAMPLE.name)
    assert list(extract_issues([raw, "Rebels attacked the town.", raw]))[::2] == [sample, sample]


def test_what_is_no_issue_is_a_problem_in_its_place() -> None:
    first, second = extract_issues([b"", "Rebels attacked the town yesterday."])
    assert isinstance(first, Problem)
    assert isinstance(second, Extraction)


FURNITURE = """PRESIDENT DISMISSES THE CABINET.

Publication: Monitor Volume: 4 Issue: 134

The envoy met the premier yesterday. (AP, July 13; see the Monitor, July 9)

Rebels Seize Three Hostages.
"""


def test_no_event_comes_from_furniture() -> None:
    extraction = extract_issue(FURNITURE)
    assert [event.trigger.of(extraction.issue.text) for event in extraction.events] == ["met"]


def test_events_lie_in_the_text_in_order(sample: Extraction) -> None:
    spans = [event.trigger for event in sample.events]
    assert spans == sorted(spans)
    assert all(event.sentence.contains(event.trigger) for event in sample.events)


def test_an_event_without_any_day_has_none() -> None:
    (event,) = extract_issue("Rebels attacked the town.").events
    assert (event.first_day, event.last_day, event.date_basis, event.date_text) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("Yeltsin will meet Clinton next week.", 20, 24, id="next week"),
        pytest.param("Yeltsin is to meet Clinton later this week.", 14, 17, id="later this week"),
        pytest.param("Yeltsin met Clinton last week.", 6, 10, id="last week"),
    ],
)
def test_a_week_counted_from_today_ends_on_friday(text: str, first: int, last: int) -> None:
    (event,) = extract_issue(text, options=DayOptions(published=date(1998, 7, 14))).events
    assert (event.first_day, event.last_day) == (date(1998, 7, first), date(1998, 7, last))


def test_a_sentence_too_long_to_be_one_is_left_out_and_reported() -> None:
    text = "Rebels attacked the town. " + " ".join(["List"] * 40) + "."
    extraction = extract_issue(text, policy=Policy(reading=ReadingPolicy(most_words=20)))
    assert [problem.code for problem in extraction.problems if problem.stage == "pipeline"] == [
        "sentence-too-long"
    ]
    assert [event.event_type for event in extraction.events] == ["ASSAULT"]


def test_an_extractor_gives_what_the_short_way_gives(sample: Extraction) -> None:
    extractor = Extractor(LEXICON, load_model())
    raw = RawIssue(SAMPLE.read_bytes(), SAMPLE.name)
    assert extractor.extract(raw) == sample
    assert next(extractor.extract_many([raw, b""])) == sample


def test_an_extractor_rests_on_the_lexicon_it_is_given() -> None:
    still = replace(LEXICON.triggers, index={})
    extraction = Extractor(replace(LEXICON, triggers=still), load_model()).extract(
        "Rebels attacked the town."
    )
    assert [(event.rules, event.event_mode, event.cameo_code) for event in extraction.events] == [
        (("reader",), None, None)
    ]


def test_a_stage_that_fails_costs_a_problem_and_not_the_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        message = "broken"
        raise ValueError(message)

    monkeypatch.setattr("extract.extractor.read_times", fail)
    extraction = extract_issue("Rebels attacked the town yesterday.")
    assert [(problem.stage, problem.code) for problem in extraction.problems][-1] == ("times", "stage-failed")
    assert [event.event_type for event in extraction.events] == ["ASSAULT"]


class _Failing:
    """A language model that fails on some texts: as the shipped one where it does not."""

    def __init__(self, *, on: Callable[[list[tuple[str, Sequence[Span]]]], bool]) -> None:
        self.digest = "failing"
        self._on = on

    def knowing(self, _: LanguageWords) -> Self:
        """The same model: it has its words from the shipped one."""
        return self

    def parse_passages(
        self, texts: Iterable[tuple[str, Sequence[Span]]], most_words: int
    ) -> Iterator[tuple[tuple[Sentence, ...], ...]]:
        asked = list(texts)
        if self._on(asked):
            message = "out of order"
            raise RuntimeError(message)
        return load_model().parse_passages(asked, most_words)


def _told(extraction: Extraction | Problem) -> list[tuple[str, str]]:
    assert isinstance(extraction, Extraction)
    return [(problem.stage, problem.code) for problem in extraction.problems if problem.stage == "language"]


TWO = ("Rebels attacked the town.", "Troops attacked the village. (AP, July 13) Rebels attacked the town.")


def test_a_passage_the_model_fails_on_costs_a_problem_and_not_its_neighbours() -> None:
    def on(asked: list[tuple[str, Sequence[Span]]]) -> bool:
        return any("village" in span.of(text) for text, spans in asked for span in spans)

    model = cast("LanguageModel", _Failing(on=on))
    first, second = extract_issues(TWO, model=model)
    assert (_told(first), _told(second)) == ([], [("language", "stage-failed")])
    assert isinstance(second, Extraction)
    (problem,) = (problem for problem in second.problems if problem.stage == "language")
    assert problem.message.startswith("RuntimeError: out of order")
    assert problem.span is not None
    assert problem.span.of(second.issue.text) == "Troops attacked the village."
    assert [event.trigger.start for event in second.events] == [TWO[1].rindex("attacked")]


def test_a_batch_that_fails_only_together_loses_nothing_and_says_so_once() -> None:
    model = cast("LanguageModel", _Failing(on=lambda asked: len(asked) > 1))
    first, second = extract_issues(TWO, model=model)
    assert (_told(first), _told(second)) == ([("language", "batch-failed")], [])
    alone = [extract_issue(text, model=model) for text in TWO]
    together = [one for one in (first, second) if isinstance(one, Extraction)]
    assert list(map(_unweighed, together)) == list(map(_unweighed, alone))
    shares = [[event.confidence for one in found for event in one.events] for found in (together, alone)]
    assert shares[0] == pytest.approx(shares[1], abs=0.015)


def _unweighed(extraction: Extraction) -> list[Event]:
    """The events without their confidence, whose last digit hangs on what was read beside them."""
    return [replace(event, confidence=0.0) for event in extraction.events]


def test_importing_the_package_loads_no_language_library() -> None:
    check = "import extract, sys; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_an_extraction_carries_the_version_that_gave_it(sample: Extraction) -> None:
    assert sample.version == version()


def test_confidence_is_a_share(sample: Extraction) -> None:
    assert all(0 <= event.confidence <= 1 for event in sample.events)
    assert POLICY.reading.issues_at_once > 0


def test_a_document_that_tells_its_year_alone_dates_what_it_tells_in_that_year() -> None:
    raw = b"Africa desk, 1997\n\nRebels attacked a post on February 24. In May they signed an accord.\n"
    told = extract_issue(raw)
    assert (told.issue.year, told.issue.reference_day) == (1997, None)
    assert [timex.value for timex in told.timexes] == ["1997-02-24", "1997-05"]
    assert _find(told, "ASSAULT", "attacked").first_day == date(1997, 2, 24)
