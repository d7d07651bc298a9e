"""Reads a model's answer: JSON to events, portion by portion; an event that is none is a problem."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from extract.model import Problem
from extract.second.quotations import LONGEST
from extract.second.records import Answer, Told

MOST_EVENTS = 64
"""Events of one portion; a model that tells more repeats itself."""
_MOST_NAMES = 24
_SHOWN = 80
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_NOTHING = frozenset({"", "null", "none", "n/a"})

Raw = Mapping[str, Any]
"""An event as JSON has it."""


class BadAnswerError(ValueError):
    """An answer that is no answer: the message says why, in words that the model can be told."""


def read_answer(content: str, portions: int) -> tuple[tuple[Raw, ...], ...]:
    """The events of an answer, portion by portion, as JSON has them.

    Args:
        content: the answer; what stands around its JSON is passed over.
        portions: how many portions were asked about.

    Raises:
        BadAnswerError: there is no JSON in it, it is cut, or it holds no list of events.

    >>> read_answer('Sure! {"events": [{"passage": 2, "trigger": "met"}]}', 2)
    ((), ({'passage': 2, 'trigger': 'met'},))
    """
    found: list[list[Raw]] = [[] for _ in range(portions)]
    for event in _events(content):
        passage = event.get("passage") if isinstance(event, dict) else None
        known = isinstance(passage, int) and 1 <= passage <= portions
        found[passage - 1 if known and passage else 0].append(
            event if isinstance(event, dict) else {"trigger": event}
        )
    return tuple(map(tuple, found))


def _events(content: str) -> Sequence[Any]:
    """The list of events in an answer."""
    plain = _THOUGHT.sub("", content)
    start = plain.find("{")
    if start < 0:
        message = "it holds no JSON object"
        raise BadAnswerError(message)
    try:
        value, _ = json.JSONDecoder().raw_decode(plain, start)
    except (ValueError, RecursionError) as wrong:
        message = "its JSON is cut or broken"
        raise BadAnswerError(message) from wrong
    events = value.get("events")
    if not isinstance(events, list):
        message = 'it has no list "events"'
        raise BadAnswerError(message)
    return events


def told_of(events: Sequence[Raw]) -> Answer:
    """The events of one portion as records; what has not the form of an event is a problem.

    >>> answer = told_of([{"sentence": 1, "trigger": "met", "type": "consult", "status": "occurred"}, {}])
    >>> answer.told[0].event_type, answer.problems[0].code
    ('CONSULT', 'llm-no-event')
    """
    told: list[Told] = []
    problems: list[Problem] = []
    for event in events[:MOST_EVENTS]:
        found = _told(event)
        if isinstance(found, Told):
            told.append(found)
        else:
            problems.append(found)
    if len(events) > MOST_EVENTS:
        message = f"{len(events)} events for one passage: those after the first {MOST_EVENTS} were dropped."
        problems.append(Problem("llm", "llm-too-many", message))
    return Answer(tuple(told), tuple(problems))


def _told(event: Raw) -> Told | Problem:
    sentence = event.get("sentence")
    words = [event.get(name) for name in ("trigger", "type", "status")]
    time, actors, recipients = (_quotations(event.get(name)) for name in ("time", "actors", "recipients"))
    if not all(isinstance(word, str) and 0 < len(word.strip()) <= LONGEST for word in words):
        return _ill_formed(event, "trigger, type and status must be words")
    if time is None or actors is None or recipients is None or len(time) > 1:
        return _ill_formed(event, "time, actors and recipients must be quotations")
    return Told(
        sentence=sentence if isinstance(sentence, int) and not isinstance(sentence, bool) else 0,
        trigger=str(words[0]).strip(),
        event_type=str(words[1]).strip().upper(),
        status=str(words[2]).strip().lower(),
        time=next(iter(time), None),
        actors=actors,
        recipients=recipients,
    )


def _quotations(value: object) -> tuple[str, ...] | None:
    """One quotation or a list of them as a tuple; None where it is neither."""
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if len(listed) > _MOST_NAMES or not all(isinstance(word, str) for word in listed):
        return None
    words = (str(word).strip() for word in listed)
    return tuple(word for word in words if word.lower() not in _NOTHING)


def _ill_formed(event: Raw, why: str) -> Problem:
    return Problem("llm", "llm-no-event", f"what the model told is no event: {shown(event)}: {why}.")


def shown(value: object) -> str:
    """A foreign value as a message can hold it.

    >>> len(shown("a" * 100))
    85
    """
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}...")
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
