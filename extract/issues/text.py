"""The text that an issue is stored with: decoded and tidied. Spans point into it."""

import html
import re

from extract.model import Problem, RawIssue
from extract.sources.encoding import decode

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v]")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]"
)
_LINE_END = re.compile(r"\r\n?|\x85|\u2028|\u2029|\f")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_ACUTE_APOSTROPHE = re.compile(r"(?<=\w)\u00b4(?=\w)|(?<=s)\u00b4(?=\s)")


def stored_text(raw: RawIssue) -> str | Problem:
    r"""The decoded text with one kind of line end and space, without ligatures and invisible characters.

    Plain text comes back unchanged, so that offsets into what the caller gave hold; entities of HTML in it are decoded.

    >>> stored_text(RawIssue("the \ufb01rst\r\nse\u00adcond"))
    'the first\nsecond'
    """
    text = decode(raw.content) if isinstance(raw.content, bytes) else raw.content
    if isinstance(text, Problem):
        return text
    text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    text = _LINE_END.sub("\n", text).translate(_LIGATURES)
    return _ACUTE_APOSTROPHE.sub("'", _INVISIBLE.sub("", _SPACES.sub(" ", text)))
