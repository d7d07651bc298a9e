"""The records of a second reader: what it is asked, what it tells, and what of that stands in the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.model import Problem, Side, Span, Status

Mode = Literal["llm", "both", "doubtful"]
"""Whose proposals become events: the model's alone, those of both, or the model's only where rules doubt."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Sentences of one passage that are asked about together."""

    passage: int
    """Index into `Issue.passages`."""
    first: int
    """Index of the first sentence in the issue."""
    sentences: tuple[str, ...]
    """Each as one line, its blanks single."""

    @property
    def numbers(self) -> range:
        """The indices of its sentences in the issue."""
        return range(self.first, self.first + len(self.sentences))


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a model tells it: its quotations are not yet looked for."""

    sentence: int
    """Counted from 1 in the portion; 0 where the model does not say."""
    trigger: str
    event_type: str
    status: str
    time: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model told of one portion."""

    told: tuple[Told, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What of it could not be used at all."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """A portion that nobody could be asked about; its issue is not read."""

    problem: Problem


Ask = Callable[[Sequence[Portion], int], Sequence[Answer | Unheard]]
"""Asks about portions, of one issue or several; as many answers, in the same order. The number says how many
sentences more the issues have that nobody need be asked about."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that the model proposes, its quotations found: spans into `Issue.text`."""

    sentence: int
    """Index in the issue of the sentence that holds the trigger."""
    trigger: Span
    event_type: str
    status: Status
    time: Span | None = None
    """The expression of time."""
    undated: bool = False
    """Whether the model says that no expression tells when."""
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()

    def side(self, side: Side) -> tuple[Span, ...]:
        """The words for those on one side."""
        return self.actors if side == "actor" else self.recipients


@dataclass(frozen=True, slots=True)
class Heard:
    """What the second reader said of an issue."""

    proposals: tuple[Proposal, ...] = ()
    """In the order of their triggers, at most one a trigger."""
    sentences: frozenset[int] = frozenset()
    """The sentences that it has read, by their index in the issue."""
    alone: bool = False
    """Whether only what it proposes can be an event."""


NOTHING = Heard()
"""Without a second reader."""


@dataclass(frozen=True, slots=True)
class SecondReader:
    """A large language model that reads beside the rules, or instead of them."""

    mode: Mode
    model: str
    """The model's name."""
    prompt: str
    """The digest of the prompt."""
    ask: Ask = field(repr=False, compare=False)

    @property
    def version(self) -> str:
        """What decides of it: mode, model, prompt."""
        return f"{self.mode} {self.model} {self.prompt}"


def versioned(version: str, second: SecondReader | None) -> str:
    """The version of an extractor with what a second reader adds to it.

    >>> versioned("0.1.0+ab", SecondReader("both", "some-model", "cd", ask=lambda portions, others: ()))
    '0.1.0+ab both some-model cd'
    """
    return version if second is None else f"{version} {second.version}"


class NotReadError(ValueError):
    """An issue was not read to its end, since the second reader could not be asked. `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem for whoever stores it."""
        super().__init__(problem.message)
        self.problem = problem
