"""Finds words that somebody quotes where they stand in a text."""

import re
from collections.abc import Iterator

from extract.model import Span

LONGEST = 300
"""Characters of a quotation; a longer one quotes no word but a story."""
_ALIKE = ("'’‘`´", '"“”„«»', "-‐‑–—")  # noqa: RUF001  # what stands for one another is listed
"""Marks that stand for one another: models write them as they like."""
_CLASSES = {mark: f"[{re.escape(marks)}]" for marks in _ALIKE for mark in marks}


def occurrences(words: str, text: str, within: Span) -> Iterator[Span]:
    """Where the words stand as whole words; as they are written, else in other capitals.

    Blanks and line ends are alike, and so are forms of apostrophes, quotation marks and dashes.

    >>> list(occurrences("the  duma", "All of the Duma met.", Span(0, 20)))
    [Span(start=7, end=15)]
    >>> list(occurrences("uma", "All of the Duma met.", Span(0, 20)))
    []
    """
    pattern = _pattern(words)
    if not pattern or len(words) > LONGEST:
        return
    for flags in (0, re.IGNORECASE):
        found = [
            Span(*match.span())
            for match in re.compile(pattern, flags).finditer(text, within.start, within.end)
            if _is_whole(text, Span(*match.span()))
        ]
        if found:
            yield from found
            return


def _pattern(words: str) -> str:
    return r"\s+".join("".join(map(_alike, word)) for word in words.split())


def _alike(character: str) -> str:
    return _CLASSES.get(character) or re.escape(character)


def _is_whole(text: str, span: Span) -> bool:
    """Whether no word is cut at either end."""
    return not _joins(text, span.start) and not _joins(text, span.end)


def _joins(text: str, at: int) -> bool:
    """Whether a word goes on over a place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
