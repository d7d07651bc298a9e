"""Every stage takes time in proportion to the length of a text, whatever the text is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from benchmarks.lengths import extractor_of, growth, seconds
from benchmarks.texts import KINDS
from extract.extractor import Extractor
from extract.language import LanguageModel, load_model
from extract.language.door import Parsed, Words

LENGTH = 1500
TIMES = 4
MOST = 9.0
"""By how much the time may grow with four times the length: 4 is in proportion, 16 goes by the square."""


def remembering(model: LanguageModel) -> LanguageModel:
    """The model, which reads a sentence once: the network takes each by itself, and long where it is new."""
    known: dict[tuple[str, ...], Parsed] = {}

    def parse(sentences: Sequence[Words]) -> Iterator[Parsed]:
        new = {words.read: words for words in sentences if words.read not in known}
        known.update(zip(new, model._parser(list(new.values())), strict=True))  # noqa: SLF001  # there is no other way in
        for words in sentences:
            tokens, events = known[words.read]
            placed = zip(tokens, words.spans, strict=True)
            yield tuple(replace(token, span=span) for token, span in placed), events

    return replace(model, _parser=parse)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    made = extractor_of(remembering(load_model()))
    seconds(made, "Nothing happened yesterday.")
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_takes_four_times_as_long(extractor: Extractor, kind: str) -> None:
    assert growth(extractor, KINDS[kind], LENGTH, TIMES) < MOST


def test_the_kinds_are_many() -> None:
    assert len(KINDS) > 60
