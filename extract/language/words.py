"""What the network sees of a word beside its pieces: shape, word cluster, and whether a gazetteer has it."""

import lzma
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

CLUSTERS_FILE = "clusters.txt.xz"
PLACES_FILE = "places.txt.xz"
"""Beside the model: one cluster, or one kind of place, a line, then its words, tab-separated."""

_PLACES = ("", "country", "city", "region", "country-part", "city-part", "region-part")
_SHAPES = ("lower", "Title", "UPPER", "U", "U.", "mIxed", "Title-Title", "12", "12th", ".", "other")
_CLUSTER_BITS = (6, 10)

FEATURE_SIZES = (1 + len(_SHAPES), len(_PLACES), *(1 << bits for bits in _CLUSTER_BITS))
"""How many values each feature has, in order: shape, place, word clusters coarse and fine."""


@lru_cache(maxsize=200_000)
def features(word: str) -> tuple[int, ...]:
    """The features of a word, each counted from 0; 0 is also what [CLS] and padding have.

    >>> features("Minsk")[:2], features("talks")[:2]
    ((2, 2), (1, 0))
    """
    cluster = cluster_of(word, word_clusters())
    place = place_words().get(word) or place_words().get(word.title(), "")
    clusters = (cluster & (1 << bits) - 1 for bits in _CLUSTER_BITS)
    return (1 + _SHAPES.index(shape(word)), _PLACES.index(place), *clusters)


def shape(word: str) -> str:
    """The shape of a word.

    >>> [shape(word) for word in ("Minsk", "NATO", "U.S.", "I", "McCain", "Tbilisi-based", "1998", "12th")]
    ['Title', 'UPPER', 'U.', 'U', 'mIxed', 'Title', '12', '12th']
    """
    letters = "".join(filter(str.isalpha, word))
    if not letters or any(map(str.isdigit, word)):
        return "." if not any(map(str.isdigit, word)) else "12th" if letters else "12"
    if letters.islower():
        return "lower"
    if letters.isupper():
        return "U." if "." in word else "U" if len(letters) == 1 else "UPPER"
    return _mixed_shape(word, letters)


def _mixed_shape(word: str, letters: str) -> str:
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1 and all(part[0].isupper() for part in parts):
        return "Title-Title"
    if word[0].isupper() and letters[1:].islower():
        return "Title"
    return "mIxed" if word[0].isalpha() else "other"


@cache
def word_clusters() -> dict[str, int]:
    """The Brown cluster of each of 150,000 frequent words; its low bits are the tree's upper branches."""
    rows = (line.split("\t") for line in _packaged_lines(CLUSTERS_FILE))
    return {word: int(number) for number, *words in rows for word in words}


@cache
def place_words() -> dict[str, str]:
    """Each capitalised word of the names of countries, their parts and cities, with what it names there.

    >>> place_words()["Bishkek"], place_words()["Angeles"], place_words().get("table")
    ('city', 'city-part', None)
    """
    rows = (line.split("\t") for line in _packaged_lines(PLACES_FILE))
    return {word: kind for kind, *words in rows for word in words}


def cluster_of(word: str, clusters: Mapping[str, int]) -> int:
    """The word's cluster, else that of its lower case, else of its title case; 0 for none.

    >>> cluster_of("ENVOY", {"envoy": 5}), cluster_of("bishkek", {"Bishkek": 7}), cluster_of("x", {})
    (5, 7, 0)
    """
    return clusters.get(word) or clusters.get(word.lower()) or clusters.get(word.title()) or 0


def _packaged_lines(name: str) -> list[str]:
    return lzma.decompress((files("extract.models") / name).read_bytes()).decode().splitlines()
