"""What an issue has told so far: the events before another, with their days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

DaySpan = tuple[date | None, date | None]
"""The first and the last day; None is unknown or open."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An event told before in the issue, with its days."""

    sentence: int
    passage: int
    token: int
    status: str
    days: DaySpan
    event_type: str = ""
    own: bool = False
    """Whether an expression of its own gives the days."""
    form: str = ""
    embedding: str = ""
    who: frozenset[object] = frozenset()
    """Who takes part, by key."""


class Told:
    """The events told before, in the order of the text, indexed so that each asks in constant time."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self.single: list[Dated] = []
        """Those of one day."""
        self._passages: dict[int, HappenedIn] = {}
        self._sentences: dict[int, list[Dated]] = {}
        self._sections: dict[int | None, DaysIn] = {}

    def add(self, one: Dated, section: int | None) -> None:
        """Tell an event of a section; one without days says nothing to others."""
        first, last = one.days
        if first is None:
            return
        if first == last:
            self.single.append(one)
        self._sentences.setdefault(one.sentence, []).append(one)
        if one.status == "occurred":
            self._passages.setdefault(one.passage, HappenedIn(one)).add(one)
            self._sections.setdefault(section, DaysIn(one.days)).add(one)

    def of_passage(self, passage: int) -> "HappenedIn | None":
        """What happened in the passage, as far as it is told."""
        return self._passages.get(passage)

    def of_section(self, section: int | None) -> "DaysIn | None":
        """What happened in the section, as far as it is told."""
        return self._sections.get(section)

    def of_sentence(self, sentence: int) -> Sequence[Dated]:
        """What the sentence has told."""
        return self._sentences.get(sentence, ())


@dataclass(slots=True)
class HappenedIn:
    """What happened in a passage: its first event, and the last of several kinds."""

    lead: Dated
    last: Dated = field(init=False)
    newest: Dated = field(init=False)
    main: Dated | None = None
    by_whom: dict[object, tuple[int, Dated]] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        """The first event is the last and the newest so far."""
        self.last = self.newest = self.lead

    def add(self, one: Dated) -> None:
        """Tell one more."""
        self.count += 1
        self.last = one
        if (one.days[1] or date.min) > (self.newest.days[1] or date.min):
            self.newest = one
        if one.embedding == "main":
            self.main = one
        self.by_whom.update(dict.fromkeys(one.who, (self.count, one)))

    def of(self, who: frozenset[object]) -> Dated | None:
        """The last event of any of these."""
        found = [self.by_whom[key] for key in who if key in self.by_whom]
        return max(found, key=itemgetter(0))[1] if found else None


@dataclass(slots=True)
class DaysIn:
    """The days of what happened in a section: the first, and how often each single one was told."""

    first: DaySpan
    counts: Counter[DaySpan] = field(default_factory=Counter)
    common: DaySpan | None = None

    def add(self, one: Dated) -> None:
        """Tell one more."""
        if one.days[0] != one.days[1]:
            return
        self.counts[one.days] += 1
        if self.common is None or self.counts[one.days] > self.counts[self.common]:
            self.common = one.days
