"""Results on standard output: tables for a person, TSV, JSON Lines and CSV for a program."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, Literal

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = Mapping[str, object]
Format = Literal["table", "tsv", "jsonl", "csv"]

GAP: Final = 2
"""Blanks between two columns."""

LONG_WORD: Final = 20
"""Characters of a word that a column makes room for; only longer words are broken."""

BYTE_ORDER_MARK: Final = "\ufeff"
"""By which Excel knows a CSV file for UTF-8."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def print_table(
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    spare: Sequence[str] = (),
    below: Sequence[str] = (),
) -> None:
    """A table of the named columns for a terminal; tab-separated values where the output is none.

    Cells are folded between words. A terminal too narrow for the words of all columns first gives up the
    `spare` ones; if that is not enough, each row becomes a paragraph. No day and no name is broken in two.

    Args:
        columns: Names of columns, in order.
        rows: The rows.
        spare: Of the columns those that may go, the first to go first.
        below: Columns whose values stand below each row, over the whole width.
    """
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        print_tsv((*columns, *below), rows)
        return
    shown = [{name: verbatim(in_words(row[name])) for name in (*columns, *below)} for row in rows]
    if shown:
        lay_out(console, columns, shown, spare, below)


def lay_out(
    console: "Console",
    columns: Sequence[str],
    rows: Sequence[Mapping[str, "Text"]],
    spare: Sequence[str],
    below: Sequence[str],
) -> None:
    """The table with as many columns as fit, or else paragraphs."""
    kept = tuple(columns)
    for name in (None, *spare):
        kept = tuple(column for column in kept if column != name)
        widths = widths_of(kept, rows, console.width)
        if widths:
            print_columns(console, widths, rows, below)
            return
    print_paragraphs(console, (*columns, *below), rows)


def widths_of(
    columns: Sequence[str], rows: Sequence[Mapping[str, "Text"]], room: int
) -> dict[str, int] | None:
    """How wide each column is; None where not even the longest words of all have room.

    What is left after the longest words goes, character by character, to the column that is folded most.
    """
    heads = {name: named(name) for name in columns}
    cells = {name: [row[name] for row in rows] for name in columns}
    widths = {
        name: max(longest_word(heads[name]), *(longest_word(cell.plain) for cell in cells[name]))
        for name in columns
    }
    wanted = {name: max(len(heads[name]), *(cell.cell_len for cell in cells[name])) for name in columns}
    spare = room - sum(widths.values()) - GAP * (len(columns) - 1)
    if spare < 0:
        return None
    for _ in range(spare):
        tight = {name: wanted[name] / widths[name] for name in columns if widths[name] < wanted[name]}
        if not tight:
            break
        widths[max(tight, key=tight.__getitem__)] += 1
    return widths


def longest_word(words: str) -> int:
    """Characters of the longest word, as far as a column makes room for it.

    >>> longest_word("the Commonwealth"), longest_word("x" * 50)
    (12, 20)
    """
    from rich.cells import cell_len

    return min(LONG_WORD, max(map(cell_len, words.split()), default=0))


def print_columns(
    console: "Console",
    widths: Mapping[str, int],
    rows: Sequence[Mapping[str, "Text"]],
    below: Sequence[str],
) -> None:
    """The rows below a head; each cell folded to its column's width."""
    from rich.text import Text

    head = {name: Text(named(name), style="bold") for name in widths}
    for line in lines_of(console, head, widths):
        console.print(line, soft_wrap=True)
    console.print(Text("  ".join("─" * width for width in widths.values()), style="dim"), soft_wrap=True)
    for row in rows:
        for line in lines_of(console, row, widths):
            console.print(line, soft_wrap=True)
        for name in below:
            for line in row[name].wrap(console, console.width - GAP):
                console.print(Text.assemble(" " * GAP, line), soft_wrap=True)
        if below:
            console.print()


def lines_of(console: "Console", row: Mapping[str, "Text"], widths: Mapping[str, int]) -> Iterator["Text"]:
    """The lines that one row takes."""
    from rich.text import Text

    folded = [row[name].wrap(console, width) for name, width in widths.items()]
    for parts in zip_longest(*folded, fillvalue=Text()):
        line = Text()
        for part, width in zip(parts, widths.values(), strict=True):
            line.append_text(part)
            line.append(" " * (width - part.cell_len + GAP))
        line.rstrip()
        yield line


def print_paragraphs(
    console: "Console", columns: Sequence[str], rows: Iterable[Mapping[str, "Text"]]
) -> None:
    """Each row as a paragraph of the values it has, each after its column's name."""
    from rich.text import Text

    for row in rows:
        told = [
            Text.assemble((f"{named(column)} ", "dim"), row[column])
            for column in columns
            if row[column].plain
        ]
        console.print(Text(", ").join(told), end="\n\n")


def verbatim(words: str) -> "Text":
    """Words of issues as they are, never read as markup; a word too long for its line is folded."""
    from rich.text import Text

    return Text(" ".join(words.split()), overflow="fold")


HEADS: Final = {"event_id": "id", "event_type": "type", "actor_name": "actor", "recipient_name": "recipient"}
"""Heads that say less than the column's name."""


def named(column: str) -> str:
    """A column's name as a head.

    >>> named("event_id"), named("reported_by")
    ('id', 'reported by')
    """
    return HEADS.get(column, column.replace("_", " "))


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


def print_tsv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Tab-separated values under a line of names, white space folded; nothing where there is no row."""
    for number, row in enumerate(rows):
        if number == 0:
            click.echo("\t".join(columns))
        click.echo("\t".join(re.sub(r"\s+", " ", in_words(row[column])) for column in columns))


def print_json_lines(rows: Iterable[Row], columns: Sequence[str] | None = None) -> None:
    """One JSON object a line, days as ISO dates; all values, or those of the named columns."""
    for row in rows:
        click.echo(json_line(row if columns is None else {name: row[name] for name in columns}))


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


def print_csv(columns: Sequence[str], rows: Iterable[Row], *, excel: bool = False) -> None:
    """Comma-separated values with a header line; None is an empty field.

    Args:
        columns: Names of columns, in order.
        rows: The rows.
        excel: Whether to begin with a byte order mark and keep cells from being read as formulas.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    cell = unformulated if excel else plain
    buffer.write(BYTE_ORDER_MARK if excel else "")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])
        click.echo(buffer.getvalue(), nl=False)
        buffer.seek(0)
        buffer.truncate()
    click.echo(buffer.getvalue(), nl=False)


def plain(value: object) -> object:
    """The value as it is."""
    return value


def unformulated(value: object) -> object:
    """A text that a spreadsheet would take for a formula behind an apostrophe; other values as they are.

    >>> unformulated("=1+1"), unformulated("Ivan Orlov"), unformulated(-2)
    ("'=1+1", 'Ivan Orlov', -2)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def print_rows(rows: Iterable[Row], columns: Sequence[str], shown: Sequence[str], form: Format) -> None:
    """The rows in the form asked for; a table has only the columns `shown`."""
    match form:
        case "jsonl":
            print_json_lines(rows)
        case "csv":
            print_csv(columns, rows)
        case "tsv":
            print_tsv(shown, rows)
        case "table":
            print_table(shown, rows)
