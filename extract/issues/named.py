"""What the name of a source tells of its day: "wire-1998-09-24-rushdie.txt", "1998/09/rushdie.txt".

The text outranks the name: it is asked only for what the text leaves open.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extract.issues.written import calendar_day

_ITEM = re.compile(r"#\d+$")
_ENDING = re.compile(r"(?:\.[A-Za-z]\w{0,5})+$")
_YEAR = r"(?P<year>19[4-9]\d|20[0-4]\d)"
_WHOLE = re.compile(rf"(?<!\d){_YEAR}(?P<sep>[-_. ]?)(?P<month>\d{{2}})(?P=sep)(?P<day>\d{{2}})(?!\d)")
_TURNED = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})(?P<sep>[-_. ])(?P<second>\d{{1,2}})(?P=sep){_YEAR}(?!\d)")
_MONTH = re.compile(rf"(?<![A-Za-z\d]){_YEAR}[-_. ](?P<month>0[1-9]|1[0-2])(?![A-Za-z\d])")
_BARE_YEAR = re.compile(rf"(?<![A-Za-z\d]){_YEAR}(?![A-Za-z\d])")
_FIGURES = re.compile(r"[\d._ -]+")
_MONTHS = 12
_LATEST = 3
"""Days that a file may be named behind its dateline's day: the next day's paper, a weekend."""
_EARLIEST = -1
"""Days that it may be named before it: the date line lies between desk and bureau."""
_MIDDLE = 15


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day, a month or a year that a source's name tells."""

    name: str
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        """The day, where the name tells all of it."""
        return calendar_day(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def about(self) -> date | None:
        """A day near the source's, good to tell years by; None of a year alone."""
        return calendar_day(self.year, self.month, self.day or _MIDDLE) if self.month else None

    def completed(self, month: int, day: int) -> date | None:
        """The month and day of the text in the name's year; None where the name contradicts them.

        >>> str(NamedDay("wire-1998-09.txt", 1998, 9).completed(9, 24))
        '1998-09-24'
        >>> NamedDay("wire-1998-09.txt", 1998, 9).completed(10, 6)
        """
        if self.whole is None:
            return calendar_day(self.year, month, day) if self.month in {None, month} else None
        years = (self.year, self.year - 1, self.year + 1)
        days = (calendar_day(year, month, day) for year in years)
        return next((found for found in days if found and self._follows(found)), None)

    def _follows(self, day: date) -> bool:
        return self.whole is not None and _EARLIEST <= (self.whole - day).days <= _LATEST


def day_in_name(source_key: str) -> NamedDay | None:
    """What a source's name, or the folders of figures above it, tell of its day; None where nothing.

    Args:
        source_key: relative path, archive members after "!", items after "#". An archive's own name and
            folders that hold words say nothing; nor does a name of figures alone that has no ending.

    >>> str(day_in_name("a.zip!wire-19980924-rushdie.txt").whole)
    '1998-09-24'
    >>> day_in_name("1998/09/rushdie.txt").month
    9
    >>> day_in_name("v4-134-kirienko.txt")
    """
    *folders, own = (part.rpartition("!")[2] for part in _ITEM.sub("", source_key).split("/"))
    stem = _ENDING.sub("", own)
    figures = "-".join(folder for folder in folders if _FIGURES.fullmatch(folder))
    told = None if _is_number(stem, own) else _told(stem, own)
    return told or _told(figures, source_key)


def _is_number(stem: str, own: str) -> bool:
    """Whether a name counts: "2001.txt" is the next of 2000 files, "19980924" the number of a row."""
    return stem.isdigit() and (stem == own or _WHOLE.fullmatch(stem) is None)


def _told(text: str, name: str) -> NamedDay | None:
    """The one whole day that a name holds, else the one month, else the one year; None of several."""
    days = [day for match in _WHOLE.finditer(text) if (day := _day(match, match["month"], match["day"]))]
    days += [day for match in _TURNED.finditer(text) for day in _turned(match)]
    if days:
        (day, *others) = set(days)
        return None if others else NamedDay(name, day.year, day.month, day.day)
    months = {(int(match["year"]), int(match["month"])) for match in _MONTH.finditer(text)}
    years = {int(match["year"]) for match in _BARE_YEAR.finditer(text)}
    if len(years | {year for year, _ in months}) != 1:
        return None
    return NamedDay(name, *months.pop()) if len(months) == 1 else NamedDay(name, years.pop())


def _turned(match: re.Match[str]) -> Iterable[date]:
    """The day of "24-09-1998"; none of "03-04-1998", which is one of two."""
    first, second = int(match["first"]), int(match["second"])
    if first <= _MONTHS and second <= _MONTHS and first != second:
        return ()
    day = _day(match, min(first, second), max(first, second))
    return (day,) if day else ()


def _day(match: re.Match[str], month: str | int, day: str | int) -> date | None:
    return calendar_day(int(match["year"]), int(month), int(day))
