"""How many people words mean: "at least twelve", "dozens", "ten to fifteen", "1,200"."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_RANGE: Final = "(?:\\s*[-\N{EN DASH}\N{EM DASH}]\\s*|\\s+(?:to|or)\\s+)"
"""What stands between the ends of a range; "and" only after "between"."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people; `high` is None where it is open."""

    low: int
    high: int | None
    start: int
    """First character in the words that were read."""
    end: int


@cache
def words() -> dict[str, Any]:
    """The lexicon of casualties."""
    return tomllib.loads(files("extract.lexicon").joinpath("casualties.toml").read_text("utf-8"))


def find_count(text: str, since: int = 0) -> Count | None:
    """The count of a noun phrase; None where nothing counts.

    Args:
        text: the phrase, with what stands before it.
        since: where the phrase itself begins: the last count that reaches into it is meant.

    >>> [(c.low, c.high) for c in map(find_count, ("at least twelve soldiers", "dozens", "a policeman"))]
    [(12, None), (24, None), (1, 1)]
    >>> [(c.low, c.high) for c in map(find_count, ("between ten and fifteen", "up to 1,200", "twenty-five"))]
    [(10, 15), (0, 1200), (25, 25)]
    """
    reaching = [match for match in _pattern().finditer(text.lower()) if match.end() > since]
    if not reaching:
        return None
    match = reaching[-1] if since else reaching[0]
    low, high = _limits(match)
    return Count(low, high, *match.span())


def _limits(match: re.Match[str]) -> tuple[int, int | None]:
    if match["phrase"]:
        told = words()["counts"][" ".join(match["phrase"].split())]
        low, high = told["low"], told.get("high")
    else:
        ends = [number_of(match[name]) for name in ("low", "high", "first", "last") if match[name]]
        low, high = min(ends), max(ends)
    bound = " ".join((match["bound"] or "").split())
    if bound in words()["bounds"]["least"]:
        return low, None
    if bound in words()["bounds"]["most"]:
        return 0, high
    return low, high


def number_of(text: str) -> int:
    """The whole number that digits or words write.

    >>> [number_of(words) for words in ("1,200", "twenty-five", "two hundred and six", "two dozen")]
    [1200, 25, 206, 24]
    """
    digits = text.replace(",", "").strip()
    if digits.isdecimal():
        return int(digits)
    known, total, part = words(), 0, 0
    for word in re.split(r"[\s-]+", text.strip()):
        plain = word.replace(",", "")
        if plain.isdecimal():
            part += int(plain)
        elif word in known["numbers"]:
            part += known["numbers"][word]
        elif word in known["scales"]:
            scale = known["scales"][word]
            if scale >= 1000:  # noqa: PLR2004  # from a thousand on the next part begins
                total, part = total + max(part, 1) * scale, 0
            else:
                part = max(part, 1) * scale
    return total + part


@cache
def _pattern() -> re.Pattern[str]:
    known = words()
    units = "|".join(sorted(known["numbers"], key=len, reverse=True))
    scales = "|".join(known["scales"])
    digits = r"\d{1,3}(?:,\d{3})+|\d+"
    simple = rf"(?:{digits}|(?:{units})(?:[\s-](?:{units}))?)"
    number = rf"{simple}(?:\s(?:{scales})(?:\s(?:and\s)?{simple})?)*"
    phrases = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(known["counts"], key=len, reverse=True)
    )
    bounds = "|".join(
        phrase.replace(" ", r"\s+") for kind in ("least", "most") for phrase in known["bounds"][kind]
    )
    return re.compile(
        rf"(?<![\w.,$])(?:between\s+(?P<first>{simple})\s+and\s+(?P<last>{simple})"
        rf"|(?:(?P<bound>{bounds})\s+)?"
        rf"(?:(?P<low>{number})(?:{_RANGE}(?P<high>{number}))?|(?P<phrase>{phrases})))(?![\w%])"
    )
