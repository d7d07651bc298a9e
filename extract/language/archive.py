"""The file a model is shipped in: spaCy's own bytes, weights rounded to half precision, compressed.

Rounding halves the size and moved no figure of the card by a tenth of a point.
"""

import zlib
from contextlib import AbstractContextManager

import numpy as np
import spacy
import srsly  # type: ignore[import-untyped]  # it has none
from numpy.typing import DTypeLike
from spacy.language import Language
from thinc.api import Config, use_ops

_NOT_A_COMPONENT = {"config.cfg", "meta.json", "vocab", "tokenizer"}


def fast_matrices() -> AbstractContextManager[None]:
    """Within it, models are built to multiply matrices by numpy: three times as fast here as thinc's own."""
    return use_ops("numpy", use_blis=False)


def pack(nlp: Language) -> bytes:
    """The pipeline as the bytes of an archive; the same for the same weights."""
    parts = srsly.msgpack_loads(nlp.to_bytes(exclude=["vocab", "tokenizer"]))
    return zlib.compress(_converted(parts, np.float16), 9)


def unpack(archive: bytes) -> Language:
    """The pipeline of an archive, ready to parse."""
    parts = srsly.msgpack_loads(zlib.decompress(archive))
    config = Config().from_bytes(parts["config.cfg"])
    with fast_matrices():
        nlp = spacy.util.load_model_from_config(config, auto_fill=False, validate=False)
    nlp.from_bytes(_converted(parts, np.float32), exclude=["vocab", "tokenizer"])
    _know_labels(nlp)
    return nlp


def _know_labels(nlp: Language) -> None:
    """Put the labels into the vocabulary's strings, which the archive leaves out."""
    for labels in nlp.pipe_labels.values():
        for label in labels:
            for part in (label, *label.split("||")):  # "acl||nsubj": a crossing arc, as the parser writes it
                nlp.vocab.strings.add(part)


def _converted(parts: dict[str, bytes], dtype: DTypeLike) -> bytes:
    """The parts of a pipeline with the weights of every component in another precision."""
    changed = {
        name: part if name in _NOT_A_COMPONENT else _component(part, dtype) for name, part in parts.items()
    }
    return _packed(changed)


def _component(packed: bytes, dtype: DTypeLike) -> bytes:
    component = srsly.msgpack_loads(packed)
    component.pop("vocab", None)
    model = srsly.msgpack_loads(component["model"])
    model["params"] = [
        {name: weights.astype(dtype) for name, weights in layer.items()} for layer in model["params"]
    ]
    component["model"] = _packed(model)
    return _packed(component)


def _packed(content: object) -> bytes:
    packed: bytes = srsly.msgpack_dumps(content)
    return packed
