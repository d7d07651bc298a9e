"""Why a row says what it says: its marked sentence, its rules, and how its days were found, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from sqlalchemy import select

from extract.model import Span
from load import EventStore
from load.rows import JOIN, Row
from load.tables import amounts, event_mentions, events, participants, timexes
from report.features import in_words

MarkKind = Literal["trigger", "actor", "recipient", "date", "amount"]
"""What marked words are to an event."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the sentence and what they are to the event; the span counts the sentence's characters."""

    span: Span
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact of a row, and the reason for it."""

    of: str
    """What is explained: "type", "status", "days", ..."""
    says: str
    """What the row says."""
    why: str
    """In a sentence or two."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event with its evidence."""

    row: Row
    """The row of `event_log`."""
    sentence: str
    marks: tuple[Mark, ...]
    """In the order of the text."""
    elsewhere: tuple[str, ...]
    """Words that bear on the event but stand outside its sentence, with what they are."""
    reasons: tuple[Reason, ...]


def explain(store: EventStore, row: Row) -> Explanation:
    """The evidence of an event.

    Args:
        store: The database.
        row: The event's row of `event_log`.
    """
    event = next(store.rows(select(events).where(events.c.event_id == row["event_id"])))
    timex = _timex(store, event)
    sides = list(store.rows(select(participants).where(participants.c.event_id == row["event_id"])))
    start, sentence = _number(event["sentence_start"]), str(event["sentence"])
    inside, outside = [], []
    for span, kind, words in _marked(store, event, timex, sides):
        if start <= span.start and span.end <= start + len(sentence):
            inside.append(Mark(Span(span.start - start, span.end - start), kind))
        else:
            outside.append(f"{kind}: {words}, characters {span.start} to {span.end} of the issue")
    marks = tuple(sorted(set(inside), key=lambda mark: (mark.span, mark.kind)))
    reasons = (*_reasons(row, timex, sides, _lender(store, event)), *_counted(event))
    return Explanation(row, sentence, marks, tuple(outside), reasons)


def _counted(event: Row) -> Iterator[Reason]:
    """What counted most in the event's learned choices."""
    if event["reasons"]:
        features = str(event["reasons"]).split(JOIN)
        yield Reason("what counted most", f"{len(features)} features", "; ".join(map(in_words, features)))


def _timex(store: EventStore, event: Row) -> Row | None:
    """The time expression that an event's days came from."""
    here = (timexes.c.issue_id == event["issue_id"]) & (timexes.c.timex_no == event["timex_no"])
    return next(store.rows(select(timexes).where(here)), None)


def _lender(store: EventStore, event: Row) -> Row | None:
    """The event told nearest before in the issue whose own expression gives the days that an event has."""
    if event["date_basis"] != "passage":
        return None
    days = [events.c[name].is_not_distinct_from(event[name]) for name in ("first_day", "last_day")]
    same = [events.c.issue_id == event["issue_id"], events.c.timex_no.is_not(None), *days]
    before = events.c.trigger_start < event["trigger_start"]
    nearest = select(events).where(*same, before).order_by(events.c.trigger_start.desc()).limit(1)
    return next(store.rows(nearest), None)


def _marked(
    store: EventStore, event: Row, timex: Row | None, sides: list[Row]
) -> Iterator[tuple[Span, MarkKind, str]]:
    """All words of the issue that bear on the event."""
    yield (
        Span(_number(event["trigger_start"]), _number(event["trigger_end"])),
        "trigger",
        str(event["trigger"]),
    )
    for side in sides:
        if side["span_start"] is not None:
            kind: MarkKind = "actor" if side["side"] == "actor" else "recipient"
            yield _span(side), kind, str(side["name"])
    if timex:
        yield _span(timex), "date", str(timex["text"])
    of_event = amounts.c.event_id == event["event_id"]
    for amount in store.rows(select(amounts).where(of_event)):
        yield _span(amount), "amount", f"{amount['amount']} {amount['currency']}"
    again = event_mentions.c.event_id == event["event_id"]
    for mention in store.rows(select(event_mentions).where(again)):
        yield _span(mention), "trigger", "the event told again"


def _span(row: Row) -> Span:
    return Span(_number(row["span_start"]), _number(row["span_end"]))


def _number(value: object) -> int:
    return int(str(value))


def _reasons(row: Row, timex: Row | None, sides: list[Row], lender: Row | None) -> Iterator[Reason]:
    first, *others = str(row["rule"]).split(JOIN)
    agreed = _AGREES in others
    mode = f" ({row['event_mode']})" if row["event_mode"] else ""
    yield Reason("type", f"{row['event_type']}{mode}", f'the words "{row["trigger"]}" (rule {first})')
    yield from _read_by(row, agreed=agreed)
    yield Reason("status", _status(row), _why_status(row, [rule for rule in others if rule != _AGREES]))
    yield Reason("days", days_in_words(row["first_day"], row["last_day"]), why_days(row, timex, lender))
    for side in sides:
        of = "actor" if side["side"] == "actor" else "recipient"
        known = ", ".join(str(side[name]) for name in ("country", "sector") if side[name])
        named = "named in the issue" if side["actor_no"] else "described, not named"
        yield Reason(of, str(side["name"]), f"{named}{'; ' + known if known else ''}")
    if row["speaker"]:
        yield Reason("speaker", str(row["speaker"]), "the text gives it as this one's words")
    if row["reported_by"]:
        yield Reason(
            "source", str(row["reported_by"]), f"cited at the passage's end, last for {row['dateline']}"
        )
    calibrated = row["reader"] == "rules" and not agreed
    yield Reason("confidence", f"{row['confidence']}", _CALIBRATED if calibrated else _UNCALIBRATED)


_AGREES: Final = "llm-agrees"
"""Among a row's rules: the second reader proposed the same."""
_CALIBRATED: Final = "the share of such rows that is right; see docs/analyst.md"
_UNCALIBRATED: Final = "not calibrated where a language model had a part; see docs/second-reader.md"


def _read_by(row: Row, *, agreed: bool) -> Iterator[Reason]:
    """Who proposed the event, where it was not the rules alone."""
    if row["reader"] != "rules":
        yield Reason("reader", str(row["reader"]), "a language model proposed the event, the rules did not")
    elif agreed:
        yield Reason("reader", "rules", "a language model proposed the same event")


def _status(row: Row) -> str:
    return f"{row['status']}{', hedged' if row['hedged'] else ''}"


_NOTHING_ELSE: Final = "nothing in the sentence makes it a plan, a condition or a denial"


def _why_status(row: Row, rules: list[str]) -> str:
    if not rules:
        return _NOTHING_ELSE if row["status"] == "occurred" else "its word says so"
    return f"{'rules' if len(rules) > 1 else 'rule'} {', '.join(rules)}"


def days_in_words(first: object, last: object) -> str:
    """A row's days as a person says them.

    >>> days_in_words(date(1998, 7, 13), date(1998, 7, 13)), days_in_words(date(1998, 7, 13), None)
    ('1998-07-13', '1998-07-13 or later')
    """
    match first, last:
        case None, None:
            return "unknown"
        case _, None:
            return f"{first} or later"
        case None, _:
            return f"{last} or earlier"
        case _ if first == last:
            return str(first)
        case _:
            return f"{first} to {last}"


def why_days(row: Row, timex: Row | None, lender: Row | None = None) -> str:
    """How a row came by its days, in a sentence or two.

    Args:
        row: A row of `event_log`.
        timex: The row of `timexes` its days came from, if they came from one.
        lender: The row of the event whose days it shares, where its own sentence gives none.
    """
    if row["date_basis"] == "relative" and timex is None and row["date_text"] is None:
        return f"no expression says when: it lies ahead of the day it is told, {_today(row)}; its end is open"
    if row["date_basis"] == "relative":
        told = _relative(row, timex)
    else:
        told = _by_basis(row, _expression(row, timex), lender)
    return "; ".join((told, *_cuts(row, timex)))


def _by_basis(row: Row, expression: str, lender: Row | None) -> str:
    """What the row's days rest on where they are not counted from a day."""
    return {
        "stated": f"{expression} says it outright",
        "event": f"{expression}, counted from another event that the text names",
        "passage": f"no expression says when: it shares the day of {_lent(lender)}",
        "dateline": f"nothing near it names a day: the last day of the citation, {row['dateline']}",
    }.get(str(row["date_basis"]), "nothing in the text says when; no day was invented")


def _lent(lender: Row | None) -> str:
    """The event whose days a row shares."""
    if lender is None:
        return "the events told before it"
    return f'"{lender["trigger"]}" in sentence {lender["sentence_no"]} ("{lender["date_text"]}")'


_WORKING_WEEK: Final = timedelta(days=4)
_DAY: Final = timedelta(days=1)


def _cuts(row: Row, timex: Row | None) -> Iterator[str]:
    """How the days that the expression means became the event's, where they are not the same."""
    if timex is None or row["date_basis"] == "event":
        return
    means, has = [(of.get("first_day"), of.get("last_day")) for of in (timex, row)]
    if means != has:
        yield f"it means {days_in_words(*means)}"
        yield f"the event lies {_cut(means, has, row['reference_date'])}"


def _cut(means: tuple[object, object], has: tuple[object, object], today: object) -> str:
    """What part of the days that are meant, or what beside them, an event has, and why.

    >>> month, today = (date(1998, 7, 1), date(1998, 7, 31)), date(1998, 7, 14)
    >>> _cut(month, (month[0], today), today)
    'in what has passed of it, up to "today"'
    """
    match has:
        case first, None:
            return "from then on, its end open" if first == means[0] else f"from {first} on, its end open"
        case first, last if last == today:
            whole = means[1] is not None and str(means[1]) > str(today)
            return f"in what has passed of it, up to {TODAY}" if whole else f"between then and {TODAY}"
        case first, last if first == today and last == means[1]:
            return f"between {TODAY} and then: what is to come begins no earlier than {TODAY}"
        case first, last if first == today and _follows(last, means[0]):
            return f"between {TODAY} and the day before"
        case date() as first, date() as last if last - first <= _WORKING_WEEK and last.weekday() == _FRIDAY:
            return "in its working days, up to Friday"
        case _:
            return f"from {has[0]} to {has[1]}, as the sentence narrows it"


TODAY: Final = '"today"'

_FRIDAY: Final = 4


def _follows(last: object, first: object) -> bool:
    return isinstance(last, date) and isinstance(first, date) and last + _DAY == first


def _expression(row: Row, timex: Row | None) -> str:
    if timex is None:
        return f'"{row["date_text"]}"'
    return f'"{timex["text"]}" (TIMEX3 {timex["timex_type"]} {timex["timex_value"]}, rule {timex["rule"]})'


def _relative(row: Row, timex: Row | None) -> str:
    """An expression that counts from another day, and why it counts from that one."""
    counted_from = timex["counted_from"] if timex else row["reference_date"]
    expression = _expression(row, timex)
    if counted_from == row["reference_date"]:
        return f"{expression}, counted from {_today(row)}"
    return f'{expression}, counted from {_weekday(counted_from)}, last spoken of; "today" is {_today(row)}'


def _today(row: Row) -> str:
    """The reference day and what it rests on."""
    rests = {
        "stated": "as the issue states",
        "calendar": "by the publication's calendar",
        "dateline": "by the citations",
        "setting": "as the run was told",
    }
    basis = rests.get(str(row["reference_basis"]), "of unknown basis")
    what = "the day of publication" if row["reference_date"] == row["published_on"] else 'what "today" means'
    return f"{_weekday(row['reference_date'])}, {what} ({basis})"


def _weekday(day: object) -> str:
    """A day with the name of its weekday: "counted from Tuesday 1998-07-14" can be checked by eye."""
    return f"{day:%A} {day}" if isinstance(day, date) else str(day)
