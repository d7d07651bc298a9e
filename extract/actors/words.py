"""A sentence made ready for look-ups."""

from collections.abc import Container
from dataclasses import dataclass

from extract.actors.gazetteer import Gazetteer, tidy
from extract.model import Sentence, Token


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence made ready for look-ups."""

    sentence: Sentence
    texts: tuple[str, ...]
    """Tidied words."""
    lowered: tuple[str, ...]
    labels: tuple[str, ...]
    """Basic relations, without their subtypes."""
    gazetteer: Gazetteer

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.texts)

    def token(self, at: int) -> Token:
        """The token at an index."""
        return self.sentence.tokens[at]

    def label(self, at: int) -> str:
        """The basic relation of a token, without its subtype."""
        return self.labels[at]

    def touches(self, at: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return at > 0 and self.token(at - 1).span.end == self.token(at).span.start

    def within(self, at: int, words: str) -> bool:
        """Whether a word stands in a list of the lexicon."""
        return self.texts[at] in self.gazetteer.words[words]

    def written(self, first: int, end: int, lowered: frozenset[int] = frozenset()) -> str:
        """Tokens as the text has them, spaced as there; those `lowered` in lower case."""
        tokens = self.sentence.tokens
        parts = []
        for k in range(first, end):
            text = tokens[k].text.lower() if k in lowered else tokens[k].text
            parts.append(text if k == first or self.touches(k) else f" {text}")
        return "".join(parts)

    def backs(self, end: int) -> bool:
        """Whether a name that ends at `end` only backs or leads what follows: "U.N.-backed"."""
        follows = self.texts[end : end + 2]
        return len(follows) > 1 and follows[0] == "-" and follows[1] in self.gazetteer.words["backing"]


def words_of(sentence: Sentence, gazetteer: Gazetteer) -> Words:
    """A sentence's tidied words, with the tables to look them up in."""
    names = gazetteer.names
    tidied = [tidy(token.text) for token in sentence.tokens]
    texts = tuple([_cased(text, names) if text.isupper() else text for text in tidied])
    lowered = tuple([text.lower() for text in texts])
    labels = tuple([token.label.partition(":")[0] for token in sentence.tokens])
    return Words(sentence, texts, lowered, labels, gazetteer)


def _cased(text: str, names: Container[str]) -> str:
    """A name all in capitals as the tables have it: "BELGRADE"; acronyms stay."""
    if len(text) < SHOUTED or text in names:
        return text
    calm = text.capitalize()
    return calm if calm in names else text


SHOUTED = 4
"""Letters from which a word in capitals may be no acronym."""
