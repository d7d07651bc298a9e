"""Names joined over a document, and the words that stand for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.actors import find_actors
from extract.actors.chains import sound
from extract.model import Cast, Issue, Sentence
from tests.extract.actors.made import issue_of, sentence
from tests.shipped import LEXICON

HASHIMOTO = """
    Japanese JJ 2 amod
    Prime NNP 2 amod
    Minister NNP 3 nmod:desc
    Ryutaro NNP 5 nsubj
    Hashimoto NNP 3 flat
    met VBD 5 root
    Sergei NNP 5 obj
    Kirienko NNP 6 flat
"""


def told(*described: str) -> tuple[Issue, tuple[Sentence, ...], Cast]:
    made: list[Sentence] = []
    for one in described:
        made.append(sentence(one, made[-1].span.end + 1 if made else 0))
    issue = issue_of(*made)
    return issue, tuple(made), find_actors(issue, made, LEXICON.gazetteer)


def names_at(described: tuple[str, ...], number: int, head: int) -> list[str]:
    """Whom the smallest mention of a token names; two share it after "the two sides"."""
    _, sentences, cast = told(*described)
    span = sentences[number].tokens[head].span
    holding = [mention for mention in cast.mentions if mention.span.contains(span)]
    least = min((len(mention.span) for mention in holding), default=0)
    return [cast.actors[mention.actor].name for mention in holding if len(mention.span) == least]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Basayev", "Basaev"),
        ("Nazarbayev", "Nazarbaev"),
        ("Lukashenko", "Lukashenka"),
        ("Kiriyenko", "Kirienko"),
        ("Rakhmonov", "Rahmonov"),
        ("Akayev", "Akaev"),
        ("Yavlinskii", "Yavlinsky"),
        ("al-Assad", "Assad"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Yeltsin", "Putin"), ("Ivanov", "Ivashov"), ("Kuchma", "Kravchuk")]
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_capital_changes_no_sound(word: str) -> None:
    assert sound(word.capitalize()) == sound(word)


def test_a_surname_joins_the_full_name() -> None:
    assert names_at((HASHIMOTO, "Hashimoto NNP 1 nsubj\nleft VBD 1 root"), 1, 0) == ["Ryutaro Hashimoto"]


def test_the_fullest_form_names_the_actor_even_if_it_comes_later() -> None:
    _, _, cast = told(
        "Xyzov NNP 1 nsubj PER\nsaid VBD 1 root", "Igor NNP 2 nsubj\nXyzov NNP 0 flat\nleft VBD 2 root"
    )
    assert [actor.name for actor in cast.actors] == ["Igor Xyzov"]


def test_another_first_name_is_another_person() -> None:
    _, _, cast = told(
        "Igor NNP 2 nsubj\nXyzov NNP 0 flat\nleft VBD 2 root",
        "Viktor NNP 2 nsubj\nXyzov NNP 0 flat\nleft VBD 2 root",
    )
    assert [actor.name for actor in cast.actors] == ["Igor Xyzov", "Viktor Xyzov"]


def test_an_acronym_in_brackets_joins_the_body() -> None:
    body = """
        The DT 2 det
        Baltic NNP 2 compound
        Committee NNP 6 nsubj
        ( ( 4 punct
        BCX NNP 2 appos
        ) ) 4 punct
        met VBD 6 root
    """
    assert names_at((body, "The DT 1 det\nBCX NNP 2 nsubj ORG\nleft VBD 2 root"), 1, 1) == [
        "Baltic Committee"
    ]


def test_the_leader_of_a_country_is_who_leads_it_in_the_text() -> None:
    leader = "The DT 2 det\nJapanese JJ 2 amod\nleader NN 3 nsubj\nleft VBD 3 root"
    assert names_at((HASHIMOTO, leader), 1, 2) == ["Ryutaro Hashimoto"]


@pytest.mark.parametrize("fresh", ["new", "next", "former"])
def test_a_new_leader_is_another(fresh: str) -> None:
    leader = f"The DT 3 det\n{fresh} JJ 3 amod\nprime JJ 3 amod\nminister NN 4 nsubj\nleft VBD 4 root"
    assert names_at((HASHIMOTO, leader), 1, 3) == []


def test_a_pronoun_prefers_the_subject_before_it() -> None:
    assert names_at((HASHIMOTO, "He PRP 1 nsubj\nleft VBD 1 root"), 1, 0) == ["Ryutaro Hashimoto"]


def test_a_pronoun_is_not_the_subject_of_its_own_verb() -> None:
    praised = "Kirienko NNP 1 nsubj\npraised VBD 1 root\nhim PRP 1 obj"
    assert names_at((HASHIMOTO, praised), 1, 2) == ["Ryutaro Hashimoto"]


def test_she_is_no_man() -> None:
    albright = """
        Madeleine NNP 2 nsubj
        Albright NNP 0 flat
        met VBD 2 root
        Boris NNP 2 obj
        Yeltsin NNP 3 flat
    """
    assert names_at((albright, "She PRP 1 nsubj\nleft VBD 1 root"), 1, 0) == ["Madeleine Albright"]
    assert names_at((albright, "He PRP 1 nsubj\nleft VBD 1 root"), 1, 0) == ["Boris Yeltsin"]


def test_two_sides_are_the_two_last_joined() -> None:
    joined = "Kirienko NNP 3 nsubj\nand CC 2 cc\nObuchi NNP 0 conj\nsigned VBD 3 root"
    sides = "The DT 2 det\ntwo CD 2 nummod\nsides NNS 3 nsubj\nagreed VBD 3 root"
    assert names_at((joined, sides), 1, 2) == ["Kirienko", "Obuchi"]


def test_they_are_the_states_joined_before() -> None:
    joined = "Japan NNP 3 nsubj\nand CC 2 cc\nRussia NNP 0 conj\nsigned VBD 3 root"
    assert names_at((joined, "They PRP 1 nsubj\nagreed VBD 1 root"), 1, 0) == ["Japan", "Russia"]


def test_the_guards_are_those_told_of_before() -> None:
    manned = "Russian JJ 2 amod\nborder NN 2 compound\nguards NNS 3 nsubj\nfired VBD 3 root"
    assert names_at((manned, "The DT 1 det\nguards NNS 2 nsubj\nleft VBD 2 root"), 1, 1) == [
        "Russian border guards"
    ]


def test_a_group_told_of_once_is_no_actor_of_the_cast() -> None:
    _, _, cast = told("Russian JJ 2 amod\nborder NN 2 compound\nguards NNS 3 nsubj\nfired VBD 3 root")
    assert cast.actors == ()


def test_the_capital_is_the_one_told_of() -> None:
    told_of = "Makarov NNP 1 nsubj\nspoke VBD 1 root\nin IN 3 case\nTbilisi NNP 1 obl"
    assert names_at((told_of, "The DT 1 det\ncapital NN 2 nsubj\nslept VBD 2 root"), 1, 1) == ["Tbilisi"]


def test_the_country_is_the_state_told_of_last() -> None:
    told_of = "Japan NNP 1 nsubj\nthanked VBD 1 root\nGeorgia NNP 1 obj"
    assert names_at((told_of, "The DT 1 det\ncountry NN 2 nsubj\nwaited VBD 2 root"), 1, 1) == ["Georgia"]


def test_an_appositive_is_whom_it_names() -> None:
    met = """
        Kuchma NNP 1 nsubj
        met VBD 1 root
        his PRP$ 4 nmod:poss
        Russian JJ 4 amod
        counterpart NN 1 obj
        , , 6 punct
        Boris NNP 4 appos
        Yeltsin NNP 6 flat
        . . 1 punct
    """
    assert names_at((met,), 0, 4) == ["Boris Yeltsin"]
