"""Whom words stand for that name nobody, in sentences of our own as the shipped model parses them."""

from dataclasses import replace

import pytest

from extract.actors import find_actors
from extract.language import load_model
from tests.extract.actors.made import issue_of
from tests.shipped import LEXICON


def stands_for(text: str, words: str) -> set[str]:
    """The names of those whom the last occurrence of some words stands for."""
    (sentences,) = load_model().parse([text])
    cast = find_actors(replace(issue_of(*sentences), text=text), sentences, LEXICON.gazetteer)
    at = text.rindex(words)
    found = [mention for mention in cast.mentions if mention.span.start <= at < mention.span.end]
    return {cast.actors[mention.actor].name for mention in found}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Polish Premier Jan Rudnik said that his country would sign the treaty.", "country", "Poland"),
        ("Peru's President Ana Solis spoke first. Her nation, she said, had paid.", "nation", "Peru"),
    ],
)
def test_the_country_of_a_statesman_is_his_state(text: str, words: str, name: str) -> None:
    assert name in stands_for(text, words)


def test_the_members_of_a_body_act_for_it() -> None:
    text = "The Peasant Party met on Monday. Its members voted against the budget."
    assert stands_for(text, "members") == {"Peasant Party"}


def test_the_members_of_nobody_known_act_for_nobody() -> None:
    assert stands_for("Jan Rudnik left early, and his members stayed.", "members") == set()


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Foreign Minister arrived in Oslo. He asked for a loan.", "He", "Foreign Minister"),
        ("The Attorney General resigned. She blamed the press.", "She", "Attorney General"),
    ],
)
def test_the_holder_of_an_office_needs_no_name_for_a_pronoun(text: str, words: str, name: str) -> None:
    assert stands_for(text, words) == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Seven pilots were captured in May. The seven were freed on Friday.", {"Seven pilots"}),
        ("Six pilots were captured in May. The seven were freed on Friday.", set()),
    ],
)
def test_a_bare_count_is_the_group_told_of_in_that_number(text: str, name: set[str]) -> None:
    assert stands_for(text, "seven") == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The head of state spoke. The heads of the union's branches answered.", "heads"),
        ("The director of the mill spoke, and the director of the bank answered.", "director of the bank"),
    ],
)
def test_whom_another_number_or_another_body_tells_apart_is_somebody_else(text: str, words: str) -> None:
    assert stands_for(text, words) == set()


def test_a_mediator_may_be_the_envoy_named_before() -> None:
    text = "UN envoy Pia Lund flew to Bern. The mediator met both delegations."
    assert "Pia Lund" in stands_for(text, "mediator")
