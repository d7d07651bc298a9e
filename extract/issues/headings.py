"""What a heading looks like: in capitals, in title case, or a day that opens a section."""

import re
from dataclasses import dataclass

from extract.issues.publications import Words
from extract.issues.written import WrittenDay, days_in

_LONGEST_LINE = 400
_LONGEST_HEADLINE = 200
"""Characters. The longest of the Monitor's 105 issues has 117."""
_SHORTEST_HEADLINE = 4
"""Letters: "IMF" alone is none, "IRAQ" may head a section."""
_FEWEST_WORDS = 2
"""Words of a headline in title case: one word alone is no headline."""
_CAPITALS = 0.85
"""Share of capitals among the letters of a headline in capitals: room for "McDONALD", "YELTSIN's"."""
_WORD = re.compile(r"[^\W\d_][\w.\u2019'-]*")
_BEHIND_DAY = re.compile(r"\s*(?:[:.]|\u2014|\u2013|--?)(?=\s|$)\s*|\s*$")
_DAYS, _MONTHS = 31, 12
_IN_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})(?:\.(?P<dotted>\d{1,2})\.|/(?P<slashed>\d{1,2}))"
    r"(?:[:.]?[ \t]*$|:\s+|[ \t]*(?:\u2014|\u2013|--?)[ \t]+"
    r"|(?:(?<=\.)[ \t]+|[ \t]{2,})(?=[^\W\d_a-z]))"
)
_BEFORE_DAY = re.compile(r"^(?:[\u2022*>-]\s*|\*\*\s*)?$")


@dataclass(frozen=True, slots=True)
class DatedHeading:
    """A day that heads what follows; year, month ("Monday 3:") and day ("MONDAY.") only where written."""

    length: int
    """Characters from the beginning of the line, with the colon or stop behind."""
    day: int | None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    either_order: bool = False
    """Whether day and month may also be the other way about: "8/6"."""
    in_numbers: bool = False
    """Whether it is written in numbers alone, as that of a chapter is."""


def is_headline_in_capitals(line: str) -> bool:
    """Whether the line is set in capitals.

    >>> is_headline_in_capitals("MOSCOW ASKS IMF FOR US$10-15 BILLION.")
    True
    """
    if len(line) > _LONGEST_LINE:
        return False
    letters = [character for character in line if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return _SHORTEST_HEADLINE <= len(letters) <= _LONGEST_HEADLINE and capitals >= _CAPITALS * len(letters)


def is_headline_in_title_case(line: str, words: Words) -> bool:
    """Whether every word but the small ones has a capital, as no sentence has.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> is_headline_in_title_case("Bigger Role for Security Council.", words)
    True
    >>> is_headline_in_title_case("Prime Minister Kirienko met Boris Yeltsin.", words)
    False
    """
    if len(line) > _LONGEST_HEADLINE or "(" in line:
        return False
    found = [match.group().rstrip(".") for match in _WORD.finditer(line)]
    large = sum(word.lower() != word for word in found)
    small = sum(word in words.small for word in found)
    return large >= _FEWEST_WORDS and large + small == len(found)


def dated_heading(line: str, words: Words) -> DatedHeading | None:
    """The day that a line is, or opens with; None where it does neither.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> found = dated_heading("Saturday, 4 April. The presidency met.", words)
    >>> found.day, found.month, found.weekday, found.length
    (4, 4, 5, 19)
    >>> dated_heading("On 4 April the presidency met.", words)
    """
    for day in days_in(line[:60], words)[:1]:
        if _BEFORE_DAY.match(line[: day.span.start]) and not day.is_range and not day.other:
            return _headed(line, day)
    return _weekday_alone(line, words) or _in_numbers(line)


def _weekday_alone(line: str, words: Words) -> DatedHeading | None:
    """A weekday without a month: "Monday 15:", "TUESDAY. "."""
    found = re.match(
        rf"(?P<weekday>(?i:{words.weekday}))\b\.?,?(?:\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?"
        r"(?=\s*[:.\u2014\u2013-]|\s*$)",
        line,
    )
    behind = found and _BEHIND_DAY.match(line, found.end() - (line[found.end() - 1] == "."))
    if not found or not behind:
        return None
    weekday = words.weekdays[found["weekday"].lower()]
    return DatedHeading(behind.end(), int(found["day"]) if found["day"] else None, weekday=weekday)


def _in_numbers(line: str) -> DatedHeading | None:
    """A day and a month in numbers, as diaries have them: "2.12. ", "8/6  "."""
    found = _IN_NUMBERS.match(line)
    if found is None:
        return None
    day, month = int(found["day"]), int(found["dotted"] or found["slashed"])
    if found["slashed"] and month > _MONTHS:  # "6/13", as Americans write it
        day, month = month, day
    if not (1 <= day <= _DAYS and 1 <= month <= _MONTHS):
        return None
    either = bool(found["slashed"]) and day <= _MONTHS
    return DatedHeading(found.end(), day, month, either_order=either, in_numbers=True)


def _headed(line: str, day: WrittenDay) -> DatedHeading | None:
    end = day.span.end - (line[day.span.end - 1] == ".")
    behind = _BEHIND_DAY.match(line, end)
    if behind is None:
        return None
    return DatedHeading(behind.end(), day.day, day.month, day.year, day.weekday)
