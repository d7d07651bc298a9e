"""The command `schedule`, for runs that start by themselves."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from flows.cli.options import (
    database_option,
    day_options,
    day_options_of,
    log_option,
    reader_option,
    settings,
)

if TYPE_CHECKING:
    from flows.settings import Reader


@click.command(
    epilog="""
\b
Example:
  dateline schedule inbox/ --cron "0 7 * * 1-5" --db sqlite:///events.db
"""
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "--cron",
    required=True,
    metavar="FIELDS",
    help="When to run, as five cron fields: minute, hour, day, month, weekday.",
)
@click.option("--timezone", default="UTC", show_default=True, metavar="NAME", help="The time zone of --cron.")
@click.option("--name", default="dateline", show_default=True, help="The deployment's name in Prefect.")
@database_option
@day_options
@reader_option
@log_option
def schedule(  # noqa: PLR0913  # as many as the command has options
    *,
    sources: tuple[str, ...],
    cron: str,
    timezone: str,
    name: str,
    db_url: str | None,
    reader: "Reader | None",
    **days: Any,  # noqa: ANN401
) -> None:
    """Ingest each SOURCE on a schedule, until Ctrl-C; runs never overlap.

    The Prefect server of PREFECT_API_URL keeps the schedule; without one, a server is started for as long as
    the command runs.
    """
    from flows.settings import prepare_prefect

    options = day_options_of(days)
    prepare_prefect(lean=False)
    from flows.llm.reading import require_second
    from flows.plan import Plan
    from flows.schedule import schedule as serve

    known = settings()
    require_second(reader or known.reader, known.llm)
    plan = Plan(
        sources or known.sources,
        db_url or known.db_url,
        options,
        model=known.model,
        choices=known.choices,
        reader=reader or known.reader,
        workers=known.workers,
    )
    with suppress(KeyboardInterrupt):  # the way to end it, also before it has begun to serve
        serve(plan, cron, name, timezone)
