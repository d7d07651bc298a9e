"""Who fills a slot, construction by construction, on trees built by hand."""

import pytest

from extract.events.slots import fill
from tests.extract.events.trees import place, tree_of, words
from tests.shipped import LEXICON

GRAMMAR = LEXICON.modality.grammar

ACTIVE = """
Rebels NNS 2 nsubj
seized VBD 0 root seize
hostages NNS 2 obj hostage
"""
PASSIVE = """
Grachev NNP 3 nsubj:pass
was VBD 3 aux:pass be
sacked VBN 0 root sack
by IN 5 case
Yeltsin NNP 3 obl:agent
"""
RELATIVE = """
Grachev NNP 6 nsubj
, , 5 punct
who WP 5 nsubj:pass
was VBD 5 aux:pass be
sacked VBN 1 acl:relcl sack
agreed VBD 0 root agree
"""
PLURAL_RELATIVE = """
Karimov NNP 8 nsubj
and CC 4 cc
his PRP$ 4 nmod:poss
ministers NNS 1 conj minister
who WP 7 nsubj
were VBD 7 aux be
meeting VBG 4 acl:relcl meet
left VBD 0 root leave
"""
VERBS = """
Karimov NNP 2 nsubj
appeared VBD 0 root appear
and CC 4 cc
met VBD 2 conj meet
reporters NNS 4 obj reporter
"""
SUBJECTS = """
Kirienko NNP 4 nsubj
and CC 3 cc
Obuchi NNP 1 conj
signed VBD 0 root sign
"""
VISIT = """
Koptev NNP 2 nsubj
arrived VBD 0 root arrive
in IN 4 case
Oslo NNP 2 obl
yesterday NN 4 nmod:unmarked
"""
RAISED = """
Obuchi NNP 3 nsubj:pass
was VBD 3 aux:pass be
scheduled VBN 0 root schedule
to TO 5 mark
visit VB 3 xcomp
Moscow NNP 5 obj
"""
ORDERED = """
Yeltsin NNP 2 nsubj
ordered VBD 0 root order
guards NNS 2 obj guard
to TO 5 mark
fire VB 2 xcomp
"""
CALLED_ON = """
Deputies NNS 2 nsubj deputy
called VBD 0 root call
on IN 4 case
Russia NNP 2 obl
to TO 6 mark
withdraw VB 2 xcomp
"""
REDUCED = """
troops NNS 0 root troop
patrolling VBG 1 acl patrol
Grozny NNP 2 obj
"""
PLAN = """
Tokyo NNP 2 nsubj
announced VBD 0 root announce
plans NNS 2 obj plan
to TO 5 mark
lend VB 3 acl
"""
ADVERBIAL = """
Kirienko NNP 2 nsubj
spoke VBD 0 root speak
before IN 4 mark
departing VBG 2 advcl depart
"""
POSSESSIVE = """
Hashimoto NNP 3 nmod:poss
's POS 1 case
meeting NN 6 nsubj
with IN 5 case
Kirienko NNP 3 nmod
followed VBD 0 root follow
"""
HELD_TALKS = """
Obuchi NNP 2 nsubj
held VBD 0 root hold
talks NNS 2 obj talk
with IN 5 case
Kirienko NNP 2 obl
"""
ABOUT = """
He PRP 2 nsubj
said VBD 0 root say
Tokyo NNP 5 nsubj
would MD 5 aux
help VB 2 ccomp
Russia NNP 5 obj
"""
TO_REPORTERS = """
Yanai NNP 2 nsubj
told VBD 0 root tell
reporters NNS 2 obj reporter
he PRP 5 nsubj
agreed VBD 2 ccomp agree
"""

CASES = [
    pytest.param(ACTIVE, "seized", "subject", ["Rebels"], id="an active verb's subject acts"),
    pytest.param(ACTIVE, "seized", "object", ["hostages"], id="an active verb's object suffers"),
    pytest.param(PASSIVE, "sacked", "subject", ["Yeltsin"], id="a passive's agent acts"),
    pytest.param(PASSIVE, "sacked", "object", ["Grachev"], id="a passive's subject suffers"),
    pytest.param(RELATIVE, "sacked", "object", ["Grachev"], id="a relative pronoun stands for its noun"),
    pytest.param(RELATIVE, "sacked", "subject", [], id="a passive without agent names nobody"),
    pytest.param(PLURAL_RELATIVE, "meeting", "subject", ["Karimov", "ministers"], id="were takes all nouns"),
    pytest.param(VERBS, "met", "subject", ["Karimov"], id="coordinated verbs share a subject"),
    pytest.param(SUBJECTS, "signed", "subject", ["Kirienko", "Obuchi"], id="coordinated subjects all act"),
    pytest.param(RAISED, "visit", "subject", ["Obuchi"], id="scheduled to visit"),
    pytest.param(ORDERED, "fire", "subject", ["guards"], id="the ordered do it"),
    pytest.param(CALLED_ON, "withdraw", "subject", ["Russia"], id="those called on do it"),
    pytest.param(REDUCED, "patrolling", "subject", ["troops"], id="a participle's noun acts"),
    pytest.param(PLAN, "lend", "subject", ["Tokyo"], id="a plan's maker acts"),
    pytest.param(ADVERBIAL, "departing", "subject", ["Kirienko"], id="before departing"),
    pytest.param(POSSESSIVE, "meeting", "subject", ["Hashimoto"], id="a noun's possessor acts"),
    pytest.param(POSSESSIVE, "meeting", "with", ["Kirienko"], id="with whom, on the noun"),
    pytest.param(HELD_TALKS, "talks", "subject", ["Obuchi"], id="held talks"),
    pytest.param(HELD_TALKS, "talks", "with", ["Kirienko"], id="with whom, on the verb"),
    pytest.param(ABOUT, "said", "content-subject", ["Tokyo"], id="the subject of what is said"),
    pytest.param(ABOUT, "said", "content-object", ["Russia"], id="the object of what is said"),
    pytest.param(TO_REPORTERS, "told", "indirect", ["reporters"], id="an object beside a reported clause"),
    pytest.param(VISIT, "arrived", "in", ["Oslo"], id="a place with a day hung on it"),
    pytest.param(ACTIVE, "seized", "against", [], id="a preposition that is not there"),
]


@pytest.mark.parametrize(("table", "trigger", "slot", "fillers"), CASES)
def test_a_slot_is_filled_by(table: str, trigger: str, slot: str, fillers: list[str]) -> None:
    tree = tree_of(table)
    assert words(tree, fill(tree, place(tree, trigger), slot, GRAMMAR)) == fillers
