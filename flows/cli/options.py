"""Options shared by several commands."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extract.model import DayOptions

if TYPE_CHECKING:
    from extract.sources import Columns
    from flows.settings import Settings
    from load import EventStore

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as 1998-07-14."""

    name = "DATE"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that `value` writes, or a message that says how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a valid date: use YYYY-MM-DD", param, ctx)


def day_options(command: Command) -> Command:
    """Adds --published, --publication and --today-is; `day_options_of` makes the record of them."""
    for option in reversed(
        (
            click.option(
                "--published",
                type=Day(),
                help="The day the issue came out; overrides whatever the text says.",
            ),
            click.option(
                "--publication",
                metavar="NAME",
                help="The publication, such as monitor; auto: recognise it in each document.",
            ),
            click.option(
                "--today-is",
                type=click.Choice(["publication", "dateline"]),
                help='Which day "today" is: the day the issue came out, or that of the wire report.',
            ),
        )
    ):
        command = option(command)
    return command


def reader_option(command: Command) -> Command:
    """Adds --reader."""
    return click.option(
        "--reader",
        type=click.Choice(["rules", "llm", "both", "doubtful"]),
        help="Who proposes events: the rules, a large language model (see DATELINE_LLM_URL), both, or the "
        "model where the rules are doubtful. [default: rules]",
    )(command)


def column_option(command: Command) -> Command:
    """Adds --column; `columns_of` makes the record of what was given."""
    return click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        help="Column or key that holds a FIELD (text, title, date, id, link): text=Body. [default: guessed]",
    )(command)


def columns_of(given: tuple[str, ...]) -> "Columns":
    """The record of the columns that were named.

    Raises:
        click.UsageError: one is not of the form, or names no field.
    """
    from dataclasses import fields

    from extract.sources import Columns

    known = [field.name for field in fields(Columns)]
    named: dict[str, str] = {}
    for one in given:
        field, equals, name = one.partition("=")
        if field not in known or not equals or not name:
            message = f"--column {one!r}: write FIELD=NAME, FIELD being one of {', '.join(known)}"
            raise click.UsageError(message)
        named[field] = name
    return Columns(**named)


def day_options_of(values: dict[str, Any]) -> DayOptions:
    """The record of the three day options, taken out of a command's keyword arguments.

    Raises:
        click.UsageError: no publication of that name has a profile.
    """
    options = DayOptions(
        published=values.pop("published"),
        publication=values.pop("publication"),
        today_is=values.pop("today_is"),
    )
    if options.publication is not None:
        from extract.issues import read_publications

        publications = read_publications()
        if options.publication.casefold() != "auto" and publications.find(options.publication) is None:
            known = ", ".join(sorted(one.name for one in publications.known))
            message = f"unknown publication {options.publication!r}: use auto, or one of {known}"
            raise click.UsageError(message)
    return options


def settings() -> "Settings":
    """The environment's settings."""
    from flows.settings import current_settings

    return current_settings()


def has_file() -> bool:
    """Whether there is a file with settings; cheaper to know than what it says."""
    return "DATELINE_CONFIG" in os.environ or Path("dateline.toml").exists()


def database_option(command: Command) -> Command:
    """Adds --db; its default is the environment's."""
    return click.option(
        "--db",
        "db_url",
        metavar="URL",
        help="The database, a SQLAlchemy URL. [default: $DATELINE_DB_URL, else sqlite:///events.db]",
    )(command)


@contextmanager
def opened_store(db_url: str | None) -> Iterator["EventStore"]:
    """The store at the URL, or the environment's."""
    from load import EventStore

    with EventStore(db_url or settings().db_url) as store:
        yield store


def log_option(command: Command) -> Command:
    """Adds --log-format, and sets the log up before the command runs."""

    def set_up_logs(context: click.Context, _: click.Parameter, form: Any) -> None:  # noqa: ANN401  # one of the two
        from flows.logs import set_up

        if form:
            os.environ["DATELINE_LOG_FORMAT"] = form  # for the flow that a schedule starts in another process
        set_up(form or settings().log_format, runs=context.info_name != "ingest")

    return click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        expose_value=False,
        callback=set_up_logs,
        help="The log on standard error: lines for a person, or JSON lines. [default: text]",
    )(command)
