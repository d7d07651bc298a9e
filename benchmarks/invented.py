"""Issues made up by a seeded chance, with events of every kind: fuel for measuring and testing the store."""

# ruff: noqa: PLR2004  # shares of kinds of event, in the place where they are read best

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from extract.model import (
    Actor,
    ActorMention,
    ActorRole,
    Amount,
    Casualty,
    Citation,
    CitedSource,
    Event,
    Extraction,
    Issue,
    Participant,
    Passage,
    Problem,
    Span,
    Status,
    Timex,
)
from load.rows import digest_of

VERSION = "1.0+invented"
COUNTRIES = (
    "RUS",
    "UKR",
    "GEO",
    "JPN",
    "USA",
    "KAZ",
    "AZE",
    "ARM",
    "BLR",
    "MDA",
    "UZB",
    "TJK",
    "CHN",
    "DEU",
    "TUR",
)
AGENCIES = ("Kyodo", "Itar-Tass", "Interfax", "Reuters", "Turan", "UNIAN", "Iprinda", "Radio Liberty")
TYPES: tuple[tuple[str, int | None, str | None], ...] = (
    ("STATEMENT", None, "010"),
    ("CONSULT", 1, "036"),
    ("AGREE", 1, "030"),
    ("SUPPORT", 1, "051"),
    ("AID", 2, "071"),
    ("COOPERATE", 2, "061"),
    ("REQUEST", 3, "102"),
    ("ACCUSE", 3, "112"),
    ("REJECT", 3, "120"),
    ("THREATEN", 3, "138"),
    ("PROTEST", 4, "141"),
    ("COERCE", 4, "173"),
    ("ASSAULT", 4, "190"),
    ("VOTE", None, None),
    ("APPOINT", None, None),
)
_WORDS = (
    "airport",
    "gas",
    "cease-fire",
    "budget",
    "pipeline",
    "election",
    "loan",
    "border",
    "parliament",
    "railway",
)
_STATUSES: tuple[tuple[Status, ...], tuple[int, ...]] = (
    ("occurred", "planned", "hypothetical", "denied"),
    (80, 12, 5, 3),
)
_FIRST_DAY = date(1995, 5, 1)
_DAYS = 2400


@dataclass(frozen=True, slots=True)
class _Deed:
    """One sentence of a made-up issue: who does something to whom."""

    index: int
    span: Span
    who: int
    whom: int


def extraction(number: int, *, events: int = 20, version: str = VERSION, wording: int = 0) -> Extraction:
    """The extraction of made-up issue `number`: the same for the same arguments, on every machine.

    Args:
        number: Which issue; it decides everything else.
        events: How many events.
        version: The extractor's version.
        wording: Another text for the same issue.

    >>> extraction(7) == extraction(7), len(extraction(7).events)
    (True, 20)
    """
    chance = random.Random(number * 1000 + wording)  # noqa: S311  # no secret
    day = _FIRST_DAY + timedelta(days=number * 37 % _DAYS)
    actors = tuple(_actor(chance) for _ in range(6))
    body, deeds = _body(chance, actors, f"{number}.{wording}", events)
    issue = _issue(number, day, body, _sources(chance, day))
    trouble = Problem("times", "odd-date", "a date nobody can read", deeds[0].span)
    return Extraction(
        issue,
        timexes=tuple(_yesterday(deed.span, day) for deed in deeds[::2]),
        actors=actors,
        mentions=tuple(ActorMention(_beginning(deed.span), deed.who) for deed in deeds),
        roles=tuple(
            ActorRole(no, "prime minister", actor.country, day, "holds", deeds[0].span)
            for no, actor in enumerate(actors[:2])
        ),
        events=tuple(_event(chance, issue, day, deed, actors) for deed in deeds),
        problems=(trouble,) if number % 10 == 0 else (),
        version=version,
    )


def _body(
    chance: random.Random, actors: tuple[Actor, ...], mark: str, events: int
) -> tuple[str, tuple[_Deed, ...]]:
    """Sentences, a line each, and where they stand."""
    text, deeds = "", []
    for index in range(events):
        who, whom = chance.sample(range(len(actors)), 2)
        words = _sentence(chance, actors[who].name, actors[whom].name, f"{mark}.{index}")
        deeds.append(_Deed(index, Span(len(text), len(text) + len(words)), who, whom))
        text += words + "\n"
    return text, tuple(deeds)


def _sources(chance: random.Random, day: date) -> tuple[CitedSource, ...]:
    return tuple(CitedSource(name, day, day) for name in chance.sample(AGENCIES, chance.choice((1, 1, 2))))


def _issue(number: int, day: date, body: str, sources: tuple[CitedSource, ...]) -> Issue:
    """The issue that came out the day after `day`, its body one passage under one citation."""
    text = f"{body}(sources){number:>9}\n"
    name = f"issue-{number:06}.txt"
    published = day + timedelta(days=1)
    return Issue(
        issue_id=digest_of(text),
        text=text,
        source_key=name,
        source_uri=f"file:///issues/{name}",
        issue_file=name,
        publication="Monitor",
        volume=day.year - 1994,
        number=number % 250 + 1,
        headline=f"Headline of issue {number}",
        published_on=published,
        published_basis="calendar",
        reference_day=published,
        reference_basis="calendar",
        today_is="publication",
        passages=(Passage(Span(0, len(body)), 0, None),),
        citations=(Citation(Span(len(body), len(body) + 10), sources),),
    )


def _yesterday(sentence: Span, day: date) -> Timex:
    """The word that ends a sentence."""
    words = Span(sentence.end - 10, sentence.end - 1)
    return Timex(words, "DATE", day.isoformat(), day, day, "day", "relative", "yesterday", day)


def _beginning(sentence: Span) -> Span:
    return Span(sentence.start, sentence.start + 5)


def _actor(chance: random.Random) -> Actor:
    number = chance.randrange(2000)
    return Actor(
        f"Person {number:04}",
        "person",
        COUNTRIES[number % len(COUNTRIES)],
        chance.choice(("GOV", "LEG", "MIL")),
    )


def _sentence(chance: random.Random, who: str, whom: str, mark: str) -> str:
    word = chance.choice(_WORDS) if chance.random() < 0.1 else "matter"
    return (
        f"{who} told {whom} in the capital that the {word} no. {mark} would be taken up by both governments"
        " before long, and that neither side wished to wait for the outcome of promises made yesterday."
    )


def _days(chance: random.Random, day: date, status: Status) -> tuple[date | None, date | None]:
    kind = chance.random()
    start = day + timedelta(days=chance.randrange(1, 90) if status == "planned" else 0)
    if kind < 0.70:
        return start, start
    if kind < 0.85:
        return start, start + timedelta(days=chance.choice((6, 29, 90)))
    if kind < 0.88:
        return start, None
    return (None, start) if kind < 0.90 else (None, None)


def _sides(who: Actor, whom: Actor, deed: _Deed) -> tuple[Participant, Participant]:
    return (
        Participant("actor", who.name, who.country, who.sector, _beginning(deed.span), deed.who),
        Participant("recipient", whom.name, whom.country, whom.sector, None, deed.whom),
    )


def _money(chance: random.Random, words: Span) -> Amount:
    millions = Decimal(chance.randrange(1, 500) * 1_000_000)
    return Amount(millions, None, chance.choice(("USD", "RUR", "DEM")), words)


def _identity(actor: Actor) -> str:
    return f"person:{actor.country}:{actor.name.removeprefix('Person ')}"


def _casualties(deed: _Deed, words: Span) -> tuple[Casualty, ...]:
    """Of every fifth event: some killed, and more than so many wounded."""
    if deed.index % 5:
        return ()
    return Casualty("killed", deed.index, deed.index, words), Casualty("wounded", 12, None, words)


def _event(chance: random.Random, issue: Issue, day: date, deed: _Deed, actors: tuple[Actor, ...]) -> Event:
    event_type, quad_class, cameo_code = chance.choice(TYPES)
    status = chance.choices(*_STATUSES)[0]
    first, last = _days(chance, day, status)
    dated = first is not None or last is not None
    who, whom = actors[deed.who], actors[deed.whom]
    told = deed.span.start + len(who.name) + 1
    trigger = Span(told, told + len("told"))
    money = _money(chance, trigger)
    hurt = _casualties(deed, trigger)
    return Event(
        event_id=digest_of(f"{issue.issue_id}:{trigger.start}:{event_type}:1"),
        passage=0,
        sentence=deed.span,
        sentence_no=deed.index + 1,
        trigger=trigger,
        event_type=event_type,
        event_mode="visit" if event_type == "CONSULT" else None,
        cameo_code=cameo_code,
        quad_class=quad_class,
        status=status,
        hedged=chance.random() < 0.05,
        date_text="yesterday" if dated else None,
        first_day=first,
        last_day=last,
        date_precision=None if not dated else "day" if first == last else "range",
        date_basis="relative" if dated else None,
        participants=_sides(who, whom, deed),
        place_name="the capital",
        place_country=whom.country,
        amount=money if chance.random() < 0.1 else None,
        speaker=None,
        confidence=round(chance.uniform(0.4, 1.0), 2),
        rules=("invented", event_type.lower()),
        timex=deed.index // 2 if deed.index % 2 == 0 else None,
        mentions=(trigger,) if chance.random() < 0.1 else (),
        place_latitude=55.75 if deed.index % 2 else None,
        place_longitude=37.62 if deed.index % 2 else None,
        place_id=524901 if deed.index % 2 else None,
        place_region="Moscow" if deed.index % 2 else None,
        place_precision="city" if deed.index % 2 else None,
        killed=hurt[0].low if hurt else None,
        killed_high=hurt[0].high if hurt else None,
        wounded=hurt[1].low if hurt else None,
        casualties=hurt,
        actor_id=_identity(who),
        recipient_id=_identity(whom),
        contexts="diplomatic" if deed.index % 3 == 0 else None,
    )
