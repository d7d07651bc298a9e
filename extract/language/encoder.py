"""The neural encoder: words to vectors in context. spaCy's window encoder over features of our own.

A batch repeats its words, and what a word embeds to does not depend on its place: each distinct word is
embedded once and the rows are copied out. This halves the work of training and of parsing.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH, SPACY  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, with_array
from thinc.types import Floats2d

from extract.language.words import FEATURES, features

Keys = NDArray[np.uint64]
_IDENTITY = [FEATURES.index(name) for name in ("norm", "prefix-3", "cluster-10", "cluster")]


@registry.architectures("dateline.Encoder.v1")  # type: ignore[untyped-decorator]  # spaCy's
def encoder(  # noqa: PLR0913, PLR0917  # the fields of the training configuration
    width: int,
    depth: int,
    window_size: int,
    maxout_pieces: int,
    embed_width: int,
    rows: Mapping[str, int],
    word_dropout: float = 0.0,
) -> Model[list[Doc], list[Floats2d]]:
    """Build the encoder.

    Args:
        width: Width of the vectors that come out.
        depth: Number of window layers; each sees `window_size` words to both sides.
        window_size: Words to either side.
        maxout_pieces: Pieces of each maxout unit.
        embed_width: Width of each feature's own vector.
        rows: Rows of the hashed embedding table of each feature; a feature without an entry is not used.
        word_dropout: How often, in training, a word is shown without its form and cluster, so that the model
            learns to judge unknown words by their shape, ends and company.
    """
    columns = [*FEATURES, "space"]
    tables: list[Model[Any, Floats2d]] = [
        HashEmbed(embed_width, count, column=columns.index(name), seed=7 + columns.index(name), dropout=0.0)
        for name, count in rows.items()
    ]
    mixed = Maxout(width, embed_width * len(tables), nP=3, dropout=0.0, normalize=True)
    embed = each_word_once(chain(concatenate(*tables), mixed), word_dropout)
    windows: Any = MaxoutWindowEncoder(width, window_size, maxout_pieces, depth)
    model: Model[list[Doc], list[Floats2d]] = chain(embed, with_array(windows, pad=depth * window_size))
    model.set_dim("nO", width)
    return model


def each_word_once(embed: Model[Keys, Floats2d], word_dropout: float) -> Model[list[Doc], list[Floats2d]]:
    """Embed each distinct word of a batch once."""
    attrs = {"word_dropout": word_dropout}
    return Model("each_word_once", _forward, init=_init, layers=[embed], attrs=attrs)


def _forward(
    model: Model[list[Doc], list[Floats2d]],
    docs: list[Doc],
    is_train: bool,  # noqa: FBT001  # thinc's signature
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    keys, where = _distinct(docs)
    if is_train and model.attrs["word_dropout"]:
        hidden = np.random.random(len(keys)) < model.attrs["word_dropout"]  # noqa: NPY002  # seeded with thinc's
        keys[np.ix_(hidden, _IDENTITY)] = 0
    vectors, embed_backwards = model.layers[0](keys, is_train)
    ops: Any = model.ops  # whose types know no plain arrays
    placed: list[Floats2d] = ops.unflatten(vectors[where], [len(doc) for doc in docs])

    def backwards(errors: list[Floats2d]) -> list[Doc]:
        summed = ops.alloc2f(*vectors.shape)
        ops.scatter_add(summed, where, ops.flatten(errors))
        embed_backwards(summed)
        return []

    return placed, backwards


def _distinct(docs: list[Doc]) -> tuple[Keys, NDArray[np.int32]]:
    """Feature keys of the batch's distinct words, and for each token the row it takes."""
    rows = np.concatenate([doc.to_array([ORTH, SPACY]) for doc in docs])
    mixed = rows[:, 0] ^ rows[:, 1]
    _, first, where = np.unique(mixed, return_index=True, return_inverse=True)
    strings = docs[0].vocab.strings
    words = [features(strings[orth]) for orth in rows[first, 0].tolist()]
    keys = np.column_stack([np.asarray(words, dtype=np.uint64), rows[first, 1]])
    return np.ascontiguousarray(keys), where.astype(np.int32)


def _init(
    model: Model[list[Doc], list[Floats2d]],
    X: object = None,  # noqa: N803, ARG001  # thinc's signature
    Y: object = None,  # noqa: N803, ARG001
) -> None:
    model.layers[0].initialize(np.zeros((2, len(FEATURES) + 1), dtype=np.uint64))
