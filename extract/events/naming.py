"""From a head token to the one it stands for: a name found by the actors stage, else a described group."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from extract.actors import Description, Place, Words, adjectival_countries, describe_words, words_of
from extract.lexicon.reading import Lexicon
from extract.model import ActorMention, Cast, Participant, Side, Span
from extract.syntax import Tree

_NAME_PARTS = ("flat", "appos", "nmod:desc")
"""Relations by which a name hangs on the word that heads it: "his deputy, Shunji Yanai"."""


_OF_PHRASE = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PART"})
_LONGEST = 8
"""Words of a description before the name: "the head of the state coal company Rosugol, X"."""
_NEAR = 6
"""Mentions before a word that may hold it: they nest, rarely."""


def _is_pair(tree: Tree, head: int) -> bool:
    """Whether a noun counts two sides of something: "the two sides", "both parties"."""
    counts = {tree.tokens[word].text.lower() for word in tree.children(head, "nummod", "det", "cc")}
    return tree.lemma(head) in tree.words.nouns.sides and bool(counts & {"two", "both"})


@dataclass(frozen=True, slots=True)
class Location:
    """Where something happens."""

    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what an issue names, looked up by head token."""

    text: str
    cast: Cast
    lexicon: Lexicon
    starts: tuple[int, ...]
    """The starts of the mentions, in order."""
    told: dict[tuple[int, int, Side], tuple[Participant, ...]] = field(default_factory=dict, compare=False)
    """Those for whom tokens stand, as far as asked: every event of a sentence asks of every token."""
    mentions: dict[tuple[int, int], tuple[ActorMention, ...]] = field(default_factory=dict, compare=False)
    """The mentions at tokens, as far as asked."""
    described: dict[tuple[int, int], Description] = field(default_factory=dict, compare=False)
    """What the words around tokens say, as far as asked."""
    read: dict[int, Words] = field(default_factory=dict, compare=False)
    """Sentences made ready for look-ups, by their starts, as far as asked."""

    def mentions_at(self, tree: Tree, head: int) -> tuple[ActorMention, ...]:
        """The mentions that stand at the token or at a name hung on it; several for "the two sides"."""
        place = (tree.sentence.span.start, head)
        if place not in self.mentions:
            self.mentions[place] = self._mentions_at(tree, head)
        return self.mentions[place]

    def _mentions_at(self, tree: Tree, head: int) -> tuple[ActorMention, ...]:
        for token in (head, *tree.children(head, *_NAME_PARTS)):
            found = self._covering(tree.tokens[token].span)
            if found:
                return found
        return self._named_after_comma(tree, head)

    def _named_after_comma(self, tree: Tree, head: int) -> tuple[ActorMention, ...]:
        """The person named right behind a description: "his counterpart, Zhu Rongji"."""
        if tree.tokens[head].tag != "NN":
            return ()
        comma = head + 1
        while comma < len(tree.tokens) and tree.tokens[comma].pos in _OF_PHRASE:
            comma += 1
        ends = comma + 1 >= len(tree.tokens) or tree.tokens[comma].text != ","
        if ends or comma > head + _LONGEST:
            return ()
        if comma > head + 1 and tree.tokens[head + 1].text not in {"of", "for", "to", "in"}:
            return ()
        found = self._covering(tree.tokens[comma + 1].span)
        return tuple(mention for mention in found if self.cast.actors[mention.actor].kind == "person")

    def participants(self, tree: Tree, head: int, side: Side) -> tuple[Participant, ...]:
        """Those the token stands for; empty where it is nobody who could act."""
        place = (tree.sentence.span.start, head, side)
        if place not in self.told:
            self.told[place] = self._participants(tree, head, side)
        return self.told[place]

    def _participants(self, tree: Tree, head: int, side: Side) -> tuple[Participant, ...]:
        whole = self._whole(tree, head)
        if whole:
            return tuple(one for noun in whole for one in self.participants(tree, noun, side))
        mentions = self.mentions_at(tree, head) or self._of_them(tree, head)
        if mentions:
            return tuple(self._named(mention, side) for mention in mentions)
        return self._described(tree, head, side) or self._owner(tree, head, side)

    def _of_them(self, tree: Tree, head: int) -> tuple[ActorMention, ...]:
        """Those whom "four of them" counts."""
        whole = tree.child(head, "nmod")
        if whole is None or tree.tokens[whole].tag != "PRP" or tree.case(whole) != "of":
            return ()
        return self._covering(tree.tokens[whole].span)

    def _whole(self, tree: Tree, head: int) -> tuple[int, ...]:
        """The nouns before "both of whom", "one of whom": the nearest several, joined or in the plural."""
        if not any(tree.tokens[n].text.lower() in {"whom", "which"} for n in tree.children(head, "nmod")):
            return ()
        for noun in range(head - 1, -1, -1):
            token = tree.tokens[noun]
            if token.tag in {"NNS", "NNPS"} and tree.lemma(noun) in self.lexicon.people:
                return (noun,)
            joined = tree.conjuncts(noun) if token.tag == "NNP" else ()
            if len(joined) > 1 and all(self.mentions_at(tree, one) for one in joined):
                return joined
        return ()

    def _owner(self, tree: Tree, head: int, side: Side) -> tuple[Participant, ...]:
        """Whose act or thing a noun names: "a Taliban attack", "dozens of soldiers"."""
        if tree.tokens[head].pos != "NOUN":
            return ()
        owners = (*tree.children(head, "nmod:poss"), *self._after_of(tree, head), *self._makers(tree, head))
        for owner in owners:
            mentions = self.mentions_at(tree, owner)
            found = tuple(self._named(mention, side) for mention in mentions)
            if found or (found := self._described(tree, owner, side)):
                return found
        if side == "recipient" and tree.lemma(head) not in self.lexicon.triggers.listed:
            return ()  # "Chinese shops" are hit themselves, of "a Swedish request" whose it is
        found = self.countries(tree, head, side)
        if side == "recipient" or len(found) != 1 or tree.child(head, "amod") is None:
            return found
        return (replace(found[0], name=describe_words(self._words(tree), head, self.cast).name, actor=None),)

    def _after_of(self, tree: Tree, head: int) -> tuple[int, ...]:
        """The nouns that follow "of" or "by"."""
        return tuple(child for child in tree.children(head, "nmod") if tree.case(child) in {"of", "by"})

    def _makers(self, tree: Tree, head: int) -> tuple[int, ...]:
        """The agents of participles on a noun: "the decisions made by the court"."""
        participles = (n for n in tree.children(head, "acl") if tree.tokens[n].tag in {"VBN", "VBD"})
        return tuple(n for one in participles for n in tree.children(one, "obl") if tree.case(n) == "by")

    def countries(self, tree: Tree, noun: int, side: Side) -> tuple[Participant, ...]:
        """The names and adjectives of countries before a noun: "Russian-Japanese talks", "IMF talks"."""
        found = [
            self._named(mention, side)
            for word in tree.children(noun, "compound", "nmod", "amod")
            if word < noun
            for mention in self._covering(tree.tokens[word].span)
        ]
        if found:
            return tuple(found)
        return tuple(
            self._placed(place, tree.tokens[noun].span, side)
            for place in adjectival_countries(self._words(tree), noun)
        )

    def _placed(self, place: Place, span: Span, side: Side) -> Participant:
        """A country told by its adjective: by its name where the text has that, else as written."""
        known = self._known(place.name)
        name = place.written if known is None else place.name
        return Participant(side, name, place.country, place.sector, span, known)

    def place(self, tree: Tree, head: int) -> Location | None:
        """The place that the token names, if it names one."""
        for mention in self.mentions_at(tree, head):
            actor = self.cast.actors[mention.actor]
            if actor.kind == "place":
                return Location(mention.span.of(self.text), actor.country)
        return None

    def _named(self, mention: ActorMention, side: Side) -> Participant:
        actor = self.cast.actors[mention.actor]
        return Participant(side, actor.name, actor.country, actor.sector, mention.span, mention.actor)

    def things(self, tree: Tree, head: int, side: Side) -> tuple[Participant, ...]:
        """What the token stands for, be it no one who acts: a village, a convoy."""
        return self.participants(tree, head, side) or self._described(tree, head, side, things=True)

    def _described(
        self, tree: Tree, head: int, side: Side, *, things: bool = False
    ) -> tuple[Participant, ...]:
        """An unnamed person or group; with `things` whatever the words name."""
        if tree.tokens[head].pos not in {"NOUN", "PROPN", "NUM", "ADJ"}:
            return ()
        place = (tree.sentence.span.start, head)
        if place not in self.described:
            self.described[place] = describe_words(self._words(tree), head, self.cast)
        described = self.described[place]
        nobody = described.sector is None and not described.acts and not self._is_people(tree, head)
        if nobody and not things and not _is_pair(tree, head):
            return ()
        return (Participant(side, described.name, described.country, described.sector, described.span),)

    def _words(self, tree: Tree) -> Words:
        start = tree.sentence.span.start
        if start not in self.read:
            self.read[start] = words_of(tree.sentence, self.lexicon.gazetteer)
        return self.read[start]

    def _is_people(self, tree: Tree, head: int) -> bool:
        """Whether a noun names people, or a number counts them: "twenty of the bankers"."""
        counted = (n for n in tree.children(head, "nmod") if tree.tokens[head].tag == "CD")
        return any(tree.lemma(n) in self.lexicon.people for n in (head, *counted))

    def _known(self, name: str) -> int | None:
        """The actor of that name, if the issue names it."""
        return next((n for n, actor in enumerate(self.cast.actors) if actor.name == name), None)

    def _covering(self, span: Span) -> tuple[ActorMention, ...]:
        """The smallest mentions that hold `span`; two that share it after "the two sides"."""
        before = bisect_left(self.starts, span.end)
        near = self.cast.mentions[max(0, before - _NEAR) : before]
        over = tuple([mention for mention in near if mention.span.contains(span)])
        if len(over) <= 1:
            return over
        least = min(len(mention.span) for mention in over)
        return tuple(mention for mention in over if len(mention.span) == least)


def names_of(text: str, cast: Cast, lexicon: Lexicon) -> Names:
    """The look-up of an issue's names."""
    return Names(text, cast, lexicon, tuple(mention.span.start for mention in cast.mentions))
