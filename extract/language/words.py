"""What the encoder sees of a word: its form, ends, shape, word clusters, and whether a gazetteer has it."""

import lzma
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.lang.lex_attrs import word_shape
from spacy.strings import hash_string  # type: ignore[attr-defined]  # compiled

FEATURES = (
    "norm",
    "prefix-1",
    "prefix-3",
    "suffix-2",
    "suffix-3",
    "suffix-4",
    "shape",
    "cluster-4",
    "cluster-6",
    "cluster-10",
    "cluster",
    "place",
)
"""The columns of `features`, in order."""

CLUSTERS_FILE = "clusters.txt.xz"
PLACES_FILE = "places.txt.xz"
"""Beside the model: one cluster, or one kind of place, a line, then its words, tab-separated."""
_DIGIT = re.compile(r"\d")


def _packaged_lines(name: str) -> list[str]:
    return lzma.decompress((files("extract.models") / name).read_bytes()).decode().splitlines()


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


@lru_cache(maxsize=200_000)  # about 40 MB
def features(word: str) -> NDArray[np.uint64]:
    """The word's features as hash keys, in the order of `FEATURES`."""
    lower = _DIGIT.sub("0", word.lower())
    cluster = cluster_of(word, word_clusters())
    keys = [hash_string(part) for part in (lower, lower[:1], lower[:3], lower[-2:], lower[-3:], lower[-4:])]
    keys.append(hash_string(word_shape(word)))
    keys += [cluster & 15, cluster & 63, cluster & 1023, cluster]
    keys.append(hash_string(place_words().get(word) or place_words().get(word.title(), "-")))
    return np.asarray(keys, dtype=np.uint64)
