"""Hand-built sentences for tests that need no language model."""

from extract.model import Sentence, Span, Token
from extract.syntax import Tree, grow
from tests.shipped import LEXICON

_POS = {
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "IN": "ADP", "TO": "PART", "MD": "AUX", "DT": "DET",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON",
    "WDT": "PRON", "JJ": "ADJ", "RB": "ADV", "CC": "CCONJ", "CD": "NUM",
    ",": "PUNCT", ".": "PUNCT", "POS": "PART",
}  # fmt: skip


def tree_of(table: str, start: int = 0) -> Tree:
    """A tree from lines of `word tag head label [lemma]`; heads count from 1, 0 is the root.

    Words are joined by single blanks from character `start` on.
    """
    rows = [line.split() for line in table.strip().splitlines()]
    tokens, at = [], start
    for number, (word, tag, head, label, *lemma) in enumerate(rows):
        span = Span(at, at + len(word))
        pos = "AUX" if label.startswith(("aux", "cop")) else _POS[tag]
        parent = int(head) - 1 if head != "0" else number
        tokens.append(Token(word, span, lemma[0] if lemma else word.lower(), tag, pos, parent, label))
        at = span.end + 1
    return grow(Sentence(Span(start, at - 1), tuple(tokens)), LEXICON.words)


def place(tree: Tree, word: str) -> int:
    """The index of the first token that is `word`."""
    return next(n for n, token in enumerate(tree.tokens) if token.text == word)
