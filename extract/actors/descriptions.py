"""Says of words that name nobody who they are: "top Japanese business leaders" are Japan's and business.

The linker of events asks here when a participant is no actor of the cast.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from extract.actors.gazetteer import INTERNATIONAL, longest
from extract.actors.sectors import acts, sector_of
from extract.actors.words import Words
from extract.model import ActorMention, Cast, Span

_LEFT = frozenset(
    {"amod", "compound", "nummod", "nmod", "flat", "advmod", "punct", "case", "goeswith", "dep"}
)
_PLACED = frozenset({"of", "for", "from"})
MOST_WORDS = 9
"""Words that a description may have; longer ones lose their prepositional phrase."""


@dataclass(frozen=True, slots=True)
class Description:
    """An unnamed participant: its words without article and relative clause, its country and sector."""

    name: str
    span: Span
    country: str | None
    sector: str | None
    acts: bool = True
    """Whether the noun names people or a body at all: not "accord", "prices", "press conference"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name, and the country it lies in or is."""

    name: str
    country: str | None
    sector: str | None
    """The sector it stands for where it acts: "the Kremlin" GOV, "the Pentagon" MIL."""
    written: str = ""
    """As the text has it: "Swedish"."""


def describe_words(words: Words, head: int, cast: Cast | None = None) -> Description:
    """The description whose head noun is token `head` of a sentence.

    Args:
        words: the sentence, made ready for look-ups.
        head: index of the head noun.
        cast: the actors of the issue; gives country and sector of names inside ("a Fund mission"), and the
            country that the issue speaks of most to "the government", "police", "troops".
    """
    first, end = _bounds(words, head)
    span = Span(words.token(first).span.start, words.token(end - 1).span.end)
    text = words.written(first, end)
    vague = words.lowered[first - 1 : first] in {("any",), ("no",), ("every",)}
    acting, sector = acts(words, head) and not vague, sector_of(words, head)
    own = _origin(words, first, end, cast)
    country, inherited = own or _shared(words, head, cast) or _located(words, head) or (None, None)
    if acting and inherited == INTERNATIONAL:
        country, sector = None, INTERNATIONAL
    sector = (sector or inherited) if acting else None
    if country is None and cast is not None and _of_the_state(words, first, head, sector):
        country = _main_country(cast, span)
    return Description(text, span, country, sector, acting)


def _located(words: Words, head: int) -> tuple[str | None, None] | None:
    """The country of a place that the phrase says it is in: "a court in Bavaria"."""
    for k in range(head + 1, min(head + 1 + MOST_WORDS, len(words))):
        if words.label(k) == "nmod" and words.token(k).head == head:
            for j in range(head + 1, k + 1):
                found = longest(words.gazetteer.names, words.texts, j)
                if found and found[0].kind == "place":
                    return found[0].country, None
    return None


def _of_the_state(words: Words, first: int, head: int, sector: str | None) -> bool:
    """Whether a group without origin belongs to the text's state: "police", not "foreign troops"."""
    lists = words.gazetteer.words
    if (
        sector not in words.gazetteer.state_bound
        or words.token(head).lemma.lower() in lists["elsewhere.heads"]
    ):
        return False
    return lists["elsewhere.words"].isdisjoint(words.lowered[first:head])


def _bounds(words: Words, head: int) -> tuple[int, int]:
    """The first and the end token of a description, without article, relative clause and conjuncts."""
    first = head
    while first > 0 and _belongs(words, first - 1, head):
        first -= 1
    while first < head and _droppable(words, first):
        first += 1
    first = _joined_nations(words, first)
    first = _said_enough(words, _joined_modifiers(words, first, head), head)
    end = head + 1
    for k in range(head + 1, len(words)):
        if words.token(k).head == head and words.label(k) == "nmod":
            reach = _subtree_end(words, k)
            marker = next((words.texts[j] for j in range(head + 1, k) if words.token(j).head == k), "")
            placed = marker in _PLACED or (marker == "in" and _is_told_by_place(words, first, head, k))
            near = placed and all(_under(words, j, k) for j in range(end, k))
            if near and reach - first <= MOST_WORDS:
                end = reach
    return first, end


def _is_told_by_place(words: Words, first: int, head: int, place: int) -> bool:
    """Whether only a place says which one is meant: "a court in Kharkiv"."""
    one = words.token(head).tag == "NN" and words.lowered[max(first - 1, 0)] in {"a", "an"}
    return one and words.token(place).pos == "PROPN" and words.label(head) in {"nsubj", "obl"}


def _joined_nations(words: Words, first: int) -> int:
    """Where two nations joined before a noun begin: "British and Russian officers"."""
    own = longest(words.gazetteer.adjectives, words.texts, first)
    second = first if own else _nation_before(words, first)
    if second is None or words.texts[second - 1 : second] != ("and",):
        return first
    before = _nation_before(words, second - 1)
    return first if before is None else before


def _joined_modifiers(words: Words, first: int, head: int) -> int:
    """Where modifiers joined before a noun begin: "Socialist and agrarian deputies"."""
    before = first - 1
    if before < 1 or words.label(before) != "conj":
        return first
    top = words.token(before).head
    if top > before or words.token(top).head != head or words.label(top) not in {"amod", "compound"}:
        return first
    while top > 0 and _belongs(words, top - 1, head):
        top -= 1
    while top < before and _droppable(words, top):
        top += 1
    return top


def _said_enough(words: Words, first: int, head: int) -> int:
    """Where a description begins without what says nothing of who it is.

    An owner and a count, where other words tell ("his finance minister", "the three Baltic states"), and all
    before a mark of quotation whose fellow stands outside ("roughly twenty" citizens).
    """
    first = _inside_marks(words, first, head)
    if words.token(first).tag == "PRP$" and any(_tells(words, k, head) for k in range(first + 1, head)):
        first += 1
        return first + 1 if words.token(first).tag == "CD" else first
    counted = words.token(first).tag == "CD" and words.lowered[max(first - 1, 0)] == "the"
    named = first + 1 < head and words.texts[first + 1][:1].isupper()
    return first + 1 if counted and named else first


def _tells(words: Words, at: int, head: int) -> bool:
    """Whether a modifier tells without an owner who is meant: a noun, a count, a nation."""
    noun = words.label(at) == "compound" and words.token(at).head == head
    nation = longest(words.gazetteer.adjectives, words.texts, at) is not None
    return noun or nation or words.token(at).tag == "CD"


def _inside_marks(words: Words, first: int, head: int) -> int:
    """The first word behind the last mark of quotation before a noun that stands alone there."""
    marks = [k for k in range(first, head) if words.token(k).tag in {"``", "''"} or words.texts[k] == '"']
    return marks[-1] + 1 if len(marks) % 2 else first


def _nation_before(words: Words, end: int) -> int | None:
    """Where the adjective of a nation begins that ends before a token: "South Korean"."""
    for start in range(max(end - 2, 0), end):
        found = longest(words.gazetteer.adjectives, words.texts, start)
        if found and start + found[1] == end:
            return start
    return None


def _droppable(words: Words, at: int) -> bool:
    """Whether a word that begins a description says nothing of who it is: articles, "over", "most"."""
    token = words.token(at)
    return (token.pos in {"PUNCT", "DET", "ADV"} and token.tag != "PRP$") or words.lowered[at] in _VAGUE


_VAGUE = frozenset({"most", "least", "nearby"})
"""Words that begin a description and do not say who or what it is."""


def _belongs(words: Words, at: int, head: int) -> bool:
    """Whether a word left of the head is a modifier inside its phrase (articles end it)."""
    token = words.token(at)
    if token.tag == "DT" or (
        token.pos in {"DET", "VERB", "AUX", "SCONJ", "CCONJ"} and words.label(at) not in {"amod", "compound"}
    ):
        return False
    seen = at
    for _ in range(4):
        if words.label(seen) not in _LEFT or words.token(seen).head == seen:
            return False
        seen = words.token(seen).head
        if seen == head:
            return token.tag != "IN" and words.texts[at] != ","
    return False


def _under(words: Words, at: int, top: int, cut: frozenset[str] = frozenset()) -> bool:
    """Whether a token hangs below another, over no relation that is cut."""
    for _ in range(len(words)):
        if at == top:
            return True
        if words.token(at).head == at or words.label(at) in cut:
            return False
        at = words.token(at).head
    return False


_CUT = frozenset({"acl", "conj", "appos", "cc", "punct", "parataxis", "advcl"})


def _subtree_end(words: Words, top: int) -> int:
    """The end of a word's phrase, cut before relative clauses, conjuncts and appositives."""
    end = top + 1
    while end < len(words) and _under(words, end, top, _CUT):
        end += 1
    return end


def _origin(words: Words, first: int, end: int, cast: Cast | None) -> tuple[str | None, str | None] | None:
    """Country and sector of the first nation, place or actor inside a description."""
    for k in range(first, end):
        for table in (words.gazetteer.adjectives, words.gazetteer.peoples):
            if (found := longest(table, words.texts, k)) and not words.backs(k + found[1]):
                return found[0].country, None
        if words.token(k).tag == "PRP$":
            continue  # the owner counts last
        if not words.backs(k + 1) and (inside := next(_actors_in(words, k, k + 1, cast), None)) is not None:
            return inside
        if (known := longest(words.gazetteer.names, words.texts, k)) and not words.backs(k + known[1]):
            body = known[0].kind == "organisation"
            return known[0].country, known[0].sector if body else None
    return None


def _actors_in(
    words: Words, first: int, end: int, cast: Cast | None
) -> Iterator[tuple[str | None, str | None]]:
    if cast is None:
        return
    span = Span(words.token(first).span.start, words.token(end - 1).span.end)
    for mention in _mentions_from(cast, words.token(0).span.start):
        if mention.span.start > span.start:
            break
        if mention.span.contains(span):
            actor = cast.actors[mention.actor]
            yield actor.country, actor.sector if actor.kind == "organisation" else None


def _mentions_from(cast: Cast, offset: int) -> Iterator[ActorMention]:
    """The mentions that begin at an offset or later: they stand in the order of the text."""
    first = bisect_left(cast.mentions, offset, key=_start)
    return (cast.mentions[at] for at in range(first, len(cast.mentions)))


def _start(mention: ActorMention) -> int:
    return mention.span.start


def _shared(words: Words, head: int, cast: Cast | None) -> tuple[str | None, str | None] | None:
    """The owner's or first partner's country: "his ministers", "the Tajik government and the opposition"."""
    for k in range(head):
        if words.token(k).head == head and words.token(k).tag == "PRP$":
            found = next(_actors_in(words, k, k + 1, cast), None)
            return (found[0], None) if found else None
    if words.label(head) == "conj":
        partner = words.token(head).head
        first, end = _bounds(words, partner)
        return _origin(words, first, end, cast) if partner != head else None
    return None


def _main_country(cast: Cast, span: Span) -> str | None:
    """The country that the mentions nearest before a span, or else after it, belong to most."""
    at = bisect_left(cast.mentions, span.start, key=_start)
    near = cast.mentions[max(0, at - NEAR) : at] or tuple(islice(_mentions_from(cast, span.start + 1), NEAR))
    countries = [country for m in near if (country := cast.actors[m.actor].country)]
    return max(countries, key=countries.count) if countries else None


NEAR = 6
"""Mentions that tell which country the text speaks of."""


def adjectival_countries(words: Words, head: int) -> tuple[Place, ...]:
    """The countries that modify a noun as adjectives, in order: "Russian-Japanese talks" gives both."""
    found: dict[str, Place] = {}
    first = head
    while first > 0 and (
        words.texts[first - 1] == "-" or words.token(first - 1).pos in {"ADJ", "PROPN", "NOUN", "X"}
    ):
        first -= 1
    first = _joined_nations(words, first)
    k = first
    while k < head:
        table = longest(words.gazetteer.adjectives, words.texts, k) or longest(
            words.gazetteer.names, words.texts, k
        )
        if table and table[0].kind == "place" and k + table[1] <= head:
            known = table[0]
            written = words.written(k, k + table[1])
            found.setdefault(known.name, Place(known.name, known.country, known.sector, written))
        k += table[1] if table else 1
    return tuple(found.values())
