"""One row for one event told twice in an item: which drafts tell the same."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from extract.events.choosing import draft_of
from extract.events.context import Context
from extract.events.draft import Days, Draft
from extract.events.mention import EventMention
from extract.events.sides import keys
from extract.syntax import grammar

LOOK_BACK: Final = 100
"""Tellings of one type and status that a later one is compared with: what it points back to was told not long
before, and a document of any length takes a time in proportion to it."""


@dataclass(frozen=True)
class Telling:
    """A draft with its days."""

    draft: Draft
    days: Days

    @cached_property
    def is_noun(self) -> bool:
        """Whether a noun tells it."""
        return not self.draft.tree.is_predicate(self.draft.trigger.token)

    @cached_property
    def is_definite(self) -> bool:
        """Whether its noun points to an event told before."""
        return _is_definite(self.draft)

    @cached_property
    def actors(self) -> frozenset[object]:
        """What tells the actors apart."""
        return keys(self.draft.sides.actors)

    @cached_property
    def both(self) -> frozenset[object]:
        """What tells all participants apart."""
        return keys(self.draft.sides.both)


def merge(
    mentions: Sequence[EventMention], context: Context
) -> Iterator[tuple[EventMention, tuple[EventMention, ...]]]:
    """One mention for each event, with what only its others tell, and those; in the order of the text.

    Two mentions tell one event when type and status agree, no participant contradicts another, their days
    can be the same, and one of them is a noun that points back ("his resignation", "the talks") or both say
    the same of the same people on the same day.
    """
    tellings = [Telling(draft_of(one, context), one.days) for one in mentions]
    for group in _groups(tellings):
        first, *others = (mentions[position] for position in group)
        yield _completed(first, others), tuple(others)


def _groups(tellings: Sequence[Telling]) -> list[list[int]]:
    """The positions of the tellings of each event, in the order of the text."""
    groups: list[list[int]] = []
    near: dict[object, deque[tuple[int, int]]] = defaultdict(lambda: deque(maxlen=LOOK_BACK))
    for position, telling in enumerate(tellings):
        draft = telling.draft
        before = near[draft.trigger.event_type, draft.verdict.status]
        alike = (group for earlier, group in before if _is_same(tellings[earlier], telling))
        group = min(alike, default=len(groups))  # the one that was begun first
        if group == len(groups):
            groups.append([])
        groups[group].append(position)
        before.append((position, group))
    return groups


def _completed(first: EventMention, others: Sequence[EventMention]) -> EventMention:
    """The first mention, with the sides and the days that only a later one tells."""
    sides, days = first.sides, first.days
    by_rules = any(one.by_rules for one in (first, *others))
    for other in others:
        sides = sides.filled_from(other.sides)
        if days.timex is None and other.days.timex is not None:
            days = other.days
    return replace(first, sides=sides, days=days, by_rules=by_rules)


def _is_same(first: Telling, second: Telling) -> bool:
    """Whether the later telling tells the event of the earlier, of the same type and status."""
    one, two = first.draft, second.draft
    if one.tree is two.tree and _is_part(one, two):
        return True
    if not _days_agree(first.days, second.days) or _is_another_way(one, two):
        return False
    if first.is_noun or second.is_noun:
        beside = one.tree is two.tree and bool(one.sides.actors)
        last = second if second.is_noun else first
        return (beside or last.is_definite) and _sides_agree(first, second)
    return (
        _is_same_word(one, two)
        and bool(first.both)
        and first.both == second.both
        and bool(one.sides.recipients)
    )


def _is_same_word(one: Draft, two: Draft) -> bool:
    """Whether both have the same word, or words of the same sense."""
    if one.tree.lemma(one.trigger.token) == two.tree.lemma(two.trigger.token):
        return True
    return bool(one.trigger.weight) and one.trigger.rule == two.trigger.rule


def _is_part(one: Draft, two: Draft) -> bool:
    """Whether one word completes the other: "chaired a session", "killing four and wounding six"."""
    tree = one.tree
    for lower, upper in ((one, two), (two, one)):
        for step in tree.path(lower.trigger.token):
            if step == upper.trigger.token:
                return True
            label = tree.label(step).partition(":")[0]
            if label == "conj" and lower.kind.joined_are_one and tree.head(step) == upper.trigger.token:
                return True
            if label not in {"obj", "obl", "nmod", "compound", "amod", "xcomp"}:
                break
            if tree.is_passive(upper.trigger.token) and step in grammar.agents(tree, upper.trigger.token):
                return step == lower.trigger.token  # the means: "was wounded by gunfire"
            if label == "obl" and _modes_differ(lower, upper):
                break
    return False


def _modes_differ(one: Draft, two: Draft) -> bool:
    """Whether both have a mode, and not the same."""
    return len({one.trigger.event_mode, two.trigger.event_mode} - {None}) > 1


def _is_another_way(one: Draft, two: Draft) -> bool:
    """Whether the modes tell the two apart: a withdrawal is no release; a visit may be the talks."""
    return not one.kind.modes_overlap and _modes_differ(one, two)


def _days_agree(first: Days, second: Days) -> bool:
    """Whether both can be the same days; an event without an expression of its own adapts."""
    own = {"stated", "relative", "event"}
    if first.basis in own and second.basis in own and first.timex is not None and second.timex is not None:
        return (first.first, first.last) == (second.first, second.last)
    return True


def _is_definite(draft: Draft) -> bool:
    """Whether the noun points to an event told before: "the talks", "his resignation", "Kirienko's visit"."""
    tree, token = draft.tree, draft.trigger.token
    determiners = {tree.lemma(word) for word in tree.children(token, "det")}
    return (
        bool(determiners & {"the", "this", "that", "these", "those"})
        or tree.child(token, "nmod:poss") is not None
    )


def _sides_agree(first: Telling, second: Telling) -> bool:
    """Whether the people of the vaguer telling all take part in the other, and there is someone in common."""
    one, two = first.draft, second.draft
    if not one.kind.mutual and first.actors and second.actors and first.actors.isdisjoint(second.actors):
        return False
    if not first.both or not second.both:
        return one.passage == two.passage
    return first.both <= second.both or second.both <= first.both
