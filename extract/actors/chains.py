"""Joins the names of a document: who is the same actor under several names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract.actors.gazetteer import INTERNATIONAL, Known
from extract.actors.names import Name
from extract.actors.roles import Office
from extract.actors.words import Words
from extract.model import ActorKind, Span


@dataclass(slots=True)
class Chain:
    """One actor while its names are being joined; becomes a frozen `Actor` when all are read."""

    kind: ActorKind
    texts: list[str] = field(default_factory=list)
    known: Known | None = None
    country: str | None = None
    sector: str | None = None
    gender: str = ""
    offices: list[tuple[Office, int]] = field(default_factory=list)
    """Offices and the sentence that gives them."""
    noun: str = ""
    """The head noun of one who is only described; such a chain is kept if it is referred to again."""
    plural: bool = False

    @property
    def name(self) -> str:
        """The fullest form the text gives; the first of equals."""
        return max(self.texts, key=lambda text: (len(text.split()), len(text)))

    @property
    def surname(self) -> str:
        """The last word of the fullest name."""
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True)
class Placed:
    """Words that stand for a chain: tokens `first` up to `end` of a sentence, the head among them."""

    sentence: int
    first: int
    end: int
    head: int
    chain: int
    span: Span


@lru_cache(maxsize=10_000)
def sound(word: str) -> str:
    """A key that spellings of one Slavic, Arabic or Turkic name share.

    >>> sound("Basayev") == sound("Basaev"), sound("Lukashenko") == sound("Lukashenka")
    (True, True)
    >>> sound("Dudayev") == sound("Dzhokhar")
    False
    """
    plain = unicodedata.normalize("NFKD", word.lower()).removeprefix("al-").removeprefix("el-")
    plain = "".join(letter for letter in plain if letter.isalpha())
    for pattern, key in _SPELLINGS:
        plain = pattern.sub(key, plain)
    return plain


_SPELLINGS = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"dzh|dj|zh", "j"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"ks", "x"),
        (r"(?<=[aeiou])y(?=[aeiou])|(?<=[bdlnrst])i(?=ye)|'", ""),
        (r"(?<=[aeiou])i(?=[aeiou])", ""),
        (r"iye|ye|ie|yo", "e"),
        (r"skii|skiy|skij|sky", "ski"),
        (r"iyy|iy|yi|ij|y|ii", "i"),
        (r"q", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?<=enk)[ao]$", "o"),
        (r"([a-z])\1", r"\1"),
    )
)


class Chains:
    """The chains of a document, and the keys by which a further name finds its own."""

    def __init__(self) -> None:
        """Begin with no actor."""
        self.chains: list[Chain] = []
        self._exact: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._surnames: dict[str, list[int]] = {}

    def __getitem__(self, number: int) -> Chain:
        """The chain of that number."""
        return self.chains[number]

    def join(self, name: Name) -> int:
        """Adds a name to the chain it belongs to, or begins one; returns the chain's number."""
        number: int | None = self._find(name)
        if number is None and name.kind == "organisation" and (body := self._body(name)) is not None:
            return body
        if number is None:
            number = len(self.chains)
            self.chains.append(Chain(name.kind))
        self._extend(number, name)
        return number

    def begin(self, chain: Chain) -> int:
        """Adds a chain of one who is described, not named."""
        self.chains.append(chain)
        return len(self.chains) - 1

    def of_place(self, place: Known) -> int:
        """The chain of a place that the tables know, begun where the text does not name it."""
        number = self._known.get(place.name)
        if number is None:
            number = self._known[place.name] = self.begin(
                Chain(place.kind, [place.name], known=place, country=place.country, sector=place.sector)
            )
        return number

    def _find(self, name: Name) -> int | None:
        if name.kind == "person":
            return self._person(name)
        if (number := self._exact.get(_bare(name.text))) is not None:
            return number
        if name.known is None and (number := self._bearer(name.text)) is not None:
            return number
        return self._known.get(name.known.name) if name.known is not None else None

    def _person(self, name: Name) -> int | None:
        """The latest person of the same surname whose first names do not contradict."""
        parts = name.text.split()
        for number in reversed(self._surnames.get(sound(parts[-1]), ())):
            if _agree(parts[:-1], self.chains[number].name.split()[:-1]):
                return number
        if name.known is not None and name.known.name in self._known:
            return self._known[name.known.name]
        return self._by_first(parts[0]) if len(parts) == 1 else None

    def _bearer(self, word: str) -> int | None:
        """The latest person of exactly that surname: a bare surname is typed wrong more often than shared."""
        numbers = self._surnames.get(sound(word), ())
        return next((number for number in reversed(numbers) if self.chains[number].surname == word), None)

    def _by_first(self, word: str) -> int | None:
        """A person called by the first part of the name: "Jiang" of Jiang Zemin, "Saddam"."""
        found = [
            number
            for number, chain in enumerate(self.chains)
            if chain.kind == "person" and len(parts := chain.name.split()) > 1 and parts[0] == word
        ]
        return found[-1] if found else None

    def _body(self, name: Name) -> int | None:
        """The latest body whose name ends as this one does: "the Fund" for a Monetary Fund."""
        words = _bare(name.text).split()
        for number in range(len(self.chains) - 1, -1, -1):
            chain = self.chains[number]
            if chain.kind != "organisation":
                continue
            forms = [*chain.texts, *([chain.known.name] if chain.known else [])]
            if any(form.split()[-len(words) :] == words for form in forms):
                return number
        return None

    def alias(self, number: int, name: Name) -> None:
        """Lets a body be found by another name: the acronym in brackets after it."""
        self._exact.setdefault(_bare(name.text), number)
        self.chains[number].known = self.chains[number].known or name.known

    def _extend(self, number: int, name: Name) -> None:
        chain = self.chains[number]
        chain.texts.append(name.text)
        chain.known = chain.known or name.known
        chain.country = chain.country or name.country
        chain.sector = chain.sector or name.sector
        self._exact.setdefault(_bare(name.text), number)
        if name.known is not None:
            self._known.setdefault(name.known.name, number)
        if name.kind == "person":
            numbers = self._surnames.setdefault(sound(name.text.split()[-1]), [])
            if number not in numbers:
                numbers.append(number)


def _bare(text: str) -> str:
    return text.removeprefix("The ").removeprefix("the ")


def _agree(first: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sets of first names may be one person's: one is missing, or they begin alike."""
    if not first or not other:
        return True
    one, two = sound(first[0]), sound(other[0])
    short = first[0].endswith(".") or other[0].endswith(".") or min(len(one), len(two)) == 1
    return one[:1] == two[:1] if short else one[:3] == two[:3]


def head_of(words: Words, first: int, end: int) -> int:
    """The token of a stretch that depends on something outside it."""
    for k in range(first, end):
        if not first <= words.token(k).head < end or words.token(k).head == k:
            return k
    return end - 1


def main_country(chains: Chains, placed: Iterable[Placed], adjectives: Iterable[str]) -> str | None:
    """The country that an item speaks of most, by its names and adjectives; the first of equals."""
    named = (country for mention in placed if (country := chains[mention.chain].country))
    counts = Counter([*named, *adjectives])
    return max(counts, key=lambda country: counts[country]) if counts else None


def fill_countries(chains: Chains, placed: Iterable[Placed], main: str, state_bound: frozenset[str]) -> None:
    """Gives officials and bodies of a state that no word ties to one the item's main country."""
    for number in {mention.chain for mention in placed}:
        chain = chains[number]
        bound = chain.kind == "organisation" and chain.sector in state_bound
        bound = bound or any(office.sector in {*state_bound, "REB"} for office, _ in chain.offices)
        if chain.country is None and bound and chain.sector != INTERNATIONAL:
            chain.country = main


def with_possessor(name: Name, owner: Name, words: Words) -> Name:
    """A body named with its country: "Japan's Export-Import Bank"."""
    return replace(
        name,
        first=owner.first,
        span=Span(owner.span.start, name.span.end),
        text=words.written(owner.first, name.end),
        country=owner.country,
    )
