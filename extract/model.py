"""The frozen records that every stage shares.

Conventions, here and everywhere: characters are counted from 0 and spans are half open; all spans point into
`Issue.text`, which never changes once it is parsed. Days in records are inclusive on both sides; a None end
is open, both None means that nothing tells. Sequences are tuples. Trouble with data is a `Problem`, a value.
This module imports the standard library only.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

Basis = Literal["stated", "calendar", "estimated", "dateline", "setting"]
"""What a publication or reference day rests on; estimated: between two issues whose days are known."""

TodayIs = Literal["publication", "dateline"]
"""What "today" means: the day the issue came out, or the day its sources reported (the literal reading)."""

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
"""The types of TimeML's TIMEX3."""

Precision = Literal["day", "week", "month", "season", "quarter", "year", "range"]
"""How finely a time expression or an event's days are told."""

DateBasis = Literal["stated", "relative", "event", "passage", "dateline"]
"""What an event's days rest on: see the column `date_basis` in schema.sql."""

Status = Literal["occurred", "planned", "hypothetical", "denied"]
"""Whether an event happened, as the text has it."""

STATUSES: tuple[Status, ...] = ("occurred", "planned", "hypothetical", "denied")

EVENT_TYPES = (
    "ACCUSE", "AGREE", "AID", "APPOINT", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "DISMISS",
    "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RESIGN", "RETREAT", "SANCTION", "STATEMENT", "SUPPORT",
    "THREATEN", "VOTE",
)  # fmt: skip
"""Types of events: PLOVER 2.0 and five more."""

Side = Literal["actor", "recipient"]
"""The two sides of an event."""

ActorKind = Literal["person", "place", "organisation", "group"]
"""What an actor is: a named person, a place or state, a named body, or an unnamed group."""

Fate = Literal["killed", "wounded", "arrested"]
"""What happened to people whom an event counts."""

PlacePrecision = Literal["point", "city", "region", "country"]
"""How finely a place is told."""

Reader = Literal["rules", "llm"]
"""Who proposed an event."""

NameType = Literal["PER", "LOC", "ORG", ""]
"""The type of the name a token belongs to; empty outside names."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end`.

    >>> Span(2, 5).of("abcdef")
    'cde'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start} to {self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """The number of characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Trouble with data: what went wrong, where; returned beside results and stored, never raised."""

    stage: str
    """The module that met it: "sources", "issues", "times", ..."""
    code: str
    """A short stable name, in-kebab-case."""
    message: str
    """What, where and what to do next, for a person."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DayOptions:
    """What the caller says of an issue's days; None leaves it to the text and the publication's profile."""

    published: date | None = None
    """The publication day; outranks everything."""
    publication: str | None = None
    """The name of the publication's profile."""
    today_is: TodayIs | None = None


@dataclass(frozen=True, slots=True)
class RawIssue:
    """The content of one issue as it was read, before parsing."""

    content: str | bytes
    source_key: str = "-"
    """Where it came from below the SOURCE given: relative path, plus archive member after "!"."""
    source_uri: str = "-"
    """Where it came from, in full."""
    stated_on: date | None = None
    """The publication day as the file's own metadata states it (a mail's date header, say)."""
    problems: tuple[Problem, ...] = ()
    """What was doubtful in reading it."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One source of a citation, with the inclusive days it is cited for (both None: no day given)."""

    name: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Citation:
    """The parenthesis that closes a passage and says who reported it: "(Kyodo, Itar-Tass, July 13)"."""

    span: Span
    sources: tuple[CitedSource, ...]

    @property
    def last_day(self) -> date | None:
        """The latest cited day: the dateline of the passage."""
        return max((source.last_day for source in self.sources if source.last_day), default=None)

    @property
    def names(self) -> tuple[str, ...]:
        """The sources' names, each once, in the order of the text."""
        return tuple(dict.fromkeys(source.name for source in self.sources if source.name))


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of body text governed by one citation, or by none; without the citation itself."""

    span: Span
    citation: int | None
    """Index into `Issue.citations`."""
    headline: Span | None
    """The headline of the item that the passage belongs to."""
    section: int | None = None
    """Index into `Issue.sections`; None where the document has none."""
    reference_day: date | None = None
    """The day that "today" means in it, where a dated heading gives one; None: the issue's."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an issue under a heading of its own."""

    span: Span
    """The heading."""
    title: str
    """The heading as one line, without its marks."""
    day: date | None = None
    """The day that the section speaks from, where a heading states it."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that is no body: never searched for events."""

    span: Span
    kind: Literal[
        "header",
        "headline",
        "day",
        "contents",
        "next-headline",
        "masthead",
        "footer",
        "cross-reference",
        "citation",
        "mark",
    ]


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue (one number, or one item of it), parsed."""

    issue_id: str
    """Digest of `text`: 32 hexadecimal digits, the same on every machine."""
    text: str
    source_key: str
    source_uri: str
    issue_file: str
    """The base name of the input."""
    publication: str | None
    volume: int | None
    number: int | None
    headline: str | None
    """The first item's headline, as one line."""
    published_on: date | None
    published_basis: Basis | None
    reference_day: date | None
    """The day that "today" means."""
    reference_basis: Basis | None
    today_is: TodayIs
    """The reading of "today" that was used."""
    passages: tuple[Passage, ...]
    citations: tuple[Citation, ...]
    furniture: tuple[Furniture, ...] = ()
    sections: tuple[Section, ...] = ()
    recognised_by: str | None = None
    """What told the publication, for a person; None where none is known."""
    year: int | None = None
    """The year that the document tells, where it tells no day."""

    def day_of(self, passage: int) -> date | None:
        """The day that "today" means in a passage: its section's own, else the issue's."""
        return self.passages[passage].reference_day or self.reference_day

    def section_of(self, passage: int) -> str | None:
        """The heading that a passage stands under; None where the document has no sections."""
        section = self.passages[passage].section
        return None if section is None else self.sections[section].title


@dataclass(frozen=True, slots=True)
class Token:
    """One word as the language model reads it; Universal Dependencies labels."""

    text: str
    span: Span
    lemma: str
    tag: str
    """Penn Treebank tag: VBD, NNP, ..."""
    pos: str
    """Universal part of speech: VERB, PROPN, ..."""
    head: int
    """Index of the head in `Sentence.tokens`; its own index for the root."""
    label: str
    """Universal Dependencies relation: nsubj, obl:tmod, ..."""
    name: NameType = ""


DayRead = Literal["own", "none", "open", "last", "lead", "today", "yesterday", "lasting", "other"]
DAYS_READ: tuple[DayRead, ...] = get_args(DayRead)
"""What a reader can say of an event's days: of an expression of its own; unknown; from the reference day on;
those of the event told last in the passage, or first; the reference day, the day before; up to the reference
day; others."""


@dataclass(frozen=True, slots=True)
class EventReading:
    """What the reader makes of one word as the word that tells an event. All figures are probabilities.

    The pointers (`actor`, `recipient`, `time`) have 2 + W entries for a sentence of W tokens: nobody (for a
    time: no expression), elsewhere (outside the sentence, or a pronoun's), then each token as the head of the
    words meant. They, and `statuses`, hold if the word tells an event.
    """

    token: int
    """Index in `Sentence.tokens`."""
    event: float
    """That the word tells an event."""
    types: tuple[float, ...]
    """By type, in the order of `EVENT_TYPES`; they add up to `event`."""
    statuses: tuple[float, ...]
    """occurred, planned, hypothetical, denied."""
    actor: tuple[float, ...]
    recipient: tuple[float, ...]
    time: tuple[float, ...]
    """The time expression that dates it, by its head."""
    days: tuple[float, ...] = ()
    """What its days are, in the order of `DAYS_READ`."""
    actor_before: tuple[float, ...] = ()
    """The pointer's share for each word of the text before the sentence, the nearest first."""
    recipient_before: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage with its tokens."""

    span: Span
    tokens: tuple[Token, ...]
    """None where it has too many words to be a sentence: a table, a list."""
    events: tuple[EventReading, ...] = ()
    """The words that may tell an event, in order; none from models that do not read events."""


@dataclass(frozen=True, slots=True)
class EventOffset:
    """Days counted from another event: "a day after the defeat" is +1 day from what `event` names."""

    days: int
    """Signed; 0 for "on the day of"."""
    event: Span
    """The words that name the other event."""
    expression: Span | None = None
    """The expression with its preposition: "a day after"."""


TimexRole = Literal["time", "deadline", "start", "noun"]
"""What an expression is to its clause: only as `time` does it date the main verb.

time: when it happens ("on Friday"); deadline: up to when ("by Friday", "until then"); start: since
or from when; noun: it belongs to the noun behind it ("last year's resolution").
"""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression and what it resolves to."""

    span: Span
    """Without the preposition."""
    type: TimexType
    value: str
    """TIMEX3 value: 1998-07-13, 1998-W29, P2Y, PAST_REF, ..."""
    first_day: date | None
    last_day: date | None
    precision: Precision | None
    """None where the expression names no days."""
    basis: Literal["stated", "relative"]
    """stated: says its day outright; relative: counted from another day."""
    rule: str
    counted_from: date | None = None
    """The day it counts from; None for a stated day."""
    offset: EventOffset | None = None
    role: TimexRole = "time"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts in an issue, all its names joined."""

    name: str
    """The fullest name the issue gives."""
    kind: ActorKind
    country: str | None
    """ISO 3166 alpha-3 (-3 for states that are gone)."""
    sector: str | None
    """PLOVER sector; IGO for international bodies."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that stand for an actor."""

    span: Span
    actor: int
    """Index into the tuple of actors found with it."""


@dataclass(frozen=True, slots=True)
class ActorRole:
    """An office that the text says an actor holds, and the day it says so of."""

    actor: int
    role: str
    """As written, without article: "prime minister"."""
    country: str | None
    day: date | None
    """The day the text speaks from."""
    tenure: Literal["holds", "former", "designate", "acting"]
    span: Span


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in an issue: the actors, where they are named, and the offices they hold."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    roles: tuple[ActorRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells an event, with its type."""

    span: Span
    sentence: int
    """Index of the sentence."""
    token: int
    """Index of the head token in that sentence."""
    event_type: str
    event_mode: str | None
    cameo_code: str | None
    rule: str
    weight: float = 1.0
    """How far the rule can be trusted to have met this sense, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part in an event. `actor` is an index into `Extraction.actors`; None: a description."""

    side: Side
    name: str
    country: str | None
    sector: str | None
    span: Span | None
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money: units of the ISO 4217 currency; `high` for a range."""

    low: Decimal
    high: Decimal | None
    currency: str
    span: Span


@dataclass(frozen=True, slots=True)
class Casualty:
    """How many people an event killed, wounded or arrested, as the text says."""

    fate: Fate
    low: int
    high: int | None
    """Equal to `low` for a plain number; None where the text leaves it open: "at least twelve"."""
    span: Span
    """The words that count them."""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, and whether it happened. Columns mean what `schema.sql` says of them."""

    event_id: str
    passage: int
    """Index into `Issue.passages`."""
    sentence: Span
    sentence_no: int
    """Counted from 1 over the issue."""
    trigger: Span
    event_type: str
    event_mode: str | None
    cameo_code: str | None
    quad_class: int | None
    status: Status
    hedged: bool
    date_text: str | None
    first_day: date | None
    last_day: date | None
    date_precision: Precision | None
    date_basis: DateBasis | None
    participants: tuple[Participant, ...]
    place_name: str | None
    place_country: str | None
    amount: Amount | None
    speaker: str | None
    confidence: float
    rules: tuple[str, ...]
    timex: int | None = None
    """Index into `Extraction.timexes`: the expression the days came from."""
    mentions: tuple[Span, ...] = ()
    """Triggers of the other tellings of this event in the issue."""
    place_latitude: float | None = None
    """Degrees north, WGS 84."""
    place_longitude: float | None = None
    """Degrees east."""
    place_id: int | None = None
    """The place's number in GeoNames."""
    place_region: str | None = None
    """The first-level region it lies in."""
    place_precision: PlacePrecision | None = None
    killed: int | None = None
    killed_high: int | None = None
    wounded: int | None = None
    wounded_high: int | None = None
    arrested: int | None = None
    arrested_high: int | None = None
    casualties: tuple[Casualty, ...] = ()
    """The words behind those counts."""
    actor_id: str | None = None
    """Identities of the actors that hold across issues, joined by "; " in the participants' order."""
    recipient_id: str | None = None
    contexts: str | None = None
    """PLOVER contexts that words of the sentence tell, joined by "; "."""
    section: str | None = None
    """The heading the event stands under."""
    reader: Reader = "rules"
    reasons: str | None = None
    """The three features that counted most in its choices, joined by "; "."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one issue gave."""

    issue: Issue
    timexes: tuple[Timex, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    roles: tuple[ActorRole, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    version: str = field(default="")
    """The extractor's version: code, lexicon and model."""
