"""An event candidate: a word that may tell an event, with what each proposer says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from extract.events.tree import Tree
from extract.model import Span, Trigger

NOBODY, ELSEWHERE = -1, -2
"""Where the reader points when a side is not named at all, or not in this sentence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reader makes of a word as the word of an event; probabilities."""

    types: Mapping[str, float]
    """By event type; what they lack to 1 says that the word tells no event."""
    statuses: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    actor: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    """By token of the sentence, `NOBODY` or `ELSEWHERE`."""
    recipient: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    time: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    """By token that heads an expression of time, or `NOBODY`."""

    @property
    def event(self) -> float:
        """How likely the word tells an event at all."""
        return sum(self.types.values())


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
    seen: Seen | None = None
    """None where the model has no heads for events."""
