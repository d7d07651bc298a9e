"""An actor is the same identity in every document, whatever the document calls it."""

import pytest

from extract.actors.identity import identity, identity_of, joined_identities, spelled
from extract.model import Actor, Cast, Participant
from tests.shipped import LEXICON

SAME = {
    "spellings of a first name": ("Yevgeny Primakov", "Evgeny Primakov"),
    "spellings of an ending": ("Sergey Kiriyenko", "Sergei Kirienko"),
    "a hyphen and none": ("Levon Ter-Petrosian", "Levon Ter Petrosian".replace("Ter ", "Ter-")),
    "a middle name": ("Boris Nikolaevich Yeltsin", "Boris Yeltsin"),
}


@pytest.mark.parametrize("what", SAME)
def test_one_person_is_one_identity(what: str) -> None:
    one, other = (identity(Actor(name, "person", "RUS", "GOV"), LEXICON.gazetteer) for name in SAME[what])
    assert one == other


IDENTITIES = {
    "a person": (Actor("Leonid Kuchma", "person", "UKR", "GOV"), "person:UKR:kuchma:leonid"),
    "a surname": (Actor("Kuchma", "person", "UKR", "GOV"), "person:UKR:kuchma"),
    "an initial tells nobody apart": (Actor("L. Kuchma", "person", "UKR", "GOV"), "person:UKR:kuchma"),
    "a surname before": (Actor("Jiang Zemin", "person", "CHN", "GOV"), "person:CHN:jiang:zemin"),
    "a country": (Actor("Ukraine", "place", "UKR", "GOV"), "country:UKR"),
    "a capital": (Actor("Kiev", "place", "UKR", "GOV"), "country:UKR"),
    "a town": (Actor("Gudermes", "place", "RUS", None), "place:RUS:gudermes"),
    "a body by its short name": (Actor("UN", "organisation", None, "IGO"), "body::united-nations"),
    "a body that no table has": (
        Actor("the Rosugol company", "organisation", "RUS", "BUS"),
        "body:RUS:rosugol-company",
    ),
}


@pytest.mark.parametrize("what", IDENTITIES)
def test_an_actor_has_this_identity(what: str) -> None:
    actor, expected = IDENTITIES[what]
    assert identity(actor, LEXICON.gazetteer) == expected


DESCRIBED = {
    "an office": (Participant("actor", "the Georgian president", "GEO", "GOV", None), "office:GEO:president"),
    "a group": (Participant("actor", "Russian troops", "RUS", "MIL", None), "group:RUS:mil"),
    "a group of no sector": (Participant("actor", "two villagers", "GEO", None, None), "group:GEO:villagers"),
    "nobody": (Participant("actor", "12", None, None, None), ""),
}


@pytest.mark.parametrize("what", DESCRIBED)
def test_one_who_is_only_described_has_this_identity(what: str) -> None:
    participant, expected = DESCRIBED[what]
    assert identity_of(participant, Cast(), LEXICON.gazetteer) == expected


def test_a_side_s_identities_stand_in_its_order() -> None:
    cast = Cast((Actor("Yeltsin", "person", "RUS", "GOV"),))
    sides = (
        Participant("actor", "12", None, None, None),
        Participant("recipient", "Russian troops", "RUS", "MIL", None),
        Participant("actor", "Yeltsin", "RUS", "GOV", None, 0),
    )
    assert joined_identities(sides, "actor", cast, LEXICON.gazetteer) == f"; person:RUS:{spelled('Yeltsin')}"
    assert joined_identities((), "actor", cast, LEXICON.gazetteer) is None
