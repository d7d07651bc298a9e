"""An event candidate: a word that may tell an event, with what each proposer says of it."""

from dataclasses import dataclass

from extract.choices import Reason
from extract.lexicon.types import EventType
from extract.model import EventReading, Span, Trigger
from extract.second import Proposal
from extract.syntax import Tree

NOBODY, ELSEWHERE, FIRST_TOKEN = 0, 1, 2
"""Where the reader points: to nobody, out of the sentence, to its first token and those after it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event word in its sentence, from whoever proposed it."""

    sentence: int
    """Index of the sentence in the issue."""
    passage: int
    tree: Tree
    token: int
    """The head of the event's words."""
    span: Span
    sense: Trigger | None = None
    """The lexicon's sense of the word, where one holds: evidence, not a gate."""
    listed: frozenset[str] = frozenset()
    """The types that the lexicon has for the word in any sense."""
    reading: EventReading | None = None
    """What the reader makes of the word; None where it sees no event, or reads none at all."""
    proposal: Proposal | None = None
    """What a second reader proposes of the word."""
    by_rules: bool = True
    """Whether lexicon or reader propose it; else the second reader alone, whose proposal then decides."""
    heard: bool = False
    """Whether a second reader has read its sentence."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A candidate that tells an event of a type."""

    candidate: Candidate
    kind: EventType
    likely: float
    """Probability of an event of this type."""
    reasons: tuple[Reason, ...] = ()
    """What counted most for it."""
    by_rules: bool = True
    """Whether it is an event without a second reader's word, too."""
