"""Reads what the shipped model, or a user's own, made of a sentence, as Universal Dependencies tokens."""

from collections.abc import Callable, Sequence

import spacy
from spacy.attrs import DEP, ENT_TYPE, HEAD, TAG  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from extract.language.archive import fast_matrices
from extract.language.clearnlp import CLEARNLP_ONLY, universal
from extract.language.lemmas import lemma_of
from extract.model import NameType, Span, Token

Reader = Callable[[Doc, Sequence[str], Sequence[Span]], tuple[Token, ...]]
"""Turns a parsed document, the words as written and their spans into tokens."""

_NAME_TYPES: dict[str, NameType] = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
}


class LanguageModelError(Exception):
    """A language model that is missing, or that this program cannot read."""


def read_shipped(doc: Doc, written: Sequence[str], spans: Sequence[Span]) -> tuple[Token, ...]:
    """Read the shipped model's document: its tags join Penn tag and universal part of speech.

    By columns: to ask spaCy for each token costs more than to read it.
    """
    strings = doc.vocab.strings
    columns = doc.to_array([TAG, DEP, ENT_TYPE]).tolist()
    heads = doc.to_array(HEAD).astype("int32").tolist()
    tokens = []
    for at, ((tagged, relation, kind), head, form, span) in enumerate(
        zip(columns, heads, written, spans, strict=True)
    ):
        tag, _, pos = strings[tagged].rpartition("_")
        label = strings[relation] if head else "root"
        name = _NAME_TYPES.get(strings[kind], "") if kind else ""
        tokens.append(Token(form, span, lemma_of(form, tag), tag, pos, at + head, label, name))
    return tuple(tokens)


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


def reader_for(name: str) -> tuple[Language, Reader]:
    """Load a user's spaCy model and choose the reader for its labels.

    Raises:
        LanguageModelError: The model is not installed, lacks a component, or has labels of another scheme.
    """
    try:
        with fast_matrices():
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
