"""Annotated issues: read from a folder, and aligned with the words of their sentences."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from extract.events.candidate import Candidate
from extract.model import Span
from extract.syntax import Tree
from training.annotations import is_kept_aside

ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event; fields as the guidelines have them."""

    trigger: str
    sentence_start: str
    type: str
    actor: str | None
    recipient: str | None
    first_day: date | None
    last_day: date | None
    date_text: str | None
    status: str
    optional: bool = False
    trigger_alt: tuple[str, ...] = ()
    type_alt: tuple[str, ...] = ()
    actor_alt: tuple[str | None, ...] = ()
    recipient_alt: tuple[str | None, ...] = ()

    @property
    def types(self) -> frozenset[str]:
        """All types that are right."""
        return frozenset({self.type, *self.type_alt})

    def names(self, side: str) -> tuple[str | None, ...]:
        """All names of a side that are right."""
        return (self.actor, *self.actor_alt) if side == "actor" else (self.recipient, *self.recipient_alt)


@dataclass(frozen=True, slots=True)
class GoldIssue:
    """One annotated issue."""

    name: str
    text: str
    published_on: date
    events: tuple[GoldEvent, ...] = field(default=())


def read_folder(folder: Path) -> Iterator[GoldIssue]:
    """The annotated issues of a folder, by name; those kept aside are left out.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     list(read_folder(Path(folder)))
    []
    """
    for path in sorted(folder.glob("*.json")):
        if is_kept_aside(path.stem):
            continue
        content = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        yield GoldIssue(path.stem, text, date.fromisoformat(content["published_on"]), _events(content))


_FIELDS = frozenset(one.name for one in fields(GoldEvent))


def read_events(path: Path) -> tuple[GoldEvent, ...]:
    """The annotated events of one issue; what else a row holds is its annotator's own."""
    return _events(json.loads(path.read_text("utf-8")))


def _events(content: Mapping[str, Any]) -> tuple[GoldEvent, ...]:
    return tuple(_event(row) for row in content["events"])


def _event(row: Mapping[str, Any]) -> GoldEvent:
    known: dict[str, Any] = {name: row[name] for name in _FIELDS & row.keys()}
    lists = {name: tuple(told) for name, told in known.items() if isinstance(told, list)}
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("first_day", "last_day")}
    return GoldEvent(**{"date_text": None, **known, **lists, **days})


def names_agree(gold: str | None, found: str | None) -> bool:
    """Whether a found name stands for the annotated one: they share a capitalised word, or a third.

    Stricter than what is measured (`benchmarks.events.share_a_word`): a wrong lesson costs more than none.
    """
    if not gold or not found:
        return not gold and not found
    words, others = (
        {word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in ARTICLES}
        for name in (gold, found)
    )
    capital = {word for word in words if word[0].isupper()}
    if capital:
        theirs = {word for word in others if word[0].isupper()}
        return bool(capital & theirs) and len(capital & theirs) * 3 >= len(theirs)
    return bool({word[:5].lower() for word in words} & {word[:5].lower() for word in others})


def head_token(tree: Tree, event: GoldEvent) -> int | None:
    """The token that heads the annotated trigger in the sentence; None where it is not there."""
    for words in (event.trigger, *event.trigger_alt):
        tokens = find_words(tree, words)
        if tokens:
            heads = [n for n in tokens if tree.tokens[n].head not in tokens or tree.tokens[n].head == n]
            return heads[0]
    return None


def trigger_tokens(tree: Tree, event: GoldEvent) -> frozenset[int]:
    """All tokens of the annotated trigger and its alternatives."""
    return frozenset(n for words in (event.trigger, *event.trigger_alt) for n in find_words(tree, words))


def find_words(tree: Tree, words: str) -> tuple[int, ...]:
    """The tokens of a phrase in a sentence, by its letters alone; empty where it is not there."""
    letters = re.sub(r"\W", "", words).lower()
    texts = [re.sub(r"\W", "", token.text).lower() for token in tree.tokens]
    for start in range(len(texts)):
        joined = ""
        for end in range(start, len(texts)):
            joined += texts[end]
            if joined == letters and texts[start]:
                return tuple(range(start, end + 1))
            if not letters.startswith(joined):
                break
    return ()


def sentence_of(text: str, event: GoldEvent, spans: Sequence[Span]) -> int | None:
    """The index of the sentence in which an event's own begins; None where no sentence has it."""
    wanted = re.sub(r"\W", "", event.sentence_start)
    for number, span in enumerate(spans):
        if wanted in re.sub(r"\W", "", span.of(text)):
            return number
    for number, span in enumerate(spans):  # a sentence that the program cut in two
        if wanted[:20] in re.sub(r"\W", "", span.of(text)):
            return number
    return None


@dataclass(frozen=True, slots=True)
class Aligned:
    """An annotated issue's events at the words of its sentences."""

    events: Mapping[tuple[int, int], GoldEvent]
    """By sentence and token of the candidate that tells the event."""
    masked: frozenset[tuple[int, int]]
    """Further words of annotated triggers: neither events of their own nor none."""


def align(
    gold: GoldIssue, text: str, trees: Sequence[Tree], candidates: Sequence[Sequence[Candidate]]
) -> Aligned:
    """Give each annotated event to a candidate among the words of its trigger, the syntactic head first."""
    spans = [tree.sentence.span for tree in trees]
    proposed = {(one.sentence, one.token) for row in candidates for one in row}
    events: dict[tuple[int, int], GoldEvent] = {}
    masked: set[tuple[int, int]] = set()
    for event in gold.events:
        number = sentence_of(text, event, spans)
        if number is None:
            continue
        words = trigger_tokens(trees[number], event)
        head = head_token(trees[number], event)
        ranked = [*(() if head is None else (head,)), *sorted(words)]
        places = [(number, token) for token in ranked]
        masked.update(places)
        hit = next((place for place in places if place in proposed and place not in events), None)
        if hit is not None:
            events[hit] = event
    return Aligned(events, frozenset(masked))
