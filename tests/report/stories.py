"""A few issues made by hand, with an event of every status, for what reads the database back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from extract.model import (
    Actor,
    ActorMention,
    Amount,
    Citation,
    CitedSource,
    Event,
    Extraction,
    Issue,
    Participant,
    Passage,
    Precision,
    Problem,
    Span,
    Timex,
)
from load import EventStore, RunOrder, digest_of

VERSION = "1.0+story"
NOW = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)

TALKS = (
    "Foreign Minister Anna Berg met with Ivan Orlov yesterday. Berg will visit Moscow in September. "
    "She might grant a loan of 1.5 billion dollars. Orlov denied that he had resigned. "
    "Later they talked. (Kyodo, July 13)"
)
WIDE = "\U0001f54a\U0001f54a Ivan Orlov \U0001f54a resigned yesterday. (Kyodo, July 20)"
HOSTILE = (
    "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"
    "{{ 7 * 7 }} <!-- Orlov resigned on Monday. (Kyodo, July 20)"
)


def span(text: str, words: str, start: int = 0) -> Span:
    """Where `words` stand in `text`, from `start` on."""
    at = text.index(words, start)
    return Span(at, at + len(words))


def issue(text: str, name: str, day: date, headline: str | None = None) -> Issue:
    """An issue of one passage; its citation is its last parenthesis."""
    cited = Span(text.rindex("("), text.rindex(")") + 1)
    body = Passage(Span(0, cited.start - 1), 0, None)
    sources = (
        CitedSource("Kyodo", date(day.year, day.month, day.day - 1), date(day.year, day.month, day.day - 1)),
    )
    return Issue(
        issue_id=digest_of(text),
        text=text,
        source_key=name,
        source_uri=f"file:///{name}",
        issue_file=name,
        publication="Monitor",
        volume=4,
        number=day.day,
        headline=headline or name,
        published_on=day,
        published_basis="calendar",
        reference_day=day,
        reference_basis="calendar",
        today_is="publication",
        passages=(body,),
        citations=(Citation(cited, sources),),
    )


def event(told: Issue, sentence: str, trigger: str, event_type: str, **facts: Any) -> Event:  # noqa: ANN401  # fields of Event
    """An event that occurred, without day or anyone; `facts` say what else is known."""
    where = span(told.text, sentence)
    words = span(told.text, trigger, where.start)
    bare = Event(
        event_id=digest_of(f"{told.issue_id}{words}{event_type}"),
        passage=0,
        sentence=where,
        sentence_no=1,
        trigger=words,
        event_type=event_type,
        event_mode=None,
        cameo_code=None,
        quad_class=None,
        status="occurred",
        hedged=False,
        date_text=None,
        first_day=None,
        last_day=None,
        date_precision=None,
        date_basis=None,
        participants=(),
        place_name=None,
        place_country=None,
        amount=None,
        speaker=None,
        confidence=0.5,
        rules=(event_type.lower(),),
    )
    return replace(bare, **facts)


def timex(text: str, words: str, days: tuple[date, date], counted_from: date) -> Timex:
    """A relative date: a day or a month."""
    first, last = days
    value = first.isoformat() if first == last else first.isoformat()[:7]
    precision: Precision = "day" if first == last else "month"
    return Timex(span(text, words), "DATE", value, first, last, precision, "relative", "a-rule", counted_from)


BERG = Actor("Anna Berg", "person", "DEU", "GOV")
ORLOV = Actor("Ivan Orlov", "person", "RUS", "GOV")


def side(kind: Any, actor: Actor, words: Span, number: int) -> Participant:  # noqa: ANN401  # Side
    """A named participant."""
    return Participant(kind, actor.name, actor.country, actor.sector, words, number)


BERG_NAMED, ORLOV_NAMED = span(TALKS, "Anna Berg"), span(TALKS, "Ivan Orlov")
BERG_AGAIN = span(TALKS, "Berg", BERG_NAMED.end)


def talks() -> Extraction:
    """An issue with an event of every status and every way to a day."""
    told = issue(TALKS, "talks.txt", date(1998, 7, 14), "BERG MEETS ORLOV")
    yesterday = timex(TALKS, "yesterday", (date(1998, 7, 13), date(1998, 7, 13)), date(1998, 7, 14))
    september = timex(TALKS, "September", (date(1998, 9, 1), date(1998, 9, 30)), date(1998, 7, 14))
    return Extraction(
        told,
        timexes=(yesterday, september),
        actors=(BERG, ORLOV),
        mentions=(ActorMention(BERG_NAMED, 0), ActorMention(ORLOV_NAMED, 1), ActorMention(BERG_AGAIN, 0)),
        events=(_meeting(told), _visit(told), _loan(told), _denial(told)),
        problems=(Problem("times", "odd-date", "a date nobody can read", Span(0, 3)),),
        version=VERSION,
    )


def _meeting(told: Issue) -> Event:
    """On a day, and told twice."""
    return event(
        told,
        "Foreign Minister Anna Berg met with Ivan Orlov yesterday.",
        "met with",
        "CONSULT",
        event_mode="meet",
        cameo_code="040",
        quad_class=1,
        participants=(side("actor", BERG, BERG_NAMED, 0), side("recipient", ORLOV, ORLOV_NAMED, 1)),
        rules=("consult-meet",),
        timex=0,
        date_text="yesterday",
        first_day=date(1998, 7, 13),
        last_day=date(1998, 7, 13),
        date_precision="day",
        date_basis="relative",
        mentions=(span(TALKS, "talked"),),
        confidence=0.9,
    )


def _visit(told: Issue) -> Event:
    """In a month, at a place."""
    return event(
        told,
        "Berg will visit Moscow in September.",
        "visit",
        "CONSULT",
        status="planned",
        timex=1,
        participants=(side("actor", BERG, BERG_AGAIN, 0),),
        rules=("consult-visit", "will"),
        quad_class=1,
        date_text="September",
        first_day=date(1998, 9, 1),
        last_day=date(1998, 9, 30),
        date_precision="month",
        date_basis="relative",
        place_name="Moscow",
        place_country="RUS",
    )


def _loan(told: Issue) -> Event:
    """From a day on, with an amount."""
    return event(
        told,
        "She might grant a loan of 1.5 billion dollars.",
        "grant",
        "AID",
        status="hypothetical",
        hedged=True,
        amount=Amount(Decimal("1.5e9"), None, "USD", span(TALKS, "1.5 billion dollars")),
        rules=("aid-grant", "might"),
        first_day=date(1998, 7, 14),
        date_basis="relative",
        date_precision="range",
        quad_class=2,
    )


def _denial(told: Issue) -> Event:
    """Without a day, with a speaker."""
    return event(
        told,
        "Orlov denied that he had resigned.",
        "resigned",
        "RESIGN",
        status="denied",
        speaker="Ivan Orlov",
        rules=("resign-resign", "denied"),
        participants=(side("actor", ORLOV, span(TALKS, "Orlov", ORLOV_NAMED.end), 1),),
    )


def resignation(text: str, name: str, words: str) -> Extraction:
    """An issue with one event, told by `words`, on the day before it came out."""
    told = issue(text, name, date(1998, 7, 21))
    sentence = text[: text.rindex(" (")]
    day = date(1998, 7, 20)
    gone = event(
        told,
        sentence,
        "resigned",
        "RESIGN",
        date_text=words,
        first_day=day,
        last_day=day,
        date_precision="day",
        date_basis="relative",
        timex=0,
        participants=(side("actor", ORLOV, span(text, "Orlov"), 0),),
    )
    counted = timex(text, words, (day, day), date(1998, 7, 21))
    return Extraction(
        told,
        timexes=(counted,),
        actors=(ORLOV,),
        mentions=(ActorMention(span(text, "Orlov"), 0),),
        events=(gone,),
        version=VERSION,
    )


def all_stories() -> tuple[Extraction, ...]:
    """Every issue: six events."""
    wide = resignation(WIDE, "wide.txt", "yesterday")
    return talks(), wide, resignation(HOSTILE, "hostile.txt", "Monday")


def fill(url: str, told: Sequence[Extraction]) -> None:
    """A new database with the issues, written by one run."""
    with EventStore(url) as store:
        store.init()
        order = RunOrder("monday", command="ingest stories", version=VERSION, options_digest="0" * 32)
        with store.run(order, clock=lambda: NOW) as run:
            run.write(told)
