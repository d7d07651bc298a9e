"""Reads and checks the lexicon of times: words, rules, named days. Its form: docs/times-reference.md."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, NamedTuple

from extract.lexicon.files import SHIPPED, LexiconError, read_toml
from extract.times.beginnings import beginning_of
from extract.times.lexicon import Example, NamedDay, Rule, TimeLexicon, name_key
from extract.times.meanings import MEANINGS
from extract.times.patterns import PatternError, assign_codes, compile_pattern, expand, groups_of, literals
from extract.times.words import MARK_CODE, NAME_CODE, PARAGRAPH, TOKEN, WORD_CODE

WORDS_FILE: Final = "times/words.toml"
RULE_FILES: Final = (
    "times/calendar.toml",
    "times/accounts.toml",
    "times/named_days.toml",
    "times/relative.toml",
    "times/clock.toml",
    "times/durations.toml",
    "times/references.toml",
)
"""In the order in which rules that match the same words outrank each other."""

Table = Mapping[str, object]


class _Entry(NamedTuple):
    """A rule as it stands in a file, and its pattern with all pieces written out."""

    file: str
    table: Table
    pattern: str

    @property
    def name(self) -> str:
        """What a message calls it."""
        return f"rule {self.table.get('name', '(no name)')}"


def read_time_lexicon(folder: Traversable | Path = SHIPPED) -> TimeLexicon:
    """Read and check the words and rules of times.

    Args:
        folder: the lexicon's folder, which holds `times/`.

    Raises:
        LexiconError: a file is missing or broken; names file and entry, and says what to do.

    >>> lexicon = read_time_lexicon()
    >>> lexicon.value("SURE_MONTH", "July")
    7
    """
    return build_time_lexicon(
        read_toml(folder, WORDS_FILE), {name: read_toml(folder, name) for name in RULE_FILES}
    )


def build_time_lexicon(words: Table, tables: Mapping[str, Table]) -> TimeLexicon:
    """Compiles the content of the file of words and of the files of rules, given by name.

    Raises:
        LexiconError: something is missing, doubled or unknown.
    """
    classes, capitals = _read_classes(words)
    named_days = _read_named_days(tables)
    entries = _read_entries(tables, _read_pieces(tables) | {"NAMED_DAY": _pattern_of_names(named_days)})
    named = frozenset(word for entry in entries for word in literals(entry.pattern))
    codes, sets, shape_codes = assign_codes(classes, capitals, named)
    rules = tuple(_read_rule(entry, sets, order) for order, entry in enumerate(entries))
    characters = frozenset(
        {*codes.values(), *shape_codes.values(), WORD_CODE, NAME_CODE, MARK_CODE, PARAGRAPH}
    )
    beginnings = [beginning_of(entry.pattern, sets, characters).characters for entry in entries]
    return TimeLexicon(
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


def _read_classes(words: Table) -> tuple[dict[str, dict[str, int | str]], frozenset[str]]:
    """The classes of the file of words, and the names of those whose words need a capital."""
    classes: dict[str, dict[str, int | str]] = {}
    capitals: set[str] = set()
    for name, table in _table(words, "class", WORDS_FILE).items():
        if not isinstance(table, dict) or not isinstance(table.get("words"), dict | list):
            raise LexiconError(WORDS_FILE, f"class {name}", "has no words: list them, or take the class out")
        listed = table["words"]
        classes[name] = dict(listed) if isinstance(listed, dict) else dict.fromkeys(listed, "")
        if table.get("capital"):
            capitals.add(name)
    return classes, frozenset(capitals)


def _read_pieces(tables: Mapping[str, Table]) -> dict[str, str]:
    """The named pieces of patterns, of all files together."""
    pieces: dict[str, str] = {}
    for file, table in tables.items():
        for name, pattern in _table(table, "pieces", file).items():
            if name in pieces:
                raise LexiconError(file, f"piece {name}", "stands twice: rename one of them")
            pieces[name] = str(pattern)
    return pieces


def _read_entries(tables: Mapping[str, Table], pieces: Mapping[str, str]) -> tuple[_Entry, ...]:
    """The rules of all files, in order."""
    entries: list[_Entry] = []
    for file, raw in _of_all(tables, "rule"):
        entry = _Entry(file, raw, "")
        if any(entry.name == other.name for other in entries):
            raise LexiconError(file, entry.name, "has a name that another rule has: rename one of them")
        try:
            entries.append(entry._replace(pattern=expand(str(raw.get("pattern", "")), pieces)))
        except PatternError as wrong:
            raise LexiconError(file, entry.name, str(wrong)) from wrong
    return tuple(entries)


def _of_all(tables: Mapping[str, Table], key: str) -> Iterator[tuple[str, Table]]:
    """The tables of an array, of all files, each with its file."""
    for file, table in tables.items():
        for raw in _tables(table, key, file):
            yield file, raw


def _read_named_days(tables: Mapping[str, Table]) -> dict[str, NamedDay]:
    """The named days of all files."""
    named: dict[str, NamedDay] = {}
    for file, raw in _of_all(tables, "named_day"):
        numbers = {key: raw.get(key, 0) for key in ("month", "day", "plus")}
        names = raw.get("names")
        if not isinstance(names, list) or not names:
            raise LexiconError(file, f"named day {dict(raw)!r}", "has no names: give it one")
        if not (numbers["month"] or raw.get("library")):
            fault = "does not say where it lies: give it month and day, or country and library"
            raise LexiconError(file, f"named day {names[0]}", fault)
        month, day, plus = (int(str(number)) for number in numbers.values())
        where = NamedDay(month, day, str(raw.get("country", "")), str(raw.get("library", "")), plus)
        named.update({name_key(TOKEN.findall(str(name).lower())): where for name in names})
    return named


def _pattern_of_names(named_days: Mapping[str, NamedDay]) -> str:
    """A piece that matches any named day, the longer names first; marks between words are optional."""
    marks = '(?: APOSTROPHE | "." | DASH)?'
    names = sorted(named_days, key=lambda name: (-len(name), name))
    return " | ".join(f" {marks} ".join(name.split()) for name in names) or "(?! WORD) WORD"


def _read_rule(entry: _Entry, sets: Mapping[str, str], order: int) -> Rule:
    """One rule of a file."""
    file, raw, _ = entry
    for key in ("name", "pattern", "meaning", "source", "examples"):
        if not raw.get(key):
            raise LexiconError(file, entry.name, f"has no {key}: add it")
    if str(raw["meaning"]) not in MEANINGS:
        fault = (
            f"has a meaning that is none: {raw['meaning']!r}: name a function of extract/times/meanings.py"
        )
        raise LexiconError(file, entry.name, fault)
    regex = _compiled(entry, sets)
    return Rule(
        name=str(raw["name"]),
        regex=regex,
        groups=groups_of(regex),
        meaning=str(raw["meaning"]),
        examples=tuple(_read_example(row, entry) for row in _list(entry, "examples")),
        rejects=tuple(str(text) for text in _list(entry, "rejects")),
        order=order,
    )


def _compiled(entry: _Entry, sets: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression of a rule."""
    try:
        return compile_pattern(entry.pattern, sets)
    except PatternError as wrong:
        raise LexiconError(entry.file, entry.name, str(wrong)) from wrong


def _list(entry: _Entry, key: str) -> list[object]:
    """A list of a rule; empty where it has none."""
    found = entry.table.get(key, [])
    if not isinstance(found, list):
        raise LexiconError(entry.file, entry.name, f"must have a list of {key}, not {found!r}")
    return found


def _read_example(row: object, entry: _Entry) -> Example:
    """`[text, day of speech or "", expression, value]`, then first and last day where they are promised."""
    lengths = (4, 6)
    if not isinstance(row, list) or len(row) not in lengths:
        fault = f"has an example that has not four or six parts: {row!r}: see the head of times/calendar.toml"
        raise LexiconError(entry.file, entry.name, fault)
    days = [part if isinstance(part, date) else None for part in (row[1], *row[4:])]
    first, last = (*days[1:], None, None)[:2]
    return Example(row[0], days[0], row[2], row[3], first, last, checks_days=len(row) == lengths[1])


def _table(parent: Table, key: str, file: str) -> Table:
    """A table of a file; empty where the file has none."""
    found = parent.get(key, {})
    if not isinstance(found, dict):
        raise LexiconError(file, key, f"must be a table, not {found!r}")
    return found


def _tables(parent: Table, key: str, file: str) -> Iterator[Table]:
    """An array of tables of a file."""
    found = parent.get(key, [])
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise LexiconError(file, key, f"must be an array of tables: [[{key}]]")
    yield from found
