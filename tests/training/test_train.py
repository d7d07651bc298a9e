"""Training is the same each time, and what it gives can be read by the door."""

from dataclasses import replace
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extract.language.archive import unpack
from training.train import OWN_SENTENCES, Recipe, train_model

TINY = Recipe(
    syntax=(OWN_SENTENCES,),
    names=(OWN_SENTENCES,),
    syntax_dev=(OWN_SENTENCES,),
    names_dev=(OWN_SENTENCES,),
    limit=12,
    settings={"training.max_epochs": 1, "training.eval_frequency": 1},
)


@pytest.fixture(scope="module")
def packed() -> bytes:
    return train_model(TINY)


def test_the_same_recipe_gives_the_same_bytes(packed: bytes) -> None:
    assert train_model(TINY) == packed


def test_another_seed_gives_other_bytes(packed: bytes) -> None:
    assert train_model(replace(TINY, seed=8)) != packed


def test_a_packed_model_parses_and_tells_nothing_of_where_it_was_made(packed: bytes) -> None:
    nlp = unpack(packed)
    doc = Doc(nlp.vocab, words=["Rebels", "fled", "."])
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert "_" in doc[0].tag_
    assert str(Path(OWN_SENTENCES).parent) not in nlp.config.to_str()
