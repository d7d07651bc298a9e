"""The days of each event: from its expression, from another event, from its passage, from the citation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extract.events.draft import Days, Draft, is_aside
from extract.events.when import Placed
from extract.model import Precision, Span, Timex
from extract.policy import EventPolicy

_DAY = timedelta(days=1)
_SUNDAY = 6
_WEEK = re.compile(r"[0-9]{4}-W[0-9]{2}")
"""TIMEX3's value of a week."""
_COUNTED_WEEKS = frozenset({"ago", "earlier-or-later"})
"""Rules of expressions that count weeks from a day: annotators date "two weeks ago" by the day."""
_News = tuple[int, date, date]
"""A sentence, and the last and first day of what it tells to have happened."""
_LASTING = 2
"""Sentences after which a day told in passing no longer holds."""
_LAG = timedelta(days=2)
"""How far the news of a passage may lie behind the first day of its citation: wires are a day or two late."""
_STEM = 5
"""Letters that a noun shares with its verb: dismissal, dismissed."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days an issue hangs on."""

    reference: date | None
    """The day that "today" means."""
    cited: tuple[tuple[date, date] | None, ...]
    """For each passage, the first and last day of the citation that governs it."""
    loose: tuple[tuple[int, int, Timex], ...]
    """Expressions that date no event, with their passage and sentence: "said yesterday" of a mere report."""
    policy: EventPolicy

    def governing(self, passage: int) -> tuple[date, date] | None:
        """The days of the passage's citation; behind an item's last one, of the newest before."""
        own = self.cited[passage]
        before = (cited for cited in self.cited[:passage] if cited is not None)
        return own or max(before, key=lambda cited: cited[1], default=None)


def date_drafts(drafts: Sequence[Draft], calendar: Calendar) -> tuple[Days, ...]:
    """The days of every draft, in order.

    Expressions come first; then the passage's day, or else the day its citation gives; then events counted
    from others. A plan without a day lies ahead, its end open.
    """
    stated = tuple(_stated(draft, calendar.reference) for draft in drafts)
    news = {
        passage: _news(drafts, stated, passage, calendar)
        for passage in {
            draft.passage for draft, days in zip(drafts, stated, strict=True) if not days.is_known
        }
    }
    dated = [
        days if days.is_known else _fallen_back(drafts, draft, news[draft.passage], calendar)
        for draft, days in zip(drafts, stated, strict=True)
    ]
    for position, days in _counted(drafts, stated, dated).items():
        dated[position] = days
    return tuple(dated)


def _stated(draft: Draft, today: date | None) -> Days:
    """Days from the event's own expression, of a plan those to come; unknown where it has none."""
    if draft.expression is None:
        return Days()
    timex = draft.expression.timex
    first, last, precision = days_told(timex, today)
    if draft.tense == "future" and _holds(timex, today):
        return Days(today, last, "range", timex.basis, draft.expression.index)
    if draft.tense == "past" and timex.basis == "relative" and _holds(timex, today):
        last = today  # what has happened "this month" lies in what there has been of it
    return Days(first, last, precision, timex.basis, draft.expression.index)


def days_told(timex: Timex, today: date | None) -> tuple[date | None, date | None, Precision | None]:
    """The first and last day that an expression gives an event: its own, but for weeks counted from a day.

    "Last week" ends with its last working day, the Friday; "two weeks ago" is the very day.
    """
    first, last = timex.first_day, timex.last_day
    is_week = _WEEK.fullmatch(timex.value) and timex.basis == "relative"
    if not is_week or first is None or last is None or last.weekday() != _SUNDAY:
        return first, last, timex.precision
    if timex.rule in _COUNTED_WEEKS and timex.counted_from is not None:
        day = first + timedelta(days=timex.counted_from.weekday())
        return day, day, "day"
    friday = last - timedelta(days=2)
    return first, friday if today is None or not friday < today <= last else last, timex.precision


def _holds(timex: Timex, today: date | None) -> bool:
    """Whether `today` is one of the days, and not the first."""
    first, last = timex.first_day, timex.last_day
    return today is not None and first is not None and first < today and (last is None or today <= last)


def _fallen_back(drafts: Sequence[Draft], draft: Draft, news: Sequence[_News], calendar: Calendar) -> Days:
    """Days of an event whose sentence names none."""
    if draft.tense == "future":
        if calendar.reference is None:
            return Days()
        return Days(calendar.reference, None, "range", "relative")
    told = _passage_days(drafts, draft, news, calendar)
    cited = calendar.governing(draft.passage)
    if told is None and cited is None:
        return Days()
    first, last = told or (cited and (cited[1], cited[1])) or (date.min, date.min)
    if _is_ongoing(draft) and calendar.reference is not None:
        if cited is not None and told is not None:
            first = max(first, cited[1])
        last = max(last, calendar.reference)
    precision: Precision = "day" if first == last else "range"
    return Days(first, last, precision, "dateline" if told is None else "passage")


def _passage_days(
    drafts: Sequence[Draft], asked: Draft, news: Sequence[_News], calendar: Calendar
) -> tuple[date, date] | None:
    """The newest days on which the passage, up to the event, tells that something happened.

    Days long before the citation's are background ("was sent to the Gulf on Friday"), those after it come
    later than what it reports; the two days before its first still count, for wires lag. What is told
    further on counts only where no citation gives a day, and an aside does not outlive its sentence and the
    next.
    """
    before = [(last, first) for sentence, last, first in news if sentence <= asked.trigger.sentence]
    behind = [] if calendar.cited[asked.passage] else [(last, first) for _, last, first in news]
    newest = max(before or behind, default=None)
    if newest is None:
        return None
    sentences = [sentence for sentence, last, first in news if (last, first) == newest]
    return None if _is_outlived(drafts, asked, sentences, newest[0], calendar) else (newest[1], newest[0])


def _news(drafts: Sequence[Draft], stated: Sequence[Days], passage: int, calendar: Calendar) -> list[_News]:
    """The days that a passage tells to be its news."""
    told = [
        (draft.trigger.sentence, days.last, days.first)
        for draft, days in zip(drafts, stated, strict=True)
        if draft.passage == passage
        and (draft.verdict.status == "occurred" or _is_undone(draft))
        and not _is_past(draft, days, calendar)
    ]
    told += [
        (sentence, timex.last_day, timex.first_day)
        for number, sentence, timex in calendar.loose
        if number == passage and not _is_beside(drafts, sentence, timex)
    ]
    return [
        (sentence, last, first)
        for sentence, last, first in told
        if first is not None and last is not None and _is_news(first, last, passage, calendar)
    ]


def _is_undone(draft: Draft) -> bool:
    """Whether it is news that something did not happen: "failed on Wednesday to block the law"."""
    return draft.verdict.status == "denied" and draft.tense == "past"


def _is_outlived(
    drafts: Sequence[Draft], asked: Draft, sentences: Sequence[int], last: date, calendar: Calendar
) -> bool:
    """Whether a day told before has given way to the citation's.

    A day lasts to the next sentence, one that opens a passage for all of it, or two sentences where it lies
    before the citation's. What is told in the present perfect is news of now.
    """
    cited = calendar.cited[asked.passage]
    since = min(abs(asked.trigger.sentence - sentence) for sentence in sentences)
    if cited is None or last == cited[1] or since == 0:
        return False
    if asked.is_recent or since < _LASTING:
        return asked.is_recent
    opening = min(draft.trigger.sentence for draft in drafts if draft.passage == asked.passage)
    is_old = last < cited[0] and since > _LASTING
    return opening not in sentences or is_old


def _is_beside(drafts: Sequence[Draft], sentence: int, timex: Timex) -> bool:
    """Whether an expression stands in a clause that only tells who someone is."""
    tree = next((draft.tree for draft in drafts if draft.trigger.sentence == sentence), None)
    if tree is None:
        return False
    inside = (n for n, token in enumerate(tree.tokens) if timex.span.overlaps(token.span))
    return any(is_aside(tree, token) for token in inside)


def _is_past(draft: Draft, days: Days, calendar: Calendar) -> bool:
    """Whether an event in the past perfect is background: one of yesterday is news all the same."""
    if calendar.reference is not None and days.last is not None and days.last >= calendar.reference - _DAY:
        return False
    return draft.is_background or draft.is_aside


def _is_news(first: date, last: date, passage: int, calendar: Calendar) -> bool:
    """Whether these days can be what the passage reports."""
    if (last - first).days >= calendar.policy.passage_days:
        return False
    if calendar.reference is not None and first > calendar.reference:
        return False
    cited = calendar.cited[passage]
    return cited is None or (first >= cited[0] - _LAG and last <= cited[1])


def _is_ongoing(draft: Draft) -> bool:
    """Whether the event is told as going on: "are patrolling", "is ready", "wants"."""
    tree, token = draft.tree, draft.trigger.token
    if draft.tense != "present" or draft.verdict.status != "occurred":
        return False
    lasts = tree.tokens[token].tag in {"VBG", "JJ"}
    return lasts or not draft.kind.punctual


def _counted(drafts: Sequence[Draft], stated: Sequence[Days], dated: Sequence[Days]) -> dict[int, Days]:
    """Days of events counted from others, by position: "a day after the defeat" dates one from the other.

    The event with an expression of its own gives the day; else the one that was told before; else the one
    that the expression stands by.
    """
    found: dict[int, Days] = {}
    for place, anchor, named in _counts(drafts):
        if place.timex.offset is None:
            continue
        step = timedelta(days=place.timex.offset.days)
        if named is None:
            told = _day_told_before(drafts, stated, anchor, place.timex.offset.event)
            if told is not None and not stated[anchor].is_known:
                found[anchor] = _span_from(drafts[anchor], place, told, step)
        elif stated[anchor].is_known or not (stated[named].is_known or _is_told_before(drafts, named)):
            day = dated[anchor].first
            if day is not None and not stated[named].is_known:
                found[named] = Days(day - step, day - step, "day", "event", place.index)
        elif (day := dated[named].first) is not None:
            found[anchor] = _span_from(drafts[anchor], place, day, step)
    return found


def _counts(drafts: Sequence[Draft]) -> Iterator[tuple[Placed, int, int | None]]:
    """Each expression that counts from an event, the draft it dates, and the one it names if there is one."""
    seen: set[int] = set()
    for draft in drafts:
        for place in draft.offsets:
            if place.index in seen or place.timex.offset is None:
                continue
            seen.add(place.index)
            words = place.timex.offset.event
            beside = {d.trigger.token: n for n, d in enumerate(drafts) if d.tree is draft.tree}
            named = [n for n in beside.values() if words.overlaps(drafts[n].trigger.span)]
            anchors = [beside[step] for step in draft.tree.path(place.governor) if step in beside]
            anchors = [anchor for anchor in anchors if anchor not in named]
            if anchors:
                yield place, anchors[0], named[0] if named else None


def _day_told_before(
    drafts: Sequence[Draft], stated: Sequence[Days], anchor: int, words: Span
) -> date | None:
    """The day of the event told before that the words point back to: by their stem, else the newest."""
    tokens = [token for token in drafts[anchor].tree.tokens if token.span.overlaps(words)]
    stems = {token.text[:_STEM].lower() for token in tokens if len(token.text) >= _STEM}
    days: list[tuple[bool, date]] = []
    for draft, told in zip(drafts[:anchor], stated, strict=False):
        if draft.passage == drafts[anchor].passage and told.first is not None and told.first == told.last:
            word = draft.tree.tokens[draft.trigger.token].text[:_STEM].lower()
            days.append((word in stems, told.first))
    points_back = bool(tokens) and tokens[0].text.lower() in {"the", "this", "that"}
    return max((day for day in days if day[0] or points_back), default=(False, None))[1]


def _span_from(draft: Draft, place: Placed, day: date, step: timedelta) -> Days:
    """The day so far from another; "in the day after" takes in both."""
    target = day + step
    if draft.tree.case(place.head) in {"in", "within", "during"}:
        return Days(min(day, target), max(day, target), "range", "event", place.index)
    return Days(target, target, "day", "event", place.index)


def _is_told_before(drafts: Sequence[Draft], position: int) -> bool:
    """Whether the passage has told an event of that type before the words that name it."""
    named = drafts[position]
    return any(
        other.trigger.event_type == named.trigger.event_type
        and other.passage == named.passage
        and other.trigger.sentence < named.trigger.sentence
        for other in drafts
    )
