"""Reads the lexicon's files, and says of a broken one which entry it is and what to do."""

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

SHIPPED: Final[Traversable] = files("extract").joinpath("lexicon")
"""The folder of the lexicon that travels with the package."""

LEXICON_FILES: Final = (".toml", ".csv")
"""How the names of a lexicon's files end."""

_Lists = TypeVar("_Lists")


class LexiconError(ValueError):
    """The lexicon itself is broken: nothing can be extracted until its entry is mended.

    >>> print(LexiconError("verbs.toml", "say", "has no traits: give it one, or take it out"))
    verbs.toml: say: has no traits: give it one, or take it out
    """

    def __init__(self, file: str, entry: str, fault: str) -> None:
        """Name the file, its entry ("" for the whole file), and what is wrong and what to do."""
        super().__init__(file, entry, fault)
        self.file = file
        self.entry = entry
        self.fault = fault

    def __str__(self) -> str:
        """All three, as a person reads them."""
        return ": ".join(part for part in (self.file, self.entry, self.fault) if part)


def read_text(folder: Traversable, name: str) -> str:
    """A file as text.

    Raises:
        LexiconError: there is no such file, or it is not UTF-8.
    """
    try:
        return folder.joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise LexiconError(name, "", f"is missing in {folder}: the lexicon needs it") from missing
    except UnicodeDecodeError as wrong:
        raise LexiconError(name, "", f"is not UTF-8 ({wrong.reason}): save it as UTF-8") from wrong


def read_toml(folder: Traversable, name: str) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        LexiconError: as `read_text`; or it is no TOML.
    """
    try:
        return tomllib.loads(read_text(folder, name))
    except tomllib.TOMLDecodeError as wrong:
        raise LexiconError(name, "", f"is not TOML: {wrong}") from wrong


def read_rows(folder: Traversable, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names in its first line.

    Raises:
        LexiconError: as `read_text`; or a row has more or fewer cells than the first line.
    """
    rows = []
    for line, row in enumerate(csv.DictReader(read_text(folder, name).splitlines()), start=2):
        if None in row or None in row.values():
            raise LexiconError(name, f"line {line}", "has not as many cells as the first line has names")
        rows.append(row)
    return rows


def word_list(value: object, file: str, entry: str) -> frozenset[str]:
    """The words of an entry.

    Raises:
        LexiconError: it is no list of words.

    >>> sorted(word_list(["say", "add"], "verbs.toml", "reports"))
    ['add', 'say']
    """
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise LexiconError(file, entry, f"must be a list of words, not {value!r}")
    return frozenset(value)


def read_lists(tables: dict[str, Any], file: str, kind: type[_Lists], **others: object) -> _Lists:
    """A record whose every field is the set of words that the file lists under its name, or one of `others`.

    Raises:
        LexiconError: a list is missing, unknown or none.
    """
    wanted = {field.name for field in fields(kind)} - set(others)  # type: ignore[arg-type]  # a frozen record
    for name in sorted(wanted ^ set(tables)):
        fault = "is missing: add the list" if name in wanted else "is read by nothing: take the list out"
        raise LexiconError(file, name, fault)
    return kind(**{name: word_list(words, file, name) for name, words in tables.items()}, **others)


def digest_of(folder: Traversable, *endings: str) -> str:
    """Of all files below a folder whose names end so, names and contents: 12 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=6)
    for name, content in sorted(_contents(folder, endings)):
        digest.update(name.encode() + b"\0" + hashlib.blake2b(content).digest())
    return digest.hexdigest()


def _contents(folder: Traversable, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The names and contents of a folder's files, subfolders included."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from ((f"{entry.name}/{name}", content) for name, content in _contents(entry, endings))
        elif entry.name.endswith(endings):
            yield entry.name, entry.read_bytes()
