"""Which of the places that bear a name is meant: by country, by what the text speaks of, by size."""

from collections.abc import Collection
from typing import Final

from extract.actors.gazetteer import Gazetteer
from extract.places.gazetteer import Located, countries, folded, own_places, regions, towns

FAR_LARGER: Final = 10
"""Times the inhabitants of the next one that a town must have to be meant where nothing else tells."""

LARGE: Final = 100_000
"""Inhabitants that it must have for that, too."""


def locate(name: str, country: str | None, tables: Gazetteer, around: Collection[str] = ()) -> Located | None:
    """The place that a name means; None where none is known, or several are meant alike.

    Our own table comes first, then first-level regions that the lexicon knows as such, towns, and regions
    named after their seat.

    Args:
        name: as the text has it.
        country: ISO 3166 alpha-3 of the place, where that is known.
        tables: the names that the lexicon knows.
        around: countries that the text speaks of, to choose by where `country` is not known.

    >>> from extract.lexicon.reading import read_lexicon
    >>> tables = read_lexicon().gazetteer
    >>> place = locate("Grozny", "RUS", tables)
    >>> place.region, place.precision, round(place.latitude, 1), round(place.longitude, 1)
    ('Chechnya', 'city', 43.3, 45.7)
    >>> [locate("Tripoli", None, tables, [code]).country for code in ("LBY", "LBN")]
    ['LBY', 'LBN']
    """
    known = tables.known(name)
    if known is not None and known.role == "country":
        return countries().get(known.country or country or "")
    spelled = [folded(name), *([folded(known.name)] if known is not None else [])]
    is_region = known is not None and known.role == "region"
    ranked = (own_places, regions, towns) if is_region else (own_places, towns, regions)
    for table in ranked:
        for spelling in spelled:
            found = _meant(table().get(spelling, ()), country, around)
            if found is not None:
                return found
    return None


def _meant(places: Collection[Located], country: str | None, around: Collection[str]) -> Located | None:
    """The one of several places of one name that is meant; they come with the largest first."""
    if country is not None:
        return next((place for place in places if place.country in {country, None}), None)
    near = [place for place in places if place.country in around]
    if near:
        return near[0] if len({place.country for place in near}) == 1 else None
    if not places:
        return None
    first, *others = places
    if not others or first.precision != "city":
        return first
    is_far_larger = first.inhabitants >= LARGE and first.inhabitants >= FAR_LARGER * others[0].inhabitants
    return first if is_far_larger else None
