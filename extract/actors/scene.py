"""What has been mentioned so far in an item: what pronouns and descriptions look back on."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.actors.chains import Chains, Placed
from extract.actors.words import Words
from extract.model import Span

REACH = 3
"""Sentences that a pronoun may look back."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What has been mentioned so far in an item, in the order of the text."""

    chains: Chains
    sentences: Sequence[Words]
    main: str | None
    """The country that the item speaks of most."""
    history: list[Placed]

    def recent(self, since: int) -> list[Placed]:
        """The mentions from a sentence on."""
        start = len(self.history)
        while start and self.history[start - 1].sentence >= since:
            start -= 1
        return self.history[start:]

    def within(self, sentence: int) -> list[Placed]:
        """The mentions of one sentence."""
        return [mention for mention in self.recent(sentence) if mention.sentence == sentence]


def placed_at(words: Words, number: int, at: int, chain: int, *, first: int | None = None) -> Placed:
    """A mention that ends with its head at `at`, and begins there or at `first`."""
    first = at if first is None else first
    span = Span(words.token(first).span.start, words.token(at).span.end)
    return Placed(number, first, at + 1, at, chain, span)


def tied(words: Words, one: Placed, two: Placed) -> bool:
    """Whether two mentions are joined by "and", or one does something with the other."""
    if one.end >= two.first:
        return False
    if words.texts[one.end : two.first] in {("and",), (",", "and")} or _joined_owned(words, one, two):
        return True
    outer, inner = range(one.first, one.end), range(two.first, two.end)
    if any(words.label(k) == "conj" and words.token(k).head in outer for k in inner):
        return True
    return _meets(words, outer, inner)


def _joined_owned(words: Words, one: Placed, two: Placed) -> bool:
    """Two joined, the second with an owner: "Yilmaz and Azerbaijan's Aliev"."""
    owned = words.token(two.first - 1).tag == "POS"
    return owned and words.texts[one.end] == "and" and two.first - one.end <= OWNER_WORDS


OWNER_WORDS = 4
"""Words of "and Azerbaijan's" between two names."""


def _meets(words: Words, outer: range, inner: range) -> bool:
    """Whether the first, a subject, does something "with" the second, or meets it."""
    subjects = [k for k in outer if words.label(k) in {"nsubj", "nmod"}]
    if not subjects:
        return False
    if any(words.texts[k] == "with" and words.token(k).head in inner for k in range(outer.stop, inner.start)):
        return True
    verbs = {words.token(k).head for k in subjects} & {
        words.token(k).head for k in inner if words.label(k) == "obj"
    }
    return any(words.token(verb).lemma in words.gazetteer.verbs.mutual for verb in verbs)
