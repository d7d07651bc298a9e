"""The one frozen Policy: every number that steers a decision, with its unit and its reason."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """Confidence kept, 0 to 1, by what an event's days rest on."""

    stated: float = 1.0
    relative: float = 0.97
    event: float = 0.9
    passage: float = 0.85
    dateline: float = 0.75
    none: float = 0.6


@dataclass(frozen=True, slots=True)
class Policy:
    """Numbers and sets that steer extraction; the shipped one is `POLICY`."""

    issues_at_once: int = 64
    """Issues parsed together: more is no faster and holds more memory."""
    most_words: int = 200
    """Words in a sentence; longer ones are tables or lists, their parse is worthless and slow."""
    date_evidence: DateEvidence = field(default_factory=DateEvidence)
    without_actor: float = 0.75
    """Confidence kept where nobody is found to do it."""
    understood_actor: float = 0.95
    """Confidence kept where the actor is not the grammatical subject's own word but understood."""
    nominal: float = 0.9
    """Confidence kept for an event told by a noun: senses are harder to tell apart than a verb's."""
    subordinate: float = 0.93
    """Confidence kept for each clause between the event and the sentence's main verb."""
    unsure_status: float = 0.9
    """Confidence kept where the status is read from more than tense."""
    passage_days: int = 4
    """Days: an event told over fewer can give its passage its day ("over the weekend"); a month cannot."""
    punctual: frozenset[str] = frozenset(
        {"APPOINT", "DISMISS", "RESIGN", "VOTE", "AGREE", "CONSULT", "STATEMENT", "RETREAT", "ASSAULT"}
    )
    """Event types whose simple present tells one day, not a state that goes on."""


POLICY = Policy()
"""The shipped policy."""
