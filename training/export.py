"""Packs a trained network as the file that `extract.language` reads: ONNX in 8 bits, vocabulary, labels."""

import io
import json
import warnings
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import (  # type: ignore[import-untyped]  # it has none
    QuantType,
    quantize_dynamic,
)
from tokenizers import Tokenizer
from torch import Tensor, nn

from extract.language.pieces import Ids, as_pieces, splitter
from extract.language.reader import LABELS, NETWORK, RELATIONS, VOCABULARY, Found, Reader
from training.batches import Sample, collated
from training.checkpoints import Checkpoint, tokenizer
from training.network import EventHeads, Network, places_of
from training.syntax import Labels, sizes_of

OUTPUTS = ("tags", "arcs", "names", "dependents", "heads", "types", "statuses", "days", *EventHeads.POINTERS)
"""Of B sentences with W words: "tags" (B, W) label numbers; "arcs" (B, W, W) scores; "names" (B, W, N)
logarithms of probabilities; "dependents" and "heads" (B, W, R), vectors for the relations. The others are
probabilities: "types" (B, W, T), "statuses" (B, W, S), "days" (B, W, D), the pointers (B, W, 1 + W + V)."""
_INPUTS = ("ids", "features", "first", "before")


class Exported(nn.Module):
    """The network as it is run: all heads at once, probabilities where they are wanted."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, first: Tensor, before: Tensor) -> tuple[Tensor, ...]:
        """Inputs as in `training.batches.Batch`; outputs as in `OUTPUTS`."""
        words = self.network.encoder(ids, features, places_of(first, before))
        syntax, events = self.network(words, first), self.network.events(words, first, before)
        return (
            syntax["tags"].argmax(-1),
            syntax["arcs"],
            torch.log_softmax(syntax["names"], -1),
            syntax["dependents"],
            syntax["heads"],
            *(torch.softmax(events[name], -1) for name in OUTPUTS[5:]),
        )


def torch_reader(network: Network, labels: Labels) -> Reader:
    """A reader that runs the network as it is, without ONNX."""
    exported = Exported(network).eval()

    @torch.no_grad()
    def run(ids: Ids, features: Ids, first: Ids, before: Ids) -> Found:
        found = exported(*map(torch.from_numpy, (ids, features, first, before)))
        return {name: scores.numpy() for name, scores in zip(OUTPUTS, found, strict=True)}

    return Reader(
        run, splitter(tokenizer()), relation_weights(network), labels.tags, labels.relations, labels.names
    )


def packed(checkpoint: Checkpoint, *, eight_bits: bool = True) -> bytes:
    """The model file of a checkpoint."""
    network = Network(sizes_of(checkpoint.labels))
    network.load_state_dict(checkpoint.weights)
    network.eval()
    vocabulary = tokenizer()
    with TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        _write_onnx(network, vocabulary, plain)
        if eight_bits:
            quantize_dynamic(plain, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        graph = (small if eight_bits else plain).read_bytes()
    labels = {
        "tags": checkpoint.labels.tags,
        "relations": checkpoint.labels.relations,
        "names": checkpoint.labels.names,
    }
    members = {
        NETWORK: graph,
        VOCABULARY: vocabulary.to_str().encode(),
        LABELS: json.dumps(labels).encode(),
        RELATIONS: _as_npz(relation_weights(network)),
    }
    return _archive(members)


def _write_onnx(network: Network, vocabulary: Tokenizer, path: Path) -> None:
    split = splitter(vocabulary)
    batch = collated(
        [
            Sample(as_pieces(words.split(), split, ("He", "spoke", ".")), {})
            for words in ("Troops withdrew .", "He left Minsk today .")
        ]
    )
    dynamic = {
        "ids": {0: "B", 1: "L"},
        "features": {0: "B", 1: "L"},
        "first": {0: "B", 1: "W"},
        "before": {0: "B", 1: "V"},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter is called old, but writes the smaller graph
        torch.onnx.export(
            Exported(network),
            (batch.ids, batch.features, batch.first, batch.before),
            str(path),
            input_names=list(_INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=dynamic,
            dynamo=False,
            opset_version=17,
        )
    onnx.checker.check_model(str(path))


def relation_weights(network: Network) -> dict[str, NDArray[np.float32]]:
    """What relations are scored with, outside the graph: see `extract.language.reader`."""
    relations = network.relations
    weights = {
        "joint": relations.joint.weight.T,
        "bias": relations.joint.bias,
        "of_source": relations.of_source.weight.T,
        "of_target": relations.of_target.weight.T,
    }
    return {name: tensor.detach().numpy() for name, tensor in weights.items()}


def _as_npz(weights: dict[str, NDArray[np.float32]]) -> bytes:
    content = io.BytesIO()
    halves: dict[str, Any] = {name: array.astype(np.float16) for name, array in weights.items()}
    np.savez(content, **halves)
    return content.getvalue()


def _archive(members: dict[str, bytes]) -> bytes:
    """A ZIP archive that is the same for the same members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name), member, zipfile.ZIP_DEFLATED, 9)
    return content.getvalue()
