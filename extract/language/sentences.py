"""Divides text into sentences: rules for news, its initials, abbreviations, quotations and brackets."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from extract.language.lemmas import lemma_of
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
    r"(?P<mark>\.(?: ?\.)+|\u2026|[.!?]+)(?P<closers>[\"')\]]*)"
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
_ALSO_WORDS = frozenset({"Mar."})


def plain_quotes(text: str) -> str:
    """Typographic quotation marks, apostrophes and dashes as plain ones, character for character."""
    return text.translate(_PLAIN)


@cache
def abbreviations() -> tuple[str, ...]:
    """Abbreviations that keep their full stop as words; without those that spell another word."""
    lists = word_lists()
    listed = (lists["never_final"] | lists["sometimes_final"]) - _ALSO_WORDS
    return tuple(sorted(word for word in listed if word[:1].isupper()))


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The word lists of lexicon.toml, by name."""
    content = tomllib.loads((files("extract.language") / "lexicon.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in content.items()}


def split_sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Find the sentences of a text, or of one span of it.

    A blank line always divides; a single line break does not.

    >>> text = 'Lt. Gen. A. I. Lebed met U.S. envoys at 9 a.m. Tuesday. "Is it peace?" he asked.'
    >>> [s.of(text) for s in split_sentences(text)]
    ['Lt. Gen. A. I. Lebed met U.S. envoys at 9 a.m. Tuesday.', '"Is it peace?" he asked.']
    """
    shift = 0 if span is None else span.start
    words = plain_quotes(text if span is None else span.of(text))
    found: list[Span] = []
    for paragraph in _paragraphs(words):
        start = paragraph.start
        for end in [*_ends(words, paragraph), paragraph.end]:
            sentence = _trimmed(words, start, end)
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


def _ends(text: str, span: Span) -> Iterator[int]:
    """Where sentences end inside a paragraph."""
    start = span.start
    for end in _END.finditer(text, span.start, span.end):
        before = text[max(start, end.start() - _LOOKED_AT) : end.end("mark")]
        after = text[end.end() : min(span.end, end.end() + _LOOKED_AT)]
        if after.strip() and not _goes_on(before, end["mark"], end["closers"], after):
            yield end.end()
            start = end.end()


def _goes_on(before: str, mark: str, closers: str, after: str) -> bool:
    """Whether the sentence goes on after a full stop or its like."""
    following = _NEXT_WORD.match(after)
    word = (following and following["word"]) or ""
    if _in_open_bracket(before, closers):
        return True
    if word[:1].islower():
        return mark != "." or bool(closers) or not _is_plain_end(before)
    if mark != ".":
        return bool(closers) and _is_speech_tag(after)
    if closers:
        return False
    return _is_abbreviation(before, word, after)


def _is_plain_end(before: str) -> bool:
    """Whether a full stop follows an ordinary word, so that even a small letter begins a sentence."""
    last = _LAST_WORD.search(before.removesuffix("."))
    return (
        last is not None
        and _PLAIN_WORD.fullmatch(last[0]) is not None
        and f"{last[0]}." not in _abbreviated()
    )


@cache
def _abbreviated() -> frozenset[str]:
    lists = word_lists()
    names = ("never_final", "sometimes_final", "before_numbers", "mostly_final", "kept_with_stop")
    return frozenset(word for name in names for word in lists[name])


def _in_open_bracket(before: str, closers: str) -> bool:
    """Whether a bracket is still open that was opened inside the sentence, not at its beginning."""
    inside = before.lstrip(" \n\t\"'")[1:] + closers
    return inside.count("(") > inside.count(")") or inside.count("[") > inside.count("]")


def _is_speech(word: str) -> bool:
    return word.islower() and lemma_of(word, "VBD") in word_lists()["speech"]


def _is_speech_tag(after: str) -> bool:
    """Whether a quotation is followed by its speaker: `"Why?" Ivanov asked`."""
    words = after.split()[:5]
    verb = next((i for i, word in enumerate(words) if _is_speech(word.strip(",.;:"))), None)
    return verb is not None and verb > 0 and words[0] not in word_lists()["starters"] | {'"'}


def _is_abbreviation(before: str, following: str, after: str) -> bool:
    """Whether the full stop only ends an abbreviation, an initial or the number of a list."""
    last = _LAST_WORD.search(before)
    word, lists = last[0] if last else "", word_lists()
    if word in lists["never_final"] or _LIST_NUMBER.fullmatch(before):
        return True
    if word in lists["before_numbers"] and _NUMBER.match(after):
        return True
    if word in lists["mostly_final"]:
        return _TELLS_TIME.match(after) is not None or len(before.split()) < _FEWEST_WORDS
    if word in lists["sometimes_final"] or _INITIAL.fullmatch(word) or _LETTERS.fullmatch(word):
        return following not in lists["starters"] or _BEGINS_WITH_INITIAL.match(after) is not None
    return False
