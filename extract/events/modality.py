"""The lexicon of modality: which words tell that an event is planned, possible or denied."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from extract.events.slots import Grammar

Place = Literal["itself", "auxiliary", "governor", "negation", "condition", "premodifier", "hedge"]
"""Where a word of a rule stands to the event word."""

Turn = Literal["occurred", "planned", "hypothetical", "denied", "same"]
"""What a rule makes of the event's status; "same" leaves it to the governor's own."""


@dataclass(frozen=True, slots=True)
class ModalityRule:
    """Words that change an event's status from one place; fields as `modality.toml` explains them."""

    name: str
    place: Place
    lemmas: frozenset[str]
    takes: frozenset[str]
    """Content that a governor must have; empty: any."""
    status: Turn
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Modality:
    """The whole lexicon, its rules in the order of the file: the first that fits decides."""

    rules: tuple[ModalityRule, ...]
    grammar: Grammar
    deeds: frozenset[str]
    """Nouns that name a deed done: "his first act was to ..."."""
    ordinals: frozenset[str]
    """Words for those who did a thing: "the first leader to visit"."""
    proposals: frozenset[str]
    """Nouns for drafts, of which "would" tells no more than what they propose."""
    report: frozenset[str]
    """Verbs whose subject is the speaker of their clause."""
    index: dict[tuple[Place, str], tuple[ModalityRule, ...]]
    """The rules of a place by lemma."""
    digest: str
    """Of the file: 16 hexadecimal digits."""

    def at(self, place: Place, lemma: str) -> tuple[ModalityRule, ...]:
        """The rules for a word in that place."""
        return self.index.get((place, lemma), ())


class LexiconError(ValueError):
    """The modality lexicon is not what it must be; names the rule at fault."""


@cache
def load_modality() -> Modality:
    """Read the shipped lexicon; read once.

    Raises:
        LexiconError: a rule lacks a field, repeats a name or has an unknown place.

    >>> [rule.status for rule in load_modality().at("auxiliary", "may")]
    ['hypothetical']
    """
    return parse_modality(files("extract.lexicon").joinpath("modality.toml").read_bytes())


def parse_modality(content: bytes) -> Modality:
    """Check the bytes of a modality lexicon and index its rules.

    Raises:
        LexiconError: as for `load_modality`.
    """
    table = tomllib.loads(content.decode())
    rules = tuple(_read_rule(row) for row in table.get("rule", []))
    names = [rule.name for rule in rules]
    if len(set(names)) != len(names):
        message = f"modality rules share a name: {sorted(name for name in names if names.count(name) > 1)}"
        raise LexiconError(message)
    index: dict[tuple[Place, str], tuple[ModalityRule, ...]] = {}
    for rule in rules:
        for lemma in rule.lemmas:
            index[rule.place, lemma] = (*index.get((rule.place, lemma), ()), rule)
    control = table["control"]
    grammar = Grammar(frozenset(control["object"]), frozenset(control["light"]))
    digest = hashlib.blake2b(content, digest_size=8).hexdigest()
    return Modality(
        rules=rules,
        grammar=grammar,
        deeds=frozenset(control["deeds"]),
        ordinals=frozenset(control["ordinals"]),
        proposals=frozenset(control["proposals"]),
        report=frozenset(control["report"]),
        index=index,
        digest=digest,
    )


def _read_rule(row: dict[str, object]) -> ModalityRule:
    """One `[[rule]]` table as a record."""
    try:
        takes = row.get("takes", [])
        rule = ModalityRule(
            name=str(row["name"]),
            place=row["place"],  # type: ignore[arg-type]  # checked below
            lemmas=frozenset(_strings(row["lemmas"])),
            takes=frozenset(_strings([takes] if isinstance(takes, str) else takes)),
            status=row["status"],  # type: ignore[arg-type]  # checked below
            examples=tuple(_strings(row["examples"])),
            rejects=tuple(_strings(row["rejects"])),
        )
    except KeyError as missing:
        message = f"modality rule {row.get('name', '?')} lacks {missing}"
        raise LexiconError(message) from missing
    if rule.place not in get_args(Place) or rule.status not in get_args(Turn):
        message = f"modality rule {rule.name}: unknown place {rule.place!r} or status {rule.status!r}"
        raise LexiconError(message)
    return rule


def _strings(value: object) -> list[str]:
    """A list of strings, or an error that says what stood there."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        message = f"not a list of strings: {value!r}"
        raise LexiconError(message)
    return value
