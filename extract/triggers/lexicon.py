"""Reads and checks the lexicon of triggers: what words tell an event of which type, and when.

The words are TOML files in `extract/lexicon/triggers`. One `[[trigger]]` table is one sense: the words
(`verbs`, `nouns`, `adjectives`; "~" allows others between), the type it tells, the slots that hold actor and
recipient, and conditions on the clause, each a named field that a function of `extract.triggers.conditions`
evaluates. Every sense carries `examples` (the trigger in square brackets) and, where another sense is common,
`rejects`; both are run as tests.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import lemminflect  # type: ignore[import-untyped]  # the package ships no types

if TYPE_CHECKING:
    from collections.abc import Mapping

WordClass = Literal["verb", "noun", "adjective"]
"""What a trigger word must be in the sentence."""

NOTHING = "NONE"
"""The type of senses that tell no event: where one holds, the word gives nothing."""

TYPES = frozenset(
    {
        *(
            "AGREE",
            "CONSULT",
            "SUPPORT",
            "CONCEDE",
            "COOPERATE",
            "AID",
            "RETREAT",
            "REQUEST",
            "ACCUSE",
            "REJECT",
        ),
        *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
        *("STATEMENT", "APPOINT", "DISMISS", "RESIGN", "VOTE", NOTHING),
    }
)
"""The sixteen types of PLOVER 2.0, the five beside it, and none."""

MODES: "Mapping[str, frozenset[str]]" = MappingProxyType(
    {
        "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
        "RETREAT": frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
        "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
        "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
        "REJECT": frozenset({"assist", "change", "yield", "meet"}),
        "THREATEN": frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
        "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
        "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
        "MOBILIZE": frozenset({"troops", "weapons", "police", "militia", "capability"}),
        "COERCE": frozenset(
            {
                *("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"),
                *("misinformation", "cyber"),
            }
        ),
        "ASSAULT": frozenset(
            {
                *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms"),
                *("explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control"),
                "unconventional",
            }
        ),
        "APPOINT": frozenset({"nominate", "appoint", "acting"}),
        "RESIGN": frozenset({"offer", "resign"}),
        "VOTE": frozenset({"won", "lost", "passed", "rejected"}),
    }
)
"""The modes of each type that has any; `resign` of RETREAT is told as the type RESIGN."""

WORD_FIELDS: "Mapping[str, WordClass]" = MappingProxyType(
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
        *("rule", "type", "mode", "cameo", "verbs", "nouns", "adjectives", "actor", "recipient", "mutual"),
        *("weight", "needs", "priority", "span_object", "span_modal", "examples", "rejects"),
    }
)
_GAP = "~"
_PARTICLES = frozenset({"in", "off", "up", "out", "over", "back", "down", "away"})
_COPULAS = frozenset({"be", "am", "is", "are", "was", "were", "been", "being"})
_SHORTEST_INFLECTED = 4
"""Letters a word needs to be matched in its plural too: below stand particles and prepositions."""


class LexiconError(ValueError):
    """The lexicon itself is broken: a field, type, class or example that cannot be."""


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
    event_type: str
    event_mode: str | None
    cameo_code: str | None
    patterns: tuple[Pattern, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
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


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """All senses, and the index that finds them by the head's form."""

    senses: tuple[Sense, ...]
    classes: "Mapping[str, frozenset[str]]"
    """Words of each class, without its "@"."""
    index: "Mapping[str, tuple[tuple[Sense, Pattern], ...]]" = field(repr=False)
    """By form of the head, in the order in which they are tried."""


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
    if isinstance(value, bool):
        return ("true",) if value else ("false",)
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    message = f"a condition is a string, a list of strings, true or false, not {value!r}"
    raise LexiconError(message)


def _check(table: "Mapping[str, Any]", classes: "Mapping[str, frozenset[str]]") -> None:
    rule = table.get("rule", "?")
    unknown = set(table) - _PLAIN - CONDITIONS
    kind, mode = table.get("type"), table.get("mode")
    named = {
        word.removeprefix("@")
        for name in CONDITIONS & set(table)
        for value in _values(table[name])
        for word in value.split()
        if word.startswith("@")
    }
    faults = {
        f"unknown fields {sorted(unknown)}": bool(unknown),
        f"unknown type {kind!r}": kind not in TYPES,
        f"unknown mode {mode!r}": mode is not None and mode not in MODES.get(str(kind), ()),
        "no words": not any(table.get(name) for name in WORD_FIELDS),
        "no example and no reject": not (table.get("examples") or table.get("rejects")),
        f"needs {table.get('needs')!r}": table.get("needs", "all") not in {"all", "any"},
        f"unknown classes {sorted(named - set(classes))}": not named <= set(classes),
    }
    broken = [fault for fault, holds in faults.items() if holds]
    if broken:
        message = f"trigger {rule}: {'; '.join(broken)}"
        raise LexiconError(message)


def _sense(table: "Mapping[str, Any]") -> Sense:
    return Sense(
        rule=table["rule"],
        event_type=table["type"],
        event_mode=table.get("mode"),
        cameo_code=table.get("cameo"),
        patterns=tuple(
            read_pattern(words, word_class)
            for name, word_class in WORD_FIELDS.items()
            for words in table.get(name, ())
        ),
        actor=tuple(table.get("actor", ())),
        recipient=tuple(table.get("recipient", ())),
        mutual=bool(table.get("mutual", False)),
        weight=float(table.get("weight", 1.0)),
        needs=table.get("needs", "all"),
        conditions=tuple((name, _values(table[name])) for name in sorted(CONDITIONS & set(table))),
        span_object=bool(table.get("span_object", False)),
        span_modal=bool(table.get("span_modal", False)),
        examples=tuple(table.get("examples", ())),
        rejects=tuple(table.get("rejects", ())),
        priority=int(table.get("priority", 1 if table["type"] == NOTHING else 0)),
    )


BUILT_IN_CLASSES: "Mapping[str, frozenset[str]]" = MappingProxyType(
    dict.fromkeys(("any", "none", "name", "person-name", "place-name"), frozenset())
)
"""Classes that the parse decides, not a list of words: see `extract.triggers.classes.is_any_in`."""


def _index(senses: tuple[Sense, ...]) -> "Mapping[str, tuple[tuple[Sense, Pattern], ...]]":
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


def read_lexicon(folder: Traversable) -> TriggerLexicon:
    """Read every TOML file of `folder`; `classes.toml` holds the word classes.

    Raises:
        LexiconError: a table has an unknown field, type, mode or class, no words, or no example; or two
            tables have one name.
    """
    classes: dict[str, frozenset[str]] = dict(BUILT_IN_CLASSES)
    listed = tomllib.loads(folder.joinpath("classes.toml").read_text(encoding="utf-8"))
    classes.update((name.replace("_", "-"), frozenset(words.split())) for name, words in listed.items())
    tables = []
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml") and path.name != "classes.toml":
            tables += tomllib.loads(path.read_text(encoding="utf-8")).get("trigger", [])
    for table in tables:
        _check(table, classes)
    senses = tuple(_sense(table) for table in tables)
    names = [sense.rule for sense in senses]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"rules named twice: {', '.join(twice)}"
        raise LexiconError(message)
    return TriggerLexicon(senses=senses, classes=MappingProxyType(classes), index=_index(senses))


@cache
def load_lexicon() -> TriggerLexicon:
    """The lexicon that is shipped, read once.

    >>> len(load_lexicon().senses) > 200
    True
    """
    return read_lexicon(files("extract").joinpath("lexicon/triggers"))
