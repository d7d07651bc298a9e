"""How many people words mean: "at least twelve", "dozens", "ten to fifteen", "1,200"."""

import re
from dataclasses import dataclass

from extract.lexicon.casualties import Casualties


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people; `high` is None where it is open."""

    low: int
    high: int | None
    start: int
    """First character in the words that were read."""
    end: int


def find_count(text: str, words: Casualties, since: int = 0) -> Count | None:
    """The count of a noun phrase; None where nothing counts.

    Args:
        text: the phrase, with what stands before it.
        words: what counts people.
        since: where the phrase itself begins: the last count that reaches into it is meant.

    >>> from extract.lexicon.casualties import read_casualties
    >>> from extract.lexicon.files import SHIPPED
    >>> known = read_casualties(SHIPPED)
    >>> told = ("at least twelve soldiers", "dozens", "between ten and fifteen", "up to 1,200", "a policeman")
    >>> [(count.low, count.high) for count in (find_count(phrase, known) for phrase in told)]
    [(12, None), (24, None), (10, 15), (0, 1200), (1, 1)]
    """
    reaching = [match for match in words.pattern.finditer(text.lower()) if match.end() > since]
    if not reaching:
        return None
    match = reaching[-1] if since else reaching[0]
    low, high = _limits(match, words)
    return Count(low, high, *match.span())


def _limits(match: re.Match[str], words: Casualties) -> tuple[int, int | None]:
    low, high = _told(match, words)
    bound = " ".join((match["bound"] or "").split())
    if bound in words.least:
        return low, None
    return (0, high) if bound in words.most else (low, high)


def _told(match: re.Match[str], words: Casualties) -> tuple[int, int | None]:
    if match["phrase"]:
        return words.counts[" ".join(match["phrase"].split())]
    ends = [number_of(match[name], words) for name in ("low", "high", "first", "last") if match[name]]
    return min(ends), max(ends)


def number_of(text: str, words: Casualties) -> int:
    """The whole number that digits or words write.

    >>> from extract.lexicon.casualties import read_casualties
    >>> from extract.lexicon.files import SHIPPED
    >>> known = read_casualties(SHIPPED)
    >>> [number_of(told, known) for told in ("1,200", "twenty-five", "two hundred and six", "two dozen")]
    [1200, 25, 206, 24]
    """
    digits = text.replace(",", "").strip()
    if digits.isdecimal():
        return int(digits)
    total, part = 0, 0
    for word in re.split(r"[\s-]+", text.strip()):
        plain = word.replace(",", "")
        if plain.isdecimal():
            part += int(plain)
        elif word in words.numbers:
            part += words.numbers[word]
        elif word in words.scales:
            scale = words.scales[word]
            if scale >= 1000:  # noqa: PLR2004  # from a thousand on the next part begins
                total, part = total + max(part, 1) * scale, 0
            else:
                part = max(part, 1) * scale
    return total + part
