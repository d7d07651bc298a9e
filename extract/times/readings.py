"""What a rule found, what it is read against, and what it is read as."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from extract.intervals import Days, Grain
from extract.model import Precision, Span, TimexType
from extract.times.lexicon import Rule, TimeLexicon
from extract.times.policy import TIMES_POLICY, TimesPolicy
from extract.times.words import Words

Direction = Literal["past", "future", "unknown"]
"""Where the verb that governs an expression looks."""

NEXT_WORDS = frozenset({"next", "coming", "upcoming"})
LAST_WORDS = frozenset({"last", "past"})
FROM_SPEECH = NEXT_WORDS | LAST_WORDS | {"this"}
CHAINED_WORDS: dict[str, int] = {
    "following": 1,
    "subsequent": 1,
    "ensuing": 1,
    "same": 0,
    "that": 0,
    "previous": -1,
    "preceding": -1,
}
"""Words that count from what was last spoken of, with the number of units they go."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where a verb looks, and whether it is the one that governs the expression."""

    direction: Direction
    governs: bool = False
    """Whether the tense is the governing verb's own: then it outweighs nearness."""


UNKNOWN_LOOK = Look("unknown")
AHEAD = Look("future", governs=True)
BEHIND = Look("past", governs=True)

Style = Literal["news", "narrative"]
"""news: everything counts from the day of speech; narrative: from the day last spoken of."""

GRAINS: tuple[Grain, ...] = ("D", "W", "M", "Q", "S", "H", "Y", "E", "C")
"""From fine to coarse."""

PRECISIONS: dict[Grain, Precision] = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "S": "season",
    "H": "range",
    "Y": "year",
    "E": "range",
    "C": "range",
}
"""The precision of a whole unit."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with an expression, for a person: a problem once it has its place in the text."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means, before it has a place in the text."""

    type: TimexType
    value: str
    days: Days | None = None
    precision: Precision | None = None
    counted_from: date | None = None
    """The day it was counted from; None: it says its day outright."""
    grain: Grain | None = None
    """The unit that `days` is one whole of, where it is."""
    day_offset: int | None = None
    """Days from another event, which stands behind the expression."""
    relative: bool = False
    """Counted from another day, even where that day is not known."""
    speaks_of: bool = True
    """Whether later expressions may count from it."""
    looks_back: bool = False
    """Whether it counts back from a day spoken of, to which the story then returns."""
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against."""

    reference: date | None
    """The day of speech."""
    focus: Reading | None
    """The day last spoken of in the passage, where there is one."""
    quarter: Reading | None
    """The quarter, or the month of the sentence, that comparisons with a year earlier are made of."""
    style: Style
    look: Callable[[], Look]
    """Where the governing verb looks; asked only by the meanings that need it, for it costs time."""

    dated: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Month and day to year, of the days that have been told with their years."""
    looks_back: Callable[[], bool] = lambda: False
    """Whether a story tells in the past perfect, or with "since", of what was before."""
    policy: TimesPolicy = TIMES_POLICY
    focus_is_near: bool = True
    """Whether the day last spoken of stands in the same paragraph."""
    range_end: Reading | None = None
    """The end of the range that was last spoken of, where no other day has been told since."""

    def going_on(self) -> "Context":
        """The same for what counts on: "from 1889 to 1892 ...; two years later" is 1894."""
        return replace(self, focus=self.range_end) if self.range_end is not None else self

    def direction(self) -> Direction:
        """Where the governing verb looks."""
        return self.look().direction

    @property
    def anchor(self) -> date | None:
        """The first day last spoken of, else the day of speech."""
        if self.focus is not None:
            return self.focus.days.first if self.focus.days is not None else None
        return self.reference

    def anchor_for(self, grain: Grain) -> date | None:
        """The first day last spoken of, where it was told as finely as the unit that is counted from it.

        "In June they landed. Two days later ..." counts from no day that is known.
        """
        if self.focus is None:
            return self.reference
        if self.focus.days is None:
            return None
        told = self.focus.grain
        return self.focus.days.first if told is None or GRAINS.index(told) <= GRAINS.index(grain) else None

    @property
    def base(self) -> date | None:
        """The day a bare weekday, month or month-day counts from: in narrative, the day last spoken of."""
        return self.anchor if self.style == "narrative" else self.reference

    def base_of(self, shift: str) -> date | None:
        """The same for one that is shifted: "last June" counts from the day of speech, in stories too."""
        if shift in FROM_SPEECH:
            return self.reference
        return self.anchor if shift in CHAINED_WORDS else self.base


@dataclass(frozen=True, slots=True)
class Found:
    """The words a rule matched."""

    words: Words
    match: re.Match[str]
    rule: Rule
    lexicon: TimeLexicon

    @property
    def first(self) -> int:
        """Index of the expression's first word."""
        return self._bounds("timex")[0]

    @property
    def stop(self) -> int:
        """Index behind the expression's last word."""
        return self._bounds("timex")[1]

    @property
    def span(self) -> Span:
        """The expression's characters."""
        return Span(self.words.starts[self.first], self.words.ends[self.stop - 1])

    def has(self, group: str) -> bool:
        """Whether the pattern has such a group, and it took part."""
        return any(self.match.start(place) >= 0 for place in self.rule.groups.get(group, ()))

    def lower(self, group: str) -> tuple[str, ...]:
        """The group's words in lower case; none where it took no part."""
        for place in self.rule.groups.get(group, ()):
            if self.match.start(place) >= 0:
                return self.words.lower[self.match.start(place) : self.match.end(place)]
        return ()

    def _bounds(self, group: str) -> tuple[int, int]:
        """The group's first word and the word behind it; the whole match's, where it took no part."""
        for place in self.rule.groups.get(group, ()):
            if self.match.start(place) >= 0:
                return self.match.span(place)
        return self.match.span()

    def shift(self, *groups: str) -> str:
        """The word that moves a unit: "last", "following"; "the next" is told of what was spoken of."""
        words = next((words for group in groups or ("shift",) if (words := self.lower(group))), ())
        word = next((word for word in words if word != "the"), "")
        at = self.begins(groups[0] if groups else "shift")
        definite = words[:1] == ("the",) or (at > 0 and bool(words) and self.words.lower[at - 1] == "the")
        return {"next": "following", "last": "last"}.get(word, word) if definite else word

    def begins(self, group: str) -> int:
        """Index of the group's first word; of the expression's, where it took no part."""
        return self._bounds(group)[0] if self.has(group) else self.first

    def word(self, group: str) -> str:
        """The group's only word, in lower case.

        Raises:
            ValueError: it has none, or several.
        """
        (word,) = self.lower(group)
        return word

    def value(self, group: str, *classes: str) -> int | str | None:
        """The value of the group's first word that stands in one of the classes; None where none does."""
        for word in self.lower(group):
            for name in classes:
                if (value := self.lexicon.classes[name].get(word)) is not None:
                    return value
        return None

    def number(self, group: str, *classes: str) -> int | None:
        """The same, where the classes' values are numbers."""
        value = self.value(group, *classes)
        return value if isinstance(value, int) else None

    def any_word(self, *wanted: str) -> bool:
        """Whether the expression, or its context in the pattern, holds one of the words."""
        begin, end = self.match.span()
        return not set(wanted).isdisjoint(self.words.lower[begin:end])

    def word_before(self, back: int = 1) -> str:
        """The word `back` places before the expression, in lower case; "" at the beginning."""
        at = self.first - back
        return self.words.lower[at] if at >= 0 else ""

    def clause_before(self, most: int = 12) -> tuple[str, ...]:
        """The words between the expression and the mark of punctuation before it, at most so many."""
        begin = self.first
        while begin > max(0, self.first - most) and self.words.lower[begin - 1].isalnum():
            begin -= 1
        return self.words.lower[begin : self.first]

    def word_after(self, ahead: int = 0) -> str:
        """The word `ahead` places behind the expression; "" at the end."""
        at = self.stop + ahead
        return self.words.lower[at] if at < len(self.words.lower) else ""


def whole(
    days: Days,
    grain: Grain,
    *,
    value: str | None = None,
    counted_from: date | None = None,
    relative: bool = False,
) -> Reading:
    """The reading of one whole day, week, month, ...

    >>> whole(Days(date(1998, 7, 1), date(1998, 8, 1)), "M").value
    '1998-07'
    """
    return Reading(
        type="DATE",
        value=value or value_of(days.first, grain),
        days=days,
        precision=PRECISIONS[grain],
        counted_from=counted_from,
        grain=grain,
        relative=relative or counted_from is not None,
    )


def weekend_reading(days: Days, base: date | None) -> Reading:
    """The reading of a Saturday and Sunday."""
    value = f"{value_of(days.first, 'W')}-WE"
    return Reading("DATE", value, days, "range", counted_from=base, relative=True)


def value_of(first: date, grain: Grain) -> str:
    """The TIMEX3 value of the whole unit that begins with a day.

    >>> value_of(date(1998, 7, 13), "W"), value_of(date(1998, 9, 1), "S"), value_of(date(1990, 1, 1), "E")
    ('1998-W29', '1998-FA', '199')
    """
    year, month = first.year, first.month
    if grain == "W":
        week = first.isocalendar()
        return f"{week.year:04}-W{week.week:02}"
    return {
        "D": first.isoformat(),
        "M": f"{year:04}-{month:02}",
        "Q": f"{year:04}-Q{(month + 2) // 3}",
        "S": f"{year:04}-{SEASON_LETTERS.get(month, '')}",
        "H": f"{year:04}-H{1 if month == 1 else 2}",
        "Y": f"{year:04}",
        "E": f"{year // 10:03}",
        "C": f"{year // 100:02}",
    }[grain]


SEASON_LETTERS: dict[int, str] = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
"""TIMEX3's letters for the season that begins in a month."""
