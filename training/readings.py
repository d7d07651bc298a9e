"""Readings of whole documents, made out of fold, as JSON: what learned choices are trained on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from extract.language.reader import Reader
from extract.language.sentences import plain_quotes
from extract.model import EventReading, Sentence
from training.annotations import Annotated, fold_of


def write_readings(reader: Reader, document: Annotated, folder: Path) -> None:
    """Write FOLDER/NAME.json: each sentence's span, its words' spans and its `EventReading`s."""
    words = [[plain_quotes(token.text) for token in sentence.tokens] for sentence in document.sentences]
    found = reader.read(words)
    content = {
        "document": document.name,
        "fold": fold_of(document.name),
        "sentences": [
            _row(sentence, [asdict(event) for event in reading.events])
            for sentence, reading in zip(document.sentences, found, strict=True)
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{document.name}.json").write_text(json.dumps(content), encoding="utf-8")


def _row(sentence: Sentence, events: Sequence[dict[str, object]]) -> dict[str, object]:
    tokens = [[token.span.start, token.span.end] for token in sentence.tokens]
    return {"start": sentence.span.start, "end": sentence.span.end, "tokens": tokens, "events": events}


def replaced(sentences: Sequence[Sentence], path: Path) -> tuple[Sentence, ...]:
    """Sentences with the readings of a file instead of their own.

    Words are matched by where they stand, so that a text may be divided into sentences otherwise by now: a
    pointer to a word that is now in another sentence points elsewhere.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    read: dict[int, tuple[dict[str, Any], list[int]]] = {}
    for sentence in content["sentences"]:
        starts = [start for start, _ in sentence["tokens"]]
        read |= {starts[event["token"]]: (event, starts) for event in sentence["events"]}
    return tuple(replace(sentence, events=tuple(_events(sentence, read))) for sentence in sentences)


def _events(
    sentence: Sentence, read: Mapping[int, tuple[dict[str, Any], list[int]]]
) -> Iterator[EventReading]:
    """The readings of a sentence's words, from those of all words by their first characters."""
    places = {token.span.start: at for at, token in enumerate(sentence.tokens)}
    for start, at in places.items():
        if start not in read:
            continue
        event, starts = read[start]
        lists = {name: tuple(event[name]) for name in _LISTS}
        pointers = {name: _moved(event[name], starts, places) for name in ("actor", "recipient", "time")}
        yield EventReading(at, event["event"], **lists, **pointers)


_LISTS = ("types", "statuses", "days", "actor_before", "recipient_before")
"""Fields that hold wherever the sentence is divided, or nearly."""


def _moved(pointer: Sequence[float], starts: Sequence[int], places: Mapping[int, int]) -> tuple[float, ...]:
    nobody, elsewhere, *shares = pointer
    found = [0.0] * len(places)
    for start, share in zip(starts, shares, strict=True):
        if start in places:
            found[places[start]] += share
        else:
            elsewhere += share
    return nobody, elsewhere, *found
