"""The one frozen Policy: every number that steers a decision, with its unit and its reason."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadingPolicy:
    """The numbers of reading text."""

    issues_at_once: int = 64
    """Issues parsed together: more is no faster and holds more memory."""
    most_words: int = 200
    """Words in a sentence; longer ones are tables or lists, their parse is worthless and slow."""


@dataclass(frozen=True, slots=True)
class TriggerPolicy:
    """The numbers that steer the choice of triggers."""

    longest_gap: int = 5
    """Words that may stand inside a multi-word trigger: "put the former minister in charge"."""
    longest_span: int = 5
    """Words a trigger's span may have; a longer one shrinks to its head, to stay readable in a row."""
    least_weight: float = 0.0
    """Senses that weigh less are not given; all are, as evidence: what tells an event is chosen later."""
    main: float = 1.0
    """Factor of a trigger that heads the sentence or is coordinated with its head."""
    reported: float = 0.95
    """Factor in the content of a report or promise."""
    beside: float = 0.8
    """Factor in an adverbial clause."""
    relative: float = 0.7
    """Factor in a relative or participle clause."""
    nominal: float = 0.8
    """Factor of a noun that no verb supports as object or subject."""
    content: float = 0.7
    """Factor in what another trigger promises, demands, threatens or refuses: the outer act counts."""
    topic: float = 0.7
    """Factor of a noun that another trigger condemns, praises or speaks of: mostly told before."""
    known: float = 0.5
    """Factor of a bare definite noun in an adverbial: "hours before the attack" speaks of what was told."""
    refused: float = 0.4
    """Factor of the infinitive that another trigger refuses: "declined to send" is one act."""
    described: float = 0.3
    """Factor of a noun that is said of something ("his third summit"), and of a verb for what is only
    continued, hindered or allowed by law."""


@dataclass(frozen=True, slots=True)
class EventPolicy:
    """The numbers of finding events."""

    least_reading: float = 0.08
    """Probability of an event from which the reader's word is a candidate without a sense of the lexicon."""
    least_event: float = 0.45
    """Probability from which a candidate is an event: found F1 is flat from .40 to .50."""

    least_sense: float = 0.3
    """Weight from which a sense tells an event of a type that the choices never learned."""
    passage_days: int = 4
    """Days: an event told over fewer can give its passage its day ("over the weekend"); a month cannot."""


@dataclass(frozen=True, slots=True)
class SecondPolicy:
    """The numbers of a second reader, a large language model.

    None is learned: no answers are annotated. The choices' own weights of the same names outrank them.
    """

    most_characters: int = 4000
    """Characters of sentences asked about together; longer passages are cut between sentences."""
    proposed: float = 2.0
    """Log odds for an option that it names, against each other: right seven times as often as wrong."""
    agreed: float = 0.5
    """Log odds of a row whose event, type and status both readers have."""
    silent: float = -0.5
    """Log odds of a row that the second reader, who read the passage, does not have."""
    alone: float = -0.5
    """Log odds of a row that only the second reader has."""
    doubtful: float = 0.5
    """Confidence of a row below which its sentence is read in mode `doubtful`: rather wrong than right."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers that steer extraction, a part for each stage; the shipped one is `POLICY`."""

    reading: ReadingPolicy = field(default_factory=ReadingPolicy)
    triggers: TriggerPolicy = field(default_factory=TriggerPolicy)
    events: EventPolicy = field(default_factory=EventPolicy)
    second: SecondPolicy = field(default_factory=SecondPolicy)


POLICY = Policy()
"""The shipped policy."""
