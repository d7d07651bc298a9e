"""Names in a sentence, their kind, country and sector, on tokens made by hand."""

import pytest

from extract.actors import find_actors
from extract.model import Actor
from tests.extract.actors.made import issue_of, sentence
from tests.shipped import LEXICON


def cast_of(described: str) -> dict[str, Actor]:
    made = sentence(described)
    return {actor.name: actor for actor in find_actors(issue_of(made), (made,), LEXICON.gazetteer).actors}


def test_a_title_makes_a_person_of_an_unknown_name() -> None:
    actors = cast_of("""
        Belarusian JJ 2 amod
        Foreign NNP 2 amod
        Minister NNP 3 nmod:desc
        Xyz NNP 5 nsubj LOC
        Qwerty NNP 3 flat
        spoke VBD 5 root
    """)
    assert actors["Xyz Qwerty"] == Actor("Xyz Qwerty", "person", "BLR", "GOV")


def test_a_place_of_the_tables_is_no_person_whatever_the_model_says() -> None:
    actors = cast_of("""
        Grozny NNP 1 nsubj PER
        fell VBD 1 root
    """)
    assert actors["Grozny"].kind == "place"


def test_a_first_name_before_a_surname_is_no_place() -> None:
    actors = cast_of("""
        Islam NNP 2 nsubj
        Karimov NNP 0 flat
        spoke VBD 2 root
    """)
    assert actors["Islam Karimov"] == Actor("Islam Karimov", "person", "UZB", "GOV")


def test_a_subject_of_speech_is_a_person() -> None:
    actors = cast_of("""
        Abcdef NNP 1 nsubj
        said VBD 1 root
        so RB 1 advmod
    """)
    assert actors["Abcdef"].kind == "person"


def test_a_body_takes_sector_from_its_head_and_country_from_its_origin() -> None:
    actors = cast_of("""
        The DT 3 det
        Russian JJ 3 amod
        Fisheries NNP 3 compound
        Committee NNP 4 nsubj
        met VBD 4 root
    """)
    assert actors["Russian Fisheries Committee"].country == "RUS"
    assert actors["Russian Fisheries Committee"].kind == "organisation"


def test_a_ministry_runs_on_over_of() -> None:
    actors = cast_of("""
        Ukraine NNP 2 nmod:poss
        's POS 0 case
        Ministry NNP 6 nsubj
        of IN 5 case
        Foreign NNP 5 amod
        Affairs NNP 2 nmod
        protested VBD 6 root
    """)
    assert actors["Ukraine 's Ministry of Foreign Affairs"].sector == "GOV"
    assert actors["Ukraine 's Ministry of Foreign Affairs"].country == "UKR"


def test_a_treaty_is_no_actor() -> None:
    actors = cast_of("""
        Parliament NN 1 nsubj
        ratified VBD 1 root
        the DT 4 det
        Dayton NNP 4 compound LOC
        Accords NNPS 1 obj
    """)
    assert not {"Dayton", "Dayton Accords"} & actors.keys()


def test_a_people_is_a_group_of_its_country() -> None:
    actors = cast_of("""
        They PRP 1 nsubj
        met VBD 1 root
        Serbs NNPS 1 obj
    """)
    assert actors["Serbs"] == Actor("Serbs", "group", "SRB", None)


@pytest.mark.parametrize("acronym", ["IMF", "OSCE", "NATO", "UNHCR"])
def test_an_international_body_has_no_country(acronym: str) -> None:
    actors = cast_of(f"""
        The DT 1 det
        {acronym} NNP 2 nsubj ORG
        agreed VBD 2 root
    """)
    assert actors[acronym] == Actor(acronym, "organisation", None, "IGO")


@pytest.mark.parametrize(
    ("word", "country", "sector"),
    [
        ("Moscow", "RUS", "GOV"),
        ("Tokyo", "JPN", "GOV"),
        ("Brussels", "BEL", "IGO"),
        ("Chechnya", "RUS", None),
        ("Abkhazia", "GEO", None),
        ("Kremlin", "RUS", "GOV"),
        ("Pentagon", "USA", "MIL"),
    ],
)
def test_a_seat_acts_for_who_sits_there(word: str, country: str, sector: str | None) -> None:
    actors = cast_of(f"""
        {word} NNP 1 nsubj LOC
        protested VBD 1 root
    """)
    assert (actors[word].country, actors[word].sector) == (country, sector)
