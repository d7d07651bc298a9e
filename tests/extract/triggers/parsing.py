"""Parses sentences for the tests of the triggers, with the shipped language model, many at once."""

from collections.abc import Iterable, Mapping

from extract.language import load_model
from extract.model import Sentence


def parse_all(texts: Iterable[str]) -> Mapping[str, tuple[Sentence, ...]]:
    """The sentences of each text."""
    distinct = tuple(dict.fromkeys(texts))
    return dict(zip(distinct, load_model().parse(distinct), strict=True))
