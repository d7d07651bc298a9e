"""How those are named whom a text only describes, in our own sentences as the shipped model parses them."""

import pytest

from extract.actors import describe_words, words_of
from extract.language import load_model
from tests.shipped import LEXICON


def named(text: str, word: str) -> str:
    """How the one whom a word of a sentence heads is named."""
    ((sentence,),) = load_model().parse([text])
    head = next(k for k, token in enumerate(sentence.tokens) if token.text == word)
    return describe_words(words_of(sentence, LEXICON.gazetteer), head).name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Orlin praised his interior minister on Monday.", "minister", "interior minister"),
        ("The rebels freed their six captives.", "captives", "captives"),
        ("Kolb met her Danish counterpart.", "counterpart", "Danish counterpart"),
    ],
)
def test_an_owner_and_a_count_give_way_to_words_that_tell_more(text: str, word: str, name: str) -> None:
    assert named(text, word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Orlin thanked his lawyers.", "lawyers", "his lawyers"),
        ("The court freed Kolb and her crew.", "crew", "her crew"),
        ("The militia shot its own officers.", "officers", "its own officers"),
        ("The premier dismissed her closest adviser.", "adviser", "her closest adviser"),
    ],
)
def test_an_owner_stays_where_nothing_else_tells_who(text: str, word: str, name: str) -> None:
    assert named(text, word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The four Nordic countries signed the treaty.", "countries", "Nordic countries"),
        ("Police arrested four Russian sailors.", "sailors", "four Russian sailors"),
        ("Bandits killed eleven teachers.", "teachers", "eleven teachers"),
    ],
)
def test_a_count_of_all_there_are_is_no_part_of_a_name(text: str, word: str, name: str) -> None:
    assert named(text, word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (
            "Liberal and conservative lawmakers rejected the bill.",
            "lawmakers",
            "Liberal and conservative lawmakers",
        ),
        (
            "Police dispersed religious and secular students.",
            "students",
            "religious and secular students",
        ),
        ("Troops and local militiamen shelled the town.", "militiamen", "local militiamen"),
    ],
)
def test_modifiers_joined_before_a_noun_belong_to_the_name(text: str, word: str, name: str) -> None:
    assert named(text, word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ('The guards beat "at least thirty" workers of the mine.', "workers", "workers of the mine"),
        ("Soldiers detained “about forty” students.", "students", "students"),
    ],
)
def test_no_name_begins_inside_a_quotation_that_ends_before_its_noun(text: str, word: str, name: str) -> None:
    assert named(text, word) == name


def test_how_near_a_place_lies_is_no_part_of_its_name() -> None:
    assert named("Gunmen stormed a nearby barracks.", "barracks") == "barracks"
