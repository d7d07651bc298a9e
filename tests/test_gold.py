"""The annotated issues are sound: what they point at exists, and what they say is possible."""

import json
import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.issues import parse_issue, read_publications
from extract.model import RawIssue
from training.choices.gold import GoldEvent, GoldIssue, read_events

GOLD = Path(__file__).parent / "gold"
EXAMPLES = Path(__file__).parent.parent / "examples"
ANNOTATIONS = sorted(GOLD.glob("*/*.json"))

PLOVER_TYPES = frozenset(
    {"ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE"}
    | {"MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"}
)
OFFICE_AND_SPEECH_TYPES = frozenset({"APPOINT", "DISMISS", "RESIGN", "STATEMENT", "VOTE"})
STATUSES = frozenset({"occurred", "planned", "hypothetical", "denied"})

SENTENCE_START_LENGTH = 40
# A stop ends a sentence, unless it follows an initial ("U.S.") or a title; a quotation mark or a numbered
# citation may follow it.
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bGen)(?<!\bSt)[.?!][\"”]?(?=\s|\(\d|$)")


def sentences_from(issue: GoldIssue, start: str) -> tuple[str, ...]:
    """All sentences that begin with `start`; there should be one."""
    found = (issue.text[place.start() :] for place in re.finditer(re.escape(start), issue.text))
    return tuple(_first_sentence(rest) for rest in found)


def _first_sentence(text: str) -> str:
    paragraph = text.split("\n\n", 1)[0]
    end = SENTENCE_END.search(paragraph)
    return paragraph[: end.end()] if end else paragraph


def _text_beside(annotation: Path) -> Path:
    name = f"{annotation.stem}.txt"
    places = (annotation.with_name(name), EXAMPLES / "digest" / name, EXAMPLES / name)
    return next(place for place in places if place.exists())


def _content(annotation: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(annotation.read_text(encoding="utf-8"))
    return content


def _read(annotation: Path) -> GoldIssue:
    published_on = date.fromisoformat(_content(annotation)["published_on"])
    text = _text_beside(annotation).read_text(encoding="utf-8")
    return GoldIssue(annotation.stem, text, published_on, read_events(annotation))


ISSUES = tuple(_read(annotation) for annotation in ANNOTATIONS)
SPLITS = {path.stem: _content(path).get("split", path.parent.name) for path in ANNOTATIONS}
EVENTS = tuple((issue, event) for issue in ISSUES for event in issue.events)


@pytest.fixture(params=ISSUES, ids=lambda issue: issue.name)
def issue(request: pytest.FixtureRequest) -> GoldIssue:
    gold: GoldIssue = request.param
    return gold


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda path: path.stem)
def test_every_field_of_a_row_is_one_of_the_guidelines(annotation: Path) -> None:
    known = {one.name for one in fields(GoldEvent)}
    assert {name for row in _content(annotation)["events"] for name in row} <= known


def test_every_text_of_the_gold_folders_is_annotated() -> None:
    texts = {text.stem for text in GOLD.glob("*/*.txt")}
    assert texts <= {issue.name for issue in ISSUES}


def test_every_issue_belongs_to_one_half(issue: GoldIssue) -> None:
    assert SPLITS[issue.name] in {"dev", "heldout"}


@pytest.mark.parametrize("split", ["dev", "heldout"])
def test_each_half_holds_every_type_but_the_rare_ones_and_every_status(split: str) -> None:
    events = [event for issue, event in EVENTS if SPLITS[issue.name] == split and not event.optional]
    rare = {"COOPERATE", "MOBILIZE", "CONCEDE"}
    assert {event.type for event in events} >= (PLOVER_TYPES | OFFICE_AND_SPEECH_TYPES) - rare
    assert {event.status for event in events} == STATUSES


def test_the_publication_day_is_the_calendars(issue: GoldIssue) -> None:
    parsed, _ = parse_issue(RawIssue(issue.text, source_key=f"{issue.name}.txt"), read_publications())
    assert (parsed.published_on, parsed.published_basis) == (issue.published_on, "calendar")


def test_every_sentence_start_begins_exactly_one_sentence(issue: GoldIssue) -> None:
    for event in issue.events:
        assert len(sentences_from(issue, event.sentence_start)) == 1, event
        assert len(event.sentence_start) <= SENTENCE_START_LENGTH, event


def test_triggers_and_time_expressions_stand_in_their_sentence(issue: GoldIssue) -> None:
    for event in issue.events:
        (sentence,) = sentences_from(issue, event.sentence_start)
        assert event.trigger in sentence, event
        assert (event.date_text or "") in sentence, event


def test_names_stand_in_the_text(issue: GoldIssue) -> None:
    sides = [side for event in issue.events for side in (event.actor, event.recipient) if side]
    missing = [name for side in sides for name in side.split("; ") if name not in issue.text]
    assert missing == []


def test_types_and_statuses_are_known(issue: GoldIssue) -> None:
    for event in issue.events:
        known = PLOVER_TYPES | OFFICE_AND_SPEECH_TYPES | ({"OTHER"} if event.optional else set())
        assert event.type in known, event
        assert event.status in STATUSES, event


def test_days_are_real_and_in_order(issue: GoldIssue) -> None:
    for event in issue.events:
        assert (event.first_day or date.min) <= (event.last_day or date.max), event


def test_what_occurred_had_begun_when_the_issue_came_out(issue: GoldIssue) -> None:
    occurred = [event for event in issue.events if event.status == "occurred"]
    assert [event for event in occurred if (event.first_day or date.min) > issue.published_on] == []


def test_what_is_planned_had_not_ended_when_the_issue_came_out(issue: GoldIssue) -> None:
    planned = [event for event in issue.events if event.status == "planned"]
    assert [event for event in planned if (event.last_day or date.max) < issue.published_on] == []


def test_no_event_is_annotated_twice(issue: GoldIssue) -> None:
    assert len(set(issue.events)) == len(issue.events)
