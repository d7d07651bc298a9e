"""Divides sentences into words, as the English treebanks of Universal Dependencies have them.

In time that grows with the length of the text alone: each pattern that looks ahead looks a bounded way.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from extract.language.lexicon import LanguageWords
from extract.language.sentences import plain_quotes
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
_CACHED = 40
"""Characters of the longest chunk that is remembered."""
_BLANKS = str.maketrans(dict.fromkeys("\n\t\r\x0b\x0c\xa0", " "))


def split_words(text: str, sentence: Span, known: LanguageWords, most: int | None = None) -> tuple[Span, ...]:
    """The words of a sentence, the first `most`; those that are known as abbreviations keep their full stop.

    >>> from extract.language.lexicon import read_language_words
    >>> from extract.lexicon.files import SHIPPED
    >>> from extract.lexicon.verbs import read_verbs
    >>> text = "The U.S. envoy didn't meet ex-President A. B. Ivanov, officials said."
    >>> words = split_words(text, Span(0, len(text)), read_language_words(SHIPPED, read_verbs(SHIPPED)))
    >>> [word.of(text) for word in words][:8]
    ['The', 'U.S.', 'envoy', 'did', "n't", 'meet', 'ex', '-']
    """
    return tuple(islice(_words(text, sentence, known, most), most))


def _words(text: str, sentence: Span, known: LanguageWords, most: int | None) -> Iterator[Span]:
    plain = plain_quotes(sentence.of(text)).translate(_BLANKS)
    enough = None if most is None else most + 2  # a full stop may belong to the word before
    for chunk in _CHUNK.finditer(plain):
        at = sentence.start + chunk.start()
        spans = _cut(chunk[0]) if len(chunk[0]) <= _CACHED else tuple(islice(_words_in(chunk[0]), enough))
        start = 0
        for end in _ends(spans, chunk[0], known, last=chunk.end() == len(plain)):
            yield Span(at + start, at + end)
            start = end


@lru_cache(maxsize=200_000)
def _cut(chunk: str) -> tuple[tuple[int, int], ...]:
    """The words of a chunk without blanks, each full stop apart."""
    return tuple(_words_in(chunk))


def _words_in(chunk: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _TOKEN.finditer(chunk))


def _ends(
    spans: tuple[tuple[int, int], ...], chunk: str, known: LanguageWords, *, last: bool
) -> Iterator[int]:
    """Ends of words, the full stop of an abbreviation joined to it; `last`: of the chunks of its sentence."""
    for number, (start, end) in enumerate(spans):
        final = last and number + 2 >= len(spans)
        stop = number + 1 < len(spans) and chunk[slice(*spans[number + 1])] == "."
        if not (stop and _keeps_its_stop(chunk[start : end + 1], known, final=final)):
            yield end


def _keeps_its_stop(word: str, known: LanguageWords, *, final: bool) -> bool:
    """Whether a word with its full stop is one: an abbreviation, or an initial inside a sentence."""
    return word in known.with_stop or (not final and len(word) == _INITIAL and word[0].isupper())


_INITIAL = 2
"""Characters of an initial."""
