"""A user's own spaCy model: reads what it made of a sentence as Universal Dependencies tokens."""

from collections.abc import Callable, Iterator, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken
from spacy.vocab import Vocab

from extract.language.clearnlp import CLEARNLP_ONLY, universal
from extract.language.door import Parsed, Parser, Words
from extract.language.errors import LanguageModelError
from extract.language.lemmas import lemma_of
from extract.model import NameType, Span, Token

Reader = Callable[[Doc, Sequence[str], Sequence[Span]], tuple[Token, ...]]
"""Turns a parsed document, the words as written and their spans into tokens."""

_SENTENCES_AT_ONCE = 128
_NAME_TYPES: dict[str, NameType] = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
}


def read_universal(doc: Doc, written: Sequence[str], spans: Sequence[Span]) -> tuple[Token, ...]:
    """Read the document of a model with Universal Dependencies labels."""
    return tuple(
        Token(
            form,
            span,
            lemma_of(form, token.tag_),
            token.tag_,
            token.pos_,
            token.head.i,
            _label(token),
            _name(token),
        )
        for token, form, span in zip(doc, written, spans, strict=True)
    )


def read_clearnlp(doc: Doc, written: Sequence[str], spans: Sequence[Span]) -> tuple[Token, ...]:
    """Read the document of a model with ClearNLP labels, as the usual English spaCy models have."""
    return universal(read_universal(doc, written, spans))


def spacy_parser(name: str) -> tuple[Parser, str]:
    """The parser of a user's model, and what identifies the model.

    Raises:
        LanguageModelError: as `reader_for`.
    """
    nlp, reader = reader_for(name)

    def parse(sentences: Sequence[Words]) -> Iterator[Parsed]:
        docs = (_doc(nlp.vocab, words) for words in sentences)
        for words, doc in zip(sentences, nlp.pipe(docs, batch_size=_SENTENCES_AT_ONCE), strict=True):
            yield reader(doc, words.written, words.spans), ()

    return parse, f"{name}-{nlp.meta.get('version', '0')}"


def _doc(vocab: Vocab, words: Words) -> Doc:
    starts: list[bool | int | None] = [index == 0 for index in range(len(words.read))]
    return Doc(vocab, words=list(words.read), spaces=list(words.spaces), sent_starts=starts)


def reader_for(name: str) -> tuple[Language, Reader]:
    """Load a user's spaCy model and choose the reader for its labels.

    Raises:
        LanguageModelError: The model is not installed, lacks a component, or has labels of another scheme.
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        message = f"the language model {name!r} is not installed: install it, or use the shipped model"
        raise LanguageModelError(message) from error
    missing = [pipe for pipe in ("tagger", "parser", "ner") if pipe not in nlp.pipe_names]
    if missing:
        message = f"the language model {name!r} has no {', '.join(missing)}: use another, or the shipped one"
        raise LanguageModelError(message)
    return nlp, reader_of(frozenset(nlp.pipe_labels["parser"]), name)


def reader_of(labels: frozenset[str], name: str) -> Reader:
    """The reader for a set of dependency labels.

    Raises:
        LanguageModelError: they are neither Universal Dependencies nor ClearNLP's.

    >>> reader_of(frozenset({"nsubj:pass", "obl", "obj"}), "mine") is read_universal
    True
    """
    if {"nsubj:pass", "obl"} <= labels:
        return read_universal
    if labels >= CLEARNLP_ONLY:
        return read_clearnlp
    message = f"the language model {name!r} has labels of neither UD nor ClearNLP: use another"
    raise LanguageModelError(message)


def _label(token: SpacyToken) -> str:
    return "root" if token.head.i == token.i else token.dep_


def _name(token: SpacyToken) -> NameType:
    return _NAME_TYPES.get(token.ent_type_, "")
