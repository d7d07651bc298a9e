"""The commands that write to a database: ingest, db."""

import atexit
import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from flows.cli.options import (
    Day,
    column_option,
    columns_of,
    database_option,
    day_options,
    day_options_of,
    log_option,
    opened_store,
    reader_option,
    settings,
)
from flows.cli.printing import print_json_lines, print_table
from flows.cli.reading import EVENT_COLUMNS

if TYPE_CHECKING:
    from flows.plan import Plan
    from flows.summary import RunSummary
    from load import EventStore, Report

FIRST_ROWS: Final = 10
"""Events that the summary of a run shows."""


@click.command(
    epilog="""
\b
Examples:
  dateline ingest examples/
  dateline ingest 'archive/*.zip' --db postgresql+psycopg://loader@localhost/events
"""
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@database_option
@day_options
@reader_option
@column_option
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    help="Processes that extract. [default: by the size of the source]",
)
@click.option(
    "--runner",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="Where documents are extracted.",
)
@click.option(
    "--dask-address", metavar="URL", help="A Dask scheduler. [default: start a cluster for this run]"
)
@click.option("--since", type=Day(), help="Only issues published on this day or later.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Read at most N documents.")
@click.option("--force", is_flag=True, help="Read again what this version has read before.")
@click.option("--dry-run", is_flag=True, help="Extract and summarise, but write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one line of JSON.")
@click.option("--verbose", is_flag=True, help="Show Prefect's own messages.")
@log_option
@click.pass_context
def ingest(context: click.Context, /, *, as_json: bool, verbose: bool, **given: Any) -> None:  # noqa: ANN401
    """Read the issues of each SOURCE, extract their events, load them.

    SOURCE is a file, a folder, a glob, an archive (.zip, .gz, .tar), a URL, or - for standard input. What was
    ingested before is left alone, so a run can be repeated, or stopped and started again.
    """
    from flows.llm.reading import require_second
    from flows.settings import prepare_prefect
    from flows.sources import require_sources

    days = day_options_of(given)
    plan = plan_of(given, days)
    require_sources(plan.sources)
    require_second(plan.reader or "rules", settings().llm, runner=plan.runner)
    if not plan.dry_run:
        with opened_store(plan.db_url) as store:
            store.init()
    prepare_prefect(verbose=verbose)
    summary = watched(plan)
    if as_json:
        print_json_lines([summary.facts])
    else:
        print_summary(summary, plan)
    context.exit(summary.exit_status)


def plan_of(given: dict[str, Any], days: Any) -> "Plan":  # noqa: ANN401  # DayOptions; not imported for speed
    """The plan that the command's options and the environment make."""
    from flows.plan import Plan

    known = settings()
    return Plan(
        sources=given["sources"] or known.sources,
        db_url=given["db_url"] or known.db_url,
        days=days,
        model=known.model,
        choices=known.choices,
        reader=given["reader"] or known.reader,
        workers=given["workers"] or known.workers,
        runner=given["runner"],
        dask_address=given["dask_address"],
        since=given["since"],
        limit=given["limit"],
        force=given["force"],
        dry_run=given["dry_run"],
        bounds=known.bounds,
        columns=columns_of(given["columns"]),
    )


def watched(plan: "Plan") -> "RunSummary":
    """Runs the plan: as a flow, or at once where every document stands and no server waits to hear of it.

    Ctrl-C and SIGTERM end it within seconds, its run closed.
    """
    from flows.ending import Ended, ended_by_signals
    from flows.settings import has_prefect_server
    from flows.standing import nothing_new

    atexit.register(gc.freeze)  # else the collector goes through all that is loaded once more: a second
    try:
        with ended_by_signals():
            return (None if has_prefect_server() else nothing_new(plan)) or as_flow(plan)
    except KeyboardInterrupt as stop:
        from flows.logs import say

        say("Stopped. What was loaded stays; run the command again to go on.")
        raise click.exceptions.Exit(stop.exit_status if isinstance(stop, Ended) else 130) from None


def as_flow(plan: "Plan") -> "RunSummary":
    """Runs the flow with a progress display where there is a terminal."""
    from flows.server import prefect_server

    with prefect_server() as wait_for_server:
        from flows.documents import expected
        from flows.ingest import ingest, job_of, watching
        from flows.progress import progress
        from flows.workers import Crew

        with progress(partial(expected, plan)) as watch, watching(watch):
            if plan.runner == "processes" and plan.reader == "rules":
                Crew.start_ahead(job_of(plan))  # while the server starts
            wait_for_server()
            summary: RunSummary = ingest(plan)
            return summary


def print_summary(summary: "RunSummary", plan: "Plan") -> None:
    """What the run did, for a person: counts, the reading of "today", the first rows."""
    from flows.logs import say
    from flows.summary import (
        counted,
        left_line,
        outcome_line,
        problem_line,
        publication_line,
        reading_line,
        second_line,
    )

    tally = summary.tally
    recognised = publication_line(tally) if (plan.days.publication or "").casefold() == "auto" else ""
    lines = (outcome_line(tally), recognised, reading_line(tally), problem_line(tally))
    for line in (*lines, second_line(summary.second)):
        if line:
            click.echo(line)
    if tally.outcomes["quarantined"]:
        count = counted(tally.outcomes["quarantined"], "document")
        say(f"{count} could not be ingested: see `dateline quarantine list`")
    if tally.left:
        say(left_line(tally))
    if summary.dry_run:
        click.echo("Dry run: nothing was written")
        return
    print_first_rows(plan.db_url)
    click.echo(f"Database: {summary.db}")


def print_first_rows(db_url: str | None) -> None:
    """The first events of the newest issue as a table."""
    from flows.cli.looking import SHOWN, SPARE, shown
    from load import EventFilter
    from report.reading import count_of

    with opened_store(db_url) as store:
        held = count_of(store, "events", EventFilter())
        rows = list(store.events(EventFilter(sort="newest", limit=FIRST_ROWS)))
    if rows and sys.stdout.isatty():
        click.echo(f"{len(rows):,} of {held:,} events, newest issue first:\n")
    print_table(SHOWN["events"] if sys.stdout.isatty() else EVENT_COLUMNS, map(shown, rows), spare=SPARE)


@click.group()
def db() -> None:
    """Create, migrate and verify the database."""


def db_command(name: str, act: Callable[["EventStore"], "Report"], explanation: str) -> None:
    """Adds to `db` a command that acts on the store and says what it did."""

    @db.command(name, help=explanation, epilog=f"\b\nExample:\n  dateline db {name} --db sqlite:///events.db")
    @database_option
    @click.pass_context
    def run(context: click.Context, db_url: str | None) -> None:
        with opened_store(db_url) as store:
            report = act(store)
        for step in report.steps:
            click.echo(f"ran {step}")
        for fault in report.faults:
            click.echo(fault, err=True)
        state = "is sound" if report.sound else "has faults"
        click.echo(f"{report.address} {state}, at schema version {report.version}")
        context.exit(0 if report.sound else 1)


db_command(
    "init",
    lambda store: store.init(),
    "Create the tables and views; a database that has them is left unchanged.",
)
db_command(
    "upgrade",
    lambda store: store.upgrade(),
    "Upgrade an older database to this version, all or nothing.",
)
db_command(
    "check",
    lambda store: store.check(),
    "Check that the database is complete and at this version; only reads.",
)


@db.command(epilog="\b\nExample:\n  dateline db backup events-backup.db --db sqlite:///events.db")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@database_option
def backup(file: Path, db_url: str | None) -> None:
    """Copy the database into a new FILE, while runs go on.

    A SQLite database is copied as one. A PostgreSQL database is dumped by pg_dump, for pg_restore.
    """
    with opened_store(db_url) as store:
        size = store.back_up(file)
    click.echo(f"{file}: {size:,} bytes")
