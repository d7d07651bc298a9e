"""What a citation's words say: sources and their days, "Kyodo, Itar-Tass, July 13".

A citation never carries a year; `extract.issues.published` finds it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.issues.publications import Words

_NO_TIME = r"(?!\d|:\d|\.\d\d|\s*(?:[apAP]\.?[mM]\b|GMT|gmt|UTC|hrs?\b|hours\b))"
"""What may not follow a number that is to be a day or a year: it would be a time of day."""
_DAY = rf"\d{{1,2}}{_NO_TIME}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s*(?:-|\u2013|—|,|&|and|through|to)\s*{_DAY})*"
_NO_NAME = re.compile(
    r"(?i)^(?:\d{1,4}(?:[:.]\d{2})?(?:\s*(?:gmt|utc|msk|cet|est|hrs?|hours|local(?: time)?))?"
    r"|\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?\s?m\.?|(?:no|nr|issue|vol)\.?\s*\d+|gmt|utc|local time)$"
)
"""What stands among sources and names none: a time of day, a number, a short year."""
_NOTE = re.compile(r"^(?:\((?P<number>\d{1,3})\)|(?P<plain>\d{1,3})[.)])\s*(?P<content>\S.*?)[.;]?$")
_NOTE_BREAK = re.compile(r"[;.]?(?<!\s)\s+(?=\(\d{1,3}\)\s)")
_NOTE_LABEL = re.compile(r"^(?:Sources|Notes|References):\s*", re.IGNORECASE)
_SEE = re.compile(r"(?:^|,)\s*(?:for [^;,]{0,40}\s)?(?:also\s+)?see\b.*$", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+")
_EDGES = " \t\n,.:-\u2013—&"
MOST_NAME_WORDS = 7
"""Words of a source's name: "Russian and Western news agencies" has five; a longer one is prose."""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day as it is cited; the year only where it is printed."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """Sources that share their days; no names where the text lost them, no days where it gives none."""

    names: tuple[str, ...]
    first: MonthDay | None
    last: MonthDay | None


def parse_citation(content: str, words: Words) -> tuple[Cited, ...]:
    """The sources and days inside a citation's parenthesis; empty where the words are no citation.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> parse_citation("Itar-Tass, July 18-20", words)[0].last
    MonthDay(month=7, day=20, year=None)
    >>> parse_citation("Interfax, July 13, 22:30 GMT", words)[0].last
    MonthDay(month=7, day=13, year=None)
    >>> parse_citation("the vote was put off to July 20", words)
    ()
    """
    groups = [_SEE.sub("", group) for group in content.split(";")]
    cited = [part for group in groups for part in cited_of(group, words) if not _is_own(part, words)]
    named = [name for part in cited for name in part.names]
    if not all(_is_source(name, words) for name in named):
        return ()
    if any(part.last for part in cited):
        return tuple(cited)
    known = bool(named) and all(_is_known(name, words) for name in named)
    return tuple(cited) if known else ()


def notes_of(line: str, words: Words) -> dict[int, tuple[Cited, ...]]:
    """What the line says that numbered citations stand for; empty where it is no line of such a list.

    >>> from extract.issues.publications import read_publications
    >>> list(notes_of("(14) Interfax, May 11", read_publications().words))
    [14]
    """
    notes: dict[int, tuple[Cited, ...]] = {}
    for part in _NOTE_BREAK.split(_NOTE_LABEL.sub("", line)):
        found = _NOTE.search(part)
        cited = parse_citation(found.group("content"), words) if found else ()
        if not found or not cited:
            return {}
        notes[int(found.group("number") or found.group("plain"))] = cited
    return notes


def cited_of(group: str, words: Words) -> Iterator[Cited]:
    """The sources of one group, each set with the date that follows it."""
    names: tuple[str, ...] = ()
    first: MonthDay | None = None
    last: MonthDay | None = None
    end = 0
    for found in _date_regex(words).finditer(group):
        between = _names_of(group[end : found.start()], words)
        days = _days_of(found, words)
        if first and not between:
            last = days[1]
        else:
            if first:
                yield Cited(names, first, last)
            names, (first, last) = between, days
        end = found.end()
    if first:
        yield Cited(names, first, last)
    if rest := _names_of(group[end:], words):
        yield Cited(rest, None, None)


def _date_regex(words: Words) -> re.Pattern[str]:
    """A day or days of a month: "July 13", "Sept. 9 through 11", "13 July", "June 22 & 23"."""
    month = rf"(?P<month>(?:{words.month})\b)\.?"
    european = rf"(?P<european_month>(?:{words.month})\b)\.?"
    return re.compile(
        rf"(?:{month}\s+(?P<days>{_DAYS})|(?<!\d)(?P<european_days>{_DAYS})\s+{european})"
        rf"(?:,?\s+(?P<year>(?:19|20)\d{{2}}){_NO_TIME})?"
    )


def _days_of(found: re.Match[str], words: Words) -> tuple[MonthDay, MonthDay]:
    month = words.months[(found.group("month") or found.group("european_month")).lower()]
    days = [int(day) for day in re.findall(r"\d+", found.group("days") or found.group("european_days"))]
    year = int(found.group("year")) if found.group("year") else None
    return MonthDay(month, days[0], year), MonthDay(month, days[-1], year)


def _names_of(words_between: str, words: Words) -> tuple[str, ...]:
    """Source names as they are listed: by commas, or by "and" where both sides are names of their own."""
    names: list[str] = []
    for part in words_between.split(","):
        name = _AND.sub(" and ", part).strip(_EDGES).removeprefix("and ").strip()
        for relay in words.relays:
            name = name.removeprefix(f"{relay} ")
        sides = name.split(" and ")
        if len(sides) > 1 and sides[-1].split()[-1:] and sides[-1].split()[-1] not in words.unnamed:
            names += sides
        else:
            names.append(name)
    return tuple(
        name for name in names if name and name not in {"and", "through", "to"} and not _NO_NAME.match(name)
    )


def _is_own(cited: Cited, words: Words) -> bool:
    """Whether a group names the digest itself: "the Monitor, July 10" refers to an earlier issue."""
    return bool(cited.names) and all(name.casefold() in words.titles for name in cited.names)


def _is_known(name: str, words: Words) -> bool:
    return name in words.agencies or name.rsplit(maxsplit=1)[-1] in words.unnamed


def _is_source(name: str, words: Words) -> bool:
    """Whether the words could name a source: few, mostly with capitals, or ending in "agencies" or so."""
    parts = name.split()
    if len(parts) > MOST_NAME_WORDS:
        return False
    if _is_known(name, words):
        return True
    large = [_names_something(part) for part in parts]
    return large[0] and sum(large) * 2 >= len(parts)


def _names_something(word: str) -> bool:
    """Whether a word has a capital ("al-Jazeera"), begins with a figure or is a web address ("lenta.ru")."""
    return word.lower() != word or word[0].isdigit() or "." in word.strip(".")
