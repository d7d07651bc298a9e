"""The tables about names and groups: their own examples, and that they agree with one another."""

from typing import Any

import pycountry
import pytest

from extract.actors import Description, describe_words, words_of
from extract.lexicon.files import SHIPPED, read_toml
from tests.extract.actors.made import phrase
from tests.shipped import LEXICON

GROUPS: dict[str, dict[str, Any]] = read_toml(SHIPPED, "groups.toml")
for apart in ("counted", "acting", "yielding"):
    GROUPS.pop(apart)
GONE = {"SUN", "YUG", "SCG", "CSK", "DDR", "VDR", "YMD", "XKX"}
"""Gone states by ISO 3166-3, and Kosovo by the code in common use."""


def described(text: str) -> Description:
    made = phrase(text)
    head = next(k for k, token in enumerate(made.tokens) if token.label == "root")
    return describe_words(words_of(made, LEXICON.gazetteer), head)


@pytest.mark.parametrize(
    ("sector", "example"),
    [(sector, example) for sector, group in GROUPS.items() for example in group["examples"]],
)
def test_a_group_acts_in_the_sector_it_is_an_example_of(sector: str, example: str) -> None:
    assert described(example).sector == sector


@pytest.mark.parametrize(
    ("sector", "reject"),
    [(sector, reject) for sector, group in GROUPS.items() for reject in group["rejects"]],
)
def test_a_reject_acts_in_another_sector(sector: str, reject: str) -> None:
    assert described(reject).sector != sector


def test_every_country_code_is_iso_or_a_gone_state() -> None:
    tables = LEXICON.gazetteer
    codes = {known.country for names in tables.names.values() for _, known in names if known.country}
    assert codes <= {country.alpha_3 for country in pycountry.countries} | GONE


def test_every_united_nations_member_of_size_has_a_name_here() -> None:
    tables = LEXICON.gazetteer
    codes = {
        known.country for names in tables.names.values() for _, known in names if known.role == "country"
    }
    small = {country.alpha_3 for country in pycountry.countries} - codes
    assert "RUS" not in small
    assert len(small) < 60  # dependencies and islands without a state


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Moscow", "RUS"),
        ("the Kremlin", "RUS"),
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("Brussels", "BEL"),
        ("Chechnya", "RUS"),
        ("Abkhazia", "GEO"),
        ("Transdniester", "MDA"),
        ("the Soviet Union", "SUN"),
        ("Rostov-on-Don", "RUS"),
    ],
)
def test_a_place_lies_in_its_country(name: str, country: str) -> None:
    known = LEXICON.gazetteer.known(name)
    assert known is not None
    assert known.country == country


def test_a_city_that_the_tables_lack_lies_in_its_country() -> None:
    assert LEXICON.gazetteer.known("Bydgoszcz") is None
    assert LEXICON.gazetteer.cities["Bydgoszcz"] == "POL"


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("UN-backed Libyan government", "LBY", "GOV"),
        ("Russian-led Tajik troops", "TJK", "MIL"),
        ("seven senior Russian generals", "RUS", "MIL"),
        ("top Japanese business leaders", "JPN", "BUS"),
        ("South Korean students", "KOR", "EDU"),
        ("IMF board", None, "IGO"),
    ],
)
def test_a_description_has_the_country_of_its_origin(text: str, country: str | None, sector: str) -> None:
    assert (described(text).country, described(text).sector) == (country, sector)


@pytest.mark.parametrize(
    "text", ["military accord", "press conference", "prime minister post", "share prices"]
)
def test_a_thing_does_not_act(text: str) -> None:
    assert not described(text).acts
    assert described(text).sector is None
