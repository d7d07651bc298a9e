"""The commands that write to a database: ingest, db."""

import atexit
import gc
from collections.abc import Callable
from functools import partial
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
    settings,
)
from flows.cli.printing import print_json_lines, print_table
from flows.cli.reading import EVENT_COLUMNS

if TYPE_CHECKING:
    from flows.ingest import RunSummary
    from flows.plan import Plan
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
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@database_option
@day_options
@column_option
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    help="Extracting processes. [default: by the size of the source]",
)
@click.option(
    "--runner",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="Where documents are extracted.",
)
@click.option("--dask-address", metavar="URL", help="A Dask scheduler. [default: a cluster of the run's own]")
@click.option("--since", type=Day(), help="Only issues published on this day or later.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many documents.")
@click.option("--force", is_flag=True, help="Take again what was taken before at this version.")
@click.option("--dry-run", is_flag=True, help="Extract and summarise, but write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one line of JSON.")
@click.option("--verbose", is_flag=True, help="Show what Prefect says.")
@log_option
@click.pass_context
def ingest(context: click.Context, /, *, as_json: bool, verbose: bool, **given: Any) -> None:  # noqa: ANN401
    """Read the issues of each SOURCE, extract their events, load them.

    SOURCE is a file, a folder, a glob, an archive (.zip, .gz, .tar), a URL, or - for standard input. What was
    taken before is left alone, so that a run can be repeated, or stopped and started again.
    """
    from flows.settings import prepare_prefect

    days = day_options_of(given)
    prepare_prefect(verbose=verbose)
    plan = plan_of(given, days)
    summary = watched(plan)
    if as_json:
        print_json_lines([summary_row(summary)])
    else:
        print_summary(summary, plan.db_url)
    context.exit(summary.exit_status)


def plan_of(given: dict[str, Any], days: Any) -> "Plan":  # noqa: ANN401  # DayOptions; not imported for speed
    """The plan that the command's options and the environment make."""
    from flows.plan import Plan

    known = settings()
    return Plan(
        sources=given["sources"],
        db_url=given["db_url"] or known.db_url,
        days=days,
        model=known.model,
        workers=given["workers"] or known.workers,
        runner=given["runner"],
        dask_address=given["dask_address"],
        since=given["since"],
        limit=given["limit"],
        force=given["force"],
        dry_run=given["dry_run"],
        columns=columns_of(given["columns"]),
    )


def watched(plan: "Plan") -> "RunSummary":
    """Runs the flow with a progress display where there is a terminal."""
    from flows.server import prefect_server

    atexit.register(gc.freeze)  # else the collector goes through all that is loaded once more: a second
    try:
        with prefect_server() as wait_for_server:
            from flows.documents import expected
            from flows.extraction import ready
            from flows.ingest import ingest_plan, watching
            from flows.progress import progress

            with progress(partial(expected, plan)) as watch, watching(watch):
                ready(plan.model)  # while the server starts
                wait_for_server()
                return ingest_plan(plan)
    except KeyboardInterrupt:
        click.echo("Stopped. What was loaded stays; run it again to go on.", err=True)
        raise click.exceptions.Exit(130) from None


def summary_row(summary: "RunSummary") -> dict[str, object]:
    """The run as one JSON object."""
    tally = summary.tally
    return {
        "run_id": summary.run_id,
        "db": summary.db,
        "documents": tally.documents,
        "outcomes": dict(tally.outcomes),
        "events": tally.events,
        "problems": dict(tally.problems),
        "today_is": dict(tally.readings),
        "dry_run": summary.dry_run,
        "exit_status": summary.exit_status,
    }


def print_summary(summary: "RunSummary", db_url: str) -> None:
    """What the run did, for a person: counts, the reading of "today", the first rows."""
    from flows.summary import counted, outcome_line, problem_line, reading_line

    tally = summary.tally
    for line in (outcome_line(tally), reading_line(tally), problem_line(tally)):
        if line:
            click.echo(line)
    if tally.outcomes["quarantined"]:
        count = counted(tally.outcomes["quarantined"], "document")
        click.echo(f"{count} could not be taken: see `dateline quarantine list`", err=True)
    if summary.dry_run:
        click.echo("Dry run: nothing was written")
        return
    print_first_rows(db_url)
    click.echo(f"Database: {summary.db}")


def print_first_rows(db_url: str) -> None:
    """The days that the database covers, and its first events as a table."""
    from load import EventFilter

    with opened_store(db_url) as store:
        rows = list(store.events(EventFilter(limit=FIRST_ROWS)))
    print_table(EVENT_COLUMNS, rows)


@click.group()
def db() -> None:
    """Create, migrate and verify the database."""


def db_command(name: str, act: Callable[["EventStore"], "Report"], explanation: str) -> None:
    """Adds a command to `db` that acts on the store and says what was done."""

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
    "Create the tables and views; a database that has them is left as it is.",
)
db_command(
    "upgrade",
    lambda store: store.upgrade(),
    "Bring an older database up to this version, whole or not at all.",
)
db_command(
    "check",
    lambda store: store.check(),
    "Look whether the database is whole and at this version; only reads.",
)
