"""The commands `runs`, which shows what was done, and `delete`, which undoes it."""

from typing import TYPE_CHECKING, Any, Final

import click

from flows.cli.options import database_option, opened_store
from flows.cli.printing import print_json_lines, print_table

if TYPE_CHECKING:
    from load import Run

SHOWN: Final = (
    "run", "started", "seconds", "command", "documents", "written", "replaced", "unchanged", "quarantined",
    "events", "status",
)  # fmt: skip
"""What the table of runs shows."""

SHORT_ID: Final = 8


@click.command(epilog="\b\nExamples:\n  dateline runs\n  dateline runs --limit 1 --json")
@database_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Show at most N runs.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line, with every column.")
def runs(*, db_url: str | None, limit: int, as_json: bool) -> None:
    """Show the latest runs: what each read, when, and how it ended; "open" is under way, or was killed."""
    from dataclasses import asdict

    with opened_store(db_url) as store:
        found = store.runs(limit)
    if as_json:
        print_json_lines(asdict(run) for run in found)
        return
    if not found:
        click.echo("No runs yet: `dateline ingest SOURCE` makes the first", err=True)
    print_table(SHOWN, [line_of(run) for run in found])


def line_of(run: "Run") -> dict[str, object]:
    """One run's line of the table."""
    took = run.finished_at - run.started_at if run.finished_at else None
    return {
        "run": run.run_id[:SHORT_ID],
        "started": f"{run.started_at:%Y-%m-%d %H:%M}",
        "seconds": None if took is None else round(took.total_seconds()),
        "command": run.command,
        "documents": run.documents,
        "written": run.written,
        "replaced": run.replaced,
        "unchanged": run.unchanged,
        "quarantined": run.quarantined,
        "events": run.events,
        "status": "open" if run.exit_status is None else run.exit_status,
    }


@click.command(
    epilog="""
\b
Examples:
  dateline delete --issue v4-134-moscow-tokyo.txt
  dateline delete --source inbox/july --yes
"""
)
@database_option
@click.option("--issue", metavar="NAME", help='File name, "VOLUME/NUMBER" or issue_id.')
@click.option("--publication", metavar="NAME", help="All issues of a publication.")
@click.option("--source", metavar="URI", help="All issues read from this file, folder, archive or URL.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
def delete(*, db_url: str | None, yes: bool, **given: Any) -> None:  # noqa: ANN401
    """Delete issues and all their rows from the database.

    With several conditions, only issues that meet all of them. The next run that finds the documents ingests
    them again.
    """
    from load import Scope

    try:
        asked = Scope(**given)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if not yes:
        words = ", ".join(f"{name} {value}" for name, value in given.items() if value)
        click.confirm(f"Delete all issues with {words}?", abort=True, err=True)
    with opened_store(db_url) as store:
        count = store.delete(asked)
    if not count:
        message = "no issue matches: see the columns issue_file, publication and source_uri of event_log"
        raise click.UsageError(message)
    click.echo(f"{count} issue{'' if count == 1 else 's'} deleted")
