"""Volume and issue number to publication day."""

from datetime import date, timedelta

from extract.issues.profiles import Publication, Stretch

_SATURDAY = 5
"""`date.weekday()` of the first day of a weekend."""
_DAYS_A_YEAR = 365


def publication_day(profile: Publication, volume: int, number: int) -> date | None:
    """The day issue `number` of `volume` came out by the publication's calendar; None where not known.

    >>> from extract.issues.profiles import load_publications
    >>> publication_day(load_publications().find("Monitor"), 4, 134)
    datetime.date(1998, 7, 14)
    """
    known = [stretch for stretch in profile.stretches if stretch.volume == volume and stretch.issue <= number]
    return _nth_day(max(known, key=lambda stretch: stretch.issue), number) if known else None


def day_about(profile: Publication, volume: int, number: int) -> date | None:
    """A day near the issue's, good to tell the year of its citations; None without a year for the volume.

    >>> from extract.issues.profiles import load_publications
    >>> day_about(load_publications().find("Monitor"), 2, 108).year
    1996
    """
    if profile.year_of_volume_0 is None:
        return None
    share = min(number / profile.issues_a_year, 1.0) if profile.issues_a_year else 0.5
    year = profile.year_of_volume_0 + volume
    if not date.min.year < year < date.max.year:
        return None
    return date(year, 1, 1) + timedelta(days=int(share * (_DAYS_A_YEAR - 1)))


def _nth_day(stretch: Stretch, number: int) -> date | None:
    """Count open weekdays on from the stretch's first; None beyond its end."""
    left = number - stretch.issue
    day = stretch.first_day
    while day <= stretch.last_day:
        if day.weekday() < _SATURDAY and day not in stretch.closed:
            if left == 0:
                return day
            left -= 1
        day += timedelta(days=1)
    return None
