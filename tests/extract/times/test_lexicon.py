"""Every example and every reject of the lexicon of times is a promise."""

from pathlib import Path

import pytest

from extract.lexicon import LexiconError
from extract.lexicon.files import SHIPPED
from extract.times import read_time_lexicon
from extract.times.lexicon import Example, Rule
from extract.times.meanings import MEANINGS
from extract.times.reading import build_time_lexicon
from tests.extract.times import LEXICON, find_timexes

RULES = LEXICON.rules
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
REJECTS = [(rule, reject) for rule in RULES for reject in rule.rejects]
WORDS: dict[str, object] = {"class": {"UNIT": {"words": {"day": "D"}}}}


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.name}: {example.text}" for rule, example in EXAMPLES]
)
def test_a_rule_reads_its_example(rule: Rule, example: Example) -> None:
    found = {timex.span.of(example.text): timex for timex in find_timexes(example.text, example.said)}
    if rule.meaning == "no_time":
        assert found == {}
        return
    assert example.expression in found
    timex = found[example.expression]
    assert (timex.value, timex.rule) == (example.value, rule.name)
    if example.checks_days:
        assert (timex.first_day, timex.last_day) == (example.first_day, example.last_day)


@pytest.mark.parametrize(
    ("rule", "reject"), REJECTS, ids=[f"{rule.name}: {reject}" for rule, reject in REJECTS]
)
def test_a_rule_finds_nothing_in_its_reject(rule: Rule, reject: str) -> None:
    assert [timex for timex in find_timexes(reject, None) if timex.rule == rule.name] == []


@pytest.mark.parametrize("text", [example.text for _, example in EXAMPLES])
def test_without_a_day_of_speech_days_are_stated_or_counted_from_one_that_is(text: str) -> None:
    for timex in find_timexes(text, None):
        assert timex.first_day is None or timex.basis == "stated" or timex.counted_from is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_tried_at_every_word_that_its_matches_begin_with(rule: Rule) -> None:
    codes = LEXICON.read(
        "\n\n".join([*(example.text for _, example in EXAMPLES), *(text for _, text in REJECTS)])
    ).codes
    begun = {codes[match.start()] for match in rule.regex.finditer(codes)}
    assert begun
    assert all(rule in LEXICON.beginning_with[character] for character in begun)


def test_rules_and_meanings_name_each_other() -> None:
    assert {rule.meaning for rule in RULES} == set(MEANINGS)


def rule_table(**changes: object) -> dict[str, object]:
    """A file of one sound rule, with what a test changes."""
    rule: dict[str, object] = {
        "name": "a",
        "pattern": "UNIT",
        "meaning": "year",
        "source": "ours",
        "examples": [["one day", "", "day", "D"]],
    }
    return {"rule": [rule | changes]}


@pytest.mark.parametrize(
    ("table", "entry", "fault"),
    [
        (rule_table(pattern="MISSING"), "rule a", "names no class: MISSING: add it"),
        (rule_table(pattern="{MISSING}"), "rule a", r"names no piece: \{MISSING\}: add it"),
        (rule_table(pattern="UNIT & UNIT"), "rule a", "is no part of a pattern.*: take it out"),
        (rule_table(pattern="(UNIT"), "rule a", "no regular expression.*: count its brackets"),
        (rule_table(pattern=""), "rule a", "has no pattern: add it"),
        (rule_table(meaning="guess"), "rule a", "a meaning that is none: 'guess': name a function"),
        (rule_table(examples=[]), "rule a", "has no examples: add it"),
        (rule_table(rejects="none"), "rule a", "must have a list of rejects"),
        (rule_table(source=""), "rule a", "has no source: add it"),
        (rule_table(examples=[["one day"]]), "rule a", "four or six parts"),
        ({"rule": rule_table()["rule"] * 2}, "rule a", "another rule has: rename"),  # type: ignore[operator]  # a list
        ({"rule": {"name": "a"}}, "rule", "must be an array of tables"),
        ({"pieces": ["A"]}, "pieces", "must be a table"),
        ({"pieces": {"A": "{A}"}, **rule_table(pattern="{A}")}, "rule a", "that name one another"),
        ({"named_day": [{"names": ["Easter"]}]}, "named day Easter", "where it lies: give it"),
        ({"named_day": [{"month": 3}]}, "named day", "has no names: give it one"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_file_is_refused_with_its_name_its_entry_and_what_to_do(
    table: dict[str, object], entry: str, fault: str
) -> None:
    with pytest.raises(LexiconError, match=fault) as refused:
        build_time_lexicon(WORDS, {"mine.toml": table})
    assert refused.value.file == "mine.toml"
    assert refused.value.entry.startswith(entry)


def test_a_class_without_words_is_refused() -> None:
    with pytest.raises(LexiconError, match="words.toml: class UNIT: has no words"):
        build_time_lexicon({"class": {"UNIT": {}}}, {})


def test_two_pieces_of_one_name_are_refused_wherever_they_stand() -> None:
    piece: dict[str, object] = {"pieces": {"A": "UNIT"}}
    with pytest.raises(LexiconError, match="b.toml: piece A: stands twice"):
        build_time_lexicon(WORDS, {"a.toml": piece, "b.toml": piece})


def test_a_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="times/words.toml: is missing"):
        read_time_lexicon(tmp_path)


def test_a_sound_lexicon_is_built() -> None:
    assert [rule.name for rule in build_time_lexicon(WORDS, {"mine.toml": rule_table()}).rules] == ["a"]


LINES = [
    (path.name, number, line)
    for path in sorted(Path(str(SHIPPED), "times").glob("*.toml"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
]


def test_no_line_of_the_lexicon_is_longer_than_a_person_reads() -> None:
    assert LINES
    assert [(name, number) for name, number, line in LINES if len(line) > 120] == []
