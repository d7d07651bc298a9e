"""Reads and checks the lexicon of times: words, rules and days with a name. docs/times.md tells its form."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from extract.times.beginnings import beginning_of
from extract.times.patterns import (
    BrokenLexiconError,
    assign_codes,
    compile_pattern,
    expand,
    groups_of,
    literals,
)
from extract.times.words import MARK_CODE, NAME_CODE, PARAGRAPH, TOKEN, WORD_CODE, Words, shapes_of

WORDS_FILE = "times_words.toml"
RULE_FILES = (
    "times_calendar.toml",
    "times_accounts.toml",
    "times_named_days.toml",
    "times_relative.toml",
    "times_clock.toml",
    "times_durations.toml",
    "times_references.toml",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the day it is spoken on and what the rule finds in it."""

    text: str
    said: date | None
    expression: str
    value: str
    first_day: date | None = None
    last_day: date | None = None
    checks_days: bool = False
    """Whether the days are part of the promise."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, and the name of the function in extract/times/meanings.py that says what it means."""

    name: str
    regex: re.Pattern[str]
    groups: Mapping[str, tuple[str, ...]]
    """Name of a group to its names in `regex`, one for each place the pattern has it in."""
    meaning: str
    examples: tuple[Example, ...]
    rejects: tuple[str, ...]
    order: int
    """Place among all rules: of two rules that match the same words, the earlier wins."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """Where in the year a day with a name lies: a month and day, or what the holidays library knows."""

    month: int
    """0: the library tells."""
    day: int
    country: str
    library: str
    plus: int
    """Days after the library's."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the patterns and their meanings know of words."""

    classes: Mapping[str, Mapping[str, int | str]]
    """Class, then word in lower case, then its value ("" where it has none)."""
    codes: Mapping[str, str]
    """Surface to its character, for every surface that stands in some class."""
    shape_codes: Mapping[frozenset[str], str]
    rules: tuple[Rule, ...]
    beginning_with: Mapping[str, tuple[Rule, ...]]
    """The rules of which a match can begin with a word of that character."""
    named_days: Mapping[str, NamedDay]
    """By `name_key`."""

    def read(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The words of `text[start:end]`, with offsets into `text`."""
        starts: list[int] = []
        ends: list[int] = []
        lower: list[str] = []
        codes: list[str] = []
        known = self.codes
        for match in TOKEN.finditer(text, start, len(text) if end is None else end):
            surface = match[0]
            starts.append(match.start())
            ends.append(match.end())
            lower.append(PARAGRAPH if surface.isspace() else surface.lower())
            codes.append(known.get(surface) or self._code_of(surface))
        return Words(text, tuple(starts), tuple(ends), tuple(lower), "".join(codes))

    def _code_of(self, surface: str) -> str:
        """The character of a word that the lexicon does not list."""
        head = surface[0]
        if head.isdigit() and head.isascii():
            return self.shape_codes.get(shapes_of(surface), WORD_CODE)
        if head.isspace():
            return PARAGRAPH
        if not head.isalpha():
            return MARK_CODE
        return NAME_CODE if head.isupper() else WORD_CODE

    def value(self, class_name: str, word: str) -> int | str:
        """The value of a word in a class.

        Raises:
            KeyError: the word does not stand in the class.
        """
        return self.classes[class_name][word.lower()]


@cache
def standard_lexicon() -> Lexicon:
    """The lexicon that travels with the package."""
    folder = resources.files("extract") / "lexicon"
    words = tomllib.loads((folder / WORDS_FILE).read_text(encoding="utf-8"))
    tables = [tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in RULE_FILES]
    return build_lexicon(words, tables)


def build_lexicon(words: Mapping[str, object], tables: Iterable[Mapping[str, object]]) -> Lexicon:
    """Compiles the content of the word file and of the rule files.

    Raises:
        BrokenLexiconError: something is missing, doubled or unknown.
    """
    tables = list(tables)
    classes, capitals = _read_classes(words)
    named_days = _read_named_days(tables)
    pieces = _read_pieces(tables) | {"NAMED_DAY": _pattern_of_names(named_days)}
    raw_rules = [raw for table in tables for raw in _list_of_tables(table, "rule")]
    sources = [expand(str(raw.get("pattern", "")), pieces) for raw in raw_rules]
    named = frozenset(word for source in sources for word in literals(source))
    codes, sets, shape_codes = assign_codes(classes, capitals, named)
    rules = tuple(
        _read_rule(raw, compile_pattern(source, sets, str(raw.get("name"))), order)
        for order, (raw, source) in enumerate(zip(raw_rules, sources, strict=True))
    )
    names = [rule.name for rule in rules]
    if doubled := {name for name in names if names.count(name) > 1}:
        message = f"rules named twice: {sorted(doubled)}"
        raise BrokenLexiconError(message)
    characters = frozenset(
        {*codes.values(), *shape_codes.values(), WORD_CODE, NAME_CODE, MARK_CODE, PARAGRAPH}
    )
    beginnings = [beginning_of(source, sets, characters).characters for source in sources]
    return Lexicon(
        classes=classes,
        codes=codes,
        shape_codes=shape_codes,
        rules=rules,
        beginning_with={
            character: tuple(
                rule for rule, begins in zip(rules, beginnings, strict=True) if character in begins
            )
            for character in characters
        },
        named_days=named_days,
    )


def _read_classes(words: Mapping[str, object]) -> tuple[dict[str, dict[str, int | str]], frozenset[str]]:
    """The classes of the word file, and the names of those whose words need a capital."""
    classes: dict[str, dict[str, int | str]] = {}
    capitals: set[str] = set()
    for name, table in _table(words, "class").items():
        if not isinstance(table, dict) or not isinstance(table.get("words"), dict | list):
            message = f"class {name} has no words"
            raise BrokenLexiconError(message)
        listed = table["words"]
        classes[name] = dict(listed) if isinstance(listed, dict) else dict.fromkeys(listed, "")
        if table.get("capital"):
            capitals.add(name)
    return classes, frozenset(capitals)


def _read_pieces(tables: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """The named pieces of patterns, of all files together."""
    pieces: dict[str, str] = {}
    for table in tables:
        for name, pattern in _table(table, "pieces").items():
            if name in pieces:
                message = f"piece {name} stands twice"
                raise BrokenLexiconError(message)
            pieces[name] = str(pattern)
    return pieces


def name_key(words: Iterable[str]) -> str:
    """The words of a name without its marks, as `Lexicon.named_days` has it.

    >>> name_key(("new", "year", "'", "s", "day"))
    'new year s day'
    """
    return " ".join(word for word in words if word.isalnum())


def _read_named_days(tables: Iterable[Mapping[str, object]]) -> dict[str, NamedDay]:
    """The named days of all files."""
    named: dict[str, NamedDay] = {}
    for raw in (raw for table in tables for raw in _list_of_tables(table, "named_day")):
        numbers = {key: raw.get(key, 0) for key in ("month", "day", "plus")}
        names = raw.get("names")
        if not isinstance(names, list) or not (numbers["month"] or raw.get("library")):
            message = f"a named day lacks its names or where it lies: {raw!r}"
            raise BrokenLexiconError(message)
        month, day, plus = (int(str(number)) for number in numbers.values())
        where = NamedDay(month, day, str(raw.get("country", "")), str(raw.get("library", "")), plus)
        named.update({name_key(TOKEN.findall(str(name).lower())): where for name in names})
    return named


def _pattern_of_names(named_days: Mapping[str, NamedDay]) -> str:
    """A piece that matches any named day, the longer names first; marks between words are optional."""
    marks = '(?: APOSTROPHE | "." | DASH)?'
    names = sorted(named_days, key=lambda name: (-len(name), name))
    return " | ".join(f" {marks} ".join(name.split()) for name in names) or "(?! WORD) WORD"


def _read_rule(raw: Mapping[str, object], regex: re.Pattern[str], order: int) -> Rule:
    """One rule of a file."""
    name = str(raw.get("name"))
    for key in ("name", "pattern", "meaning", "source", "examples"):
        if not raw.get(key):
            message = f"rule {name}: no {key}"
            raise BrokenLexiconError(message)
    examples = raw["examples"]
    rejects = raw.get("rejects", [])
    if not isinstance(examples, list) or not isinstance(rejects, list):
        message = f"rule {name}: examples and rejects must be lists"
        raise BrokenLexiconError(message)
    return Rule(
        name=name,
        regex=regex,
        groups=groups_of(regex),
        meaning=str(raw["meaning"]),
        examples=tuple(_read_example(row, name) for row in examples),
        rejects=tuple(str(text) for text in rejects),
        order=order,
    )


def _read_example(row: object, rule: str) -> Example:
    """`[text, day of speech or "", expression, value]`, then first and last day where they are promised."""
    lengths = (4, 6)
    if not isinstance(row, list) or len(row) not in lengths:
        message = f"rule {rule}: an example has four or six parts: {row!r}"
        raise BrokenLexiconError(message)
    days = [part if isinstance(part, date) else None for part in (row[1], *row[4:])]
    first, last = (*days[1:], None, None)[:2]
    return Example(row[0], days[0], row[2], row[3], first, last, checks_days=len(row) == lengths[1])


def _table(parent: Mapping[str, object], key: str) -> Mapping[str, object]:
    """A table of a file; empty where the file has none."""
    found = parent.get(key, {})
    if not isinstance(found, dict):
        message = f"{key} must be a table"
        raise BrokenLexiconError(message)
    return found


def _list_of_tables(parent: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """An array of tables of a file."""
    found = parent.get(key, [])
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        message = f"{key} must be an array of tables"
        raise BrokenLexiconError(message)
    return found
