"""Each repair changes the parse it is for, leaves its counter-example alone, and keeps the tree a tree."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.language.lexicon import LanguageWords
from extract.language.repairs import (
    REPAIRS,
    Tokens,
    free_the_clause_after_a_dateline,
    give_commands_their_infinitive,
    head_names_by_their_first_word,
    promote_the_finite_verb,
    put_speech_under_its_verb,
    read_a_base_form_as_the_past,
    read_plans_as_a_verb,
    repaired,
)
from tests.extract.language.factories import compact, tokens
from tests.shipped import LEXICON

ENVOY = "The/DT/2/det envoy/NN/0/root called/VBN/2/acl for/IN/5/case talks/NNS/3/obl ././2/punct"
LEADER = (
    "The/DT/2/det men/NNS/0/root who/WP/4/nsubj fled/VBD/2/acl:relcl left/VBD/2/parataxis "
    "arms/NNS/5/obj ././2/punct"
)
DATELINE = (
    "MOSCOW/NNP/0/root --/:/1/punct A/DT/4/det court/NN/6/nsubj has/VBZ/6/aux freed/VBN/1/parataxis "
    "him/PRP/6/obj ././1/punct"
)
PARTY = "The/DT/3/det Musavat/NNP/3/compound plans/NNS/0/root to/TO/5/mark march/VB/3/acl ././3/punct"
URGED = "They/PRP/2/nsubj urged/VBD/0/root rebels/NNS/2/iobj to/TO/5/mark stop/VB/2/advcl ././2/punct"
ASKED = "They/PRP/2/nsubj asked/VBD/0/root him/PRP/2/iobj to/TO/5/mark stop/VB/3/acl ././2/punct"
SAID = (
    "Rebels/NNS/2/nsubj fled/VBD/0/root ,/,/2/punct the/DT/5/det army/NN/6/nsubj said/VBD/2/parataxis "
    "Monday/NNP/6/obl:unmarked ././2/punct"
)


@pytest.mark.parametrize(
    ("repair", "before", "after"),
    [
        pytest.param(
            promote_the_finite_verb,
            ENVOY,
            "The/DT/2/det envoy/NN/3/nsubj called/VBD/0/root for/IN/5/case talks/NNS/3/obl ././3/punct",
            id="a past tense read as a participle",
        ),
        pytest.param(
            promote_the_finite_verb,
            LEADER,
            "The/DT/2/det men/NNS/5/nsubj who/WP/4/nsubj fled/VBD/2/acl:relcl left/VBD/0/root "
            "arms/NNS/5/obj ././5/punct",
            id="the main verb beside a relative clause",
        ),
        pytest.param(
            free_the_clause_after_a_dateline,
            DATELINE,
            "MOSCOW/NNP/6/parataxis --/:/1/punct A/DT/4/det court/NN/6/nsubj has/VBZ/6/aux freed/VBN/0/root "
            "him/PRP/6/obj ././6/punct",
            id="a place before the clause",
        ),
        pytest.param(
            read_plans_as_a_verb,
            PARTY,
            "The/DT/2/det Musavat/NNP/3/nsubj plans/VBZ/0/root to/TO/5/mark march/VB/3/xcomp ././3/punct",
            id="a plural noun before an infinitive",
        ),
        pytest.param(
            put_speech_under_its_verb,
            SAID,
            "Rebels/NNS/2/nsubj fled/VBD/6/ccomp ,/,/2/punct the/DT/5/det army/NN/6/nsubj said/VBD/0/root "
            "Monday/NNP/6/obl:unmarked ././6/punct",
            id="a report closed by its verb of speech",
        ),
        pytest.param(
            give_commands_their_infinitive,
            URGED,
            URGED.replace("2/advcl", "2/xcomp"),
            id="a command as an adjunct",
        ),
        pytest.param(
            give_commands_their_infinitive,
            ASKED,
            ASKED.replace("3/acl", "2/xcomp"),
            id="a command as a clause",
        ),
        pytest.param(
            read_a_base_form_as_the_past,
            "Baku/NNP/2/nsubj shut/VBP/0/root valves/NNS/2/obj",
            "Baku/NNP/2/nsubj shut/VBD/0/root valves/NNS/2/obj",
            id="a present without its ending",
        ),
    ],
)
def test_a_repair_mends_the_parse_it_is_for(
    repair: Callable[[Tokens, LanguageWords], Tokens], before: str, after: str
) -> None:
    assert compact(repair(tokens(before), LEXICON.language)) == after


@pytest.mark.parametrize(
    ("repair", "right"),
    [
        pytest.param(
            read_a_base_form_as_the_past,
            "Rebels/NNS/2/nsubj shut/VBP/0/root roads/NNS/2/obj",
            id="a present of many",
        ),
        pytest.param(
            promote_the_finite_verb,
            "Troops/NNS/0/root sent/VBN/1/acl by/IN/4/case Moscow/NNP/2/obl:agent ././1/punct",
            id="a participle with its agent",
        ),
        pytest.param(
            promote_the_finite_verb,
            "It/PRP/4/nsubj is/VBZ/4/cop a/DT/4/det plan/NN/0/root made/VBN/4/acl ././4/punct",
            id="a nominal predicate",
        ),
        pytest.param(
            promote_the_finite_verb,
            "The/DT/2/det talks/NNS/0/root held/VBN/2/acl in/IN/5/case Osh/NNP/3/obl",
            id="a headline",
        ),
        pytest.param(
            free_the_clause_after_a_dateline,
            "He/PRP/2/nsubj left/VBD/0/root -/:/2/punct she/PRP/5/nsubj stayed/VBD/2/parataxis ././2/punct",
            id="two clauses",
        ),
        pytest.param(
            read_plans_as_a_verb,
            "Its/PRP$/2/det plans/NNS/5/nsubj to/TO/4/mark go/VB/2/acl fail/VBP/0/root ././5/punct",
            id="plans as the subject",
        ),
        pytest.param(
            put_speech_under_its_verb,
            "Rebels/NNS/2/nsubj fled/VBD/0/root ,/,/2/punct it/PRP/5/nsubj said/VBD/2/parataxis ,/,/7/punct "
            "and/CC/8/cc died/VBD/2/conj ././2/punct",
            id="a verb of speech inside the sentence",
        ),
        pytest.param(
            put_speech_under_its_verb,
            "He/PRP/2/nsubj came/VBD/0/root ,/,/2/punct and/CC/6/cc she/PRP/6/nsubj reported/VBD/2/conj "
            "losses/NNS/6/obj ././2/punct",
            id="speech with an object of its own",
        ),
        pytest.param(
            give_commands_their_infinitive,
            URGED.replace("urged/VBD", "met/VBD"),
            id="a purpose",
        ),
        pytest.param(
            give_commands_their_infinitive,
            "They/PRP/2/nsubj told/VBD/0/root him/PRP/2/iobj on/IN/5/case Monday/NNP/2/obl to/TO/7/mark "
            "gain/VB/2/advcl time/NN/7/obj",
            id="an infinitive that stands apart",
        ),
    ],
)
def test_a_repair_leaves_a_right_parse_alone(
    repair: Callable[[Tokens, LanguageWords], Tokens], right: str
) -> None:
    assert compact(repair(tokens(right), LEXICON.language)) == right


def as_person(sentence: Tokens) -> Tokens:
    return tuple(replace(token, name="PER" if token.tag == "NNP" else "") for token in sentence)


def test_a_first_name_read_as_a_title_heads_the_name() -> None:
    before = as_person(
        tokens("The/DT/4/det envoy/NN/4/compound Oleg/NNP/4/nmod:desc Orlov/NNP/5/nsubj left/VBD/0/root")
    )
    after = "The/DT/3/det envoy/NN/3/compound Oleg/NNP/5/nsubj Orlov/NNP/3/flat left/VBD/0/root"
    assert compact(head_names_by_their_first_word(before, LEXICON.language)) == after


def test_a_title_that_is_part_of_a_name_stays_a_title() -> None:
    before = as_person(tokens("Mullah/NNP/2/nmod:desc Omar/NNP/3/nsubj left/VBD/0/root"))
    assert head_names_by_their_first_word(before, LEXICON.language) == before


@pytest.mark.parametrize("before", [ENVOY, LEADER, DATELINE, PARTY, SAID, URGED, ASKED])
def test_repairs_change_nothing_twice(before: str) -> None:
    once = repaired(tokens(before), LEXICON.language)
    assert once != tokens(before)
    assert repaired(once, LEXICON.language) == once


@pytest.mark.parametrize("repair", REPAIRS)
@pytest.mark.parametrize("before", [ENVOY, LEADER, DATELINE, PARTY, SAID, URGED, ASKED])
def test_repairs_keep_one_root_that_all_words_reach(
    repair: Callable[[Tokens, LanguageWords], Tokens], before: str
) -> None:
    sentence = repair(tokens(before), LEXICON.language)
    for index in range(len(sentence)):
        seen: set[int] = set()
        while sentence[index].head != index:
            assert index not in seen
            seen.add(index)
            index = sentence[index].head  # noqa: PLW2901  # climbs to the root
        assert sentence[index].label == "root"
