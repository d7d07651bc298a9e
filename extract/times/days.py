"""The days that an expression tells, as its part and its preposition have them.

TIMEX3 gives "the end of this month" and "by July" the value of the whole unit. The days of an event are
fewer, or more: the last third of the month; all days up to the last of July.
"""

from datetime import date

from extract import intervals
from extract.intervals import Days
from extract.model import TimexRole
from extract.times.readings import Found

_FROM = frozenset({"since", "from"})
_BOUNDING = frozenset({"later", "earlier", "sooner"})
_UP_TO = frozenset({"by", "until", "till", "through"})


def told_days(found: Found, days: Days, reference: date | None) -> Days:
    """The days of an event that an expression dates.

    Args:
        found: the expression and the words about it.
        days: the days of its TIMEX3 value.
        reference: the day of speech.
    """
    narrowed = _part_of(found, days, reference)
    if reference is None or _owns_a_noun(found):
        return narrowed
    return _with_preposition(found, narrowed, reference)


def role_of(found: Found) -> TimexRole:
    """What an expression is to its clause, by the words about it.

    "by August 30", "no later than Friday", "since May", "last year's resolution".
    """
    if _owns_a_noun(found):
        return "noun"
    before = found.word_before() if found.word_before() != "the" else found.word_before(2)
    if before in _UP_TO or before in {"before", "within"}:
        return "deadline"
    if before == "than" and found.word_before(2) in _BOUNDING:
        return "deadline"
    return "start" if before in _FROM or (found.word_before(2), before) == ("as", "of") else "time"


def _part_of(found: Found, days: Days, reference: date | None) -> Days:
    """The third that "early" and its like speak of; what is gone or to come of "earlier" and "later"."""
    match found.value("part", "PART_WORD"):
        case "START":
            return intervals.part(days, "START")
        case "MID":
            return intervals.part(days, "MID")
        case "END":
            return intervals.part(days, "END")
        case "GONE" if reference is not None and reference in days:
            return intervals.inclusive(days.first, reference)
        case "COMING" if reference is not None and reference in days:
            return intervals.inclusive(reference, days.last)
        case _:
            return days


def _owns_a_noun(found: Found) -> bool:
    """Whether the preposition belongs to a noun: "before Friday's meeting"."""
    return found.word_after() in found.lexicon.classes["APOSTROPHE"] and found.word_after(1) == "s"


def _with_preposition(found: Found, days: Days, reference: date) -> Days:
    """The days as "by", "before", "until" and "since" have them, counted from the day of speech."""
    before = found.word_before() if found.word_before() != "the" else found.word_before(2)
    if before in _UP_TO and days.last > reference:
        return intervals.inclusive(reference, days.last)
    if before == "before" and found.value("part", "PART_WORD") == "END" and days.last > reference:
        return intervals.inclusive(reference, days.last)
    if before == "before" and days.first > reference:
        return intervals.inclusive(reference, intervals.plus_days(days.first, -1))
    if before == "since" and days.first < reference:
        return intervals.inclusive(days.first, reference)
    return days
