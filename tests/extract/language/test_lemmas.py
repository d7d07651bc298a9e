"""Lemmas by table and inflection."""

import pytest

from extract.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("abducted", "VBD", "abduct"),
        ("freed", "VBN", "free"),
        ("shelling", "VBG", "shell"),
        ("was", "VBD", "be"),
        ("'s", "VBZ", "be"),
        ("n't", "RB", "not"),
        ("seized", "VBD", "seize"),
        ("Kazakhs", "NNPS", "Kazakh"),
        ("Moscow", "NNP", "Moscow"),
        ("children", "NNS", "child"),
        ("talks", "NNS", "talk"),
        ("worse", "JJR", "bad"),
        ("them", "PRP", "they"),
        ("The", "DT", "the"),
    ],
)
def test_a_form_has_the_lemma_of_the_treebanks(form: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, tag) == lemma
