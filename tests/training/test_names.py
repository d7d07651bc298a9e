"""Names are read off GUM's entity layer."""

import pytest

from training.names import entities, with_entity_names
from training.treebanks import TreebankSentence, Word


def sentence(*rows: str) -> TreebankSentence:
    """A sentence of words "form/xpos/head/label/entity"; heads are counted from 0."""
    parts = [row.split("/") for row in rows]
    words = (Word(f, f, "X", x, int(h), label, space=True, entity=entity) for f, x, h, label, entity in parts)
    return TreebankSentence("s", "", tuple(words))


def test_nested_entities_are_found_with_their_types() -> None:
    words = sentence(
        "Mayor/NNP/1/nmod:desc/(1-person-new-cf1", "Ann/NNP/4/nsubj/", "of/IN/3/case/",
        "Osh/NNP/1/nmod/(2-place-new-sgl)1)", "left/VBD/4/root/",
    ).words  # fmt: skip
    assert sorted(entities(words)) == [(0, 4, "person"), (3, 4, "place")]


@pytest.mark.parametrize(
    ("rows", "tags"),
    [
        pytest.param(
            ("President/NNP/1/nmod:desc/(1-person-x", "Ann/NNP/3/nsubj/", "Lee/NNP/1/flat/1)",
             "left/VBD/3/root/"),
            ["O", "B-PER", "I-PER", "O"],
            id="the title stays outside",
        ),
        pytest.param(
            ("the/DT/1/det/(1-organization-x", "House/NNP/4/nsubj/", "of/IN/3/case/", "Lords/NNPS/1/nmod/1)",
             "met/VBD/4/root/"),
            ["O", "B-ORG", "I-ORG", "I-ORG", "O"],
            id="a name with of",
        ),
        pytest.param(
            ("Chad/NNP/1/nsubj/(1-organization-x-sgl)", "voted/VBD/1/root/"), ["B-LOC", "O"], id="a country"
        ),
        pytest.param(
            ("the/DT/1/det/(1-person-x", "mayor/NN/2/nsubj/1)", "left/VBD/2/root/"),
            ["O", "O", "O"],
            id="no name",
        ),
        pytest.param(
            ("Americans/NNPS/1/nsubj/(1-person-x-sgl)", "left/VBD/1/root/"), ["O", "O"], id="a people"
        ),
    ],
)  # fmt: skip
def test_a_name_is_the_run_of_proper_nouns_at_the_head(rows: tuple[str, ...], tags: list[str]) -> None:
    assert [word.name for word in with_entity_names(sentence(*rows)).words] == tags
