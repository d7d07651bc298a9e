"""Whatever mark of punctuation stands beside an expression, it is found and means the same."""

import pytest

from extract.times.lexicon import Example, Rule
from tests.extract.times import LEXICON, find_timexes

DASHES = ("-", " - ", "- ", "--", " -- ", "\u2013", " \u2013 ", "\u2014", " \u2014 ")
BEHIND = (
    *DASHES,
    ", ",
    "; ",
    ": ",
    "! ",
    "? ",
    ") ",
    "\u201d ",
    '" ',
    "\u2019 ",
    "... ",
    "\u2026 ",
    " (",
    " [",
    "/",
)
BEFORE = (*DASHES[1:], ", ", "; ", ": ", " (", " [", ' "', " \u201c", "... ", "\u2026 ")
# Figures and adjectives make one word with what a hyphen joins to them: "a 5-year-old", "current-account".
JOINED = frozenset({"day-range-tail", "day-range-dash", "year-range-tail", "current"})


def meaning(text: str, rule: Rule, example: Example) -> str | None:
    """The value of the example's expression in a text, where the rule found it."""
    words = example.expression.rstrip(".")
    values = {
        timex.span.of(text).rstrip("."): timex.value
        for timex in find_timexes(text, example.said)
        if timex.rule == rule.name
    }
    return values.get(words)


def up_to(example: Example) -> str:
    """The example's text up to the end of its expression."""
    return example.text[: example.text.rindex(example.expression) + len(example.expression)].rstrip(".")


def from_there(example: Example) -> str:
    """The example's text from its expression on."""
    return example.text[example.text.rindex(example.expression) :]


CASES = [(rule, example) for rule in LEXICON.rules if rule.meaning != "no_time" for example in rule.examples]
CLOSING = [case for case in CASES if meaning(f"{up_to(case[1])}. It was told.", *case) == case[1].value]
OPENING = [case for case in CASES if meaning(f"No word of it. {from_there(case[1])}", *case) == case[1].value]


def names(cases: list[tuple[Rule, Example]]) -> list[str]:
    """What the cases are called."""
    return [f"{rule.name}: {example.text}" for rule, example in cases]


@pytest.mark.parametrize(("rule", "example"), CLOSING, ids=names(CLOSING))
def test_an_expression_means_the_same_before_every_mark(rule: Rule, example: Example) -> None:
    marks = [mark for mark in BEHIND if mark != "-" or rule.name not in JOINED]
    found = {mark: meaning(f"{up_to(example)}{mark}they told us so.", rule, example) for mark in marks}
    assert found == dict.fromkeys(marks, example.value)


@pytest.mark.parametrize(("rule", "example"), OPENING, ids=names(OPENING))
def test_an_expression_means_the_same_behind_every_mark(rule: Rule, example: Example) -> None:
    found = {mark: meaning(f"No word of it{mark}{from_there(example)}", rule, example) for mark in BEFORE}
    assert found == dict.fromkeys(BEFORE, example.value)


def test_most_examples_stand_beside_marks() -> None:
    assert len(CLOSING) > len(CASES) / 2
    assert len(OPENING) > len(CASES) / 4


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("The week-long talks ended.", "week-long"),
        ("The last day-long talks failed.", "day-long"),
        ("It fell 3 percent year-on-year.", ""),
        ("The two-year-old deal holds.", ""),
    ],
)
def test_a_hyphen_within_a_word_is_no_dash(text: str, expression: str) -> None:
    assert [timex.span.of(text) for timex in find_timexes(text, None)] == ([expression] if expression else [])
