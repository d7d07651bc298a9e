"""From a head token to the one it stands for: a name found by the actors stage, else a described group."""

from bisect import bisect_left
from dataclasses import dataclass

from extract.events.tree import Tree
from extract.model import ActorMention, Cast, Participant, Side, Span

_NAME_PARTS = ("flat", "appos", "nmod:desc")
"""Relations by which a name hangs on the word that heads it: "his deputy, Shunji Yanai"."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens."""

    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what an issue names, looked up by head token."""

    text: str
    cast: Cast
    starts: tuple[int, ...]
    """The starts of the mentions, in order."""

    def mentions_at(self, tree: Tree, head: int) -> tuple[ActorMention, ...]:
        """The mentions that stand at the token or at a name hung on it; several for "the two sides"."""
        for token in (head, *tree.children(head, *_NAME_PARTS)):
            found = self._covering(tree.tokens[token].span)
            if found:
                return found
        return ()

    def participants(self, tree: Tree, head: int, side: Side) -> tuple[Participant, ...]:
        """Those the token stands for; empty where it is nobody who could act."""
        found = [self._named(mention, side) for mention in self.mentions_at(tree, head)]
        return tuple(found)

    def place(self, tree: Tree, head: int) -> Place | None:
        """The place that the token names, if it names one."""
        for mention in self.mentions_at(tree, head):
            actor = self.cast.actors[mention.actor]
            if actor.kind == "place":
                return Place(mention.span.of(self.text), actor.country)
        return None

    def _named(self, mention: ActorMention, side: Side) -> Participant:
        actor = self.cast.actors[mention.actor]
        return Participant(side, actor.name, actor.country, actor.sector, mention.span, mention.actor)

    def _covering(self, span: Span) -> tuple[ActorMention, ...]:
        """The longest mentions that overlap `span`."""
        near = self.cast.mentions[
            max(0, bisect_left(self.starts, span.start) - 4) : bisect_left(self.starts, span.end)
        ]
        over = [mention for mention in near if mention.span.overlaps(span)]
        longest = max((len(mention.span) for mention in over), default=0)
        return tuple(mention for mention in over if len(mention.span) == longest)


def names_of(text: str, cast: Cast) -> Names:
    """The look-up of an issue's names."""
    return Names(text, cast, tuple(mention.span.start for mention in cast.mentions))
