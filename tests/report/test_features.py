"""Features of learned choices are said in words."""

import pytest

from extract.choices import NAMES, read_choices
from report.features import in_words

OWN = "the expression of time in its sentence"


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        pytest.param("type: read", "type: the language model reads it so", id="the reader"),
        pytest.param("type: proposed", "type: the second reader proposes it", id="the second reader"),
        pytest.param("type: sense AGREE", "type: the lexicon knows the word in this sense", id="a sense"),
        pytest.param("type: obj accord>AGREE", 'type: its object "accord"', id="an object"),
        pytest.param("type: is STATEMENT", "type: STATEMENT is common", id="a type by itself"),
        pytest.param("status: aux may>hypothetical", 'status: "may" beside it', id="an auxiliary"),
        pytest.param("actor: tag PRP", "actor: its form (PRP)", id="a form"),
        pytest.param("days: in on", 'days: the expression stands behind "on"', id="a preposition"),
        pytest.param("days: age 1>occurred", "days: it is of the day before", id="an age"),
        pytest.param(
            "days: not read",
            "days: the language model reads it so (against the next likeliest)",
            id="against",
        ),
        pytest.param("days: §", 'days: "§"', id="one without words"),
    ],
)
def test_a_feature_is_said_in_words(feature: str, words: str) -> None:
    assert in_words(feature) == words


@pytest.mark.parametrize("name", sorted({*NAMES} - {"row"}))
def test_most_of_a_choice_s_weight_has_words(name: str) -> None:
    weights = read_choices()[name].weights
    bare = [feature for feature in weights if in_words(f"{name}: {feature}") == f'{name}: "{feature}"']
    assert sum(abs(weights[feature]) for feature in bare) < 0.2 * sum(map(abs, weights.values()))
