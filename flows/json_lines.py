"""JSON lines that a program hands in: texts to date, documents to extract. A bad line is a problem."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from extract.model import Problem, RawIssue
from flows.dates import DatedText, whole_text

Made = TypeVar("Made")

TEXT_LINE = '{"id", "text", "reference_date"}'
ISSUE_LINE = '{"id", "text", "published_on"}'


def dated_texts(lines: Iterable[str]) -> Iterator[DatedText | Problem]:
    """The texts of lines `{"id", "text", "reference_date"}`, optional "style": "news" or "narrative".

    >>> line = '{"id": 1, "text": "today", "reference_date": "1998-07-14"}'
    >>> next(dated_texts([line])).reference_day
    datetime.date(1998, 7, 14)
    """
    return read(lines, dated_text, TEXT_LINE)


def raw_issues(lines: Iterable[str]) -> Iterator[tuple[object, RawIssue] | Problem]:
    """The documents of lines `{"id", "text", "published_on"}`, each with its id as given.

    >>> next(raw_issues(['{"id": 7, "text": "...", "published_on": null}']))[0]
    7
    """
    return read(lines, raw_issue, ISSUE_LINE)


def read(
    lines: Iterable[str], make: Callable[[dict[str, object], int], Made], form: str
) -> Iterator[Made | Problem]:
    """What `make` makes of each line that is not blank, or a `Problem` where it is not of the `form`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            if not isinstance(fields, dict):
                raise TypeError("no object")  # noqa: EM101, TRY003, TRY301  # said below with the line's number
            yield make(fields, number)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            message = f"line {number} is left out: it should be {form} ({reason})"
            yield Problem("sources", "bad-line", message)


def dated_text(fields: dict[str, object], number: int) -> DatedText:
    """The text of one line.

    Raises:
        KeyError: there is no text.
        ValueError: a field holds what it may not.
    """
    style = fields.get("style")
    if style not in {None, "news", "narrative"}:
        message = f'"style" is {style!r}, not "news" or "narrative"'
        raise ValueError(message)
    return whole_text(
        text_of(fields),
        day_of(fields, "reference_date"),
        text_id=fields.get("id", str(number)),
        style=style,
    )


def raw_issue(fields: dict[str, object], number: int) -> tuple[object, RawIssue]:
    """The document of one line, its day stated; and the id.

    Raises:
        KeyError: there is no text.
        ValueError: a field holds what it may not.
    """
    given = fields.get("id", str(number))
    name = str(given)
    return given, RawIssue(
        text_of(fields), source_key=name, source_uri=name, stated_on=day_of(fields, "published_on")
    )


def text_of(fields: dict[str, object]) -> str:
    """The text of a line.

    Raises:
        KeyError: there is none.
        ValueError: it is no string.
    """
    text = fields["text"]
    if not isinstance(text, str):
        message = '"text" is not a string'
        raise ValueError(message)  # noqa: TRY004  # all that is wrong with a line is a ValueError here
    return text


def day_of(fields: dict[str, object], name: str) -> date | None:
    """The day of a line's field, None where it has none; of a moment its day.

    Raises:
        ValueError: it is no day.
    """
    given = fields.get(name)
    if given is None or given == "":
        return None
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError:
        message = f'"{name}" is {given!r}, not a day as 1998-07-14'
        raise ValueError(message) from None
