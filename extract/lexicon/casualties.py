"""Words that say what happened to people, words that count them, and the pattern of all counts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType

from extract.lexicon.files import read_lists, read_toml, word_list
from extract.model import Fate

FILE = "casualties.toml"
_RANGE = "(?:\\s*[-\N{EN DASH}\N{EM DASH}]\\s*|\\s+(?:to|or)\\s+)"
"""What stands between the ends of a range; "and" only after "between"."""


@dataclass(frozen=True, slots=True)
class FateWords:
    """The words that say one thing happened to people."""

    verbs: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Casualties:
    """What `casualties.toml` holds, which explains it."""

    fates: Mapping[Fate, FateWords]
    counts: Mapping[str, tuple[int, int | None]]
    """How many a word or phrase means: at least, and at most."""
    least: frozenset[str]
    """What stands before a number that is the least: "at least"."""
    most: frozenset[str]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    pattern: re.Pattern[str]
    """A count: `first` and `last` of "between", or `bound` and `low`, `high` or `phrase`."""


def read_casualties(folder: Traversable) -> Casualties:
    """Read `casualties.toml` of a lexicon.

    Raises:
        LexiconError: the file is missing or broken.
    """
    tables = read_toml(folder, FILE)
    fates = {fate: read_lists(words, FILE, FateWords) for fate, words in tables["fates"].items()}
    counts = {phrase: (told["low"], told.get("high")) for phrase, told in tables["counts"].items()}
    least, most = (frozenset(word_list(tables["bounds"][kind], FILE, kind)) for kind in ("least", "most"))
    numbers, scales = tables["numbers"], tables["scales"]
    return Casualties(
        MappingProxyType(fates),
        MappingProxyType(counts),
        least,
        most,
        MappingProxyType(numbers),
        MappingProxyType(scales),
        _pattern(counts, least | most, numbers, scales),
    )


def _pattern(
    counts: Iterable[str], bounds: Iterable[str], numbers: Iterable[str], scales: Iterable[str]
) -> re.Pattern[str]:
    units, scale = "|".join(sorted(numbers, key=len, reverse=True)), "|".join(scales)
    simple = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{units})(?:[\s-](?:{units}))?)"
    number = rf"{simple}(?:\s(?:{scale})(?:\s(?:and\s)?{simple})?)*"
    phrase, bound = (_longest_first(words) for words in (counts, bounds))
    return re.compile(
        rf"(?<![\w.,$])(?:between\s+(?P<first>{simple})\s+and\s+(?P<last>{simple})"
        rf"|(?:(?P<bound>{bound})\s+)?"
        rf"(?:(?P<low>{number})(?:{_RANGE}(?P<high>{number}))?|(?P<phrase>{phrase})))(?![\w%])"
    )


def _longest_first(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, whatever blanks part their words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
