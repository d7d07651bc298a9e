"""The commands `dates` and `extract`, which read text and print what they find."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

import click

from flows.cli.options import (
    Day,
    column_option,
    columns_of,
    day_options,
    day_options_of,
    reader_option,
    settings,
)
from flows.cli.printing import print_rows

if TYPE_CHECKING:
    from datetime import date

    from extract.model import DayOptions, Issue, Problem, RawIssue
    from extract.sources import Columns
    from flows.dates import DatedText, Style
    from flows.extraction import Extractor
    from flows.settings import Reader

DATE_COLUMNS: Final = ("text", "type", "value", "first_day", "last_day", "rule")
"""What the table of `dateline dates` shows."""

EVENT_COLUMNS: Final = (
    "first_day",
    "last_day",
    "status",
    "event_type",
    "actor_name",
    "recipient_name",
    "trigger",
    "date_text",
)
"""What tables of events show; the other formats have every column."""


@click.command(
    epilog="""
\b
Examples:
  dateline dates issue.txt
  echo "He resigned yesterday." | dateline dates --reference-date 1998-07-14
"""
)
@click.argument("file", default="-", metavar="[FILE]")
@click.option("--reference-date", type=Day(), help='The day that "today" means; FILE is then any text.')
@click.option(
    "--jsonl", is_flag=True, help='FILE holds lines {"id", "text", "reference_date"}; so does the output.'
)
@click.option(
    "--style",
    type=click.Choice(["news", "narrative"]),
    help="How the text speaks of time. [default: judged from the text]",
)
@click.option(
    "--rules-only", is_flag=True, help="Work without the language model: much faster, tense by rules."
)
@day_options
@click.pass_context
def dates(context: click.Context, /, file: str, *, jsonl: bool, rules_only: bool, **days: Any) -> None:  # noqa: ANN401
    """Find the time expressions of a text and the days they mean.

    FILE is an issue, or any text with --reference-date; - or nothing is standard input.
    """
    from flows.dates import COLUMNS, timex_rows

    reference_date, style = days.pop("reference_date"), days.pop("style")
    options = day_options_of(days)
    troubles: list[Problem] = []
    if jsonl:
        texts: Iterable[DatedText] = json_line_texts(file, troubles)
    elif reference_date:
        texts = plain_texts(file, reference_date, style, troubles)
    else:
        texts = issue_texts(file, options, style, troubles)
    rows = timex_rows(texts, model=settings().model, parse=not rules_only)
    print_rows(rows, COLUMNS, DATE_COLUMNS, "jsonl" if jsonl else "table")
    end_with(context, troubles)


def json_line_texts(file: str, troubles: list["Problem"]) -> Iterator["DatedText"]:
    """The texts of a file of JSON lines; bad lines are said and kept in `troubles`."""
    from flows.dates import DatedText
    from flows.json_lines import dated_texts

    with click.open_file(file, encoding="utf-8", errors="replace") as lines:
        for text in dated_texts(lines):
            if isinstance(text, DatedText):
                yield text
            else:
                say(text)
                troubles.append(text)


def plain_texts(
    file: str, reference_date: "date", style: "Style | None", troubles: list["Problem"]
) -> Iterator["DatedText"]:
    """Each text of the source from end to end."""
    from flows.dates import whole_text

    for raw in raws_of(file, troubles):
        yield whole_text(str(raw.content), reference_date, text_id=raw.source_key, style=style)


def issue_texts(
    file: str, options: "DayOptions", style: "Style | None", troubles: list["Problem"]
) -> Iterator["DatedText"]:
    """Each issue of the source, with its own days."""
    from extract.issues import read_publications
    from flows.dates import texts_of_issue

    publications = read_publications()
    for raw in raws_of(file, troubles):
        texts, problems = texts_of_issue(raw, publications, options, style)
        for problem in problems:
            say(problem)
        yield from texts
        if not texts:
            troubles.extend(problems)


@click.command(
    epilog="""
\b
Examples:
  dateline extract examples/v4-134-moscow-tokyo.txt
  dateline extract examples/ --format csv > events.csv
  dateline extract articles.csv --column text=Body --column date=pubDate
"""
)
@click.argument("source", default="-", metavar="[SOURCE]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="A table for reading; the others have every column.",
)
@click.option(
    "--jsonl-in", is_flag=True, help='SOURCE holds lines {"id", "text", "published_on"}; rows carry the id.'
)
@day_options
@reader_option
@column_option
@click.pass_context
def extract(  # noqa: PLR0913  # as many as the command has options
    context: click.Context,
    /,
    source: str,
    *,
    form: str,
    jsonl_in: bool,
    reader: "Reader | None",
    columns: tuple[str, ...],
    **days: Any,  # noqa: ANN401
) -> None:
    """Find the events of a SOURCE and print them; no database is touched.

    SOURCE is a file, a folder, a glob, an archive, a URL, or - for standard input.
    """
    from flows.llm.reading import require_second
    from load.views import EVENT_COLUMNS as ALL_COLUMNS

    options = day_options_of(days)
    known = reader or settings().reader
    require_second(known, settings().llm)
    troubles: list[Problem] = []
    named = columns_of(columns)
    raws = (
        json_line_raws(source, troubles)
        if jsonl_in
        else ((None, raw) for raw in raws_of(source, troubles, named))
    )
    rows = event_rows_of(raws, options, known, troubles)
    shown = ("id", *ALL_COLUMNS) if jsonl_in else ALL_COLUMNS
    print_rows(rows, shown, EVENT_COLUMNS, form)  # type: ignore[arg-type]  # click holds it to the three
    end_with(context, troubles)


def event_rows_of(
    raws: Iterable[tuple[object, "RawIssue"]],
    options: "DayOptions",
    reader: "Reader",
    troubles: list["Problem"],
) -> Iterator[dict[str, object]]:
    """The events of each document as rows, with the id it came with, if any."""
    from flows.extraction import Extracted
    from load.rows import event_rows

    auto = (options.publication or "").casefold() == "auto"
    under_way: deque[object] = deque()
    with ExitStack() as stack:
        extractor = extractor_of(options, reader, stack)
        for outcome in extractor.outcomes(noting_ids(raws, under_way)):
            given = under_way.popleft()
            if not isinstance(outcome, Extracted):
                say(outcome.problem)
                troubles.append(outcome.problem)
                continue
            if auto:
                say_publication(outcome.extraction.issue)
            for problem in outcome.extraction.problems:
                say(problem, outcome.raw.source_key)
            for row in event_rows(outcome.extraction):
                yield dict(row) if given is None else {"id": given, **row}


def extractor_of(options: "DayOptions", reader: "Reader", stack: ExitStack) -> "Extractor":
    """Who extracts: a process of its own; with a second reader, this one."""
    import uuid

    from flows.extraction import Job
    from flows.llm.extracting import extracting
    from flows.llm.reading import second_reader

    known = settings()
    second = second_reader(reader, known.llm, str(uuid.uuid4()))
    return extracting(Job(options, known.model, known.choices, known.bounds), second, stack)[0]


def noting_ids(raws: Iterable[tuple[object, "RawIssue"]], under_way: deque[object]) -> Iterator["RawIssue"]:
    """The documents alone; their ids wait in `under_way` for the outcomes, which come in the same order."""
    for given, raw in raws:
        under_way.append(given)
        yield raw


def json_line_raws(source: str, troubles: list["Problem"]) -> Iterator[tuple[object, "RawIssue"]]:
    """The documents of a file of JSON lines with their ids; bad lines are said and kept in `troubles`."""
    from flows.json_lines import raw_issues

    with click.open_file(source, encoding="utf-8", errors="replace") as lines:
        for found in raw_issues(lines):
            if isinstance(found, tuple):
                yield found
            else:
                say(found)
                troubles.append(found)


def say_publication(issue: "Issue") -> None:
    """Which publication was recognised, and why, on standard error."""
    told = (
        f"{issue.publication} ({issue.recognised_by})"
        if issue.recognised_by
        else "not recognised; the general profile is used"
    )
    click.echo(f"{issue.source_key}: publication: {told}", err=True)


def raws_of(source: str, troubles: list["Problem"], columns: "Columns | None" = None) -> Iterator["RawIssue"]:
    """The documents of a source, one an issue; what cannot be read is said and kept in `troubles`."""
    from extract.issues import read_publications, split_items
    from extract.sources import Unreadable, read
    from flows.sources import require_sources

    require_sources([source])
    publications = read_publications()
    for found in read(source, limits=settings().limits, stdin=sys.stdin.buffer, columns=columns):
        if isinstance(found, Unreadable):
            say(found.problem)
            troubles.append(found.problem)
        else:
            yield from split_items(found, publications)


def say(problem: "Problem", where: str | None = None) -> None:
    """The problem's message on standard error, with the document's name where the message lacks it."""
    click.echo(f"{where}: {problem.message}" if where else problem.message, err=True)


def end_with(context: click.Context, troubles: list["Problem"]) -> None:
    """Ends with status 1 if some input could not be read."""
    if troubles:
        context.exit(1)
