"""Finds the triggers of sentences: patterns of the lexicon whose conditions hold, the longest first."""

from typing import TYPE_CHECKING

from extract.model import Span, Trigger
from extract.policy import TriggerPolicy
from extract.syntax import Tree, grammar, grow
from extract.triggers.conditions import Spot, holds
from extract.triggers.lexicon import NOTHING, Index, Part, Pattern, Sense, TriggerLexicon, WordClass
from extract.triggers.standing import Match, standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.model import Sentence


_CLASS_TAGS = {"verb": ("VB",), "noun": ("NN",), "adjective": ("JJ", "VBN", "RB", "VBG")}
_BEFORE_GERUNDS = frozenset({"by", "without"})
"""Prepositions behind which an "-ing" before a noun is a verb: "by freezing imports"."""


def find_triggers(
    sentences: "Sequence[Sentence]", lexicon: TriggerLexicon, policy: TriggerPolicy
) -> tuple[Trigger, ...]:
    """Find the words that tell an event.

    Args:
        sentences: parsed, labels of Universal Dependencies.
        lexicon: what words tell which events, and when.
        policy: the numbers that steer the choice.

    Returns:
        Triggers in text order, one for a head word, none inside another. `Trigger.sentence` is the
        index into `sentences`. Modals and negation inside a trigger's span are part of what it means.
    """
    found: list[Trigger] = []
    for number, sentence in enumerate(sentences):
        found += _find_in(grow(sentence, lexicon.words), number, lexicon.index, policy)
    return tuple(found)


def _find_in(tree: Tree, number: int, index: Index, policy: TriggerPolicy) -> list[Trigger]:
    heads = [
        (place, pairs)
        for place, token in enumerate(tree.tokens)
        if (pairs := index.get(tree.lowered[place]) or index.get(token.lemma.lower()))
    ]
    chosen = [match for place, pairs in heads if (match := _choose(tree, place, pairs, policy))]
    taken: set[int] = set()
    kept: dict[int, Match] = {}
    for match in sorted(chosen, key=lambda one: (-len(one.places), one.head)):
        if match.head not in taken:
            taken.update(match.places)
            kept[match.head] = match
    found = [
        _trigger(tree, match, number, kept, policy)
        for match in kept.values()
        if match.sense.kind is not NOTHING and not _is_echo(tree, match, kept)
    ]
    found = [one for one in found if one.weight >= policy.least_weight and not _is_covered(one, found)]
    return sorted(found, key=lambda one: one.span)


def _is_echo(tree: Tree, match: Match, others: "Mapping[int, Match]") -> bool:
    """Whether the word tells the act of another trigger again.

    So do the noun or the aim of an act that its verb tells already ("chaired a session", "arrived on a
    visit", "met to discuss it"), and the second of two verbs that one rule joins ("killing nine and
    wounding four").
    """
    place = match.head
    head = tree.tokens[place].head
    other = others.get(head)
    if other is None or head == place:
        return False
    if tree.base(place) == "conj":
        return other.sense.rule == match.sense.rule
    if tree.base(place) == "advcl" and tree.tokens[place].tag == "VBG":
        return _goes_on(match, other)
    aim = tree.base(place) in {"xcomp", "advcl"} and grammar.is_infinitive(tree, place)
    same_type = other.sense.kind is match.sense.kind
    same_mode = other.sense.event_mode == match.sense.event_mode
    return same_type and (tree.base(place) == "obj" or (same_mode and (aim or tree.base(place) == "obl")))


def _goes_on(match: Match, other: Match) -> bool:
    """Whether a participle only goes on with what was said: "told the deputies ..., adding that ..."."""
    return match.sense.kind.goes_on and match.sense.kind is other.sense.kind


def _is_covered(trigger: Trigger, others: list[Trigger]) -> bool:
    """Whether the trigger's word already stands in a longer trigger: "exercises" in "held exercises"."""
    return any(other.span.contains(trigger.span) and len(other.span) > len(trigger.span) for other in others)


def _choose(
    tree: Tree,
    place: int,
    pairs: tuple[tuple[Sense, Pattern], ...],
    policy: TriggerPolicy,
) -> Match | None:
    """The sense of a word: the first of `pairs`, the longest pattern ahead, whose conditions all hold."""
    fits: dict[WordClass, bool] = {}
    spots: dict[tuple[tuple[int, ...], WordClass], Spot] = {}
    for sense, pattern in pairs:
        word_class = pattern.word_class
        if word_class not in fits:
            fits[word_class] = _is_word(tree, place, word_class)
        if not fits[word_class]:
            continue
        places = _places(tree, place, pattern, policy)
        if places is None or _leads_to_time(tree, places):
            continue
        spot = spots.get((places, word_class)) or Spot(tree, place, places, word_class)
        spots[places, word_class] = spot
        if holds(spot, sense.conditions, needs=sense.needs):
            return Match(sense, pattern, place, places)
    return None


def _is_word(tree: Tree, place: int, word_class: WordClass) -> bool:
    """Whether the word can be a trigger here: of the right class, no mere modifier, no part of a name."""
    token = tree.tokens[place]
    if word_class == "verb":
        return _is_verb(tree, place)
    if not token.tag.startswith(_CLASS_TAGS[word_class]) or tree.base(place) in {
        "compound",
        "flat",
    }:
        return False
    if word_class == "noun":
        proper = bool(token.name) or (token.pos == "PROPN" and place > 0)
        return not proper and token.label not in {"nmod:desc", "amod"}
    return True


def _is_verb(tree: Tree, place: int) -> bool:
    """Whether a word works as a verb: so tagged and no mere attribute, or with a subject of its own."""
    token = tree.tokens[place]
    if place and (token.text[0].isupper() or tree.lowered[place - 1] in {"the", "a", "an"}):
        return False
    determined = bool(tree.children(place, "det")) or any(
        tree.tokens[one].label == "nmod:poss" for one in tree.dependents[place]
    )
    if determined or not token.tag.startswith(("VB", "NN", "JJ")) or _is_titular(tree, place):
        return False
    if tree.children(place, "nsubj") and not tree.children(place, "cop"):
        return True
    if tree.base(place) in {"nsubj", "obj"} and token.tag != "VBG":
        return False
    return _is_gerund(tree, place) or _is_no_attribute(tree, place)


def _is_gerund(tree: Tree, place: int) -> bool:
    """Whether an "-ing" that was read as an attribute is a verb: "by freezing imports"."""
    token = tree.tokens[place]
    return token.tag == "VBG" and tree.base(place) == "amod" and tree.lowered[place - 1] in _BEFORE_GERUNDS


def _is_no_attribute(tree: Tree, place: int) -> bool:
    """Whether a word tagged as a verb is neither an attribute nor an auxiliary."""
    token = tree.tokens[place]
    attribute = token.tag != "VBD" and tree.base(place) in {"amod", "compound", "flat", "nmod"}
    return (
        token.tag.startswith("VB")
        and not attribute
        and tree.base(place) not in {"aux", "cop", "case", "mark"}
    )


def _is_titular(tree: Tree, place: int) -> bool:
    """Whether a participle belongs to the name behind it: "with visiting Prime Minister Kirienko"."""
    token = tree.tokens[place]
    if token.tag != "VBG" or not place or tree.tokens[place - 1].tag not in {"IN", "TO", "CC"}:
        return False
    return any(tree.tokens[one].name == "PER" for one in tree.children(place, "obj"))


def _places(tree: Tree, head: int, pattern: Pattern, policy: TriggerPolicy) -> tuple[int, ...] | None:
    """The tokens of a pattern whose head stands at `head`; None where a word is missing."""
    places = [head]
    for back, part in enumerate(reversed(pattern.before), start=1):
        place = head - back
        if place < 0 or tree.lowered[place] not in part.forms:
            return None
        places.insert(0, place)
    for part in pattern.after:
        found = _next_place(tree, head, places[-1], part, policy)
        if found is None:
            return None
        places.append(found)
    return tuple(places)


def _leads_to_time(tree: Tree, places: tuple[int, ...]) -> bool:
    """Whether the pattern's last preposition belongs to a time: "was fired on Tuesday" is not "fired on"."""
    last = tree.tokens[places[-1]]
    if last.tag != "IN" or last.label != "case" or last.text == "until":
        return False
    noun = last.head
    words = [noun]
    if tree.tokens[noun].tag == "CD":  # "on May 3"; not "on a ten-year contract"
        words += tree.children(noun, "nmod", "compound")
    return any(
        tree.lowered[one] in tree.words.classes["time"]
        and tree.tokens[one].text not in tree.words.nouns.month_words
        for one in words
    )


def _next_place(tree: Tree, head: int, last: int, part: Part, policy: TriggerPolicy) -> int | None:
    """Where the pattern's next word stands: adjacent, behind a gap, or tied to the head by the parse."""
    if part.forms.isdisjoint(tree.lowered[last + 1 : last + 2 + policy.longest_gap]):
        return None
    for place in range(last + 1, min(last + 2 + policy.longest_gap, len(tree.tokens))):
        token = tree.tokens[place]
        free = place == last + 1 or part.gap
        if tree.lowered[place] in part.forms and (free or _is_tied(tree, head, place)):
            return place
        if (token.pos == "VERB" and tree.base(place) != "amod") or (
            token.tag in {".", ":"} and token.text != "-"
        ):
            return None
    return None


def _is_tied(tree: Tree, head: int, place: int) -> bool:
    """Whether a particle or preposition hangs on the verb, or marks what does."""
    token = tree.tokens[place]
    if token.tag not in {"IN", "RP", "TO", "RB"}:
        return False
    return token.head == head or (tree.tokens[token.head].head == head and token.label == "case")


def _trigger(
    tree: Tree, match: Match, number: int, others: "Mapping[int, Match]", policy: TriggerPolicy
) -> Trigger:
    sense = match.sense
    return Trigger(
        span=_span(tree, match, policy),
        sentence=number,
        token=match.head,
        event_type=sense.kind.name,
        event_mode=sense.event_mode,
        cameo_code=sense.cameo_code,
        rule=sense.rule,
        weight=round(sense.weight * standing(tree, match, others, policy), 3),
    )


def _span(tree: Tree, match: Match, policy: TriggerPolicy) -> Span:
    places = set(match.places)
    if match.sense.span_object:
        places |= {one for one in grammar.objects(tree, match.head)[:1] if one > match.head}
    if match.sense.span_modal:
        around = tree.children(match.head, "aux", "advmod")
        places |= {one for one in around if one < match.head and match.head - one < policy.longest_span}
    first, last = min(places), max(places)
    denied = any(tree.lowered[one] == "no" for one in range(first, last) if one not in match.places)
    if denied or last - first >= policy.longest_span:  # "lodged no protest": the "no" is not of the pattern
        first = last = match.head
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)
