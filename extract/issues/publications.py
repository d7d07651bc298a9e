"""What is known of publications: a file each in `extract/lexicon/publications/`, and a general one."""

import re
import textwrap
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from extract.lexicon.files import SHIPPED, LexiconError
from extract.model import TodayIs

PatternKind = Literal[
    "title", "header", "head", "slug", "masthead", "footer", "mark", "aside", "citation", "cross-reference"
]
"""What matches: a `title` tells the publication in its first lines; `header`, `head`, `masthead`, `footer`
and `mark` are lines, `slug` a wire's first line with its day; an `aside` stands inside the body; the last two
are what stands in a parenthesis."""

DateOrder = Literal["mdy", "dmy"]
"""How a day in numbers is written: month or day first."""

FOLDER = "publications"
GENERAL = "general.toml"
"""The file that holds for every text: word lists, and furniture that any publication may have."""


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
    closed: frozenset[date] = frozenset()
    about: bool = False
    """Whether the day is known but roughly: a weekday more or less."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Issues whose day the calendar and other lists give differently: their own citations decide."""

    volume: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of one periodical."""

    name: str
    names: tuple[str, ...] = ()
    """As headers may print it."""
    about: str = ""
    """What it is, in a few words."""
    lag_days: int = 0
    """From the latest citation's day to the publication day; 0: text and dateline share the day."""
    today_is: TodayIs = "publication"
    date_order: DateOrder | None = None
    """None: not known; what the document itself shows then decides."""
    year_of_volume_0: int | None = None
    """Where a volume is a calendar year: the year before volume 1."""
    issues_a_year: int | None = None
    """Roughly; places an issue in its year where no stretch knows its day."""
    numbered_citations_through_volume: int = 0
    """The last volume that cites by number, "(14)", its list perhaps lost; 0: none."""
    most_lag_days: int = 14
    """Citations older than this many days before the publication day are odd; five to fourteen days are
    common as background."""
    stretches: tuple[Stretch, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    def of_kind(self, *kinds: PatternKind) -> tuple[Pattern, ...]:
        """Its own patterns of these kinds, in the order of its file."""
        return tuple(pattern for pattern in self.patterns if pattern.kind in kinds)


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists that hold for every text; each is explained in `general.toml`."""

    months: Mapping[str, int]
    """Lower-case month name, in full or short, without a full stop, to 1 to 12."""
    month: str
    """A regex for all month names, longest first, in title case and in capitals."""
    weekdays: Mapping[str, int]
    """Lower-case name, in full or short, to 0 (Monday) to 6."""
    weekday: str
    """A regex for all of them, longest first, in title case and in capitals."""
    months_anywhere: Mapping[str, int]
    """`months` with the full names of other languages."""
    month_anywhere: str
    """A regex for all of them, longest first, in lower case."""
    weekdays_anywhere: Mapping[str, int]
    weekday_anywhere: str
    small: frozenset[str]
    agencies: frozenset[str]
    unnamed: frozenset[str]
    relays: tuple[str, ...]
    titles: frozenset[str]
    """The publications' own names, case-folded, with and without "the": never sources of theirs."""
    past: tuple[str, ...]
    planned: tuple[str, ...]
    digests: frozenset[str]
    speakers: frozenset[str]
    states_day: tuple[str, ...]
    period_day: tuple[str, ...]
    other_day: tuple[str, ...]
    event_day: frozenset[str]
    day_first_zones: frozenset[str]
    month_first_zones: frozenset[str]
    english: frozenset[str]
    glued_before: tuple[str, ...]
    glued_names: tuple[str, ...]
    glued_pronouns: tuple[str, ...]
    glued_verbs: tuple[str, ...]
    glued_offices: tuple[str, ...]
    glued_sayings: tuple[str, ...]
    glued_deeds: tuple[str, ...]
    never_glued: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Publications:
    """All publications that are known, and what holds for every text."""

    known: tuple[Publication, ...]
    general: Publication
    """The profile of a text of no known publication: its name is empty."""
    words: Words

    def find(self, name: str) -> Publication | None:
        """The publication that goes by `name`, whatever the case; None where there is none."""
        wanted = " ".join(name.split()).casefold()
        for one in self.known:
            if wanted in (known.casefold() for known in (one.name, *one.names)):
                return one
        return None

    def patterns_of(self, publication: Publication, *kinds: PatternKind) -> tuple[Pattern, ...]:
        """The publication's own patterns of these kinds, then those of every text."""
        own = () if publication == self.general else publication.of_kind(*kinds)
        return own + self.general.of_kind(*kinds)


def _broken(file: str, entry: str, wrong: str, advice: str) -> LexiconError:
    """The error that names file and entry of a publication and says what to do."""
    return LexiconError(f"{FOLDER}/{file}", entry, f"{wrong}; {advice}.")


def read_publications(folder: Traversable = SHIPPED) -> Publications:
    """Read the files in `publications/` below the folder of a lexicon.

    Args:
        folder: the lexicon's; the shipped one by default.

    Raises:
        LexiconError: a file is broken: an unknown kind, a pattern that is no regex, a missing field.

    >>> read_publications().find("monitor").lag_days
    1
    """
    there = sorted(folder.joinpath(FOLDER).iterdir(), key=lambda file: file.name)
    tables = {file.name: _table(file) for file in there if file.name.endswith(".toml")}
    general = tables.pop(GENERAL, None)
    if general is None:
        raise _broken(GENERAL, "file", "it is missing", "put it back from the repository")
    months = _months(general)
    known = tuple(_publication(name, table, months) for name, table in tables.items())
    words = _words(general, months, (name for one in known for name in (one.name, *one.names)))
    patterns = _patterns(GENERAL, general, months)
    return Publications(known, Publication(name="", patterns=patterns), words)


def _table(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(file.name, "file", str(error), "mend the line it names") from error


def _months(general: Mapping[str, Any]) -> dict[str, int]:
    return _numbered("months", _needed(general, "words"), 1)


def _needed(general: Mapping[str, Any], entry: str) -> Any:  # noqa: ANN401  # a table of the file
    try:
        return general[entry]
    except KeyError as error:
        raise _broken(GENERAL, entry, "it is missing", "put the table back") from error


def _numbered(entry: str, words: Mapping[str, Any], first: int) -> dict[str, int]:
    """Names, each with its short forms after `|`, to numbers."""
    try:
        names = [str(name).lower().split("|") for name in words[entry]]
    except (KeyError, TypeError) as error:
        raise _broken(GENERAL, entry, "it is not a list of names", "list them") from error
    return {form: number for number, forms in enumerate(names, start=first) for form in forms}


def _words(general: Mapping[str, Any], months: dict[str, int], titles: Iterable[str]) -> Words:
    table = _needed(general, "words")
    folded = {title.casefold() for title in titles if title}
    weekdays = _numbered("weekdays", table, 0)
    months_anywhere = months | _numbered("months_abroad", table, 1)
    weekdays_anywhere = weekdays | _numbered("weekdays_abroad", table, 0)
    made: dict[str, Any] = {
        "months": months,
        "month": _regex_of_names(months),
        "weekdays": weekdays,
        "weekday": _regex_of_names(weekdays),
        "months_anywhere": months_anywhere,
        "month_anywhere": _any_of(months_anywhere),
        "weekdays_anywhere": weekdays_anywhere,
        "weekday_anywhere": _any_of(weekdays_anywhere),
        "titles": frozenset(folded | {f"the {title}" for title in folded}),
    }
    for field in fields(Words):
        if field.name not in made:
            listed = table.get(field.name)
            if not isinstance(listed, list):
                wrong = "the list is missing" if listed is None else "it is not a list"
                raise _broken(GENERAL, f"words.{field.name}", wrong, "list the words")
            made[field.name] = (frozenset if "frozenset" in str(field.type) else tuple)(listed)
    return Words(**made)


def _regex_of_names(names: Iterable[str]) -> str:
    return _any_of({form for name in names for form in (name.capitalize(), name.upper())})


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


def _publication(file: str, table: dict[str, Any], months: dict[str, int]) -> Publication:
    given = dict(table)
    patterns = _patterns(file, given, months)
    known = {field.name for field in fields(Publication)} | {"stretch", "doubt", "pattern"}
    if unknown := sorted(set(given) - known):
        advice = f"fields are: {', '.join(sorted(known))}"
        raise _broken(file, unknown[0], "there is no such field", advice)
    for field, allowed in (("today_is", get_args(TodayIs)), ("date_order", get_args(DateOrder))):
        if given.get(field, allowed[0]) not in allowed:
            advice = f"it may be {' or '.join(allowed)}"
            raise _broken(file, field, f"{given[field]!r} is not one", advice)
    if not isinstance(given.get("name"), str):
        raise _broken(file, "name", "the publication has none", "name it")
    stretches = tuple(_stretch(file, entry) for entry in given.pop("stretch", ()))
    doubtful = tuple(_doubtful(file, entry) for entry in given.pop("doubt", ()))
    given.pop("pattern", None)
    names = tuple(given.pop("names", ()))
    return Publication(names=names, stretches=stretches, doubtful=doubtful, patterns=patterns, **given)


def _patterns(file: str, table: Mapping[str, Any], months: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(_pattern(file, entry, _regex_of_names(months)) for entry in table.get("pattern", ()))


def _pattern(file: str, entry: Mapping[str, Any], month: str) -> Pattern:
    """A pattern; its regex may stand in several pieces, which are joined."""
    name = f"pattern {entry.get('name', 'without a name')}"
    if entry.get("kind") not in get_args(PatternKind):
        advice = f"kinds are: {', '.join(get_args(PatternKind))}"
        raise _broken(file, name, f"it has kind {entry.get('kind')!r}", advice)
    try:
        pieces = entry["regex"]
        joined = pieces if isinstance(pieces, str) else "".join(pieces)
        regex = re.compile(joined.replace("{month}", f"(?:{month})"))
        return Pattern(entry["name"], entry["kind"], regex, tuple(entry["examples"]), tuple(entry["rejects"]))
    except re.error as error:
        shown = textwrap.shorten(joined, 60)
        raise _broken(file, name, f"{shown!r} is not a regular expression ({error})", "correct it") from error
    except (KeyError, TypeError) as error:
        advice = "a pattern has name, kind, regex, examples and rejects"
        raise _broken(file, name, f"{error} is missing or wrong", advice) from error


def _stretch(file: str, entry: Mapping[str, Any]) -> Stretch:
    try:
        closed: set[date] = set()
        for day in entry.get("closed", ()):
            first, last = (day, day) if isinstance(day, date) else (day["from"], day["to"])
            closed.update(first + timedelta(days=step) for step in range((last - first).days + 1))
        about = bool(entry.get("about", False))
        return Stretch(entry["volume"], entry["issue"], entry["from"], entry["to"], frozenset(closed), about)
    except (KeyError, TypeError, AttributeError) as error:
        where = f"stretch of volume {entry.get('volume')}, issue {entry.get('issue')}"
        advice = "a stretch has volume, issue, from and to, and may have closed and about"
        raise _broken(file, where, f"{error} is missing or wrong", advice) from error


def _doubtful(file: str, entry: Mapping[str, Any]) -> Doubtful:
    try:
        first, last = entry["issues"]
        return Doubtful(entry["volume"], first, last)
    except (KeyError, TypeError, ValueError) as error:
        where = f"doubt of volume {entry.get('volume')}"
        advice = "a doubt has volume, and issues as [first, last]"
        raise _broken(file, where, f"{error} is missing or wrong", advice) from error
