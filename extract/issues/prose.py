"""Whether a text is English prose, told by the share of the commonest English words among its words."""

import re

from extract.issues.publications import Words
from extract.model import Problem

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_FEWEST_WORDS = 40
"""Words that a share can be taken of; shorter texts are believed."""
_FEWEST_COMMON = 0.15
"""Share of the sixty commonest words. English digests have 0.30 to 0.45; German, French, Spanish, Russian, Turkish and
Indonesian prose under 0.07 ("in", "a", "on", "was" are theirs too)."""
_MOST_WORDS = 4_000
"""Words that are looked at."""


def language_trouble(text: str, words: Words) -> Problem | None:
    """Say that a text is not in English; None where it is, or is too short to tell.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> language_trouble("Der Minister hat am Freitag seinen Rücktritt erklärt. " * 8, words).code
    'not-english'
    >>> language_trouble("The minister said on Friday that he would resign. " * 8, words)
    """
    found = [word.lower() for word in _WORD.findall(text)[:_MOST_WORDS]]
    if len(found) < _FEWEST_WORDS:
        return None
    share = sum(word in words.english for word in found) / len(found)
    if share >= _FEWEST_COMMON:
        return None
    message = (
        f"Only {share:.0%} of the words are common English ones, of English prose a third are: the text seems to be in "
        "another language or no prose, and what is found in it is not to be relied on. Translate it first."
    )
    return Problem("issues", "not-english", message)
