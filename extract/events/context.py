"""What the attributes of an issue's events rest on: everything that the stages before found, at its place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import get_args

from extract.choices import Choices
from extract.events.candidate import Candidate
from extract.events.naming import Names
from extract.events.when import Placed, place_timexes
from extract.lexicon.reading import Lexicon
from extract.model import Amount, Cast, Citation, Issue, Participant, Sentence, Side, Timex
from extract.policy import EventPolicy
from extract.syntax import Tree

BACK = 3
"""Sentences before an event's own whose actors may be meant."""
_RECENT = 2
"""Days before the reference day that count as news."""


@dataclass(frozen=True)
class Context:
    """One issue as the events see it; indices of sentences count over the issue."""

    issue: Issue
    trees: tuple[Tree, ...]
    passages: tuple[int, ...]
    """For each sentence the index of its passage."""
    timexes: tuple[Timex, ...]
    cast: Cast
    names: Names
    amounts: tuple[Amount, ...]
    lexicon: Lexicon
    choices: Choices
    policy: EventPolicy

    def day_of(self, candidate: Candidate) -> date | None:
        """The day that "today" means where a candidate stands."""
        return self.issue.day_of(candidate.passage)

    @cached_property
    def placed(self) -> tuple[tuple[Placed, ...], ...]:
        """For each sentence its expressions of time, at the tokens that head them."""
        return tuple(
            place_timexes(tree, [(index, self.timexes[index]) for index in self._timexes_in(tree.sentence)])
            for tree in self.trees
        )

    @cached_property
    def cited(self) -> tuple[tuple[date, date] | None, ...]:
        """For each passage the first and last day of its citation's latest source, if it gives any."""
        return tuple(
            None if passage.citation is None else _cited_days(self.issue.citations[passage.citation])
            for passage in self.issue.passages
        )

    @cached_property
    def opening(self) -> Mapping[int, int]:
        """For each passage the index of its first sentence."""
        found: dict[int, int] = {}
        for sentence, passage in enumerate(self.passages):
            found.setdefault(passage, sentence)
        return found

    @cached_property
    def usual_age(self) -> Mapping[date, int]:
        """For each reference day, how many days before it most of the days lie that its passages name."""
        ages: dict[date, Counter[int]] = {}
        for passage, placed in zip(self.passages, self.placed, strict=True):
            today = self.issue.day_of(passage)
            if today is None:
                continue
            for place in placed:
                day = place.timex.first_day
                if day is not None and day == place.timex.last_day and 0 <= (today - day).days <= _RECENT:
                    ages.setdefault(today, Counter())[(today - day).days] += 1
        return {today: counts.most_common(1)[0][0] for today, counts in ages.items()}

    @cached_property
    def mentioned(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each sentence the actors mentioned in it: head token and index of the actor, in order."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.trees]
        for mention in self.cast.mentions:
            number = self.sentence_at(mention.span.start)
            if number is None:
                continue
            tree = self.trees[number]
            inside = [n for n, token in enumerate(tree.tokens) if mention.span.contains(token.span)]
            heads = [n for n in inside if tree.tokens[n].head not in inside or tree.tokens[n].head == n]
            if heads:
                found[number].append((heads[0], mention.actor))
        return tuple(map(tuple, found))

    @cached_property
    def mentioned_before(self) -> tuple[tuple[tuple[int, int, str], ...], ...]:
        """For each sentence the actors mentioned in those before and not in it, how far back, and as what."""
        return tuple(tuple(self._before(number)) for number in range(len(self.trees)))

    def _before(self, sentence: int) -> Iterator[tuple[int, int, str]]:
        here = {actor for _, actor in self.mentioned[sentence]}
        for back in range(1, min(BACK, sentence) + 1):
            tree = self.trees[sentence - back]
            for head, actor in self.mentioned[sentence - back]:
                if actor not in here:
                    here.add(actor)
                    yield actor, back, tree.label(head).partition(":")[0]

    @cached_property
    def standing(self) -> Mapping[Side, tuple[Participant, ...]]:
        """Each actor of the issue as one who stands on a side."""
        return {
            side: tuple(
                Participant(side, one.name, one.country, one.sector, None, number)
                for number, one in enumerate(self.cast.actors)
            )
            for side in get_args(Side)
        }

    def sentence_at(self, offset: int) -> int | None:
        """The index of the sentence that a character stands in."""
        number = bisect_left(self._starts, offset + 1) - 1
        return number if number >= 0 and offset < self.trees[number].sentence.span.end else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(tree.sentence.span.start for tree in self.trees)

    def _timexes_in(self, sentence: Sentence) -> range:
        first = bisect_left(self.timexes, sentence.span.start, key=lambda timex: timex.span.start)
        last = bisect_left(self.timexes, sentence.span.end, key=lambda timex: timex.span.start)
        return range(first, last)


def _cited_days(citation: Citation) -> tuple[date, date] | None:
    """The first and the last day of a citation's latest source; None where it gives no day."""
    days = [(one.last_day, one.first_day or one.last_day) for one in citation.sources if one.last_day]
    if not days:
        return None
    last, first = max(days)
    return first, last
