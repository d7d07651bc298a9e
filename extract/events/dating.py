"""When: the days an event may lie in, with what speaks for each: expressions, then what was told before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from extract.choices import Cross, Features, crossed, log_share
from extract.events.candidate import FIRST_TOKEN, NOBODY, Candidate
from extract.events.context import Context
from extract.events.days import days_told
from extract.events.draft import Days
from extract.events.paths import path
from extract.events.told import Dated, DaySpan, HappenedIn, Told
from extract.events.when import Placed, names_days
from extract.model import DAYS_READ, DateBasis, DayRead, Precision, TimexRole
from extract.syntax import Tree, remembered

_DAY = timedelta(days=1)
READ = "read"
"""How the names of features begin that the reader gives."""


@dataclass(slots=True)
class Option:
    """Days that an event may lie in; what gives them best, and all that speaks for them."""

    days: DaySpan
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


def options(asked: Asked, context: Context, before: Told, cross: Cross = crossed) -> tuple[Option, ...]:
    """All days that the event may lie in, each once: what gives the same days speaks for them together.

    Args:
        asked: the event.
        context: the issue.
        before: the events told before.
        cross: names the features that days make with the manner of telling.
    """
    found: dict[DaySpan, Option] = {}
    for option in _all(asked, context, before, cross):
        known = found.get(option.days)
        if known is None:
            found[option.days] = option
        else:
            option.features.update(known.features)
            known.features = option.features
            if known.timex is None and option.timex is not None:
                known.basis, known.precision, known.timex = option.basis, option.precision, option.timex
    timed = any(one.timex is not None for one in found.values())
    happened = before.of_passage(asked.candidate.passage)
    told = () if happened is None else (happened.lead.days, happened.last.days)
    for option in found.values():
        option.features.update(_read_days(asked, option, told, context.day_of(asked.candidate)))
        option.features[f"{'from time' if option.timex is not None else 'no time'} {timed}"] = 1.0
        if option.timex is None and asked.candidate.reading is not None:
            option.features[f"{READ} none"] = log_share(asked.candidate.reading.time[NOBODY])
    return tuple(found.values())


def _all(asked: Asked, context: Context, before: Told, cross: Cross) -> Iterator[Option]:
    """The options of every kind, those that give the same days not yet joined."""
    yield from _expressions(asked, context)
    yield from _counted(asked, context, before)
    yield from _told(asked, context, before, cross)
    ruled = asked.ruled
    features = {"rule": 1.0, f"rule {ruled.basis}": 1.0, f"rule {ruled.basis} {asked.status}": 1.0}
    yield Option((ruled.first, ruled.last), ruled.basis, ruled.precision, ruled.timex, features)


def _read_days(asked: Asked, option: Option, told: Sequence[DaySpan], today: date | None) -> dict[str, float]:
    """What the reader says of days like the option's."""
    reading = asked.candidate.reading
    if reading is None or not reading.days:
        return {}
    names = names_of_days(option.days, told, today, own=option.timex is not None)
    share = sum(reading.days[DAYS_READ.index(name)] for name in names)
    return {f"{READ} days": log_share(share)}


def names_of_days(
    days: DaySpan, told: Sequence[DaySpan], today: date | None, *, own: bool
) -> frozenset[DayRead]:
    """All that can be said of an event's days, in the words of `DAYS_READ`.

    Args:
        days: the first and the last.
        told: those of what its passage has told to have happened.
        today: the reference day.
        own: whether an expression of time gives them.

    >>> sorted(names_of_days((date(1998, 7, 13),) * 2, (), date(1998, 7, 14), own=False))
    ['yesterday']
    """
    first, last = days
    if own:
        return frozenset({"own"})
    if last is None:
        return frozenset({"none" if first is None else "open"})
    kinds: dict[DayRead, bool] = {
        "last": told[-1:] == (days,),
        "lead": told[:1] == (days,),
        "today": first == last == today,
        "yesterday": today is not None and first == last == today - _DAY,
        "lasting": first != last == today,
    }
    return frozenset(name for name, holds in kinds.items() if holds) or frozenset({"other"})


def _expressions(asked: Asked, context: Context) -> Iterator[Option]:
    """The days of each expression of the sentence, as they are and cut at the reference day."""
    candidate, today = asked.candidate, context.day_of(asked.candidate)
    tree = candidate.tree
    for place in context.placed[candidate.sentence]:
        if not names_days(place.timex) or place.head == candidate.token:
            continue
        features = _of_place(asked, place, today, context)
        lead, role = _lead(tree, candidate.token, place)
        features.update({f"in {lead}": 1.0, f"role {role}": 1.0})
        for variant, days, precision in _variants(place, today):
            own = dict(features)
            own[f"as {variant}"] = 1.0
            own[f"as {variant}>{asked.status}"] = 1.0
            own[f"as {variant} {lead}"] = 1.0
            own[f"as {variant} role {role}"] = 1.0
            own[f"as {variant} {asked.tense} {place.timex.precision}"] = 1.0
            yield Option(days, place.timex.basis, precision, place.index, own)


def _variants(place: Placed, today: date | None) -> Iterator[tuple[str, DaySpan, Precision | None]]:
    """The ways in which an expression can bound an event."""
    timex = place.timex
    first, last = timex.first_day, timex.last_day
    begins, ends, precision = days_told(timex, today)
    yield "is", (begins, ends), precision
    if (begins, ends) != (first, last):
        yield "whole", (first, last), timex.precision
    if today is None:
        return
    if first is not None and first < today and (last is None or last > today):
        yield "so far", (first, today), "range"
        yield "rest", (today, ends), "range"
    if first is not None and first < today:
        yield "since", (first, today), "range"
    if first is not None:
        yield "from", (first, None), "range"
    if last is not None and last > today:
        yield "by", (today, last), "range"
    if first is not None and first > today:
        yield "before", (today, first - _DAY), "range"


def _lead(tree: Tree, token: int, place: Placed) -> tuple[str, TimexRole]:
    """What leads an expression in, and its role; a clause with "since" leads in what it tells.

    "Thirteen have been killed since the war began in December": for "killed", December is where it starts.
    """
    clause = tree.clause(place.governor)
    if clause != tree.clause(token) and _opens_with_since(tree, clause):
        return _SINCE, "start"
    return _preposition(tree, place), place.timex.role


_SINCE = "since"


def _opens_with_since(tree: Tree, clause: int) -> bool:
    return any(tree.tokens[n].text.lower() == _SINCE for n in tree.children(clause, "mark"))


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
    found[f"clause {tree.clause(place.governor) == tree.clause(token)}"] = 1.0
    found["distance"] = min(abs(place.head - token), 20) / 10
    found["time before" if place.head < token else "time after"] = 1.0
    if today is not None and place.timex.last_day is not None:
        past = place.timex.last_day < today
        found[f"past {past}>{asked.status}"] = 1.0
        found[f"past {past}>{asked.tense}"] = 1.0
    found[f"precision {place.timex.precision}"] = 1.0
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
        found[READ] = log_share(share)
    return found


def _counted(asked: Asked, context: Context, before: Told) -> Iterator[Option]:
    """Days counted from an event told before: "two days earlier", "a day after the defeat"."""
    candidate = asked.candidate
    tree = candidate.tree
    for place in context.placed[candidate.sentence]:
        offset = place.timex.offset
        if offset is None:
            continue
        for number, one in enumerate(reversed(before.single[-4:])):
            day = (one.days[0] or date.min) + timedelta(days=offset.days)
            features = {
                "counted": 1.0,
                f"counted {number}": 1.0,
                f"counted way {path(tree, candidate.token, place.head)}": 1.0,
            }
            named = one.sentence == candidate.sentence and offset.event.overlaps(tree.tokens[one.token].span)
            features[f"counted named {named}"] = 1.0
            yield Option((day, day), "event", "day", place.index, features)


class _Named(NamedTuple):
    """Days under the name that features have for them."""

    name: str
    days: DaySpan
    basis: DateBasis | None
    more: Sequence[str] = ()
    """What is known of where they were told."""


def _told(asked: Asked, context: Context, before: Told, cross: Cross) -> Iterator[Option]:
    """Days that need no expression of the event's own: what was told before, the citation's, the issue's."""
    candidate, today = asked.candidate, context.day_of(asked.candidate)
    manners, around = _manner(asked, context), _surroundings(asked, context)
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
    aged: dict[str, Features] = {}
    for one in named:
        age = _age(one.days, today)
        exact = _exact(one.days, age)
        if exact not in aged:
            aged[exact] = _of_age(age, exact, manners, around)
        yield _option(one, cross(one.name, manners), aged[exact])


def _option(one: _Named, manners: Iterable[tuple[str, str]], aged: Features) -> Option:
    days = one.days
    precision: Precision | None = None if days == (None, None) else "day" if days[0] == days[1] else "range"
    features = {one.name: 1.0}
    for _, feature in manners:
        features[feature] = 1.0
    for more in one.more:
        features[f"{one.name} {more}"] = 1.0
    features.update(aged)
    return Option(days, one.basis, precision, None, features)


def _of_age(age: str, exact: str, manners: Sequence[str], around: Sequence[str]) -> Features:
    """What speaks for days by how old they are."""
    names = [f"age {age}", *(f"age {age}>{manner}" for manner in manners[:3])]
    names += [f"age {exact}, {what}" for what in around]
    return dict.fromkeys(names, 1.0)


def _age(days: DaySpan, today: date | None) -> str:
    """How long before the reference day an event ends, roughly."""
    if days[1] is None or today is None:
        return "open" if days[0] is not None else "none"
    gap = (today - days[1]).days
    if gap < 0:
        return "ahead"
    return str(gap) if gap <= _FRESH else "week" if gap <= _WEEK else "old"


def _exact(days: DaySpan, age: str) -> str:
    """The age, told apart where an event takes more than a day."""
    return age if days[0] == days[1] else f"{age}, long"


def _surroundings(asked: Asked, context: Context) -> list[str]:
    """What the document's other expressions and its build say of how old its news is."""
    candidate, today = asked.candidate, context.day_of(asked.candidate)
    passage = candidate.passage
    told = form(candidate.tree, candidate.token)
    own = context.issue.passages[passage].reference_day is not None
    cited = _cited(context, passage)
    age_cited = "uncited" if cited is None else f"cited {_age((cited, cited), today)}"
    place = f"at {min(passage, 1)} {min(candidate.sentence - context.opening[passage], 2)}"
    usual = f"usual {None if today is None else context.usual_age.get(today)}"
    following = f"next {_next(candidate, context, today)}"
    alone = [usual, following, f"sectioned {own}", place]
    return [
        *alone,
        *(f"{one} {told}" for one in alone),
        age_cited,
        f"{age_cited} {usual}",
        f"{place} {usual}",
        f"{usual} {following}",
    ]


def _next(candidate: Candidate, context: Context, today: date | None) -> str:
    """The age of the next day that the passage names behind the candidate's sentence."""
    ahead = range(candidate.sentence + 1, min(candidate.sentence + _AHEAD, len(context.placed)))
    for number in ahead:
        if context.passages[number] != candidate.passage:
            break
        for place in context.placed[number]:
            day = place.timex.first_day
            if day is not None and day == place.timex.last_day and place.timex.role == "time":
                return _age((day, day), today)
    return "none"


_AHEAD = 4
"""Sentences, its own among them, in which an event looks for the day that is named next."""
_FRESH, _WEEK = 2, 7
"""Days: what is so old is told apart day by day; what is older than the second is all `old`."""


@remembered
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


@remembered
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


def _spans(asked: Asked, context: Context, before: Told) -> Iterator[_Named]:
    """Named days: of events told before, of the citation, of the issue."""
    candidate, today = asked.candidate, context.day_of(asked.candidate)
    happened = before.of_passage(candidate.passage)
    if happened is not None:
        yield from _of_passage(asked, happened)
    yield from _beside(asked, before.of_sentence(candidate.sentence))
    told = before.of_section(context.issue.passages[candidate.passage].section)
    if told is not None:
        yield _Named("first", told.first, "passage")
        if told.common is not None:
            yield _Named("common", told.common, "passage")
    cited = _cited(context, candidate.passage)
    if cited is not None:
        yield _Named("citation", (cited, cited), "dateline")
    if today is not None:
        fresh = [f"untold {happened is None}"]
        yield _Named("today", (today, today), "passage", fresh)
        yield _Named("yesterday", (today - _DAY, today - _DAY), "passage", fresh)


def _of_passage(asked: Asked, happened: HappenedIn) -> Iterator[_Named]:
    """The days that the passage has told: its first, last, newest, the same people's, a main clause's."""
    candidate = asked.candidate
    lead, last, newest = happened.lead, happened.last, happened.newest

    def back(one: Dated, most: int = 3) -> str:
        return f"back {min(candidate.sentence - one.sentence, most)}"

    yield _Named("lead", lead.days, "passage", [back(lead, 4)])
    yield _Named("last", last.days, "passage", [*_of_last(asked, last), back(last)])
    yield _Named("newest", newest.days, "passage", [back(newest), f"own {newest.own}"])
    mine = happened.of(asked.who)
    if mine is not None:
        yield _Named("theirs", mine.days, "passage", [back(mine)])
    if happened.main is not None:
        yield _Named("main", happened.main.days, "passage", [back(happened.main)])


def _of_last(asked: Asked, last: Dated) -> Iterator[str]:
    """How the event stands to the one that the passage told last."""
    candidate = asked.candidate
    told = form(candidate.tree, candidate.token)
    far = min(candidate.sentence - last.sentence, 3)
    same = bool(last.who & asked.who)
    yield f"back {far} own {last.own}"
    yield f"alike {told == last.form}"
    yield f"form {last.form}"
    yield f"after {last.form} {told}"
    yield f"same {same}"
    yield f"same {same} back {far}"


def _beside(asked: Asked, here: Sequence[Dated]) -> Iterator[_Named]:
    """The days of the events of the same sentence."""
    candidate = asked.candidate
    tree, token = candidate.tree, candidate.token
    for one in here[-_BESIDE:]:
        way = path(tree, token, one.token)
        yield _Named(
            "beside",
            one.days,
            "passage",
            [f"way {way}", f"way {way} {asked.status}", f"own {one.own}", f"way {way} {form(tree, token)}"],
        )


_BESIDE = 12
"""Events of its own sentence that one looks back on: only a list has more."""


def _cited(context: Context, passage: int) -> date | None:
    """The last day of the citation that governs a passage."""
    number = context.issue.passages[passage].citation
    return None if number is None else context.issue.citations[number].last_day
