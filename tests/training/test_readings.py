"""Readings made out of fold are found again on the words of a text that is parsed anew."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import DAYS_READ, EVENT_TYPES, EventReading, Sentence, Span
from tests.extract.language.factories import tokens
from training.readings import replaced

WORDS = tokens("Police/NNS/2/nsubj arrested/VBD/0/root rebels/NNS/2/obj ././2/punct")
WHOLE = Sentence(Span(0, WORDS[-1].span.end), WORDS)
READING = EventReading(
    token=1,
    event=0.9,
    types=(0.9, *(0.0,) * (len(EVENT_TYPES) - 1)),
    statuses=(1.0, 0.0, 0.0, 0.0),
    actor=(0.1, 0.1, 0.6, 0.0, 0.1, 0.0),
    recipient=(0.0, 0.2, 0.0, 0.0, 0.8, 0.0),
    time=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    days=(0.0, 1.0, *(0.0,) * (len(DAYS_READ) - 2)),
    actor_before=(0.1,),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    event = {name: getattr(READING, name) for name in EventReading.__slots__}
    spans = [[token.span.start, token.span.end] for token in WORDS]
    content = {"sentences": [{"start": 0, "end": WHOLE.span.end, "tokens": spans, "events": [event]}]}
    (tmp_path / "made-up.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path / "made-up.json"


def test_a_sentence_gets_the_readings_of_the_file_instead_of_its_own(path: Path) -> None:
    own = replace(WHOLE, events=(replace(READING, token=2),))
    assert replaced([own], path) == (replace(WHOLE, events=(READING,)),)


def test_what_now_stands_in_another_sentence_is_elsewhere(path: Path) -> None:
    first, second = Sentence(Span(0, 6), WORDS[:1]), Sentence(Span(7, WHOLE.span.end), WORDS[1:])
    nothing, some = replaced([first, second], path)
    assert nothing.events == ()
    (event,) = some.events
    assert event.token == 0
    assert event.actor == pytest.approx((0.1, 0.7, 0.0, 0.1, 0.0))
