"""The days of an issue: of its citations, of its publication, and the one that "today" means.

The rule: a stated day, else the issue calendar unless most citations are later, else a day between two known
issues, else the latest citation's day plus the publication's lag. What the text leaves open its source's name
may tell: the year, or the whole day. README says the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.intervals import weekday_not_after
from extract.issues.citations import Parenthesis
from extract.issues.cited import Cited, MonthDay
from extract.issues.datelines import Opening
from extract.issues.layout import Header, Layout
from extract.issues.named import NamedDay, day_in_name
from extract.issues.numbering import Between, day_about, is_doubtful, publication_day, publication_range
from extract.issues.printed import Stated, choose, year_of
from extract.issues.publications import Publication, Words
from extract.issues.written import WrittenDay, calendar_day, days_in
from extract.model import Basis, Citation, CitedSource, DayOptions, Problem, RawIssue, TodayIs

_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"”\u2019)]*\s+")
_THIS_MORNING = re.compile(r"\bthis morning\b", re.IGNORECASE)
_MIDSUMMER = (7, 1)
"""The day that stands for a year of which no more is known: it is near all of its days."""
_NEAR_YEARS = 2
"""Years by which a year that a citation prints may differ from the issue's; else it is a time of day."""
_IF_WRONG = "If that is wrong, give the day (--published)."
_REACH_OF_NAME = timedelta(days=45)
"""A citation that lies farther from a day or month that a name gives is left without its year."""
_LEAD_DAYS = 3
"""Days before its dateline that a wire's first sentence tells of at most, by "on Friday"."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What the sources of a publication day say, before any is chosen; None where one is silent."""

    caller: date | None = None
    printed: date | None = None
    metadata: date | None = None
    calendar: date | None = None
    between: Between | None = None
    """The days between which the calendar's neighbours put the issue, where its own day is not sure."""
    doubtful: bool = False
    """Whether lists disagree on the calendar's day."""
    about: date | None = None
    """A day near the issue's: good for the year only."""
    in_name: NamedDay | None = None
    """What the source's name tells, where the text states no day and opens with no dateline."""
    opening: Opening | None = None
    """The dateline that opens the text."""
    problems: tuple[Problem, ...] = ()
    """What the printed days left open."""

    @property
    def stated(self) -> date | None:
        """The day that is stated outright: by the caller, the text or the file's metadata."""
        return self.caller or self.printed or self.metadata

    @property
    def exact(self) -> date | None:
        """The publication day, as far as it is known before any citation is read."""
        return self.stated or self.calendar or (self.in_name.whole if self.in_name else None)

    @property
    def near(self) -> date | None:
        """The best day to tell the year of a citation by."""
        return self.stated or self.calendar or (self.between.first if self.between else None) or self.about

    @property
    def reach(self) -> timedelta | None:
        """How far from `near` a citation may lie, where only the source's name gives the year."""
        by_name = self.in_name is not None and self.near == self.in_name.about
        return _REACH_OF_NAME if by_name else None

    @property
    def named(self) -> tuple[tuple[str, date | None], ...]:
        """Each reading with its name for a person, the strongest first."""
        return (
            ("the caller", self.caller),
            ("the printed date", self.printed),
            ("the file's own date", self.metadata),
            ("the issue calendar", None if self.doubtful else self.calendar),
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
    """A passage's text and the last day of the citation that governs it; None where none does."""

    text: str
    last_day: date | None


def read_days(
    options: DayOptions, layout: Layout, raw: RawIssue, profile: Publication, words: Words
) -> Readings:
    """Gather what is said of the publication day."""
    readings = _by_number(layout.header, profile)
    year = _year(layout, raw.stated_on, readings)
    printed, problems = _printed_day(layout.stated, year)
    about = readings.about or (date(year, *_MIDSUMMER) if year else None) or _day_in_words(layout, words)
    readings = replace(
        readings,
        caller=options.published,
        printed=printed,
        metadata=raw.stated_on,
        about=about,
        problems=problems,
        opening=layout.opening,
    )
    named = day_in_name(raw.source_key)
    return _with_name(readings, layout.stated, named, words) if named else readings


def _with_name(readings: Readings, stated: Sequence[Stated], named: NamedDay, words: Words) -> Readings:
    """What the text leaves open filled from the source's name: a year that agrees, or the whole day."""
    if readings.stated or readings.calendar or readings.between:
        return readings
    filled = _filled(readings, stated, named, words)
    year = None if readings.about or not filled.near else filled.near.year
    if year is None or (filled.in_name and filled.in_name.whole):
        return filled
    message = f"The text gives no year: {year} is from the source's name, {named.name!r}. {_IF_WRONG}"
    return replace(filled, problems=(*readings.problems, Problem("issues", "year-from-name", message)))


def _filled(readings: Readings, stated: Sequence[Stated], named: NamedDay, words: Words) -> Readings:
    """The readings with what the name adds, which the text's months, days and weekdays must allow."""
    head = choose([one for one in stated if not one.day.other])
    if head and readings.about is None:
        day = named.completed(head.day.month, head.day.day)
        fits = day is not None and head.day.weekday in {None, day.weekday()}
        return replace(readings, printed=day) if fits else readings
    if opening := readings.opening:
        day = named.completed(opening.day.month, opening.day.day)
        open_year = readings.about is None and opening.day.year is None
        fits = day is not None and (named.whole is not None or _allows(opening.lead, day, words))
        return replace(readings, about=day) if open_year and fits else readings
    if readings.about and readings.about.year != named.year:
        return readings
    return replace(readings, in_name=named, about=readings.about or named.about)


def _allows(lead: str, day: date, words: Words) -> bool:
    """Whether a wire of the day may open so: "on Tuesday" is it or lies just before, unless planned."""
    found = re.search(rf"(?i)\bon\s+(?P<weekday>{words.weekday})\b", lead)
    if found is None or re.search(rf"\b(?:{'|'.join(words.planned)})\b", lead[: found.start()]):
        return True
    return (day.weekday() - words.weekdays[found["weekday"].lower()]) % 7 <= _LEAD_DAYS


def _by_number(header: Header, profile: Publication) -> Readings:
    """What volume and number tell."""
    if header.volume is None or header.number is None:
        return Readings()
    doubtful = is_doubtful(profile, header.volume, header.number)
    calendar = publication_day(profile, header.volume, header.number)
    sure = calendar is not None and not doubtful
    return Readings(
        calendar=calendar,
        between=None if sure else publication_range(profile, header.volume, header.number),
        doubtful=doubtful,
        about=day_about(profile, header.volume, header.number),
    )


def _year(layout: Layout, metadata: date | None, readings: Readings) -> int | None:
    """The year, where no whole day tells it: the head's, the volume's, the file's, the copyright's."""
    head = year_of(layout.head, ())
    near = readings.calendar or readings.about or metadata
    return head or (near.year if near else None) or year_of((), layout.foot)


def _day_in_words(layout: Layout, words: Words) -> date | None:
    """A whole day that a line of the head writes, whatever it is of: it tells the year."""
    found = (day.certain for line in (*layout.head, *layout.foot) for day in days_in(line, words))
    return next((day for day in found if day), None)


def _printed_day(stated: Sequence[Stated], year: int | None) -> tuple[date | None, tuple[Problem, ...]]:
    """The day of the head's best line, its year found where it has none; none of ambiguous numbers."""
    clear = choose([one for one in stated if not one.day.other])
    if clear is None:
        return None, tuple(_ambiguous(one) for one in stated[:1])
    return clear.day.certain or _without_year(clear.day, year), ()


def _without_year(day: WrittenDay, year: int | None) -> date | None:
    """The day in its year, or in a neighbouring one where only there its weekday fits."""
    if year is None:
        return None
    fitting = (found for near in (year, year - 1, year + 1) if (found := day.in_year(near)))
    return next(fitting, None) or calendar_day(year, day.month, day.day)


def _ambiguous(stated: Stated) -> Problem:
    first, second = (*stated.day.readings, None)[:2]
    message = (
        f'"{stated.line[:80]}" may mean {first} or {second}, and nothing says which: it is not '
        f"used. Give the day "
        "(--published) or the publication (--publication)."
    )
    return Problem("issues", "publication-day-ambiguous", message)


def date_citation(parenthesis: Parenthesis, readings: Readings) -> tuple[Citation, tuple[Problem, ...]]:
    """Give a citation's days their year: the one that puts them nearest to the issue's, within its reach."""
    if parenthesis.weekday is not None:
        published = readings.exact
        day = weekday_not_after(published, 1 + parenthesis.weekday) if published else None
        names = [name for cited in parenthesis.cited for name in cited.names] or [""]
        return Citation(parenthesis.span, tuple(CitedSource(name, day, day) for name in names)), ()
    near, reach = readings.near, readings.reach
    sources: list[CitedSource] = []
    problems: list[Problem] = []
    for cited in parenthesis.cited:
        first, last = _dated(cited, near)
        if near and last and reach and abs(last - near) > reach:
            first = last = None
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
        cited: the passages, each with the last day of the citation that governs it.
        words: the lexicon's word lists.
    """
    latest = max((passage.last_day for passage in cited if passage.last_day), default=None)
    chosen = _stated(readings, latest, profile) or _by_calendar(readings, latest, profile, cited, words)
    chosen = chosen or _by_name(readings, latest, profile) or _by_dateline(latest, profile, cited, words)
    chosen = chosen or _Choice(None, None, (_no_day(readings.opening),))
    literal = today_is == "dateline" and latest is not None
    return IssueDays(
        published_on=chosen.day,
        published_basis=chosen.basis,
        reference_day=latest if literal else chosen.day,
        reference_basis="setting" if literal else chosen.basis,
        today_is=today_is,
    ), (*readings.problems, *_disagreements(readings), *chosen.problems)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A publication day with what it rests on and what spoke against it."""

    day: date | None
    basis: Basis | None
    problems: tuple[Problem, ...] = ()


def _stated(readings: Readings, latest: date | None, profile: Publication) -> _Choice | None:
    """The stated day; citations that are later, or much older, are a problem and no more."""
    day = readings.stated
    if day is None:
        return None
    if latest is None or 0 <= (day - latest).days <= profile.most_lag_days:
        return _Choice(day, "stated")
    message = (
        f"The stated publication day {day} is not 0 to {profile.most_lag_days} days after the "
        f"latest dateline "
        f"{latest}: the stated day is kept."
    )
    return _Choice(day, "stated", (Problem("issues", "stated-against-datelines", message),))


def _by_calendar(
    readings: Readings,
    latest: date | None,
    profile: Publication,
    cited: Sequence[CitedPassage],
    words: Words,
) -> _Choice | None:
    """The calendar's day, the datelines' where most are later, or a day between the calendar's neighbours."""
    if readings.calendar is None or readings.doubtful:
        return _estimated(readings, latest, profile, cited, words)
    day = readings.calendar
    days = [passage.last_day for passage in cited if passage.last_day]
    later = [found for found in days if found > day]
    if not later:
        return _Choice(day, "calendar", _old_citations(day, latest, profile))
    overruled = len(later) * 2 > len(days)
    outcome = "the datelines are followed" if overruled else "the calendar is kept, for most agree with it"
    message = f"The calendar's day {day} lies before {len(later)} of {len(days)} datelines: {outcome}."
    problem = Problem("issues", "calendar-against-datelines", message)
    followed = _by_dateline(latest, profile, cited, words) if overruled else None
    return replace(followed, problems=(problem,)) if followed else _Choice(day, "calendar", (problem,))


def _old_citations(day: date, latest: date | None, profile: Publication) -> tuple[Problem, ...]:
    if latest is None or (day - latest).days <= profile.most_lag_days:
        return ()
    message = (
        f"The latest dateline {latest} is more than {profile.most_lag_days} days before the calendar's {day}."
    )
    return (Problem("issues", "calendar-against-datelines", message),)


def _by_dateline(
    latest: date | None, profile: Publication, cited: Sequence[CitedPassage], words: Words
) -> _Choice | None:
    if latest is None:
        return None
    return _Choice(latest + timedelta(days=_lag(profile, cited, latest, words)), "dateline")


def _by_name(readings: Readings, latest: date | None, profile: Publication) -> _Choice | None:
    """The day of the source's name, where no citation contradicts it."""
    day = readings.in_name.whole if readings.in_name else None
    if readings.in_name is None or day is None:
        return None
    if latest and not 0 <= (day - latest).days <= profile.most_lag_days:
        return None
    message = (
        f"The text states no day: {day} is from the source's name, {readings.in_name.name!r}. {_IF_WRONG}"
    )
    return _Choice(day, "stated", (Problem("issues", "day-from-name", message),))


def _estimated(
    readings: Readings,
    latest: date | None,
    profile: Publication,
    cited: Sequence[CitedPassage],
    words: Words,
) -> _Choice | None:
    """A day between two known issues: the citations' if it lies there, else the calendar's, or the middle."""
    between = readings.between
    if between is None:
        return _Choice(readings.calendar, "calendar") if readings.calendar else None
    told = _by_dateline(latest, profile, cited, words)
    if told and told.day and between.first <= _from_weekend(told.day) <= between.last:
        day, by = _from_weekend(told.day), "its latest citation"
    else:
        day, by = _allowed(between, readings, latest, cited, words)
    message = (
        f"The issue came out between {between.first} and {between.last}, by the known issues around "
        f"it: {day} is taken, "
        f"by {by}."
    )
    return _Choice(day, "estimated", (Problem("issues", "publication-day-estimated", message),))


def _from_weekend(day: date) -> date:
    """The Monday behind a day of a weekend, when no issue comes out."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= 5 else day  # noqa: PLR2004  # Saturday


def _allowed(
    between: Between,
    readings: Readings,
    latest: date | None,
    cited: Sequence[CitedPassage],
    words: Words,
) -> tuple[date, str]:
    """The calendar's own day, if it is among the days that nothing in the text forbids; else their middle."""
    told = [latest] if latest else []
    told += [day for passage in cited for day in _days_told(passage.text, between, words)]
    since = max((day for day in told if between.first <= day <= between.last), default=between.first)
    allowed = [day for day in between.weekdays if day >= since] or [between.last]
    if readings.calendar in allowed:
        return readings.calendar, "the calendar, though lists disagree"
    return allowed[(len(allowed) - 1) // 2], "the middle of what its words allow"


def _days_told(text: str, between: Between, words: Words) -> Iterator[date]:
    """The days near an issue's that its sentences tell of, those about plans left out."""
    planned = re.compile(rf"\b(?:{'|'.join(words.planned)})\b")
    for sentence in _SENTENCE_BREAK.split(text):
        if not planned.search(sentence):
            days = (day.in_year(day.year or between.first.year) for day in days_in(sentence, words))
            yield from (day for day in days if day)


def _disagreements(readings: Readings) -> Iterator[Problem]:
    """Readings that differ from the strongest one."""
    given = [(name, day) for name, day in readings.named if day]
    for name, day in given[1:]:
        if day != given[0][1]:
            message = f"{given[0][0].capitalize()} says {given[0][1]}, {name} says {day}: the first is used."
            yield Problem("issues", "publication-days-disagree", message)


def _no_day(opening: Opening | None) -> Problem:
    message = "No publication day is stated, known from a calendar or given by a citation: add --published."
    if opening:
        message = (
            f"The dateline gives month {opening.day.month} and day {opening.day.day} but no year, and "
            "neither the rest of the text nor the source's name gives it: add --published, or put the day "
            "into the file's name (1998-09-24-title.txt)."
        )
    return Problem("issues", "no-publication-day", message)


def _lag(profile: Publication, cited: Sequence[CitedPassage], latest: date, words: Words) -> int:
    """Days from the latest citation to the publication: none where its passage speaks on the day itself."""
    same_day = any(passage.last_day == latest and speaks_on_its_day(passage.text, words) for passage in cited)
    return 0 if same_day else profile.lag_days


def speaks_on_its_day(text: str, words: Words) -> bool:
    """Whether a sentence says "this morning", or "today" of something past.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
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
    if day.year and (near is None or abs(day.year - near.year) <= _NEAR_YEARS):
        years = (day.year,)
    days = [found for year in years if (found := calendar_day(year, day.month, day.day))]
    return min(days, key=lambda found: abs((found - near).days) if near else 0, default=None)


def _undatable(parenthesis: Parenthesis, day: MonthDay, near: date | None) -> Problem:
    if near is None and day.year is None:
        message = (
            "The citation's day has no year, and nothing gives it: state a publication day (--published)."
        )
        return Problem("issues", "citation-without-year", message, parenthesis.span)
    message = (
        f"No year near the issue's has a day {day.day} of month {day.month}: the citation is left undated."
    )
    return Problem("issues", "citation-day-impossible", message, parenthesis.span)
