"""The lexicon of modality: which words tell that an event is planned, possible or denied."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from extract.lexicon.files import LexiconError, read_toml, word_list

FILE = "modality.toml"

Place = Literal["itself", "auxiliary", "governor", "negation", "condition", "premodifier", "hedge"]
"""Where a word of a rule stands to the event word."""

Turn = Literal["occurred", "planned", "hypothetical", "denied", "same"]
"""What a rule makes of the event's status; "same" leaves it to the governor's own."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words that the resolution of slots rests on, from the lexicon."""

    object_control: frozenset[str]
    """Verbs whose object does what the infinitive says: order, urge, accuse (of doing)."""
    light: frozenset[str]
    """Verbs that lend a noun their subject and adverbials and say little else: hold, begin, take place."""


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

    def at(self, place: Place, lemma: str) -> tuple[ModalityRule, ...]:
        """The rules for a word in that place."""
        return self.index.get((place, lemma), ())


def read_modality(folder: Traversable) -> Modality:
    """Read `modality.toml` of a lexicon, check its rules and index them.

    Raises:
        LexiconError: a rule lacks a field, repeats a name or has an unknown place or status.

    >>> from extract.lexicon.files import SHIPPED
    >>> [rule.status for rule in read_modality(SHIPPED).at("auxiliary", "may")]
    ['hypothetical']
    """
    table = read_toml(folder, FILE)
    rules = tuple(_read_rule(row) for row in table.get("rule", []))
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(FILE, f"rule {name}", "is named twice: give it another name")
    index: dict[tuple[Place, str], tuple[ModalityRule, ...]] = {}
    for rule in rules:
        for lemma in rule.lemmas:
            index[rule.place, lemma] = (*index.get((rule.place, lemma), ()), rule)
    control = {name: word_list(words, FILE, name) for name, words in table["control"].items()}
    return Modality(
        rules=rules,
        grammar=Grammar(control["object"], control["light"]),
        deeds=control["deeds"],
        ordinals=control["ordinals"],
        proposals=control["proposals"],
        report=control["report"],
        index=index,
    )


def _read_rule(row: dict[str, object]) -> ModalityRule:
    """One `[[rule]]` table as a record."""
    entry = f"rule {row.get('name', '?')}"
    for name in ("name", "place", "lemmas", "status", "examples", "rejects"):
        if name not in row:
            raise LexiconError(FILE, entry, f"lacks {name}: add it")
    takes = row.get("takes", [])
    rule = ModalityRule(
        name=str(row["name"]),
        place=row["place"],  # type: ignore[arg-type]  # checked below
        lemmas=word_list(row["lemmas"], FILE, entry),
        takes=word_list([takes] if isinstance(takes, str) else takes, FILE, entry),
        status=row["status"],  # type: ignore[arg-type]  # checked below
        examples=tuple(_texts(row["examples"], entry)),
        rejects=tuple(_texts(row["rejects"], entry)),
    )
    for name, value, known in (("place", rule.place, Place), ("status", rule.status, Turn)):
        if value not in get_args(known):
            raise LexiconError(FILE, entry, f"unknown {name} {value!r}: it is one of {get_args(known)}")
    return rule


def _texts(value: object, entry: str) -> list[str]:
    """A list of sentences."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise LexiconError(FILE, entry, f"must have a list of sentences, not {value!r}")
    return value
