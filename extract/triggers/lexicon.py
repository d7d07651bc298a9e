"""Reads and checks the lexicon of triggers: what words tell an event of which type, and when.

The words are TOML files in `extract/lexicon/triggers`. One `[[trigger]]` table is one sense: the words
(`verbs`, `nouns`, `adjectives`; "~" allows others between), the type it tells, and conditions on the clause,
each a named field that a function of `extract.triggers.conditions` evaluates. Every sense carries `examples`
(the trigger in square brackets) and, where another sense is common, `rejects`; both are run as tests.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Literal

from extract.language.inflection import lemminflect
from extract.lexicon.classes import FILE as CLASSES_FILE
from extract.lexicon.classes import Classes
from extract.lexicon.files import LexiconError, read_toml
from extract.lexicon.types import EventType
from extract.lexicon.words import Words

WordClass = Literal["verb", "noun", "adjective"]
"""What a trigger word must be in the sentence."""

NOTHING = EventType("NONE")
"""The type of senses that tell no event: where one holds, the word gives nothing."""

WORD_FIELDS: Mapping[str, WordClass] = MappingProxyType(
    {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
)
CONDITIONS = frozenset(
    {
        *("object", "not_object", "object_modifier", "not_object_modifier", "subject", "not_subject"),
        *("participant", "oblique", "not_oblique", "predicate", "modifier", "not_modifier", "possessive"),
        *(
            "support",
            "not_support",
            "complement",
            "not_complement",
            "content",
            "not_content",
            "content_modal",
        ),
        *(
            "content_own",
            "content_negated",
            "content_passive",
            "modal",
            "not_modal",
            "negated",
            "not_negated",
        ),
        *("content_object", "not_passive", "not_participle", "not_relative", "fronted", "predicative"),
    }
)
"""The fields that are conditions; each has a function of its name in `extract.triggers.conditions`."""

_PLAIN = frozenset(
    {
        *("rule", "type", "mode", "cameo", "verbs", "nouns", "adjectives", "weight", "needs"),
        *("priority", "span_object", "span_modal", "examples", "rejects"),
    }
)
_GAP = "~"
_PARTICLES = frozenset({"in", "off", "up", "out", "over", "back", "down", "away"})
_COPULAS = frozenset({"be", "am", "is", "are", "was", "were", "been", "being"})
_SHORTEST_INFLECTED = 4
"""Letters a word needs to be matched in its plural too: below stand particles and prepositions."""


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a pattern beside its head."""

    forms: frozenset[str]
    gap: bool
    """Whether other words may stand between this one and the one before."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of one trigger: its head and what stands before and after it.

    >>> [sorted(part.forms)[0] for part in read_pattern("put ~ in charge", "verb").after]
    ['in', 'charge']
    """

    words: str
    word_class: WordClass
    heads: frozenset[str]
    """The forms of the head, in lower case."""
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()

    def __len__(self) -> int:
        """The number of words."""
        return 1 + len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True)
class Sense:
    """One `[[trigger]]` table of the lexicon."""

    rule: str
    kind: EventType
    event_mode: str | None
    cameo_code: str | None
    patterns: tuple[Pattern, ...]
    weight: float
    needs: Literal["all", "any"]
    """Whether all of the positive conditions on the frame must hold, or one of them."""
    conditions: "tuple[tuple[str, tuple[str, ...]], ...]"
    """Pairs of a condition's name and its values; a condition set to true or false has that word as value."""
    span_object: bool
    """Whether the span of the trigger reaches to its object: "imposed sanctions"."""
    span_modal: bool
    """Whether it reaches back to modal and negation: "will not accept"."""
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    priority: int = 0
    """Of senses with equally long patterns the higher is tried first; else the one with more conditions."""


Index = Mapping[str, tuple[tuple[Sense, Pattern], ...]]
"""Senses with their patterns by form of the head, in the order in which they are tried."""


@dataclass(frozen=True)
class TriggerLexicon:
    """All senses, and the index that finds them by the head's form."""

    senses: tuple[Sense, ...]
    words: Words
    index: Index = field(repr=False)

    @cached_property
    def listed(self) -> Mapping[str, frozenset[str]]:
        """The types that any sense of a word may tell, by form of the head."""
        return {
            form: frozenset(sense.kind.name for sense, _ in pairs) - {NOTHING.name}
            for form, pairs in self.index.items()
        }


@cache
def _forms(word: str, upos: str) -> frozenset[str]:
    inflections: dict[str, tuple[str, ...]] = lemminflect.getAllInflections(word, upos=upos)
    forms = {form.lower() for tagged in inflections.values() for form in tagged}
    if word == "be":
        forms |= _COPULAS
    if upos == "VERB" and not forms:
        forms = {
            form.lower()
            for tag in ("VBD", "VBN", "VBG", "VBZ")
            for form in lemminflect.getInflection(word, tag)
        }
    return frozenset(forms | {word.lower()})


def _words(pattern: str) -> list[str]:
    spaced = pattern.replace("-", " - ").replace("'s", " 's").replace("s' ", "s ' ")
    return spaced.split()


def _parts(words: list[str]) -> tuple[Part, ...]:
    parts, gap = [], False
    for word in words:
        if word == _GAP:
            gap = True
            continue
        plural = _forms(word, "NOUN") if len(word) >= _SHORTEST_INFLECTED else frozenset({word.lower()})
        verb = _forms(word, "VERB") if word == "be" else frozenset()
        parts.append(Part(forms=plural | verb, gap=gap))
        gap = False
    return tuple(parts)


def _head_place(words: list[str], word_class: WordClass) -> int:
    """The head: a verb's first word, a noun's last before "of"; in "test-fire" fire, in "sit-in" sit."""
    if word_class == "noun":
        last = words.index("of") - 1 if "of" in words else len(words) - 1
        return last - 2 if words[last] in _PARTICLES and words[last - 1] == "-" else last
    place = 0
    while len(words) > place + 2 and words[place + 1] == "-" and words[place + 2] not in _PARTICLES:
        place += 2
    return place


def read_pattern(text: str, word_class: WordClass) -> Pattern:
    """Read the words of a trigger: the first of a verb's, the last of a noun's before "of" is the head.

    >>> read_pattern("vote of confidence", "noun").heads >= {"vote", "votes"}
    True
    """
    words = _words(text)
    place = _head_place(words, word_class)
    upos = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}[word_class]
    head = words[place].lower()
    return Pattern(
        words=text,
        word_class=word_class,
        heads=frozenset({head}) if word_class == "adjective" else _forms(head, upos),
        before=_parts(words[:place]),
        after=_parts(words[place + 1 :]),
    )


def _values(value: object) -> tuple[str, ...]:
    """The values of a condition; none where they are no string, list of strings, true or false."""
    if isinstance(value, bool):
        return ("true",) if value else ("false",)
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _check(file: str, table: Mapping[str, Any], kind: EventType, classes: Classes) -> None:
    """Refuse a table that cannot be a sense.

    Raises:
        LexiconError: see `read_triggers`.
    """
    unknown = set(table) - _PLAIN - CONDITIONS
    mode, cameo = table.get("mode"), table.get("cameo")
    asked = {name: _values(table[name]) for name in CONDITIONS & set(table)}
    words = {word for values in asked.values() for value in values for word in value.split()}
    strange = {word.removeprefix("@") for word in words if word.startswith("@")} - set(classes)
    faults = {
        f"unknown fields {sorted(unknown)}: see docs/extending.md for those there are": bool(unknown),
        f"unknown mode {mode!r}: the modes of {kind.name} stand in types.toml": mode
        not in {None, *kind.modes},
        f"CAMEO code {cameo!r}: types.toml gives {kind.name} other roots": cameo is not None
        and cameo[:2] not in kind.cameo,
        "no words: give it verbs, nouns or adjectives": not any(table.get(name) for name in WORD_FIELDS),
        "no example and no reject: write one": not (table.get("examples") or table.get("rejects")),
        f"needs {table.get('needs')!r}: write all or any": table.get("needs", "all") not in {"all", "any"},
        f"unknown classes {sorted(strange)}: the classes stand in {CLASSES_FILE}": bool(strange),
        "a condition is a string, a list of strings, true or false": not all(asked.values()),
    }
    broken = [fault for fault, holds in faults.items() if holds]
    if broken:
        raise LexiconError(file, f"trigger {table.get('rule', '?')}", "; ".join(broken))


def _sense(table: Mapping[str, Any], kind: EventType) -> Sense:
    return Sense(
        rule=table["rule"],
        kind=kind,
        event_mode=table.get("mode"),
        cameo_code=table.get("cameo"),
        patterns=tuple(
            read_pattern(words, word_class)
            for name, word_class in WORD_FIELDS.items()
            for words in table.get(name, ())
        ),
        weight=float(table.get("weight", 1.0)),
        needs=table.get("needs", "all"),
        conditions=tuple((name, _values(table[name])) for name in sorted(CONDITIONS & set(table))),
        span_object=bool(table.get("span_object", False)),
        span_modal=bool(table.get("span_modal", False)),
        examples=tuple(table.get("examples", ())),
        rejects=tuple(table.get("rejects", ())),
        priority=int(table.get("priority", 1 if kind is NOTHING else 0)),
    )


def _index(senses: tuple[Sense, ...]) -> Index:
    found: defaultdict[str, list[tuple[Sense, Pattern]]] = defaultdict(list)
    for sense in senses:
        for pattern in sense.patterns:
            for form in pattern.heads:
                found[form].append((sense, pattern))
    return MappingProxyType({form: tuple(sorted(pairs, key=_rank)) for form, pairs in found.items()})


def _rank(pair: tuple[Sense, Pattern]) -> tuple[int, int, int, float, str]:
    """What is tried first of a word: long patterns, then by priority, many conditions, weight and name."""
    sense, pattern = pair
    return (-len(pattern), -sense.priority, -len(sense.conditions), -sense.weight, sense.rule)


def read_triggers(folder: Traversable, types: Mapping[str, EventType], words: Words) -> TriggerLexicon:
    """Read the senses of a lexicon: every TOML file of its folder `triggers` but that of the classes.

    Args:
        folder: the lexicon.
        types: what is known of each type of event, by its name.
        words: what conditions ask of words.

    Raises:
        LexiconError: a table has an unknown field, type, mode or class, no words, or no example; or two
            tables have one name.

    >>> from extract.lexicon.reading import read_lexicon
    >>> len(read_lexicon().triggers.senses) > 200
    True
    """
    known = {NOTHING.name: NOTHING, **types}
    senses: dict[str, Sense] = {}
    for path in sorted(folder.joinpath("triggers").iterdir(), key=lambda one: one.name):
        file = f"triggers/{path.name}"
        if not path.name.endswith(".toml") or file == CLASSES_FILE:
            continue
        for table in read_toml(folder, file).get("trigger", []):
            rule, kind = f"trigger {table.get('rule', '?')}", known.get(table.get("type"))
            if kind is None:
                raise LexiconError(file, rule, f"unknown type {table.get('type')!r}: see types.toml")
            _check(file, table, kind, words.classes)
            sense = _sense(table, kind)
            if sense.rule in senses:
                raise LexiconError(file, rule, "is named twice: give it another name")
            senses[sense.rule] = sense
    return TriggerLexicon(tuple(senses.values()), words, _index(tuple(senses.values())))
