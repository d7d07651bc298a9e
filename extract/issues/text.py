"""The text that an issue is stored with: decoded, tidied, lost spaces mended. Spans point into it."""

import re

from extract.issues.profiles import Words
from extract.model import Problem, RawIssue
from extract.sources.encoding import decode

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v]")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]"
)
_LINE_END = re.compile(r"\r\n?|\x85|\u2028|\u2029|\f")
_ACUTE_APOSTROPHE = re.compile(r"(?<=\w)\u00b4(?=\w)|(?<=s)\u00b4(?=\s)")


def stored_text(raw: RawIssue) -> str | Problem:
    r"""The decoded text with one kind of line end and space, without ligatures and invisible characters.

    Plain text comes back unchanged, so that offsets into what the caller gave hold.

    >>> stored_text(RawIssue("the \ufb01rst\r\nse\u00adcond"))
    'the first\nsecond'
    """
    text = decode(raw.content) if isinstance(raw.content, bytes) else raw.content
    if isinstance(text, Problem):
        return text
    text = _LINE_END.sub("\n", text).translate(_LIGATURES)
    return _ACUTE_APOSTROPHE.sub("'", _INVISIBLE.sub("", _SPACES.sub(" ", text)))


def mend_spaces(text: str, words: Words) -> tuple[str, int]:
    """Put back the spaces that 1995 files lost at old line ends, where the words leave no doubt; how many.

    >>> from extract.issues.profiles import load_publications
    >>> mend_spaces("He met theChechen side; Moscowwould not.", load_publications().words)
    ('He met the Chechen side; Moscow would not.', 2)
    """
    mended = 0
    for glued in _glued(words):
        text, count = glued.subn(r"\g<left> \g<right>", text)
        mended += count
    return text, mended


def _glued(words: Words) -> tuple[re.Pattern[str], ...]:
    """What two words that lost the space between them look like."""
    before = "|".join(words.glued_before)
    names = "|".join(words.glued_names)
    verbs = "|".join(words.glued_verbs)
    pronouns = "|".join(words.glued_pronouns)
    return (
        re.compile(rf"\b(?P<left>(?i:{before}))(?P<right>[A-Z][a-z]{{2,}})"),
        re.compile(rf"\b(?P<left>{names})(?P<right>(?:{before}|{verbs}|[a-z]+ly)\b)"),
        re.compile(rf"\b(?P<left>(?i:{pronouns}))(?P<right>(?:{verbs})\b)"),
    )
