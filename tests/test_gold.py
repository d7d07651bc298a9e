"""The annotated issues are sound: what they point at exists, and what they say is possible."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.issues import parse_issue, read_publications
from extract.model import RawIssue

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


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event; the fields mean what tests/gold/GUIDELINES.md says of them."""

    trigger: str
    sentence_start: str
    type: str
    actor: str | None
    recipient: str | None
    first_day: str | None
    last_day: str | None
    date_text: str | None
    status: str
    optional: bool = False
    trigger_alt: tuple[str, ...] = ()
    type_alt: tuple[str, ...] = ()
    actor_alt: tuple[str | None, ...] = ()
    recipient_alt: tuple[str | None, ...] = ()

    def names(self) -> tuple[str, ...]:
        """All who take part."""
        sides = (self.actor, self.recipient)
        return tuple(name for side in sides if side is not None for name in side.split("; "))


@dataclass(frozen=True, slots=True)
class GoldIssue:
    """An annotated issue with its text."""

    name: str
    split: str
    published_on: date
    text: str
    events: tuple[GoldEvent, ...]

    def sentences_from(self, start: str) -> tuple[str, ...]:
        """All sentences that begin with `start`; there should be one."""
        found = (self.text[place.start() :] for place in re.finditer(re.escape(start), self.text))
        return tuple(_first_sentence(rest) for rest in found)


def _first_sentence(text: str) -> str:
    paragraph = text.split("\n\n", 1)[0]
    end = SENTENCE_END.search(paragraph)
    return paragraph[: end.end()] if end else paragraph


def _text_beside(annotation: Path) -> Path:
    name = f"{annotation.stem}.txt"
    places = (annotation.with_name(name), EXAMPLES / "digest" / name, EXAMPLES / name)
    return next(place for place in places if place.exists())


def _event(row: dict[str, Any]) -> GoldEvent:
    """A row of the annotation, its lists as tuples."""
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return GoldEvent(**fields)


def _read(annotation: Path) -> GoldIssue:
    content = json.loads(annotation.read_text(encoding="utf-8"))
    return GoldIssue(
        name=annotation.stem,
        split=content.get("split", annotation.parent.name),
        published_on=date.fromisoformat(content["published_on"]),
        text=_text_beside(annotation).read_text(encoding="utf-8"),
        events=tuple(_event(event) for event in content["events"]),
    )


ISSUES = tuple(_read(annotation) for annotation in ANNOTATIONS)
EVENTS = tuple((issue, event) for issue in ISSUES for event in issue.events)


@pytest.fixture(params=ISSUES, ids=lambda issue: issue.name)
def issue(request: pytest.FixtureRequest) -> GoldIssue:
    gold: GoldIssue = request.param
    return gold


def test_every_text_of_the_gold_folders_is_annotated() -> None:
    texts = {text.stem for text in GOLD.glob("*/*.txt")}
    assert texts <= {issue.name for issue in ISSUES}


def test_every_issue_belongs_to_one_half(issue: GoldIssue) -> None:
    assert issue.split in {"dev", "heldout"}


@pytest.mark.parametrize("split", ["dev", "heldout"])
def test_each_half_holds_every_type_but_the_rare_ones_and_every_status(split: str) -> None:
    events = [event for issue, event in EVENTS if issue.split == split and not event.optional]
    rare = {"COOPERATE", "MOBILIZE", "CONCEDE"}
    assert {event.type for event in events} >= (PLOVER_TYPES | OFFICE_AND_SPEECH_TYPES) - rare
    assert {event.status for event in events} == STATUSES


def test_the_publication_day_is_the_calendars(issue: GoldIssue) -> None:
    parsed, _ = parse_issue(RawIssue(issue.text, source_key=f"{issue.name}.txt"), read_publications())
    assert (parsed.published_on, parsed.published_basis) == (issue.published_on, "calendar")


def test_every_sentence_start_begins_exactly_one_sentence(issue: GoldIssue) -> None:
    for event in issue.events:
        assert len(issue.sentences_from(event.sentence_start)) == 1, event
        assert len(event.sentence_start) <= SENTENCE_START_LENGTH, event


def test_triggers_and_time_expressions_stand_in_their_sentence(issue: GoldIssue) -> None:
    for event in issue.events:
        (sentence,) = issue.sentences_from(event.sentence_start)
        assert event.trigger in sentence, event
        assert (event.date_text or "") in sentence, event


def test_names_stand_in_the_text(issue: GoldIssue) -> None:
    missing = [name for event in issue.events for name in event.names() if name not in issue.text]
    assert missing == []


def test_types_and_statuses_are_known(issue: GoldIssue) -> None:
    for event in issue.events:
        known = PLOVER_TYPES | OFFICE_AND_SPEECH_TYPES | ({"OTHER"} if event.optional else set())
        assert event.type in known, event
        assert event.status in STATUSES, event


def test_days_are_real_and_in_order(issue: GoldIssue) -> None:
    for event in issue.events:
        first = date.fromisoformat(event.first_day) if event.first_day else None
        last = date.fromisoformat(event.last_day) if event.last_day else date.max
        assert first is None or first <= last, event


def test_what_occurred_had_begun_when_the_issue_came_out(issue: GoldIssue) -> None:
    published = issue.published_on.isoformat()
    early = [
        event for event in issue.events if event.status == "occurred" and (event.first_day or "") > published
    ]
    assert early == []


def test_what_is_planned_had_not_ended_when_the_issue_came_out(issue: GoldIssue) -> None:
    published = issue.published_on.isoformat()
    late = [
        event for event in issue.events if event.status == "planned" and (event.last_day or "9") < published
    ]
    assert late == []


def test_no_event_is_annotated_twice(issue: GoldIssue) -> None:
    assert len(set(issue.events)) == len(issue.events)
