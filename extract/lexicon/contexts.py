"""PLOVER's contexts of events, and the words that tell them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType

from extract.lexicon.files import read_toml, word_list

FILE = "contexts.toml"


@dataclass(frozen=True, slots=True)
class Contexts:
    """What `contexts.toml` holds."""

    names: tuple[str, ...]
    """All contexts, in PLOVER's order."""
    told_by: Mapping[str, frozenset[str]]
    """The contexts that a word, or a pair of words, tells."""

    def among(self, words: Iterable[str]) -> frozenset[str]:
        """The contexts that any of the words tells."""
        return frozenset(context for word in words for context in self.told_by.get(word, ()))


def read_contexts(folder: Traversable) -> Contexts:
    """Read `contexts.toml` of a lexicon.

    Raises:
        LexiconError: the file is missing or broken.

    >>> from extract.lexicon.files import SHIPPED
    >>> sorted(read_contexts(SHIPPED).among(["troops", "table"]))
    ['military']
    """
    told: dict[str, set[str]] = {}
    tables = read_toml(folder, FILE)
    for context, entry in tables.items():
        for word in word_list(entry["words"], FILE, context):
            told.setdefault(word, set()).add(context)
    return Contexts(tuple(tables), MappingProxyType({word: frozenset(found) for word, found in told.items()}))
