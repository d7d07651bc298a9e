"""What the network sees of a word beside its pieces."""

import pytest

from extract.language.words import FEATURE_SIZES, cluster_of, features, place_words, shape, word_clusters


@pytest.mark.parametrize("word", ["Bishkek", "rebels", "NATO", "U.S.", "12th", "--", "\u0416", ""])
def test_every_feature_of_a_word_is_one_of_its_values(word: str) -> None:
    assert all(0 <= value < size for value, size in zip(features(word), FEATURE_SIZES, strict=True))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("rebels", "lower"), ("Minsk", "Title"), ("NATO", "UPPER"), ("I", "U"), ("U.S.", "U."),
     ("McCain", "mIxed"), ("Al-Qaeda", "Title-Title"), ("1998", "12"), ("12th", "12th"), ("...", ".")],
)  # fmt: skip
def test_case_shows_in_the_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_numbers_of_one_length_look_alike() -> None:
    assert features("1997")[:2] == features("1998")[:2]


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
