"""The features of learned choices in words: what counted most in a row, as a person says it."""

import re
from typing import Final

_READER = "the language model reads it so"
_PHRASES: Final[tuple[tuple[str, str], ...]] = (
    # What every choice knows.
    (r"read\b.*", _READER),
    (r"proposed", "the second reader proposes it"),
    (r"rule\b.*|rule's", "the rules say so"),
    (r"by ([\w-]+)\b.*", "the rule {0}"),
    (r"lemma (\S+).*", 'the word "{0}"'),
    (r"tag (\S+?)(?:[ >].*)?", "its form ({0})"),
    # Type.
    (r"sense\b.*|listed", "the lexicon knows the word in this sense"),
    (r"obj (\S+?)>.*", 'its object "{0}"'),
    (r"prt (\S+?)>.*", 'its particle "{0}"'),
    (r"with (\S+?)>.*", 'what follows "{0}"'),
    (r"of (\S+?)>.*", 'the word above it, "{0}"'),
    (r"content>.*|infinitive>.*", "the clause below it"),
    (r"again\b.*", "it was told before"),
    # Status.
    (r"(?:aux|mark|advmod|det|cop) (\S+?)>.*", '"{0}" beside it'),
    (r"up\d (?:aux )?(?:\S+ )?(\S+?)>.*", '"{0}" above it'),
    (r"ahead>.*", "its day lies ahead"),
    # Sides.
    (r"nobody\b.*", "nobody is named for it"),
    (r"back\b.*", "the sentences before name them"),
    (r"way\b.*|own clause\b.*|passive\b.*|here|distance", "where it stands in the sentence"),
    (r"(?:sector|country|countrymen)\b.*|named|described", "who they are"),
    # Days.
    (
        r"own|only|nearest|from time\b.*|text\b.*|precision\b.*|role\b.*",
        "the expression of time in its sentence",
    ),
    (
        r"as (is|so far|rest|since|from|by|before|whole)\b.*",
        "the way in which the expression bounds it ({0})",
    ),
    (r"in (\S+)", 'the expression stands behind "{0}"'),
    (r"today\b.*|age 0\b.*", "it is of the day it is told"),
    (r"yesterday\b.*|age 1\b.*", "it is of the day before"),
    (r"age (?:2|week|old)\b.*", "it lies days back"),
    (r"age (?:ahead|open)\b.*|ahead to open\b.*", "it lies ahead"),
    (r"nothing\b.*|age none\b.*|no time\b.*", "nothing tells its day"),
    (r"(?:lead|first|main)\b.*", "the passage's first events have this day"),
    (r"(?:last|newest|theirs|beside|common)\b.*", "the events told before it have this day"),
    (r"citation\b.*", "the citation's day"),
)
_WORD = re.compile(r"is (\S+)|([^\s>]+)>.*")


def in_words(feature: str) -> str:
    """A feature of a choice, as it stands on a row, in words.

    Args:
        feature: the choice, a colon, and the feature; "not" before one that another option has.

    >>> in_words("days: yesterday>occurred")
    'days: it is of the day before'
    >>> in_words("status: not aux may>hypothetical")
    'status: "may" beside it (against the next likeliest)'
    >>> in_words("type: sign>AGREE")
    'type: the word "sign"'
    """
    choice, _, name = feature.partition(": ")
    bare = name.removeprefix("not ")
    against = " (against the next likeliest)" if bare != name else ""
    for pattern, phrase in _PHRASES:
        if found := re.fullmatch(pattern, bare):
            return f"{choice}: {phrase.format(*found.groups())}{against}"
    found = _WORD.fullmatch(bare)
    if found is None:
        return f'{choice}: "{bare}"{against}'
    kind, word = found.groups()
    said = f"{kind} is common" if kind else f'the word "{word}"'
    return f"{choice}: {said}{against}"
