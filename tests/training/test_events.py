"""Annotated rows become targets of the words that they are about."""

from datetime import date
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="pip install .[training]")

from extract.language.pieces import splitter
from extract.model import DAYS_READ, EVENT_TYPES, STATUSES, Sentence, Span, Token
from tests.extract.language.factories import tokens
from training.annotations import Annotated
from training.batches import IGNORED, Sample
from training.checkpoints import tokenizer
from training.events import (
    ELSEWHERE,
    FIRST,
    NOBODY,
    NONE,
    Maker,
    as_treebank,
    document_samples,
    pointer_targets,
)
from training.syntax import Labels

COMPACT = (
    "Police/NNS/2/nsubj arrested/VBD/0/root three/CD/4/nummod rebels/NNS/2/obj in/IN/6/case Osh/NNP/2/obl "
    "././2/punct"
)


def sentence(compact: str = COMPACT) -> Sentence:
    words: tuple[Token, ...] = tokens(compact)
    return Sentence(Span(0, words[-1].span.end), words)


def row(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  # the fields of an annotation
    known = {"trigger": "arrested", "sentence_start": "Police arrested three rebels in Osh", "type": "COERCE",
             "actor": "Police", "recipient": "rebels", "date_text": None, "status": "occurred"}  # fmt: skip
    return known | changes


LABELS = Labels.of([as_treebank(sentence())])


def document(*rows: dict[str, Any]) -> Annotated:
    whole = sentence()
    text = " ".join(token.text for token in whole.tokens)
    return Annotated("made-up", text, (whole,), rows, (0,), date(2000, 7, 14))


def annotated_samples(labels: Labels | None = None) -> list[Sample]:
    """Samples of one annotated sentence, for a network with these labels."""
    return list(document_samples(document(row()), Maker(splitter(tokenizer()), labels or LABELS)))


def targets(*rows: dict[str, Any]) -> Any:  # noqa: ANN401  # arrays by name
    (sample,) = document_samples(document(*rows), Maker(lambda _word: (1,), LABELS))
    return sample.targets


def test_a_row_teaches_its_word_and_all_others_tell_nothing() -> None:
    types = targets(row())["types"]
    assert types[2, 1 + EVENT_TYPES.index("COERCE")] == 1
    assert types[[1, 3, 4, 5, 6, 7], NONE].tolist() == [1] * 6
    assert targets(row())["statuses"][2] == STATUSES.index("occurred")


def test_another_type_that_is_right_has_a_share() -> None:
    types = targets(row(type_alt=["ASSAULT"]))["types"][2]
    assert types[1 + EVENT_TYPES.index("COERCE")] == pytest.approx(0.7)
    assert types[1 + EVENT_TYPES.index("ASSAULT")] == pytest.approx(0.3)


def test_words_that_would_do_as_well_teach_nothing() -> None:
    assert targets(row(trigger_alt=["three"]))["types"][3].sum() == 0


def test_a_row_outside_the_types_teaches_nothing() -> None:
    found = targets(row(type="OTHER"))
    assert found["types"][2].sum() == 0
    assert found["statuses"][2] == IGNORED


def test_an_optional_row_is_marked() -> None:
    assert targets(row(optional=True))["optional"].tolist() == [0, 0, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("changes", "pointer", "column"),
    [
        pytest.param({}, "actor", FIRST, id="a word of the sentence"),
        pytest.param({"actor": None}, "actor", NOBODY, id="nobody"),
        pytest.param({"actor": "Tajik guards"}, "actor", ELSEWHERE, id="named elsewhere"),
        pytest.param(
            {"actor": "Ministry", "actor_alt": ["Police"]}, "actor", FIRST, id="another form is here"
        ),
        pytest.param({}, "time", NOBODY, id="no expression"),
        pytest.param({"date_text": "Osh"}, "time", FIRST + 5, id="an expression"),
    ],
)
def test_a_pointer_points_at_what_the_row_names(changes: dict[str, Any], pointer: str, column: int) -> None:
    shares = pointer_targets(sentence(), row(**changes))[pointer]
    assert shares.argmax() == column
    assert shares.sum() == pytest.approx(1)


def test_a_name_that_only_the_text_before_has_is_pointed_at_there() -> None:
    before = sentence("Tajik/JJ/2/amod guards/NNS/3/nsubj left/VBD/0/root ././3/punct")
    read = [(before, token) for token in range(1, 4)]
    shares = pointer_targets(sentence(), row(actor="Tajik guards"), read)["actor"]
    assert shares.argmax() == FIRST + len(sentence().tokens)
    assert shares.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        pytest.param({"date_text": "yesterday", "first_day": "2000-07-13"}, ["own"], id="an expression"),
        pytest.param({}, ["none"], id="unknown"),
        pytest.param({"first_day": "2000-07-14"}, ["open"], id="open"),
        pytest.param(
            {"first_day": "2000-07-13", "last_day": "2000-07-13"}, ["yesterday"], id="the day before"
        ),
        pytest.param({"first_day": "2000-07-10", "last_day": "2000-07-14"}, ["lasting"], id="up to now"),
        pytest.param({"first_day": "2000-05-10", "last_day": "2000-05-11"}, ["other"], id="other days"),
    ],
)
def test_the_days_of_a_row_are_told_in_words(changes: dict[str, Any], names: list[str]) -> None:
    found = targets(row(**changes))["days"][2]
    assert [DAYS_READ[place] for place in np.flatnonzero(found)] == names
    assert found.sum() == pytest.approx(1)


def test_days_like_those_told_before_say_so_too() -> None:
    yesterday = {"first_day": "2000-07-13", "last_day": "2000-07-13"}
    found = targets(row(**yesterday), row(trigger="rebels", **yesterday))["days"][4]
    assert [DAYS_READ[place] for place in np.flatnonzero(found)] == ["last", "lead", "yesterday"]


def test_a_list_shares_its_pointer() -> None:
    shares = pointer_targets(sentence(), row(actor="Police; rebels"))["actor"]
    assert np.flatnonzero(shares).tolist() == [FIRST, FIRST + 3]


def test_the_parse_is_learned_again() -> None:
    found = targets(row())
    assert found["arcs"].tolist() == [IGNORED, 2, 0, 4, 2, 6, 2, 2]
    assert [LABELS.relations[label] for label in found["relations"][1:].tolist()][:2] == ["nsubj", "root"]
