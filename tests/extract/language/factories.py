"""Parsed sentences in one short call."""

from extract.language.lemmas import lemma_of
from extract.model import Span, Token

_POS = {
    "C": "CCONJ",
    "D": "DET",
    "I": "ADP",
    "J": "ADJ",
    "M": "AUX",
    "N": "NOUN",
    "P": "PRON",
    "R": "ADV",
    "T": "PART",
    "V": "VERB",
    "W": "PRON",
    ",": "PUNCT",
    ".": "PUNCT",
    ":": "PUNCT",
}


def tokens(compact: str) -> tuple[Token, ...]:
    """Tokens from words "form/TAG/head/label"; heads are counted from 1, 0 is the root."""
    found = []
    at = 0
    for index, word in enumerate(compact.split()):
        form, tag, head, label = word.rsplit("/", 3)
        pos = "PROPN" if tag.startswith("NNP") else _POS[tag[0]]
        if label in {"cop", "aux", "aux:pass"}:
            pos = "AUX"
        governor = int(head) - 1 if int(head) else index
        found.append(Token(form, Span(at, at + len(form)), lemma_of(form, tag), tag, pos, governor, label))
        at += len(form) + 1
    return tuple(found)


def compact(sentence: tuple[Token, ...]) -> str:
    """The inverse of `tokens`."""
    return " ".join(
        f"{token.text}/{token.tag}/{0 if token.head == index else token.head + 1}/{token.label}"
        for index, token in enumerate(sentence)
    )
