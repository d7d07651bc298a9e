"""One row for one event told twice in an item: which drafts tell the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.events.draft import Days, Draft
from extract.model import Participant


@dataclass(frozen=True, slots=True)
class Telling:
    """A draft with its days."""

    draft: Draft
    days: Days


def merge_tellings(tellings: Sequence[Telling]) -> tuple[tuple[int, ...], ...]:
    """Group the positions of tellings of one event, each group in the order of the text.

    Two tellings are one event when type and status agree, no participant contradicts another, their days
    can be the same, and one of them is a noun that points back ("his resignation", "the talks") or both say
    the same of the same people on the same day.
    """
    alike: dict[object, list[list[int]]] = {}
    for position, telling in enumerate(tellings):
        draft = telling.draft
        groups = alike.setdefault((draft.trigger.event_type, draft.verdict.status), [])
        group = next((group for group in groups if any(_is_same(tellings[n], telling) for n in group)), None)
        if group is None:
            groups.append([position])
        else:
            group.append(position)
    return tuple(sorted(tuple(group) for groups in alike.values() for group in groups))


def fuse(tellings: Sequence[Telling]) -> Telling:
    """The first telling, with the sides and the days that only a later one tells."""
    first, *others = tellings
    if not others:
        return first
    sides, days = first.draft.sides, first.days
    for other in others:
        sides = sides.filled_from(other.draft.sides)
        if days.timex is None and other.days.timex is not None:
            days = other.days
    return Telling(replace(first.draft, sides=sides), days)


def _is_same(first: Telling, second: Telling) -> bool:
    """Whether the later telling tells the event of the earlier, of the same type and status."""
    one, two = first.draft, second.draft
    if one.tree is two.tree and _is_part(one, two):
        return True
    if not _days_agree(first.days, second.days) or _is_another_way(one, two):
        return False
    nouns = [draft for draft in (one, two) if not draft.tree.is_predicate(draft.trigger.token)]
    if nouns:
        beside = one.tree is two.tree and bool(one.sides.actors)
        return (beside or _is_definite(nouns[-1])) and _sides_agree(one, two)
    same_word = one.trigger.rule == two.trigger.rule
    return (
        same_word
        and bool(one.sides.both)
        and _keys(one.sides.both) == _keys(two.sides.both)
        and bool(one.sides.recipients)
    )


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
            if label == "obl" and lower.trigger.event_mode != upper.trigger.event_mode:
                break
    return False


def _is_another_way(one: Draft, two: Draft) -> bool:
    """Whether the modes tell the two apart: a withdrawal is no release; a visit may be the talks."""
    modes = {one.trigger.event_mode, two.trigger.event_mode}
    return not one.kind.modes_overlap and None not in modes and len(modes) > 1


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


def _sides_agree(one: Draft, two: Draft) -> bool:
    """Whether the people of the vaguer telling all take part in the other, and there is someone in common."""
    left, right = _keys(one.sides.both), _keys(two.sides.both)
    if not one.trigger.mutual:
        actors = _keys(one.sides.actors), _keys(two.sides.actors)
        if all(actors) and actors[0].isdisjoint(actors[1]):
            return False
    if not left or not right:
        return one.passage == two.passage
    return left <= right or right <= left


def _keys(participants: Sequence[Participant]) -> frozenset[object]:
    """What tells participants apart."""
    return frozenset(p.name.casefold() if p.actor is None else p.actor for p in participants)
