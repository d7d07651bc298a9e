"""Every example of the lexicon gives the trigger it marks, and no reject gives it."""

import re
from collections.abc import Mapping

import pytest

from extract.model import Sentence, Trigger
from extract.triggers import find_triggers
from extract.triggers.lexicon import NOTHING, Sense
from tests.extract.triggers.parsing import parse_all
from tests.shipped import LEXICON, TRIGGER_POLICY

SENSES = LEXICON.triggers.senses
EXAMPLES = [(sense, example) for sense in SENSES for example in sense.examples]
REJECTS = [(sense, reject) for sense in SENSES for reject in sense.rejects]
MARKED = re.compile(r"\[(?P<trigger>[^\]]+)\]")


def plain(text: str) -> str:
    """The sentence without its marks."""
    return MARKED.sub(r"\g<trigger>", text)


@pytest.fixture(scope="module")
def parsed() -> Mapping[str, tuple[Sentence, ...]]:
    return parse_all(plain(text) for _, text in [*EXAMPLES, *REJECTS])


def is_told(sense: Sense, example: str, trigger: Trigger) -> bool:
    """Whether a trigger stands on the marked words and has the sense's type, and its mode if it has one."""
    marked = MARKED.search(example)
    assert marked
    start = marked.start()
    meets = trigger.span.start < start + len(marked["trigger"]) and start < trigger.span.end
    same_mode = sense.event_mode is None or trigger.event_mode == sense.event_mode
    return meets and trigger.event_type == sense.kind.name and same_mode


@pytest.mark.parametrize(
    ("sense", "example"), EXAMPLES, ids=[f"{sense.rule}: {example}" for sense, example in EXAMPLES]
)
def test_an_example_gives_its_trigger(
    sense: Sense, example: str, parsed: Mapping[str, tuple[Sentence, ...]]
) -> None:
    found = find_triggers(parsed[plain(example)], LEXICON.triggers, TRIGGER_POLICY)
    assert any(is_told(sense, example, trigger) for trigger in found), found


@pytest.mark.parametrize(
    ("sense", "reject"), REJECTS, ids=[f"{sense.rule}: {reject}" for sense, reject in REJECTS]
)
def test_a_reject_does_not_meet_its_rule(
    sense: Sense, reject: str, parsed: Mapping[str, tuple[Sentence, ...]]
) -> None:
    found = find_triggers(parsed[plain(reject)], LEXICON.triggers, TRIGGER_POLICY)
    assert sense.rule not in {trigger.rule for trigger in found}
    assert sense.kind is not NOTHING or not found, found


@pytest.mark.parametrize("sense", SENSES, ids=[sense.rule for sense in SENSES])
def test_a_sense_that_tells_an_event_has_an_example(sense: Sense) -> None:
    assert sense.examples or sense.kind is NOTHING
