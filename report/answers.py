"""The twelve questions with their answers on a database, as the page docs/answers.md.

dateline ingest examples/ --db sqlite:///answers.db
python -m report.answers sqlite:///answers.db > docs/answers.md
"""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Final

from sqlalchemy import text

from load import EventStore
from load.questions import Question, questions
from load.rows import Row

ROWS_SHOWN: Final = 5
"""Rows of each answer that the page prints; it says how many more there are."""

LEFT_OUT: Final = frozenset({"event_id", "plan_id"})
"""Columns the page leaves out: keys, for joining and for `dateline events --explain`."""

_HEAD: Final = """# Twelve questions, answered

Made by `python -m report.answers` from the issues in `examples/`; do not edit. The SQL stands in
[questions.md](questions.md). Of each answer the first rows are shown, without the columns of ids; the
sentences are whole. This is what the program finds, right or wrong: `dateline events --explain ID` shows why.
"""


def page(store: EventStore) -> str:
    """The page about a database.

    Args:
        store: The database.
    """
    asked = enumerate(questions(store.engine_name), 1)
    return _HEAD + "".join(_section(number, question, store) for number, question in asked)


def _section(number: int, question: Question, store: EventStore) -> str:
    values = ", ".join(f"`{name}` = {value}" for name, value in question.example.items())
    asked = f"With {values}.\n\n" if values else ""
    answer = store.rows(text(question.sql).bindparams(**question.example))
    return f"\n## {number}. {question.title}\n\n{asked}{_answer(answer)}"


def _answer(rows: Iterator[Row]) -> str:
    """The first rows as a table, and how many more there are."""
    shown = [_without_keys(row) for row in islice(rows, ROWS_SHOWN)]
    if not shown:
        return "No rows.\n"
    more = sum(1 for _ in rows)
    lines = [" | ".join(shown[0]), " | ".join("---" for _ in shown[0])]
    lines += [" | ".join(map(_cell, row.values())) for row in shown]
    table = "".join(f"| {line} |\n" for line in lines)
    return f"{table}\nand {more} more.\n" if more else table


def _without_keys(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in LEFT_OUT}


def _cell(value: object) -> str:
    r"""A value in a Markdown table.

    >>> _cell("a|b\nc"), _cell(None), _cell(4e8)
    ('a\\|b c', '', '400000000')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()).replace("|", "\\|")


if __name__ == "__main__":
    with EventStore(sys.argv[1]) as opened:
        sys.stdout.write(page(opened))
