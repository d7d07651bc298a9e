"""The lexicon is read once, checked, and refuses what cannot be."""

from dataclasses import replace
from pathlib import Path

import pytest

from extract.lexicon import LexiconError
from extract.lexicon.classes import read_classes
from extract.lexicon.types import EventType
from extract.triggers import TriggerLexicon, read_triggers
from extract.triggers.conditions import BARRED, FRAME, STATE
from extract.triggers.lexicon import CONDITIONS, NOTHING, read_pattern
from tests.shipped import LEXICON

SENSES = LEXICON.triggers.senses

SOUND = """
[[trigger]]
rule = "consult-meet"
type = "CONSULT"
verbs = ["meet"]
object = ["@person"]
examples = ["They [met] him."]
"""


def read(folder: Path, senses: str) -> TriggerLexicon:
    """A lexicon of one type, one class, and the senses."""
    triggers = folder / "triggers"
    triggers.mkdir()
    (triggers / "classes.toml").write_text('person = "him her"', encoding="utf-8")
    (triggers / "senses.toml").write_text(senses, encoding="utf-8")
    consult = EventType("CONSULT", modes=frozenset({"visit"}), cameo=frozenset({"04"}))
    return read_triggers(folder, {"CONSULT": consult}, replace(LEXICON.words, classes=read_classes(folder)))


def test_a_sound_lexicon_is_read(tmp_path: Path) -> None:
    lexicon = read(tmp_path, SOUND)
    assert [sense.rule for sense in lexicon.senses] == ["consult-meet"]
    assert {"meet", "met", "meets", "meeting"} <= set(lexicon.index)


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        pytest.param('type = "CONSULT"', 'type = "CHAT"', "unknown type", id="a type that is none"),
        pytest.param(
            'type = "CONSULT"', 'type = "CONSULT"\nmode = "riot"', "unknown mode", id="another type's mode"
        ),
        pytest.param(
            'type = "CONSULT"',
            'type = "CONSULT"\ncameo = "190"',
            "CAMEO code",
            id="another type's CAMEO code",
        ),
        pytest.param("object", "objekt", "unknown fields", id="a misspelt field"),
        pytest.param("@person", "@purson", "unknown classes", id="a misspelt class"),
        pytest.param('verbs = ["meet"]', "verbs = []", "no words", id="no words"),
        pytest.param('examples = ["They [met] him."]', "", "no example", id="no example"),
        pytest.param('["@person"]', "7", "a condition is", id="a value of no use"),
    ],
)
def test_a_broken_sense_is_refused(tmp_path: Path, was: str, now: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=f"^triggers/senses.toml: trigger consult-meet: .*{fault}"):
        read(tmp_path, SOUND.replace(was, now))


def test_two_senses_may_not_share_a_name(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="named twice"):
        read(tmp_path, SOUND + SOUND)


def test_every_condition_has_one_function() -> None:
    assert sorted([*FRAME, *STATE, *BARRED]) == sorted(CONDITIONS)


def test_every_type_is_told_by_some_sense() -> None:
    assert {sense.kind.name for sense in SENSES} == {*LEXICON.types, NOTHING.name}


RARE = {"RETREAT", "THREATEN", "COERCE", "MOBILIZE", "REQUEST", "REJECT"}
"""Types of which some mode is told by no sense yet."""


@pytest.mark.parametrize(
    "kind", [kind for kind in LEXICON.types.values() if kind.name not in RARE], ids=lambda kind: kind.name
)
def test_every_mode_is_told_by_some_sense(kind: EventType) -> None:
    assert {sense.event_mode for sense in SENSES if sense.kind is kind} >= kind.modes


def test_weights_are_shares() -> None:
    assert all(0 < sense.weight <= 1 for sense in SENSES if sense.kind is not NOTHING)


def test_a_hyphen_is_a_word_of_its_own() -> None:
    assert len(read_pattern("cease-fire", "noun")) == 3
