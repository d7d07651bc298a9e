"""Finds the time expressions of a text and resolves them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from extract import intervals
from extract.intervals import OutOfCalendarError
from extract.model import EventOffset, Problem, Sentence, Span, Timex
from extract.times.days import role_of, told_days
from extract.times.focus import Progress
from extract.times.lexicon import TimeLexicon
from extract.times.meanings import MEANINGS
from extract.times.policy import TIMES_POLICY, TimesPolicy
from extract.times.ranges import join_ranges
from extract.times.readings import UNKNOWN_LOOK, Context, Found, Look, Reading, Style, Trouble, whole
from extract.times.style import Styles, opening_of, styles_of
from extract.times.tense import look_of
from extract.times.words import Words

_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Times:
    """What a text tells of time."""

    timexes: tuple[Timex, ...]
    """In the order of the text."""
    problems: tuple[Problem, ...] = ()
    """Days that the calendar does not have, weekdays that contradict their date."""


def find_timexes(  # noqa: PLR0913  # its context is passed in, by name
    text: str,
    reference_day: date | None,
    lexicon: TimeLexicon,
    *,
    spans: tuple[Span, ...] | None = None,
    sentences: tuple[Sentence, ...] = (),
    style: Style | None = None,
    year: int | None = None,
    before: Sequence[Timex] = (),
    policy: TimesPolicy = TIMES_POLICY,
) -> tuple[Timex, ...]:
    """Every expression of time in a text: what `read_times` finds, without the problems.

    >>> from extract.times.reading import read_time_lexicon
    >>> [found] = find_timexes("They signed yesterday.", date(1998, 7, 14), read_time_lexicon())
    >>> found.value, found.first_day, found.rule
    ('1998-07-13', datetime.date(1998, 7, 13), 'relative-day')
    """
    return read_times(
        text,
        reference_day,
        lexicon,
        spans=spans,
        sentences=sentences,
        style=style,
        year=year,
        before=before,
        policy=policy,
    ).timexes


def read_times(  # noqa: PLR0913  # its context is passed in, by name
    text: str,
    reference_day: date | None,
    lexicon: TimeLexicon,
    *,
    spans: tuple[Span, ...] | None = None,
    sentences: tuple[Sentence, ...] = (),
    style: Style | None = None,
    year: int | None = None,
    before: Sequence[Timex] = (),
    policy: TimesPolicy = TIMES_POLICY,
) -> Times:
    """Every expression of time in a text, and what is wrong with some.

    Args:
        text: the text; the spans of the result point into it.
        reference_day: the day of speech; None leaves the days of relative expressions open.
        lexicon: the words and rules, from `read_time_lexicon`.
        spans: the passages to search; each goes on from what was spoken of before in its paragraph. None: the
            whole text.
        sentences: parsed sentences, where there are any, for the tense of the governing verb.
        style: None: decided by the evidence of the text.
        year: the year of speech, where its day is not known: days and months told without a year lie in it.
        before: what was found in the text before the passages.
        policy: the numbers that decide.

    >>> from extract.times.reading import read_time_lexicon
    >>> read = read_times("They met on June 31.", date(1998, 7, 14), read_time_lexicon())
    >>> [found], [problem] = read.timexes, read.problems
    >>> found.value, found.first_day, problem.code
    ('XXXX-XX-XX', None, 'impossible-day')
    """
    searched = (Span(0, len(text)),) if spans is None else spans
    passages = [lexicon.read(text, span.start, span.end) for span in searched]
    styles = styles_of(lexicon, policy, passages, reference_day) if style is None else Styles(style)
    timexes: list[Timex] = []
    problems: list[Problem] = []
    for span, words in zip(searched, passages, strict=True):
        local = styles.of_passage(lexicon, policy, words, reference_day)
        focus = _spoken_of(text, span, [*before, *timexes])
        if focus is None and reference_day is None and year is not None:
            focus = whole(intervals.year(year), "Y")
        elif focus is None and local.whole == "narrative":
            focus = opening_of(policy, [words, *passages], reference_day)
        opening = Context(reference_day, focus, None, local.whole, _unasked, policy=policy)
        found = list(_resolve(words, lexicon, opening, local, sentences))
        timexes.extend(join_ranges(text, (timex for timex, _ in found)))
        problems.extend(_problem(timex, trouble) for timex, trouble in found if trouble)
    return Times(tuple(sorted(timexes, key=lambda timex: timex.span)), tuple(problems))


def _problem(timex: Timex, trouble: Trouble) -> Problem:
    """What is wrong with an expression, in its place."""
    return Problem("times", trouble.code, trouble.message, timex.span)


def _spoken_of(text: str, passage: Span, before: Sequence[Timex]) -> Reading | None:
    """The day last spoken of in the paragraph before a passage: a citation ends a passage, not a story."""
    begins = passage.end - len(passage.of(text).lstrip())
    paragraph = text.rfind(_PARAGRAPH, 0, begins)
    for timex in reversed(before):
        if timex.span.start < paragraph:
            return None
        if timex.precision == "day" and timex.first_day:
            return whole(intervals.inclusive(timex.first_day, timex.first_day), "D")
    return None


def _unasked() -> Look:
    """Where a verb looks before there is an expression."""
    return UNKNOWN_LOOK


def _resolve(
    words: Words, lexicon: TimeLexicon, context: Context, styles: Styles, sentences: tuple[Sentence, ...]
) -> Iterator[tuple[Timex, Trouble | None]]:
    """The expressions of one passage, each read against those before it, with what is wrong with it."""
    progress = Progress(words, context, styles)
    for group in _candidates(words, lexicon):
        for found in group:
            if found.first < progress.stop:
                continue
            if found.rule.meaning == "no_time":
                progress = replace(progress, stop=found.stop)
                break
            look = partial(look_of, found, context.policy, sentences)
            progress = progress.returned(found)
            read_against = progress.context_for(found, look)
            if (reading := _read(found, read_against)) is None:
                continue
            yield _timex(found, reading, read_against), reading.trouble
            progress = progress.after(found, reading, read_against.style)
            break


def _candidates(words: Words, lexicon: TimeLexicon) -> Iterator[list[Found]]:
    """What the rules matched, by first word, no two of one rule overlapping; the best first."""
    by_first: dict[int, list[Found]] = {}
    ends: dict[int, int] = {}
    for at, character in enumerate(words.codes):
        for rule in lexicon.beginning_with[character]:
            if at >= ends.get(rule.order, 0) and (match := rule.regex.match(words.codes, at)):
                ends[rule.order] = match.end()
                found = Found(words, match, rule, lexicon)
                by_first.setdefault(found.first, []).append(found)
    for first in sorted(by_first):
        yield sorted(by_first[first], key=_rank)


def _rank(found: Found) -> tuple[int, int, int]:
    """The longest expression first; of two as long, the one whose rule looks at more words about it."""
    begin, end = found.match.span()
    return -found.stop, begin - end, found.rule.order


def _read(found: Found, context: Context) -> Reading | None:
    """The reading of what a rule found; None where it has none."""
    try:
        return MEANINGS[found.rule.meaning](found, context)
    except OutOfCalendarError:
        return None


def _timex(found: Found, reading: Reading, context: Context) -> Timex:
    """The record of an expression, its days as its preposition has them."""
    days = told_days(found, reading.days, context.reference) if reading.days else None
    return Timex(
        span=found.span,
        type=reading.type,
        value=reading.value,
        first_day=days.first if days else None,
        last_day=days.last if days else None,
        precision=reading.precision if days == reading.days else "range",
        basis="relative" if reading.relative else "stated",
        rule=found.rule.name,
        counted_from=reading.counted_from,
        offset=_offset(found, reading, context.policy.event_words),
        role=role_of(found),
    )


def _offset(found: Found, reading: Reading, longest: int) -> EventOffset | None:
    """The days from another event, which the words behind the expression name."""
    if reading.day_offset is None:
        return None
    words = found.words
    stop = found.stop
    while stop < len(words.lower) and stop - found.stop < longest and words.lower[stop] not in _EVENT_ENDS:
        stop += 1
    behind = found.stop + 1
    if stop <= behind:
        return None
    return EventOffset(
        days=reading.day_offset,
        event=Span(words.starts[behind], words.ends[stop - 1]),
        expression=Span(found.span.start, words.ends[found.stop]),
    )


_EVENT_ENDS = frozenset(",.;:?!()¶") | {"and", "but", "which", "who", "that"}
