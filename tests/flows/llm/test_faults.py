"""Whatever a server answers: nothing invented reaches a row, nothing is lost, and no run waits for ever.

Each case is a way of answering, with what becomes of the document: its rows (the triggers), the codes of its
problems, the code with which it is put aside or left for the next run, and how often the server was asked.
"""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import stamina

from extract.model import DayOptions, RawIssue
from flows.extraction import Extracted, Failure, Job, Left
from flows.llm.extracting import SecondExtractor
from flows.llm.reading import second_reader
from flows.settings import LlmSettings
from tests.flows.llm.server import Event, Model, Question, Sent, completion, serving, told, trouble

TEXT = (
    "Kirienko and Obuchi yesterday signed three agreements. Rebels seized the town on Monday, officials say."
)
OPTIONS = DayOptions(published=date(1998, 7, 14))
KEY = "sk-hunter2-0123456789"

SIGNED: Event = {
    "passage": 1,
    "sentence": 1,
    "trigger": "signed",
    "type": "AGREE",
    "status": "occurred",
    "time": "yesterday",
    "actors": ["Kirienko"],
    "recipients": ["Obuchi"],
}
SEIZED: Event = {
    "passage": 1,
    "sentence": 2,
    "trigger": "seized",
    "type": "ASSAULT",
    "status": "occurred",
    "time": "Monday",
    "actors": ["Rebels"],
    "recipients": ["the town"],
}
HONEST = [SIGNED, SEIZED]
RIGHT = told(HONEST)
JSON = json.dumps({"events": HONEST})
BOTH = ("signed", "seized")


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    """Tries again at once, as often as ever."""
    with stamina.set_testing(True, attempts=5):  # stamina's own form
        yield


def always(sent: Sent) -> Model:
    return lambda _: sent


def at_first(times: int, sent: Sent, then: Sent = RIGHT) -> Model:
    return lambda question: sent if question.number <= times else then


def without(parameter: str) -> Model:
    """A server that refuses to be told one parameter."""

    def answer(question: Question) -> Sent:
        if parameter in question.body:
            return trouble(400, f"Unsupported parameter: '{parameter}'", param=parameter)
        return RIGHT

    return answer


def streamed(text: str) -> Sent:
    parts = [text[at : at + 7] for at in range(0, len(text), 7)]
    lines = [json.dumps({"choices": [{"delta": {"content": part}}]}) for part in parts]
    usage = json.dumps({"choices": [], "usage": {"total_tokens": 100}})
    body = "".join(f"data: {line}\n\n" for line in [*lines, usage, "[DONE]"])
    return Sent(body.encode(), headers={"content-type": "text/event-stream"})


def changed(**fields: object) -> Sent:
    """The honest answer, its first event with other fields."""
    return told([{**SIGNED, **fields}, SEIZED])


def silence() -> Iterator[bytes]:
    """A body that never comes."""
    threading.Event().wait(20)
    yield b""


def drops() -> Iterator[bytes]:
    """A body that comes a blank at a time, and never ends."""
    for _ in range(2000):
        threading.Event().wait(0.01)
        yield b" "


@dataclass(frozen=True, slots=True)
class Case:
    """A way of answering, and what becomes of the document."""

    model: Model
    rows: tuple[str, ...] | None = BOTH
    """The triggers; None: no extraction."""
    problems: tuple[str, ...] = ()
    aside: str = ""
    """Why the document is in quarantine."""
    left: str = ""
    """Why it is left for the next run."""
    asked: int = 1
    settings: dict[str, float] = field(default_factory=dict)


CASES: dict[str, Case] = {
    # what is only unusual
    "honest": Case(always(RIGHT)),
    "in a fence": Case(always(completion(f"```json\n{JSON}\n```"))),
    "prose around": Case(always(completion(f"Here you are: {JSON} I hope this helps."))),
    "thinks aloud": Case(always(completion(f"<think>{{maybe}} {{}}</think>{JSON}"))),
    "streams unasked": Case(always(streamed(JSON))),
    "content in pieces": Case(always(completion([{"type": "text", "text": JSON}]))),
    "tells no usage": Case(always(told(HONEST, tokens=None))),
    "other capitals and blanks": Case(
        always(changed(trigger="Signed", actors=["KIRIENKO"], time=" yesterday "))
    ),
    "small letters for types": Case(always(changed(type="agree", status="Occurred"))),
    "one name, no list": Case(always(changed(actors="Kirienko", recipients=None))),
    "nothing happened": Case(always(told([])), rows=()),
    "wrong sentence": Case(always(changed(sentence=2))),
    "no such sentence": Case(always(changed(sentence=10**30))),
    "no such passage": Case(always(changed(passage=7))),
    "numbers that are none": Case(always(completion(JSON.replace('"sentence": 1', '"sentence": NaN')))),
    # quotations that the text does not have
    "invented trigger": Case(always(changed(trigger="shot")), ("seized",), ("llm-invented",)),
    "part of a word": Case(always(changed(trigger="sign")), ("seized",), ("llm-invented",)),
    "invented actor": Case(always(changed(actors=["Boris Yeltsin"])), problems=("llm-invented",)),
    "invented time": Case(always(changed(time="last Friday")), problems=("llm-invented",)),
    "worked out the day": Case(always(changed(time="1998-07-13")), problems=("llm-invented",)),
    "time that is none": Case(always(changed(time="three agreements")), problems=("llm-time",)),
    "quotes a story": Case(always(changed(trigger="a" * 5000)), ("seized",), ("llm-no-event",)),
    "quotes a half of a pair": Case(always(changed(trigger="\ud800")), ("seized",), ("llm-invented",)),
    # events that are none
    "unknown type": Case(always(changed(type="INVADE")), ("seized",), ("llm-type",)),
    "unknown status": Case(always(changed(status="maybe")), ("seized",), ("llm-status",)),
    "event is a word": Case(always(told(["signed", SEIZED])), ("seized",), ("llm-no-event",)),
    "no trigger": Case(always(changed(trigger=None)), ("seized",), ("llm-no-event",)),
    "actors are a number": Case(always(changed(actors=3)), ("seized",), ("llm-no-event",)),
    "told twice": Case(always(told([*HONEST, SIGNED])), problems=("llm-repeated",)),
    "told without end": Case(
        always(told(HONEST + [SIGNED] * 100)), problems=("llm-too-many", "llm-repeated")
    ),
    # answers that are none
    "cut once": Case(at_first(1, completion(JSON[:-30], finish="length")), asked=2),
    "cut again": Case(always(completion(JSON[:-30], finish="length")), (), ("llm-bad-answer",), asked=2),
    "empty": Case(always(completion("")), (), ("llm-bad-answer",), asked=2),
    "no content at all": Case(always(completion(None)), (), ("llm-bad-answer",), asked=2),
    "prose alone": Case(always(completion("I cannot see an event.")), (), ("llm-bad-answer",), asked=2),
    "another object": Case(always(completion('{"result": []}')), (), ("llm-bad-answer",), asked=2),
    "a list alone": Case(always(completion(json.dumps(HONEST))), (), ("llm-bad-answer",), asked=2),
    "nested without end": Case(
        always(completion('{"events": ' + "[" * 100_000)), (), ("llm-bad-answer",), asked=2
    ),
    "refuses": Case(always(completion(None, refusal="I will not.")), (), ("llm-refused",)),
    "is filtered": Case(always(completion("", finish="content_filter")), (), ("llm-refused",)),
    "no choice": Case(always(Sent(b'{"choices": []}')), (), ("llm-bad-answer",), asked=2),
    # servers in trouble
    "busy for a moment": Case(at_first(2, trouble(429, headers={"retry-after": "0.01"})), asked=3),
    "busy for good": Case(always(trouble(429)), None, left="llm-busy", asked=5),
    "busy for an hour": Case(always(trouble(429, headers={"retry-after": "3600"})), None, left="llm-busy"),
    "busy for many years": Case(
        always(trouble(429, headers={"retry-after": "Thu, 31 Dec 2099 23:59:59 GMT"})), None, left="llm-busy"
    ),
    "busy until a moment ago": Case(
        at_first(2, trouble(429, headers={"retry-after": "Tue, 14 Jul 1998 07:00:00 GMT"})), asked=3
    ),
    "nothing left to pay with": Case(always(trouble(429, code="insufficient_quota")), None, left="llm-busy"),
    "fails for a moment": Case(at_first(2, trouble(500)), asked=3),
    "fails for good": Case(always(trouble(503)), None, aside="llm-failed", asked=5),
    "denies": Case(always(trouble(401)), None, left="llm-denied"),
    "knows no such model": Case(always(trouble(404)), None, left="llm-unreachable"),
    "finds the text too long": Case(
        always(trouble(400, "context length exceeded")), None, aside="llm-rejected"
    ),
    "cannot process it": Case(always(trouble(422)), None, aside="llm-rejected"),
    "wants no schema": Case(without("response_format"), asked=2),
    "wants no temperature": Case(without("temperature"), asked=2),
    "wants another name of the limit": Case(without("max_tokens"), asked=2),
    "hangs up once": Case(at_first(1, Sent(b"", drop=True)), asked=2),
    "hangs up for good": Case(always(Sent(b"", drop=True)), None, left="llm-unreachable", asked=5),
    "breaks off": Case(at_first(1, Sent(RIGHT.body, headers={"content-length": "9999"})), asked=2),
    "a page, no answer": Case(always(Sent(b"<html>Log in</html>")), None, aside="llm-failed", asked=5),
    "an error as an answer": Case(
        always(Sent(b'{"error": "overloaded"}')), None, aside="llm-failed", asked=5
    ),
    "never answers": Case(
        lambda _: Sent(silence()), None, aside="llm-failed", asked=5, settings={"seconds": 0.2}
    ),
    "answers without end": Case(
        lambda _: Sent(drops()), None, aside="llm-failed", asked=5, settings={"seconds": 0.3}
    ),
    "answers at length": Case(always(Sent(b" " * 9_000_000)), None, aside="llm-failed", asked=5),
    # its limit
    "would cost too much": Case(always(RIGHT), None, left="llm-limit", asked=0, settings={"tokens": 500}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_becomes_of_a_document(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    case = CASES[name]
    caplog.set_level("DEBUG")
    with serving(case.model) as server:
        settings = LlmSettings(server.url, "m", KEY, cache=str(tmp_path), **case.settings)  # type: ignore[arg-type]
        second = second_reader("llm", settings, "run")
        assert second is not None
        (outcome,) = SecondExtractor(Job(OPTIONS), second).outcomes([RawIssue(TEXT, "a.txt")])
    assert len(server.questions) == case.asked
    if isinstance(outcome, Extracted):
        extraction = outcome.extraction
        found = tuple(event.trigger.of(extraction.issue.text) for event in extraction.events)
        assert (found, tuple(problem.code for problem in extraction.problems)) == (case.rows, case.problems)
        assert all(event.reader == "llm" for event in extraction.events)
    elif isinstance(outcome, Failure):
        assert (case.rows, case.aside) == (None, outcome.problem.code)
    else:
        assert isinstance(outcome, Left)
        assert (case.rows, case.left) == (None, outcome.problem.code)
    assert KEY not in f"{outcome!r} {caplog.text}"
    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.iterdir())
