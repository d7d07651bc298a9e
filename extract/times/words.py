"""A text as a string of word classes, one character a word: what the lexicon's patterns are matched on.

A word that stands in no class is `.`, one with a capital `X`. All other characters stand for a set of
classes that some word of the lexicon belongs to, so that a pattern's class is a set of characters, and
matching stays a matter of one plain regular expression over a string some six times shorter than the text.
"""

import re
from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)|\d\d?-\d\d?-\d{4}(?!\d)"
    r"|\d+(?:,\d{3}(?!\d))*(?:[.:/]\d+){0,2}|[^\W\d_]+|\n[ \t\r]*\n\s*|[^\s\w]|_",
)
"""One word: a number with what belongs to it, a run of letters, an empty line, or one other character."""

WORD_CODE = "."
"""The class of a word in small letters that stands in no class."""

NAME_CODE = "X"
"""The class of a word with a capital that stands in no class."""

MARK_CODE = "#"
"""The class of any other character that stands in no class."""

PARAGRAPH = "¶"
"""The class of an empty line, which no expression crosses."""

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ISO_DATE", re.compile(r"\d{4}-\d\d-\d\d")),
    ("SLASH_DATE", re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/(?:\d{4}|\d\d)")),
    (
        "DOT_DATE",
        re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|[12]\d|3[01])\.(?:(?:1[5-9]|20)\d\d|\d\d)"),
    ),
    ("DASH_DATE", re.compile(r"(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|[12]\d|3[01])-(?:1[5-9]|20)\d\d")),
    ("YEAR_FIRST", re.compile(r"(?:1[5-9]|20)\d\d[/.](?:0?[1-9]|1[0-2])[/.](?:0?[1-9]|[12]\d|3[01])")),
    ("CLOCK", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d")),
    ("CLOCK_SECONDS", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d:[0-5]\d")),
    ("DOT_CLOCK", re.compile(r"(?:0?[1-9]|1[0-2])\.[0-5]\d")),
    ("FRACTION", re.compile(r"[1-9]/[2-9]")),
    ("DAY_PAIR", re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])")),
    ("YEAR", re.compile(r"1\d{3}|20\d\d")),
    ("DECADE_YEAR", re.compile(r"1\d\d0|20\d0")),
    ("SHORT_DECADE", re.compile(r"\d0")),
    ("FOUR_DIGITS", re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")),
    ("YEAR_PAIR", re.compile(r"(?:1\d|20)\d\d/\d\d")),
    ("LATE_HOUR", re.compile(r"2[1-3][0-5]\d")),
    ("ZERO_HOUR", re.compile(r"0\d[0-5]\d")),
    ("SHORT_YEAR", re.compile(r"\d\d")),
    ("OLD_YEAR", re.compile(r"\d{1,4}")),
    ("DAY", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("HOUR", re.compile(r"0?[1-9]|1[0-2]")),
    ("HOUR_24", re.compile(r"[01]?\d|2[0-4]")),
    ("SMALL", re.compile(r"\d{1,3}")),
    ("COUNT", re.compile(r"\d{1,3}(?:,\d{3})*|\d+(?:\.\d+)?")),
)
"""The classes of figures, told by shape. YEAR spans 1000 to 2099."""

_PLAIN_RUN = re.compile(r"[0-9]{5,}")


@lru_cache(maxsize=4096)
def shapes_of(figures: str) -> frozenset[str]:
    """The classes that a word of figures belongs to.

    >>> sorted(shapes_of("9:30"))
    ['CLOCK']
    >>> sorted(shapes_of("31"))
    ['COUNT', 'DAY', 'OLD_YEAR', 'SHORT_YEAR', 'SMALL']
    """
    if _PLAIN_RUN.fullmatch(figures):
        return frozenset({"COUNT"})
    return frozenset(name for name, shape in _SHAPES if shape.fullmatch(figures))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text: where they stand, how they read in lower case, and their classes."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lower: tuple[str, ...]
    """An empty line reads PARAGRAPH."""
    codes: str
    """One character a word."""
    paragraphs: tuple[int, ...] = ()
    """Indices of the empty lines."""

    def has_paragraph(self, first: int, stop: int) -> bool:
        """Whether an empty line stands among the words from `first` up to `stop`."""
        return bisect_left(self.paragraphs, first) < bisect_left(self.paragraphs, stop)


def ends_sentence(words: Words, at: int, abbreviations: Container[str]) -> bool:
    """Whether a sentence ends with a word: "." does not behind "Jan", "Mr" or a single letter.

    Args:
        words: a stretch of text.
        at: index of the word.
        abbreviations: words in lower case that are written with a full stop.
    """
    lower = words.lower
    if lower[at] in _ENDS:
        return True
    if lower[at] != ".":
        return False
    if at + 1 < len(lower) and (lower[at + 1] == PARAGRAPH or words.starts[at + 1] == words.ends[at]):
        return lower[at + 1] != "." and not lower[at + 1].isalnum()
    before = lower[at - 1] if at else ""
    return not (before in abbreviations or (len(before) == 1 and before.isalpha()))


_ENDS = frozenset({"?", "!", PARAGRAPH})
