"""Names of places to coordinates: towns of GeoNames, our own tables, the choice among places of one name."""

from math import asin, cos, radians, sin, sqrt

import pytest

from extract.places import Located, locate
from extract.places.gazetteer import countries, folded, own_places, regions, rows, towns
from tests.shipped import LEXICON

EARTH_KM = 6371.0


def kilometres(one: Located, other: Located) -> float:
    """The way between two places over the globe."""
    assert one.latitude is not None
    assert one.longitude is not None
    assert other.latitude is not None
    assert other.longitude is not None
    lat, far = radians(one.latitude), radians(other.latitude)
    half = sin((far - lat) / 2) ** 2
    half += cos(lat) * cos(far) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


@pytest.mark.parametrize("row", list(rows("places.csv")), ids=lambda row: row["name"])
def test_a_place_of_our_own_table_lies_where_the_towns_around_it_do(row: dict[str, str]) -> None:
    near = towns()[folded(row["near"])]
    place = own_places()[folded(row["name"])][0]
    assert min(kilometres(place, town) for town in near) <= float(row["within_km"])


@pytest.mark.parametrize("row", list(rows("places.csv")), ids=lambda row: row["name"])
def test_a_region_that_our_own_table_names_is_one_that_is_known(row: dict[str, str]) -> None:
    known = {(other["country"], other["name"]) for other in rows("regions.csv")}
    assert not row["region"] or (row["country"], row["region"]) in known


@pytest.mark.parametrize("row", list(rows("regions.csv")), ids=lambda row: f"{row['country']} {row['name']}")
def test_the_seat_of_a_region_is_a_town_that_lies_in_it(row: dict[str, str]) -> None:
    seats = [town for town in towns().get(folded(row["seat"]), ()) if town.country == row["country"]]
    assert seats
    assert row["name"] in {town.region for town in seats}
    assert regions()[folded(row["name"])][0].latitude is not None


PLACES = {
    "a town": (("Gudermes", "RUS"), ("RUS", "Chechnya", "city")),
    "a town by an older name": (("Alma-Ata", "KAZ"), ("KAZ", "Almaty", "city")),
    "a capital": (("Tbilisi", None), ("GEO", "Tbilisi", "city")),
    "a republic": (("Dagestan", "RUS"), ("RUS", "Dagestan", "region")),
    "a breakaway region": (("Abkhazia", None), ("GEO", "Abkhazia", "region")),
    "a gorge": (("Pankisi Gorge", None), ("GEO", "Kakheti", "region")),
    "a village that GeoNames' towns lack": (("Vedeno", "RUS"), ("RUS", "Chechnya", "city")),
    "a country": (("Georgia", "GEO"), ("GEO", None, "country")),
    "a state of America": (("Austin", "USA"), ("USA", "Texas", "city")),
    "a building": (("Kremlin", "RUS"), ("RUS", "Moscow", "point")),
}


@pytest.mark.parametrize("what", PLACES)
def test_a_name_is_found_with_region_and_precision(what: str) -> None:
    asked, (country, region, precision) = PLACES[what]
    place = locate(asked[0], asked[1], LEXICON.gazetteer, *asked[2:])
    assert place is not None
    assert (place.country, place.region, place.precision) == (country, region, precision)


def test_of_places_of_one_name_the_country_decides() -> None:
    russian, american = locate("Moscow", "RUS", LEXICON.gazetteer), locate("Moscow", "USA", LEXICON.gazetteer)
    assert russian is not None
    assert american is not None
    assert (russian.region, american.region) == ("Moscow", "Idaho")


def test_without_a_country_those_the_text_speaks_of_decide_then_the_size() -> None:
    assert getattr(locate("Tripoli", None, LEXICON.gazetteer, ["LBN"]), "country", None) == "LBN"
    assert getattr(locate("Paris", None, LEXICON.gazetteer), "country", None) == "FRA"


@pytest.mark.parametrize("name", ["San Fernando", "Nowhere-on-Sea", "the convoy", ""])
def test_what_is_not_known_or_could_be_several_is_not_invented(name: str) -> None:
    assert locate(name, None, LEXICON.gazetteer) is None


def test_every_country_has_its_number_and_nearly_every_one_coordinates() -> None:
    known = countries()
    assert known["RUS"].geonames_id == 2017370
    assert sum(place.latitude is not None for place in known.values()) > 0.9 * len(known)
