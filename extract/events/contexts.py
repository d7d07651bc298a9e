"""PLOVER's contexts of an event, as far as words of its sentence tell them."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from extract.model import Event, Sentence

JOIN = "; "


@cache
def _contexts_by_word() -> dict[str, tuple[str, ...]]:
    """Word or pair of words -> the contexts it tells."""
    lexicon = tomllib.loads(files("extract.lexicon").joinpath("contexts.toml").read_text("utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for context, entry in lexicon.items():
        for word in entry["words"]:
            found[word] = (*found.get(word, ()), context)
    return found


def contexts_of(event: Event, sentences: Sequence[Sentence]) -> str | None:
    """The contexts that the sentences' words tell, and the event's type, joined in PLOVER's order.

    Args:
        event: the event; a vote is an election whatever its words.
        sentences: the sentence it is told in.
    """
    known = _contexts_by_word()
    found = {"election"} if event.event_type == "VOTE" and event.event_mode in {"won", "lost"} else set()
    for sentence in sentences:
        words = [token.lemma.lower() for token in sentence.tokens]
        texts = [token.text.lower() for token in sentence.tokens]
        pairs = (f"{one} {two}" for one, two in zip(texts, words[1:], strict=False))
        for word in known.keys() & {*words, *texts, *pairs}:
            found.update(known[word])
    ordered = [context for context in _order() if context in found]
    return JOIN.join(ordered) or None


@cache
def _order() -> tuple[str, ...]:
    return tuple(tomllib.loads(files("extract.lexicon").joinpath("contexts.toml").read_text("utf-8")))
