"""The command `dateline`. Each command imports what it needs when it runs, so that help answers at once."""

import sys
from importlib.metadata import version
from typing import Any, Final

import click

from flows.cli.keeping import quarantine
from flows.cli.ledger import delete, runs
from flows.cli.looking import browse, events, report
from flows.cli.options import has_file, settings
from flows.cli.publications import publications
from flows.cli.reading import dates, extract
from flows.cli.scheduling import schedule
from flows.cli.storing import db, ingest

EXAMPLE: Final = """
\b
Example:
  dateline ingest examples/
  dateline extract examples/v4-134-moscow-tokyo.txt --format jsonl
"""


TOLD: Final = (
    ("load", "StoreError"),
    ("flows.settings", "SettingsError"),
    ("extract.language", "LanguageModelError"),
    ("extract.choices", "ChoicesError"),
    ("extract.lexicon.files", "LexiconError"),
    ("flows.workers", "WorkerError"),
)
"""Errors whose message is for the user: what, where, and what to do next."""


class Commands(click.Group):
    """The commands; what is wrong with settings, files or database ends them with a message and status 2."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as click has it
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error, told_errors()):
                raise click.UsageError(str(error)) from error
            raise


def told_errors() -> tuple[type[Exception], ...]:
    """The errors of `TOLD` that can have been raised: those whose module has been loaded."""
    loaded = (getattr(sys.modules[module], name) for module, name in TOLD if module in sys.modules)
    return (FileNotFoundError, IsADirectoryError, PermissionError, *loaded)


def package_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  # click's callback
    """Prints the version and ends, when asked to."""
    if wanted and not context.resilient_parsing:
        click.echo(f"dateline {version('dateline')}")
        context.exit()


@click.group(
    cls=Commands,
    epilog=EXAMPLE,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.pass_context
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=package_version,
    help="Show the version.",
)
def main(context: click.Context) -> None:
    """Event data from news digests, dated right.

    Reads issues of a digest, finds who did what to whom, resolves "yesterday" against the day it was
    said, and loads the events into a SQL database. Exit status: 0 done; 1 done, but some input could
    not be ingested; 2 wrong usage or settings, nothing done; 130 stopped by Ctrl-C, 143 by SIGTERM.
    """
    if not has_file():
        return
    known = settings()
    days = {"publication": known.publication, "today_is": known.today_is}
    told = {name: value for name, value in days.items() if value}
    context.default_map = dict.fromkeys(("ingest", "extract", "dates", "schedule"), told)


for command in (
    ingest, extract, dates, events, report, browse, schedule, runs, publications, quarantine, delete, db,
):  # fmt: skip
    main.add_command(command)
