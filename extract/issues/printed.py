"""The publication day that a digest prints: in its head, in its title, or at its foot."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.issues.publications import DateOrder, Words
from extract.issues.written import WrittenDay, days_in

Strength = Literal["day", "range"]
"""A day by itself, or the last of several."""

_LONGEST_LINE = 300
"""Characters of a line that may state a day."""
_MOST_WORDS = 16
"""Words of a line that states a day, those of the day left out; a longer line is prose."""
_MOST_SMALL = 2
"""Small words of a title that are neither function words nor kinds of digests; more make a sentence."""
_PLACE_WORDS = 4
"""Words before a day at the foot: "Nairobi", "The Hague, Netherlands"."""
_PLACE = re.compile(r"^(?:[A-Z][\w.\u2019'-]+,?\s+){0,3}[A-Z][\w.\u2019'-]+,\s*$")
"""What may stand before a day at the foot: "Nairobi, "."""
_CITED = re.compile(r"\([^()]*[A-Za-z][^()]*$")
"""An open parenthesis that holds words before the day, as a citation does."""
_TIME = re.compile(
    r"(?i)\b\d{1,2}(?:[:.]\d{2}){1,2}(?:\s*[ap]\.?m\.?)?|\b\d{3,4}\s*(?:gmt|utc|hrs?|hours|local)\b"
    r"|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:gmt|utc|ist|cet|cest|est|edt|bst|am|pm)\b|T\d{2}:\d{2}\S*|[+-]\d{4}\b"
)
_COUNT = re.compile(
    r"(?i)\b(?:vol(?:ume)?|no|nr|number|issue|part|edition|sitrep|report|update)\b\.?[:\s#]*(?:\d+|[ivxl]+\b)|[n#]\s?°?\s?\d+"
)
_SENTENCE = re.compile(r"[a-z]{2,}[.!?][\"”']?\s*(?:$|\()|\)\.$|[.!?]\s+[A-Z][a-z]+\s+[a-z]+\s")
_BREAK_BEFORE = re.compile(r"(?:[-\u2013\u2014|,;:(/\u2022\u00b7]|\.\s|^)\s*$")
_WORD = re.compile(r"[^\W\d_][\w.\u2019'-]*")
_YEAR = re.compile(r"(?<![\d.,$])(?P<year>19[4-9]\d|20[0-4]\d)(?![\d%-]|[.,]\d)")
_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|copyright)\D{0,60}?(?P<year>19[4-9]\d|20[0-4]\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A day that a line states as the digest's own."""

    day: WrittenDay
    line: str


def day_stated_in(line: str, words: Words, order: DateOrder | None = None) -> Stated | None:
    """The publication day that a line of a digest's head states; None where it states none.

    A day is stated behind a word that says so ("Updated:"), alone on its line, beside a volume or number, or
    at an end of a title. Never is one that is to come ("Next issue: ...") or that dates an event told.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> str(day_stated_in("Gulf Update, October 5, 2024", words).day.certain)
    '2024-10-05'
    >>> day_stated_in("The next issue will appear on 5 October 2024", words)
    """
    if len(line) > _LONGEST_LINE:
        return None
    for day in days_in(line, words, order):
        if _is_stated(line, day, words):
            return Stated(day, line)
    return None


def day_at_foot(line: str, words: Words, order: DateOrder | None = None) -> Stated | None:
    """The publication day that a line at the foot states: behind a word that says so, or a place."""
    if len(line) > _LONGEST_LINE:
        return None
    for day in days_in(line, words, order):
        before, behind = line[: day.span.start], _TIME.sub(" ", line[day.span.end :])
        placed = not before.strip() or bool(_PLACE.match(before))
        if not _WORD.findall(behind) and not _is_other(line, words) and (placed or _says_so(before, words)):
            return Stated(day, line)
    return None


def choose(stated: Sequence[Stated]) -> Stated | None:
    """The day to take of those stated in a head: the first full one, else without a year, else a range."""
    ranks: tuple[Iterable[Stated], ...] = (
        (one for one in stated if one.day.year and not one.day.is_range),
        (one for one in stated if not one.day.year and not one.day.is_range),
        (one for one in stated if one.day.is_range),
    )
    return next((one for rank in ranks for one in rank), None)


def year_of(head: Iterable[str], foot: Iterable[str]) -> int | None:
    """The year that a head tells by itself ("Africa desk, 1997", "No. 38/2008"), else the copyright's."""
    for line in head:
        if found := _YEAR.search(line):
            return int(found["year"])
    years = [int(found["year"]) for line in foot for found in _COPYRIGHT.finditer(line)]
    return max(years, default=None)


def _is_stated(line: str, day: WrittenDay, words: Words) -> bool:  # noqa: PLR0911  # a case each
    before, behind = line[: day.span.start], line[day.span.end :]
    rest = _TIME.sub(" ", f"{before} {behind}")
    if _is_other(line, words) or len(_WORD.findall(rest)) > _MOST_WORDS:
        return False
    if _CITED.search(before) and not _says_so(before, words):
        return False
    if _says_so(before, words) or not _WORD.findall(rest):
        return True
    if _SENTENCE.search(line):
        return False
    if _COUNT.search(rest) and not _dates_event(before, words):
        return not _is_prose(rest, words)
    named = any(word.casefold() in words.digests for word in _WORD.findall(rest))
    if _dates_event(before, words) and not named:
        return False
    if day.year is None and day.weekday is None and not named:
        return False
    at_end = not _WORD.findall(_TIME.sub(" ", behind))
    ends = _BREAK_BEFORE.search(_TIME.sub(" ", before)) or named or day.weekday is not None
    return bool((at_end and ends) or not before.strip() or _BREAK_BEFORE.search(before)) and not _is_prose(
        rest, words
    )


def _is_other(line: str, words: Words) -> bool:
    """Whether the line speaks of another day than its own: one to come, or of an earlier issue."""
    return any(re.search(rf"(?i)\b{phrase}\b", line) for phrase in words.other_day)


def _says_so(before: str, words: Words) -> bool:
    told = "|".join(words.states_day)
    return bool(
        re.search(rf"(?i)\b(?:{told})\b[:\s]*(?:(?:on|of|the|by|at)\s+)*[\s,:|-]*$", _TIME.sub(" ", before))
    )


def _dates_event(before: str, words: Words) -> bool:
    """Whether the word before the day makes it an event's: "signed on 4 March"."""
    last = _WORD.findall(before)[-1:]
    return bool(last) and before.rstrip().endswith(last[0]) and last[0].casefold() in words.event_day


def _is_prose(rest: str, words: Words) -> bool:
    """Whether most words are small and no title's: a sentence, or a part of one."""
    found = [word for word in _WORD.findall(rest) if len(word) > 1]
    small = [
        word for word in found if word.islower() and word not in words.small and word not in words.digests
    ]
    return len(small) > _MOST_SMALL or (len(small) * 2 > len(found) and len(found) > _PLACE_WORDS)
