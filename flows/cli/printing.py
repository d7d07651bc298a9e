"""Results on standard output: tables for a person, JSON Lines and CSV for a program."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = Mapping[str, object]
Format = Literal["table", "jsonl", "csv"]

PIPE_WIDTH: Final = 100_000
"""Columns of a table that goes to no terminal: enough that nothing is folded."""


def print_table(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A table of the named columns, one line a row where the output is no terminal.

    A terminal too narrow for the words of all columns gets a paragraph a row instead: no day and no name is
    broken in two.
    """
    from rich import box
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Column, Table

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PIPE_WIDTH, no_color=True)
    table = Table(*(Column(named(column)) for column in columns), box=box.SIMPLE, pad_edge=False)
    shown = [[verbatim(in_words(row[column])) for column in columns] for row in rows]
    for cells in shown:
        table.add_row(*cells)
    needed = Measurement.get(console, console.options.update(width=PIPE_WIDTH), table).minimum
    if shown and needed > console.width:
        print_paragraphs(console, columns, shown)
    elif shown:
        console.print(table)


def print_paragraphs(console: "Console", columns: Sequence[str], rows: Iterable[Sequence["Text"]]) -> None:
    """Each row as a paragraph of the values it has, each after its column's name."""
    from rich.text import Text

    for cells in rows:
        told = [
            Text.assemble((f"{named(column)} ", "dim"), cell)
            for column, cell in zip(columns, cells, strict=True)
            if cell.plain
        ]
        console.print(Text(", ").join(told), end="\n\n")


def verbatim(words: str) -> "Text":
    """Words of issues as they are, never read as markup; a word too long for its line is folded."""
    from rich.text import Text

    return Text(words, overflow="fold")


def named(column: str) -> str:
    """A column's name as a head."""
    return column.replace("_", " ")


def in_words(value: object) -> str:
    """How a table shows a value: nothing for None, whole numbers without a fraction.

    >>> in_words(1500000000.0), in_words(None), in_words(("a", 2))
    ('1500000000', '', "('a', 2)")
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def print_json_lines(rows: Iterable[Row]) -> None:
    """One JSON object a line, days as ISO dates."""
    for row in rows:
        click.echo(json_line(row))


def json_line(row: Row) -> str:
    """The row as one line of JSON.

    >>> json_line({"day": date(1998, 7, 13), "who": "Köhler"})
    '{"day": "1998-07-13", "who": "Köhler"}'
    """
    return json.dumps(row, ensure_ascii=False, default=iso)


def iso(value: object) -> str:
    """Days and moments as ISO 8601.

    Raises:
        TypeError: `value` is neither.
    """
    if isinstance(value, date | datetime):
        return value.isoformat()
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


def print_csv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Comma-separated values with a header line; None is an empty field."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
        click.echo(buffer.getvalue(), nl=False)
        buffer.seek(0)
        buffer.truncate()
    click.echo(buffer.getvalue(), nl=False)


def print_rows(rows: Iterable[Row], columns: Sequence[str], shown: Sequence[str], form: Format) -> None:
    """The rows in the form asked for; a table has only the columns `shown`."""
    match form:
        case "jsonl":
            print_json_lines(rows)
        case "csv":
            print_csv(columns, rows)
        case "table":
            print_table(shown, rows)
