"""Raw text to plain sentences: the only way to the NLP library."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.language.archive import unpack
from extract.language.encoder import encoder  # noqa: F401  # registers the architecture that the shipped model names
from extract.language.lemmas import LEMMAS_FILE
from extract.language.lexicon import LanguageWords, read_language_words
from extract.language.names import named
from extract.language.repairs import repaired
from extract.language.schemes import LanguageModelError, Reader, read_shipped, reader_for
from extract.language.sentences import plain_quotes, split_sentences
from extract.language.words import CLUSTERS_FILE, PLACES_FILE
from extract.lexicon.files import SHIPPED
from extract.lexicon.verbs import read_verbs
from extract.model import Sentence, Span

MODEL_FILE = "english.bin"
PACKED = ".bin"
"""How the name of a model file of this project ends."""
_CHARACTERS_AT_ONCE = 100_000  # a batch: larger ones are no faster and hold more memory
_OPENING = frozenset("([{$-/") | {"``", "-LRB-"}
_CLOSING = frozenset(")]},.;:!?%-/") | {
    "'s",
    "'",
    "n't",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
    "...",
    "''",
    "-RRB-",
}
_SENTENCES_AT_ONCE = 128
_BLANKS = str.maketrans(dict.fromkeys("\n\t\r\x0b\x0c\xa0", " "))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one sentence before parsing."""

    span: Span
    written: tuple[str, ...]
    """As the text has them."""
    read: tuple[str, ...]
    """As the model reads them: plain quotation marks and apostrophes."""
    spaces: tuple[bool, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """A model that turns text into sentences of plain tokens. Get one from `load_model`."""

    name: str
    """Empty for the shipped model, else the name of the user's spaCy model."""
    digest: str
    """Identifies the model's files: equal digests, equal parses."""
    _nlp: Language = field(repr=False)
    _reader: Reader = field(repr=False)
    _tokenizer: Any = field(repr=False)
    words: LanguageWords = field(repr=False)
    """By which it divides sentences and corrects parses."""

    def knowing(self, words: LanguageWords) -> "LanguageModel":
        """The same model with other words of the lexicon."""
        if words == self.words:
            return self
        own = self._reader is not read_shipped
        tokenizer = self._tokenizer if own else _keeping_abbreviations(self._nlp, words)
        return replace(self, _tokenizer=tokenizer, words=words)

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Parse whole texts, in batches; lazily, one tuple of sentences for each text.

        >>> (sentences,) = load_model().parse(["Rebels seized the town on Monday. Troops withdrew."])
        >>> [(t.text, t.lemma, t.label, t.head) for t in sentences[1].tokens]
        [('Troops', 'troops', 'nsubj', 1), ('withdrew', 'withdraw', 'root', 1), ('.', '.', 'punct', 1)]
        """
        for passages in self.parse_passages((text, (Span(0, len(text)),)) for text in texts):
            yield passages[0]

    def parse_passages(
        self, texts: Iterable[tuple[str, Sequence[Span]]]
    ) -> Iterator[tuple[tuple[Sentence, ...], ...]]:
        """Parse chosen spans of texts; for each text one tuple of sentences for each of its spans.

        Sentences never cross a span. All spans in the result point into the text given.
        """
        for batch in _batches(texts):
            cut = [[self._cut(text, span) for span in spans] for text, spans in batch]
            parsed = self._parse_words(words for text in cut for passage in text for words in passage)
            for passages in cut:
                yield tuple(tuple(islice(parsed, len(passage))) for passage in passages)

    def parse_words(
        self, sentences: Iterable[Sequence[str]], spaces: Iterable[Sequence[bool]] | None = None
    ) -> Iterator[Sentence]:
        """Parse sentences that are already divided into words.

        Args:
            sentences: The words of each sentence.
            spaces: For each word whether a blank follows it; left out, it is guessed. Spans in the result
                count in the words so joined.
        """
        if spaces is None:
            return self._parse_words(_joined(words, _guessed_spaces(words)) for words in sentences)
        return self._parse_words(map(_joined, sentences, spaces))

    def _cut(self, text: str, passage: Span) -> list[_Words]:
        """Sentences of a passage, as words."""
        return [self._tokenized(text, span) for span in split_sentences(text, self.words, passage)]

    def _tokenized(self, text: str, span: Span) -> _Words:
        doc = self._tokenizer(plain_quotes(span.of(text)).translate(_BLANKS))
        tokens = [token for token in doc if not token.is_space]
        spans = tuple(Span(span.start + token.idx, span.start + token.idx + len(token)) for token in tokens)
        spaces = (*(left.end < right.start for left, right in pairwise(spans)), False)
        written = tuple(place.of(text) for place in spans)
        return _Words(span, written, tuple(token.text for token in tokens), spaces, spans)

    def _parse_words(self, sentences: Iterable[_Words]) -> Iterator[Sentence]:
        waiting = list(sentences)
        docs = (self._doc(words) for words in waiting)
        for words, doc in zip(waiting, self._nlp.pipe(docs, batch_size=_SENTENCES_AT_ONCE), strict=True):
            tokens = repaired(self._reader(doc, words.written, words.spans), self.words)
            yield Sentence(words.span, named(tokens, self.words))

    def _doc(self, words: _Words) -> Doc:
        starts: list[bool | int | None] = [index == 0 for index in range(len(words.read))]
        return Doc(self._nlp.vocab, words=list(words.read), spaces=list(words.spaces), sent_starts=starts)


def load_model(name: str | None = None) -> LanguageModel:
    """Load a model, once per process.

    Args:
        name: Nothing for the shipped model; the path of a file (.bin) that `python -m training --out` wrote;
            else an installed spaCy model's name or a path to one.

    Raises:
        LanguageModelError: There is no such model, or its labels are of no scheme that can be mapped.
    """
    return _load(name or "")


@cache
def _load(name: str) -> LanguageModel:
    words = read_language_words(SHIPPED, read_verbs(SHIPPED))
    if name and not name.endswith(PACKED):
        nlp, reader = reader_for(name)
        digest = f"{name}-{nlp.meta.get('version', '0')}"
        return LanguageModel(name, digest, nlp, reader, nlp.tokenizer, words)
    folder = files("extract.models")
    packed = _packed_model(Path(name)) if name else (folder / MODEL_FILE).read_bytes()
    lists = [(folder / file).read_bytes() for file in (CLUSTERS_FILE, PLACES_FILE, LEMMAS_FILE)]
    digest = hashlib.sha256(b"".join([packed, *lists])).hexdigest()[:12]
    nlp = unpack(packed)
    return LanguageModel(name, digest, nlp, read_shipped, _keeping_abbreviations(nlp, words), words)


def _packed_model(path: Path) -> bytes:
    if not path.is_file():
        message = f"{path}: no such language model; name a file that `python -m training --out` wrote"
        raise LanguageModelError(message)
    return path.read_bytes()


def _keeping_abbreviations(nlp: Language, words: LanguageWords) -> Any:  # noqa: ANN401  # spaCy's, untyped
    """A tokenizer that lets the full stop of an abbreviation stay in its word."""
    tokenizer: Any = copy(nlp.tokenizer)
    for form in words.abbreviations:
        tokenizer.add_special_case(form, [{"ORTH": form}])
    return tokenizer


def _batches(texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[list[tuple[str, Sequence[Span]]]]:
    """Texts in batches of about the same number of characters."""
    batch: list[tuple[str, Sequence[Span]]] = []
    size = 0
    for text, spans in texts:
        batch.append((text, spans))
        size += sum(map(len, spans))
        if size >= _CHARACTERS_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _guessed_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """Where blanks stand in English, as far as single words tell."""
    pairs = pairwise([*words, "."])
    return tuple(not (left in _OPENING or right in _CLOSING) for left, right in pairs)


def _joined(words: Sequence[str], spaces: Sequence[bool]) -> _Words:
    """Words as a sentence of a text that joins them."""
    spans = []
    at = 0
    for word, space in zip(words, spaces, strict=True):
        spans.append(Span(at, at + len(word)))
        at += len(word) + space
    read = tuple(plain_quotes(word) for word in words)
    end = spans[-1].end if spans else 0
    return _Words(Span(0, end), tuple(words), read, tuple(spaces), tuple(spans))
