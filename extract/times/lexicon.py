"""The lexicon of times: its rules, and the classes that turn a text into a string they are matched on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from extract.times.words import MARK_CODE, NAME_CODE, PARAGRAPH, TOKEN, WORD_CODE, Words, shapes_of


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the day it is spoken on and what the rule finds in it."""

    text: str
    said: date | None
    expression: str
    value: str
    first_day: date | None = None
    last_day: date | None = None
    checks_days: bool = False
    """Whether the days are part of the promise."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, and the name of the function in extract/times/meanings.py that says what it means."""

    name: str
    regex: re.Pattern[str]
    groups: Mapping[str, tuple[str, ...]]
    """Name of a group to its names in `regex`, one for each place the pattern has it in."""
    meaning: str
    examples: tuple[Example, ...]
    rejects: tuple[str, ...]
    order: int
    """Place among all rules: of two rules that match the same words, the earlier wins."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """Where in the year a day with a name lies: a month and day, or what the holidays library knows."""

    month: int
    """0: the library tells."""
    day: int
    country: str
    library: str
    plus: int
    """Days after the library's."""


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Everything the patterns and their meanings know of words; get one from `read_time_lexicon`."""

    classes: Mapping[str, Mapping[str, int | str]]
    """Class, then word in lower case, then its value ("" where it has none)."""
    codes: Mapping[str, str]
    """Surface to its character, for every surface that stands in some class."""
    shape_codes: Mapping[frozenset[str], str]
    rules: tuple[Rule, ...]
    beginning_with: Mapping[str, tuple[Rule, ...]]
    """The rules of which a match can begin with a word of that character."""
    named_days: Mapping[str, NamedDay]
    """By `name_key`."""

    def read(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The words of `text[start:end]`, with offsets into `text`."""
        starts: list[int] = []
        ends: list[int] = []
        lower: list[str] = []
        codes: list[str] = []
        known = self.codes
        for match in TOKEN.finditer(text, start, len(text) if end is None else end):
            surface = match[0]
            starts.append(match.start())
            ends.append(match.end())
            lower.append(PARAGRAPH if surface.isspace() else surface.lower())
            if surface == "-" and not is_hyphen(text, match.start()):
                surface = _PAUSE
            codes.append(known.get(surface) or self._code_of(surface))
        empty = tuple(at for at, word in enumerate(lower) if word == PARAGRAPH)
        return Words(text, tuple(starts), tuple(ends), tuple(lower), "".join(codes), empty)

    def _code_of(self, surface: str) -> str:
        """The character of a word that the lexicon does not list."""
        head = surface[0]
        if head.isdigit() and head.isascii():
            return self.shape_codes.get(shapes_of(surface), WORD_CODE)
        if head.isspace():
            return PARAGRAPH
        if not head.isalpha():
            return MARK_CODE
        return NAME_CODE if head.isupper() else WORD_CODE

    def value(self, class_name: str, word: str) -> int | str:
        """The value of a word in a class.

        Raises:
            KeyError: the word does not stand in the class.
        """
        return self.classes[class_name][word.lower()]


def is_hyphen(text: str, at: int) -> bool:
    """Whether the "-" at a place of a text joins two words: "--" and a "-" beside a space are dashes.

    >>> is_hyphen("day-long", 3), is_hyphen("a day -", 6), is_hyphen("a day--", 5)
    (True, False, False)
    """
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


_PAUSE = "\N{EM DASH}"


def name_key(words: Iterable[str]) -> str:
    """The words of a name without its marks, as `TimeLexicon.named_days` has it.

    >>> name_key(("new", "year", "'", "s", "day"))
    'new year s day'
    """
    return " ".join(word for word in words if word.isalnum())
