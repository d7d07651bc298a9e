"""Volume and issue number to publication day, or to the days between which it lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extract.issues.publications import Publication, Stretch

_SATURDAY = 5
"""`date.weekday()` of the first day of a weekend."""
_DAYS_A_YEAR = 365
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Between:
    """The days, inclusive, in which an issue came out whose own day is not known."""

    first: date
    last: date

    @property
    def weekdays(self) -> tuple[date, ...]:
        """Its weekdays; all of its days where there are none."""
        days = [self.first + step * _DAY for step in range((self.last - self.first).days + 1)]
        return tuple(day for day in days if day.weekday() < _SATURDAY) or tuple(days)


def publication_day(profile: Publication, volume: int, number: int) -> date | None:
    """The day issue `number` of `volume` came out by the publication's calendar; None where not known.

    >>> from extract.issues.publications import read_publications
    >>> publication_day(read_publications().find("Monitor"), 4, 134)
    datetime.date(1998, 7, 14)
    """
    known = [one for one in profile.stretches if one.volume == volume and one.issue <= number]
    stretch = max(known, key=lambda one: one.issue, default=None)
    return None if stretch is None or stretch.about else _nth_day(stretch, number)


def publication_range(profile: Publication, volume: int, number: int) -> Between | None:
    """The days between which an issue came out that lies between two known ones; None where not known.

    No two issues came out on one day, and each on a weekday. Where there are more numbers than weekdays, the
    two counts, from before and from behind, are the ends. Where lists disagree, no count holds.

    >>> from extract.issues.publications import read_publications
    >>> between = publication_range(read_publications().find("Monitor"), 2, 105)
    >>> str(between.first), str(between.last)
    ('1996-05-29', '1996-06-04')
    """
    known = dict(_known_days(profile, volume))
    below = [one for one in known if one <= number]
    above = [one for one in known if one >= number]
    if not below or not above:
        return None
    before, behind = max(below), min(above)
    if before == behind:
        return _around(known[number])
    if is_doubtful(profile, volume, number):
        return Between(known[before], known[behind])
    ends = _weekdays_on(known[before], number - before), _weekdays_on(known[behind], number - behind)
    return Between(min(ends), max(ends))


def day_about(profile: Publication, volume: int, number: int) -> date | None:
    """A day near the issue's, good to tell the year of its citations; None without a year for the volume.

    >>> from extract.issues.publications import read_publications
    >>> day_about(read_publications().find("Monitor"), 2, 108).year
    1996
    """
    if profile.year_of_volume_0 is None:
        return None
    share = min(number / profile.issues_a_year, 1.0) if profile.issues_a_year else 0.5
    year = profile.year_of_volume_0 + volume
    if not date.min.year < year < date.max.year:
        return None
    return date(year, 1, 1) + timedelta(days=int(share * (_DAYS_A_YEAR - 1)))


def is_doubtful(profile: Publication, volume: int, number: int) -> bool:
    """Whether lists disagree on the issue's day, so that its citations decide."""
    return any(one.volume == volume and one.first <= number <= one.last for one in profile.doubtful)


def _known_days(profile: Publication, volume: int) -> Iterator[tuple[int, date]]:
    """Every number of a volume whose day is known, with it; a doubtful one only where its day is."""
    for stretch in profile.stretches:
        if stretch.volume == volume:
            for number, day in enumerate(_open_days(stretch), start=stretch.issue):
                if not is_doubtful(profile, volume, number):
                    yield number, day


def _around(day: date) -> Between:
    """A day and the weekdays beside it."""
    return Between(_weekdays_on(day, -1), _weekdays_on(day, 1))


def _weekdays_on(day: date, count: int) -> date:
    """The weekday `count` weekdays on; back where it is negative."""
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while day.weekday() >= _SATURDAY:
            day += step
    return day


def _open_days(stretch: Stretch) -> Iterator[date]:
    day = stretch.first_day
    while day <= stretch.last_day:
        if day.weekday() < _SATURDAY and day not in stretch.closed:
            yield day
        day += _DAY


def _nth_day(stretch: Stretch, number: int) -> date | None:
    """Count open weekdays on from the stretch's first; None beyond its end."""
    return next((day for at, day in enumerate(_open_days(stretch), stretch.issue) if at == number), None)
