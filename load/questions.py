"""The twelve questions analysts ask, as records and as the page docs/questions.md.

`python -m load.questions > docs/questions.md` writes the page; a test holds the two together.
"""

import re
import sys
from dataclasses import dataclass
from importlib.resources import files

_QUESTION = re.compile(
    r"^-- (?P<name>[a-z-]+)(?: \[(?P<engine>\w+)\])?: (?P<title>[^\n]+)\n"
    r"(?P<notes>(?:-- (?!example:)[^\n]+\n)*)(?:-- example: (?P<example>[^\n]+)\n)?(?P<sql>(?!--)[^;].*?);$",
    re.MULTILINE | re.DOTALL,
)
_PARAMETER = re.compile(r"(?P<name>\w+)=(?P<value>.*?)(?= \w+=|$)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its SQL."""

    name: str
    """Short, in-kebab-case."""
    engine: str | None
    """The only engine that reads this form; None: both."""
    title: str
    """The question."""
    notes: str
    """What to know of the answer; empty: nothing."""
    sql: str
    """With parameters as `:name`, without the closing semicolon."""
    example: dict[str, str]
    """A value for each parameter."""


def questions(engine: str | None = None) -> tuple[Question, ...]:
    """The questions, in order; with `engine` ("sqlite" or "postgresql") those it reads.

    >>> len(questions("sqlite")), questions("sqlite")[0].name
    (12, 'between-two-countries')
    """
    text = (files("load") / "questions.sql").read_text(encoding="utf-8")
    found = tuple(_question(match) for match in _QUESTION.finditer(text))
    return tuple(one for one in found if engine is None or one.engine in (None, engine))


def _question(match: re.Match[str]) -> Question:
    notes = " ".join(line.removeprefix("-- ") for line in (match["notes"] or "").splitlines())
    values = _PARAMETER.finditer(match["example"] or "")
    example = {value["name"]: value["value"] for value in values}
    return Question(match["name"], match["engine"], match["title"], notes, match["sql"], example)


_HEAD = r"""# Twelve questions

Made from `load/questions.sql` by `python -m load.questions > docs/questions.md`; do not edit. The SQL runs
unchanged on SQLite and PostgreSQL, but for the last, which uses each engine's own text index. Words with a
colon are parameters: `sqlite3`, Datasette and SQLAlchemy's `text()` take them as they are; in `psql` write
`:'name'` for `:name` and set values with `\set name value`. Days are given as `YYYY-MM-DD`.

A period, from `since` to `until`, has the events whose days touch it; of one with an open end only the known
day counts. `dateline events --since ... --until ...` and the page mean the same.

`python -m benchmarks.store ask` times all of them on a million made-up events.
"""


def page() -> str:
    """The page docs/questions.md."""
    return _HEAD + "".join(_section(number, one) for number, one in _numbered())


def _numbered() -> list[tuple[int, Question]]:
    names = list(dict.fromkeys(one.name for one in questions()))
    return [(names.index(one.name) + 1, one) for one in questions()]


def _section(number: int, one: Question) -> str:
    where = {"sqlite": " (SQLite)", "postgresql": " (PostgreSQL)"}.get(one.engine or "", "")
    notes = f"{one.notes}\n\n" if one.notes else ""
    values = ", ".join(f"`{name}` = {value}" for name, value in one.example.items())
    example = f"For example with {values}.\n\n" if values else ""
    return f"\n## {number}. {one.title}{where}\n\n{notes}{example}```sql\n{one.sql};\n```\n"


if __name__ == "__main__":
    sys.stdout.write(page())
