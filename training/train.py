"""Trains the two halves of the model and packs them as one file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import get_current_ops, set_current_ops
from thinc.backends import NumpyOps

import training.corpus  # registers the reader of treebanks
from extract.language.archive import pack
from extract.language.encoder import encoder  # noqa: F401  # registers the architecture

HERE = Path(training.corpus.__file__).parent
SYNTAX, NAMES = HERE / "syntax.cfg", HERE / "names.cfg"
OWN_SENTENCES = HERE / "own" / "digests_train.conllu"
TIMES_OWN = 4
"""How often an epoch of the names reads the project's own sentences, against once for the treebanks."""

Setting = str | int | float | list[str]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a model is trained from."""

    syntax: tuple[Path, ...]
    """Treebanks for tags and dependencies."""
    names: tuple[Path, ...]
    """Treebanks for names; one that is given twice counts twice."""
    syntax_dev: tuple[Path, ...]
    """Treebanks that choose the checkpoint of tags and dependencies."""
    names_dev: tuple[Path, ...]
    """Treebanks that choose the checkpoint of names."""
    seed: int = 7
    limit: int = 0
    """Sentences read of each file; 0: all."""
    settings: dict[str, Setting] = field(default_factory=dict)
    """Settings of both configurations to overrule, by dotted name."""


def recipe_of(treebanks: Path, seed: int) -> Recipe:
    """The shipped model's recipe, over a folder of treebanks, named as in docs/language-model.md."""

    def part(name: str) -> tuple[Path, ...]:
        return tuple(
            next(iter(sorted(treebanks.glob(f"{bank}_{name}.conllu*")))) for bank in ("ewt", "gum_open")
        )

    train, dev = part("train"), part("dev")
    return Recipe(train, train + (OWN_SENTENCES,) * TIMES_OWN, dev, dev[:1], seed)


def train_model(recipe: Recipe, progress: TextIO | None = None) -> bytes:
    """Train tags, dependencies and names: the packed model, the same bytes each time on one machine."""
    syntax = train_half(SYNTAX, recipe.syntax, recipe.syntax_dev, recipe, progress)
    names = train_half(NAMES, recipe.names, recipe.names_dev, recipe, progress)
    return pack(joined(syntax, names))


def train_half(
    config_file: Path, treebanks: Sequence[Path], dev: Sequence[Path], recipe: Recipe, progress: TextIO | None
) -> Language:
    """Train one configuration; gives the checkpoint that was best on the development sets."""
    overrides: dict[str, Setting] = {
        "paths.train": [str(path) for path in treebanks],
        "paths.dev": [str(path) for path in dev],
        "paths.limit": recipe.limit,
        "system.seed": recipe.seed,
        **recipe.settings,
    }
    output = progress or StringIO()
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = init_nlp(load_config(config_file, overrides=overrides, interpolate=False))
        with TemporaryDirectory() as folder:
            train(nlp, Path(folder), stdout=output, stderr=output)
            return spacy.load(Path(folder) / "model-best")
    finally:
        set_current_ops(before)


def joined(syntax: Language, names: Language) -> Language:
    """One pipeline of both halves, without the traces of its training: paths, corpora, scores."""
    syntax.add_pipe("ner", source=names)
    config = syntax.config.copy()
    for section in ("paths", "corpora", "training", "pretraining", "initialize", "system"):
        config.pop(section, None)
    syntax.config = config
    syntax.meta["performance"] = {}
    return syntax


def replace_file(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = target.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(target)


def sources(recipe: Recipe) -> Sequence[Path]:
    """The distinct files a recipe learns from."""
    return tuple(dict.fromkeys(recipe.names))
