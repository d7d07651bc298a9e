"""Datelines, which open a story: "TOKYO, July 13 (Kyodo) - ", "Brussels, Thursday" on a line alone.

Story and dateline share the day: under "PARIS, May 17 -" in the paper of May 18 today is May 17.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.issues.cited import Cited, MonthDay, cited_of
from extract.issues.publications import Words
from extract.model import Span

_HEAD: Final = 2_000
"""Characters in which the dateline that opens a text begins."""
_LONGEST: Final = 120
"""Characters of a line that is a dateline and no more."""
_LEAD: Final = 500
"""Characters of the sentence behind a dateline that are looked at."""
_SENTENCE_END = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z\"\u201c])|\n\s*\n")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n[^\S\n]*\Z")
_LONGEST_BLANK: Final = 80
"""Characters of a blank line and the spaces behind it."""

_CAPITAL: Final = "[A-Z\u00c0-\u00d6\u00d8-\u00de]"
_SMALL: Final = "(?:de|la|del|el|al|am|an|der|sur|on|of)"
"""What stands small in the name of a town: "Rio de Janeiro"."""
_BYLINE: Final = r"From (?:[Oo]ur|[Aa]|[Tt]he)\b[^\n,]{3,50}(?:,\s*|\n)"
_BEHIND: Final = (
    r"\.?\s*(?:-{1,2}|\u2013|\u2014)\s*|\s*:\s*|\.[^\S\n]+(?=[\"\u201c\u2018A-Z])|\.?[^\S\n]*(?=\n|\Z)"
)
"""A dash, a colon, a stop before a sentence, or the end of the line."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and the day of its story: a day of a month, or a weekday alone."""

    span: Span
    cited: tuple[Cited, ...]
    weekday: int | None
    """0, Monday, to 6, where it has no more than that."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The dateline that opens a text, and the sentence behind it."""

    day: MonthDay
    lead: str


def opening_dateline(text: str, words: Words) -> Opening | None:
    """The dateline that opens a text: "TOKYO, July 13 (Kyodo) -"; None where none does.

    >>> from extract.issues.publications import read_publications
    >>> opening_dateline("RIGA, November 28 (Agency) -- The president arrived.", read_publications().words)
    Opening(day=MonthDay(month=11, day=28, year=None), lead='The president arrived.')
    """
    found = next(datelines(text, Span(0, min(len(text), _HEAD)), words), None)
    days = [part.last for part in found.cited if part.last] if found else []
    if found is None or not days:
        return None
    lead = text[found.span.end : found.span.end + _LEAD]
    return Opening(days[0], _SENTENCE_END.split(lead, maxsplit=1)[0])


def is_dateline(line: str, words: Words) -> bool:
    """Whether a line is a dateline and no more: "NEW DELHI, May 8".

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> [is_dateline(line, words) for line in ("Brussels, Thursday", "Brussels on Thursday")]
    [True, False]
    """
    found = _regex(words.month, words.weekday).match(line) if len(line) <= _LONGEST else None
    return found is not None and found.end() == len(line)


def datelines(text: str, region: Span, words: Words) -> Iterator[Dateline]:
    """The datelines of a region of body text, in order.

    One in capitals opens a line, one in small letters a paragraph: there a line may wrap to "Moscow, May 7.".

    >>> from extract.issues.publications import read_publications
    >>> text = "ROME, Thursday. - Aldo Moro was taken at nine this morning."
    >>> [one.weekday for one in datelines(text, Span(0, len(text)), read_publications().words)]
    [3]
    """
    for found in _regex(words.month, words.weekday).finditer(text, region.start, region.end):
        at = found.start("line")
        if found["small"] and at > region.start and not _opens_paragraph(text, at):
            continue
        source = found["source"] or found["named"] or ""
        cited = tuple(cited_of(f"{source}, {found['date'] or ''}", words))
        weekday = words.weekdays[found["weekday"].lower()] if found["weekday"] else None
        yield Dateline(Span(*found.span("line")), cited, weekday)


def _opens_paragraph(text: str, at: int) -> bool:
    return _BLANK_LINE.search(text[max(0, at - _LONGEST_BLANK) : at]) is not None


@cache
def _regex(month: str, weekday: str) -> re.Pattern[str]:
    """A place in capitals or small letters, a day, a source, and what closes a dateline."""
    other = rf"(?!(?:The|From|{weekday}|{month})\b){_CAPITAL}"
    capitals = rf"{other}(?:{_CAPITAL}|[.'\u2019 /-]){{2,40}}(?:,\s*[A-Z][A-Za-z. ]{{2,30}})?"
    word = r"[\w.'\u2019-]"
    small = rf"{other}{word}+(?:[ -](?:{_SMALL}[ -])*{_CAPITAL}{word}*){{0,3}}"
    day = rf"(?:{month})\.?\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+(?:{month})\.?(?:\s+\d{{4}})?"
    date = rf"(?P<date>(?:(?:{weekday}),?\s+)?(?:{day}))"
    alone = rf"(?P<weekday>{weekday})(?:\s+(?:morning|afternoon|evening|night))?"
    source = r"\s*\((?P<source>[^()\n]{2,60})\)|,\s*(?P<named>[A-Z][\w/ -]{1,30}?)"
    place = rf"(?:(?:{capitals})|(?P<small>{small}))"
    return re.compile(
        rf"(?<![^\n])[^\S\n]*(?P<line>(?:{_BYLINE})?{place},\s*(?:{date}|{alone})(?:{source})?(?:{_BEHIND}))"
    )
