"""Scores are counted as the shared task counts them."""

from dataclasses import replace

import pytest

from extract.model import Sentence, Span
from tests.extract.language.factories import tokens
from training.measure import name_spans, score
from training.treebanks import TreebankSentence, Word

PARSE = tokens("Ann/NNP/2/nsubj left/VBD/0/root Osh/NNP/2/obl:unmarked ././2/punct")


def gold() -> TreebankSentence:
    words = (Word(t.text, t.lemma, t.pos, t.tag, t.head, t.label, space=True) for t in PARSE)
    return TreebankSentence("s", "", tuple(words))


def test_a_perfect_parse_scores_100() -> None:
    scores = score([gold()], [Sentence(Span(0, 1), PARSE)])
    assert (scores.xpos, scores.lemma, scores.uas, scores.las, scores.las_subtypes) == (100.0,) * 5


def test_a_wrong_subtype_costs_only_the_stricter_score() -> None:
    parse = (*PARSE[:2], replace(PARSE[2], label="obl"), PARSE[3])
    scores = score([gold()], [Sentence(Span(0, 1), parse)])
    assert (scores.las, scores.las_subtypes) == (100.0, 75.0)


def test_a_wrong_head_costs_both() -> None:
    parse = (*PARSE[:2], replace(PARSE[2], head=0), PARSE[3])
    scores = score([gold()], [Sentence(Span(0, 1), parse)])
    assert (scores.uas, scores.las) == (75.0, 75.0)


def test_names_count_as_whole_spans() -> None:
    truth = gold()
    named = replace(truth, words=(replace(truth.words[0], name="B-PER"), *truth.words[1:]))
    parse = (replace(PARSE[0], name="PER"), PARSE[1], replace(PARSE[2], name="LOC"), PARSE[3])
    scores = score([named], [Sentence(Span(0, 1), tuple(parse))])
    assert (scores.names["PER"], scores.names["LOC"]) == (100.0, 0.0)
    assert scores.names["ALL"] == pytest.approx(200 / 3)


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        pytest.param(["B-PER", "I-PER", "O"], {(0, 2, "PER")}, id="one name"),
        pytest.param(["B-PER", "B-PER"], {(0, 1, "PER"), (1, 2, "PER")}, id="two that touch"),
        pytest.param(["PER", "PER", "LOC", ""], {(0, 2, "PER"), (2, 3, "LOC")}, id="types without marks"),
        pytest.param(["O", "O"], set(), id="none"),
    ],
)
def test_name_spans_are_read_from_either_kind_of_tag(
    tags: list[str], spans: set[tuple[int, int, str]]
) -> None:
    assert name_spans(tags) == spans
