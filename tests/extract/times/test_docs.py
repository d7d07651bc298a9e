"""docs/times.md says what the lexicon does."""

from pathlib import Path

from extract.lexicon.files import SHIPPED, read_toml
from extract.times.lexicon import Example
from extract.times.reading import RULE_FILES
from tests.extract.times import LEXICON

PAGE = Path(__file__).parents[3] / "docs" / "times.md"
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


def test_the_page_lists_every_rule_with_its_file_and_first_example() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(MARK)[2] == table()


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK + table(), encoding="utf-8")
