"""For whom a noun stands that may take part in an event, as the shipped model parses our own sentences."""

from dataclasses import replace
from typing import get_args

import pytest

from extract.actors import find_actors
from extract.events.naming import names_of
from extract.language import load_model
from extract.model import Side
from extract.syntax import grow
from tests.extract.actors.made import issue_of
from tests.extract.events.trees import place
from tests.shipped import LEXICON


def stands_for(text: str, word: str, side: Side) -> list[str]:
    """The names of those whom a word of a sentence stands for on a side."""
    (sentences,) = load_model().parse([text])
    cast = find_actors(replace(issue_of(*sentences), text=text), sentences, LEXICON.gazetteer)
    tree = grow(sentences[0], LEXICON.words)
    return [one.name for one in names_of(text, cast, LEXICON).participants(tree, place(tree, word), side)]


@pytest.mark.parametrize("side", get_args(Side))
@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The relief agency sent blankets.", "agency", "relief agency"),
        ("The electoral council annulled the vote.", "council", "electoral council"),
        ("The supervisory board sacked its director.", "board", "supervisory board"),
    ],
)
def test_a_body_may_take_part_whatever_its_sector(text: str, word: str, name: str, side: Side) -> None:
    assert stands_for(text, word, side) == [name]


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Orlin rejected the changes proposed by the court.", "changes", ["court"]),
        ("The rebels accepted a plan drafted by Norwegian diplomats.", "plan", ["Norwegian diplomats"]),
        ("The rebels accepted a plan drafted by noon.", "plan", []),
    ],
)
def test_a_thing_stands_for_those_who_made_it(text: str, word: str, names: list[str]) -> None:
    assert stands_for(text, word, "recipient") == names


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Kral turned down a Swiss request.", "request", ["Swiss"]),
        ("Kral left Switzerland, turning down a Swiss request.", "request", ["Switzerland"]),
        ("Looters burned Swiss shops.", "shops", []),
    ],
)
def test_a_nation_before_an_act_is_whose_it_is_and_before_a_thing_is_not(
    text: str, word: str, names: list[str]
) -> None:
    assert stands_for(text, word, "recipient") == names
