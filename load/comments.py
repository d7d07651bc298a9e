"""The page on the schema, made from what schema.sql says of its tables and columns.

`python -m load.comments > docs/schema.md` writes the page; a test holds the two together.
"""

import csv
import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from load.relations import Relation, commented
from load.schema import schema_sql
from load.tables import TABLES

COPIES = frozenset({"agenda", "main_events"})
"""Views whose columns are those of `event_log`."""

_INDEX = re.compile(
    r"^CREATE INDEX (?P<name>\w+) ON (?P<table>\w+) (?P<what>\(.*\)(?: WHERE .*)?); -- (?P<comment>.+)$",
    re.MULTILINE,
)


_HEAD = """# Tables and views

Made from `schema.sql` by `python -m load.comments > docs/schema.md`; do not edit. Read `event_log` first:
one row per event with all that is known of it. The tables behind it hold the same in parts. The
examples are from the sample issue, where it has any: `load/examples.csv`, written by
`python -m tests.load.test_examples`.

"""


_INDEXES = """
## Indexes

Chosen by the [twelve questions](questions.md), besides those of the keys. The words of sentences have an
index of each engine's own: the FTS5 table `sentence_words` on SQLite, `events_by_word` on PostgreSQL.

| index | table | columns | for |
|---|---|---|---|
"""


def page() -> str:
    """The page docs/schema.md: the picture, then views, then tables."""
    relations = commented()
    views = [relation for relation in relations if relation.is_view]
    tables = [relation for relation in relations if not relation.is_view]
    parts = [_HEAD, "## The picture\n\n", _picture(), "\n## Views\n"]
    parts += [_section(relation) for relation in views]
    parts += ["\n## Tables\n", *(_section(relation) for relation in tables), _indexes()]
    return "".join(parts)


def _indexes() -> str:
    """The indexes and the questions they are for."""
    rows = [
        f"| `{index['name']}` | `{index['table']}` | `{index['what']}` | {index['comment']} |\n"
        for index in _INDEX.finditer(schema_sql())
    ]
    return f"{_INDEXES}{''.join(rows)}"


def _picture() -> str:
    """The tables and what they hang on, as a Mermaid diagram."""
    lines = [
        f'    {key.elements[0].column.table.name} ||--o{{ {table.name} : "{", ".join(key.column_keys)}"'
        for table in TABLES.tables.values()
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.column_keys))
    ]
    alone = [f"    {name}" for name in ("quarantine", "schema_version")]
    return "\n".join(["```mermaid", "erDiagram", *lines, *alone, "```", ""])


def _section(relation: Relation) -> str:
    head = "| column | type | meaning | for example |\n|---|---|---|---|"
    shown = {
        name: value.replace("|", "\\|") for (told, name), value in examples().items() if told == relation.name
    }
    rows = [
        f"| `{column.name}` | {column.kind} | {column.comment} | {shown.get(column.name, '')} |"
        for column in relation.columns
    ]
    is_copy = relation.name in COPIES
    table = "Its columns are those of `event_log`." if is_copy else "\n".join([head, *rows])
    return f"\n### {relation.name}\n\n{relation.comment}\n\n{table}\n"


@cache
def examples() -> Mapping[tuple[str, str], str]:
    """A value of each column by names of relation and column, as far as the sample issue has one."""
    told = files("load").joinpath("examples.csv").read_text(encoding="utf-8")
    return {(row["relation"], row["column"]): row["value"] for row in csv.DictReader(told.splitlines())}


if __name__ == "__main__":
    sys.stdout.write(page())
