"""Each rule on names adds, completes or corrects what it is for, and leaves its counter-example alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.language.lexicon import LanguageWords
from extract.language.names import (
    Tokens,
    complete_names,
    name_bodies,
    name_countries,
    name_places,
    name_titled_persons,
    named,
    place_after_preposition,
)
from extract.model import NameType
from tests.extract.language.factories import tokens
from tests.shipped import LEXICON

COMMISSION = "the/DT/3/det Electoral/NNP/3/amod Commission/NNP/4/nsubj met/VBD/0/root"
RIVER = "the/DT/3/det Pyanj/NNP/3/compound River/NNP/4/nsubj rose/VBD/0/root"
PERSON = "Pavel/NNP/3/nsubj Gromov/NNP/1/flat left/VBD/0/root"
IN_TOWN = "He/PRP/2/nsubj died/VBD/0/root in/IN/4/case Zardaly/NNP/2/obl"
TITLED = "Vice/NNP/2/compound Premier/NNP/3/nmod:desc Liu/NNP/5/nsubj Zhen/NNP/3/flat left/VBD/0/root"


def with_names(sentence: Tokens, types: dict[str, NameType]) -> Tokens:
    return tuple(replace(token, name=types.get(token.text, "")) for token in sentence)


def types_of(sentence: Tokens) -> dict[str, str]:
    return {token.text: token.name for token in sentence if token.name}


@pytest.mark.parametrize(
    ("rule", "before", "seen", "after"),
    [
        pytest.param(
            complete_names, PERSON, {"Pavel": "PER"}, {"Pavel": "PER", "Gromov": "PER"}, id="rest of a name"
        ),
        pytest.param(
            complete_names, PERSON, {"Gromov": "PER"}, {"Pavel": "PER", "Gromov": "PER"}, id="head of a name"
        ),
        pytest.param(
            complete_names,
            "Premier/NNP/3/nsubj Liu/NNP/1/flat left/VBD/0/root",
            {"Liu": "PER"},
            {"Liu": "PER"},
            id="a title is no name",
        ),
        pytest.param(name_bodies, COMMISSION, {}, {"Electoral": "ORG", "Commission": "ORG"}, id="a body"),
        pytest.param(
            name_bodies,
            "the/DT/2/det Commission/NNP/3/nsubj met/VBD/0/root",
            {},
            {},
            id="a body without a name",
        ),
        pytest.param(name_places, RIVER, {}, {"Pyanj": "LOC", "River": "LOC"}, id="a place"),
        pytest.param(place_after_preposition, IN_TOWN, {}, {"Zardaly": "LOC"}, id="in an unknown place"),
        pytest.param(
            place_after_preposition, IN_TOWN, {"Zardaly": "PER"}, {"Zardaly": "LOC"}, id="in no person"
        ),
        pytest.param(
            place_after_preposition, IN_TOWN, {"Zardaly": "ORG"}, {"Zardaly": "ORG"}, id="in a body"
        ),
        pytest.param(place_after_preposition, IN_TOWN.replace("Zardaly", "March"), {}, {}, id="in a month"),
        pytest.param(
            name_countries,
            "Chad/NNP/2/nsubj signed/VBD/0/root",
            {"Chad": "PER"},
            {"Chad": "LOC"},
            id="a country",
        ),
        pytest.param(
            name_countries,
            "Chad/NNP/3/nsubj Smith/NNP/1/flat left/VBD/0/root",
            {"Chad": "PER"},
            {"Chad": "PER"},
            id="a person called like a country",
        ),
        pytest.param(name_titled_persons, TITLED, {}, {"Liu": "PER", "Zhen": "PER"}, id="after a title"),
        pytest.param(name_titled_persons, TITLED, {"Liu": "ORG"}, {"Liu": "ORG"}, id="a type seen is kept"),
    ],
)
def test_a_rule_mends_the_names_it_is_for(
    rule: Callable[[Tokens, LanguageWords], Tokens],
    before: str,
    seen: dict[str, NameType],
    after: dict[str, str],
) -> None:
    assert types_of(rule(with_names(tokens(before), seen), LEXICON.language)) == after


@pytest.mark.parametrize("before", [COMMISSION, RIVER, PERSON, IN_TOWN, TITLED])
def test_rules_on_names_change_nothing_twice(before: str) -> None:
    once = named(tokens(before), LEXICON.language)
    assert named(once, LEXICON.language) == once


def test_only_names_are_changed() -> None:
    before = tokens(TITLED)
    assert tuple(replace(token, name="") for token in named(before, LEXICON.language)) == before
