"""Every example and every reject of the lexicon of times is a promise."""

import pytest

from extract.times import find_timexes
from extract.times.meanings import MEANINGS
from extract.times.patterns import BrokenLexiconError
from extract.times.rules import Example, Rule, build_lexicon, standard_lexicon

RULES = standard_lexicon().rules
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
    lexicon = standard_lexicon()
    codes = lexicon.read(
        "\n\n".join([*(example.text for _, example in EXAMPLES), *(text for _, text in REJECTS)])
    ).codes
    begun = {codes[match.start()] for match in rule.regex.finditer(codes)}
    assert begun
    assert all(rule in lexicon.beginning_with[character] for character in begun)


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
    ("table", "message"),
    [
        (rule_table(pattern="MISSING"), "no class named MISSING"),
        (rule_table(pattern="{MISSING}"), "no piece named MISSING"),
        (rule_table(pattern="UNIT & UNIT"), "is no part of a pattern"),
        (rule_table(pattern="(UNIT"), "rule a"),
        (rule_table(examples=[]), "no examples"),
        (rule_table(source=""), "no source"),
        (rule_table(examples=[["one day"]]), "four or six parts"),
        ({"rule": [*rule_table()["rule"], *rule_table()["rule"]]}, "rules named twice"),  # type: ignore[misc]  # a list
        ({"pieces": {"A": "{A}"}, **rule_table(pattern="{A}")}, "name one another"),
        ({"named_day": [{"names": ["Easter"]}]}, "lacks its names"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_lexicon_is_refused_with_its_reason(table: dict[str, object], message: str) -> None:
    with pytest.raises(BrokenLexiconError, match=message):
        build_lexicon(WORDS, [table])


def test_a_sound_lexicon_is_built() -> None:
    assert [rule.name for rule in build_lexicon(WORDS, [rule_table()]).rules] == ["a"]
