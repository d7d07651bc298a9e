"""How many people an event killed, wounded or arrested, as the text says, with the words that count them.

A verb counts its object ("killed twelve"), a passive or intransitive one its subject ("twelve were killed",
"two died"), an adjective the number before it ("12 dead and 30 wounded"), a noun what follows "of" ("the
deaths of three miners"). They belong to an event when they hang together with its trigger within one clause,
or in one that says how or with what result: "attacked the post, killing four".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from extract.events.counts import Count, find_count
from extract.lexicon.casualties import Casualties
from extract.model import Casualty, Event, Fate, Span
from extract.syntax import Tree
from extract.syntax.grammar import joined

FATES: Final[dict[str, frozenset[Fate]]] = {
    "ASSAULT": frozenset({"killed", "wounded", "arrested"}),
    "PROTEST": frozenset({"killed", "wounded", "arrested"}),
    "MOBILIZE": frozenset({"killed", "wounded"}),
    "COERCE": frozenset({"killed", "wounded", "arrested"}),
    "SANCTION": frozenset({"arrested"}),
}
"""What an event of each type can do to people."""

_LINKS: Final = frozenset(
    {"conj", "advcl", "xcomp", "acl", "obl", "obj", "nsubj", "nmod", "compound", "amod", "parataxis", "dep"}
)
"""Relations within which one act is told; a clause that somebody says is another."""

_INTRANSITIVE: Final = frozenset({"die", "perish", "drown"})
"""Verbs that say of their subject what others say of their object."""

_LONGEST_PATH: Final = 5
_LONGEST_BOUND: Final = 4
"""Words before a noun phrase that may bound its count: "no fewer than" hangs on the verb at times."""

_LONGEST_PHRASE: Final = 8
"""Words before a noun in which its count is looked for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Casualties, and how far in the tree the word that tells their fate stands from the event's trigger."""

    casualty: Casualty
    distance: int


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with what its counts are read by."""

    tree: Tree
    text: str
    """The whole issue's."""
    words: Casualties

    def count(self, first: int, since: int, last: int) -> Count | None:
        """The last count from token `first` to `last` that reaches behind the beginning of token `since`."""
        tokens = self.tree.tokens
        start, end = tokens[first].span.start, tokens[last].span.end
        found = find_count(self.text[start:end], self.words, tokens[since].span.start - start)
        return found and Count(found.low, found.high, start + found.start, start + found.end)


def counted_by(event: Event, trees: Iterable[Tree], text: str, words: Casualties) -> Iterator[Counted]:
    """The casualties that may be an event's; none of what did not happen.

    Args:
        event: the event, with all its mentions.
        trees: the sentences in which it is told.
        text: the issue's text.
        words: what says that people were hurt, and how many.
    """
    fates = FATES.get(event.event_type, frozenset())
    if not fates or event.status != "occurred":
        return
    spans = (event.trigger, *event.mentions)
    for tree in trees:
        inside = [span for span in spans if tree.sentence.span.contains(span)]
        triggers = [
            at for at, token in enumerate(tree.tokens) if any(span.contains(token.span) for span in inside)
        ]
        for counted in _in_sentence(_Scene(tree, text, words), triggers) if triggers else ():
            if counted.casualty.fate in fates:
                yield counted


def columns_of(casualties: Sequence[Casualty]) -> dict[str, int | None]:
    """The event's fields that casualties fill.

    >>> columns_of([Casualty("killed", 12, None, Span(0, 15))])
    {'killed': 12, 'killed_high': None}
    """
    return {
        name: value
        for casualty in casualties
        for name, value in ((casualty.fate, casualty.low), (f"{casualty.fate}_high", casualty.high))
    }


def _in_sentence(scene: _Scene, triggers: Sequence[int]) -> Iterator[Counted]:
    for at in range(len(scene.tree.tokens)):
        fate, kind = _fate_of(scene.tree, at, scene.words)
        if fate is None:
            continue
        distances = [_distance(scene.tree, at, trigger) for trigger in triggers]
        near = min((distance for distance in distances if distance is not None), default=None)
        counts = () if near is None else _counts(scene, at, kind)
        if near is not None and counts:
            yield Counted(_casualty(fate, counts), near)


def _fate_of(tree: Tree, at: int, words: Casualties) -> tuple[Fate | None, str]:
    """What a word says happened, and whether as a verb, an adjective or a noun."""
    token = tree.tokens[at]
    for fate, known in words.fates.items():
        if token.pos == "VERB" and token.lemma in known.verbs:
            return fate, "verb"
        if tree.lowered[at] in known.adjectives:
            return fate, "adjective"
        if token.lemma in known.nouns or tree.lowered[at] in known.nouns:
            return fate, "noun"
    return None, ""


def _distance(tree: Tree, one: int, other: int) -> int | None:
    """Steps between two words over the nearest word above both; None: they do not tell one act."""
    above = {word: steps for steps, word in enumerate(_upwards(tree, one))}
    return next(
        (above[word] + steps for steps, word in enumerate(_upwards(tree, other)) if word in above), None
    )


def _upwards(tree: Tree, at: int) -> Iterator[int]:
    """A word and those above it, as long as the relations tell one act."""
    for step in islice(tree.upwards(at), _LONGEST_PATH):
        yield step
        if tree.base(step) not in _LINKS:
            return


def _counts(scene: _Scene, at: int, kind: str) -> Sequence[Count]:
    """What a word counts, each of joined nouns by itself; nothing where one of them has no count."""
    if kind == "adjective" and (before := _number_before(scene, at)) is not None:
        return (before,)
    nouns = _people(scene, at, kind)
    counts = [found for noun in nouns if (found := _phrase_count(scene, noun)) is not None]
    return counts if len(counts) == len(nouns) else ()


def _casualty(fate: Fate, counts: Sequence[Count]) -> Casualty:
    """Joined counts are added up; one open end leaves the whole open."""
    highs = [count.high for count in counts]
    high = None if None in highs else sum(high for high in highs if high is not None)
    span = Span(min(count.start for count in counts), max(count.end for count in counts))
    return Casualty(fate, sum(count.low for count in counts), high, span)


def _people(scene: _Scene, at: int, kind: str) -> list[int]:
    """The nouns that a word counts, with those joined to them."""
    tree = scene.tree
    token = tree.tokens[at]
    if kind == "noun":
        labels = {"nmod"}
    else:
        labels = {"nsubj"} if token.lemma in _INTRANSITIVE else {"obj", "nsubj:pass"}
    heads = tuple(n for n in tree.dependents[at] if tree.label(n) in labels)
    if kind != "noun" and not heads and not (heads := _bounded(scene, at)):
        if tree.base(at) == "acl" and token.tag == "VBN":
            heads = (token.head,)
        elif tree.base(at) == "conj" and token.tag == "VBN" and tree.child(at, "aux:pass") is not None:
            return _people(scene, token.head, kind)
    return [two for one in heads[:1] for two in joined(tree, one)]


def _bounded(scene: _Scene, at: int) -> tuple[int, ...]:
    """Nouns that only look like obliques: "arrested up to 40 people", "killed over 30"."""
    tree = scene.tree
    firsts = {bound.split()[0] for bound in scene.words.least | scene.words.most}
    return tuple(
        noun
        for noun in tree.dependents[at]
        if noun > at
        and tree.label(noun) == "obl"
        and tree.lowered[at + 1] in firsts
        and any(tree.tokens[n].pos == "NUM" for n in (noun, *tree.dependents[noun]))
    )


def _number_before(scene: _Scene, at: int) -> Count | None:
    """The number right before an adjective, or before the noun between: "12 dead", "left 12 people dead"."""
    tokens = scene.tree.tokens
    for first in range(at - 1, max(-1, at - 6), -1):
        between = tokens[first + 1 : at]
        if tokens[first].pos == "NUM" and all(token.pos in {"NOUN", "NUM", "ADJ"} for token in between):
            return scene.count(max(0, first - _LONGEST_BOUND), first, first)
    return None


def _is_below(tree: Tree, at: int, noun: int) -> bool:
    """Whether a word belongs to the noun's phrase."""
    return at != noun and noun in islice(tree.upwards(at), _LONGEST_PATH + 1)


def _phrase_count(scene: _Scene, noun: int) -> Count | None:
    """The count of a noun phrase; one person where a noun in the singular, or a name, stands alone."""
    tree = scene.tree
    token, first = tree.tokens[noun], noun
    while first > max(0, noun - _LONGEST_PHRASE) and _is_below(tree, first - 1, noun):
        first -= 1
    found = scene.count(max(0, first - _LONGEST_BOUND), first, noun)
    if found is not None or token.pos == "PRON":
        return found
    is_person = token.name == "PER" if token.tag == "NNP" else token.tag == "NN" and token.name in {"", "PER"}
    return Count(1, 1, tree.tokens[first].span.start, token.span.end) if is_person else None
