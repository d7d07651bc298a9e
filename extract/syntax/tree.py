"""A sentence's dependencies read in both directions; Universal Dependencies labels."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

from extract.lexicon.words import Words
from extract.model import Sentence, Token

_TITLES = ("nmod:desc", "compound", "amod", "nummod")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_INNER = frozenset({"compound", "flat", "det", "case", "punct", "nmod:desc", "fixed", "aux", "cop", "mark"})
"""Relations of words that head no phrase of their own."""
_Answer = TypeVar("_Answer")


def remembered(ask: "Callable[[Tree, int], _Answer]") -> "Callable[[Tree, int], _Answer]":
    """Asks of a token once: every event of a sentence asks the same of every word."""

    @wraps(ask)
    def answer(tree: "Tree", token: int) -> _Answer:
        known: dict[int, _Answer] = tree.answers.setdefault(ask, {})
        if token not in known:
            known[token] = ask(tree, token)
        return known[token]

    return answer


@dataclass(frozen=True)
class Tree:
    """A sentence whose every token knows its dependents."""

    sentence: Sentence
    dependents: tuple[tuple[int, ...], ...]
    """For each token, the tokens it governs, in the order of the text."""
    related: tuple[Mapping[str, Sequence[int]], ...]
    """The same by their labels, with and without a subtype."""
    tokens: tuple[Token, ...]
    """The sentence's tokens."""
    lowered: tuple[str, ...]
    """Its words in lower case."""
    words: Words
    """What is known of verbs and nouns."""
    answers: dict[Any, dict[int, Any]] = field(default_factory=dict, compare=False, repr=False)
    """What was asked of tokens, by question: see `remembered`."""

    @cached_property
    def phrases(self) -> tuple[int, ...]:
        """The words that head a noun phrase, or stand for one."""
        found = []
        for number, token in enumerate(self.tokens):
            base = token.label.partition(":")[0]
            inner = token.label in _INNER or base in _INNER or (base == "amod" and token.pos == "ADJ")
            if token.pos in NOMINAL and not inner:
                found.append(number)
        return tuple(found)

    def children(self, token: int, *labels: str) -> tuple[int, ...]:
        """The dependents of `token` under one of `labels`; a bare label takes its subtypes too."""
        related = self.related[token]
        if not related or len(labels) == 1:
            return tuple(related.get(labels[0], ()))
        return tuple(sorted({child for label in labels for child in related.get(label, ())}))

    def child(self, token: int, *labels: str) -> int | None:
        """The first of `children`, or None."""
        related = self.related[token]
        return min([found[0] for label in labels if (found := related.get(label))], default=None)

    def head(self, token: int) -> int | None:
        """The governor of `token`; None for the root."""
        head = self.tokens[token].head
        return None if head == token else head

    def label(self, token: int) -> str:
        """The relation of `token` to its governor."""
        return self.tokens[token].label

    def base(self, token: int) -> str:
        """The same without its subtype; "root" for the head of the sentence."""
        return "root" if self.tokens[token].head == token else self.label(token).partition(":")[0]

    def lemma(self, token: int) -> str:
        """The lower-case lemma of `token`."""
        return self.tokens[token].lemma.lower()

    def upwards(self, token: int) -> Iterator[int]:
        """`token` itself, then its governors up to the root, one by one."""
        seen: set[int] = set()
        current: int | None = token
        while current is not None and current not in seen:
            yield current
            seen.add(current)
            current = self.head(current)

    @remembered
    def path(self, token: int) -> tuple[int, ...]:
        """All of `upwards`."""
        return tuple(self.upwards(token))

    def subtree(self, token: int) -> tuple[int, ...]:
        """`token` and all that it governs, in the order of the text."""
        found, waiting = {token}, [token]
        while waiting:
            new = [child for child in self.dependents[waiting.pop()] if child not in found]
            found.update(new)
            waiting.extend(new)
        return tuple(sorted(found))

    @remembered
    def case(self, token: int) -> str:
        """The preposition of `token`, lower case, its parts joined by spaces; empty without one.

        The parser hangs the parts of "because of" on one another (`fixed`), and the "by" of "by Chancellor
        Kohl" on the title as often as on the name.
        """
        case = self.child(token, "case")
        if case is None:
            titles = (child for child in self.children(token, *_TITLES) if child < token)
            return next(
                filter(None, map(self.case, titles)), "by" if self.label(token) == "obl:agent" else ""
            )
        parts = (case, *self.children(case, "fixed"))
        return " ".join(self.lowered[part] for part in parts)

    def conjuncts(self, token: int) -> tuple[int, ...]:
        """`token` and those coordinated with it from the left to the right."""
        found = [token]
        for first in found:
            found.extend(
                child
                for child in self.children(first, "conj")
                if (self.is_predicate(child) == self.is_predicate(token)) and child not in found
            )
        return tuple(sorted(found))

    def coordinated(self, token: int) -> tuple[int, ...]:
        """All nouns of the coordination that `token` stands in, its left neighbours too."""
        head = self.head(token)
        while head is not None and self.label(token) == "conj" and not self.is_predicate(head):
            token, head = head, self.head(head)
        return self.conjuncts(token)

    def is_predicate(self, token: int) -> bool:
        """Whether `token` heads a clause: a verb, or a noun or adjective with a copula."""
        return self.tokens[token].pos in {"VERB", "AUX"} or bool(self.child(token, "cop"))

    @remembered
    def clause(self, token: int) -> int:
        """The head of the clause that `token` stands in; the root where no verb governs it."""
        last = token
        for last in self.path(token):
            if self.is_predicate(last):
                break
        return last

    @remembered
    def is_passive(self, verb: int) -> bool:
        """Whether the verb's surface subject is its logical object.

        A bare participle on a noun ("the accord signed in June") counts, and so does one coordinated with a
        passive ("was seized and held").
        """
        if self.child(verb, "aux:pass", "nsubj:pass", "csubj:pass") is not None:
            return True
        if self.tokens[verb].tag != "VBN" or self.child(verb, "aux", "cop") is not None:
            return False
        base, head = self.base(verb), self.tokens[verb].head
        if self.label(verb) == "acl:relcl" or self.child(verb, "nsubj") is not None:
            return base == "ccomp"
        if base == "conj":
            return self.is_passive(head)
        return base in {"acl", "amod"} or self.child(verb, "obj") is None


def grow(sentence: Sentence, words: Words) -> Tree:
    """Read the heads of a sentence in both directions.

    >>> from extract.lexicon.reading import read_lexicon
    >>> from extract.model import Span, Token
    >>> def word(text, start, head, label):
    ...     return Token(text, Span(start, start + len(text)), text, "NN", "NOUN", head, label)
    >>> both = Sentence(Span(0, 9), (word("Both", 0, 1, "nsubj"), word("agree", 5, 1, "root")))
    >>> tree = grow(both, read_lexicon().words)
    >>> tree.children(1, "nsubj")
    (0,)
    """
    tokens = sentence.tokens
    dependents: list[list[int]] = [[] for _ in tokens]
    related: list[dict[str, list[int]]] = [{} for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            dependents[token.head].append(index)
            base, _, subtype = token.label.partition(":")
            for label in (base, token.label) if subtype else (base,):
                related[token.head].setdefault(label, []).append(index)
    lowered = tuple([token.text.lower() for token in tokens])
    return Tree(sentence, tuple(map(tuple, dependents)), tuple(related), tokens, lowered, words)
