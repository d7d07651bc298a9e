"""The first stage: tags, arcs, relations and names, learned from treebanks."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from extract.language.pieces import as_pieces
from extract.language.sentences import plain_quotes
from extract.model import DAYS_READ, EVENT_TYPES, STATUSES
from training.batches import IGNORED, Batch, Sample, Targets, batches, collated, hidden_words
from training.measure import name_spans
from training.network import Network, Sizes, halved, places_of
from training.treebanks import TreebankSentence

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of each head, in order."""

    tags: tuple[str, ...]
    """Penn tag and universal part of speech in one: "VBD_AUX"."""
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAMES

    @classmethod
    def of(cls, sentences: Iterable[TreebankSentence]) -> "Labels":
        """All labels that the sentences have."""
        words = [word for sentence in sentences for word in sentence.words]
        tags = sorted({f"{word.xpos}_{word.upos}" for word in words})
        return cls(tuple(tags), tuple(sorted({word.label for word in words})))


def sample_of(
    sentence: TreebankSentence, labels: Labels, split: Callable[[str], tuple[int, ...]], names: str
) -> Sample:
    """A sentence as a sample; `names` tells which head its names teach: "names", "entities" or none."""
    pieces = as_pieces([plain_quotes(word.form) for word in sentence.words], split)
    return Sample(pieces, parse_targets(sentence, labels, names))


def parse_targets(sentence: TreebankSentence, labels: Labels, names: str) -> Targets:
    """What a sentence's parse teaches, by head: see `sample_of`."""
    tags, relations = ({label: i for i, label in enumerate(rows)} for rows in (labels.tags, labels.relations))
    words = sentence.words
    nothing = [IGNORED] * len(words)
    tagged = [labels.names.index(word.name) for word in words]
    columns = {
        "tags": [tags.get(f"{word.xpos}_{word.upos}", IGNORED) for word in words],
        "arcs": [0 if word.head == at else word.head + 1 for at, word in enumerate(words)],
        "relations": [relations.get(word.label, IGNORED) for word in words],
        "names": tagged if names == "names" else nothing,
        "entities": tagged if names == "entities" else nothing,
    }
    return {name: np.asarray([IGNORED, *column]) for name, column in columns.items()}


def vectors_of(network: Network, batch: Batch) -> list[Tensor]:
    """The vectors of the batch's words, and behind them of those before its sentences."""
    found: list[Tensor] = network.encoder(batch.ids, batch.features, places_of(batch.first, batch.before))
    return found


def syntax_losses(network: Network, words: list[Tensor], batch: Batch) -> dict[str, Tensor]:
    """The loss of each head of the first stage."""
    scores, targets = network(words, batch.first), batch.targets
    heads = targets["arcs"].clamp(min=0)[:, :, None].expand(-1, -1, scores["heads"].shape[2])
    relations = network.relations(scores["dependents"], torch.gather(scores["heads"], 1, heads))
    found = {name: scores[name] for name in ("tags", "arcs", "names", "entities")} | {"relations": relations}
    return {
        name: functional.cross_entropy(
            score.flatten(0, 1).float(), targets[name].flatten(), ignore_index=IGNORED, reduction="sum"
        )
        / (targets[name] != IGNORED).sum().clamp(min=1)
        for name, score in found.items()
    }


def optimizer_of(
    network: Network, encoder_rate: float, heads_rate: float, config: Config
) -> torch.optim.AdamW:
    """AdamW with a slower rate for the encoder, whose word embeddings stay as they are."""
    network.encoder.pieces.weight.requires_grad = False
    slow = [
        p for n, p in network.encoder.named_parameters() if p.requires_grad and not n.startswith("features")
    ]
    ids = {id(p) for p in slow}
    fast = [p for p in network.parameters() if p.requires_grad and id(p) not in ids]
    groups = [{"params": slow, "lr": encoder_rate}, {"params": fast, "lr": heads_rate}]
    return torch.optim.AdamW(
        groups, betas=tuple(config["betas"]), weight_decay=config["weight_decay"], fused=True
    )


def scheduled(
    optimizer: torch.optim.Optimizer, warm_up: int, steps: int
) -> torch.optim.lr_scheduler.LambdaLR:
    """A rate that rises for the first steps and then falls to nothing."""

    def rate(step: int) -> float:
        return min((step + 1) / warm_up, max(0.0, (steps - step) / max(1, steps - warm_up)))

    return torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def train_syntax(  # noqa: PLR0913, PLR0917  # what a training needs
    network: Network,
    samples: Sequence[Sample],
    config: Config,
    seed: int,
    after_epoch: Callable[[int], None],
    echo: Callable[[str], None],
) -> None:
    """Train the first stage; `after_epoch` is called with the number of each epoch that has ended."""
    random, stage = Random(seed), config["syntax"]
    generator = torch.Generator().manual_seed(seed)
    plan = [batches(samples, config["data"]["pieces"], random) for _ in range(stage["epochs"])]
    steps = sum(map(len, plan))
    optimizer = optimizer_of(network, stage["encoder_rate"], stage["heads_rate"], config["optimizer"])
    rate = scheduled(optimizer, stage["warm_up"], steps)
    echo(f"{steps} steps, {len(samples)} sentences")
    done, started, seen = 0, time.monotonic(), dict.fromkeys(stage["losses"], 0.0)
    for epoch, groups in enumerate(plan):
        network.train()
        for group in groups:
            batch = hidden_words(collated(group), stage["hidden_words"], generator)
            with halved():
                words = vectors_of(network, batch)
                losses = syntax_losses(network, words, batch)
            total = sum(weight * losses[name] for name, weight in stage["losses"].items())
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), config["optimizer"]["clip"])
            optimizer.step()
            optimizer.zero_grad()
            rate.step()
            done += 1
            for name in seen:
                seen[name] += (float(losses[name].detach()) - seen[name]) / min(done, 50)
            if done % 20 == 0:
                told = ", ".join(f"{name} {value:.3f}" for name, value in seen.items())
                echo(f"step {done} of {steps}, {(time.monotonic() - started) / done:.2f} s a step: {told}")
        after_epoch(epoch + 1)


@torch.no_grad()
def quick_scores(network: Network, samples: Sequence[Sample], pieces: int) -> dict[str, float]:
    """Greedy figures on samples, in per cent: UAS, LAS with subtypes, tags, F1 of names."""
    network.eval()
    counts = dict.fromkeys(("words", "uas", "las", "tags"), 0)
    right = found = gold = 0
    for group in batches(samples, pieces, Random(0)):
        batch = collated(group)
        with halved():
            scores = network(vectors_of(network, batch), batch.first)
            heads = scores["arcs"].argmax(-1)
            chosen = torch.gather(
                scores["heads"], 1, heads[:, :, None].expand(-1, -1, scores["heads"].shape[2])
            )
            relations = network.relations(scores["dependents"], chosen).argmax(-1)
        real = batch.targets["arcs"] != IGNORED
        good = (heads == batch.targets["arcs"]) & real
        counts["words"] += int(real.sum())
        counts["uas"] += int(good.sum())
        counts["las"] += int((good & (relations == batch.targets["relations"])).sum())
        counts["tags"] += int(((scores["tags"].argmax(-1) == batch.targets["tags"]) & real).sum())
        for row, mine in zip(
            batch.targets["names"].tolist(), scores["names"].argmax(-1).tolist(), strict=True
        ):
            words = [i for i, tag in enumerate(row) if tag != IGNORED]
            truth = name_spans([NAMES[row[i]] for i in words])
            ours = name_spans([NAMES[mine[i]] for i in words])
            right, found, gold = right + len(truth & ours), found + len(ours), gold + len(truth)
    shares = {name: 100 * counts[name] / counts["words"] for name in ("uas", "las", "tags")}
    return shares | {"names": 200 * right / max(1, found + gold)}


def sizes_of(labels: Labels) -> Sizes:
    """The sizes of a network for these labels."""
    return Sizes(
        len(labels.tags), len(labels.relations), len(labels.names), 1 + len(EVENT_TYPES), len(STATUSES),
        len(DAYS_READ),
    )  # fmt: skip
