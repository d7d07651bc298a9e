"""The words that reading text rests on: where sentences end, what names are."""

from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable

from extract.lexicon.files import read_lists, read_toml
from extract.lexicon.verbs import Verbs

FILE = "language.toml"
_ALSO_WORDS = frozenset({"Mar."})


@dataclass(frozen=True)
class LanguageWords:
    """The lists of `language.toml`, which explains each."""

    never_final: frozenset[str]
    sometimes_final: frozenset[str]
    before_numbers: frozenset[str]
    mostly_final: frozenset[str]
    kept_with_stop: frozenset[str]
    starters: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    place_prepositions: frozenset[str]
    times: frozenset[str]
    titles: frozenset[str]
    verbs: Verbs
    """What is asked of verbs."""

    @cached_property
    def abbreviated(self) -> frozenset[str]:
        """Words that may stand before a full stop which ends no sentence."""
        return self.with_stop | self.sometimes_final | self.before_numbers | self.mostly_final

    @cached_property
    def with_stop(self) -> frozenset[str]:
        """Words of which the full stop is a part, small ones too."""
        capitalised = {word for word in self.sometimes_final - _ALSO_WORDS if word[:1].isupper()}
        return self.never_final | self.kept_with_stop | capitalised


def read_language_words(folder: Traversable, verbs: Verbs) -> LanguageWords:
    """Read `language.toml` of a lexicon, whose verbs are read already.

    Raises:
        LexiconError: a list is missing or unknown.
    """
    return read_lists(read_toml(folder, FILE), FILE, LanguageWords, verbs=verbs)
