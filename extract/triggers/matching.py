"""Finds the triggers of sentences: patterns of the lexicon whose conditions hold, the longest first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.model import Span, Trigger
from extract.triggers import clause as grammar
from extract.triggers.clause import Clause, read_clause
from extract.triggers.conditions import Spot, holds
from extract.triggers.lexicon import NOTHING, Part, Pattern, Sense, TriggerLexicon, WordClass, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extract.model import Sentence


@dataclass(frozen=True, slots=True)
class TriggerPolicy:
    """The numbers that steer the choice of triggers."""

    longest_gap: int = 5
    """Words that may stand inside a multi-word trigger: "put the former minister in charge"."""
    longest_span: int = 5
    """Words a trigger's span may have; a longer one shrinks to its head, to stay readable in a row."""
    least_weight: float = 0.3
    """Triggers below are not given: chosen so that the weakest sense, embedded once, still counts."""
    main: float = 1.0
    """Factor of a trigger that heads the sentence or is coordinated with its head."""
    reported: float = 0.95
    """Factor in the content of a report or promise."""
    beside: float = 0.8
    """Factor in an adverbial clause."""
    relative: float = 0.7
    """Factor in a relative or participle clause."""
    nominal: float = 0.8
    """Factor of a noun that no verb supports as object or subject."""
    content: float = 0.7
    """Factor in what another trigger promises, demands, threatens or refuses: the outer act counts."""
    topic: float = 0.7
    """Factor of a noun that another trigger condemns, praises or speaks of: mostly told before."""
    known: float = 0.5
    """Factor of a bare definite noun in an adverbial: "hours before the attack" speaks of what was told."""
    refused: float = 0.4
    """Factor of the infinitive that another trigger refuses: "declined to send" is one act."""
    described: float = 0.3
    """Factor of a noun that is said of something ("his third summit"), and of a verb for what is only
    continued, hindered or allowed by law."""


POLICY = TriggerPolicy()

_CLASS_TAGS = {"verb": ("VB",), "noun": ("NN",), "adjective": ("JJ", "VBN", "RB", "VBG")}
_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "STATEMENT"})
_COMMITTING = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "COERCE", "CONCEDE"})
_NO_MONTHS = frozenset({"march", "may"})
"""Months that are other words without their capital."""
_EMBEDDED = {
    "ccomp": "reported",
    "xcomp": "reported",
    "advcl": "beside",
    "acl": "relative",
    "parataxis": "main",
}


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern found at a place, its words and its sense."""

    sense: Sense
    pattern: Pattern
    head: int
    places: tuple[int, ...]
    """The tokens of the pattern, its head among them, in text order."""


def find_triggers(
    sentences: "tuple[Sentence, ...]",
    *,
    lexicon: TriggerLexicon | None = None,
    policy: TriggerPolicy = POLICY,
) -> tuple[Trigger, ...]:
    """Find the words that tell an event.

    Args:
        sentences: parsed, labels of Universal Dependencies.
        lexicon: the shipped one by default.
        policy: the numbers that steer the choice.

    Returns:
        Triggers in text order, one for a head word, none inside another. `Trigger.sentence` is the
        index into `sentences`. Modals and negation inside a trigger's span are part of what it means.
    """
    words = lexicon or load_lexicon()
    found: list[Trigger] = []
    for number, sentence in enumerate(sentences):
        found += _find_in(sentence, number, words, policy)
    return tuple(found)


def _find_in(
    sentence: "Sentence", number: int, lexicon: TriggerLexicon, policy: TriggerPolicy
) -> list[Trigger]:
    heads = [
        (place, pairs)
        for place, token in enumerate(sentence.tokens)
        if (pairs := lexicon.index.get(token.text.lower()) or lexicon.index.get(token.lemma.lower()))
    ]
    if not heads:
        return []
    clause = read_clause(sentence)
    chosen = [match for place, pairs in heads if (match := _choose(clause, place, pairs, lexicon, policy))]
    taken: set[int] = set()
    kept: dict[int, _Match] = {}
    for match in sorted(chosen, key=lambda one: (-len(one.places), one.head)):
        if match.head not in taken:
            taken.update(match.places)
            kept[match.head] = match
    found = [
        _trigger(clause, match, number, kept, policy)
        for match in kept.values()
        if match.sense.event_type != NOTHING and not _is_echo(clause, match, kept)
    ]
    found = [one for one in found if one.weight >= policy.least_weight and not _is_covered(one, found)]
    return sorted(found, key=lambda one: one.span)


def _is_echo(clause: Clause, match: _Match, others: "Mapping[int, _Match]") -> bool:
    """Whether the word tells the act of another trigger again.

    So do the noun or the aim of an act that its verb tells already ("chaired a session", "arrived on a
    visit", "met to discuss it"), and the second of two verbs that one rule joins ("killing nine and
    wounding four").
    """
    place = match.head
    head = clause.tokens[place].head
    other = others.get(head)
    if other is None or head == place:
        return False
    if clause.base(place) == "conj":
        return other.sense.rule == match.sense.rule
    if clause.base(place) == "advcl" and clause.tokens[place].tag == "VBG":
        return _goes_on(match, other)
    aim = clause.base(place) in {"xcomp", "advcl"} and grammar.is_infinitive(clause, place)
    same_type = other.sense.event_type == match.sense.event_type
    same_mode = other.sense.event_mode == match.sense.event_mode
    return same_type and (clause.base(place) == "obj" or (same_mode and (aim or clause.base(place) == "obl")))


def _goes_on(match: _Match, other: _Match) -> bool:
    """Whether a participle only goes on with what was said: "told the deputies ..., adding that ..."."""
    return match.sense.event_type == "STATEMENT" == other.sense.event_type


def _is_covered(trigger: Trigger, others: list[Trigger]) -> bool:
    """Whether the trigger's word already stands in a longer trigger: "exercises" in "held exercises"."""
    return any(other.span.contains(trigger.span) and len(other.span) > len(trigger.span) for other in others)


def _choose(
    clause: Clause,
    place: int,
    pairs: tuple[tuple[Sense, Pattern], ...],
    lexicon: TriggerLexicon,
    policy: TriggerPolicy,
) -> _Match | None:
    """The sense of a word: the longest pattern with the most conditions that all hold."""
    matches = []
    classes = {pattern.word_class for _, pattern in pairs}
    fitting = {word_class for word_class in classes if _is_word(clause, place, word_class)}
    for sense, pattern in pairs:
        if pattern.word_class not in fitting:
            continue
        places = _places(clause, place, pattern, policy)
        if places is not None and not _leads_to_time(clause, places, lexicon):
            matches.append(_Match(sense, pattern, place, places))
    matches.sort(key=_rank)
    for match in matches:
        sense = match.sense
        spot = Spot(clause, place, match.places, match.pattern.word_class)
        if holds(spot, sense.conditions, needs=sense.needs, classes=lexicon.classes):
            return match
    return None


def _rank(match: _Match) -> tuple[int, int, int, float, str]:
    sense = match.sense
    return (-len(match.pattern), -sense.priority, -len(sense.conditions), -sense.weight, sense.rule)


def _is_word(clause: Clause, place: int, word_class: WordClass) -> bool:
    """Whether the word can be a trigger here: of the right class, no mere modifier, no part of a name."""
    token = clause.tokens[place]
    if word_class == "verb":
        return _is_verb(clause, place)
    if not token.tag.startswith(_CLASS_TAGS[word_class]) or clause.base(place) in {
        "compound",
        "flat",
    }:
        return False
    if word_class == "noun":
        proper = bool(token.name) or (token.pos == "PROPN" and place > 0)
        return not proper and token.label not in {"nmod:desc", "amod"}
    return True


def _is_verb(clause: Clause, place: int) -> bool:
    """Whether a word works as a verb: so tagged and no mere attribute, or with a subject of its own."""
    token = clause.tokens[place]
    if place and (token.text[0].isupper() or clause.lower(place - 1) in {"the", "a", "an"}):
        return False
    determined = bool(clause.having(place, "det")) or any(
        clause.tokens[one].label == "nmod:poss" for one in clause.dependents[place]
    )
    if determined or not token.tag.startswith(("VB", "NN", "JJ")) or _is_titular(clause, place):
        return False
    if clause.having(place, "nsubj") and not clause.having(place, "cop"):
        return True
    if clause.base(place) in {"nsubj", "obj"} and token.tag != "VBG":
        return False
    if grammar.is_misread(clause, place):
        return True
    attribute = token.tag != "VBD" and clause.base(place) in {"amod", "compound", "flat", "nmod"}
    return (
        token.tag.startswith("VB")
        and not attribute
        and clause.base(place) not in {"aux", "cop", "case", "mark"}
    )


def _is_titular(clause: Clause, place: int) -> bool:
    """Whether a participle belongs to the name behind it: "with visiting Prime Minister Kirienko"."""
    token = clause.tokens[place]
    if token.tag != "VBG" or not place or clause.tokens[place - 1].tag not in {"IN", "TO", "CC"}:
        return False
    return any(clause.tokens[one].name == "PER" for one in clause.having(place, "obj"))


def _places(clause: Clause, head: int, pattern: Pattern, policy: TriggerPolicy) -> tuple[int, ...] | None:
    """The tokens of a pattern whose head stands at `head`; None where a word is missing."""
    places = [head]
    for back, part in enumerate(reversed(pattern.before), start=1):
        place = head - back
        if place < 0 or clause.lower(place) not in part.forms:
            return None
        places.insert(0, place)
    for part in pattern.after:
        found = _next_place(clause, head, places[-1], part, policy)
        if found is None:
            return None
        places.append(found)
    return tuple(places)


def _leads_to_time(clause: Clause, places: tuple[int, ...], lexicon: TriggerLexicon) -> bool:
    """Whether the pattern's last preposition belongs to a time: "was fired on Tuesday" is not "fired on"."""
    last = clause.tokens[places[-1]]
    if last.tag != "IN" or last.label != "case":
        return False
    noun = last.head
    words = [noun, *clause.having(noun, "nmod", "compound")]
    return any(
        clause.lower(one) in lexicon.classes["time"] and clause.tokens[one].text not in _NO_MONTHS
        for one in words
    )


def _next_place(clause: Clause, head: int, last: int, part: Part, policy: TriggerPolicy) -> int | None:
    """Where the pattern's next word stands: adjacent, behind a gap, or tied to the head by the parse."""
    for place in range(last + 1, min(last + 2 + policy.longest_gap, len(clause.tokens))):
        token = clause.tokens[place]
        free = place == last + 1 or part.gap
        if clause.lower(place) in part.forms and (free or _is_tied(clause, head, place)):
            return place
        if (token.pos == "VERB" and clause.base(place) != "amod") or (
            token.tag in {".", ":"} and token.text != "-"
        ):
            return None
    return None


def _is_tied(clause: Clause, head: int, place: int) -> bool:
    """Whether a particle or preposition hangs on the verb, or marks what does."""
    token = clause.tokens[place]
    if token.tag not in {"IN", "RP", "TO", "RB"}:
        return False
    return token.head == head or (clause.tokens[token.head].head == head and token.label == "case")


def _trigger(
    clause: Clause, match: _Match, number: int, others: "Mapping[int, _Match]", policy: TriggerPolicy
) -> Trigger:
    sense = match.sense
    return Trigger(
        span=_span(clause, match, policy),
        sentence=number,
        token=match.head,
        event_type=sense.event_type,
        event_mode=sense.event_mode,
        cameo_code=sense.cameo_code,
        actor=sense.actor,
        recipient=sense.recipient,
        mutual=sense.mutual,
        rule=sense.rule,
        weight=round(sense.weight * _standing(clause, match, others, policy), 3),
    )


def _span(clause: Clause, match: _Match, policy: TriggerPolicy) -> Span:
    places = set(match.places)
    if match.sense.span_object:
        places |= {one for one in grammar.objects(clause, match.head)[:1] if one > match.head}
    if match.sense.span_modal:
        around = clause.having(match.head, "aux", "advmod")
        places |= {one for one in around if one < match.head and match.head - one < policy.longest_span}
    first, last = min(places), max(places)
    if last - first >= policy.longest_span:
        first = last = match.head
    return Span(clause.tokens[first].span.start, clause.tokens[last].span.end)


def _standing(clause: Clause, match: _Match, others: "Mapping[int, _Match]", policy: TriggerPolicy) -> float:
    """How far a word's place in the sentence lets it be an event of its own."""
    place = match.head
    factor = 1.0
    if match.pattern.word_class == "noun":
        if clause.having(place, "cop"):
            return factor if clause.having(place, "case") else policy.described
        verb = grammar.support(clause, place)
        if verb is None or clause.base(place) == "obl":
            factor = policy.known if _is_known(clause, place) else policy.nominal
        if verb is None:
            return factor
        beside = _is_beside(clause, place, match)
        place = verb
        if _commits(others.get(place)) and not beside:
            factor *= policy.content
        if _judges(others.get(place)) and not beside:
            factor *= policy.topic
    return factor * _embedding(clause, place, others, policy)


def _embedding(clause: Clause, place: int, others: "Mapping[int, _Match]", policy: TriggerPolicy) -> float:
    """The product of the factors of the clauses that a verb stands in."""
    factor = 1.0
    seen: set[int] = set()
    while place not in seen and clause.tokens[place].head != place:
        seen.add(place)
        head = clause.tokens[place].head
        name = _EMBEDDED.get(clause.base(place))
        if name is not None:
            factor *= float(getattr(policy, name))
            told = place in grammar.contents(clause, head)
            if told and _refuses(clause, place, others.get(head)):
                factor *= policy.refused
            elif told and _commits(others.get(head)):
                factor *= policy.content
            if told and clause.tokens[head].lemma == "continue" and grammar.auxiliaries(clause, head):
                factor *= policy.described
            if grammar.is_hindered(clause, place) or grammar.is_entitled(clause, place):
                factor *= policy.described
        place = head
    return factor


_WHEN = frozenset({"after", "at", "before", "during", "following", "since", "upon"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def _is_known(clause: Clause, place: int) -> bool:
    """Whether a noun is definite and says no more of itself: "before the attack"."""
    around = clause.dependents[place]
    others = [one for one in around if clause.base(one) not in {"det", "case", "punct"}]
    definite = any(clause.lower(one) in _DEFINITE for one in around)
    return definite and not others and clause.base(place) in {"obl", "nmod"}


def _is_beside(clause: Clause, place: int, match: _Match) -> bool:
    """Whether a noun only says when or at what its verb's act was done: "after the vote", "on a visit"."""
    if clause.base(place) != "obl":
        return False
    word = grammar.preposition(clause, place)
    return word in _WHEN or (word == "on" and match.sense.event_type == "CONSULT")


def _refuses(clause: Clause, place: int, match: _Match | None) -> bool:
    """Whether a trigger refuses to do what the infinitive at `place` says."""
    return match is not None and match.sense.event_type == "REJECT" and clause.base(place) == "xcomp"


def _judges(match: _Match | None) -> bool:
    """Whether a trigger speaks of acts that were told before: it condemns, praises or rejects them."""
    return match is not None and match.sense.event_type in _JUDGING


def _commits(match: _Match | None) -> bool:
    """Whether what a trigger reports is only promised, demanded, threatened, refused or ordered by it."""
    return match is not None and match.sense.event_type in _COMMITTING
