"""What expressions count from: the day last spoken of, and the day a story returns to after a look back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from extract import intervals
from extract.times.readings import Context, Direction, Found, Reading, whole
from extract.times.words import PARAGRAPH, Words

_SENTENCE_ENDS: Final = frozenset({".", "?", "!", PARAGRAPH})
_UP_TO: Final = frozenset({"to", "through", "until", "till", "-", "\u2013", "\u2014"})
# What stands before a month that figures are told for.
_FOR: Final = frozenset({"in", "for", "during"})
# Rules that in news count from the day of speech, and in a story from the day last spoken of.
_RECURRING: Final = frozenset({"calendar_day", "bare_month", "bare_season", "season"})
# A story of old days in the midst of news: so old is the day last spoken of, at least ...
_LONG_AGO: Final = timedelta(days=365)
# ... so near does it stand before, in words ...
_SAME_STORY: Final = 60
# ... and so near to the beginning of its sentence does the expression stand that goes on from it.
_FRONT: Final = 2
# Words before and behind an expression that may hold the "had" of a look back.
_CLAUSE: Final = 12
# The end of a range this much longer than a year is not where the story goes on.
_LONG_RANGE: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Chain:
    """A passage, read up to some word."""

    words: Words
    context: Context
    stop: int = 0
    """Index behind the last expression."""
    focus_stop: int = 0
    """Index behind the expression last spoken of."""
    returns_to: Reading | None = None
    """The day spoken of before a look back; the next sentence goes on from it."""
    month: Reading | None = None
    """The month spoken of in the sentence: "a year earlier" compares with it."""

    def returned(self, first: int) -> "Chain":
        """The chain as it stands at a word: a look back lasts to the end of its sentence."""
        if _SENTENCE_ENDS.isdisjoint(self.words.lower[self.stop : first]):
            return self
        if self.returns_to is None:
            return replace(self, month=None) if self.month else self
        context = replace(self.context, focus=self.returns_to)
        return replace(self, context=context, returns_to=None, month=None)

    def context_for(self, found: Found, direction: Callable[[], Direction]) -> Context:
        """What an expression is read against."""
        context = replace(self.context, direction=direction, quarter=self.month or self.context.quarter)
        if context.style == "news" and found.rule.meaning in _RECURRING and self._goes_on(found, context):
            return replace(context, style="narrative")
        return context

    def after(self, found: Found, reading: Reading) -> "Chain":
        """The chain behind an expression that has been read."""
        context, focus = self.context, self.context.focus
        context = replace(context, quarter=_quarter_after(reading, context.quarter, context.reference))
        dated = reading.days is not None or reading.value.startswith("BC")
        if not reading.speaks_of or not dated or self._ends_long_range(found, reading):
            return replace(self, context=context, stop=found.stop)
        looks_back = focus is not None and (reading.looks_back or self._tells_of_before(found, reading))
        return replace(
            self,
            context=replace(context, focus=reading),
            stop=found.stop,
            focus_stop=found.stop,
            returns_to=(self.returns_to or focus) if looks_back else None,
            month=self._compared(found, reading),
        )

    def _compared(self, found: Found, reading: Reading) -> Reading | None:
        """The month that figures are told for: "8 percent in March, from 9 a year earlier"."""
        reference = self.context.reference
        if reading.grain != "M" or found.word_before() not in _FOR or reading.days is None:
            return self.month
        return reading if reference is None or reading.days.first <= reference else self.month

    def _goes_on(self, found: Found, context: Context) -> bool:
        """Whether an expression opens a sentence of news that goes on with what happened long ago."""
        focus, reference = context.focus, context.reference
        if focus is None or focus.days is None or reference is None or focus.grain not in {"D", "M", "S"}:
            return False
        between = self.words.lower[self.focus_stop : found.first]
        return (
            focus.days.last < reference - _LONG_AGO
            and focus.counted_from != reference
            and len(between) <= _SAME_STORY
            and PARAGRAPH not in between
            and not _SENTENCE_ENDS.isdisjoint(between[-_FRONT - 1 :])
            and not any(_speaks_of_present(found, word) for word in between)
            and context.direction() != "future"
        )

    def _ends_long_range(self, found: Found, reading: Reading) -> bool:
        """Whether an expression is the end of a range of years: a story goes on from the beginning."""
        focus = self.context.focus
        if focus is None or focus.days is None or reading.days is None or self.focus_stop != found.first - 1:
            return False
        up_to = self.words.lower[found.first - 1] in _UP_TO or (
            self.words.lower[found.first - 1] == "and"
            and "between" in self.words.lower[max(0, self.focus_stop - 4) : self.focus_stop]
        )
        return up_to and reading.days.last - focus.days.last > _LONG_RANGE

    def _tells_of_before(self, found: Found, reading: Reading) -> bool:
        """Whether a text looks back from a day: a story in the past perfect, news to a month or a year."""
        focus = self.context.focus
        if focus is None or focus.days is None or reading.days is None:
            return False
        if reading.days.last >= focus.days.first:
            return False
        if self.context.style == "narrative":
            return "had" in self._clause(found)
        return focus.grain == "D" != reading.grain

    def _clause(self, found: Found) -> tuple[str, ...]:
        """The words of the sentence near an expression."""
        lower = self.words.lower
        begin, end = found.first, found.stop
        while begin > max(0, found.first - _CLAUSE) and lower[begin - 1] not in _SENTENCE_ENDS:
            begin -= 1
        while end < min(len(lower), found.stop + _CLAUSE) and lower[end] not in _SENTENCE_ENDS:
            end += 1
        return lower[begin:end]


def _speaks_of_present(found: Found, word: str) -> bool:
    """Whether a word ties what is told to the day of speech."""
    classes = found.lexicon.classes
    return word == "ago" or word in classes["RELATIVE_DAY"] or word in classes["WEEKDAY_NAME"]


def _quarter_after(reading: Reading, quarter: Reading | None, reference: date | None) -> Reading | None:
    """The quarter that comparisons with "a year earlier" mean once an expression has been read.

    Only one that has ended is reported on; results of six or nine months are compared with a year's.
    """
    if reading.value in {"P9M", "P6M"}:
        return None
    if reading.type == "DURATION" and reading.grain == "Q" and reading.days is not None:
        # "The three months ended June 30" are a quarter.
        middle = reading.days.first + (reading.days.end - reading.days.first) / 2
        return whole(intervals.around(middle, "Q"), "Q", counted_from=reading.counted_from)
    if reading.grain != "Q" or reading.days is None or not reading.speaks_of:
        return quarter
    return reading if reference is None or reading.days.last < reference else quarter
