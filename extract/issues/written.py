"""Days as a digest writes them: "20 September 1999", "FRIDAY, MAY 22, 1998", "4 - 10 April", "12-05-2023"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from extract.issues.publications import DateOrder, Words
from extract.model import Span

_MONTHS = 12
_CENTURY = 70
"""A year of two digits from here on lies in the last century: archives of digests begin about 1970."""
_LAST_YEAR = 2199
"""A later one counts from elsewhere: 2515 is the Buddhist 1972, 4293 was the Korean 1960."""
_DASH = r"\s*(?:-{1,2}|\u2013|\u2014|to|through|until)\s*"
_ISO = re.compile(
    r"(?<![\w/.-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-])"
)
_NUMBERS = re.compile(
    r"(?<![\w/.-])(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?![\w/-]|\.\d)"
)
_COMPACT = re.compile(r"(?:^|:\s*)(?P<year>19\d{2}|20\d{2})(?P<month>\d{2})(?P<day>\d{2})\s*$")
"""Eight figures that are all of a line, or all behind its label: "19961119", "Date: 19961119"."""
_NEAR_DATELINE = 2
"""Days that a wire's own day may lie behind its dateline's."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it is written; the year only where it is, both readings where numbers are ambiguous."""

    span: Span
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    """0 for Monday; None where none is written."""
    is_range: bool = False
    """Whether it is the last day of several."""
    other: tuple[int, int] | None = None
    """Month and day by the other order of numbers, where both are possible and nothing tells."""

    def in_year(self, year: int) -> date | None:
        """The day in a year; None where that has no such day, or another weekday is written."""
        found = calendar_day(year, self.month, self.day)
        return found if found and self.weekday in {None, found.weekday()} else None

    @property
    def certain(self) -> date | None:
        """The day, where its year is written and its numbers are clear; the weekday need not fit."""
        return calendar_day(self.year, self.month, self.day) if self.year and not self.other else None

    @property
    def readings(self) -> tuple[date, ...]:
        """Both days that ambiguous numbers may mean; the one day of others."""
        pairs = ((self.month, self.day), *([self.other] if self.other else []))
        days = (calendar_day(self.year, *pair) for pair in pairs) if self.year else ()
        return tuple(found for found in days if found)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_in(text: str, words: Words, order: DateOrder | None = None) -> tuple[WrittenDay, ...]:
    """All days that a text writes, in order; those of several as their last.

    Args:
        text: a line, or more.
        words: names of months and weekdays.
        order: how its numbers are to be read; None leaves ambiguous ones open, but for those with stops,
            which have the day first.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> [str(found.certain) for found in days_in("No. 15, 4 - 10 April 1992; 1998-07-14", words)]
    ['1992-04-10', '1998-07-14']
    >>> [str(day) for day in days_in("12-05-2023", words)[0].readings]
    ['2023-12-05', '2023-05-12']
    """
    found = [
        *_in_words(text, words),
        *_in_any_tongue(text, words),
        *_in_iso(text),
        *_in_numbers(text, words, order),
    ]
    kept: list[WrittenDay] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def order_shown(text: str, days: Iterable[WrittenDay], words: Words) -> DateOrder | None:
    """The order of numbers that a document itself shows.

    By a number over 12, the weekday or the time zone beside it, or the name of one month and not of the
    other.

    None where it shows none, or both.
    """
    shown: set[DateOrder] = set()
    for match in _NUMBERS.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if first > _MONTHS >= second:
            shown.add("dmy")
        elif second > _MONTHS >= first:
            shown.add("mdy")
    ambiguous = [one for one in days if one.other]
    shown = shown or {order for one in ambiguous for order in _told_beside(text, one, words)}
    shown = shown or {order for one in ambiguous for order in _told_by_name(text, one, words)}
    return shown.pop() if len(shown) == 1 else None


def order_by_dateline(day: WrittenDay, month: int, day_of_month: int) -> DateOrder | None:
    """The order by which ambiguous numbers are the day of the text's dateline, or one just behind it.

    >>> from extract.issues.publications import read_publications
    >>> (slug,) = days_in("10-06-88", read_publications().words)
    >>> order_by_dateline(slug, 10, 6), order_by_dateline(slug, 6, 9), order_by_dateline(slug, 3, 1)
    ('mdy', 'dmy', None)
    """
    orders: tuple[DateOrder, DateOrder] = ("mdy", "dmy")
    shown = [
        order
        for order, reading in zip(orders, day.readings, strict=False)
        if (told := calendar_day(reading.year, month, day_of_month))
        and 0 <= (reading - told).days <= _NEAR_DATELINE
    ]
    return shown[0] if len(shown) == 1 else None


def _told_beside(text: str, one: WrittenDay, words: Words) -> Iterator[DateOrder]:
    """The order that the weekday before ambiguous numbers or the time zone behind them tells."""
    by_month, by_day = (*one.readings, None, None)[:2]
    if one.weekday is not None and by_month and by_day and by_month.weekday() != by_day.weekday():
        if one.weekday == by_month.weekday():
            yield "mdy"
        elif one.weekday == by_day.weekday():
            yield "dmy"
    zone = re.match(
        r"[\s,|]*\d{1,2}[:.]?\d{2}\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?P<zone>[A-Z]{2,4})\b", text[one.span.end :]
    )
    if zone and zone["zone"] in words.day_first_zones:
        yield "dmy"
    elif zone and zone["zone"] in words.month_first_zones:
        yield "mdy"


def _told_by_name(text: str, one: WrittenDay, words: Words) -> Iterator[DateOrder]:
    """The order that the document tells by naming the month of one reading, and not that of the other."""
    named = {words.months[found.group().lower()] for found in re.finditer(rf"\b(?:{words.month})\b", text)}
    orders: tuple[DateOrder, DateOrder] = ("mdy", "dmy")
    by_order = [order for order, day in zip(orders, one.readings, strict=False) if day.month in named]
    if len(by_order) == 1:
        yield by_order[0]


def _word_forms(months: str, weekdays: str) -> tuple[re.Pattern[str], ...]:
    """Day before month, and month before day."""
    weekday = rf"(?:(?P<weekday>(?i:{weekdays}))\b\.?,?\s+(?:the\s+)?)?"
    year = (
        r"(?:(?:,?\s+|-)(?P<year>\d{4})(?![\d-])|(?:,?\s+|-)(?P<short>\u2019\d{2}|'\d{2}|\d{2})(?![\w:./-]))?"
    )
    day = r"\d{1,2}(?!\d)(?:st|nd|rd|th|ST|ND|RD|TH)?"
    first = rf"(?:(?P<from>{day}(?:\s+(?:{months})\.?)?(?:,?\s+\d{{4}})?){_DASH})?"
    later = rf"(?:(?P<from>(?:{months})\.?\s+{day}(?:,?\s+\d{{4}})?){_DASH})?"
    through = rf"(?:(?P<through>{day}){_DASH})?"
    return (
        re.compile(
            rf"(?<![\w/.:-]){weekday}{first}(?P<day>{day})(?:\s+of)?(?:\s+|-)(?P<month>{months})\b\.?{year}"
        ),
        re.compile(
            rf"(?<![\w/.-]){weekday}{later}(?P<month>{months})\b\.?\s+{through}(?P<day>{day}){year}(?![\w:])"
        ),
    )


def _in_words(text: str, words: Words) -> Iterator[WrittenDay]:
    for form in _word_forms(words.month, words.weekday):
        for match in form.finditer(text):
            said = match.groupdict()
            year = int(said["year"]) if said["year"] else _of_two_digits(said["short"])
            weekday = words.weekdays[said["weekday"].lower()] if said["weekday"] else None
            several = bool(said.get("from") or said.get("through"))
            month, day = words.months[match["month"].lower()], int(re.sub(r"\D", "", match["day"]))
            yield from _made(match, month, day, year, weekday, is_range=several)


def _in_any_tongue(text: str, words: Words) -> Iterator[WrittenDay]:
    """Days with their year, in English or another language, in any case: "viernes 20 de abril de 2018"."""
    form = re.compile(
        rf"(?i)(?<![\w/.:-])(?:(?P<weekday>{words.weekday_anywhere})\.?,?\s+(?:(?:the|den|der|le|il|el)\s+)?)?"
        r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th|er|\.|º|°)?\s+(?:(?:de|di|of)\s+|d['\u2019])?"
        rf"(?P<month>{words.month_anywhere})\b\.?,?\s+(?:(?:de|del|do)\s+)?(?P<year>\d{{4}})(?![\d-])"
        r"(?:\s*\u0433(?:\.|\u043e\u0434\u0430\b))?"
    )
    for match in form.finditer(text):
        weekday = words.weekdays_anywhere[match["weekday"].lower()] if match["weekday"] else None
        month, day, year = (
            words.months_anywhere[match["month"].lower()],
            int(match["day"]),
            int(match["year"]),
        )
        yield from _made(match, month, day, year, weekday, is_range=False)


def _made(  # noqa: PLR0913  # a day part by part
    match: re.Match[str], month: int, day: int, year: int | None, weekday: int | None, *, is_range: bool
) -> Iterator[WrittenDay]:
    """The day, if a leap year at least has it; a year of another calendar is left out: "April 27, 4293"."""
    year = None if year and year > _LAST_YEAR else year
    if calendar_day(year or 2000, month, day):
        yield WrittenDay(Span(*match.span()), month, day, year, weekday, is_range)


def _of_two_digits(short: str | None) -> int | None:
    if short is None:
        return None
    year = int(short[-2:])
    return year + (1900 if year >= _CENTURY else 2000)


def _in_iso(text: str) -> Iterator[WrittenDay]:
    for match in chain(_ISO.finditer(text), _COMPACT.finditer(text)):
        month, day, year = int(match["month"]), int(match["day"]), int(match["year"])
        if calendar_day(year, month, day):
            yield WrittenDay(Span(*match.span()), month, day, year)


def _in_numbers(text: str, words: Words, order: DateOrder | None) -> Iterator[WrittenDay]:
    for match in _NUMBERS.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        year = int(match["year"]) if len(match["year"]) > 2 else _of_two_digits(match["year"])  # noqa: PLR2004
        pairs = _pairs(first, second, order or ("dmy" if "." in match.group() else None))
        pairs = [pair for pair in pairs if year and calendar_day(year, *pair)]
        if pairs:
            (month, day), *others = pairs
            before = _weekday_before(text[: match.start()], words)
            span = Span(before.start() if before else match.start(), match.end())
            weekday = words.weekdays[before["word"].lower()] if before else None
            other = others[0] if others else None
            yield WrittenDay(span, month, day, year, weekday, other=other)


def _pairs(first: int, second: int, order: DateOrder | None) -> Sequence[tuple[int, int]]:
    """Month and day, the month-first reading first; both where neither number nor order tells."""
    if first > _MONTHS or (order == "dmy" and second <= _MONTHS):
        return [(second, first)]
    if second > _MONTHS or order == "mdy" or first == second:
        return [(first, second)]
    return [(first, second), (second, first)]


def _weekday_before(text: str, words: Words) -> re.Match[str] | None:
    last = re.search(r"(?P<word>[A-Za-z]+)\.?,?\s*$", text)
    return last if last and last["word"].lower() in words.weekdays else None
