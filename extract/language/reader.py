"""Runs the network on sentences: words in; tags, tree, names and readings of events out."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # it has none
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.language.iob import best_names
from extract.language.pieces import POSITIONS, Ids, Pieces, Split, as_pieces, splitter, words_before
from extract.language.trees import best_tree
from extract.model import EventReading

Floats = NDArray[np.float32]

_PIECES_AT_ONCE = 256
"""Pieces of a batch, padding included: small batches pad less than they lose."""
_LONGEST = 150
"""Words read as one sentence; a longer one is read in parts, each with its own tree, hung on the first."""
_LEAST = 0.02
"""Probability of telling an event from which a word's reading is kept."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network makes of a sentence of W words."""

    tags: tuple[str, ...]
    """Penn tag and universal part of speech in one: "VBD_AUX"."""
    heads: tuple[int, ...]
    """Index of each word's head; its own for the root."""
    relations: tuple[str, ...]
    names: tuple[str, ...]
    """IOB2."""
    events: tuple[EventReading, ...]


Found = dict[str, NDArray[Any]]
"""What the network gives for a batch, by name: see `training.export.OUTPUTS`."""

Run = Callable[[Ids, Ids, Ids, Ids], Found]
"""The network: ids (B, L), features (B, L, F), first pieces of the words (B, W) and of those before (B, V) to
what it finds."""


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """The network and its labels. Get one from `unpacked`."""

    _run: Run = field(repr=False)
    _split: Split = field(repr=False)
    _relations: dict[str, Floats] = field(repr=False)
    _tags: tuple[str, ...]
    _labels: tuple[str, ...]
    _names: tuple[str, ...]

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Read the sentences of one text, in order. What it finds depends on them alone."""
        parts = [list(self._parts(words)) for words in sentences]
        whole = [part for sentence in parts for part in sentence]
        pieces = [as_pieces(part, self._split, words_before(whole, at)) for at, part in enumerate(whole)]
        readings: list[Reading | None] = [None] * len(pieces)
        for batch in _batches(pieces):
            for at, reading in zip(batch, self._read([pieces[at] for at in batch]), strict=True):
                readings[at] = reading
        waiting = iter([reading for reading in readings if reading])
        return [_joined([next(waiting) for _ in sentence]) for sentence in parts]

    def _parts(self, words: Sequence[str]) -> Iterator[list[str]]:
        """A sentence in parts that the network can take."""
        part: list[str] = []
        room = POSITIONS - 2
        for word in words:
            size = len(self._split(word))
            if part and (size > room or len(part) == _LONGEST):
                yield part
                part, room = [], POSITIONS - 2
            part.append(word)
            room -= size
        if part:
            yield part

    def _read(self, batch: Sequence[Pieces]) -> Iterator[Reading]:
        found = self._scores(batch)
        heads = np.zeros(found["tags"].shape, dtype=np.int64)
        for row, pieces in enumerate(batch):
            size = len(pieces.first)
            heads[row, :size] = best_tree(found["arcs"][row, :size, :size])
        relations = self._related(found, heads)
        for row, pieces in enumerate(batch):
            size = len(pieces.first)
            yield Reading(
                tuple(self._tags[tag] for tag in found["tags"][row, 1:size].tolist()),
                tuple(head - 1 if head else at for at, head in enumerate(heads[row, 1:size].tolist())),
                tuple(self._labels[label] for label in relations[row, 1:size].tolist()),
                best_names(found["names"][row, 1:size], self._names),
                tuple(_events({name: found[name][row] for name in _EVENTS}, size, len(pieces.before))),
            )

    def _scores(self, batch: Sequence[Pieces]) -> Found:
        """What the network gives for a batch."""
        return self._run(
            *(
                _stacked([getattr(pieces, name) for pieces in batch])
                for name in ("ids", "features", "first", "before")
            )
        )

    def _related(self, found: Found, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """The relation of each word to its head: "root" for the root, and for it alone."""
        source = found["dependents"]
        target = np.take_along_axis(found["heads"], heads[:, :, None], 1)
        weights = self._relations
        scores = (
            (source * target) @ weights["joint"]
            + source @ weights["of_source"]
            + target @ weights["of_target"]
        )
        scores += weights["bias"]
        root = self._labels.index("root")
        scores[:, :, root] = -np.inf
        return np.where(heads == 0, root, scores.argmax(-1))


def _stacked(rows: Sequence[Ids]) -> Ids:
    """Arrays side by side, 0 behind the shorter ones, at least one long."""
    longest = max(1, *map(len, rows))
    whole = np.zeros((len(rows), longest, *rows[0].shape[1:]), dtype=np.int64)
    for target, row in zip(whole, rows, strict=True):
        target[: len(row)] = row
    return whole


_EVENTS = ("types", "statuses", "days", "actor", "recipient", "time")


def _events(scores: Found, size: int, before: int) -> Iterator[EventReading]:
    """Readings of the words that may tell an event; `before` words of the text before were read."""
    types = scores["types"]
    outside = types.shape[0] + 1
    for word in np.flatnonzero(types[1:size, 0] <= 1 - _LEAST).tolist():
        none, *kinds = types[word + 1].tolist()
        at = {name: scores[name][word + 1].tolist() for name in _EVENTS[1:]}
        earlier = {name: at[name][outside : outside + before][::-1] for name in ("actor", "recipient")}
        yield EventReading(
            token=word,
            event=1 - none,
            types=tuple(kinds),
            statuses=tuple(at["statuses"]),
            actor=tuple(at["actor"][: size + 1]),
            recipient=tuple(at["recipient"][: size + 1]),
            time=tuple(at["time"][: size + 1]),
            days=tuple(at["days"]),
            actor_before=tuple(earlier["actor"]),
            recipient_before=tuple(earlier["recipient"]),
        )


def _batches(pieces: Sequence[Pieces]) -> Iterator[list[int]]:
    """Sentences of like lengths together, by index."""
    batch: list[int] = []
    for at in sorted(range(len(pieces)), key=lambda at: (len(pieces[at].ids), len(pieces[at].first))):
        if (len(batch) + 1) * len(pieces[at].ids) > _PIECES_AT_ONCE and batch:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _joined(parts: Sequence[Reading]) -> Reading:
    """The readings of a long sentence's parts as one; events reach over no border."""
    if len(parts) == 1:
        return parts[0]
    size = sum(len(part.heads) for part in parts)
    heads: list[int] = []
    relations: list[str] = []
    events: list[EventReading] = []
    for part in parts:
        start = len(heads)
        root = heads.index(_root(heads)) if heads else None
        for at, head in enumerate(part.heads):
            hung = root is not None and head == at
            heads.append(_root(heads[:start]) if hung else start + head)
            relations.append("parataxis" if hung else part.relations[at])
        events += [_moved(event, start, len(part.heads), size) for event in part.events]
    tags = tuple(tag for part in parts for tag in part.tags)
    names = tuple(name for part in parts for name in part.names)
    return Reading(tags, tuple(heads), tuple(relations), names, tuple(events))


def _root(heads: Sequence[int]) -> int:
    return next(at for at, head in enumerate(heads) if at == head)


def _moved(event: EventReading, start: int, length: int, size: int) -> EventReading:
    """A reading of a part of a sentence as one of the whole."""

    def whole(pointer: tuple[float, ...]) -> tuple[float, ...]:
        return (*pointer[:2], *(0.0,) * start, *pointer[2:], *(0.0,) * (size - start - length))

    return replace(
        event,
        token=event.token + start,
        actor=whole(event.actor),
        recipient=whole(event.recipient),
        time=whole(event.time),
        actor_before=event.actor_before[start:],
        recipient_before=event.recipient_before[start:],
    )


def unpacked(archive: bytes, *, optimised: bool = True) -> Reader:
    """The reader of a packed model, on one thread.

    Args:
        archive: The model file's content.
        optimised: Whether onnxruntime may rearrange the network; only a test of its arithmetic says no.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        network, vocabulary, labels = (parts.read(name) for name in (NETWORK, VOCABULARY, LABELS))
        relations = dict(np.load(io.BytesIO(parts.read(RELATIONS))))
    named = json.loads(labels)
    return Reader(
        _session(network, optimised=optimised),
        splitter(Tokenizer.from_str(vocabulary.decode())),
        {name: weights.astype(np.float32) for name, weights in relations.items()},
        tuple(named["tags"]),
        tuple(named["relations"]),
        tuple(named["names"]),
    )


def _session(network: bytes, *, optimised: bool) -> Run:
    """The network of an ONNX file."""
    options = onnxruntime.SessionOptions()
    if not optimised:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW]
    )
    names = [output.name for output in session.get_outputs()]

    def run(ids: Ids, features: Ids, first: Ids, before: Ids) -> Found:
        given = {"ids": ids, "features": features, "first": first, "before": before}
        return dict(zip(names, session.run(names, given), strict=True))

    return run


_SLOW = "SkipLayerNormFusion"
"""One operator for a sum and its norm took a seventh more of the whole time than the two."""

NETWORK, VOCABULARY, LABELS, RELATIONS = "network.onnx", "vocabulary.json", "labels.json", "relations.npz"
"""The members of a packed model, a ZIP archive."""
