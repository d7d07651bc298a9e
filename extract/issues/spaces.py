"""Words that lost the space between them at old line ends, taken apart by what they are."""

import re
from collections.abc import Iterator

from extract.issues.publications import Words

_NAME = r"[A-Z][a-z]{2,}"
_BEFORE = r"(?<![\w'\u2019.@/-])"
_GOES_ON = re.compile(r"\s+[a-z]+\b")
"""What follows a verb of saying: a small word; behind a first name ("Bertold Brecht") a capital does."""
_VERB_NEXT = re.compile(r"\s+(?:said|told|was|is|had|has|would|will|and|of)\b")
"""What follows a name: then the whole is one, and not a name with its verb."""


def mend_spaces(text: str, words: Words) -> tuple[str, int]:
    """Put back lost spaces, where the words leave no doubt; how many.

    A word is taken apart only where both parts are words of the kinds that the lexicon lists, and the whole is no
    name that the text has elsewhere: a wrong mend would be an invention.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> mend_spaces("Prime MinisterViktor Orlin met theChechen side inKarsk.", words)
    ('Prime Minister Viktor Orlin met the Chechen side in Karsk.', 3)
    >>> mend_spaces("McDonald met the iPhone team of InterContinental.", words)
    ('McDonald met the iPhone team of InterContinental.', 0)
    """
    cuts = sorted({cut for cut in _cuts(text, words) if cut > 0})
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return " ".join(pieces), len(cuts)


def _cuts(text: str, words: Words) -> Iterator[int]:
    """Where a space was lost."""
    whole = frozenset(re.findall(r"[A-Za-z][A-Za-z'\u2019-]*", text))
    for pattern in _with_capital(words):
        for found in pattern.finditer(text):
            if found.group() not in words.never_glued:
                yield found.start("right")
    yield from _behind_names(text, words, whole)
    yield from _behind_numbers(text, words)


def _with_capital(words: Words) -> tuple[re.Pattern[str], ...]:
    """A small word or an office before a name; a known name, or a pronoun, before a small word."""
    before, names = "|".join(words.glued_before), "|".join(words.glued_names)
    verbs, pronouns = "|".join(words.glued_verbs), "|".join(words.glued_pronouns)
    return (
        re.compile(rf"(?<![\w'\u2019.@/-])(?P<left>(?i:{before}))(?P<right>{_NAME})(?![\w@])"),
        re.compile(rf"(?<![\w.@/-])(?P<left>{'|'.join(words.glued_offices)})(?P<right>{_NAME})(?![\w@])"),
        re.compile(rf"\b(?P<left>{names})(?P<right>(?:{before}|{verbs}|[a-z]+ly)\b)"),
        re.compile(rf"\b(?P<left>(?i:{pronouns}))(?P<right>(?:{verbs})\b)"),
    )


def _behind_names(text: str, words: Words, whole: frozenset[str]) -> Iterator[int]:
    """A name before a verb: "Yeltsintold"; verbs that end many words ("Resigned") only behind a name of the text."""
    known = whole | frozenset(words.glued_names)
    sayings, deeds = "|".join(words.glued_sayings), "|".join(words.glued_deeds)
    glued = re.compile(rf"{_BEFORE}(?P<left>{_NAME})(?:(?P<saying>{sayings})|(?P<deed>{deeds}))\b")
    for found in glued.finditer(text):
        behind = text[found.end() : found.end() + 40]
        alone = bool(found["saying"] and _GOES_ON.match(behind) and not _VERB_NEXT.match(behind))
        if (found["left"] in known or alone) and found.group() not in words.never_glued:
            yield found.end("left")


def _behind_numbers(text: str, words: Words) -> Iterator[int]:
    """A number before a word that is no unit: "215disgruntled"."""
    for found in re.finditer(
        r"(?<![\w.,/:@#-])(?P<left>\d{1,3}(?:,\d{3})*|\d+)(?P<right>[a-z]{4,})(?![\w@.]\w)", text
    ):
        if found["right"] not in words.units:
            yield found.start("right")
