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
TUESDAY = """
Lebed NNP 2 nsubj
vowed VBD 0 root vow
on IN 4 case
Tuesday NNP 2 obl
that IN 7 mark
Minsk NNP 7 nsubj
pays VBZ 4 acl pay
"""
WHOSE = """
Solana NNP 6 nsubj
, , 4 punct
whose PRP$ 4 nmod:poss
talks NNS 6 nsubj talk
had VBD 6 aux have
failed VBN 0 root fail
, , 8 punct
left VBD 6 conj leave
"""
DENIED = """
a DT 2 det
charge NN 0 root
that WDT 5 mark
his PRP$ 5 nmod:poss
deputy NN 2 acl
denied VBN 5 acl deny
"""
RUNNER = """
Runner NN 0 root
, , 4 punct
leader NN 4 nmod:desc
Belov NNP 6 nsubj
, , 4 punct
rejected VBD 1 acl:relcl reject
it PRP 6 obj
"""
SPEAKER = """
Russia NNP 4 nsubj
lost VBD 1 acl:relcl lose
, , 4 punct
complained VBD 0 root complain
its PRP$ 6 nmod:poss
envoy NN 4 obj
, , 8 punct
Belov NNP 6 appos
"""
WHICH_FUND = """
Fund NNP 0 root
, , 5 punct
by IN 4 case
which WDT 5 obl
lent VBN 1 acl lend
"""
READ_OUT = """
Ministry NNP 5 nsubj
, , 4 punct
a DT 4 det
note NN 5 obl
read VB 0 root read
, , 5 punct
asked VBD 5 conj ask
"""
SPLIT = """
men NNS 0 root man
who WP 3 nsubj
have VBP 1 acl:relcl have
meanwhile RB 3 advmod
offered VBN 1 acl offer
"""
STALLING = """
Belov NNP 2 nsubj
accused VBD 0 root accuse
Minsk NNP 2 obj
of IN 5 mark
stalling VBG 2 advcl stall
and CC 7 cc
left VBD 5 conj leave
"""
BOTH_DENIED = """
Belov NNP 2 nsubj
denied VBD 0 root deny
they PRP 5 nsubj
had VBD 5 aux have
fired VBN 2 ccomp fire
, , 8 punct
and CC 8 cc
accused VBD 5 conj accuse
Baku NNP 8 obj
"""
HOPES = """
Belov NNP 4 nsubj
likewise RB 3 advmod
dashed VBN 4 amod
hopes NNS 0 root
"""
ACTING = """
Acting NNP 5 csubj
Belov NNP 1 obj
on IN 4 case
Tuesday NNP 1 obl
resigned VBD 0 root
"""
BEFORE = """
They PRP 2 nsubj
held VBD 0 root
before IN 4 case
rebels NNS 2 obl
took VBD 2 advcl
it PRP 5 obj
"""
OPEN_WHOSE = """
Minsk NNP 2 nsubj
sent VBD 0 root send
it PRP 2 obj
to IN 5 case
Baku NNP 2 obl
, , 9 punct
whose PRP$ 8 nmod:poss
envoy NN 9 nsubj
took VBD 5 acl:relcl take
it PRP 9 obj
and CC 12 cc
left VBD 2 conj leave
"""
DEPUTY = """
Talks NNS 2 nsubj
failed VBD 0 root fail
and CC 5 cc
his PRP$ 5 nmod:poss
deputy NN 2 conj
, , 7 punct
Belov NNP 5 appos
, , 5 punct
resigned VBD 2 parataxis resign
"""
IN_MINSK = """
In IN 2 case
Minsk NNP 5 obl
, , 4 punct
Belov NNP 2 appos
resigned VBD 0 root resign
"""
ALLIANCE = """
alliance NN 0 root alliance
with IN 3 case
Belov NNP 1 nmod
, , 6 punct
who WP 6 nsubj
left VBD 1 acl:relcl leave
"""
CUT = """
firm NN 2 nsubj
cut NN 0 root cut
deliveries NNS 2 obj
"""
SEMICOLON = """
Mori NNP 2 nsubj
proposed VBD 0 root propose
peace NN 2 obj
; , 6 punct
Putin NNP 6 nsubj
refused VBD 2 ccomp refuse
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
ACTING_ROOT = """
Acting VBG 0 root
Belov NNP 1 obj
resigned VBD 1 xcomp
"""
MINERS = """
Miners NNS 0 root
in IN 5 case
Vorkuta NNP 5 compound
downed VBN 5 amod
tools NNS 1 nmod
"""
JOINED = """
Viktor NNP 5 compound
Belov NNP 1 flat
and CC 4 cc
leader NN 5 nmod:desc
Ivan NNP 7 nsubj
Petrov NNP 5 flat
met VBD 0 root
"""
STRIPPED = """
Belov NNP 0 root
whom WP 4 obj
Duma NNP 4 nsubj
stripped JJ 1 acl:relcl strip
"""
DUE = """
Belov NNP 3 nsubj
is VBZ 3 cop be
due JJ 0 root due
to TO 5 mark
leave VB 3 csubj leave
"""


@pytest.mark.parametrize(
    ("table", "word", "label", "head"),
    [
        pytest.param(DUE, "leave", "xcomp", "due", id="who is due to leave leaves"),
        pytest.param(ACTING_ROOT, "Belov", "nsubj", "resigned", id="acting is no verb"),
        pytest.param(MINERS, "Miners", "nsubj", "downed", id="a sentence is not all nouns"),
        pytest.param(MINERS, "tools", "obj", "downed", id="what the found verb is done to"),
        pytest.param(MINERS, "Vorkuta", "nmod", "Miners", id="where they are who do it"),
        pytest.param(JOINED, "Viktor", "nsubj", "met", id="a whole name is no modifier"),
        pytest.param(JOINED, "Ivan", "conj", "Viktor", id="the second of two names"),
        pytest.param(TOLD, "fled", "ccomp", "told", id="what was told is content"),
        pytest.param(WHICH, "asked", "acl:relcl", "reporters", id="which reporters is a relative clause"),
        pytest.param(RESUMED, "ruled", "conj", "promised", id="a past tense goes on from a past tense"),
        pytest.param(TUESDAY, "pays", "ccomp", "vowed", id="a day has no content"),
        pytest.param(WHOSE, "Solana", "nsubj", "left", id="the verb behind a whose clause has the subject"),
        pytest.param(WHOSE, "failed", "acl:relcl", "Solana", id="a whose clause tells of its noun"),
        pytest.param(READ_OUT, "Ministry", "nsubj", "asked", id="what was read out is no sentence"),
        pytest.param(READ_OUT, "read", "acl", "note", id="a note that was read out"),
        pytest.param(SPLIT, "have", "aux", "offered", id="words stand inside a perfect"),
        pytest.param(STALLING, "left", "conj", "accused", id="a past tense goes on from no participle"),
        pytest.param(HOPES, "Belov", "nsubj", "dashed", id="no noun alone has a subject"),
        pytest.param(HOPES, "hopes", "obj", "dashed", id="a verb taken for an attribute has its object"),
        pytest.param(ACTING, "Belov", "nsubj", "resigned", id="who acts for another acts"),
        pytest.param(BEFORE, "rebels", "nsubj", "took", id="a noun before a verb without subject"),
        pytest.param(BOTH_DENIED, "accused", "conj", "denied", id="a past tense goes on from no perfect"),
        pytest.param(OPEN_WHOSE, "left", "conj", "took", id="a relative clause goes on to its comma"),
        pytest.param(DEPUTY, "deputy", "nsubj", "resigned", id="whom a name renames"),
        pytest.param(IN_MINSK, "Belov", "nsubj", "resigned", id="nobody is joined to a place"),
        pytest.param(ALLIANCE, "left", "acl:relcl", "Belov", id="no thing is who"),
        pytest.param(SEMICOLON, "refused", "parataxis", "proposed", id="a semicolon ends what was said"),
        pytest.param(DENIED, "deputy", "nsubj", "denied", id="a clause has a verb"),
        pytest.param(RUNNER, "Runner", "nsubj", "rejected", id="a sentence has a verb"),
        pytest.param(SPEAKER, "envoy", "nsubj", "complained", id="who stands behind a verb of speech speaks"),
        pytest.param(WHICH_FUND, "lent", "acl:relcl", "Fund", id="a clause with which is a relative one"),
    ],
)
def test_a_mistaken_head_is_mended(table: str, word: str, label: str, head: str) -> None:
    tree = tree_of(table)
    token = tree.tokens[place(tree, word)]
    assert (token.label, tree.tokens[token.head].text) == (label, head)


def test_an_adjective_with_a_subject_and_an_object_is_a_verb() -> None:
    tree = tree_of(STRIPPED)
    assert tree.tokens[place(tree, "stripped")].pos == "VERB"


def test_what_has_a_subject_and_an_object_is_a_verb() -> None:
    tree = tree_of(CUT)
    assert tree.is_predicate(place(tree, "cut"))


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
