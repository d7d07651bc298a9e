"""The lexicon is read once, checked, and refuses what cannot be."""

from pathlib import Path

import pytest

from extract.triggers import LexiconError, load_lexicon, read_lexicon
from extract.triggers.conditions import BARRED, FRAME, STATE
from extract.triggers.lexicon import CONDITIONS, MODES, NOTHING, TYPES, read_pattern

SOUND = """
[[trigger]]
rule = "consult-meet"
type = "CONSULT"
verbs = ["meet"]
object = ["@person"]
examples = ["They [met] him."]
"""


def lexicon_of(folder: Path, senses: str) -> Path:
    """A folder that holds one class and the senses."""
    (folder / "classes.toml").write_text('person = "him her"', encoding="utf-8")
    (folder / "senses.toml").write_text(senses, encoding="utf-8")
    return folder


def test_a_sound_lexicon_is_read(tmp_path: Path) -> None:
    lexicon = read_lexicon(lexicon_of(tmp_path, SOUND))
    assert [sense.rule for sense in lexicon.senses] == ["consult-meet"]
    assert {"meet", "met", "meets", "meeting"} <= set(lexicon.index)


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        pytest.param('type = "CONSULT"', 'type = "CHAT"', "unknown type", id="a type that is none"),
        pytest.param(
            'type = "CONSULT"', 'type = "CONSULT"\nmode = "riot"', "unknown mode", id="another type's mode"
        ),
        pytest.param("object", "objekt", "unknown fields", id="a misspelt field"),
        pytest.param("@person", "@purson", "unknown classes", id="a misspelt class"),
        pytest.param('verbs = ["meet"]', "verbs = []", "no words", id="no words"),
        pytest.param('examples = ["They [met] him."]', "", "no example", id="no example"),
        pytest.param('["@person"]', "7", "a condition is", id="a value of no use"),
    ],
)
def test_a_broken_sense_is_refused(tmp_path: Path, was: str, now: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=fault):
        read_lexicon(lexicon_of(tmp_path, SOUND.replace(was, now)))


def test_two_senses_may_not_share_a_name(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="named twice"):
        read_lexicon(lexicon_of(tmp_path, SOUND + SOUND))


def test_every_condition_has_one_function() -> None:
    assert sorted([*FRAME, *STATE, *BARRED]) == sorted(CONDITIONS)


def test_every_type_is_told_by_some_sense() -> None:
    assert {sense.event_type for sense in load_lexicon().senses} == TYPES


@pytest.mark.parametrize(
    "event_type", sorted(set(MODES) - {"RETREAT", "THREATEN", "COERCE", "MOBILIZE", "REQUEST", "REJECT"})
)
def test_every_mode_is_told_by_some_sense(event_type: str) -> None:
    told = {sense.event_mode for sense in load_lexicon().senses if sense.event_type == event_type}
    assert told >= MODES[event_type]


def test_weights_are_shares() -> None:
    assert all(0 < sense.weight <= 1 for sense in load_lexicon().senses if sense.event_type != NOTHING)


def test_a_hyphen_is_a_word_of_its_own() -> None:
    assert len(read_pattern("cease-fire", "noun")) == 3
