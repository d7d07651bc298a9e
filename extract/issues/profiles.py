"""Publications and the look of raw text, read from `extract/lexicon/publications.toml`."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from extract.model import TodayIs

PatternKind = Literal["header", "printed-day", "head", "masthead", "footer", "mark", "cross-reference"]
"""What a line (or, for a cross-reference, a parenthesis) that matches is."""

DateOrder = Literal["mdy", "dmy"]
"""How a day in numbers is written: month or day first."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A look of raw text, with texts that it must match and must not."""

    name: str
    kind: PatternKind
    regex: re.Pattern[str]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of issues that came out every weekday but the closed ones."""

    volume: int
    issue: int
    """The number of the issue of `first_day`."""
    first_day: date
    last_day: date
    closed: frozenset[date]


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of one periodical."""

    name: str
    names: tuple[str, ...]
    """As headers may print it."""
    lag_days: int
    """From the latest citation's day to the publication day."""
    today_is: TodayIs
    date_order: DateOrder = "mdy"
    year_of_volume_0: int | None = None
    """Where a volume is a calendar year: the year before volume 1."""
    issues_a_year: int | None = None
    """Roughly; places an issue in its year where no stretch knows its day."""
    lost_spaces_through_volume: int = 0
    """The last volume whose files lost spaces at old line ends; 0: none."""
    numbered_citations_through_volume: int = 0
    """The last volume that cites by number, "(14)", its list perhaps lost; 0: none."""
    most_lag_days: int = 4
    """The publication day lies 0 to this many days after the latest citation, in 71 of 72 items of the
    Monitor with both known; a calendar that says otherwise is overruled."""
    stretches: tuple[Stretch, ...] = ()


DEFAULT_DATE_ORDER: DateOrder = "mdy"
"""How a publication without a profile is taken to write days in numbers."""
CLASSIC = Publication(name="", names=(), lag_days=0, today_is="publication")
"""A publication without a profile: text and dateline share the day ("TOKYO, July 13 -")."""


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of the lexicon; each is explained there."""

    months: dict[str, int]
    """Lower-case month name, in full or short, without a full stop, to 1 to 12."""
    month: str
    """A regex for all month names, longest first."""
    small: frozenset[str]
    agencies: frozenset[str]
    unnamed: frozenset[str]
    relays: tuple[str, ...]
    titles: frozenset[str]
    """The publications' own names, case-folded, with and without "the": never sources of theirs."""
    past: tuple[str, ...]
    planned: tuple[str, ...]
    glued_before: tuple[str, ...]
    glued_names: tuple[str, ...]
    glued_pronouns: tuple[str, ...]
    glued_verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publications:
    """The whole of `publications.toml`."""

    profiles: tuple[Publication, ...]
    patterns: tuple[Pattern, ...]
    words: Words

    def find(self, name: str) -> Publication | None:
        """The profile that goes by `name`, whatever the case; None where there is none."""
        wanted = " ".join(name.split()).casefold()
        for profile in self.profiles:
            if wanted in (known.casefold() for known in (profile.name, *profile.names)):
                return profile
        return None

    def of_kind(self, *kinds: PatternKind) -> tuple[Pattern, ...]:
        """The patterns of these kinds, in the lexicon's order."""
        return tuple(pattern for pattern in self.patterns if pattern.kind in kinds)


@cache
def load_publications() -> Publications:
    """Read the lexicon that travels with the package; read once a process.

    Raises:
        ValueError: where the file is broken: an unknown kind, a pattern that is no regex, a missing field.
    """
    text = resources.files("extract").joinpath("lexicon/publications.toml").read_text(encoding="utf-8")
    return parse_publications(text)


def parse_publications(text: str) -> Publications:
    """Build the profiles from TOML text; raises ValueError where it is broken."""
    try:
        tables = tomllib.loads(text)
        words = _words(tables["words"], tables["publication"])
        return Publications(
            profiles=tuple(_publication(table) for table in tables["publication"]),
            patterns=tuple(_pattern(table, words.month) for table in tables["pattern"]),
            words=words,
        )
    except (KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError, re.error) as error:
        message = f"publications.toml is broken: {type(error).__name__}: {error}"
        raise ValueError(message) from error


def _words(table: dict[str, Any], publications: list[dict[str, Any]]) -> Words:
    titles = {name.casefold() for publication in publications for name in publication["names"]}
    months: dict[str, int] = {}
    for number, (name, short) in enumerate(zip(table["months"], table["months_short"], strict=True), start=1):
        months.update(dict.fromkeys((name.lower(), *short.lower().split("|")), number))
    return Words(
        months=months,
        month="|".join(sorted((name.capitalize() for name in months), key=len, reverse=True)),
        small=frozenset(table["small"]),
        agencies=frozenset(table["agencies"]),
        unnamed=frozenset(table["unnamed"]),
        relays=tuple(table["relays"]),
        titles=frozenset(titles | {f"the {title}" for title in titles}),
        past=tuple(table["past"]),
        planned=tuple(table["planned"]),
        glued_before=tuple(table["glued_before"]),
        glued_names=tuple(table["glued_names"]),
        glued_pronouns=tuple(table["glued_pronouns"]),
        glued_verbs=tuple(table["glued_verbs"]),
    )


def _pattern(table: dict[str, Any], month: str) -> Pattern:
    if table["kind"] not in get_args(PatternKind):
        known = ", ".join(get_args(PatternKind))
        message = f"publications.toml: pattern {table['name']} has kind {table['kind']!r}; kinds are: {known}"
        raise ValueError(message)
    return Pattern(
        name=table["name"],
        kind=table["kind"],
        regex=re.compile(table["regex"].replace("{month}", f"(?:{month})")),
        examples=tuple(table["examples"]),
        rejects=tuple(table["rejects"]),
    )


def _publication(table: dict[str, Any]) -> Publication:
    fields = dict(table)
    fields["names"] = tuple(fields["names"])
    fields["stretches"] = tuple(_stretch(entry) for entry in fields.pop("stretch", ()))
    return Publication(**fields)


def _stretch(table: dict[str, Any]) -> Stretch:
    closed: set[date] = set()
    for entry in table.get("closed", ()):
        first, last = (entry, entry) if isinstance(entry, date) else (entry["from"], entry["to"])
        closed.update(first + timedelta(days=step) for step in range((last - first).days + 1))
    return Stretch(table["volume"], table["issue"], table["from"], table["to"], frozenset(closed))
