"""Offices: who holds what, for which country, since or until when, as a sentence tells it."""

from dataclasses import replace
from datetime import date

import pytest

from extract.actors import find_actors
from extract.model import ActorRole, Cast, Passage
from tests.extract.actors.made import issue_of, sentence
from tests.shipped import LEXICON

DAY = date(1998, 7, 14)


def cast_of(described: str) -> Cast:
    made = sentence(described)
    return find_actors(issue_of(made, day=DAY), (made,), LEXICON.gazetteer)


def only_role(described: str) -> ActorRole:
    (role,) = cast_of(described).roles
    return role


def test_a_title_before_a_name_is_an_office_held_on_the_day_of_the_text() -> None:
    role = only_role("""
        Japanese JJ 2 amod
        Prime NNP 2 amod
        Minister NNP 3 nmod:desc
        Ryutaro NNP 5 nsubj
        Hashimoto NNP 3 flat
        spoke VBD 5 root
    """)
    assert (role.role, role.country, role.day, role.tenure) == ("prime minister", "JPN", DAY, "holds")


def test_under_a_dated_heading_an_office_is_held_on_the_day_of_the_heading() -> None:
    described = """
        Japanese JJ 2 amod
        Prime NNP 2 amod
        Minister NNP 3 nmod:desc
        Hashimoto NNP 4 nsubj
        spoke VBD 4 root
    """
    made = sentence(described), sentence(described, at=100)
    whole = issue_of(*made, day=DAY)
    days = (date(1998, 7, 10), None)
    passages = tuple(
        Passage(one.span, None, None, reference_day=day) for one, day in zip(made, days, strict=True)
    )
    roles = find_actors(replace(whole, passages=passages), made, LEXICON.gazetteer).roles
    assert [role.day for role in roles] == [date(1998, 7, 10), DAY]


@pytest.mark.parametrize(
    ("word", "tenure"),
    [("former", "former"), ("acting", "acting"), ("interim", "acting"), ("late", "former")],
)
def test_a_word_before_the_title_tells_the_tenure(word: str, tenure: str) -> None:
    role = only_role(f"""
        {word} JJ 2 amod
        defense NN 2 compound
        minister NN 3 nmod:desc
        Pavel NNP 5 nsubj
        Grachev NNP 3 flat
        left VBD 5 root
    """)
    assert (role.role, role.tenure) == ("defense minister", tenure)


def test_a_relative_clause_tells_what_one_heads() -> None:
    role = only_role("""
        Boris NNP 8 nsubj
        Abcov NNP 0 flat
        , , 4 punct
        who WP 4 nsubj
        heads VBZ 0 acl:relcl
        the DT 7 det
        Security NNP 7 compound
        Council NNP 4 obj
        left VBD 8 root
    """)
    assert role.role == "head of Security Council"


def test_an_appositive_tells_the_body_one_chairs() -> None:
    role = only_role("""
        Yegor NNP 9 nsubj
        Abcov NNP 0 flat
        , , 3 punct
        chairman NN 0 appos
        of IN 7 case
        the DT 7 det
        Federation NNP 7 compound
        Council NNP 3 nmod
        , , 3 punct
        left VBD 9 root
    """)
    assert (role.role, role.country) == ("chairman of Federation Council", "RUS")


def test_a_courtesy_title_is_no_office() -> None:
    cast = cast_of("""
        Mr. NNP 1 nmod:desc
        Abcov NNP 2 nsubj
        left VBD 2 root
    """)
    assert cast.roles == ()
    assert [actor.name for actor in cast.actors] == ["Abcov"]


def test_who_held_an_office_once_is_of_the_elite() -> None:
    cast = cast_of("""
        former JJ 2 amod
        Justice NNP 2 compound
        Minister NNP 3 nmod:desc
        Valentin NNP 5 nsubj
        Abcov NNP 3 flat
        left VBD 5 root
    """)
    assert cast.actors[0].sector == "ELI"


def test_a_mention_takes_in_the_title_but_no_possessor() -> None:
    made = sentence("""
        Estonia NNP 2 nmod:poss
        's POS 0 case
        president NN 3 nmod:desc
        Lennart NNP 5 nsubj
        Meri NNP 3 flat
        left VBD 5 root
    """)
    issue = issue_of(made)
    cast = find_actors(issue, (made,), LEXICON.gazetteer)
    spans = {cast.actors[m.actor].name: m.span.of(issue.text) for m in cast.mentions}
    assert spans["Lennart Meri"] == "president Lennart Meri"


@pytest.mark.parametrize(
    ("verb", "tenure"), [("nominated", "designate"), ("named", "holds"), ("appointed", "holds")]
)
def test_a_verb_may_give_the_office(verb: str, tenure: str) -> None:
    roles = cast_of(f"""
        They PRP 1 nsubj
        {verb} VBD 1 root
        Sergei NNP 1 obj
        Abcov NNP 2 flat
        prime JJ 5 amod
        minister NN 1 xcomp
    """).roles
    assert [(role.role, role.tenure) for role in roles] == [("prime minister", tenure)]


def test_a_verb_of_dismissal_says_nothing_of_former_times() -> None:
    roles = cast_of("""
        Yeltsin NNP 1 nsubj
        dismissed VBD 1 root
        Interior NNP 3 compound
        Minister NNP 4 nmod:desc
        Anton NNP 1 obj
        Abcov NNP 4 flat
    """).roles
    assert [role.tenure for role in roles] == ["holds"]
