"""The commands that look at what a database holds: events, report, browse."""

import sys
import webbrowser
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Literal

import click

from flows.cli.asking import Among, filter_of, filter_options, why_none
from flows.cli.options import database_option, opened_store
from flows.cli.printing import Row, print_csv, print_json_lines, print_table, print_tsv

if TYPE_CHECKING:
    from rich.text import Text

    from load import EventFilter, EventStore
    from report.explaining import Explanation

FORMATS: Final = ("table", "tsv", "csv", "jsonl", "parquet", "xlsx")

SUFFIXES: Final = {
    "tsv": "tsv", "csv": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "parquet": "parquet", "xlsx": "xlsx",
}  # fmt: skip
"""The format that a file's name asks for."""

DAYS: Final = "days"
"""The column of tables that stands for first_day and last_day."""

SHOWN: Final = {
    "events": ("event_id", DAYS, "event_type", "status", "actor_name", "recipient_name", "trigger"),
    "agenda": ("event_id", DAYS, "event_type", "actor_name", "recipient_name", "reported_by"),
    "gdelt": ("SQLDATE", "Actor1Name", "Actor2Name", "EventCode", "QuadClass", "ActionGeo_FullName"),
    "polecat": ("Event Date", "Event Type", "Event Mode", "Actor Name", "Recipient Name", "Country"),
}
"""What tables show of each view; the other formats have every column."""

SPARE: Final = ("trigger", "reported_by", "QuadClass", "Event Mode")
"""Columns that a narrow terminal goes without."""

WIDE: Final = ("sentence",)
"""What --wide adds below each row of `events` and `agenda`."""

SORTS: Final = ("newest", "days", "confidence")

IN_ORDER: Final = {
    "newest": "newest issue first",
    "days": "in the order of their days",
    "confidence": "highest confidence first",
}
"""How the heading says an order."""

SHORT_ID: Final = 8
"""Digits of an id in a table: enough for `--explain`, which names the events where several begin so."""

ROWS_A_TABLE: Final = 1000
"""Rows laid out together: of very many the first are shown in a second, and the head comes again."""

STYLES: Final = {
    "trigger": "bold reverse",
    "actor": "bold blue",
    "recipient": "bold magenta",
    "date": "bold green",
    "amount": "bold yellow",
}
"""How marked words look on a terminal that has colours."""


@click.command(
    epilog="""
\b
Examples:
  dateline events --since 1998-09 --until 1998-09 --status planned
  dateline events --type CONSULT,AGREE --sort confidence --limit 20 --wide
  dateline events --country JPN --min-confidence 0.6 --out japan.xlsx
  dateline events --columns first_day,actor_name,sentence --format csv > events.csv
  dateline events --explain 3f2a9c
"""
)
@database_option
@filter_options
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    help="The newest issue first, by day, or the highest confidence first. "
    "[default: newest; days for other views]",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show at most N rows.")
@click.option("--count", "counting", is_flag=True, help="Print only how many events there are.")
@click.option(
    "--view",
    type=click.Choice(list(SHOWN)),
    default="events",
    show_default=True,
    help="Which view; gdelt and polecat name columns as those data sets do.",
)
@click.option(
    "--columns", type=Among("NAMES"), help="Only these columns, separated by commas; see docs/schema.md."
)
@click.option("--wide", is_flag=True, help="Show the sentence below each row of a table.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="A table for reading (TSV where piped); the others have every column. "
    "[default: by the name of --out, else table]",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--excel", is_flag=True, help="CSV for Excel: marked as UTF-8, and no cell is run as a formula."
)
@click.option("--explain", metavar="ID", help="Show why one event's row says what it says.")
def events(  # noqa: PLR0913  # each is an option
    *,
    db_url: str | None,
    view: str,
    form: str | None,
    out: Path | None,
    columns: tuple[str, ...] | None,
    wide: bool,
    counting: bool,
    excel: bool,
    explain: str | None,
    **given: Any,  # noqa: ANN401  # the filter's
) -> None:
    """Read events back from the database, one row per event."""
    form = form_of(form, out)
    if excel and form != "csv":
        message = "--excel is for CSV only: add --format csv, or name the file .xlsx"
        raise click.UsageError(message)
    if view not in {"events", "agenda"} and wide:
        message = f"--view {view} has no sentences: leave --wide out"
        raise click.UsageError(message)
    if view != "events" and given["status"]:
        message = f"--view {view} has a status of its own: leave --status out"
        raise click.UsageError(message)
    given["sort"] = given["sort"] or ("newest" if view == "events" else "days")
    with opened_store(db_url) as store:
        if explain is not None:
            explain_one(store, explain)
            return
        asked = filter_of(store, given)
        if counting:
            from report.reading import count_of

            click.echo(count_of(store, view, asked))
            return
        wanted = Wanted(view, asked, form, known_columns(view, columns), wide=wide, excel=excel)
        put_out(store, wanted, out)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows to write, and how."""

    view: str
    asked: "EventFilter"
    form: str
    columns: tuple[str, ...] | None
    """Only these; None: what the format shows by default."""
    wide: bool = False
    excel: bool = False


def known_columns(view: str, columns: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The columns asked for, checked against the view.

    Raises:
        click.UsageError: it lacks one.
    """
    from report.reading import columns_of

    if columns is None:
        return None
    known = [column.name for column in columns_of(view)]
    if not columns or any(name not in known for name in columns):
        unknown = next((name for name in columns if name not in known), "")
        message = f"no column {unknown!r} in {view}; there are: {', '.join(known)}"
        raise click.UsageError(message)
    return columns


def form_of(form: str | None, out: Path | None) -> str:
    """The format asked for: by name, by the file's name, or a table.

    Raises:
        click.UsageError: the file's name asks for none or for another.
    """
    if out is None:
        return form or "table"
    named = SUFFIXES.get(out.suffix.removeprefix(".").lower())
    if form is None and named is None:
        message = f"{out} does not say its format: name it .{', .'.join(sorted(SUFFIXES))}, or add --format"
        raise click.UsageError(message)
    if form and named and form != named:
        message = f"{out} and --format {form} disagree: leave --format out, or rename the file"
        raise click.UsageError(message)
    return form or named or "table"


def put_out(store: "EventStore", wanted: Wanted, out: Path | None) -> None:
    """Writes the rows in the format asked for, to the file or to standard output."""
    if wanted.form in {"parquet", "xlsx"}:
        put_out_binary(store, wanted, out)
    elif out is None:
        show(store, wanted, is_terminal=sys.stdout.isatty())
    else:
        with whole_file(out, "w") as file, redirect_stdout(file):
            show(store, wanted, is_terminal=False)
        say_written(store, wanted, out)


def say_written(store: "EventStore", wanted: Wanted, out: Path) -> None:
    """How many events a file has, on standard error; nothing where it has none, which is said already."""
    from report.reading import count_of

    count = count_of(store, wanted.view, wanted.asked)
    if count:
        click.echo(f"{out}: {count:,} event{'' if count == 1 else 's'}", err=True)


def show(store: "EventStore", wanted: Wanted, *, is_terminal: bool) -> None:
    """Prints the rows, and says on standard error where there are none."""
    from report.reading import columns_of, view_rows

    every = [column.name for column in columns_of(wanted.view)]
    is_table = wanted.form == "table" and is_terminal
    told = heading(store, wanted) if is_table else ""  # before the rows: a store reads one thing at a time
    with closing(view_rows(store, wanted.view, wanted.asked)) as rows:
        first = next(rows, None)
        if first is None:
            click.echo(why_none(store), err=True)
        found = chain([] if first is None else [first], rows)
        match wanted.form:
            case "jsonl":
                print_json_lines(found, wanted.columns)
            case "csv":
                print_csv(wanted.columns or every, found, excel=wanted.excel)
            case "table" if is_table:
                show_table(told, wanted, found)
            case _:
                print_tsv(wanted.columns or unfolded(wanted), found)


def unfolded(wanted: Wanted) -> tuple[str, ...]:
    """The columns of a table for a program: both days, each in a column."""
    names = [*SHOWN[wanted.view], *(WIDE if wanted.wide else ())]
    return tuple(
        chain.from_iterable(("first_day", "last_day") if name == DAYS else (name,) for name in names)
    )


def show_table(told: str, wanted: Wanted, rows: Iterable[Row]) -> None:
    """The rows below a heading, on a terminal."""
    columns = wanted.columns or SHOWN[wanted.view]
    waiting = map(shown, rows)
    head = f"{told}\n"
    while part := list(islice(waiting, ROWS_A_TABLE)):
        if head:
            click.echo(head)
        head = ""
        spare = () if wanted.columns else SPARE
        print_table(columns, part, spare=spare, below=WIDE if wanted.wide else ())


def heading(store: "EventStore", wanted: Wanted) -> str:
    """How many events there are, how many of them are shown, and in which order."""
    from report.reading import count_of

    matching = count_of(store, wanted.view, replace(wanted.asked, limit=None))
    limit = wanted.asked.limit
    part = f"{limit:,} of " if limit is not None and limit < matching else ""
    noun = "event" if matching == 1 else "events"
    order = f", {IN_ORDER[wanted.asked.sort]}" if matching > 1 else ""
    return f"{part}{matching:,} {noun}{order}"


def shown(row: Row) -> Row:
    """The row as a table shows it: a short id, and both days in one cell."""
    from report.reading import days_shown

    if "event_id" not in row:
        return row
    days = days_shown(row["first_day"], row["last_day"])
    return {**row, "event_id": str(row["event_id"])[:SHORT_ID], DAYS: days}


def put_out_binary(store: "EventStore", wanted: Wanted, out: Path | None) -> None:
    """The rows as Parquet or XLSX; to standard output only where that is no terminal."""
    from report.parquet import NoParquet, write_parquet
    from report.reading import columns_of, view_rows
    from report.spreadsheet import NoSpreadsheet, write_spreadsheet

    if out is None and sys.stdout.isatty():
        message = f"{wanted.form} is not text: name a file with --out"
        raise click.UsageError(message)
    write = write_parquet if wanted.form == "parquet" else write_spreadsheet
    by_name = {column.name: column for column in columns_of(wanted.view)}
    columns = [by_name[name] for name in wanted.columns or by_name]
    kept = [column.name for column in columns]
    try:
        with closing(view_rows(store, wanted.view, wanted.asked)) as rows:
            chosen = ({name: row[name] for name in kept} for row in rows)
            if out is None:
                write(columns, chosen, sys.stdout.buffer)
                return
            with whole_file(out, "wb") as file:
                count = write(columns, chosen, file)
    except (NoParquet, NoSpreadsheet) as error:
        raise click.UsageError(str(error)) from error
    if count:
        say_written(store, wanted, out)
    else:
        click.echo(why_none(store), err=True)


@contextmanager
def whole_file(path: Path, mode: Literal["w", "wb"]) -> Iterator[IO[Any]]:
    """A file that appears under its name only once it is complete."""
    part = path.with_name(f"{path.name}.part")
    text = {"encoding": "utf-8", "newline": ""} if mode == "w" else {}
    try:
        with part.open(mode, **text) as file:  # type: ignore[call-overload]  # text options for text alone
            yield file
        part.replace(path)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise click.UsageError(message) from error
    finally:
        part.unlink(missing_ok=True)


def explain_one(store: "EventStore", event_id: str) -> None:
    """Shows why one event's row says what it says."""
    from report.explaining import explain
    from report.reading import AmbiguousEvent, event_of

    try:
        row = event_of(store, event_id)
    except AmbiguousEvent as error:
        raise click.UsageError(str(error)) from error
    if row is None:
        message = f"no event's id begins with {event_id!r}: ids are in `dateline events --format jsonl`"
        raise click.UsageError(message)
    print_explanation(explain(store, row))


def print_explanation(told: "Explanation") -> None:
    """An event with its evidence: the sentence with marks, and a line for each fact and why."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    row = told.row
    where = f"{row['issue_file']}, sentence {row['sentence_no']}"
    console.print(Text(f"{row['event_id']}  {where}"), soft_wrap=True)
    console.print(Padding(marked_sentence(told), (1, 2)))
    for words in told.elsewhere:
        console.print(Padding(Text(f"outside the sentence: {words}"), (0, 2)))
    table = Table.grid(padding=(0, 2), pad_edge=True)
    for reason in told.reasons:
        table.add_row(Text(reason.of), Text(reason.says, style="bold"), Text(reason.why, overflow="fold"))
    console.print(table)


def marked_sentence(told: "Explanation") -> "Text":
    """The sentence as [actor: Moscow] [trigger: sent] ...; marks may lie in one another."""
    from rich.text import Text

    text = Text()
    marks = told.marks
    for at in range(len(told.sentence) + 1):
        text.append("]" * sum(mark.span.end == at for mark in marks))
        for mark in sorted(marks, key=lambda mark: -mark.span.end):
            if mark.span.start == at:
                text.append(f"[{mark.kind}: ", style=STYLES[mark.kind])
        inside = [mark for mark in marks if mark.span.start <= at < mark.span.end]
        style = STYLES[min(inside, key=lambda mark: len(mark.span)).kind] if inside else ""
        text.append(told.sentence[at : at + 1], style=style)
    return text


@click.command(
    epilog="""
\b
Examples:
  dateline report --open
  dateline report --since 1998-07 --until 1998-09 --status occurred,planned --out summer.html
"""
)
@database_option
@filter_options
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default="report.html",
    show_default=True,
    help="The page's file.",
)
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
def report(*, db_url: str | None, out: Path, opening: bool, **given: Any) -> None:  # noqa: ANN401
    """Write one page with timeline, counts, map, table and the marked text of each issue.

    The page needs no network and no other file. Its events can be filtered, sorted and traced to
    their words.
    """
    from datetime import UTC, datetime

    from report.page import render_page
    from report.reading import count_of

    if out.suffix.lower() not in {".html", ".htm"}:
        message = f"{out} is not a name for a page: end it with .html"
        raise click.UsageError(message)
    with opened_store(db_url) as store:
        asked = filter_of(store, given)
        if not count_of(store, "events", asked):
            raise click.UsageError(why_none(store))
        page = render_page(store, asked, made=datetime.now(UTC))
    with whole_file(out, "w") as file:
        file.write(page)
    click.echo(f"Report: {out}")
    if opening:
        webbrowser.open(out.resolve().as_uri())


@click.command(
    epilog="""
\b
Example:
  dateline browse --port 8001
"""
)
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
def browse(*, db_url: str | None, host: str, port: int) -> None:
    """Look through a SQLite database in a browser, read-only, with Datasette.

    Tables and columns are described, and the twelve questions of docs/questions.md stand ready as queries.
    """
    from load import EventFilter
    from report.browse import NoBrowser, serve, sqlite_file

    with opened_store(db_url) as store:
        address = store.address
        next(store.events(EventFilter(limit=1)), None)  # says what is wrong where it is no database of ours
    try:
        serve(sqlite_file(address), ["--host", host, "--port", str(port)])
    except NoBrowser as error:
        raise click.UsageError(str(error)) from error
