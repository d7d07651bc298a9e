"""Rows of annotations are found on the words of their sentence."""

import json
from pathlib import Path

import pytest

from extract.model import Sentence, Span
from tests.extract.language.factories import tokens
from training.annotations import (
    FOLDS,
    Annotated,
    annotated_files,
    fold_of,
    head_of,
    is_kept_aside,
    marked_rows,
    name_heads,
    occurrences,
)

TALKS = (
    "Robert/NNP/3/nsubj Mugabe/NNP/1/flat held/VBD/0/root talks/NNS/3/obj with/IN/7/case the/DT/7/det "
    "MDC/NNP/4/nmod ././3/punct"
)


def sentence(compact: str = TALKS) -> Sentence:
    words = tokens(compact)
    return Sentence(Span(0, words[-1].span.end), words)


@pytest.mark.parametrize(
    ("phrase", "places"),
    [
        pytest.param("talks", [(3,)], id="one word"),
        pytest.param("held talks", [(2, 3)], id="two words"),
        pytest.param("held ... MDC", [(2, 6)], id="words between"),
        pytest.param("TALKS", [(3,)], id="in capitals"),
        pytest.param("talk", [], id="no part of a word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_phrase_is_found_where_it_stands(phrase: str, places: list[tuple[int, ...]]) -> None:
    assert list(occurrences(sentence(), phrase)) == places


def test_a_word_may_be_several_tokens() -> None:
    split = sentence("cease/NN/3/compound -/:/3/punct fire/NN/0/root")
    assert list(occurrences(split, "cease-fire")) == [(0, 1, 2)]


def test_the_head_of_words_hangs_outside_them() -> None:
    assert head_of(sentence(), (2, 3)) == 2
    assert head_of(sentence(), (0, 1)) == 0


@pytest.mark.parametrize(
    ("names", "heads"),
    [
        ("Robert Mugabe", [0]),
        ("MDC", [6]),
        ("Robert Mugabe; MDC", [0, 6]),
        ("Grace Mugabe", [1]),
        ("ZANU-PF", []),
    ],
    ids=str,
)
def test_names_are_found_by_their_heads(names: str, heads: list[int]) -> None:
    assert name_heads(sentence(), names) == heads


def test_rows_alike_take_one_place_each() -> None:
    words = tokens("He/PRP/2/nsubj met/VBD/0/root X/NNP/2/obj and/CC/5/cc met/VBD/2/conj Y/NNP/5/obj")
    whole = Sentence(Span(0, words[-1].span.end), words)
    rows = tuple({"trigger": "met", "sentence_start": "He met X and met Y"} for _ in range(2))
    document = Annotated("made-up", "He met X and met Y", (whole,), rows, (0,), None)
    assert [marked.tokens for marked in marked_rows(document)] == [(1,), (4,)]


def test_a_row_whose_words_are_not_there_is_left_out() -> None:
    document = Annotated(
        "made-up", "x", (sentence(),), ({"trigger": "fled", "sentence_start": "Robert Mugabe"},), (0,), None
    )
    assert list(marked_rows(document)) == []


def test_documents_kept_aside_are_in_no_fold(tmp_path: Path) -> None:
    names = [f"digest-{number}" for number in range(200)]
    for name in names:
        (tmp_path / f"{name}.txt").write_text("Text.", encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(json.dumps({"events": []}), encoding="utf-8")
    trained = {path.stem for path in annotated_files([tmp_path])}
    aside = {path.stem for path in annotated_files([tmp_path], kept_aside=True)}
    assert trained | aside == set(names)
    assert not trained & aside
    assert all(map(is_kept_aside, aside))
    assert {fold_of(name) for name in trained} == set(range(FOLDS))
