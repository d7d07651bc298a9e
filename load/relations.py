"""What schema.sql says of itself: its tables and views as records.

The mirror in SQLAlchemy (`load.tables`, `load.views`), the rows (`load.rows`) and the page on the schema
(`load.comments`) are all made from these, so that a column is written once, in schema.sql.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from load.schema import schema_sql


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A column and what it means."""

    name: str
    kind: str
    """SQL type: TEXT, INTEGER, DOUBLE PRECISION, BOOLEAN, DATE or TIMESTAMP."""
    comment: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: columns here, and the columns of another table that they name."""

    columns: tuple[str, ...]
    table: str
    referred: tuple[str, ...]
    cascades: bool
    """Whether rows here go with the row they name."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view and what it holds."""

    name: str
    is_view: bool
    comment: str
    columns: tuple[ColumnFacts, ...]
    key: tuple[str, ...] = ()
    """The primary key's columns; empty for a view."""
    references: tuple[Reference, ...] = ()


_RELATION = re.compile(
    r"(?P<comment>(?:^-- [^\n]*\n)+)^CREATE (?P<what>TABLE|VIEW) (?P<name>\w+)(?P<body>.*?);$",
    re.MULTILINE | re.DOTALL,
)
_COLUMN = re.compile(
    r"^ {4}(?P<name>[a-z_]+) (?P<kind>[A-Z]+(?: PRECISION)?)\b(?P<rules>.*?) *-- (?P<comment>.+)$",
    re.MULTILINE,
)
_KEY = re.compile(r"^ {4}PRIMARY KEY \((?P<columns>[^)]+)\)", re.MULTILINE)
_TARGET = r"REFERENCES (?P<table>\w+) \((?P<referred>[^)]+)\)(?P<cascades> ON DELETE CASCADE)?"
_FOREIGN_KEY = re.compile(rf"^ {{4}}FOREIGN KEY \((?P<columns>[^)]+)\) {_TARGET}", re.MULTILINE)
_INLINE_TARGET = re.compile(_TARGET)
_COPY = re.compile(r"^ AS\nSELECT \* FROM (?P<view>\w+)")
_SELECTED = re.compile(r"\nSELECT\n(?P<columns>.*?)\nFROM (?P<sources>.*)\Z", re.DOTALL)
_SOURCE = re.compile(r"\b(?P<name>\w+) AS (?P<alias>[a-z])\b")
_SHOWN = re.compile(r"(?P<expression>.*?)(?: AS \"?(?P<name>[\w ]+?)\"?)?", re.DOTALL)
_PLAIN = re.compile(r"(?P<alias>[a-z])\.(?P<column>\w+)")
_ONE_OF = re.compile(r"(?:MIN|MAX|COALESCE)\((?P<plain>[a-z]\.\w+)(?:, [a-z]\.\w+)*\)")
_CAST = re.compile(r"CAST\(.* AS (?P<kind>[A-Z]+(?: PRECISION)?)\)", re.DOTALL)


@cache
def relations() -> Mapping[str, Relation]:
    """All tables and views of schema.sql by name, in its order.

    >>> list(relations())[:2]
    ['schema_version', 'event_types']
    >>> [column.kind for column in relations()["event_log"].columns if column.name == "first_day"]
    ['DATE']
    """
    known: dict[str, Relation] = {}
    for found in _RELATION.finditer(schema_sql()):
        comment = " ".join(line.removeprefix("-- ") for line in found["comment"].splitlines())
        read = _view if found["what"] == "VIEW" else _table
        known[found["name"]] = read(found["name"], comment, found["body"], known)
    return known


def commented() -> tuple[Relation, ...]:
    """All tables and views with their comments: for pages, browsers and prompts."""
    return tuple(relations().values())


def _table(name: str, comment: str, body: str, _known: Mapping[str, Relation]) -> Relation:
    columns, key, references = [], [], []
    for column in _COLUMN.finditer(body):
        rules = column["rules"]
        columns.append(
            ColumnFacts(column["name"], column["kind"], column["comment"], not rules.startswith(" NOT NULL"))
        )
        key += [column["name"]] if "PRIMARY KEY" in rules else []
        target = _INLINE_TARGET.search(rules)
        references += [_reference((column["name"],), target)] if target else []
    composed = _KEY.search(body)
    references += [_reference(_names(found["columns"]), found) for found in _FOREIGN_KEY.finditer(body)]
    return Relation(
        name, False, comment, tuple(columns), _names(composed["columns"]) if composed else tuple(key),  # noqa: FBT003  # is_view
        tuple(references),
    )  # fmt: skip


def _reference(columns: tuple[str, ...], found: re.Match[str]) -> Reference:
    return Reference(columns, found["table"], _names(found["referred"]), bool(found["cascades"]))


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(","))


def _view(name: str, comment: str, body: str, known: Mapping[str, Relation]) -> Relation:
    copied = _COPY.match(body)
    if copied:
        return Relation(name, True, comment, known[copied["view"]].columns)  # noqa: FBT003  # is_view
    selected = _SELECTED.search(body)
    if selected is None:
        message = f"schema.sql: the view {name} is not written as SELECT, columns, FROM, each on its lines"
        raise ValueError(message)
    sources = {found["alias"]: known[found["name"]] for found in _SOURCE.finditer(selected["sources"])}
    return Relation(name, True, comment, tuple(_shown(selected["columns"], sources)))  # noqa: FBT003  # as above


def _shown(listed: str, sources: Mapping[str, Relation]) -> Iterator[ColumnFacts]:
    """The columns of a view: each ends with the line that carries its comment."""
    lines: list[str] = []
    for line in listed.splitlines():
        code, _, comment = line.partition(" -- ")
        lines.append(code.strip().removesuffix(","))
        if comment:
            found = _SHOWN.fullmatch(" ".join(lines))
            if found:
                expression, name = found["expression"], found["name"]
                kind, plain = _kind(expression, sources)
                yield ColumnFacts(name or plain, kind, comment)
            lines = []


def _kind(expression: str, sources: Mapping[str, Relation]) -> tuple[str, str]:
    """The type of an expression, and its own name where it is a plain column.

    A column, its least or greatest value, and the first of several that is known, has the type it has in its
    table; a count is a number; what is computed otherwise is text unless schema.sql says it by a CAST around
    the whole.
    """
    chosen = _ONE_OF.fullmatch(expression)
    plain = _PLAIN.fullmatch(chosen["plain"] if chosen else expression)
    if plain:
        return _column_kind(plain["alias"], plain["column"], sources), plain["column"]
    cast = _CAST.fullmatch(expression)
    if cast:
        return cast["kind"], ""
    return ("INTEGER" if expression.startswith("COUNT(") else "TEXT"), ""


def _column_kind(alias: str, name: str, sources: Mapping[str, Relation]) -> str:
    """The type of a column; one of a subquery is looked for in all that the subquery reads."""
    read = [sources[alias]] if alias in sources else sources.values()
    return next(column.kind for relation in read for column in relation.columns if column.name == name)
