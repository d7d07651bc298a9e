"""Divides text into sentences: rules for news, its initials, abbreviations, quotations and brackets."""

import re
from collections.abc import Iterator

from extract.language.lemmas import lemma_of
from extract.language.lexicon import LanguageWords
from extract.model import Span

_QUOTES = {
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u2013": "-",
    "\u2014": "-",
}
_PLAIN = str.maketrans(_QUOTES)

_END = re.compile(
    r"(?P<mark>(?<![.!?])\.(?: ?\.)+|\u2026|(?<![.!?])[.!?]+)(?P<closers>[\"')\]]*)"
    r"(?:\s?\[\d{1,3}\])*(?: [:;=]-?[)(DP]+)?(?=\s|$|-)"  # [12] and :-) end the sentence before
)
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_LAST_WORD = re.compile(r"[^\s(\[\"/]+$")
_NEXT_WORD = re.compile(r"(?P<before>[\s\"'(\[*-]*)(?P<word>[\w'-]+)?")
_INITIAL = re.compile(r"(?:[A-Z]|[A-Z][a-z]?-[A-Z]|Yu|Ya|Zh|Kh|Ch|Sh|Ye|Ts|Dzh)\.")
_LETTERS = re.compile(r"(?:\w\.){2,}")
_BEGINS_WITH_INITIAL = re.compile(r"\s*[A-Z]\.")
_NUMBER = re.compile(r"\s*\d")
_LIST_NUMBER = re.compile(r"\s*\(?(?:\d{1,2}|[a-zA-Z])\.")
_LOOKED_AT = 300
"""Characters looked at before and behind a full stop: so the time grows with the text's length alone."""
_PLAIN_WORD = re.compile(r"[a-z]{3,}")
_FEWEST_WORDS = 4  # "At 3 p.m." is no sentence
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?"
_TELLS_TIME = re.compile(rf"\s*(?:{_WEEKDAY}|{_MONTH}|[A-Z]{{2,4}}\b|[A-Z]\w+ time\b)")


def plain_quotes(text: str) -> str:
    """Typographic quotation marks, apostrophes and dashes as plain ones, character for character."""
    return text.translate(_PLAIN)


def split_sentences(text: str, words: LanguageWords, span: Span | None = None) -> tuple[Span, ...]:
    """Find the sentences of a text, or of one span of it.

    A blank line always divides; a single line break does not.

    >>> from extract.language.lexicon import read_language_words
    >>> from extract.lexicon.files import SHIPPED
    >>> from extract.lexicon.verbs import read_verbs
    >>> text = 'Lt. Gen. A. I. Lebed met U.S. envoys at 9 a.m. Tuesday. "Is it peace?" he asked.'
    >>> [s.of(text) for s in split_sentences(text, read_language_words(SHIPPED, read_verbs(SHIPPED)))]
    ['Lt. Gen. A. I. Lebed met U.S. envoys at 9 a.m. Tuesday.', '"Is it peace?" he asked.']
    """
    shift = 0 if span is None else span.start
    plain = plain_quotes(text if span is None else span.of(text))
    found: list[Span] = []
    for paragraph in _paragraphs(plain):
        start = paragraph.start
        for end in [*_ends(plain, paragraph, words), paragraph.end]:
            sentence = _trimmed(plain, start, end)
            if len(sentence):
                found.append(Span(shift + sentence.start, shift + sentence.end))
            start = end
    return tuple(found)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, max(start, start + len(words.strip())))


def _ends(text: str, span: Span, words: LanguageWords) -> Iterator[int]:
    """Where sentences end inside a paragraph."""
    start = span.start
    for end in _END.finditer(text, span.start, span.end):
        before = text[max(start, end.start() - _LOOKED_AT) : end.end("mark")]
        after = text[end.end() : min(span.end, end.end() + _LOOKED_AT)]
        if after.strip() and not _goes_on(before, end, after, words):
            yield end.end()
            start = end.end()


def _goes_on(before: str, end: re.Match[str], after: str, words: LanguageWords) -> bool:
    """Whether the sentence goes on after a full stop or its like."""
    mark, closers = end["mark"], end["closers"]
    following = _NEXT_WORD.match(after)
    word = (following and following["word"]) or ""
    if _in_open_bracket(before, closers):
        return True
    if word[:1].islower():
        return mark != "." or bool(closers) or not _is_plain_end(before, words)
    if mark != ".":
        return bool(closers) and _is_speech_tag(after, words)
    if closers:
        return False
    return _is_abbreviation(before, word, after, words)


def _is_plain_end(before: str, words: LanguageWords) -> bool:
    """Whether a full stop follows an ordinary word, so that even a small letter begins a sentence."""
    last = _LAST_WORD.search(before.removesuffix("."))
    return (
        last is not None and bool(_PLAIN_WORD.fullmatch(last[0])) and f"{last[0]}." not in words.abbreviated
    )


def _in_open_bracket(before: str, closers: str) -> bool:
    """Whether a bracket is still open that was opened inside the sentence, not at its beginning."""
    inside = before.lstrip(" \n\t\"'")[1:] + closers
    return inside.count("(") > inside.count(")") or inside.count("[") > inside.count("]")


def _is_speech(word: str, words: LanguageWords) -> bool:
    return word.islower() and lemma_of(word, "VBD") in words.verbs.quotes


def _is_speech_tag(after: str, words: LanguageWords) -> bool:
    """Whether a quotation is followed by its speaker: `"Why?" Ivanov asked`."""
    first = after.split()[:5]
    verb = next((i for i, word in enumerate(first) if _is_speech(word.strip(",.;:"), words)), None)
    return verb is not None and verb > 0 and first[0] not in words.starters | {'"'}


def _is_abbreviation(before: str, following: str, after: str, words: LanguageWords) -> bool:
    """Whether the full stop only ends an abbreviation, an initial or the number of a list."""
    last = _LAST_WORD.search(before)
    word = last[0] if last else ""
    if word in words.never_final or _LIST_NUMBER.fullmatch(before):
        return True
    if word in words.before_numbers and _NUMBER.match(after):
        return True
    if word in words.mostly_final:
        return _TELLS_TIME.match(after) is not None or len(before.split()) < _FEWEST_WORDS
    if word in words.sometimes_final or _INITIAL.fullmatch(word) or _LETTERS.fullmatch(word):
        return following not in words.starters or _BEGINS_WITH_INITIAL.match(after) is not None
    return False
