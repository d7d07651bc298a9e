"""Sentences with tokens made by hand, so that these tests need no language model."""

from datetime import date
from typing import Literal, cast

from lemminflect import getLemma  # type: ignore[import-untyped]

from extract.model import Issue, NameType, Passage, Sentence, Span, Token

_POS = {
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "JJ": "ADJ",
    "DT": "DET",
    "IN": "ADP",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "CC": "CCONJ",
    "POS": "PART",
    "CD": "NUM",
    "HYPH": "PUNCT",
    "RB": "ADV",
    "TO": "PART",
}


def sentence(described: str, at: int = 0) -> Sentence:
    """A sentence from lines of "text tag head label [name]", heads counted from 0."""
    rows = [line.split() for line in described.strip().splitlines()]
    tokens = []
    for text, tag, head, label, *name in rows:
        pos = _POS.get(tag, "VERB" if tag.startswith("V") else "PUNCT")
        start = at
        at += len(text) + 1
        tokens.append(
            Token(
                text,
                Span(start, start + len(text)),
                _lemma(text, pos),
                tag,
                pos,
                int(head),
                label,
                cast("NameType", name[0] if name else ""),
            )
        )
    return Sentence(Span(tokens[0].span.start, tokens[-1].span.end), tuple(tokens))


def phrase(text: str) -> Sentence:
    """A noun phrase: the last word before "of" or "for" is the head, the words before it its modifiers."""
    words = text.replace("'s", " 's").replace("-", " - ").split()
    head = next((k - 1 for k, word in enumerate(words) if word in {"of", "for"}), len(words) - 1)
    lines = []
    for k, word in enumerate(words):
        tag, label = "NN", "compound"
        if word in {"of", "for"}:
            tag, label = "IN", "case"
        elif k > head:
            label = "nmod"
        elif word in {"the", "a", "an", "The"}:
            tag, label = "DT", "det"
        elif word in {"his", "their"}:
            tag, label = "PRP$", "nmod:poss"
        elif word == "-":
            tag, label = "HYPH", "punct"
        elif k == head:
            label = "root"
        lines.append(f"{word} {tag} {head} {label}")
    return sentence("\n".join(lines))


def issue_of(*sentences: Sentence, day: date | None = None) -> Issue:
    """An issue whose one passage holds the sentences."""
    text = ""
    for one in sentences:
        for token in one.tokens:
            text = text.ljust(token.span.start) + token.text
    basis: Literal["stated"] | None = "stated" if day else None
    return Issue(
        "0" * 32,
        text,
        "-",
        "-",
        "-",
        None,
        None,
        None,
        None,
        day,
        basis,
        day,
        basis,
        "publication",
        passages=(Passage(Span(0, len(text)), None, None),),
        citations=(),
    )


def _lemma(text: str, pos: str) -> str:
    if pos not in {"NOUN", "VERB", "ADJ"}:
        return text if pos == "PROPN" else text.lower()
    return str(getLemma(text.lower(), pos)[0])
