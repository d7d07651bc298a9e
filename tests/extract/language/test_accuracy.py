"""The shipped model is as good on digests as its card says. The sentences are in no training set."""

from pathlib import Path

import pytest

from extract.language import load_model
from training.measure import Scores, measure_raw, measure_words
from training.treebanks import read_conllu

DIGESTS = Path(__file__).parent / "data" / "digests_test.conllu"
TRAINING = Path(__file__).parents[3] / "training" / "own" / "digests_train.conllu"

FLOORS = {"xpos": 97.0, "upos": 98.0, "lemma": 98.5, "uas": 92.5, "las": 91.0}
"""Per cent, a little below what docs/language-model.md reports."""
NAME_FLOORS = {"PER": 75.0, "LOC": 85.0}


@pytest.fixture(scope="module")
def scores() -> Scores:
    return measure_words(load_model(), read_conllu(DIGESTS))


def test_the_set_has_a_hundred_sentences_and_none_is_trained_on() -> None:
    test, train = ({sentence.text for sentence in read_conllu(path)} for path in (DIGESTS, TRAINING))
    assert len(test) == 100
    assert not test & train


@pytest.mark.parametrize("measure", FLOORS)
def test_accuracy_on_digests_stays_above_its_floor(scores: Scores, measure: str) -> None:
    assert getattr(scores, measure) >= FLOORS[measure]


@pytest.mark.parametrize("kind", NAME_FLOORS)
def test_names_in_digests_stay_above_their_floor(scores: Scores, kind: str) -> None:
    assert scores.names[kind] >= NAME_FLOORS[kind]


def test_raw_text_costs_little(scores: Scores) -> None:
    assert measure_raw(load_model(), read_conllu(DIGESTS)).las >= scores.las - 1.0
