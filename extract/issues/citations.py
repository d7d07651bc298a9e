"""Parentheses that say who reported a passage and when: "(Kyodo, Itar-Tass, July 13)".

A citation never carries a year; `extract.issues.published` finds it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.issues.cited import MOST_NAME_WORDS, Cited, MonthDay, parse_citation
from extract.issues.datelines import datelines
from extract.issues.publications import Pattern, Publication, Publications
from extract.issues.written import calendar_day
from extract.model import Span

_PARENTHESIS = re.compile(r"\((?P<closed>[^()]{1,400})\)|\((?P<open>[^()\n]{1,200})(?=\n|\Z)")
_STOP_BEFORE = re.compile(r"(?:[.!?…]|^)[\"”\u2019')\]]*\s*$")
_STOP_AFTER = re.compile(r"\s*(?:[.!?…]|\n|$)")
_NEW_SENTENCE = re.compile(r"[.,;]?\s*(?:[\"“\u2018'(\[]*[A-Z0-9]|$)")
_WHOLE_YEAR = 1000
_CENTURY = 70
"""A year of two digits from here on lies in the last century."""


@dataclass(frozen=True, slots=True)
class Parenthesis:
    """A parenthesis that is no body."""

    span: Span
    kind: Literal["citation", "cross-reference", "dateline"]
    """A citation closes a passage; a classic dateline ("TOKYO, July 13 -") opens one."""
    cited: tuple[Cited, ...] = ()
    weekday: int | None = None
    """The day of a dateline that has no more than that: 0, Monday, to 6."""
    opens: int | None = None
    """Where the passage begins that it governs, if that is before itself: the paragraph it stands in."""
    listed: bool = True
    """False for a numbered citation whose list is missing."""


def find_parentheses(  # noqa: PLR0913  # its context is passed in
    text: str,
    region: Span,
    publications: Publications,
    publication: Publication,
    notes: Mapping[int, tuple[Cited, ...]],
    *,
    numbered: bool,
) -> Iterator[Parenthesis]:
    """Citations, datelines and cross-references of a region of body text, in order.

    Args:
        text: the whole stored text.
        region: where to look.
        publications: the lexicon.
        publication: whose citations they are.
        notes: what numbered citations stand for.
        numbered: whether a lone "(14)" after a sentence is a citation even where no list explains it.
    """
    found = [
        Parenthesis(one.span, "dateline", one.cited, one.weekday)
        for one in datelines(text, region, publications.words)
    ]
    for match in _PARENTHESIS.finditer(text, region.start, region.end):
        content = " ".join((match.group("closed") or match.group("open")).split())
        place = _Place.of(text, region, Span(*match.span()), found)
        if content.isdigit():
            found += _numbered(place, int(content), notes, numbered=numbered)
        elif quoted := _quoted(text, place, content, publications.patterns_of(publication, "citation")):
            found.append(quoted)
        elif match.group("closed") or parse_citation(content, publications.words):
            found += _named(place, content, publications, publication)
    taken = -1
    for parenthesis in sorted(found, key=lambda one: one.span):
        if parenthesis.span.start >= taken:
            yield parenthesis
            taken = parenthesis.span.end


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a parenthesis stands among sentences."""

    span: Span
    after_stop: bool
    before_stop: bool
    before_sentence: bool

    @classmethod
    def of(cls, text: str, region: Span, span: Span, found: Sequence[Parenthesis]) -> "_Place":
        follows = (
            bool(found) and found[-1].kind == "citation" and not text[found[-1].span.end : span.start].strip()
        )
        before = text[max(region.start, span.start - 12) : span.start]
        after = text[span.end : min(region.end, span.end + 12)]
        return cls(
            span=span,
            after_stop=follows or bool(_STOP_BEFORE.search(before)),
            before_stop=bool(_STOP_AFTER.match(after)),
            before_sentence=bool(_NEW_SENTENCE.match(after)),
        )

    @property
    def closes(self) -> bool:
        """Whether a passage may end here."""
        return self.before_stop or (self.after_stop and self.before_sentence)


def _numbered(
    place: _Place, number: int, notes: Mapping[int, tuple[Cited, ...]], *, numbered: bool
) -> Iterator[Parenthesis]:
    if number in notes:
        yield Parenthesis(place.span, "citation" if place.closes else "cross-reference", notes[number])
    elif place.closes and numbered:
        yield Parenthesis(place.span, "citation", listed=False)


def _quoted(text: str, place: _Place, content: str, patterns: Sequence[Pattern]) -> Parenthesis | None:
    """A citation in the first words of a paragraph, its source before it: Reuters ("TITLE," 08/24/98)."""
    for pattern in patterns:
        if found := pattern.regex.search(content):
            paragraph = text.rfind("\n\n", 0, place.span.start)
            opens = max(text.rfind("\n", 0, place.span.start) if paragraph < 0 else paragraph + 1, -1) + 1
            month, day, year = (int(found[name]) for name in ("month", "day", "year"))
            year += 0 if year >= _WHOLE_YEAR else 1900 if year >= _CENTURY else 2000
            cited_day = MonthDay(month, day, year) if calendar_day(year, month, day) else None
            source = " ".join(text[opens : place.span.start].split())
            names = (source,) if 0 < len(source.split()) <= MOST_NAME_WORDS else ()
            cited = Cited(names, cited_day, cited_day)
            return Parenthesis(place.span, "dateline", (cited,), opens=opens)
    return None


def _named(
    place: _Place, content: str, publications: Publications, publication: Publication
) -> Iterator[Parenthesis]:
    cross = publications.patterns_of(publication, "cross-reference")
    if any(pattern.regex.search(content) for pattern in cross):
        rest = content.partition(";")[2]
        cited = parse_citation(rest, publications.words) if rest else ()
        yield Parenthesis(place.span, "citation" if cited else "cross-reference", cited)
        return
    cited = parse_citation(content, publications.words)
    named = any(part.names for part in cited)
    dated = any(part.last for part in cited)
    if not cited or not (named or content.startswith(",") or place.after_stop):
        return
    if place.closes and (dated or place.after_stop):
        yield Parenthesis(place.span, "citation", cited)
    elif dated and named:
        yield Parenthesis(place.span, "cross-reference", cited)
