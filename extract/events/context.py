"""What the attributes of an issue's events rest on: everything that the stages before found, at its place."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from extract.events.modality import Modality
from extract.events.naming import Names
from extract.events.tree import Tree
from extract.events.when import Placed, place_timexes
from extract.model import Amount, Cast, Issue, Sentence, Timex
from extract.policy import Policy


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
    modality: Modality
    policy: Policy

    @cached_property
    def placed(self) -> tuple[tuple[Placed, ...], ...]:
        """For each sentence its expressions of time, at the tokens that head them."""
        return tuple(
            place_timexes(tree, [(index, self.timexes[index]) for index in self._timexes_in(tree.sentence)])
            for tree in self.trees
        )

    @cached_property
    def tokens(self) -> Mapping[int, tuple[int, int]]:
        """Where a word of the issue starts: its sentence and token."""
        return {
            token.span.start: (number, place)
            for number, tree in enumerate(self.trees)
            for place, token in enumerate(tree.tokens)
        }

    @cached_property
    def mentioned(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each sentence the actors mentioned in it: head token and index of the actor, in order."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.trees]
        for mention in self.cast.mentions:
            number = self._sentence_at(mention.span.start)
            if number is None:
                continue
            tree = self.trees[number]
            inside = [n for n, token in enumerate(tree.tokens) if mention.span.contains(token.span)]
            heads = [n for n in inside if tree.tokens[n].head not in inside or tree.tokens[n].head == n]
            if heads:
                found[number].append((heads[0], mention.actor))
        return tuple(map(tuple, found))

    def _sentence_at(self, offset: int) -> int | None:
        number = bisect_left(self._starts, offset + 1) - 1
        return number if number >= 0 and offset < self.trees[number].sentence.span.end else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(tree.sentence.span.start for tree in self.trees)

    def _timexes_in(self, sentence: Sentence) -> range:
        first = bisect_left(self.timexes, sentence.span.start, key=lambda timex: timex.span.start)
        last = bisect_left(self.timexes, sentence.span.end, key=lambda timex: timex.span.start)
        return range(first, last)
