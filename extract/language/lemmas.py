"""Lemmas: a table of what regular inflection misses, and lemminflect's dictionary for the rest."""

import lzma
from functools import cache, lru_cache
from importlib.resources import files

from extract.language.inflection import lemminflect

LEMMAS_FILE = "lemmas.txt.xz"
_INFLECTED = {
    "NNS": "NOUN",
    "NNPS": "PROPN",
    "VBD": "VERB",
    "VBG": "VERB",
    "VBN": "VERB",
    "VBZ": "VERB",
    "VBP": "VERB",
    "JJR": "ADJ",
    "JJS": "ADJ",
    "RBR": "ADV",
    "RBS": "ADV",
}


@cache
def lemma_table() -> dict[tuple[str, str], str]:
    """Lemmas that the treebanks give otherwise than `regular_lemma`, by lower-case form and Penn tag."""
    file = files("extract.models") / LEMMAS_FILE
    if not file.is_file():
        return {}
    rows = (line.split("\t") for line in lzma.decompress(file.read_bytes()).decode().splitlines())
    return {(form, tag): word for form, tag, word in rows}


@lru_cache(maxsize=200_000)
def lemma_of(form: str, tag: str) -> str:
    """The lemma of a form, by its Penn tag.

    >>> lemma_of("abducted", "VBD"), lemma_of("Talks", "NNS"), lemma_of("us", "PRP")
    ('abduct', 'talk', 'we')
    """
    return lemma_table().get((form.lower(), tag)) or regular_lemma(form, tag)


def regular_lemma(form: str, tag: str) -> str:
    """The lemma by dictionary and rules of inflection alone; proper nouns keep their capitals.

    >>> regular_lemma("fought", "VBD"), regular_lemma("Balkans", "NNPS")
    ('fight', 'Balkan')
    """
    if tag == "NNP":
        return form
    lower = form.lower()
    found: tuple[str, ...] = lemminflect.getLemma(lower, upos=_INFLECTED[tag]) if tag in _INFLECTED else ()
    word = found[0] if found else lower
    return form[0] + word[1:] if tag == "NNPS" and word[:1] == lower[:1] else word
