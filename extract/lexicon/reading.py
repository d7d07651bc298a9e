"""Reads the whole lexicon: one `Lexicon`, handed to whoever needs a part of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from extract.actors.gazetteer import Gazetteer, read_gazetteer
from extract.issues import Publications, read_publications
from extract.language.lexicon import LanguageWords, read_language_words
from extract.lexicon.casualties import Casualties, read_casualties
from extract.lexicon.classes import read_classes
from extract.lexicon.contexts import Contexts, read_contexts
from extract.lexicon.files import LEXICON_FILES, SHIPPED, LexiconError, digest_of
from extract.lexicon.modality import Modality, read_modality
from extract.lexicon.money import Money, read_money
from extract.lexicon.nouns import read_nouns
from extract.lexicon.types import EventType, read_types
from extract.lexicon.verbs import read_verbs
from extract.lexicon.words import Words
from extract.times import TimeLexicon, read_time_lexicon
from extract.triggers.lexicon import TriggerLexicon, read_triggers

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean, all of it; get one from `read_lexicon`."""

    types: Mapping[str, EventType]
    """What is known of each type of event, by its name."""
    words: Words
    """What is asked of verbs and nouns, and the words of each class."""
    triggers: TriggerLexicon
    """Which words tell which events, and when."""
    modality: Modality
    """Which words tell that an event is planned, possible or denied."""
    gazetteer: Gazetteer
    """What is known of names, and of nouns for those who act."""
    people: frozenset[str]
    """Lemmas of nouns for people and bodies that act."""
    money: Money
    casualties: Casualties
    """Which words say that people were hurt, and how many."""
    contexts: Contexts
    """Which words tell PLOVER's contexts."""
    times: TimeLexicon
    """How expressions of time are built and what they mean."""
    publications: Publications
    """What each periodical looks like, and how its numbers tell the day."""
    language: LanguageWords
    """The words by which text is divided and names are corrected."""
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
    verbs = _read("verbs.toml", lambda: read_verbs(folder))
    nouns = _read("nouns.toml", lambda: read_nouns(folder))
    classes = _read("triggers/classes.toml", lambda: read_classes(folder))
    words = Words(verbs, nouns, classes)
    return Lexicon(
        types=types,
        words=words,
        triggers=_read("triggers", lambda: read_triggers(folder, types, words)),
        modality=_read("modality.toml", lambda: read_modality(folder, verbs)),
        gazetteer=_read("the tables of names", lambda: read_gazetteer(folder, verbs)),
        people=classes["person"] | classes["delegation"] | classes["troops"],
        money=_read("money.toml", lambda: read_money(folder)),
        casualties=_read("casualties.toml", lambda: read_casualties(folder)),
        contexts=_read("contexts.toml", lambda: read_contexts(folder)),
        times=_read("times", lambda: read_time_lexicon(folder)),
        publications=_read("publications", lambda: read_publications(folder)),
        language=_read("language.toml", lambda: read_language_words(folder, verbs)),
        digest=digest_of(folder, *LEXICON_FILES),
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
