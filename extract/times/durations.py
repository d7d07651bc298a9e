"""Meanings of durations and sets, and how many of a unit an expression counts."""

import math
from dataclasses import dataclass
from fractions import Fraction

from extract import intervals
from extract.intervals import Days, Grain
from extract.times.readings import SEASON_LETTERS, Context, Found, Reading
from extract.times.words import shapes_of
from extract.times.years import stated_year

UNIT_CLASSES = ("UNIT_ONE", "UNIT_MANY", "CLOCK_UNIT_ONE", "CLOCK_UNIT_MANY")

_CARRY: dict[str, tuple[str, int]] = {
    "E": ("Y", 10),
    "C": ("Y", 100),
    "L": ("Y", 1000),
    "Q": ("M", 3),
    "2W": ("W", 2),
    "6M": ("M", 6),
    "3M": ("M", 3),
    "WE": ("D", 2),
}
"""Units that are told in smaller ones where they are counted, and in how many."""

_SMALLER: dict[str, tuple[str, int]] = {
    "Y": ("M", 12),
    "M": ("D", 15 * 2),
    "W": ("D", 7),
    "D": ("TH", 24),
    "TH": ("TM", 60),
    "TM": ("TS", 60),
}
"""The unit that fractions of a unit are told in, and how many it has."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit."""

    count: Fraction | None
    """None: the text does not count."""
    unit: str
    """TIMEX3's letter; T before those below a day."""

    @property
    def vague(self) -> bool:
        """Whether the text does not count."""
        return self.count is None

    @property
    def whole(self) -> int:
        """The whole count, without what is left over."""
        return math.floor(self.count) if self.count is not None else 0

    @property
    def rest_in_days(self) -> int:
        """What is left of a year, month or week beyond the whole count, in days."""
        days_in = {"Y": 365, "M": 30, "W": 7}.get(self.unit, 0)
        return round((self.count - math.floor(self.count)) * days_in) if self.count is not None else 0

    @property
    def in_plain_units(self) -> "Amount":
        """The same in years, weeks or months, where it is counted in decades, fortnights or semesters."""
        if self.count is None or self.unit not in {"E", "C", "L", "2W", "6M", "3M"}:
            return self
        unit, times = _CARRY[self.unit]
        return Amount(self.count * times, unit)

    @property
    def value(self) -> str:
        """The TIMEX3 value of the duration.

        >>> Amount(Fraction(5, 2), "Y").value, Amount(None, "W").value, Amount(Fraction(90), "TM").value
        ('P2Y6M', 'PXW', 'PT90M')
        """
        if self.count is None:
            return _written("X", _CARRY[self.unit][0] if self.unit in {"2W", "6M", "3M", "WE"} else self.unit)
        count, unit = self.count, self.unit
        if unit in _CARRY:
            unit, times = _CARRY[unit]
            count *= times
        ones = math.floor(count)
        rest = count - ones
        if not rest or unit not in _SMALLER:
            return _written(str(ones) if not rest else str(float(count)), unit)
        smaller, times = _SMALLER[unit]
        return _joined(ones, unit, round(rest * times), smaller)


def amount_of(found: Found) -> Amount | None:
    """How many of its unit an expression counts; None where it cannot be read."""
    unit = str(found.value("unit", *UNIT_CLASSES) or "")
    if not unit:
        return None
    if found.has("pair"):
        return Amount(Fraction(2), unit)
    if not found.has("one") and not found.has("count"):
        return Amount(None, unit)
    count = _one_of_unit(found) if found.has("one") else number_in(found, "count")
    return Amount(count + _rest_of(found, unit), unit) if count is not None else None


def _one_of_unit(found: Found) -> Fraction:
    """A unit, a part of one, or one and a half."""
    words = found.lower("one")
    part = 2 if "half" in words else 4 if "quarter" in words else 1
    return Fraction(1, part) + (Fraction(1, 2) if found.has("half") else 0)


def _rest_of(found: Found, unit: str) -> Fraction:
    """What stands beside whole units: "three months" of "a year and three months"."""
    rest = number_in(found, "rest")
    smaller, times = _SMALLER.get(unit, ("", 1))
    return rest / times if rest and found.value("rest_unit", *UNIT_CLASSES) == smaller else Fraction(0)


def number_in(found: Found, group: str) -> Fraction | None:
    """The number that a group's words tell.

    "twenty-six", "2 1/2", "1,000", "two and a half", "a hundred and five".
    """
    total, current, read = Fraction(0), Fraction(0), False
    cardinals = found.lexicon.classes["CARDINAL"]
    for word in found.lower(group):
        if word == "half":
            current += Fraction(1, 2)
        elif word[0].isdigit():
            current += _figure(word)
        elif isinstance(value := cardinals.get(word), int):
            total, current = _counted_on(total, current, value)
        else:
            continue
        read = True
    return total + current if read else None


def duration(found: Found, _: Context) -> Reading | None:
    """So long.

    "two-year": P2Y.
    """
    amount = amount_of(found)
    if amount is None or _is_title(found) or _is_year(found):
        return None
    if found.lower("one") in {("a",), ("an",)} and _is_rate(found):
        return _set(amount.value)
    return Reading("DURATION", amount.value, speaks_of=False)


def _is_title(found: Found) -> bool:
    """Whether figures stand before a unit with a capital: a broadcast or a film, "60 Minutes"."""
    at = found.stop - 1
    return found.has("count") and found.words.text[found.words.starts[at]].isupper() and found.first < at


def _is_year(found: Found) -> bool:
    """Whether the count is a year and the unit belongs to what follows: "in 1998 year on year"."""
    count = found.lower("count")
    unit = found.words.lower[found.stop - 1]
    lone = len(count) == 1 and found.stop - found.first == len(("1998", "year"))
    return lone and "YEAR" in shapes_of(count[0]) and unit in found.lexicon.classes["UNIT_ONE"]


def _is_rate(found: Found) -> bool:
    """Whether "a year" tells how often: behind a plural noun, "four flights a week"."""
    before = found.word_before()
    return (
        before.endswith("s") and len(before) > len("was") and before not in found.lexicon.classes["NO_PLURAL"]
    )


def span_of_units(found: Found, context: Context) -> Reading | None:
    """So many units up to the day of speech, or from it on.

    "the past three months", 14 July 1998: P3M, 1998-04-15 to 1998-07-14.
    """
    amount = amount_of(found)
    if amount is None:
        return None
    grains = {"D", "W", "M", "Q", "Y", "E", "C"}
    days = None
    if found.has("part_of"):
        days = _of_year(found, context, amount)
    elif context.reference is not None and not amount.vague and amount.unit in grains and amount.whole:
        shift = found.word("which")
        if shift in {"last", "past"}:
            days = intervals.up_to(context.reference, amount.whole, amount.unit)  # type: ignore[arg-type]  # grains
        elif shift in {"next", "coming"}:
            days = intervals.onwards(context.reference, amount.whole, amount.unit)  # type: ignore[arg-type]  # grains
    return Reading(
        "DURATION",
        amount.value,
        days,
        "range" if days else None,
        counted_from=context.reference if days and not found.has("year") else None,
        relative=not found.has("year"),
        speaks_of=False,
    )


def _of_year(found: Found, context: Context, amount: Amount) -> Days | None:
    """The first or last so many months of a year: "the first nine months of 1998"."""
    number = stated_year(found, context)
    if number is None and found.has("the_year") and context.base is not None:
        number = context.base.year
    if number is None or not amount.whole or amount.unit not in {"D", "W", "M", "Q"}:
        return None
    whole = intervals.year(number)
    grain: Grain = amount.unit  # type: ignore[assignment]  # one of them, see above
    match found.word("which"):
        case "first" | "opening" | "initial":
            return Days(whole.first, intervals.plus(whole.first, amount.whole, grain))
        case "last" | "final":
            return Days(intervals.plus(whole.end, -amount.whole, grain), whole.end)
        case _:
            return None


def every(found: Found, _: Context) -> Reading | None:
    """A set: "every Tuesday", "twice a year"."""
    if (weekday := found.number("weekday", "WEEKDAY_NAME", "WEEKDAY_PLURAL")) is not None:
        return _set(
            f"XXXX-WXX-{weekday}"
            + (f"T{found.value('daypart', 'DAYPART', 'DAYPART_PLURAL')}" if found.has("daypart") else "")
        )
    if (month := found.number("month", "SURE_MONTH", "UNSURE_MONTH")) is not None:
        return _set(f"XXXX-{month:02}")
    if (season := found.number("season", "SEASON", "SEASON_PLURAL")) is not None:
        return _set(f"XXXX-{SEASON_LETTERS[season]}")
    if (daypart := found.value("daypart", "DAYPART", "DAYPART_PLURAL")) is not None:
        return _set(f"XXXX-XX-XXT{daypart}")
    unit = str(found.value("unit", *UNIT_CLASSES) or "")
    if unit == "WE":
        return _set("XXXX-WXX-WE")
    count = Fraction(2) if found.has("other") else (number_in(found, "count") or Fraction(1))
    return _set(_written(str(count), "Q") if unit == "Q" else Amount(count, unit).value) if unit else None


def every_unit(found: Found, _: Context) -> Reading | None:
    """A set of one in every unit, whatever else is named: "the first Monday of every month"."""
    return _set(Amount(Fraction(1), str(found.value("unit", *UNIT_CLASSES))).value)


def some_time(_: Found, __: Context) -> Reading:
    """A while: no unit is told."""
    return Reading("DURATION", "PXX", speaks_of=False)


def unit_long(found: Found, _: Context) -> Reading | None:
    """One of a unit: "day-long"."""
    unit = str(found.value("one", *UNIT_CLASSES) or "")
    return Reading("DURATION", Amount(Fraction(1), unit).value, speaks_of=False) if unit else None


def long_word(found: Found, _: Context) -> Reading:
    """A duration told by one word: "yearlong"."""
    return Reading("DURATION", str(found.value("long", "UNIT_LONG")), speaks_of=False)


def duration_of_period(found: Found, context: Context) -> Reading | None:
    """So long, the word "period" included."""
    return duration(found, context)


def often(found: Found, _: Context) -> Reading | None:
    """A set told by one word: "daily"."""
    return _set(str(found.value("often", "OFTEN")))


def _set(value: str) -> Reading:
    """The reading of a set."""
    return Reading("SET", value, speaks_of=False)


def _written(count: str, unit: str) -> str:
    """A duration of one unit."""
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def _joined(ones: int, unit: str, rest: int, smaller: str) -> str:
    """A duration of two units, the larger left out where it is none."""
    if not ones:
        return _written(str(rest), smaller)
    if unit.startswith("T"):
        return f"PT{ones}{unit[1:]}{rest}{smaller[1:]}"
    return f"P{ones}{unit}{'T' if smaller.startswith('T') else ''}{rest}{smaller.lstrip('T')}"


def _figure(word: str) -> Fraction:
    """A number in figures, or a fraction."""
    return Fraction(word.replace(",", ""))


def _counted_on(total: Fraction, current: Fraction, value: int) -> tuple[Fraction, Fraction]:
    """A number in words, one word on: hundreds multiply what stands before them."""
    if value >= _THOUSAND:
        return total + (current or 1) * value, Fraction(0)
    multiplies = value == _HUNDRED or (value == _DOZEN and current < _DOZEN)
    return total, current * value if current and multiplies else current + value


_DOZEN, _HUNDRED, _THOUSAND = 12, 100, 1000
