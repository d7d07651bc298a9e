"""What a tree says of its sentence."""

from tests.extract.events.trees import place, tree_of

TOLD = """
Yanai NNP 2 nsubj
told VBD 0 root tell
reporters NNS 2 iobj reporter
that WDT 6 mark
rebels NNS 6 nsubj rebel
fled VBD 3 acl:relcl flee
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
AGENT = """
Chernomyrdin NNP 3 nsubj:pass
was VBD 3 aux:pass be
received VBN 0 root receive
by IN 5 case
Chancellor NNP 6 nmod:desc
Kohl NNP 3 obl
"""


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
