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
_BEFORE_DAY = re.compile(r"^(?:[\u2022*>-]\s*|\*\*\s*)?$")


@dataclass(frozen=True, slots=True)
class DatedHeading:
    """A day that heads what follows; its year only where it is written, its month too ("Monday 3:")."""

    length: int
    """Characters from the beginning of the line, with the colon or stop behind."""
    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


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
    names = "|".join(sorted(words.weekdays, key=len, reverse=True))
    bare = re.match(
        rf"(?P<weekday>(?i:{names}))\.?,?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?=\s*[:.\u2014\u2013-]|\s*$)",
        line,
    )
    if bare and (behind := _BEHIND_DAY.match(line, bare.end())):
        return DatedHeading(behind.end(), int(bare["day"]), weekday=words.weekdays[bare["weekday"].lower()])
    return None


def _headed(line: str, day: WrittenDay) -> DatedHeading | None:
    end = day.span.end - (line[day.span.end - 1] == ".")
    behind = _BEHIND_DAY.match(line, end)
    if behind is None:
        return None
    return DatedHeading(behind.end(), day.day, day.month, day.year, day.weekday)
