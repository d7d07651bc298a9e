"""Which words are triggers, and where their spans end, on parses built by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Sentence
from extract.policy import TriggerPolicy
from extract.triggers import find_triggers
from tests.extract.triggers.sentences import sentence, text_of
from tests.shipped import LEXICON, TRIGGER_POLICY

PREMIER_FIRED = sentence("The/DT/2/det", "premier/NN/4/nsubj:pass", "was/VBD/4/aux:pass", "fired/VBN/0/root")
REBELS_FIRED_AT = sentence(
    "Rebels/NNS/2/nsubj", "fired/VBD/0/root", "at/IN/5/case", "the/DT/5/det", "post/NN/2/obl"
)
MET_THE_DEADLINE = sentence("Minsk/NNP/2/nsubj/LOC", "met/VBD/0/root", "the/DT/4/det", "deadline/NN/2/obj")
MET_THE_ENVOY = sentence("Minsk/NNP/2/nsubj/LOC", "met/VBD/0/root", "the/DT/4/det", "envoy/NN/2/obj")
PEACE_TALKS_TEAM = sentence(
    "The/DT/4/det", "peace/NN/3/compound", "talks/NNS/4/compound", "team/NN/5/nsubj", "slept/VBD/0/root"
)
WILL_NOT_ACCEPT = sentence(
    *("Iceland/NNP/4/nsubj/LOC", "will/MD/4/aux", "not/RB/4/advmod", "accept/VB/0/root", "the/DT/6/det"),
    "ruling/NN/4/obj",
)
HANDED_THEM_OVER = sentence(
    *("Each/DT/2/det", "side/NN/3/nsubj", "handed/VBD/0/root", "48/CD/5/nummod", "people/NNS/3/obj"),
    "over/RP/3/compound:prt",
)
PUT_HIM_IN_CHARGE = sentence(
    *("Yeltsin/NNP/2/nsubj/PER", "put/VBD/0/root", "him/PRP/2/obj", "in/IN/5/case", "charge/NN/2/obl"),
    *("of/IN/7/case", "finance/NN/5/nmod"),
)
SAID_TALKS_FAILED = sentence(
    *(
        "Yanai/NNP/2/nsubj/PER",
        "said/VBD/0/root",
        "that/IN/5/mark",
        "talks/NNS/5/nsubj",
        "failed/VBD/2/ccomp",
    ),
)
ACCORD_SIGNED = sentence(
    *("The/DT/2/det", "accord/NN/7/nsubj", "signed/VBN/2/acl", "on/IN/6/case", "June/NNP/6/compound"),
    *("27/CD/3/obl", "failed/VBD/0/root"),
)
KILLED_AND_WOUNDED = sentence(
    *("Gunmen/NNS/2/nsubj", "killed/VBD/0/root", "nine/CD/2/obj", "and/CC/5/cc", "wounded/VBD/2/conj"),
    "four/CD/5/obj",
)
KEPT_FROM_SIGNING = sentence(
    *("Snow/NN/2/nsubj", "kept/VBD/0/root", "them/PRP/2/obj", "from/IN/5/mark", "signing/VBG/2/advcl"),
    *("a/DT/7/det", "treaty/NN/5/obj"),
)
RIGHT_TO_DISSOLVE = sentence(
    *("The/DT/2/det", "right/NN/0/root", "to/TO/4/mark", "dissolve/VB/2/acl", "parliament/NN/4/obj"),
)
NEITHER_AGREED = sentence("Neither/DT/2/det", "side/NN/3/nsubj", "agreed/VBD/0/root")
NOBODY_HERE = sentence("Snow/NN/2/nsubj", "fell/VBD/0/root")


def told(built: Sentence) -> list[tuple[str, str]]:
    """Type and words of each trigger."""
    return [
        (one.event_type, one.span.of(text_of(built)))
        for one in find_triggers((built,), LEXICON.triggers, TRIGGER_POLICY)
    ]


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        pytest.param(PREMIER_FIRED, [("DISMISS", "fired")], id="a person who is fired is dismissed"),
        pytest.param(REBELS_FIRED_AT, [("ASSAULT", "fired at")], id="firing at something is an assault"),
        pytest.param(MET_THE_DEADLINE, [], id="a deadline that is met is no meeting"),
        pytest.param(MET_THE_ENVOY, [("CONSULT", "met")], id="an envoy who is met is consulted"),
        pytest.param(PEACE_TALKS_TEAM, [], id="talks that only modify a noun are no event"),
        pytest.param(WILL_NOT_ACCEPT, [("REJECT", "will not accept")], id="refusal spans modal and negation"),
        pytest.param(
            HANDED_THEM_OVER, [("RETREAT", "handed 48 people over")], id="a particle may stand apart"
        ),
        pytest.param(
            PUT_HIM_IN_CHARGE, [("APPOINT", "put him in charge of")], id="a pattern's gap takes an object"
        ),
        pytest.param(ACCORD_SIGNED, [("AGREE", "signed")], id="a participle tells an event of its noun"),
        pytest.param(KILLED_AND_WOUNDED, [("ASSAULT", "killed")], id="two verbs of one rule tell one event"),
        pytest.param(KEPT_FROM_SIGNING, [], id="what is kept from happening is no event"),
        pytest.param(RIGHT_TO_DISSOLVE, [], id="a mere right is no event"),
        pytest.param(NEITHER_AGREED, [("REJECT", "agreed")], id="what neither side agrees to is refused"),
        pytest.param(NOBODY_HERE, [], id="plain words tell nothing"),
    ],
)
def test_a_trigger_is_told_by_word_and_frame(built: Sentence, expected: list[tuple[str, str]]) -> None:
    assert told(built) == expected


def test_a_reported_event_weighs_less_than_a_told_one() -> None:
    reported = [
        one
        for one in find_triggers((SAID_TALKS_FAILED,), LEXICON.triggers, TRIGGER_POLICY)
        if one.event_type == "CONSULT"
    ]
    sense = next(one for one in LEXICON.triggers.senses if one.rule == reported[0].rule)
    assert reported[0].weight < sense.weight


def test_triggers_know_their_sentence() -> None:
    found = find_triggers((NOBODY_HERE, MET_THE_ENVOY, PREMIER_FIRED), LEXICON.triggers, TRIGGER_POLICY)
    assert [one.sentence for one in found] == [1, 2]


def test_what_weighs_too_little_is_not_given() -> None:
    assert find_triggers((MET_THE_ENVOY,), LEXICON.triggers, TriggerPolicy(least_weight=0.99)) == ()


def test_no_sentence_gives_no_trigger() -> None:
    assert find_triggers((), LEXICON.triggers, TRIGGER_POLICY) == ()


BUILT = [PREMIER_FIRED, REBELS_FIRED_AT, MET_THE_ENVOY, WILL_NOT_ACCEPT, HANDED_THEM_OVER, SAID_TALKS_FAILED]
WORDS = sorted(LEXICON.triggers.index)


@st.composite
def parses(draw: st.DrawFn) -> Sentence:
    """Any words in any tree: what a parser may make of bad text."""
    order = draw(st.permutations(range(1, draw(st.integers(1, 9)) + 1)))
    heads = {order[0]: 0}
    for place, one in enumerate(order[1:], start=1):
        heads[one] = draw(st.sampled_from(order[:place]))
    tags = ("VBD", "VBN", "VB", "NN", "NNS", "NNP", "IN", "DT", "JJ", "TO", ",")
    labels = ("nsubj", "obj", "obl", "nmod", "ccomp", "xcomp", "acl", "amod", "conj", "case", "nsubj:pass")
    words = [
        "/".join(
            (
                draw(st.sampled_from([*WORDS, "in", "of", "over", "the", "people"])).replace("/", ""),
                draw(st.sampled_from(tags)),
                str(heads[one]),
                draw(st.sampled_from(labels)),
            )
        )
        for one in sorted(order)
    ]
    return sentence(*words)


@given(parses())
def test_any_parse_gives_ordered_spans_none_inside_another(built: Sentence) -> None:
    found = find_triggers((built,), LEXICON.triggers, TRIGGER_POLICY)
    spans = [one.span for one in found]
    assert spans == sorted(spans)
    assert len({one.token for one in found}) == len(found)
    assert all(built.span.contains(span) for span in spans)
    assert all(0 < one.weight <= 1 for one in found)


@given(st.permutations(BUILT))
def test_a_sentence_gives_the_same_triggers_whatever_stands_around_it(order: list[Sentence]) -> None:
    together = find_triggers(tuple(order), LEXICON.triggers, TRIGGER_POLICY)
    alone = [one.rule for built in order for one in find_triggers((built,), LEXICON.triggers, TRIGGER_POLICY)]
    assert [one.rule for one in together] == alone
