"""Nouns that code asks for by what they do in a sentence."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from extract.lexicon.files import read_lists, read_toml

FILE = "nouns.toml"


@dataclass(frozen=True, slots=True)
class Nouns:
    """The lists of `nouns.toml`, which explains each."""

    counting: frozenset[str]
    month_words: frozenset[str]
    entitlements: frozenset[str]
    laws: frozenset[str]
    sides: frozenset[str]


def read_nouns(folder: Traversable) -> Nouns:
    """Read `nouns.toml` of a lexicon.

    Raises:
        LexiconError: a list is missing or unknown.

    >>> from extract.lexicon.files import SHIPPED
    >>> "treaty" in read_nouns(SHIPPED).laws
    True
    """
    return read_lists(read_toml(folder, FILE), FILE, Nouns)
