"""Reads the whole lexicon: one `Lexicon`, handed to whoever needs a part of it."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from extract.actors.gazetteer import Gazetteer, read_gazetteer
from extract.issues.profiles import Publications, parse_publications
from extract.language.lexicon import LanguageWords, read_language_words
from extract.lexicon.classes import Classes, read_classes
from extract.lexicon.files import SHIPPED, LexiconError, read_text, read_toml
from extract.lexicon.modality import Modality, read_modality
from extract.lexicon.money import Money, read_money
from extract.lexicon.types import EventType, read_types
from extract.times.patterns import BrokenLexiconError
from extract.times.rules import RULE_FILES, WORDS_FILE, build_lexicon
from extract.times.rules import Lexicon as TimeLexicon
from extract.triggers.lexicon import TriggerLexicon, read_triggers

_Part = TypeVar("_Part")
TIMES = "the files of times"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean, all of it; get one from `read_lexicon`."""

    types: Mapping[str, EventType]
    """What is known of each type of event, by its name."""
    classes: Classes
    """The words of each class, by its name."""
    triggers: TriggerLexicon
    """Which words tell which events, and when."""
    modality: Modality
    """Which words tell that an event is planned, possible or denied."""
    gazetteer: Gazetteer
    """What is known of names, and of nouns for those who act."""
    people: frozenset[str]
    """Lemmas of nouns for people and bodies that act."""
    money: Money
    times: TimeLexicon
    """How expressions of time are built and what they mean."""
    publications: Publications
    """What each periodical looks like, and how its numbers tell the day."""
    language: LanguageWords
    """The words by which text is divided and parses are corrected."""
    digest: str
    """Of all files, names and contents: 12 hexadecimal digits; equal digests, equal lexicons."""


def read_lexicon(folder: Traversable | Path = SHIPPED) -> Lexicon:
    """Read and check all files of a lexicon: half a second.

    Args:
        folder: the shipped lexicon, or a copy of it with what is to be changed or added.

    Raises:
        LexiconError: a file is missing or broken; names file and entry, and says what to do.

    >>> lexicon = read_lexicon()
    >>> lexicon.types["CONSULT"].quad_class, "meet" in lexicon.triggers.index
    (1, True)
    """
    types = _read("types.toml", lambda: read_types(folder))
    classes = _read("triggers/classes.toml", lambda: read_classes(folder))
    return Lexicon(
        types=types,
        classes=classes,
        triggers=_read("triggers", lambda: read_triggers(folder, types, classes)),
        modality=_read("modality.toml", lambda: read_modality(folder)),
        gazetteer=_read("the tables of names", lambda: read_gazetteer(folder)),
        people=classes["person"] | classes["delegation"] | classes["troops"],
        money=_read("money.toml", lambda: read_money(folder)),
        times=_read(TIMES, lambda: _read_times(folder)),
        publications=_read("publications.toml", lambda: _read_publications(folder)),
        language=_read("language.toml", lambda: read_language_words(folder)),
        digest=digest_of(folder),
    )


def _read(file: str, read: Callable[[], _Part]) -> _Part:
    """A part of the lexicon; an entry that is not there, or no such value, is the lexicon's fault too."""
    try:
        return read()
    except LexiconError:
        raise
    except KeyError as missing:
        raise LexiconError(file, str(missing.args[0]), "is missing: add the entry") from missing
    except (TypeError, ValueError, AttributeError, re.error) as wrong:
        raise LexiconError(file, "", f"has a value that cannot be read: {wrong}") from wrong


def _read_times(folder: Traversable) -> TimeLexicon:
    """The words and rules of times."""
    try:
        return build_lexicon(read_toml(folder, WORDS_FILE), [read_toml(folder, name) for name in RULE_FILES])
    except BrokenLexiconError as broken:
        raise LexiconError(TIMES, "", str(broken)) from broken


def _read_publications(folder: Traversable) -> Publications:
    """The publications, and the look of raw text."""
    return parse_publications(read_text(folder, "publications.toml"))


def digest_of(folder: Traversable) -> str:
    """Of all TOML and CSV files below a folder, names and contents: 12 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=6)
    for name, content in sorted(_contents(folder)):
        digest.update(name.encode() + b"\0" + hashlib.blake2b(content).digest())
    return digest.hexdigest()


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    """The names and contents of a folder's tables, subfolders included."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from ((f"{entry.name}/{name}", content) for name, content in _contents(entry))
        elif entry.name.endswith((".toml", ".csv")):
            yield entry.name, entry.read_bytes()
