"""What the encoder sees of a word."""

import numpy as np
import pytest

from extract.language.words import FEATURES, cluster_of, features, place_words, word_clusters


def differing(first: str, second: str) -> set[str]:
    return {name for name, a, b in zip(FEATURES, features(first), features(second), strict=True) if a != b}


def test_every_word_has_one_key_for_each_feature() -> None:
    assert features("Bishkek").shape == (len(FEATURES),)
    assert features("Bishkek").dtype == np.uint64


def test_case_shows_in_shape_but_not_in_the_normal_form() -> None:
    assert {"shape"} <= differing("rebels", "REBELS")
    assert "norm" not in differing("rebels", "REBELS")


def test_numbers_of_one_length_look_alike() -> None:
    assert differing("1997", "1998") <= {"cluster-4", "cluster-6", "cluster-10", "cluster"}


@pytest.mark.parametrize(
    ("word", "cluster"), [("envoy", 5), ("ENVOY", 5), ("bishkek", 7), ("unknown", 0)], ids=str
)
def test_a_cluster_is_looked_up_as_written_then_small_then_as_a_title(word: str, cluster: int) -> None:
    assert cluster_of(word, {"envoy": 5, "Bishkek": 7}) == cluster


def test_the_packaged_lists_know_frequent_words_and_places() -> None:
    assert len(word_clusters()) == 150_000
    assert word_clusters()["Monday"] & 1023 == word_clusters()["Tuesday"] & 1023
    assert place_words()["Kazakhstan"] == "country"
    assert "minister" not in place_words()
