"""Builds parsed sentences by hand: the tests of the matcher need no language model."""

from extract.model import NameType, Sentence, Span, Token

_POS = {
    "V": "VERB",
    "N": "NOUN",
    "P": "PRON",
    "D": "DET",
    "I": "ADP",
    "J": "ADJ",
    "R": "ADV",
    "M": "AUX",
    "T": "PART",
}


def pos_of(tag: str) -> str:
    """The universal part of speech of a Penn tag, near enough for a test."""
    if tag.startswith("NNP"):
        return "PROPN"
    return "NUM" if tag == "CD" else _POS.get(tag[0], "PUNCT")


def sentence(*words: str) -> Sentence:
    """A sentence from "text/tag/head/label" words, with "/PER" and the like behind names; heads count from 1.

    A head of 0 is the root. The lemma is the text in lower case.
    """
    tokens, start = [], 0
    for place, word in enumerate(words):
        text, tag, head, label, *name = word.split("/")
        kind: NameType = "PER" if name == ["PER"] else "LOC" if name == ["LOC"] else ""
        tokens.append(
            Token(
                text=text,
                span=Span(start, start + len(text)),
                lemma=text.lower(),
                tag=tag,
                pos=pos_of(tag),
                head=int(head) - 1 if int(head) else place,
                label=label,
                name=kind,
            )
        )
        start += len(text) + 1
    return Sentence(span=Span(0, max(start - 1, 0)), tokens=tuple(tokens))


def text_of(built: Sentence) -> str:
    """The text that a hand-built sentence's spans point into."""
    return " ".join(token.text for token in built.tokens)
