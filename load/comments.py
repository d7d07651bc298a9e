"""What schema.sql says of its tables and columns, as records, and the page made from them.

`python -m load.comments > docs/schema.md` writes the page; a test holds the two together.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from load.schema import schema_sql
from load.tables import TABLES


@dataclass(frozen=True, slots=True)
class ColumnComment:
    """A column and what it means."""

    name: str
    kind: str
    """SQL type; empty for a view's column."""
    comment: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view and what it holds."""

    name: str
    is_view: bool
    comment: str
    columns: tuple[ColumnComment, ...]


_RELATION = re.compile(
    r"(?P<comment>(?:^-- [^\n]*\n)+)^CREATE (?P<what>TABLE|VIEW) (?P<name>\w+)(?P<body>.*?);$",
    re.MULTILINE | re.DOTALL,
)
_COLUMN = re.compile(r"^ {4}(?P<name>[a-z_]+) (?P<kind>[A-Z]+(?: PRECISION)?)\b.*? -- (?P<comment>.+)$")
_SHOWN = re.compile(r"^(?:.*\bAS \"?|\s+\w+\.)(?P<name>[\w ]+?)\"?,? -- (?P<comment>.+)$")


def commented() -> tuple[Relation, ...]:
    """All tables and views of schema.sql with their comments: for pages, browsers and prompts.

    >>> [relation.name for relation in commented()][:2]
    ['schema_version', 'event_types']
    """
    found = []
    for relation in _RELATION.finditer(schema_sql()):
        comment = " ".join(line.removeprefix("-- ") for line in relation["comment"].splitlines())
        is_view = relation["what"] == "VIEW"
        columns = tuple(_columns(relation["body"], is_view=is_view))
        found.append(Relation(relation["name"], is_view, comment, columns))
    return tuple(found)


_INDEX = re.compile(
    r"^CREATE INDEX (?P<name>\w+) ON (?P<table>\w+) (?P<what>\(.*\)(?: WHERE .*)?); -- (?P<comment>.+)$",
    re.MULTILINE,
)


def _columns(body: str, *, is_view: bool) -> Iterator[ColumnComment]:
    for line in body.splitlines():
        column = (_SHOWN.search if is_view else _COLUMN.search)(line)
        if column:
            yield ColumnComment(column["name"], "" if is_view else column["kind"], column["comment"])


_HEAD = """# Tables and views

Made from `schema.sql` by `python -m load.comments > docs/schema.md`; do not edit. Read `event_log` first:
one row an event with all that is known of it. The tables behind it hold the same in parts.

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
    head = (
        "| column | type | meaning |\n|---|---|---|"
        if not relation.is_view
        else "| column | meaning |\n|---|---|"
    )
    rows = [
        f"| `{column.name}` | {column.comment} |"
        if relation.is_view
        else f"| `{column.name}` | {column.kind} | {column.comment} |"
        for column in relation.columns
    ]
    table = "\n".join([head, *rows]) if rows else "Its columns are those of `event_log`."
    return f"\n### {relation.name}\n\n{relation.comment}\n\n{table}\n"


if __name__ == "__main__":
    sys.stdout.write(page())
