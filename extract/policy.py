"""The one frozen Policy: every number that steers a decision, with its unit and its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Numbers and sets that steer extraction; the shipped one is `POLICY`."""

    issues_at_once: int = 64
    """Issues parsed together: more is no faster and holds more memory."""
    most_words: int = 200
    """Words in a sentence; longer ones are tables or lists, their parse is worthless and slow."""
    without_actor: float = 0.6
    """Share kept where nobody is found to do it: 0.43 of such rows are right, 0.75 of the others."""
    without_day: float = 0.8
    """Share kept where nothing tells a day."""
    hypothetical: float = 0.65
    """Share kept of what may be: 0.4 of such rows are right, 0.76 of those that occurred."""
    not_occurred: float = 0.9
    """Share kept of what is planned or denied."""
    least_confidence: float = 0.2
    """Confidence of a row for which all evidence is bad."""
    confidence_slope: float = 0.8
    """Growth of confidence with evidence, fitted to the annotated issues by `benchmarks.events`."""
    passage_days: int = 4
    """Days: an event told over fewer can give its passage its day ("over the weekend"); a month cannot."""
    punctual: frozenset[str] = frozenset(
        {"APPOINT", "DISMISS", "RESIGN", "VOTE", "AGREE", "CONSULT", "STATEMENT", "RETREAT", "ASSAULT"}
    )
    """Event types whose simple present tells one day, not a state that goes on."""


POLICY = Policy()
"""The shipped policy."""
