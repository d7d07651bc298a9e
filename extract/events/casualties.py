"""How many people an event killed, wounded or arrested, as the text says, with the words that count them.

A verb counts its object ("killed twelve"), a passive or intransitive one its subject ("twelve were killed",
"two died"), an adjective the number before it ("12 dead and 30 wounded"), a noun what follows "of" ("the
deaths of three miners"). They belong to an event when they hang together with its trigger within one clause,
or in one that says how or with what result: "attacked the post, killing four".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.events.counts import Count, find_count, words
from extract.model import Casualty, Event, Fate, Sentence, Span

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

_LONGEST_PATH: Final = 5
_LONGEST_BOUND: Final = 4
"""Words before a noun phrase that may bound its count: "no fewer than" hangs on the verb at times."""

_LONGEST_PHRASE: Final = 8
"""Words before a noun in which its count is looked for."""

_VERB: Final = "VERB"


@dataclass(frozen=True, slots=True)
class Counted:
    """Casualties, and how far in the tree the word that tells their fate stands from the event's trigger."""

    casualty: Casualty
    distance: int


def counted_by(event: Event, sentences: Iterable[Sentence], text: str) -> Iterator[Counted]:
    """The casualties that may be an event's; none of what did not happen.

    Args:
        event: the event, with all its mentions.
        sentences: those in which it is told.
        text: the issue's text.
    """
    fates = FATES.get(event.event_type, frozenset())
    if not fates or event.status != "occurred":
        return
    spans = (event.trigger, *event.mentions)
    for sentence in sentences:
        inside = [span for span in spans if sentence.span.contains(span)]
        triggers = [
            at
            for at, token in enumerate(sentence.tokens)
            if any(span.contains(token.span) for span in inside)
        ]
        for counted in _in_sentence(sentence, triggers, text) if triggers else ():
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


def _in_sentence(sentence: Sentence, triggers: Sequence[int], text: str) -> Iterator[Counted]:
    for at in range(len(sentence.tokens)):
        fate, kind = _fate_of(sentence, at)
        if fate is None:
            continue
        distances = [_distance(sentence, at, trigger) for trigger in triggers]
        near = min((distance for distance in distances if distance is not None), default=None)
        if near is not None:
            for casualty in _counted(sentence, at, fate, kind, text):
                yield Counted(casualty, near)


def _fate_of(sentence: Sentence, at: int) -> tuple[Fate | None, str]:
    """What a word says happened, and whether as a verb, an adjective or a noun."""
    token = sentence.tokens[at]
    fates: dict[Fate, dict[str, list[str]]] = words()["fates"]
    for fate, known in fates.items():
        if token.pos == _VERB and token.lemma in known["verbs"]:
            return fate, "verb"
        if token.text.lower() in known["adjectives"]:
            return fate, "adjective"
        if token.lemma in known["nouns"] or token.text.lower() in known["nouns"]:
            return fate, "noun"
    return None, ""


def _distance(sentence: Sentence, one: int, other: int) -> int | None:
    """Steps between two words over the nearest word above both; None: they do not tell one act."""
    above = {word: steps for steps, word in enumerate(_upwards(sentence, one))}
    return next(
        (above[word] + steps for steps, word in enumerate(_upwards(sentence, other)) if word in above), None
    )


def _upwards(sentence: Sentence, at: int) -> Iterator[int]:
    """A word and those above it, as long as the relations tell one act."""
    for _ in range(_LONGEST_PATH):
        yield at
        token = sentence.tokens[at]
        if token.head == at or token.label.partition(":")[0] not in _LINKS:
            return
        at = token.head


def _counted(sentence: Sentence, at: int, fate: Fate, kind: str, text: str) -> Iterator[Casualty]:
    """The casualties that a word counts: those of joined nouns together."""
    if kind == "adjective" and (before := _number_before(sentence, at, text)) is not None:
        yield _casualty(fate, [before])
        return
    nouns = _people(sentence, at, kind)
    counts = [found for noun in nouns if (found := _phrase_count(sentence, noun, text)) is not None]
    if counts and len(counts) == len(nouns):
        yield _casualty(fate, counts)


def _casualty(fate: Fate, counts: Sequence[Count]) -> Casualty:
    """Joined counts are added up; one open end leaves the whole open."""
    highs = [count.high for count in counts]
    high = None if None in highs else sum(high for high in highs if high is not None)
    span = Span(min(count.start for count in counts), max(count.end for count in counts))
    return Casualty(fate, sum(count.low for count in counts), high, span)


def _people(sentence: Sentence, at: int, kind: str) -> list[int]:
    """The nouns that a word counts, with those joined to them."""
    if kind == "noun":
        labels = {"nmod"}
    else:
        labels = {"obj", "nsubj:pass"} if sentence.tokens[at].lemma not in _INTRANSITIVE else {"nsubj"}
    heads = [n for n in _children(sentence, at) if sentence.tokens[n].label in labels]
    heads = heads or ([] if kind == "noun" else _bounded(sentence, at))
    if kind != "noun" and not heads:
        token = sentence.tokens[at]
        if token.label.startswith("acl") and token.tag == "VBN":
            heads = [token.head]
        elif token.label.startswith("conj") and token.head != at:
            return (
                _people(sentence, token.head, kind)
                if token.tag == "VBN" and _is_passive(sentence, at)
                else []
            )
    first = heads[:1]
    return [
        *first,
        *(n for head in first for n in _children(sentence, head) if sentence.tokens[n].label == "conj"),
    ]


def _bounded(sentence: Sentence, at: int) -> list[int]:
    """Nouns that only look like obliques: "arrested up to 40 people", "killed over 30"."""
    firsts = {bound.split()[0] for kind in ("least", "most") for bound in words()["bounds"][kind]}
    return [
        noun
        for noun in _children(sentence, at)
        if sentence.tokens[noun].label == "obl"
        and noun > at
        and sentence.tokens[at + 1].text.lower() in firsts
        and any(sentence.tokens[n].pos == "NUM" for n in (noun, *_children(sentence, noun)))
    ]


_INTRANSITIVE: Final = frozenset({"die", "perish", "drown"})


def _is_passive(sentence: Sentence, at: int) -> bool:
    return any(sentence.tokens[n].label == "aux:pass" for n in _children(sentence, at))


def _children(sentence: Sentence, at: int) -> list[int]:
    return [n for n, token in enumerate(sentence.tokens) if token.head == at and n != at]


def _number_before(sentence: Sentence, at: int, text: str) -> Count | None:
    """The number right before an adjective, or before the noun between: "12 dead", "left 12 people dead"."""
    start = max(0, at - 5)
    tokens = sentence.tokens
    for first in range(at - 1, start - 1, -1):
        between = tokens[first + 1 : at]
        if tokens[first].pos == "NUM" and all(token.pos in {"NOUN", "NUM", "ADJ"} for token in between):
            before = tokens[max(0, first - _LONGEST_BOUND)].span.start
            return _read(text, before, tokens[first].span.end, tokens[first].span.start)
    return None


def _phrase_count(sentence: Sentence, noun: int, text: str) -> Count | None:
    """The count of a noun phrase; one person where a noun in the singular, or a name, stands alone."""
    tokens = sentence.tokens
    first = noun
    while first > max(0, noun - _LONGEST_PHRASE) and _is_below(sentence, first - 1, noun):
        first -= 1
    before = tokens[max(0, first - _LONGEST_BOUND)].span.start
    found = _read(text, before, tokens[noun].span.end, tokens[first].span.start)
    if found is not None:
        return found
    if tokens[noun].tag in {"NN", "NNP"} and tokens[noun].name in {"", "PER"} and tokens[noun].pos != "PRON":
        is_person = tokens[noun].name == "PER" or tokens[noun].tag == "NN"
        return Count(1, 1, tokens[first].span.start, tokens[noun].span.end) if is_person else None
    return None


def _is_below(sentence: Sentence, at: int, noun: int) -> bool:
    """Whether a word belongs to the noun's phrase."""
    for _ in range(_LONGEST_PATH):
        head = sentence.tokens[at].head
        if head == noun:
            return True
        if head == at:
            return False
        at = head
    return False


def _read(text: str, start: int, end: int, since: int) -> Count | None:
    found = find_count(text[start:end], since - start)
    if found is None:
        return None
    return Count(found.low, found.high, start + found.start, start + found.end)
