"""News or narrative: what expressions without a year count from, by the evidence of the text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add
from typing import Final

from extract import intervals
from extract.times.lexicon import TimeLexicon
from extract.times.policy import TimesPolicy
from extract.times.readings import Reading, Style, whole
from extract.times.words import PARAGRAPH, Words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a stretch of text shows of the days it tells of."""

    far: int = 0
    """Years far from the day of speech."""
    near: int = 0
    """Years about the day of speech."""
    present: int = 0
    """Words that tie the text to the day of speech, or report what was said."""
    deictic: int = 0
    """Those of them that mean nothing but the day of speech: "yesterday", "ago", "last week"; a weekday may
    belong to a story."""
    ahead: int = 0
    """Words that look ahead of the day of speech: "will"."""
    talk: int = 0
    """Verbs that report what was said."""
    months: int = 0
    """Names of months."""
    opens_far: bool | None = None
    """Whether the first day, month or year that is told has a far year; None where none is told."""

    def __add__(self, other: "Evidence") -> "Evidence":
        """What two stretches show together."""
        return Evidence(
            self.far + other.far,
            self.near + other.near,
            self.present + other.present,
            self.deictic + other.deictic,
            self.ahead + other.ahead,
            self.talk + other.talk,
            self.months + other.months,
            other.opens_far if self.opens_far is None else self.opens_far,
        )

    def style(self, policy: TimesPolicy) -> Style:
        """The style that the evidence speaks for."""
        if self.far < policy.fewest_years:
            silent = not (self.near or self.deictic or self.talk or self.ahead)
            lone = self.opens_far and self.months >= policy.fewest_months_of_a_year
            return "narrative" if silent and (self.far >= policy.fewest_years_in_silence or lone) else "news"
        if not self.near and not self.present:
            return "narrative"
        years = self.far + self.near
        if (
            years >= policy.fewest_years_among_present
            and self.far > self.near
            and years >= self.present * policy.late_war_years
        ):
            return "narrative"
        enough = (
            self.far >= policy.fewest_years_among_present and self.far >= self.near * policy.far_to_near_years
        )
        return "narrative" if enough and self.far >= self.present * policy.years_to_present else "news"


@dataclass(frozen=True, slots=True)
class Styles:
    """The style of a text, and of the paragraphs of a passage where it changes."""

    whole: Style
    changes: tuple[tuple[int, Style], ...] = ()
    """Index of the first word of a paragraph, and its style."""
    by_evidence: bool = False
    """Whether paragraphs may differ: not where the caller said which style it is."""

    def at(self, word: int) -> Style:
        """The style at a word."""
        style = self.whole
        for begin, changed in self.changes:
            if begin > word:
                break
            style = changed
        return style

    def of_passage(
        self, lexicon: TimeLexicon, policy: TimesPolicy, words: Words, reference: date | None
    ) -> "Styles":
        """The same, with the paragraphs of a passage that differ from the whole."""
        if not self.by_evidence or reference is None or PARAGRAPH not in words.lower:
            return self
        changes: list[tuple[int, Style]] = []
        for begin, end in _paragraphs(words):
            style = _of_paragraph(
                self.whole, policy, _evidence(lexicon, policy, words, reference, (begin, end))
            )
            changes.append((begin, style))
        return replace(self, changes=tuple(changes))


def styles_of(
    lexicon: TimeLexicon, policy: TimesPolicy, passages: list[Words], reference: date | None
) -> Styles:
    """The style that the evidence of all passages together speaks for.

    A text without a day of speech is narrative: it can only count from the days that it tells.
    """
    if reference is None:
        return Styles("narrative")
    each = [_evidence(lexicon, policy, words, reference, (0, len(words.lower))) for words in passages]
    total = reduce(add, each, Evidence())
    return Styles(total.style(policy), by_evidence=True)


def _of_paragraph(style: Style, policy: TimesPolicy, evidence: Evidence) -> Style:
    """The style of a paragraph, which is the text's unless it clearly speaks for the other."""
    if style == "news":
        old = evidence.far >= policy.fewest_years and not evidence.near and not evidence.present
        return "narrative" if old else "news"
    return "news" if evidence.deictic >= policy.deictic_paragraph and not evidence.far else "narrative"


def _paragraphs(words: Words) -> Iterator[tuple[int, int]]:
    """The first word of each paragraph, and the word behind its last."""
    begin = 0
    for at, word in enumerate(words.lower):
        if word == PARAGRAPH:
            yield begin, at
            begin = at + 1
    yield begin, len(words.lower)


def _evidence(
    lexicon: TimeLexicon, policy: TimesPolicy, words: Words, reference: date, stretch: tuple[int, int]
) -> Evidence:
    """What a stretch of words shows, from the first of them up to the one behind its last."""
    begin, end = stretch
    years = list(_years(words, begin, end))
    near = [abs(year - reference.year) <= policy.near_years for _, year in years]
    lower = words.lower[begin:end]
    deictic = _deictic(lexicon, lower)
    classes = lexicon.classes
    weekdays = sum(word in classes["WEEKDAY_NAME"] for word in lower)
    talk = sum(word in classes["TALK_WORD"] for word in lower)
    ahead = sum(word in classes["WILL_WORD"] for word in lower)
    months = [at for at, word in enumerate(lower, begin) if word in classes["SURE_MONTH"]]
    return Evidence(
        far=near.count(False),
        near=near.count(True),
        present=deictic + weekdays + talk,
        deictic=deictic,
        ahead=ahead,
        talk=talk,
        months=len(months),
        opens_far=_opens_far(years[:1], near[:1], months[:1]),
    )


def _opens_far(years: list[tuple[int, int]], near: list[bool], months: list[int]) -> bool | None:
    """Whether the first year of a text is a far one that no month without a year stands before."""
    if not years:
        return False if months else None
    at = years[0][0]
    return not near[0] and (not months or at <= months[0] + _WITHIN_A_DATE)


# Words from a month to its year: "January 15, 1951".
_WITHIN_A_DATE: Final = 3


def opening_of(policy: TimesPolicy, passages: list[Words], reference: date | None) -> Reading | None:
    """The first year far from the day of speech: a story counts from it before it has told a day."""
    if reference is None:
        return None
    far = (
        year
        for words in passages
        for _, year in _years(words)
        if abs(year - reference.year) > policy.near_years
    )
    first = next(far, None)
    if first is None:
        return None
    if first < 0:
        return Reading("DATE", f"BC{-first:04}", grain="Y")
    return whole(intervals.year(first), "Y")


def _years(words: Words, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Index and year of each year that is named, those before Christ as negative numbers."""
    lower = words.lower
    for at in range(begin, len(lower) if end is None else end):
        word = lower[at]
        if not word.isdecimal() or len(word) > _FIGURES:
            continue
        if lower[at + 1 : at + 2] in _ERA or lower[at + 1 : at + 4] == ("b", ".", "c"):
            yield at, -int(word)
        elif len(word) == _FIGURES and _EARLIEST <= int(word) < _LATEST:
            yield at, int(word)


_FIGURES: Final = 4
_EARLIEST: Final = 1000
_LATEST: Final = 2100
_ERA: Final = frozenset({("bc",), ("bce",)})


def _deictic(lexicon: TimeLexicon, lower: tuple[str, ...]) -> int:
    """How many words mean the day of speech: "yesterday", "ago", "last week"."""
    classes = lexicon.classes
    single = sum(word == "ago" or word in classes["RELATIVE_DAY"] for word in lower)
    units = (classes["UNIT_ONE"], classes["SEASON"], classes["DAYPART"])
    pairs = sum(
        shift in _SHIFTS and before != "the" and any(unit in known for known in units)
        for before, shift, unit in zip(("", *lower), lower, lower[1:], strict=False)
    )
    return single + pairs


_SHIFTS = frozenset({"this", "last", "next"})
