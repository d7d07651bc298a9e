"""What a tree says of its sentence, and where it mends the parser's reading."""

import pytest

from tests.extract.events.trees import place, tree_of

TOLD = """
Yanai NNP 2 nsubj
told VBD 0 root tell
reporters NNS 2 iobj reporter
that WDT 6 mark
rebels NNS 6 nsubj rebel
fled VBD 3 acl:relcl flee
"""
WHICH = """
Yanai NNP 2 nsubj
told VBD 0 root tell
reporters NNS 2 iobj reporter
that WDT 5 nsubj
asked VBD 3 acl:relcl ask
"""
RESUMED = """
He PRP 2 nsubj
promised VBD 0 root promise
Russia NNP 5 nsubj
would MD 5 aux
pay VB 2 ccomp
and CC 7 cc
ruled VBD 5 conj rule
"""
INSERTED = """
Chubais NNP 3 nsubj
, , 3 punct
put VBD 8 ccomp put
in IN 5 case
charge NN 3 obl
, , 3 punct
yesterday NN 8 obl:unmarked
said VBD 0 root say
"""
AGENT = """
Chernomyrdin NNP 3 nsubj:pass
was VBD 3 aux:pass be
received VBN 0 root receive
by IN 5 case
Chancellor NNP 6 nmod:desc
Kohl NNP 3 obl
"""


@pytest.mark.parametrize(
    ("table", "word", "label", "head"),
    [
        pytest.param(TOLD, "fled", "ccomp", "told", id="what was told is content"),
        pytest.param(WHICH, "asked", "acl:relcl", "reporters", id="which reporters is a relative clause"),
        pytest.param(RESUMED, "ruled", "conj", "promised", id="a past tense goes on from a past tense"),
    ],
)
def test_a_mistaken_head_is_mended(table: str, word: str, label: str, head: str) -> None:
    tree = tree_of(table)
    token = tree.tokens[place(tree, word)]
    assert (token.label, tree.tokens[token.head].text) == (label, head)


def test_a_participle_between_subject_and_verb_is_passive() -> None:
    tree = tree_of(INSERTED)
    assert tree.is_passive(place(tree, "put"))


def test_a_preposition_on_a_title_belongs_to_the_name() -> None:
    tree = tree_of(AGENT)
    assert tree.case(place(tree, "Kohl")) == "by"


def test_a_path_ends_at_the_root() -> None:
    tree = tree_of(RESUMED)
    assert [tree.tokens[step].text for step in tree.path(place(tree, "would"))] == [
        "would",
        "pay",
        "promised",
    ]


def test_a_subtree_holds_all_below() -> None:
    tree = tree_of(TOLD)
    assert tree.subtree(place(tree, "told")) == tuple(range(6))
