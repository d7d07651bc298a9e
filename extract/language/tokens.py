"""Divides sentences into words, as the English treebanks of Universal Dependencies have them.

In time that grows with the length of the text alone: each pattern that looks ahead looks a bounded way.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.language.sentences import abbreviations, plain_quotes, word_lists
from extract.model import Span

_CHUNK = re.compile(r"\S+")
_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"]+(?<![.,;:!?)\]'"])                # the address of a page
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}                # of a person
  | [\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.(?:com|org|net|edu|gov|htm|html|pdf|docx?|DOC|xlsx?|XLS)\b
  | [a-z]{1,64}(?:\.[a-z]{1,64}){2,8}(?!\w)
  | [:;=8][-^']?[)(\]\[DPp](?!\w)                                  # a face
  | \d{3}[-.]\d{3}[-.]\d{4}(?!\d) | \d{3}-\d{4}(?!\d)              # a telephone
  | \d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/]) | \d{4}-\d\d-\d\d(?!\w)  # a day
  | \d{1,2}(?::\d\d)?(?=[aApP]\.?[mM]\b)                           # 7:30|pm
  | \d+(?:[.,:]\d+)*(?:'?s|st|nd|rd|th)?(?!\w) | (?<!\S)\.\d+(?!\w)
  | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?                          # U.S.
  | can(?=not(?!\w)) | gon(?=na(?!\w)) | wan(?=na(?!\w)) | got(?=ta(?!\w))
  | (?<=can)not(?!\w) | (?<=gon|wan)na(?!\w) | (?<=got)ta(?!\w)
  | (?:do|did|does|is|could|would|should|have|has|had|was|were|are|ca|wo)(?=nt(?!\w)) | (?<=[a-z])nt(?!\w)
  | [^\W\d_]{1,30}?(?=n't(?!\w)) | n't(?!\w)                       # do|n't
  | ['`](?:s|m|d|re|ve|ll)(?!\w)                                   # it|'s
  | [od]'(?=[^\W\d_])\w+                                           # O'Brien
  | '\d\ds?(?!\w)                                                  # '98
  | (?:e|co|re|non|pre|mid|semi|multi|mini|sub|inter|intra|trans|bi|neo)-(?=[^\W\d_])\w+(?!-)
  | \w+(?:&\w+)*                                                   # a word; AT&T
  | \.{2,}[!?]* | [!?.]{1,64}(?<=[!?]) | -{2,} | (?P<mark>[=*_~+\#<>|$])(?P=mark)* | '' | ``
  | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[^\W\d_]\.|\w+\.")
_CACHED = 40
"""Characters of the longest chunk that is remembered."""
_BLANKS = str.maketrans(dict.fromkeys("\n\t\r\x0b\x0c\xa0", " "))


def split_words(text: str, sentence: Span) -> tuple[Span, ...]:
    """The words of a sentence.

    >>> text = 'The U.S. envoy didn\u2019t meet ex-President A. B. Ivanov, officials said.'
    >>> [word.of(text) for word in split_words(text, Span(0, len(text)))][:8]
    ['The', 'U.S.', 'envoy', 'did', 'n\u2019t', 'meet', 'ex', '-']
    """
    words = plain_quotes(sentence.of(text)).translate(_BLANKS)
    found: list[Span] = []
    for chunk in _CHUNK.finditer(words):
        at = sentence.start + chunk.start()
        cut = _ends if len(chunk[0]) <= _CACHED else _ends.__wrapped__
        start = 0
        for end in cut(chunk[0], chunk.end() == len(words)):
            found.append(Span(at + start, at + end))
            start = end
    return tuple(found)


@lru_cache(maxsize=200_000)
def _ends(chunk: str, last: bool) -> tuple[int, ...]:  # noqa: FBT001  # cached, so by position
    """Where the words of a chunk without blanks end; `last`: in its sentence."""
    return tuple(_joined_stops([match.span() for match in _TOKEN.finditer(chunk)], chunk, last))


def _joined_stops(spans: list[tuple[int, int]], chunk: str, last: bool) -> Iterator[int]:  # noqa: FBT001
    """Ends of words, with the full stop of an abbreviation joined to it."""
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else (end, end)
        stop = chunk[slice(*following)] == "."
        final = last and number + 2 >= len(spans)
        if not (stop and _keeps_its_stop(chunk[start : end + 1], final)):
            yield end


def _keeps_its_stop(word: str, final: bool) -> bool:  # noqa: FBT001
    """Whether a word with its full stop is one: an abbreviation, or an initial inside a sentence."""
    return word in _abbreviations() or (not final and len(word) == _INITIAL and word[0].isupper())


_INITIAL = 2


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(abbreviations()) | word_lists()["never_final"] | word_lists()["kept_with_stop"]
