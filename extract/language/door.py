"""Raw text to plain sentences: the only way to the reader, or to a user's own model."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise, starmap
from pathlib import Path

from extract.language.errors import LanguageModelError
from extract.language.lemmas import LEMMAS_FILE, lemma_of
from extract.language.lexicon import LanguageWords, read_language_words
from extract.language.names import named
from extract.language.sentences import plain_quotes, split_sentences
from extract.language.tokens import split_words
from extract.language.words import CLUSTERS_FILE, PLACES_FILE
from extract.lexicon.files import SHIPPED
from extract.lexicon.verbs import read_verbs
from extract.model import EventReading, NameType, Sentence, Span, Token
from extract.policy import POLICY

MODEL_FILE = "reader.bin"
PACKED = ".bin"
"""How the name of a model file of this project ends."""
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
_PROBE = ("Rebels", "seized", "the", "town", "on", "Monday", ".")
"""A sentence that any model can read."""
_LONGEST_REASON = 200
"""Characters of another library's message."""
_WORDS_AT_ONCE = 4000
"""Words of ready-made sentences that are parsed together."""
_NAME_TYPES: dict[str, NameType] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence before parsing."""

    span: Span
    written: tuple[str, ...]
    """As the text has them."""
    read: tuple[str, ...]
    """As the model reads them: plain quotation marks and apostrophes."""
    spaces: tuple[bool, ...]
    """Whether a blank follows."""
    spans: tuple[Span, ...]


Parsed = tuple[tuple[Token, ...], tuple[EventReading, ...]]
"""The tokens of a sentence, and what it may tell."""

Parser = Callable[[Sequence[Words]], Iterator[Parsed]]
"""Parses the sentences of one text, all at once."""


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """A model that turns text into sentences of plain tokens. Get one from `load_model`."""

    name: str
    """Empty for the shipped model, else the name of the user's own."""
    digest: str
    """Identifies the model's files: equal digests, equal parses."""
    _parser: Parser = field(repr=False)
    words: LanguageWords = field(repr=False)
    """By which it divides text and corrects parses."""

    def knowing(self, words: LanguageWords) -> "LanguageModel":
        """The same model with other words of the lexicon."""
        return self if words == self.words else replace(self, words=words)

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Parse whole texts; lazily, one tuple of sentences for each text.

        >>> (sentences,) = load_model().parse(["Rebels seized the town on Monday. Troops withdrew."])
        >>> [(t.text, t.lemma, t.label, t.head) for t in sentences[1].tokens]
        [('Troops', 'troops', 'nsubj', 1), ('withdrew', 'withdraw', 'root', 1), ('.', '.', 'punct', 1)]
        """
        for passages in self.parse_passages((text, (Span(0, len(text)),)) for text in texts):
            yield passages[0]

    def parse_passages(
        self, texts: Iterable[tuple[str, Sequence[Span]]], most_words: int = POLICY.reading.most_words
    ) -> Iterator[tuple[tuple[Sentence, ...], ...]]:
        """Parse chosen spans of texts; for each text one tuple of sentences for each of its spans.

        Sentences never cross a span. All spans in the result point into the text given. A text's parse
        depends on that text and its spans alone, not on the texts beside it. A sentence of more than
        `most_words` words is a table or a list: it comes unread, without tokens.
        """
        for text, spans in texts:
            cut = [self._cut(text, span, most_words) for span in spans]
            found = (words for passage in cut for words in passage)
            parsed = self._parse_words([words for words in found if len(words.spans) <= most_words])
            yield tuple(
                tuple(
                    next(parsed) if len(words.spans) <= most_words else Sentence(words.span, ())
                    for words in passage
                )
                for passage in cut
            )

    def parse_words(
        self, sentences: Iterable[Sequence[str]], spaces: Iterable[Sequence[bool]] | None = None
    ) -> Iterator[Sentence]:
        """Parse sentences that are already divided into words.

        Args:
            sentences: The words of each sentence.
            spaces: For each word whether a blank follows it; left out, it is guessed. Spans in the result
                count in the words so joined.
        """
        known: Iterable[tuple[Sequence[str], Sequence[bool]]]
        if spaces is None:
            known = ((words, _guessed_spaces(words)) for words in sentences)
        else:
            known = zip(sentences, spaces, strict=True)
        for batch in _batches(starmap(_joined, known)):
            yield from self._parse_words(batch)

    def _cut(self, text: str, passage: Span, most: int) -> list[Words]:
        """Sentences of a passage, as words; of too many, no more than show that."""
        sentences = split_sentences(text, self.words, passage)
        return [_words(text, span, self.words, most) for span in sentences]

    def _parse_words(self, sentences: Sequence[Words]) -> Iterator[Sentence]:
        parsed = self._parser(sentences)
        for words, (tokens, events) in zip(sentences, parsed, strict=True):
            yield Sentence(words.span, named(tokens, self.words), events)


def load_model(name: str | None = None) -> LanguageModel:
    """Load a model, once per process.

    Args:
        name: Nothing for the shipped model; the path of a file (.bin) that `python -m training` wrote;
            else an installed spaCy model's name or a path to one.

    Raises:
        LanguageModelError: There is no such model, or its labels are of no scheme that can be mapped.
    """
    return _load(name or "")


@cache
def _load(name: str) -> LanguageModel:
    words = read_language_words(SHIPPED, read_verbs(SHIPPED))
    if name and not name.endswith(PACKED):
        from extract.language.spacy_models import spacy_parser  # noqa: PLC0415  # an extra, and slow to import

        parser, digest = spacy_parser(name)
        return LanguageModel(name, digest, parser, words)
    folder = files("extract.models")
    packed = _packed_model(Path(name)) if name else (folder / MODEL_FILE).read_bytes()
    lists = [(folder / file).read_bytes() for file in (CLUSTERS_FILE, PLACES_FILE, LEMMAS_FILE)]
    digest = hashlib.sha256(b"".join([packed, *lists])).hexdigest()[:12]
    return LanguageModel(name, digest, _own_parser(name, packed) if name else _reading_parser(packed), words)


def _own_parser(name: str, packed: bytes) -> Parser:
    """The parser of a packed reader from outside, which has read a sentence."""
    try:
        parser = _reading_parser(packed)
        list(parser([_joined(_PROBE, _guessed_spaces(_PROBE))]))
    except MemoryError:
        raise
    except Exception as failure:  # each library of those that open it raises what it likes
        reason = " ".join(str(failure).split())[:_LONGEST_REASON]
        message = (
            f"{name}: no language model of this version ({type(failure).__name__}: {reason}); "
            "make one with `python -m training`, or leave DATELINE_MODEL unset for the shipped one"
        )
        raise LanguageModelError(message) from failure
    return parser


def _reading_parser(packed: bytes) -> Parser:
    """The parser of a packed reader."""
    from extract.language.reader import unpacked  # noqa: PLC0415  # its library is slow to import

    reader = unpacked(packed)

    def parse(sentences: Sequence[Words]) -> Iterator[Parsed]:
        for words, found in zip(sentences, reader.read([words.read for words in sentences]), strict=True):
            columns = zip(
                words.written, words.spans, found.tags, found.heads, found.relations, found.names, strict=True
            )
            tokens = tuple(_token(*column) for column in columns)
            yield tokens, found.events

    return parse


def _token(  # noqa: PLR0913, PLR0917  # the columns of a reading
    form: str, span: Span, tagged: str, head: int, label: str, name: str
) -> Token:
    tag, _, pos = tagged.rpartition("_")
    return Token(form, span, lemma_of(form, tag), tag, pos, head, label, _NAME_TYPES.get(name[2:], ""))


def _packed_model(path: Path) -> bytes:
    if not path.is_file():
        message = f"{path}: no such language model; name a file that `python -m training` wrote"
        raise LanguageModelError(message)
    return path.read_bytes()


def _words(text: str, sentence: Span, known: LanguageWords, most: int) -> Words:
    """The words of a sentence, or its first ones where they are more than `most`."""
    spans = split_words(text, sentence, known, most + 1)
    written = tuple(span.of(text) for span in spans)
    spaces = (*(left.end < right.start for left, right in pairwise(spans)), False)
    return Words(sentence, written, tuple(map(plain_quotes, written)), spaces, spans)


def _batches(sentences: Iterable[Words]) -> Iterator[list[Words]]:
    """Sentences in batches of about the same number of words."""
    batch: list[Words] = []
    size = 0
    for words in sentences:
        batch.append(words)
        size += len(words.read)
        if size >= _WORDS_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _guessed_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """Where blanks stand in English, as far as single words tell."""
    pairs = pairwise([*words, "."])
    return tuple(not (left in _OPENING or right in _CLOSING) for left, right in pairs)


def _joined(words: Sequence[str], spaces: Sequence[bool]) -> Words:
    """Words as a sentence of a text that joins them."""
    spans = []
    at = 0
    for word, space in zip(words, spaces, strict=True):
        spans.append(Span(at, at + len(word)))
        at += len(word) + space
    read = tuple(plain_quotes(word) for word in words)
    end = spans[-1].end if spans else 0
    return Words(Span(0, end), tuple(words), read, tuple(spaces), tuple(spans))
