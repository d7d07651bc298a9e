"""When: the days an event may lie in, with what speaks for each: expressions, then what was told before."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from extract.events.candidate import FIRST_TOKEN, NOBODY, Candidate
from extract.events.context import Context
from extract.events.days import last_working_day
from extract.events.draft import Days
from extract.events.paths import path
from extract.events.tree import Tree
from extract.events.when import Placed, names_days
from extract.model import DateBasis, Precision

_DAY = timedelta(days=1)
_FLOOR = 1e-3
_Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Dated:
    """An event told before in the issue, with its days."""

    sentence: int
    passage: int
    token: int
    status: str
    days: _Days
    event_type: str = ""
    own: bool = False
    """Whether an expression of its own gives the days."""
    form: str = ""
    embedding: str = ""
    who: frozenset[object] = frozenset()
    """Who takes part, by key."""


@dataclass(slots=True)
class Option:
    """Days that an event may lie in; what gives them best, and all that speaks for them."""

    days: _Days
    basis: DateBasis | None
    precision: Precision | None
    timex: int | None
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """An event whose days are asked for."""

    candidate: Candidate
    event_type: str
    status: str
    tense: str
    ruled: Days
    """What the rules of days say."""
    who: frozenset[object] = frozenset()
    """Who acts, by key."""


def options(asked: Asked, context: Context, before: Sequence[Dated]) -> tuple[Option, ...]:
    """All days that the event may lie in, each once: what gives the same days speaks for them together."""
    found: dict[_Days, Option] = {}
    for option in _all(asked, context, before):
        known = found.get(option.days)
        if known is None:
            found[option.days] = option
        else:
            known.features.update({**option.features, **known.features})
            if known.timex is None and option.timex is not None:
                known.basis, known.precision, known.timex = option.basis, option.precision, option.timex
    timed = any(one.timex is not None for one in found.values())
    for option in found.values():
        option.features[f"{'from time' if option.timex is not None else 'no time'} {timed}"] = 1.0
        if option.timex is None and asked.candidate.reading is not None:
            option.features["read none"] = math.log(max(asked.candidate.reading.time[NOBODY], _FLOOR))
    return tuple(found.values())


def _all(asked: Asked, context: Context, before: Sequence[Dated]) -> Iterator[Option]:
    """The options of every kind, those that give the same days not yet joined."""
    yield from _expressions(asked, context)
    yield from _counted(asked, context, before)
    yield from _told(asked, context, before)
    ruled = asked.ruled
    features = {"rule": 1.0, f"rule {ruled.basis}": 1.0, f"rule {ruled.basis} {asked.status}": 1.0}
    yield Option((ruled.first, ruled.last), ruled.basis, ruled.precision, ruled.timex, features)


def _expressions(asked: Asked, context: Context) -> Iterator[Option]:
    """The days of each expression of the sentence, as they are and cut at the reference day."""
    candidate, today = asked.candidate, context.day_of(asked.candidate)
    tree = candidate.tree
    for place in context.placed[candidate.sentence]:
        if not names_days(place.timex) or place.head == candidate.token:
            continue
        features = _of_place(asked, place, today, context)
        for variant, days, precision in _variants(place, today):
            own = dict(features)
            own[f"as {variant}"] = 1.0
            own[f"as {variant}>{asked.status}"] = 1.0
            own[f"as {variant} {_preposition(tree, place)}"] = 1.0
            own[f"as {variant} role {place.timex.role}"] = 1.0
            own[f"as {variant} {asked.tense} {place.timex.precision}"] = 1.0
            yield Option(days, place.timex.basis, precision, place.index, own)


def _variants(place: Placed, today: date | None) -> Iterator[tuple[str, _Days, Precision | None]]:
    """The ways in which an expression can bound an event."""
    timex = place.timex
    first, last = timex.first_day, timex.last_day
    weekly = last_working_day(timex, today)
    yield "is", (first, weekly), timex.precision
    if weekly != last:
        yield "whole", (first, last), timex.precision
    if today is None:
        return
    if first is not None and first < today and (last is None or last > today):
        yield "so far", (first, today), "range"
        yield "rest", (today, weekly), "range"
    if first is not None and first < today:
        yield "since", (first, today), "range"
    if first is not None:
        yield "from", (first, None), "range"
    if last is not None and last > today:
        yield "by", (today, last), "range"
    if first is not None and first > today:
        yield "before", (today, first - _DAY), "range"


def _preposition(tree: Tree, place: Placed) -> str:
    """The word that leads the expression in: its preposition, or the word right before it."""
    case = tree.case(place.head)
    if case:
        return case
    first = next(
        (n for n, token in enumerate(tree.tokens) if token.span.start >= place.timex.span.start), place.head
    )
    return f"({tree.tokens[first - 1].text.lower()})" if first else "(start)"


def _of_place(asked: Asked, place: Placed, today: date | None, context: Context) -> dict[str, float]:
    """How an expression stands to the event word."""
    candidate = asked.candidate
    tree, token = candidate.tree, candidate.token
    way = path(tree, token, place.head)
    found = {f"way {way}": 1.0, f"way from {path(tree, token, place.governor)}": 1.0, "own": 1.0}
    found[f"in {_preposition(tree, place)}"] = 1.0
    found[f"clause {tree.clause(place.governor) == tree.clause(token)}"] = 1.0
    found["distance"] = min(abs(place.head - token), 20) / 10
    found["time before" if place.head < token else "time after"] = 1.0
    if today is not None and place.timex.last_day is not None:
        past = place.timex.last_day < today
        found[f"past {past}>{asked.status}"] = 1.0
        found[f"past {past}>{asked.tense}"] = 1.0
    found[f"precision {place.timex.precision}"] = 1.0
    found[f"role {place.timex.role}"] = 1.0
    found[f"text {place.timex.span.of(context.issue.text).lower()}"] = 1.0
    if place.index == asked.ruled.timex:
        found["rule's"] = 1.0
    between = range(*sorted((place.head, token)))
    verbs = sum(tree.tokens[n].pos == "VERB" for n in between if n not in {place.head, token})
    found[f"verbs between {min(verbs, 3)}"] = 1.0
    others = [one for one in context.placed[candidate.sentence] if names_days(one.timex)]
    nearest = min(others, key=lambda one: abs(one.head - token))
    if nearest.index == place.index:
        found["nearest"] = 1.0
    if len(others) == 1:
        found["only"] = 1.0
    if candidate.reading is not None:
        inside = [n for n, word in enumerate(tree.tokens) if word.span.overlaps(place.timex.span)]
        share = sum(candidate.reading.time[FIRST_TOKEN + n] for n in inside)
        found["read"] = math.log(max(share, _FLOOR))
    return found


def _counted(asked: Asked, context: Context, before: Sequence[Dated]) -> Iterator[Option]:
    """Days counted from an event told before: "two days earlier", "a day after the defeat"."""
    candidate = asked.candidate
    tree = candidate.tree
    for place in context.placed[candidate.sentence]:
        offset = place.timex.offset
        if offset is None:
            continue
        told = [one for one in before if one.days[0] is not None and one.days[0] == one.days[1]]
        for number, one in enumerate(reversed(told[-4:])):
            day = (one.days[0] or date.min) + timedelta(days=offset.days)
            features = {
                "counted": 1.0,
                f"counted {number}": 1.0,
                f"counted way {path(tree, candidate.token, place.head)}": 1.0,
            }
            named = one.sentence == candidate.sentence and offset.event.overlaps(tree.tokens[one.token].span)
            features[f"counted named {named}"] = 1.0
            yield Option((day, day), "event", "day", place.index, features)


@dataclass(frozen=True, slots=True)
class _Named:
    """Days under the name that features have for them."""

    name: str
    days: _Days
    basis: DateBasis | None
    more: Sequence[str] = ()
    """What is known of where they were told."""


def _told(asked: Asked, context: Context, before: Sequence[Dated]) -> Iterator[Option]:
    """Days that need no expression of the event's own: what was told before, the citation's, the issue's."""
    candidate, today = asked.candidate, context.day_of(asked.candidate)
    crossed = _manner(asked, context)
    named = [_Named("nothing", (None, None), None)]
    for one in _spans(asked, context, before):
        named.append(one)
        if today is not None and one.name != "today" and one.days[0] is not None and one.days[0] < today:
            named.append(_Named(f"{one.name} to today", (one.days[0], today), one.basis))
    if today is not None:
        named.append(_Named("ahead to open", (today, None), "relative"))
    for place in context.placed[candidate.sentence]:
        if names_days(place.timex) and place.timex.first_day is not None:
            days = place.timex.first_day, place.timex.last_day
            named.append(_Named("time's", days, place.timex.basis))
    for one in named:
        yield _option(one, crossed, today)


def _option(one: _Named, crossed: Sequence[str], today: date | None) -> Option:
    days = one.days
    precision: Precision | None = None if days == (None, None) else "day" if days[0] == days[1] else "range"
    features = {one.name: 1.0}
    features.update({f"{one.name}>{manner}": 1.0 for manner in crossed})
    features.update({f"{one.name} {more}": 1.0 for more in one.more})
    age = _age(days, today)
    features[f"age {age}"] = 1.0
    features.update({f"age {age}>{manner}": 1.0 for manner in crossed[:3]})
    return Option(days, one.basis, precision, None, features)


def _age(days: _Days, today: date | None) -> str:
    """How long before the reference day an event ends, roughly."""
    if days[1] is None or today is None:
        return "open" if days[0] is not None else "none"
    gap = (today - days[1]).days
    if gap < 0:
        return "ahead"
    return str(gap) if gap <= _FRESH else "week" if gap <= _WEEK else "old"


_FRESH, _WEEK = 2, 7
"""Days: what is so old is told apart day by day; what is older than the second is all `old`."""


def form(tree: Tree, token: int) -> str:
    """How the event's word is told: simple past, perfect, present, infinitive, participle, noun."""
    word = tree.tokens[token]
    if word.pos not in {"VERB", "AUX"}:
        cop = tree.child(token, "cop")
        return f"cop {tree.tokens[cop].tag}" if cop is not None else "noun"
    auxiliaries = [
        f"{tree.lemma(aux)}.{tree.tokens[aux].tag}" for aux in tree.children(token, "aux", "aux:pass")
    ]
    return " ".join([*auxiliaries, word.tag])


_EMBEDDED = {
    "ccomp": "content",
    "xcomp": "infinitive",
    "acl:relcl": "relative",
    "acl": "participle",
    "advcl": "beside",
}


def embedding(tree: Tree, token: int) -> str:
    """The kind of clause that the event's word stands in."""
    if tree.tokens[token].pos in {"NOUN", "PROPN"}:
        return f"noun {tree.label(token).partition(':')[0]}"
    for step in tree.path(token):
        label = tree.label(step)
        if label in _EMBEDDED or label.partition(":")[0] in _EMBEDDED:
            return _EMBEDDED.get(label) or _EMBEDDED[label.partition(":")[0]]
        if label.partition(":")[0] != "conj":
            break
    return "main"


def _manner(asked: Asked, context: Context) -> list[str]:
    """What is crossed with every option: status, form, embedding, type, and the paragraph."""
    tree, token = asked.candidate.tree, asked.candidate.token
    told, inside = form(tree, token), embedding(tree, token)
    timed = any(names_days(place.timex) for place in context.placed[asked.candidate.sentence])
    return [
        f"{asked.status} {told}",
        f"{asked.status} {inside}",
        f"{asked.status} {told} {inside}",
        asked.status,
        f"{asked.event_type} {asked.status}",
        f"{asked.event_type} {told}",
        f"lemma {tree.lemma(token)}",
        f"timed {timed} {inside}",
        f"cited {_cited(context, asked.candidate.passage) is not None} {told}",
    ]


def _spans(asked: Asked, context: Context, before: Sequence[Dated]) -> Iterator[_Named]:
    """Named days: of events told before, of the citation, of the issue."""
    candidate, today = asked.candidate, context.day_of(asked.candidate)
    dated = [one for one in before if one.days[0] is not None]
    happened = [one for one in dated if one.passage == candidate.passage and one.status == "occurred"]
    yield from _of_passage(asked, happened)
    yield from _beside(asked, dated)
    section = context.issue.passages[candidate.passage].section
    everything = [
        one
        for one in dated
        if one.status == "occurred" and context.issue.passages[one.passage].section == section
    ]
    if everything:
        yield _Named("first", everything[0].days, "passage")
    common = Counter(one.days for one in everything if one.days[0] == one.days[1]).most_common(1)
    if common:
        yield _Named("common", common[0][0], "passage")
    cited = _cited(context, candidate.passage)
    if cited is not None:
        yield _Named("citation", (cited, cited), "dateline")
    if today is not None:
        fresh = [f"untold {not happened}"]
        yield _Named("today", (today, today), "passage", fresh)
        yield _Named("yesterday", (today - _DAY, today - _DAY), "passage", fresh)


def _of_passage(asked: Asked, happened: Sequence[Dated]) -> Iterator[_Named]:
    """The days that the passage has told: its first, last, newest, the same people's, a main clause's."""
    candidate = asked.candidate
    tree, token = candidate.tree, candidate.token
    if happened:
        yield _Named(
            "lead", happened[0].days, "passage", [f"back {min(candidate.sentence - happened[0].sentence, 4)}"]
        )
        last = happened[-1]
        far = min(candidate.sentence - last.sentence, 3)
        alike = form(tree, token) == last.form
        yield _Named(
            "last",
            last.days,
            "passage",
            [
                f"back {far}",
                f"back {far} own {last.own}",
                f"alike {alike}",
                f"form {last.form}",
                f"after {last.form} {form(tree, token)}",
                f"same {bool(last.who & asked.who)}",
                f"same {bool(last.who & asked.who)} back {far}",
            ],
        )
        newest = max(happened, key=lambda one: one.days[1] or date.min)
        yield _Named(
            "newest",
            newest.days,
            "passage",
            [f"back {min(candidate.sentence - newest.sentence, 3)}", f"own {newest.own}"],
        )
        mine = next((one for one in reversed(happened) if one.who & asked.who), None)
        if mine is not None:
            yield _Named(
                "theirs", mine.days, "passage", [f"back {min(candidate.sentence - mine.sentence, 3)}"]
            )
        mains = [one for one in happened if one.embedding == "main"]
        if mains:
            yield _Named(
                "main", mains[-1].days, "passage", [f"back {min(candidate.sentence - mains[-1].sentence, 3)}"]
            )


def _beside(asked: Asked, dated: Sequence[Dated]) -> Iterator[_Named]:
    """The days of the events of the same sentence."""
    candidate = asked.candidate
    tree, token = candidate.tree, candidate.token
    here = [one for one in dated if one.sentence == candidate.sentence]
    for one in here:
        way = path(tree, token, one.token)
        yield _Named(
            "beside",
            one.days,
            "passage",
            [f"way {way}", f"way {way} {asked.status}", f"own {one.own}", f"way {way} {form(tree, token)}"],
        )


def _cited(context: Context, passage: int) -> date | None:
    """The last day of the citation that governs a passage."""
    number = context.issue.passages[passage].citation
    return None if number is None else context.issue.citations[number].last_day
