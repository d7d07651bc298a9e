"""Which events to look at: the options that `events` and `report` share, and the filter they make."""

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

if TYPE_CHECKING:
    from load import EventFilter, EventStore

Command = TypeVar("Command", bound=Callable[..., Any])

STATUSES: Final = ("occurred", "planned", "hypothetical", "denied")

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


class PeriodEnd(click.ParamType[date]):
    """The first or last day of a day, a month or a year: 1998-07-14, 1998-07 or 1998."""

    name = "DATE"

    def __init__(self, end: Literal["first", "last"]) -> None:
        """Which end of a month or year is meant."""
        self._end = end

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that `value` writes, or a message that says how to write one."""
        if isinstance(value, date):
            return value
        found = _PERIOD.fullmatch(value)
        try:
            if found:
                return period_end(self._end, *(int(part) for part in found.groups() if part))
        except ValueError:
            pass
        return self.fail(f"{value!r} is not a valid date: use YYYY-MM-DD, YYYY-MM or YYYY", param, ctx)


def period_end(
    end: Literal["first", "last"], year: int, month: int | None = None, day: int | None = None
) -> date:
    """The first or last day of a year, a month or a day.

    Raises:
        ValueError: the calendar has no such day.

    >>> period_end("first", 1998), period_end("last", 1998, 2)
    (datetime.date(1998, 1, 1), datetime.date(1998, 2, 28))
    """
    month = month or (1 if end == "first" else 12)
    return date(year, month, day or (1 if end == "first" else calendar.monthrange(year, month)[1]))


class Among(click.ParamType[tuple[str, ...]]):
    """One known name, or several separated by commas."""

    def __init__(self, name: str, known: tuple[str, ...] = ()) -> None:
        """The names that are known; none: any."""
        self.name = name
        self._known = known

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:  # noqa: ARG002  # as click has it
        """How help writes the value."""
        return f"[{'|'.join(self._known)}]" if self._known else self.name

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names."""
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in value.split(",") if name.strip())
        for name in names:
            if self._known and name not in self._known:
                self.fail(f"{name!r} is not one of {', '.join(self._known)}", param, ctx)
        return names


FILTERS: Final = (
    click.option(
        "--since",
        type=PeriodEnd("first"),
        help="Only events on or after this day, month or year (1998-09-01, 1998-09 or 1998).",
    ),
    click.option(
        "--until",
        type=PeriodEnd("last"),
        help="Only events on or before this day, month or year; of a long event one day is enough.",
    ),
    click.option(
        "--open-ended",
        is_flag=True,
        help='Also events whose open end ("from Monday on") reaches into the period.',
    ),
    click.option("--actor", metavar="NAME", help="Part of the name of either side; case does not matter."),
    click.option(
        "--country",
        type=Among("CODE"),
        multiple=True,
        help="Country of either side, ISO 3166 alpha-3, such as JPN; several with commas.",
    ),
    click.option(
        "--type",
        "event_type",
        type=Among("TYPE"),
        multiple=True,
        help="Event type, such as CONSULT; several with commas.",
    ),
    click.option(
        "--status",
        type=Among("STATUS", STATUSES),
        multiple=True,
        help="Whether it happened; several with commas.",
    ),
    click.option("--text", metavar="WORDS", help="Words that the sentence has, all of them."),
    click.option("--issue", metavar="NAME", help='File name, "VOLUME/NUMBER" or issue_id.'),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="NUMBER",
        help="Only events of at least this confidence, 0 to 1.",
    ),
    click.option("--main", is_flag=True, help="Only one event per sentence, the one told first."),
)


def filter_options(command: Command) -> Command:
    """Adds the options that say which events; `filter_of` makes the record of them."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


def filter_of(store: "EventStore", given: dict[str, Any]) -> "EventFilter":
    """The filter that the options make.

    Raises:
        click.UsageError: a value that no event can have, so that nobody takes a slip for an empty answer.
    """
    from load import EventFilter
    from report.reading import has_issue, known_types

    asked = {**given, **{name: sum(given[name], ()) or None for name in ("country", "event_type", "status")}}
    types = {name.upper() for name in asked["event_type"] or ()}
    if types and (unknown := sorted(types - (known := set(known_types(store))))):
        message = f"no event type {unknown[0]!r}: use one of {', '.join(sorted(known))}"
        raise click.UsageError(message)
    for code in asked["country"] or ():
        if not (len(code) == 3 and code.isascii() and code.isalpha()):  # noqa: PLR2004  # alpha-3
            message = f"{code!r} is not a country code: use ISO 3166 alpha-3, such as JPN"
            raise click.UsageError(message)
    since, until = asked["since"], asked["until"]
    if since and until and since > until:
        message = f"--since {since} is later than --until {until}: swap them"
        raise click.UsageError(message)
    if asked["issue"] and not has_issue(store, asked["issue"]):
        message = f"no issue {asked['issue']!r} in the database: use its file name or VOLUME/NUMBER"
        raise click.UsageError(message)
    return EventFilter(**asked)


def why_none(store: "EventStore") -> str:
    """What to say where no event matches: whether the database has any."""
    from load import EventFilter
    from report.reading import count_of

    held = count_of(store, "events", EventFilter())
    if not held:
        return "The database has no events yet: `dateline ingest SOURCE` loads some"
    return f"No events match; the database has {held:,}"
