"""Choices: probabilities of options by named features, reasons one can read, files that are checked."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.choices import NAMES, Choice, ChoicesError, crossed, read_choices, write_choices

WHICH = Choice("days", {"own": 2.0, "far": -1.0, "old": -0.5})
OPTIONS = st.lists(
    st.dictionaries(st.sampled_from(["own", "far", "old", "unheard of"]), st.floats(-5, 5)),
    min_size=1,
    max_size=6,
)


@given(OPTIONS)
def test_the_probabilities_of_all_options_add_up_to_one(options: list[dict[str, float]]) -> None:
    assert math.isclose(sum(WHICH.probabilities(options)), 1.0)


@given(OPTIONS)
def test_of_two_options_the_one_with_the_higher_score_is_likelier(options: list[dict[str, float]]) -> None:
    shares = WHICH.probabilities(options)
    best = max(range(len(options)), key=lambda number: WHICH.score(options[number]))
    assert shares[best] == max(shares)


def test_a_feature_without_a_weight_says_nothing() -> None:
    assert WHICH.probabilities([{"unheard of": 3.0}, {}]) == (0.5, 0.5)


def test_no_options_have_no_probabilities() -> None:
    assert WHICH.probabilities([]) == ()


def test_the_reason_is_the_feature_that_sets_the_chosen_option_apart_from_the_likeliest_other() -> None:
    options = [{"own": 1.0, "old": 1.0}, {"far": 1.0, "old": 1.0}, {"own": 1.0}]
    name = WHICH.name
    assert WHICH.reason(options, (0.6, 0.3, 0.1), 0).feature == f"{name}: own"
    assert WHICH.reason(options[1:], (0.3, 0.1), 1).feature == f"{name}: own"
    assert WHICH.reason([{}, {"far": 1.0}], (0.6, 0.4), 0).feature == f"{name}: not far"


def test_a_choice_without_an_alternative_has_a_reason_too() -> None:
    assert WHICH.reason([{"own": 1.0}], (1.0,), 0).feature == f"{WHICH.name}: own"


@given(st.sampled_from(["today", "first", "unheard of"]), st.lists(st.sampled_from(["planned", "denied"])))
def test_a_choice_names_those_crosses_that_have_a_weight(one: str, others: list[str]) -> None:
    which = Choice("days", {"today>planned": 1.0, "first>denied": -1.0, "today": 0.5})
    known = [(other, name) for other, name in crossed(one, others) if name in which.weights]
    assert which.crossed(one, others) == known


def test_a_file_of_choices_is_read_as_it_was_written(tmp_path: Path) -> None:
    weights = {name: {"own": 1.25, "nothing": 0.001} for name in NAMES}
    write_choices(tmp_path / "choices.json", weights, {name: {"far": -2.0} for name in NAMES})
    choices = read_choices(tmp_path / "choices.json")
    assert {name: dict(choices[name].weights) for name in NAMES} == {name: {"own": 1.25} for name in NAMES}
    assert choices.without_readings["days"].weights == {"far": -2.0}


def test_another_weight_is_another_digest(tmp_path: Path) -> None:
    digests = set()
    for weight in (1.0, 1.01):
        write_choices(
            tmp_path / "choices.json", {name: {"own": weight} for name in NAMES}, {name: {} for name in NAMES}
        )
        digests.add(read_choices(tmp_path / "choices.json").digest)
    assert len(digests) == 2


BROKEN = {
    "no JSON": "weights",
    "a list": "[]",
    "words for numbers": json.dumps({"choices": {"type": {"own": "much"}}, "unread": {}}),
    "a choice is missing": json.dumps({"choices": {"type": {}}, "unread": {}}),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_foreign_file_is_refused_by_name_and_with_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "choices.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ChoicesError, match=r"choices\.json: .*python -m training\.choices"):
        read_choices(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChoicesError, match="none"):
        read_choices(tmp_path / "none.json")
