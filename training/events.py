"""The second stage: event words, their types, factuality and participants, learned from annotated issues."""

import json
import re
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from extract.events.dating import names_of_days
from extract.events.told import DaySpan
from extract.language import LanguageModel
from extract.language.pieces import Pieces, as_pieces, words_before
from extract.language.sentences import plain_quotes
from extract.model import DAYS_READ, EVENT_TYPES, STATUSES, Sentence
from training.annotations import (
    Annotated,
    Marked,
    head_of,
    marked_rows,
    name_heads,
    number_of,
    occurrences,
)
from training.batches import IGNORED, Batch, Sample, collated, hidden_words, shuffled_forever
from training.network import MASKED, EventHeads, Network, halved
from training.syntax import Labels, optimizer_of, parse_targets, scheduled, syntax_losses, vectors_of
from training.treebanks import TreebankSentence, Word

Floats = NDArray[np.float32]
Split = Callable[[str], tuple[int, ...]]
NONE = 0
"""Column of the types: the word tells no event; then the types."""
ALTERNATIVE = 0.3
"""The share of a target that alternatives take together."""
NOBODY, ELSEWHERE, FIRST = 0, 1, 2
"""Columns of the pointers: then come the words."""
UNSEEN_SENTENCES = 5
"""One sentence of the news sentences in so many is never trained on."""


class Targets:
    """What there is to learn of one sentence of W words, to be filled in. Row 0 is the root's."""

    def __init__(self, sentence: Sentence, before: "Before" = ()) -> None:
        size = 1 + len(sentence.tokens)
        self.sentence, self.before = sentence, before
        self.types: Floats = np.zeros((size, 1 + len(EVENT_TYPES)), dtype=np.float32)
        self.optional = np.zeros(size, dtype=np.int64)
        self.statuses = np.full(size, IGNORED)
        self.whole: Floats = np.zeros((size, len(EVENT_TYPES)), dtype=np.float32)
        self.days: Floats = np.zeros((size, len(DAYS_READ)), dtype=np.float32)
        columns = 1 + size + len(before)
        self.pointers = {name: np.zeros((size, columns), dtype=np.float32) for name in EventHeads.POINTERS}

    def columns(self) -> dict[str, NDArray[Any]]:
        """All targets, by name."""
        own: dict[str, NDArray[Any]] = {
            "types": self.types,
            "optional": self.optional,
            "statuses": self.statuses,
            "whole": self.whole,
            "days": self.days,
        }
        return own | self.pointers


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes samples of sentences; what the first stage made of them is learned again, so that it stays."""

    split: Split
    labels: Labels

    def pieces(self, sentences: Sequence[Sentence]) -> list[Pieces]:
        """The pieces of a text's sentences, each behind those before it."""
        words = [[plain_quotes(token.text) for token in sentence.tokens] for sentence in sentences]
        return [as_pieces(one, self.split, words_before(words, number)) for number, one in enumerate(words)]

    def sample(self, target: Targets, pieces: Pieces) -> Sample:
        """The sample of a sentence."""
        parse = parse_targets(as_treebank(target.sentence), self.labels, "names")
        return Sample(pieces, {**parse, **target.columns()})

    def alone(self, target: Targets) -> Sample:
        """The sample of a sentence that stands by itself."""
        (pieces,) = self.pieces([target.sentence])
        return self.sample(target, pieces)


def as_treebank(sentence: Sentence) -> TreebankSentence:
    """A parsed sentence as one of a treebank."""
    types = [token.name for token in sentence.tokens]
    before = ["", *types]
    names = [
        kind and f"{'I' if kind == last else 'B'}-{kind}" for kind, last in zip(types, before, strict=False)
    ]
    words = (
        Word(t.text, t.lemma, t.pos, t.tag, t.head, t.label, space=True, name=name or "O")
        for t, name in zip(sentence.tokens, names, strict=True)
    )
    return TreebankSentence("", "", tuple(words))


def document_samples(document: Annotated, maker: Maker) -> Iterator[Sample]:
    """The sentences of an annotated document as samples: what is no trigger tells no event."""
    pieces = maker.pieces(document.sentences)
    places = [[(sentence, at) for at in range(len(sentence.tokens))] for sentence in document.sentences]
    targets = []
    for number, (sentence, read) in enumerate(zip(document.sentences, pieces, strict=True)):
        before = words_before(places, number)
        targets.append(Targets(sentence, before[len(before) - len(read.before) :]))
    for target in targets:
        target.types[1:, NONE] = 1.0
    marked = list(marked_rows(document))
    for row in marked:  # first what teaches nothing, so that no row undoes another
        for token in (*row.tokens, *row.others):
            targets[row.sentence].types[1 + token] = 0.0
    for row, days in zip(marked, days_targets(document, marked), strict=True):
        if row.row["type"] in EVENT_TYPES:
            _fill(targets[row.sentence], head_of(targets[row.sentence].sentence, row.tokens), row.row, days)
    for target, read in zip(targets, pieces, strict=True):
        yield maker.sample(target, read)


Before = Sequence[tuple[Sentence, int]]
"""The words read of the text before a sentence, in order: each with its sentence and its index there."""


def _fill(target: Targets, token: int, row: Mapping[str, Any], days: Floats) -> None:
    """Put a row on its word; of two rows on one word both types count, and the first one's other fields."""
    at = 1 + token
    first = not target.types[at].any()
    target.types[at] += _type_shares(row)
    target.types[at] /= target.types[at].sum()
    if not first:
        return
    target.optional[at] = bool(row.get("optional"))
    target.statuses[at] = STATUSES.index(row["status"])
    target.days[at] = days
    for name, shares in pointer_targets(target.sentence, row, target.before).items():
        target.pointers[name][at] = shares


def pointer_targets(sentence: Sentence, row: Mapping[str, Any], before: Before = ()) -> dict[str, Floats]:
    """For each pointer the shares of nobody, elsewhere, each word, and each word before the sentence."""
    found = {}
    for name in ("actor", "recipient"):
        shares = _who(sentence, row.get(name), row.get(f"{name}_alt", ()))
        found[name] = _who_before(shares, str(row.get(name) or ""), before)
    when = _when(sentence, row.get("date_text"))
    return {**found, "time": np.concatenate([when, np.zeros(len(before), dtype=np.float32)])}


def _who_before(shares: Floats, names: str, before: Before) -> Floats:
    """The shares, what lies elsewhere given to the nearest words before that bear one of the names."""
    earlier = np.zeros(len(before), dtype=np.float32)
    for sentence in {id(one): one for one, _ in reversed(before)}.values() if shares[ELSEWHERE] else ():
        heads = set(name_heads(sentence, names))
        places = [at for at, (one, token) in enumerate(before) if one is sentence and token in heads]
        if places:
            earlier[places] = shares[ELSEWHERE] / len(places)
            return np.concatenate([np.where(np.arange(len(shares)) == ELSEWHERE, 0, shares), earlier])
    return np.concatenate([shares, earlier])


def days_targets(document: Annotated, marked: Sequence[Marked]) -> list[Floats]:
    """For each row the shares of `DAYS_READ`."""
    found: dict[int, Floats] = {}
    told: dict[int, tuple[DaySpan, ...]] = {}
    for number in sorted(range(len(marked)), key=lambda n: (marked[n].sentence, marked[n].tokens)):
        row, passage = marked[number].row, document.passages[marked[number].sentence]
        days, before = _days_of(row), told.get(passage, ())
        names = names_of_days(days, before, document.published, own=bool(row.get("date_text")))
        found[number] = np.array([(name in names) / len(names) for name in DAYS_READ], dtype=np.float32)
        if row["status"] == "occurred" and days[0] is not None:
            told[passage] = (*before, days)
    return [found[number] for number in range(len(marked))]


def _days_of(row: Mapping[str, Any]) -> DaySpan:
    first, last = (row.get(name) for name in ("first_day", "last_day"))
    return date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None


def _type_shares(row: Mapping[str, Any]) -> Floats:
    shares = np.zeros(1 + len(EVENT_TYPES), dtype=np.float32)
    others = [kind for kind in row.get("type_alt", ()) if kind in EVENT_TYPES and kind != row["type"]]
    shares[1 + EVENT_TYPES.index(row["type"])] = 1.0 - ALTERNATIVE * bool(others)
    for kind in others:
        shares[1 + EVENT_TYPES.index(kind)] += ALTERNATIVE / len(others)
    return shares


def _who(sentence: Sentence, names: str | None, alternatives: Sequence[str]) -> Floats:
    """Shares of nobody, elsewhere and the words: those of the names, and a little for other forms."""
    shares = np.zeros(FIRST + len(sentence.tokens), dtype=np.float32)
    others = [head for other in alternatives for head in name_heads(sentence, str(other))]
    heads = name_heads(sentence, names) if names else []
    if not heads and names and others:
        heads, others = others, []
    rest = ALTERNATIVE * bool(others)
    for head in heads:
        shares[FIRST + head] += (1 - rest) / len(heads)
    if not heads:
        shares[ELSEWHERE if names else NOBODY] = 1 - rest
    for head in others:
        shares[FIRST + head] += rest / len(others)
    return shares


def _when(sentence: Sentence, expression: str | None) -> Floats:
    shares = np.zeros(FIRST + len(sentence.tokens), dtype=np.float32)
    place = next(occurrences(sentence, expression), ()) if expression else ()
    if place:
        shares[FIRST + head_of(sentence, place)] = 1.0
    else:
        shares[ELSEWHERE if expression else NOBODY] = 1.0
    return shares


_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


def example_samples(lexicon: Path, model: LanguageModel, maker: Maker, weight: float) -> Iterator[Sample]:
    """Examples of the lexicon's senses: their trigger, and the words beside it, which tell nothing."""
    rows = [
        (sense["type"], example)
        for path in sorted(lexicon.glob("*.toml"))
        for sense in tomllib.loads(path.read_text(encoding="utf-8")).get("trigger", ())
        for example in sense.get("examples", ())
        if sense.get("type") in EVENT_TYPES and len(_BRACKETS.findall(example)) == 1
    ]
    parsed = model.parse(example.replace("[", "").replace("]", "") for _, example in rows)
    for (kind, example), sentences in zip(rows, parsed, strict=True):
        bracketed = _BRACKETS.search(example)
        if len(sentences) != 1 or bracketed is None:
            continue
        (sentence,) = sentences
        target = Targets(sentence)
        tokens = [
            at
            for at, token in enumerate(sentence.tokens)
            if bracketed.start() <= token.span.start < bracketed.end() - 2
        ]
        if not tokens:
            continue
        for beside in (min(tokens) - 1, max(tokens) + 1):
            if 0 <= beside < len(sentence.tokens):
                target.types[1 + beside, NONE] = weight
        target.types[1 + head_of(sentence, tokens), 1 + EVENT_TYPES.index(kind)] = weight
        yield maker.alone(target)


def news_samples(path: Path, model: LanguageModel, maker: Maker) -> Iterator[Sample]:
    """Sentences of which only the type of the main event and its sides are known (JSON lines)."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if number_of(row["id"]) % UNSEEN_SENTENCES and _one_type(row)]
    for row, sentences in zip(rows, model.parse(row["text"] for row in rows), strict=True):
        if len(sentences) != 1:
            continue
        (sentence,) = sentences
        target = Targets(sentence)
        event = row["events"][0]
        target.whole[0] = [kind in _kinds(event) for kind in EVENT_TYPES]
        for name, field in (("actor", "source_text"), ("recipient", "target_text")):
            if place := next(occurrences(sentence, event.get(field) or ""), ()):
                target.pointers[name][0, FIRST + head_of(sentence, place)] = 1.0
        yield maker.alone(target)


_DIVIDED = {"YIELD": frozenset({"CONCEDE", "RETREAT"})}
"""Types of PLOVER 0.5 that are two by now."""


def _kinds(event: Mapping[str, Any]) -> frozenset[str]:
    """The types that an event of a news sentence may have."""
    return _DIVIDED.get(event["code"], frozenset({event["code"]}))


def _one_type(row: Mapping[str, Any]) -> bool:
    kinds = {_kinds(event) for event in row["events"]}
    return len(kinds) == 1 and kinds.pop() <= set(EVENT_TYPES)


def event_losses(scores: Mapping[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """The loss of each head of the second stage: means over event words, of "whole" over sentences."""
    targets = batch.targets
    types = scores["types"].float()
    wanted, optional = targets["types"], targets["optional"] > 0
    event = wanted[:, :, 1:].sum(-1) > 0
    count = event.sum().clamp(min=1)
    masked = types.masked_fill(optional[:, :, None] & (torch.arange(types.shape[-1]) == NONE), MASKED)
    losses = {"types": -(wanted * functional.log_softmax(masked, -1)).sum() / count}
    known = targets["statuses"] != IGNORED
    status = functional.cross_entropy(
        scores["statuses"].float().flatten(0, 1),
        targets["statuses"].flatten(),
        ignore_index=IGNORED,
        reduction="sum",
    )
    losses["statuses"] = status / known.sum().clamp(min=1)
    told = functional.log_softmax(scores["days"].float(), -1)
    losses["days"] = -(targets["days"] * told).sum() / known.sum().clamp(min=1)
    whole = targets["whole"][:, 0]
    main = _main_words(types, whole)
    for name in EventHeads.POINTERS:
        logs = functional.log_softmax(scores[name].float(), -1)
        own = -(targets[name][:, 1:] * logs[:, 1:]).sum() / known.sum().clamp(min=1)
        of_main = logs[torch.arange(len(main)), main]
        losses[name] = own + _NEWS_SIDES * -(targets[name][:, 0] * of_main).sum() / len(main)
    losses["whole"] = _whole_loss(types, whole, batch.first)
    return losses


_NEWS_SIDES = 0.3
"""Weight of the sides of sentences whose event word is guessed."""


def _main_words(types: Tensor, kinds: Tensor) -> Tensor:
    """The word of each sentence that most likely tells the event of its types (B, T): its number (B,)."""
    chances = torch.softmax(types.detach(), -1)[:, 1:, 1:]
    return (chances * kinds[:, None, :]).sum(-1).argmax(1) + 1


def _whole_loss(types: Tensor, kinds: Tensor, first: Tensor) -> Tensor:
    """How unlikely the sentence's types (B, T) are, among those that any of its words may tell."""
    real = (first > 0)[:, :, None]
    against_none = torch.where(real, types[:, :, 1:] - types[:, :, :1], MASKED)
    told = torch.log_softmax(torch.logsumexp(against_none, 1), -1)
    known = kinds.sum(-1) > 0
    right = torch.logsumexp(torch.where(kinds > 0, told, MASKED), -1)
    return -(right * known).sum() / known.sum().clamp(min=1)


def _weighed(losses: Mapping[str, Tensor], config: Mapping[str, Any]) -> Tensor:
    """The sum of the first stage's losses."""
    return torch.stack([weight * losses[name] for name, weight in config["syntax"]["losses"].items()]).sum()


def train_events(  # noqa: PLR0913, PLR0917  # what a training needs
    network: Network,
    samples: Sequence[Sample],
    treebank: Sequence[Sample],
    config: Mapping[str, Any],
    seed: int,
    echo: Callable[[str], None],
) -> None:
    """Train the second stage; a batch of the treebanks now and then, if there are any, keeps syntax."""
    random, stage, size = Random(seed), config["events"], config["data"]["pieces"]
    generator = torch.Generator().manual_seed(seed)
    events, syntax = (shuffled_forever(part, size, random) for part in (samples, treebank))
    steps = stage["epochs"] * max(1, round(sum(len(s.pieces.ids) for s in samples) * 1.05 / size))
    optimizer = optimizer_of(network, stage["encoder_rate"], stage["heads_rate"], config["optimizer"])
    rate = scheduled(optimizer, max(1, round(stage["warm_up"] * steps)), steps)
    network.train()
    started, seen = time.monotonic(), dict.fromkeys(stage["losses"], 0.0)
    for step in range(1, steps + 1):
        batch = hidden_words(collated(next(events)), stage["hidden_words"], generator)
        with halved():
            words = vectors_of(network, batch)
            losses = event_losses(network.events(words, batch.first, batch.before), batch)
            parse = syntax_losses(network, words, batch)
        told = sum(weight * losses[name] for name, weight in stage["losses"].items())
        (told + stage["parse_weight"] * _weighed(parse, config)).backward()
        if treebank and step % stage["syntax_every"] == 0:
            batch = hidden_words(collated(next(syntax)), config["syntax"]["hidden_words"], generator)
            with halved():
                again = syntax_losses(network, vectors_of(network, batch), batch)
            (stage["syntax_weight"] * _weighed(again, config)).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), config["optimizer"]["clip"])
        optimizer.step()
        optimizer.zero_grad()
        rate.step()
        for name in seen:
            seen[name] += (float(losses[name].detach()) - seen[name]) / min(step, 50)
        if step % 50 == 0:
            told = ", ".join(f"{name} {value:.3f}" for name, value in seen.items())
            echo(f"step {step} of {steps}, {(time.monotonic() - started) / step:.2f} s a step: {told}")


def settle(
    network: Network,
    first: Mapping[str, Tensor],
    samples: Sequence[Sample],
    config: Mapping[str, Any],
    seed: int,
) -> None:
    """Take the network part of the way back to the first stage, then fit the heads of events to it anew.

    What the second stage unlearned of syntax comes back; the encoder stays fixed while the heads follow.
    """
    stage = config["settle"]
    weights = network.state_dict()
    for name, weight in weights.items():
        if not name.startswith("events."):
            weight.mul_(1 - stage["share"]).add_(first[name], alpha=stage["share"])
    for name, parameter in network.named_parameters():
        parameter.requires_grad = name.startswith("events.")
    heads = list(network.events.parameters())
    optimizer = torch.optim.AdamW(heads, lr=stage["rate"], betas=tuple(config["optimizer"]["betas"]))
    rate = scheduled(optimizer, stage["warm_up"], stage["steps"])
    groups = shuffled_forever(samples, config["data"]["pieces"], Random(seed))
    generator = torch.Generator().manual_seed(seed)
    network.train()
    for _ in range(stage["steps"]):
        batch = hidden_words(collated(next(groups)), config["events"]["hidden_words"], generator)
        with halved():
            with torch.no_grad():
                words = vectors_of(network, batch)
            losses = event_losses(network.events(words, batch.first, batch.before), batch)
        torch.stack(
            [weight * losses[name] for name, weight in config["events"]["losses"].items()]
        ).sum().backward()
        torch.nn.utils.clip_grad_norm_(heads, config["optimizer"]["clip"])
        optimizer.step()
        optimizer.zero_grad()
        rate.step()
