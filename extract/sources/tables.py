"""Tables and records of articles: CSV, TSV and JSON, their columns named or guessed."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from io import StringIO
from typing import Any, Literal

from extract.model import Problem, RawIssue
from extract.sources.markup import without_markup
from extract.sources.records import Columns, Place, Unreadable

USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "content_text", "content_html"),
        *("article", "full_text", "description"),
    ),
    "title": ("title", "headline", "subject"),
    "date": (
        *("published_on", "date", "published", "pubdate", "publication_date"),
        *("date_published", "pub_date", "day"),
    ),
    "id": ("id", "guid", "uid", "article_id"),
    "link": ("link", "url", "source_url"),
}
"""The names that each column goes by, whatever case and space, dash or underscore; the first wins."""
PLAIN = Columns(text="text", date="published_on", id="id")
"""The columns of our own records: nothing is guessed of them."""
_FORMS = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
_NUMBERS = re.compile(r"^(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<year>\d{4})\b")
_MONTHS = 12
_DELIMITERS = ",;\t|"
_Order = Literal["mdy", "dmy"]


@dataclass(frozen=True, slots=True)
class _Rows:
    """How the rows of one table are read."""

    place: Place
    columns: Columns
    order: _Order | None
    """How its days in numbers are written; None where no row tells."""
    note: Problem | None
    """What was guessed; said with the first row."""


def read_table(place: Place, text: str, columns: Columns) -> Iterator[RawIssue | Unreadable]:
    """Each row of a table with a head as one article."""
    csv.field_size_limit(max(len(text), 1_000))
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = [dict(row) for row in csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)]
    yield from read_records(place, rows, columns, numbered_from=2)


def read_records(
    place: Place, records: Sequence[Any], columns: Columns, *, numbered_from: int = 1
) -> Iterator[RawIssue | Unreadable]:
    """Each record as one article; one that is none costs itself alone.

    Args:
        place: where they lie.
        records: mappings of columns to values, as JSON or a table's row gives them.
        columns: what the caller says of the columns.
        numbered_from: the number of the first; it is its key where it has no id.
    """
    names = list(dict.fromkeys(name for record in records if isinstance(record, Mapping) for name in record))
    found, note = resolved(columns, [name for name in names if isinstance(name, str)])
    days = [str(record.get(found.date)) for record in records if isinstance(record, Mapping) and found.date]
    rows = _Rows(place, found, _order_of(days), note)
    for number, record in enumerate(records, start=numbered_from):
        yield _article(replace(rows, note=rows.note if number == numbered_from else None), number, record)


def resolved(columns: Columns, names: Iterable[str]) -> tuple[Columns, Problem | None]:
    """The columns that are read, those not named guessed by their usual names; and what was guessed.

    >>> columns, note = resolved(Columns(), ["Headline", "pubDate", "Body"])
    >>> columns.text, columns.date, columns.title
    ('Body', 'pubDate', 'Headline')
    >>> note.message
    'Columns were guessed: text = Body, title = Headline, date = pubDate. Name others with --column.'
    """
    there = {_folded(name): name for name in reversed(list(names))}
    guessed: dict[str, str] = {}
    for field in fields(Columns):
        if getattr(columns, field.name) is None:
            usual = next((there[_folded(name)] for name in USUAL[field.name] if _folded(name) in there), None)
            guessed |= {field.name: usual} if usual else {}
    told = {name: column for name, column in guessed.items() if getattr(PLAIN, name) != column}
    listed = ", ".join(f"{name} = {column}" for name, column in guessed.items())
    message = f"Columns were guessed: {listed}. Name others with --column."
    note = Problem("sources", "columns-guessed", message) if told else None
    return replace(columns, **guessed), note


def day_of(value: object, order: _Order | None = None) -> date | Problem | None:
    """The day that a value gives: ISO, RFC 2822, in words, or in numbers; a problem where it gives none.

    >>> day_of("Tue, 14 Jul 1998 23:30:00 -0400"), day_of("14.07.1998"), day_of("")
    (datetime.date(1998, 7, 14), datetime.date(1998, 7, 14), None)
    >>> day_of("03/04/2019").code
    'bad-day'
    """
    text = " ".join(str(value).split()) if value is not None else ""
    if not text:
        return None
    found = _iso_day(text) or _mail_day(text) or _in_words(text)
    if found:
        return found
    readings = _in_numbers(text, order)
    if len(readings) == 1:
        return readings[0]
    either = f"may mean {readings[0]} or {readings[1]}" if readings else "is not a day such as 1998-07-14"
    return Problem("sources", "bad-day", f"{text[:40]!r} {either}.")


def article_text(title: object, text: str) -> str:
    """Title and text: the title as a paragraph above, unless the text opens with it."""
    heading, body = " ".join(str(title or "").split()), without_markup(text).strip()
    opens = body.partition("\n")[0].strip() == heading
    return body if opens or not heading else f"{without_markup(heading)}\n\n{body}"


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()


def _article(rows: _Rows, number: int, record: Any) -> RawIssue | Unreadable:  # noqa: ANN401  # any JSON
    columns = rows.columns
    if not isinstance(record, Mapping):
        return rows.place.member(str(number)).unreadable(
            "not-a-record", 'the JSON is not an object with a "text".'
        )
    given = record.get(columns.id) if columns.id else None
    where = rows.place.member(str(number if given in {None, ""} else given))
    text = record.get(columns.text) if columns.text else None
    if not isinstance(text, str) or not text.strip():
        there = ", ".join(str(name) for name in record)[:200]
        reason = (
            f'the record has no "{columns.text or "text"}"; it has: {there}. Name the column with --column.'
        )
        return where.unreadable("no-text", reason)
    day = day_of(record.get(columns.date) if columns.date else None, rows.order)
    if isinstance(day, Problem):
        return where.unreadable("bad-day", f'"{columns.date}": {day.message}')
    content = article_text(record.get(columns.title) if columns.title else None, text)
    link = record.get(columns.link) if columns.link else None
    uri = Place.of(where.key, link).uri if isinstance(link, str) and link.strip() else where.uri
    return RawIssue(content, where.key, uri, day, problems=(rows.note,) if rows.note else ())


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _mail_day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if ":" in text or "," in text else None
    except (ValueError, TypeError, IndexError):
        return None


def _in_words(text: str) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _in_numbers(text: str, order: _Order | None) -> list[date]:
    """The days that numbers may mean."""
    match = _NUMBERS.match(text)
    if not match:
        return []
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    pairs = {"mdy": (first, second), "dmy": (second, first)}
    days = {name: day for name, pair in pairs.items() if (day := _calendar_day(year, *pair))}
    if order in days:
        return [days[order]]
    return list(dict.fromkeys(days.values()))


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _order_of(values: Iterable[str]) -> _Order | None:
    """The order of numbers that a column shows by a number over 12; None where it shows none, or both."""
    shown: set[_Order] = set()
    for value in values:
        if match := _NUMBERS.match(value):
            first, second = int(match["first"]), int(match["second"])
            if first > _MONTHS >= second:
                shown.add("dmy")
            elif second > _MONTHS >= first:
                shown.add("mdy")
    return shown.pop() if len(shown) == 1 else None
