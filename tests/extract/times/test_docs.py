"""docs/times.md and its reference say what the lexicon does."""

import re
from datetime import date
from pathlib import Path

import pytest

from extract.lexicon.files import SHIPPED, read_toml
from extract.times.lexicon import Example
from extract.times.reading import RULE_FILES
from tests.extract.times import LEXICON, find_timexes

DOCS = Path(__file__).parents[3] / "docs"
PAGE = DOCS / "times-reference.md"
MARK = "<!-- rules: written by `python -m tests.extract.times.test_docs` -->\n"


def row(file: str, name: str, example: Example) -> str:
    """One line of the table."""
    said = f" ({example.said.isoformat()})" if example.said else ""
    value = f"`{example.value}`" if example.value else "no time"
    days = f"{example.first_day} to {example.last_day}" if example.first_day else ""
    words = f"**{example.expression}**" if example.expression else ""
    text = example.text.replace(example.expression, words, 1) if words else example.text
    return f"| {name} | {text}{said} | {value} | {days} | `{file}` |"


def table() -> str:
    """The table of all rules."""
    rules = {rule.name: rule for rule in LEXICON.rules}
    lines = [
        "",
        "| rule | example, and the day it is said on | value | days | file |",
        "|---|---|---|---|---|",
    ]
    for file in RULE_FILES:
        for raw in read_toml(SHIPPED, file).get("rule", []):
            rule = rules[raw["name"]]
            lines.append(row(file, rule.name, rule.examples[0]))
    return "\n".join(lines) + "\n"


SAID = re.compile(
    r"^\| (?P<before>[^|]*)\*\*(?P<words>[^|]+)\*\*(?P<after>[^|]*) \| (?:none: [\w ,]+"
    r"|(?P<first>\d{4}-\d\d-\d\d)(?: to (?P<last>\d{4}-\d\d-\d\d))?) \|$",
    re.MULTILINE,
)
SHOWN = list(SAID.finditer((DOCS / "times.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown["words"])
def test_the_user_s_page_shows_the_days_that_are_found(shown: re.Match[str]) -> None:
    text = shown["before"] + shown["words"] + shown["after"]
    (found,) = (one for one in find_timexes(text, date(1998, 7, 14)) if one.span.of(text) == shown["words"])
    days = [day.isoformat() if day else None for day in (found.first_day, found.last_day)]
    assert days == [shown["first"], shown["last"] or shown["first"]]


def test_the_user_s_page_shows_days_and_their_absence() -> None:
    assert len(SHOWN) > 12
    assert {bool(shown["first"]) for shown in SHOWN} == {True, False}


def test_the_reference_lists_every_rule_with_its_file_and_first_example() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(MARK)[2] == table()


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK + table(), encoding="utf-8")
