"""The publication day that a digest prints: in its head, in its title, or at its foot."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from extract.issues.publications import DateOrder, Pattern, Words
from extract.issues.written import WrittenDay, calendar_day, days_in
from extract.model import Span

Strength = Literal["said", "day", "period"]
"""Behind a word that says so ("printed"); by itself; the last day of what the digest covers."""

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
    r"(?i)\b(?:vol(?:ume)?|no|nr|number|issue|part|edition|sitrep|report|update)\b\.?[:\s#]*(?:\d+|[ivxl]+\b)|(?<![a-z])[n#]\s?°?\s?\d+"
)
_SENTENCE = re.compile(r"[a-z]{2,}[.!?][\"”']?\s*(?:$|\()|\)\.$|[.!?]\s+[A-Z][a-z]+\s+[a-z]+\s")
_BREAK_BEFORE = re.compile(r"(?:[-\u2013\u2014|,;:(/\u2022\u00b7]|\.\s|^)\s*$")
_WORD = re.compile(r"[^\W\d_][\w.\u2019'-]*")
_WORD_AT_END = re.compile(r"(?P<word>[^\W\d_][\w.\u2019'-]*)\s+$")
_YEAR = re.compile(r"(?<![\d.,$])(?P<year>19[4-9]\d|20[0-4]\d)(?![\d%-]|[.,]\d)")
_PARTED = re.compile(
    r"\s+(?:[-\u2013\u2014*/\u2022\u00b7~]|--|::)\s+|\s*[|;\t]\s*|\s*\((?=[^()]*\)\W*$)|\)\W*$"
)
"""What parts a line of a head: dashes, slashes, bars, and the parenthesis that closes it."""
_LONGEST_PERIOD = timedelta(days=45)
"""What a digest covers at most: a month and what it is late by."""
_LEAP_YEAR = 2000
_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|copyright)\D{0,60}?(?P<year>19[4-9]\d|20[0-4]\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A day that a line states as the digest's own."""

    day: WrittenDay
    line: str
    strength: Strength = "day"
    usual_order: DateOrder | None = None
    """How lines of its kind write numbers, whatever the document shows besides its dateline."""

    @property
    def opens(self) -> bool:
        """Whether the whole day opens its line, behind a place or a word that says so at most."""
        before = self.line[: self.day.span.start]
        return self.day.year is not None and (
            self.strength == "said" or not before.strip() or bool(_PLACE.match(before))
        )


def day_stated_in(line: str, words: Words, order: DateOrder | None = None) -> Stated | None:
    """The publication day that a line of a digest's head states; None where it states none.

    A day is stated behind a word that says so ("Updated:"), alone on its line or in a part of it, beside a
    volume or number, or at an end of a title. Never is one that is to come ("Next issue: ...") or that dates
    an event told.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> str(day_stated_in("Gulf Update, October 5, 2024", words).day.certain)
    '2024-10-05'
    >>> day_stated_in("The next issue will appear on 5 October 2024", words)
    """
    return choose(days_stated_in(line, words, order))


def days_stated_in(line: str, words: Words, order: DateOrder | None = None) -> tuple[Stated, ...]:
    """All days that a line of a head states: "covering 6 to 12 May; closed for press on 13 May 1992"."""
    if len(line) > _LONGEST_LINE:
        return ()
    days = (day for day in days_in(line, words, order) if _is_stated(line, day, words))
    return tuple(Stated(day, line, _strength(line, day, words)) for day in days)


def day_of_slug(line: str, slugs: Iterable[Pattern], words: Words, order: DateOrder | None) -> Stated | None:
    """The day in numbers of a wire's first line; agencies that write such lines put the month first."""
    for pattern in slugs:
        if found := pattern.regex.search(line):
            days = days_in(found["day"], words, order)
            return Stated(days[0], line, "said", "mdy") if days else None
    return None


def _strength(line: str, day: WrittenDay, words: Words) -> Strength:
    before = line[: day.span.start]
    if _says_so(before, words.states_day, words):
        return "said"
    return "period" if day.is_range or _says_so(before, words.period_day, words) else "day"


def day_at_foot(line: str, words: Words, order: DateOrder | None = None) -> Stated | None:
    """The publication day that a line at the foot states: behind a word that says so, or a place."""
    if len(line) > _LONGEST_LINE:
        return None
    for day in days_in(line, words, order):
        before, behind = line[: day.span.start], _TIME.sub(" ", line[day.span.end :])
        placed = not before.strip() or bool(_PLACE.match(before))
        if (
            not _WORD.findall(behind)
            and not _is_other(line, words)
            and (placed or _says_so(before, words.states_day, words))
        ):
            return Stated(day, line)
    return None


def choose(stated: Sequence[Stated]) -> Stated | None:
    """The day to take of those stated in a head: the first full one, one without a year, a period's last.

    A day inside of a period that stands above it heads what the digest tells of that day, and no more.
    """
    periods = [one for one in stated if one.strength == "period"]
    single = [
        one
        for at, one in enumerate(stated)
        if one.strength == "said"
        or (
            one.strength == "day"
            and not any(_lies_in(one, above) for above in stated[:at] if above in periods)
        )
    ]
    ranks: tuple[Iterable[Stated], ...] = (
        (one for one in single if one.day.year),
        (one for one in single if one.strength == "said"),
        single,
        (one for one in periods if one.day.year),
        periods,
    )
    return next((one for rank in ranks for one in rank), None)


def _lies_in(one: Stated, period: Stated) -> bool:
    """Whether a day lies before the last of a period, in the year of whichever tells it."""
    year = period.day.year or one.day.year or _LEAP_YEAR
    last = calendar_day(year, period.day.month, period.day.day)
    days = [
        calendar_day(near, one.day.month, one.day.day)
        for near in (one.day.year or year, one.day.year or year - 1)
    ]
    return last is not None and any(day is not None and _within(day, last) for day in days)


def _within(day: date, last: date) -> bool:
    return timedelta(0) <= last - day <= _LONGEST_PERIOD


def year_of(head: Iterable[str], foot: Iterable[str]) -> int | None:
    """The year that a head tells by itself ("Africa desk, 1997", "No. 38/2008"), else the copyright's."""
    for line in head:
        if found := _YEAR.search(line):
            return int(found["year"])
    years = [int(found["year"]) for line in foot for found in _COPYRIGHT.finditer(line)]
    return max(years, default=None)


def _is_stated(line: str, day: WrittenDay, words: Words) -> bool:  # noqa: PLR0911  # a case each
    before, behind = line[: day.span.start], _without_weekday(line[day.span.end :], words)
    said = _says_so(before, (*words.states_day, *words.period_day), words)
    rest = _TIME.sub(" ", f"{before} {behind}")
    if _is_other(line, words) or len(_WORD.findall(rest)) > _MOST_WORDS:
        return False
    if _CITED.search(before) and not said:
        return False
    if said or not _WORD.findall(rest) or _is_a_part(line, day, words):
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


def _is_a_part(line: str, day: WrittenDay, words: Words) -> bool:
    """Whether the day is alone, or with a place, in its part of a parted line, and no entry of a diary.

    "Daily list - Fri 27/07/2012 - compiled at 21:00", but not "27/07/2012 - Rockets hit a house in Karsk."
    """
    cuts = [Span(*found.span()) for found in _PARTED.finditer(line)]
    start = max((cut.end for cut in cuts if cut.end <= day.span.start), default=0)
    end = min((cut.start for cut in cuts if cut.start >= day.span.end), default=len(line))
    if day.year is None or not cuts:
        return False
    before, behind = line[start : day.span.start], _without_weekday(line[day.span.end : end], words)
    if _WORD.findall(_TIME.sub(" ", behind)) or not (not before.strip() or _PLACE.match(before)):
        return False
    told = line[end:].lstrip(" -\u2013\u2014*/|;:()")
    return start > 0 or not (told[:1].isupper() and (_is_prose(told, words) or _SENTENCE.search(told)))


def _without_weekday(behind: str, words: Words) -> str:
    """What follows a day, without its weekday: "14 July 2015, Tuesday", "24. September 2011 (Samstag)"."""
    return re.sub(rf"(?i)^[\s,]*\(?(?:{words.weekday_anywhere})\b\.?\)?", "", behind)


def _says_so(before: str, told: Iterable[str], words: Words) -> bool:
    """Whether the words before a day end in one that says what it is: "Compiled in Karsk on ".

    The word opens its part of the line or follows a kind of digest: "HOSTAGES RELEASED ON" tells an event.
    """
    found = re.search(
        rf"(?i:\b(?:{'|'.join(told)}))\b[:\s]*(?:(?i:in|at)\s+(?:[A-Z][\w.\u2019'-]*,?\s+){{1,3}})?"
        r"(?:(?i:on|of|the|by|at)\s+)*[\s,:|-]*$",
        shown := _TIME.sub(" ", before),
    )
    last = _WORD_AT_END.search(shown[: found.start()]) if found else None
    return found is not None and (last is None or last["word"].casefold() in words.digests | words.small)


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
