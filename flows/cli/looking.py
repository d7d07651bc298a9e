"""The commands that look at what a database holds: events, report, browse."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Literal

import click

from flows.cli.options import Day, database_option, opened_store
from flows.cli.printing import Row, print_rows, print_table
from flows.cli.reading import EVENT_COLUMNS

if TYPE_CHECKING:
    from rich.text import Text

    from load import EventFilter, EventStore
    from report.explaining import Explanation

FORMATS: Final = ("table", "csv", "jsonl", "parquet")

SHOWN: Final = {
    "events": ("event_id", *EVENT_COLUMNS),
    "agenda": (
        "first_day",
        "last_day",
        "event_type",
        "actor_name",
        "recipient_name",
        "reported_by",
        "sentence",
    ),
    "gdelt": ("SQLDATE", "Actor1Name", "Actor2Name", "EventCode", "QuadClass", "ActionGeo_FullName"),
    "polecat": ("Event Date", "Event Type", "Event Mode", "Actor Name", "Recipient Name", "Country"),
}
"""What tables show of each view; the other formats have every column."""


SHORT_ID: Final = 10
"""Digits of an id in a table: of a million events, less than one pair in two shares them."""

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
  dateline events --since 1998-09-01 --until 1998-09-30 --status planned
  dateline events --country JPN --type CONSULT --out talks.parquet
  dateline events --view gdelt --format csv > gdelt.csv
  dateline events --explain 3f2a9c
"""
)
@database_option
@click.option("--since", type=Day(), help="Events whose days reach this day or a later one.")
@click.option("--until", type=Day(), help="Events whose days begin on this day or an earlier one.")
@click.option("--actor", metavar="NAME", help="Part of a name, on either side, in any case.")
@click.option("--country", metavar="CODE", help="Country on either side, ISO 3166 alpha-3, such as JPN.")
@click.option("--type", "event_type", metavar="TYPE", help="PLOVER type, such as CONSULT.")
@click.option("--status", type=click.Choice(["occurred", "planned", "hypothetical", "denied"]))
@click.option("--text", metavar="WORDS", help="Words that stand in the sentence, all of them.")
@click.option("--issue", metavar="NAME", help='File name, "VOLUME/NUMBER" or issue_id.')
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")
@click.option(
    "--view",
    type=click.Choice(list(SHOWN)),
    default="events",
    show_default=True,
    help="Whose columns: gdelt and polecat have those data sets' names.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="A table for reading; the others have every column. [default: by the name of --out, else table]",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--explain", metavar="ID", help="Show why one event's row says what it says.")
def events(*, db_url: str | None, view: str, form: str | None, out: Path | None, **given: Any) -> None:  # noqa: ANN401
    """Read events back from the database."""
    explained = given.pop("explain")
    with opened_store(db_url) as store:
        if explained is not None:
            return explain_one(store, explained)
        asked = filter_of(store, view, given)
        return put_out(store, view, asked, form or form_of(out), out)


def filter_of(store: "EventStore", view: str, given: dict[str, Any]) -> "EventFilter":
    """The filter that the options make.

    Raises:
        click.UsageError: a value that no event can have, so that nobody takes a slip for an empty answer.
    """
    from load import EventFilter
    from report.reading import known_types

    event_type, country = given["event_type"], given["country"]
    if event_type and event_type.upper() not in (known := known_types(store)):
        message = f"no event type {event_type!r}; there are: {', '.join(sorted(known))}"
        raise click.UsageError(message)
    if country and not (len(country) == 3 and country.isascii() and country.isalpha()):  # noqa: PLR2004  # alpha-3
        message = f"{country!r} is no country code: write ISO 3166 alpha-3, such as JPN"
        raise click.UsageError(message)
    if view != "events" and given["status"]:
        message = f"--view {view} has a status of its own: leave --status out"
        raise click.UsageError(message)
    return EventFilter(**given)


def form_of(out: Path | None) -> str:
    """The format that a file's name asks for; without a name a table."""
    suffix = out.suffix.removeprefix(".").lower() if out else ""
    return {"csv": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "parquet": "parquet"}.get(suffix, "table")


def put_out(store: "EventStore", view: str, asked: "EventFilter", form: str, out: Path | None) -> None:
    """The rows in the form asked for, to the file or to standard output."""
    from report.reading import columns_of, view_rows

    if form == "parquet":
        put_out_parquet(store, view, asked, out)
        return
    names = [column.name for column in columns_of(view)]
    with closing(view_rows(store, view, asked)) as rows:
        if out is None:
            show(rows, names, SHOWN[view], form)
            return
        with whole_file(out, "w") as file, redirect_stdout(file):
            show(rows, names, SHOWN[view], form)


def show(rows: Iterator[Row], names: list[str], shown: tuple[str, ...], form: Any) -> None:  # noqa: ANN401  # click holds it to the formats
    """Prints the rows, and says on standard error where there are none."""
    first = next(rows, None)
    if first is None:
        click.echo("No event passes", err=True)
    found = chain([] if first is None else [first], rows)
    if form != "table":
        print_rows(found, names, shown, form)
        return
    while part := list(islice(found, ROWS_A_TABLE)):
        print_table(shown, map(short, part))


def short(row: Row) -> Row:
    """The row with as much of its id as `--explain` needs."""
    return {**row, "event_id": str(row["event_id"])[:SHORT_ID]} if "event_id" in row else row


def put_out_parquet(store: "EventStore", view: str, asked: "EventFilter", out: Path | None) -> None:
    """The rows as Parquet; to standard output only where that is no terminal."""
    from report.parquet import NoParquet, write_parquet
    from report.reading import columns_of, view_rows

    columns = columns_of(view)
    if out is None and sys.stdout.isatty():
        message = "Parquet is no text: name a file with --out"
        raise click.UsageError(message)
    try:
        with closing(view_rows(store, view, asked)) as rows:
            if out is None:
                write_parquet(columns, rows, sys.stdout.buffer)
                return
            with whole_file(out, "wb") as file:
                write_parquet(columns, rows, file)
    except NoParquet as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def whole_file(path: Path, mode: Literal["w", "wb"]) -> Iterator[IO[Any]]:
    """A file that appears under its name only when it is whole."""
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
        message = f"no event begins with {event_id!r}: ids are in `dateline events --format jsonl`"
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
  dateline report
  dateline report --since 1998-07-01 --until 1998-09-30 --out summer.html
"""
)
@database_option
@click.option("--since", type=Day(), help="Events whose days reach this day or a later one.")
@click.option("--until", type=Day(), help="Events whose days begin on this day or an earlier one.")
@click.option("--issue", metavar="NAME", help='One issue: file name, "VOLUME/NUMBER" or issue_id.')
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default="report.html",
    show_default=True,
    help="The page's file.",
)
def report(*, db_url: str | None, out: Path, **given: Any) -> None:  # noqa: ANN401
    """Write one page with timeline, counts, table and the marked text of each issue.

    The page needs no network and no other file. Its events can be filtered, sorted and followed to
    their words.
    """
    from load import EventFilter
    from report.page import render_page

    with opened_store(db_url) as store:
        page = render_page(store, EventFilter(**given))
    with whole_file(out, "w") as file:
        file.write(page)
    click.echo(f"Report: {out}")


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
