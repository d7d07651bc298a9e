"""The lexicon of modality: which words tell that an event is planned, possible or denied."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from extract.lexicon.files import LexiconError, read_toml, word_list
from extract.lexicon.verbs import Verbs

FILE = "modality.toml"

Place = Literal["itself", "auxiliary", "governor", "negation", "condition", "premodifier", "hedge"]
"""Where a word of a rule stands to the event word."""

Turn = Literal["occurred", "planned", "hypothetical", "denied", "same"]
"""What a rule makes of the event's status; "same" leaves it to the governor's own."""


Shape = Literal["", "to-be", "inverted"]
"""A shape of the clause that a rule speaks for beside its words."""


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
    ahead: bool = False
    future: bool = False
    conditional: bool = False
    claims: bool = False
    attempt: bool = False
    disbelieves: bool = False
    refuses: bool = False
    shape: Shape = ""


_FLAGS = tuple(field.name for field in fields(ModalityRule) if field.type is bool)


@dataclass(frozen=True, slots=True)
class Modality:
    """The whole lexicon, its rules in the order of the file: the first that fits decides."""

    rules: tuple[ModalityRule, ...]
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

    marked: Mapping[str, frozenset[str]]
    """The names of the rules that have each flag: "ahead", "claims"."""
    shaped: Mapping[Shape, str]
    """The name of the rule that speaks for each shape."""

    def at(self, place: Place, lemma: str) -> tuple[ModalityRule, ...]:
        """The rules for a word in that place."""
        return self.index.get((place, lemma), ())


def read_modality(folder: Traversable, verbs: Verbs) -> Modality:
    """Read `modality.toml` of a lexicon, check its rules and index them.

    Raises:
        LexiconError: a rule lacks a field, repeats a name or has an unknown place or status.

    >>> from extract.lexicon.files import SHIPPED
    >>> from extract.lexicon.verbs import read_verbs
    >>> [rule.status for rule in read_modality(SHIPPED, read_verbs(SHIPPED)).at("auxiliary", "may")]
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
    nouns = {name: word_list(words, FILE, name) for name, words in table["nouns"].items()}
    return Modality(
        rules=rules,
        deeds=nouns["deeds"],
        ordinals=nouns["ordinals"],
        proposals=nouns["proposals"],
        report=verbs.reports,
        index=index,
        marked={flag: frozenset(rule.name for rule in rules if getattr(rule, flag)) for flag in _FLAGS},
        shaped={rule.shape: rule.name for rule in rules if rule.shape},
    )


def _read_rule(row: dict[str, object]) -> ModalityRule:
    """One `[[rule]]` table as a record."""
    entry = f"rule {row.get('name', '?')}"
    for name in ("name", "place", "lemmas", "status", "examples", "rejects"):
        if name not in row:
            raise LexiconError(FILE, entry, f"lacks {name}: add it")
    for unknown in sorted(set(row) - {field.name for field in fields(ModalityRule)}):
        raise LexiconError(FILE, entry, f"has the unknown field {unknown}: the file's head explains all")
    takes = row.get("takes", [])
    rule = ModalityRule(
        name=str(row["name"]),
        place=row["place"],  # type: ignore[arg-type]  # checked below
        lemmas=word_list(row["lemmas"], FILE, entry),
        takes=word_list([takes] if isinstance(takes, str) else takes, FILE, entry),
        status=row["status"],  # type: ignore[arg-type]  # checked below
        examples=tuple(_texts(row["examples"], entry)),
        rejects=tuple(_texts(row["rejects"], entry)),
        shape=row.get("shape", ""),  # type: ignore[arg-type]  # checked below
        **{flag: row.get(flag) is True for flag in _FLAGS},
    )
    for name, value, known in (
        ("place", rule.place, Place),
        ("status", rule.status, Turn),
        ("shape", rule.shape, Shape),
    ):
        if value not in get_args(known):
            raise LexiconError(FILE, entry, f"unknown {name} {value!r}: it is one of {get_args(known)}")
    return rule


def _texts(value: object, entry: str) -> list[str]:
    """A list of sentences."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise LexiconError(FILE, entry, f"must have a list of sentences, not {value!r}")
    return value
