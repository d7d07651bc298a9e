"""PLOVER's contexts of an event, as far as words of its sentence tell them."""

from extract.lexicon.contexts import Contexts
from extract.model import Event
from extract.syntax import Tree

JOIN = "; "


def contexts_of(event: Event, tree: Tree, known: Contexts) -> str | None:
    """The contexts that the sentence's words tell, and the event's type, joined in PLOVER's order.

    Args:
        event: the event; a vote that is won or lost is an election whatever its words.
        tree: the sentence it is told in.
        known: the contexts that words tell.
    """
    lemmas = [token.lemma.lower() for token in tree.tokens]
    pairs = (f"{one} {two}" for one, two in zip(tree.lowered, lemmas[1:], strict=False))
    found = known.among((*lemmas, *tree.lowered, *pairs))
    if event.event_type == "VOTE" and event.event_mode in {"won", "lost"}:
        found |= {"election"}
    return JOIN.join(context for context in known.names if context in found) or None
