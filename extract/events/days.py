"""The days of each event: from its expression, from another event, from its passage, from the citation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extract.events.draft import Days, Draft
from extract.model import Precision  # noqa: TC001  # imports stand at the top, once


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days an issue hangs on."""

    reference: date | None
    """The day that "today" means."""
    datelines: tuple[date | None, ...]
    """For each passage, the last day of the citation that governs it."""
    punctual: frozenset[str]
    """Event types whose simple present tells one day, not a state."""


def date_drafts(drafts: Sequence[Draft], calendar: Calendar) -> tuple[Days, ...]:
    """The days of every draft, in order.

    Expressions come first; then events counted from others; then the passage's newest day that something
    happened on, or else the day its citation gives; a plan without a day lies ahead, its end open.
    """
    stated = tuple(_stated(draft) for draft in drafts)
    newest = _newest_days(drafts, stated, calendar)
    dated = list(stated)
    for position, draft in enumerate(drafts):
        if not dated[position].is_known:
            dated[position] = _fallen_back(draft, newest.get(draft.passage), calendar)
    for position, days in _counted(drafts, stated, dated).items():
        dated[position] = days
    return tuple(dated)


def _stated(draft: Draft) -> Days:
    """Days from the event's own expression; unknown where it has none or counts from another event."""
    place = draft.expression
    if place is None or place.timex.offset is not None:
        return Days()
    timex = place.timex
    return Days(timex.first_day, timex.last_day, timex.precision, timex.basis, place.index)


def _newest_days(drafts: Sequence[Draft], dated: Sequence[Days], calendar: Calendar) -> dict[int, date]:
    """For each passage the newest single day on which an event is told to have happened."""
    newest: dict[int, date] = {}
    for draft, days in zip(drafts, dated, strict=True):
        if draft.verdict.status != "occurred" or days.first is None or days.first != days.last:
            continue
        if calendar.reference is not None and days.first > calendar.reference:
            continue
        newest[draft.passage] = max(days.first, newest.get(draft.passage, days.first))
    return newest


def _fallen_back(draft: Draft, newest: date | None, calendar: Calendar) -> Days:
    """Days of an event whose sentence names none."""
    if draft.tense == "future":
        if calendar.reference is None:
            return Days()
        return Days(calendar.reference, None, "range", "relative")
    dateline = calendar.datelines[draft.passage]
    day = newest or dateline
    if day is None:
        return Days()
    last = calendar.reference if _is_ongoing(draft, calendar) and calendar.reference else day
    precision: Precision = "day" if last <= day else "range"
    return Days(day, max(day, last), precision, "dateline" if newest is None else "passage")


def _is_ongoing(draft: Draft, calendar: Calendar) -> bool:
    """Whether the event is told as going on: "are patrolling", "wants"."""
    tree, token = draft.tree, draft.trigger.token
    if draft.tense != "present" or draft.verdict.status != "occurred":
        return False
    return tree.tokens[token].tag == "VBG" or draft.trigger.event_type not in calendar.punctual


def _counted(drafts: Sequence[Draft], stated: Sequence[Days], dated: Sequence[Days]) -> dict[int, Days]:
    """Days of events counted from others, by position: "a day after the defeat" dates one from the other."""
    found: dict[int, Days] = {}
    for position, draft in enumerate(drafts):
        place = draft.expression
        if place is None or place.timex.offset is None or draft.verdict.status == "planned":
            continue
        offset = place.timex.offset
        step = timedelta(days=offset.days)
        named = _named_event(drafts, draft, position)
        if named is None:
            continue
        if named != position and (stated[named].is_known or _is_told_before(drafts, named)):
            day = found.get(named, dated[named]).first
            if day is not None:
                found[position] = _span_from(draft, day, step, place.index)
        elif not stated[named].is_known and (anchor := dated[position].first) is not None:
            found[named] = Days(anchor - step, anchor - step, "day", "event", place.index)
    return found


def _span_from(draft: Draft, day: date, step: timedelta, timex: int) -> Days:
    """The day so far from another; "in the day after" takes in both."""
    target = day + step
    if draft.expression is not None and draft.tree.case(draft.expression.head) in {"in", "within", "during"}:
        return Days(min(day, target), max(day, target), "range", "event", timex)
    return Days(target, target, "day", "event", timex)


def _named_event(drafts: Sequence[Draft], draft: Draft, position: int) -> int | None:
    """The draft that the expression's words name."""
    if draft.expression is None or draft.expression.timex.offset is None:
        return None
    words = draft.expression.timex.offset.event
    return next(
        (
            other
            for other, candidate in enumerate(drafts)
            if other != position and words.overlaps(candidate.trigger.span)
        ),
        None,
    )


def _is_told_before(drafts: Sequence[Draft], position: int) -> bool:
    """Whether the passage has told an event of that type before the words that name it."""
    named = drafts[position]
    return any(
        other.trigger.event_type == named.trigger.event_type
        and other.passage == named.passage
        and other.trigger.span.end <= named.trigger.span.start
        and other.trigger.sentence < named.trigger.sentence
        for other in drafts
    )
