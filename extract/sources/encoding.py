"""Bytes to text: which encoding, and whether it is text at all."""

import codecs
import re
import unicodedata
from itertools import pairwise

from charset_normalizer import from_bytes

from extract.model import Problem

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02
"""Share of control bytes beyond which bytes are no text: prose has none, telexes a few."""
_MOST_HIGH = 0.25
"""Share of bytes over 127 up to which 8-bit text is taken for Western: prose has under 5 %."""
_SAMPLE = 65_536
"""Bytes that are looked at to tell an encoding."""
_TYPOGRAPHIC = frozenset("\u2018\u2019“”\u2013—…•\u00b4 £§©«»°")
_ACCENTED = re.compile(r"(?<=[a-z])[à-öø-ÿšžœ](?=[a-z\W])")


def decode(content: bytes) -> str | Problem:
    """The text of `content`, or a problem that says why it is none.

    A byte-order mark decides, then UTF-8, then UTF-16 told by its zero bytes; what is left is 8-bit text:
    Windows (cp1252) or MacRoman, whichever gives the likelier letters, or by charset-normalizer where high
    bytes abound.

    >>> decode("café".encode("mac_roman"))
    'café'
    >>> decode(b"%PDF-1.4").code
    'not-text'
    """
    for magic, what in _MAGIC:
        if content.startswith(magic):
            return _not_text(f"is {what}, not text; convert it to text first")
    marked = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), None)
    if marked:
        return _if_prose(content.decode(marked, errors="replace"))
    if encoding := _unicode_of(content[:_SAMPLE]):
        try:
            return _if_prose(content.decode(encoding))
        except UnicodeError:
            pass  # an 8-bit encoding, then
    if len(_CONTROL.findall(content[:_SAMPLE])) > _MOST_CONTROL * len(content[:_SAMPLE]):
        return _not_text("holds binary data, not text")
    return _eight_bit(content)


def _if_prose(text: str) -> str | Problem:
    """The text, unless control characters abound."""
    sample = text[:_SAMPLE]
    few = len(_CONTROL_CHARACTER.findall(sample)) <= _MOST_CONTROL * len(sample)
    return text if few else _not_text("holds binary data, not text")


def _not_text(message: str) -> Problem:
    return Problem("sources", "not-text", f"The content {message}.")


def _unicode_of(sample: bytes) -> str | None:
    """The Unicode encoding that unmarked bytes could be in: UTF-16 shows by its zero bytes."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    many = len(sample) // 5
    if odd > many and not even:
        return "utf-16-le"
    if even > many and not odd:
        return "utf-16-be"
    return "utf-8" if len(_CONTROL.findall(sample)) <= _MOST_CONTROL * len(sample) else None


def _eight_bit(content: bytes) -> str | Problem:
    high = sum(byte > 127 for byte in content[:_SAMPLE])  # noqa: PLR2004  # the last ASCII byte
    if high > _MOST_HIGH * len(content[:_SAMPLE]):
        match = from_bytes(content[:_SAMPLE]).best()
        if match is None:
            return _not_text("is in no encoding that could be found out; convert it to UTF-8")
        return content.decode(match.encoding, errors="replace")
    readings = (content.decode("cp1252", errors="replace"), content.decode("mac_roman"))
    return max(readings, key=_likelihood)


def _likelihood(text: str) -> int:
    """How much the characters beyond ASCII look like English prose: quotes, dashes, accents inside words."""
    score = 2 * sum(character in _TYPOGRAPHIC for character in text) + 2 * len(_ACCENTED.findall(text))
    for before, character in pairwise(text):
        if character > "\x7f" and character not in _TYPOGRAPHIC:
            glued = before.islower() and unicodedata.category(character) == "Lu"
            score -= 2 if glued or not character.isalpha() else 0
    return score
