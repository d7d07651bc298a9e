"""The checkpoint of a packed model file, so that training can go on from what is shipped.

What was rounded to 8 bits stays rounded, and the head of `entities`, which is not shipped, begins anew.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from extract.language.reader import LABELS, NETWORK, RELATIONS
from training.checkpoints import Checkpoint
from training.network import LAYERS_MIXED, Network
from training.syntax import Labels, sizes_of

_ADDED = ("entities.", "events.days.")
"""How the names of weights begin that a model file need not have: not shipped, or not before 0.3."""
Arrays = Mapping[str, NDArray[np.generic]]
MIXTURES = {"syntax": "network/syntax", "named": "network/named", "events.mixture": "events/mixture"}
"""The weighted sums of layers, with their paths in the graph."""


def checkpoint_of(path: Path) -> Checkpoint:
    """The checkpoint of a model file.

    Raises:
        ValueError: the file lacks a weight of the network as it is now.
    """
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read(LABELS))
        graph = onnx.load_model_from_string(archive.read(NETWORK)).graph
        relations = np.load(io.BytesIO(archive.read(RELATIONS)))
    labels = Labels(tuple(told["tags"]), tuple(told["relations"]), tuple(told["names"]))
    arrays = dict(_constants(graph))
    found = {
        **dict(_named(arrays)),
        **dict(_multiplied(graph, arrays)),
        **dict(_mixed(graph, arrays)),
        **_related(relations),
    }
    weights = Network(sizes_of(labels)).state_dict()
    if lacking := {name for name in weights if not name.startswith(_ADDED)} - set(found):
        message = f"{path} lacks weights of the network: {', '.join(sorted(lacking))}"
        raise ValueError(message)
    for name in found.keys() & weights.keys():
        weights[name] = found[name].reshape(weights[name].shape)
    return Checkpoint(labels, weights)


def _constants(graph: onnx.GraphProto) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """The graph's tensors by name; two that are the same are kept once, and named by a node of identity."""
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    yield from arrays.items()
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in arrays:
            yield node.output[0], arrays[node.input[0]]


def _named(arrays: Arrays) -> Iterator[tuple[str, Tensor]]:
    """The weights that the graph keeps under the network's own names."""
    for name in arrays:
        own = name.removeprefix("network.").removesuffix("_quantized")
        if name.startswith("network.") and not own.endswith(("_scale", "_zero_point")):
            yield own, _whole(arrays, name)


def _multiplied(graph: onnx.GraphProto, arrays: Arrays) -> Iterator[tuple[str, Tensor]]:
    """The matrices, which the graph keeps under numbers, by the path of the node that uses each."""
    for node in graph.node:
        if node.op_type in {"MatMulInteger", "MatMul"} and node.input[1] in arrays:
            yield f"{_module(node.name)}.weight", _whole(arrays, node.input[1]).T


def _module(node: str) -> str:
    """The module of a node: "/events/types/types.0/types.0.1/MatMul" is events.types.0.1."""
    *path, _ = node.strip("/").split("/")
    top = path[0]
    parts = [
        part
        for part, after in zip(path, [*path[1:], ""], strict=True)
        if not after.startswith(f"{part}.") and part != "network"
    ]
    name = ".".join(parts)
    if top == "network" and path[1] in {"source", "target"}:
        return f"relations.{name}"
    return re.sub(r"^events\.(actor|recipient|time)\.", r"events.pointers.\1.", name)


def _mixed(graph: onnx.GraphProto, arrays: Arrays) -> Iterator[tuple[str, Tensor]]:
    """The weights of layers, of which the graph keeps the shares, one a node of multiplication."""
    for mixture, path in MIXTURES.items():
        nodes = [f"/{path}/Mul", *(f"/{path}/Mul_{layer}" for layer in range(1, LAYERS_MIXED))]
        factors = {node.name: node.input[0] for node in graph.node if node.name in nodes}
        shares = [float(arrays[factors[node]]) for node in nodes]
        yield f"{mixture}.weights", torch.tensor(shares).log()


def _related(relations: Arrays) -> dict[str, Tensor]:
    """What relations are scored with, which is kept beside the graph."""
    kept = {
        "joint.weight": relations["joint"].T,
        "joint.bias": relations["bias"],
        "of_source.weight": relations["of_source"].T,
        "of_target.weight": relations["of_target"].T,
    }
    return {f"relations.{name}": torch.from_numpy(array.astype(np.float32)) for name, array in kept.items()}


def _whole(arrays: Arrays, name: str) -> Tensor:
    """A tensor of the graph in 32 bits, whether or not it was rounded to 8."""
    array, plain = arrays[name].astype(np.float32), name.removesuffix("_quantized")
    if plain != name:
        zero = arrays[f"{plain}_zero_point"].astype(np.float32)
        array = (array - zero) * arrays[f"{plain}_scale"].astype(np.float32)
    return torch.from_numpy(np.ascontiguousarray(array))
