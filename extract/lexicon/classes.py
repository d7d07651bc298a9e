"""The classes of words that conditions name as "@person", "@troops"."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType

from extract.lexicon.files import LexiconError, read_toml

FILE = "triggers/classes.toml"

Classes = Mapping[str, frozenset[str]]
"""Words of each class, by the class's name without its "@"."""

BUILT_IN: Classes = MappingProxyType(
    dict.fromkeys(("any", "none", "name", "person-name", "place-name"), frozenset())
)
"""Classes that the parse decides, not a list of words: see `extract.triggers.classes.is_any_in`."""


def read_classes(folder: Traversable) -> Classes:
    """The classes of a lexicon, those that only the parse decides among them.

    Raises:
        LexiconError: a class is no text of words.

    >>> from extract.lexicon.files import SHIPPED
    >>> "minister" in read_classes(SHIPPED)["person"]
    True
    """
    listed = read_toml(folder, FILE)
    for name, words in listed.items():
        if not isinstance(words, str):
            raise LexiconError(FILE, name, "is not a text of words separated by blanks")
    named = {name.replace("_", "-"): frozenset(words.split()) for name, words in listed.items()}
    return MappingProxyType({**BUILT_IN, **named})
