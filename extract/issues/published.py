"""The days of an issue: of its citations, of its publication, and the one that "today" means.

The rule, with the figures behind it, stands in docs ("The day a digest speaks from"): a stated day, else the
issue calendar unless the citations contradict it, else the latest citation's day plus the publication's lag.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extract.issues.citations import Cited, MonthDay, Parenthesis
from extract.issues.layout import Header
from extract.issues.numbering import day_about, publication_day
from extract.issues.profiles import Publication, Words
from extract.model import Basis, Citation, CitedSource, DayOptions, Problem, TodayIs

_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"”\u2019)]*\s+")
_THIS_MORNING = re.compile(r"\bthis morning\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Readings:
    """What the sources of a publication day say, before any is chosen; None where one is silent."""

    caller: date | None
    printed: date | None
    metadata: date | None
    calendar: date | None
    about: date | None
    """A day near the issue's: good for the year only."""

    @property
    def stated(self) -> date | None:
        """The day that is stated outright: by the caller, the text or the file's metadata."""
        return self.caller or self.printed or self.metadata

    @property
    def near(self) -> date | None:
        """The best day to tell the year of a citation by."""
        return self.stated or self.calendar or self.about

    @property
    def named(self) -> tuple[tuple[str, date | None], ...]:
        """Each reading with its name for a person, the strongest first."""
        return (
            ("the caller", self.caller),
            ("the printed date", self.printed),
            ("the file's own date", self.metadata),
            ("the issue calendar", self.calendar),
        )


@dataclass(frozen=True, slots=True)
class IssueDays:
    """The publication and the reference day with what they rest on."""

    published_on: date | None
    published_basis: Basis | None
    reference_day: date | None
    reference_basis: Basis | None
    today_is: TodayIs


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage's text and the last day of the citation that governs it."""

    text: str
    last_day: date | None


def read_days(options: DayOptions, header: Header, metadata: date | None, profile: Publication) -> Readings:
    """Gather what is said of the publication day."""
    calendar = about = None
    if header.volume is not None and header.number is not None:
        calendar = publication_day(profile, header.volume, header.number)
        about = day_about(profile, header.volume, header.number)
    return Readings(options.published, header.printed, metadata, calendar, about)


def date_citation(parenthesis: Parenthesis, near: date | None) -> tuple[Citation, tuple[Problem, ...]]:
    """Give a citation's days their year: the one that puts them nearest to `near`."""
    sources: list[CitedSource] = []
    problems: list[Problem] = []
    for cited in parenthesis.cited:
        first, last = _dated(cited, near)
        if cited.last and not last:
            problems.append(_undatable(parenthesis, cited.last, near))
        sources += [CitedSource(name, first, last) for name in cited.names or ("",)]
    if not parenthesis.listed:
        message = "A numbered citation has no entry in a list of sources: what it governs has no dateline."
        problems.append(Problem("issues", "citation-not-listed", message, parenthesis.span))
    return Citation(parenthesis.span, tuple(sources)), tuple(problems)


def decide_days(
    readings: Readings, today_is: TodayIs, profile: Publication, cited: Sequence[CitedPassage], words: Words
) -> tuple[IssueDays, tuple[Problem, ...]]:
    """Choose the publication day and the reference day.

    Args:
        readings: what is said of the publication day.
        today_is: what "today" means.
        profile: the publication's.
        cited: the passages that a citation governs.
        words: the lexicon's word lists.
    """
    latest = max((passage.last_day for passage in cited if passage.last_day), default=None)
    published, basis, problems = _stated_or_calendar(readings, latest, profile)
    if published is None and latest:
        published, basis = latest + timedelta(days=_lag(profile, cited, latest, words)), "dateline"
    if published is None:
        problems.append(_no_day())
    literal = today_is == "dateline" and latest is not None
    return IssueDays(
        published_on=published,
        published_basis=basis,
        reference_day=latest if literal else published,
        reference_basis="setting" if literal else basis,
        today_is=today_is,
    ), tuple(problems)


def _stated_or_calendar(
    readings: Readings, latest: date | None, profile: Publication
) -> tuple[date | None, Basis | None, list[Problem]]:
    """The stated day, or the calendar's unless the datelines overrule it."""
    problems = list(_disagreements(readings))
    day = readings.stated or readings.calendar
    if day is None:
        return None, None, problems
    basis: Basis = "stated" if readings.stated else "calendar"
    if latest is None or 0 <= (day - latest).days <= profile.most_lag_days:
        return day, basis, problems
    code = f"{basis}-against-datelines"
    outcome = "the stated day is kept" if readings.stated else "the datelines are followed"
    message = (
        f"The {basis} publication day {day} is not 0 to {profile.most_lag_days} days after the "
        f"latest dateline {latest}: {outcome}."
    )
    problems.append(Problem("issues", code, message))
    return (day, basis, problems) if readings.stated else (None, None, problems)


def _disagreements(readings: Readings) -> Iterator[Problem]:
    """Readings that differ from the strongest one."""
    given = [(name, day) for name, day in readings.named if day]
    for name, day in given[1:]:
        if day != given[0][1]:
            message = f"{given[0][0].capitalize()} says {given[0][1]}, {name} says {day}: the former is used."
            yield Problem("issues", "publication-days-disagree", message)


def _no_day() -> Problem:
    message = "No publication day is stated, known by calendar or told by a citation: give one (--published)."
    return Problem("issues", "no-publication-day", message)


def _lag(profile: Publication, cited: Sequence[CitedPassage], latest: date, words: Words) -> int:
    """Days from the latest citation to the publication: none where its passage speaks on the day itself."""
    same_day = any(passage.last_day == latest and speaks_on_its_day(passage.text, words) for passage in cited)
    return 0 if same_day else profile.lag_days


def speaks_on_its_day(text: str, words: Words) -> bool:
    """Whether a sentence says "this morning", or "today" of something past.

    >>> from extract.issues.profiles import load_publications
    >>> words = load_publications().words
    >>> speaks_on_its_day("The parliament today rejected the draft.", words)
    True
    >>> speaks_on_its_day("Kirienko is scheduled to meet today with bankers.", words)
    False
    """
    past = rf"(?:{'|'.join(words.past)}|[a-z]{{3,}}ed)"
    today = re.compile(
        rf"\b{past}\b(?:\s+[\w\u2019'-]+){{0,3}}?\s+today\b"
        rf"|\b[Tt]oday,?\s+(?:[\w\u2019'-]+\s+){{0,4}}?{past}\b"
    )
    planned = re.compile(rf"\b(?:{'|'.join(words.planned)})\b")
    return any(
        _THIS_MORNING.search(sentence) or (today.search(sentence) and not planned.search(sentence))
        for sentence in _SENTENCE_BREAK.split(text)
    )


def _dated(cited: Cited, near: date | None) -> tuple[date | None, date | None]:
    """The days of one group of sources: the last nearest to `near`, the first before it."""
    last = _nearest(cited.last, near) if cited.last else None
    if not last or not cited.first:
        return last, last
    first = _nearest(cited.first, last)
    return (first if first and first <= last else last), last


def _nearest(day: MonthDay, near: date | None) -> date | None:
    """The day in the year that puts it nearest; None without a year or in no calendar."""
    years: Iterable[int] = (near.year - 1, near.year, near.year + 1) if near else ()
    if day.year:
        years = (day.year,)
    days = [found for year in years if (found := _calendar_day(year, day))]
    return min(days, key=lambda found: abs((found - near).days) if near else 0, default=None)


def _calendar_day(year: int, day: MonthDay) -> date | None:
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None


def _undatable(parenthesis: Parenthesis, day: MonthDay, near: date | None) -> Problem:
    if near is None and day.year is None:
        message = (
            "The citation's day has no year, and nothing tells it: give a publication day (--published)."
        )
        return Problem("issues", "citation-without-year", message, parenthesis.span)
    message = (
        f"No year near the issue's has a day {day.day} of month {day.month}: the citation is left undated."
    )
    return Problem("issues", "citation-day-impossible", message, parenthesis.span)
