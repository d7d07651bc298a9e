"""The temporal focus: what expressions count from as a text goes on, and where it returns to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from extract import intervals
from extract.times.readings import GRAINS, Context, Found, Look, Reading, Style, whole
from extract.times.style import Styles
from extract.times.tense import is_had, looks_ahead_of_speech
from extract.times.words import PARAGRAPH, Words, ends_sentence

_UP_TO: Final = frozenset({"to", "through", "until", "till", "-", "\u2013", "\u2014"})
# What stands before a month that figures are told for.
_FOR: Final = frozenset({"in", "for", "during"})
# Rules that in news count from the day of speech, and in a story from the day last spoken of.
_RECURRING: Final = frozenset({"calendar_day", "bare_month", "bare_season", "season"})
# The same for whatever a plan can be told with: in a story, too, it lies ahead of the day of speech.
_PLANNED: Final = _RECURRING | {
    "weekday",
    "part_of_day",
    "clock_time",
    "day_of_month",
    "named_day",
    "shifted_unit",
    "the_unit",
    "in_counted_units",
}
# What counts from a day spoken of, in news too ...
_COUNTED_ON: Final = frozenset(
    {"clock_time", "part_of_day", "counted_shift", "shifted_unit", "that_unit", "unit_before"}
)
# ... and of it what belongs to a day.
_OF_A_DAY: Final = frozenset({"clock_time", "part_of_day"})
# Words behind which figures are told that others are compared with.
_AGAINST: Final = frozenset({"from", "against", "versus", "than", "compared"})
# Prepositions that bound what ranks first: "the heaviest of the war until August 1944".
_BOUNDS: Final = frozenset({"until", "till", "before", "after"})


@dataclass(frozen=True, slots=True)
class Progress:
    """A passage, read up to some word."""

    words: Words
    context: Context
    styles: Styles
    stop: int = 0
    """Index behind the last expression."""
    focus_stop: int = 0
    """Index behind the expression last spoken of."""
    returns_to: Reading | None = None
    """What was spoken of before an aside; the next sentence goes on from it."""
    dated: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Month and day to year, of every day that the passage has told with its year."""
    range_end: Reading | None = None
    """The end of a range that began with what was last spoken of."""
    behind: Reading | None = None
    """What was last spoken of that does not lie ahead of the day of speech."""
    ahead: Reading | None = None
    """What was last spoken of that does."""
    month: Reading | None = None
    """The month spoken of in the sentence: "a year earlier" compares with it."""

    def returned(self, found: Found) -> "Progress":
        """The progress as it stands at an expression: an aside lasts to the end of its sentence."""
        if self.returns_to is None and self.month is None:
            return self
        if not _ends_between(found, self.stop, found.first):
            return self
        if self.returns_to is None:
            return replace(self, month=None)
        context = replace(self.context, focus=self.returns_to)
        return replace(self, context=context, returns_to=None, month=None)

    def context_for(self, found: Found, look: Callable[[], Look]) -> Context:
        """What an expression is read against."""
        context = replace(
            self.context,
            look=partial(self._with_plans, found, look),
            quarter=self.month or self.context.quarter,
            style=self.styles.at(found.first),
            dated=self.dated,
            looks_back=partial(self._looks_back, found),
            focus_is_near=not self.words.has_paragraph(self.focus_stop, found.first),
            range_end=self.range_end,
        )
        meaning = found.rule.meaning
        if context.style == "news":
            context = self._on_the_verbs_side(meaning, context)
            goes_on = meaning in _RECURRING and self._goes_on(found, context)
            return replace(context, style="narrative") if goes_on else context
        if meaning in _PLANNED and looks_ahead_of_speech(found, context.policy):
            return replace(context, style="news", focus=None)
        return context

    def _on_the_verbs_side(self, meaning: str, context: Context) -> Context:
        """The context of news in which what counts from a day spoken of counts from one where the verb looks.

        "The third reading is set for Friday. The day before, spending had been cut."
        """
        if meaning not in _COUNTED_ON or context.focus is None:
            return context
        if context.focus is self.ahead:
            return replace(context, focus=self.behind) if context.direction() == "past" else context
        if self.ahead is None or meaning not in _OF_A_DAY or not context.focus_is_near:
            return context
        return replace(context, focus=self.ahead) if context.direction() == "future" else context

    def _with_plans(self, found: Found, look: Callable[[], Look]) -> Look:
        """Where a verb looks; where none tells, ahead, if the sentence has spoken of what lies ahead.

        "Wages rise in January and again in July."
        """
        told, focus, reference = look(), self.context.focus, self.context.reference
        if told.direction != "unknown" or focus is None or focus.days is None or reference is None:
            return told
        ahead = focus.days.first > reference and not _ends_between(found, self.focus_stop, found.first)
        return Look("future") if ahead else told

    def after(self, found: Found, reading: Reading, style: Style) -> "Progress":
        """The progress behind an expression that has been read in a style."""
        context, focus = self.context, self.context.focus
        if context.quarter is None or not self._is_compared_with(found):
            context = replace(context, quarter=_quarter_after(reading, context.quarter, context.reference))
        told = reading.days is not None or reading.value.startswith("BC")
        passing = (
            self._is_passing(found, reading)
            if style == "narrative"
            else focus is not None and (found.word_before() == "since" or self._in_brackets(found))
        )
        ends_range = self._ends_range(found, reading, style)
        if not reading.speaks_of or not told or passing or ends_range:
            end = reading if ends_range else self.range_end
            return replace(
                self, context=context, stop=found.stop, dated=self._dated_by(reading), range_end=end
            )
        aside = focus is not None and (
            reading.looks_back
            or self._tells_of_before(found, reading, style)
            or self._stays_aside(reading)
            or self._leaves_story(found, reading)
        )
        lies_ahead = self.context.reference is not None and (
            reading.days is not None and reading.days.first > self.context.reference
        )
        return replace(
            self,
            context=replace(context, focus=reading),
            stop=found.stop,
            focus_stop=found.stop,
            returns_to=(self.returns_to or focus) if aside else None,
            month=self._compared(found, reading),
            dated=self._dated_by(reading),
            range_end=None,
            behind=self.behind if lies_ahead else reading,
            ahead=reading if lies_ahead else self.ahead,
        )

    def _is_compared_with(self, found: Found) -> bool:
        """Whether figures are compared with those of a quarter: "up from $9 million in the first quarter"."""
        begin = max(self._sentence_start(found), found.first - self.context.policy.compared_figures)
        words = self.words.lower[begin : found.first]
        against = max((at for at, word in enumerate(words) if word in _AGAINST), default=None)
        # "From $4 million to $5 million in the third quarter" tells of the quarter itself.
        return against is not None and "to" not in words[against:]

    def _dated_by(self, reading: Reading) -> Mapping[tuple[int, int], int]:
        """The days told with their years, this one too."""
        if reading.grain != "D" or reading.days is None or reading.counted_from is not None:
            return self.dated
        day = reading.days.first
        return {**self.dated, (day.month, day.day): day.year}

    def _stays_aside(self, reading: Reading) -> bool:
        """Whether an aside of the sentence goes on: "in 1817 and 1839", before what the story returns to."""
        back = self.returns_to
        if back is None or back.days is None or reading.days is None:
            return False
        return reading.days.last < back.days.first

    def _leaves_story(self, found: Found, reading: Reading) -> bool:
        """Whether a story of long ago speaks of its own day: "a film of it was shown last June"."""
        focus, reference = self.context.focus, self.context.reference
        if self.styles.at(found.first) == "news" or not self.focus_stop:
            return False
        if focus is None or focus.days is None or reference is None:
            return False
        long_ago = reference - timedelta(days=self.context.policy.long_ago_days)
        return reading.counted_from == reference and focus.days.last < long_ago

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
            focus.days.last < reference - timedelta(days=self.context.policy.long_ago_days)
            and focus.counted_from != reference
            and len(between) <= self.context.policy.same_story_words
            and PARAGRAPH not in between
            and _ends_between(
                found, max(self.focus_stop, found.first - self.context.policy.front_words - 1), found.first
            )
            and not any(_speaks_of_present(found, word) for word in between)
            and context.direction() != "future"
        )

    def _ends_range(self, found: Found, reading: Reading, style: Style) -> bool:
        """Whether an expression ends a range, in news of years: a story goes on from its beginning."""
        focus = self.context.focus
        if focus is None or focus.days is None or reading.days is None or self.focus_stop != found.first - 1:
            return False
        up_to = self.words.lower[found.first - 1] in _UP_TO or (
            self.words.lower[found.first - 1] == "and"
            and "between" in self.words.lower[max(0, self.focus_stop - 4) : self.focus_stop]
        )
        return up_to and (
            style == "narrative"
            or reading.days.last - focus.days.last > timedelta(days=self.context.policy.long_range_days)
        )

    def _tells_of_before(self, found: Found, reading: Reading, style: Style) -> bool:
        """Whether a text looks back from a day: a story in the past perfect, news to a month or a year."""
        focus = self.context.focus
        if focus is None or focus.days is None or reading.days is None:
            return False
        if reading.days.last >= focus.days.first:
            return False
        if style == "narrative":
            return self._looks_back(found)
        return focus.grain == "D" != reading.grain

    def _is_passing(self, found: Found, reading: Reading) -> bool:
        """Whether a story names a year in passing: to compare, in a clause about something else, far off.

        "The worst since 1806", "a report, kept secret until 1976, that", "found, with a message, in 1958".
        """
        focus = self.context.focus
        if focus is None or focus.days is None or reading.days is None:
            return False
        if self._in_brackets(found):
            return True
        if found.first - self._sentence_start(found) <= self.context.policy.opening_words:
            return False
        classes = found.lexicon.classes
        before = self._before(found)
        if self._compares(found) or self._is_inserted(found):
            return True
        if reading.grain is None or GRAINS.index(reading.grain) < GRAINS.index("Y"):
            return False
        ahead = reading.days.first.year - focus.days.first.year
        # "A fall ended that in 1961": right before the expression, "that" is no relative.
        relative = not classes["RELATIVE_PRONOUN"].keys().isdisjoint(before[:-2])
        return relative or ahead < 0 or ahead > self.context.policy.stride_years

    def _sentence_start(self, found: Found) -> int:
        """Index of the first word of the sentence, looked for no further back than an aside reaches."""
        at = found.first
        abbreviations = found.lexicon.classes["ABBREVIATION"]
        while at > max(0, found.first - self.context.policy.aside_words) and not ends_sentence(
            self.words, at - 1, abbreviations
        ):
            at -= 1
        return at

    def _before(self, found: Found) -> tuple[str, ...]:
        """The words of the clause before an expression."""
        begin = self._sentence_start(found)
        words = self.words.lower[begin : found.first]
        cut = max((at for at, word in enumerate(words) if word in _CLAUSE_ENDS), default=-1)
        return words[cut + 1 :]

    def _is_inserted(self, found: Found) -> bool:
        """Whether a participle opens what a comma closes: "a plaque, unveiled in 1997, has their names"."""
        if found.word_after() not in {",", ")"}:
            return False
        before = self._before(found)
        cut = max((at for at, word in enumerate(before) if word == ","), default=None)
        if cut is None or cut + 1 >= len(before):
            return False
        opened = before[cut + 1]
        classes = found.lexicon.classes
        if opened in classes["FINITE_WORD"]:
            # "Her last work, an opera, was begun in 1907, ..." goes on with the main verb.
            return False
        return opened.endswith("ed") or opened in classes["PAST_WORD"]

    def _compares(self, found: Found) -> bool:
        """Whether an expression is only compared with: "the worst since 1806", "more than in 1913"."""
        comparing = found.lexicon.classes["COMPARING_WORD"]
        before = self._before(found)
        cut = max((at for at, word in enumerate(before) if word == ","), default=-1)
        clause = before[cut + 1 :]
        ranked = found.lexicon.classes["RANKING_WORD"].keys().isdisjoint(clause)
        if found.word_before() in _BOUNDS and not ranked:
            return True
        return not comparing.keys().isdisjoint(clause[-self.context.policy.compared_words :])

    def _looks_back(self, found: Found) -> bool:
        """Whether the clause about an expression is in the past perfect, or counts on from it: "since"."""
        if found.word_before() == "since":
            return True
        if "by" in {found.word_before(), found.word_before(2)}:
            # "By December most had joined" goes on.
            return False
        begin, end = found.first, found.stop
        while begin > max(0, found.first - self.context.policy.clause_words) and not self._closes(
            found, begin - 1
        ):
            begin -= 1
        # "In 1904, he had lost a leg": the clause goes on behind the comma.
        opens = found.first - begin <= self.context.policy.opening_words
        while end < min(len(self.words.lower), found.stop + self.context.policy.clause_words):
            if self._closes(found, end) and not (
                opens and end == found.stop and self.words.lower[end] == ","
            ):
                break
            end += 1
        return any(is_had(found.lexicon, self.words, at) for at in range(begin, end))

    def _closes(self, found: Found, at: int) -> bool:
        """Whether a word ends a clause, or opens another."""
        word = self.words.lower[at]
        classes = found.lexicon.classes
        return (
            word in _CLAUSE_ENDS
            or word == ","
            or word in classes["RELATIVE_PRONOUN"]
            or ends_sentence(self.words, at, classes["ABBREVIATION"])
        )

    def _in_brackets(self, found: Found) -> bool:
        """Whether an expression stands in brackets, where nothing goes on from."""
        before = self.words.lower[max(0, found.first - self.context.policy.aside_words) : found.first]
        return "(" in before and ")" not in before[before.index("(") :]


_CLAUSE_ENDS: Final = frozenset({";", ":", "(", ")", "\u2014", "\u2013"})


def _ends_between(found: Found, begin: int, end: int) -> bool:
    """Whether a sentence ends among the words from `begin` up to `end`."""
    if end - begin > _LONGEST_SENTENCE:
        return True
    abbreviations = found.lexicon.classes["ABBREVIATION"]
    return any(ends_sentence(found.words, at, abbreviations) for at in range(begin, end))


_LONGEST_SENTENCE = 400
"""Words, marks among them: what runs on for longer is a list. So the time grows with the text alone."""


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
