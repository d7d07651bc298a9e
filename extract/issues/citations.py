"""Parentheses that say who reported a passage and when: "(Kyodo, Itar-Tass, July 13)".

A citation never carries a year; `extract.issues.published` finds it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.issues.publications import Pattern, Publication, Publications, Words
from extract.issues.written import calendar_day
from extract.model import Span

_PARENTHESIS = re.compile(r"\((?P<closed>[^()]{1,400})\)|\((?P<open>[^()\n]{1,200})(?=\n|\Z)")
_NO_TIME = r"(?!\d|:\d|\.\d\d|\s*(?:[apAP]\.?[mM]\b|GMT|gmt|UTC|hrs?\b|hours\b))"
"""What may not follow a number that is to be a day or a year: it would be a time of day."""
_DAY = rf"\d{{1,2}}{_NO_TIME}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s*(?:-|\u2013|—|,|&|and|through|to)\s*{_DAY})*"
_NO_NAME = re.compile(
    r"(?i)^(?:\d{1,4}(?:[:.]\d{2})?(?:\s*(?:gmt|utc|msk|cet|est|hrs?|hours|local(?: time)?))?"
    r"|\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?\s?m\.?|(?:no|nr|issue|vol)\.?\s*\d+|gmt|utc|local time)$"
)
"""What stands among sources and names none: a time of day, a number, a short year."""
_NOTE = re.compile(r"^(?:\((?P<number>\d{1,3})\)|(?P<plain>\d{1,3})[.)])\s*(?P<content>\S.*?)[.;]?$")
_NOTE_BREAK = re.compile(r"[;.]?(?<!\s)\s+(?=\(\d{1,3}\)\s)")
_NOTE_LABEL = re.compile(r"^(?:Sources|Notes|References):\s*", re.IGNORECASE)
_STOP_BEFORE = re.compile(r"(?:[.!?…]|^)[\"”\u2019')\]]*\s*$")
_STOP_AFTER = re.compile(r"\s*(?:[.!?…]|\n|$)")
_NEW_SENTENCE = re.compile(r"[.,;]?\s*(?:[\"“\u2018'(\[]*[A-Z0-9]|$)")
_SEE = re.compile(r"(?:^|,)\s*(?:for [^;,]{0,40}\s)?(?:also\s+)?see\b.*$", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+")
_WHOLE_YEAR = 1000
_CENTURY = 70
"""A year of two digits from here on lies in the last century."""
_EDGES = " \t\n,.:-\u2013—&"
_HEAD = 2_000
"""Characters in which the dateline that opens a text begins."""
_LEAD = 500
"""Characters of the sentence behind a dateline that are looked at."""
_SENTENCE_END = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z\"\u201c])|\n\s*\n")
_MOST_NAME_WORDS = 7
"""Words of a source's name: "Russian and Western news agencies" has five; a longer one is prose."""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day as it is cited; the year only where it is printed."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """Sources that share their days; no names where the text lost them, no days where it gives none."""

    names: tuple[str, ...]
    first: MonthDay | None
    last: MonthDay | None


@dataclass(frozen=True, slots=True)
class Parenthesis:
    """A parenthesis that is no body."""

    span: Span
    kind: Literal["citation", "cross-reference", "dateline"]
    """A citation closes a passage; a classic dateline ("TOKYO, July 13 -") opens one."""
    cited: tuple[Cited, ...] = ()
    opens: int | None = None
    """Where the passage begins that it governs, if that is before itself: the paragraph it stands in."""
    listed: bool = True
    """False for a numbered citation whose list is missing."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The dateline that opens a text, and the sentence behind it."""

    day: MonthDay
    lead: str


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
    found = list(_classic_datelines(text, region, publications.words))
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


def opening_dateline(text: str, words: Words) -> Opening | None:
    """The dateline that opens a text: "TOKYO, July 13 (Kyodo) -"; None where none does.

    >>> from extract.issues.publications import read_publications
    >>> opening_dateline("RIGA, November 28 (Agency) -- The president arrived.", read_publications().words)
    Opening(day=MonthDay(month=11, day=28, year=None), lead='The president arrived.')
    """
    found = next(_classic_datelines(text, Span(0, min(len(text), _HEAD)), words), None)
    days = [part.last for part in found.cited if part.last] if found else []
    if found is None or not days:
        return None
    lead = text[found.span.end : found.span.end + _LEAD]
    return Opening(days[0], _SENTENCE_END.split(lead, maxsplit=1)[0])


def parse_citation(content: str, words: Words) -> tuple[Cited, ...]:
    """The sources and days inside a citation's parenthesis; empty where the words are no citation.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> parse_citation("Itar-Tass, July 18-20", words)[0].last
    MonthDay(month=7, day=20, year=None)
    >>> parse_citation("Interfax, July 13, 22:30 GMT", words)[0].last
    MonthDay(month=7, day=13, year=None)
    >>> parse_citation("the vote was put off to July 20", words)
    ()
    """
    groups = [_SEE.sub("", group) for group in content.split(";")]
    cited = [part for group in groups for part in _cited_of(group, words) if not _is_own(part, words)]
    named = [name for part in cited for name in part.names]
    if not all(_is_source(name, words) for name in named):
        return ()
    if any(part.last for part in cited):
        return tuple(cited)
    known = bool(named) and all(_is_known(name, words) for name in named)
    return tuple(cited) if known else ()


def notes_of(line: str, words: Words) -> dict[int, tuple[Cited, ...]]:
    """What the line says that numbered citations stand for; empty where it is no line of such a list.

    >>> from extract.issues.publications import read_publications
    >>> list(notes_of("(14) Interfax, May 11", read_publications().words))
    [14]
    """
    notes: dict[int, tuple[Cited, ...]] = {}
    for part in _NOTE_BREAK.split(_NOTE_LABEL.sub("", line)):
        found = _NOTE.search(part)
        cited = parse_citation(found.group("content"), words) if found else ()
        if not found or not cited:
            return {}
        notes[int(found.group("number") or found.group("plain"))] = cited
    return notes


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
            names = (source,) if 0 < len(source.split()) <= _MOST_NAME_WORDS else ()
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


def _classic_datelines(text: str, region: Span, words: Words) -> Iterator[Parenthesis]:
    """Datelines that open a paragraph: "TOKYO, July 13 (Kyodo) - "."""
    opening = re.compile(
        r"(?<![^\n])[^\S\n]*(?P<line>(?P<place>[A-Z][A-Z.'\u2019 /-]{2,40}"
        rf"|[A-Z][a-z]+(?:[ -][A-Z][a-z]+){{0,2}}(?=,\s*\d{{1,2}}\s+(?:{words.month})\s*:))"
        r"(?:,\s*[A-Z][A-Za-z. ]{2,30})?,\s*"
        rf"(?P<date>(?:{words.month})\.?\s+\d{{1,2}}(?:,\s*\d{{4}})?"
        rf"|\d{{1,2}}\s+(?:{words.month})(?:\s+\d{{4}})?)"
        r"\s*(?:\((?P<source>[^()\n]{2,60})\)|,\s*(?P<named>[A-Z][\w/ "
        r"-]{1,30}?))?\s*(?:-{1,2}|\u2013|—|:)\s*)"
    )
    for found in opening.finditer(text, region.start, region.end):
        source = found.group("source") or found.group("named") or ""
        cited = tuple(_cited_of(f"{source}, {found.group('date')}", words))
        yield Parenthesis(Span(*found.span("line")), "dateline", cited)


def _cited_of(group: str, words: Words) -> Iterator[Cited]:
    """The sources of one group, each set with the date that follows it."""
    names: tuple[str, ...] = ()
    first: MonthDay | None = None
    last: MonthDay | None = None
    end = 0
    for found in _date_regex(words).finditer(group):
        between = _names_of(group[end : found.start()], words)
        days = _days_of(found, words)
        if first and not between:
            last = days[1]
        else:
            if first:
                yield Cited(names, first, last)
            names, (first, last) = between, days
        end = found.end()
    if first:
        yield Cited(names, first, last)
    if rest := _names_of(group[end:], words):
        yield Cited(rest, None, None)


def _date_regex(words: Words) -> re.Pattern[str]:
    """A day or days of a month: "July 13", "Sept. 9 through 11", "13 July", "June 22 & 23"."""
    month = rf"(?P<month>(?:{words.month})\b)\.?"
    european = rf"(?P<european_month>(?:{words.month})\b)\.?"
    return re.compile(
        rf"(?:{month}\s+(?P<days>{_DAYS})|(?<!\d)(?P<european_days>{_DAYS})\s+{european})"
        rf"(?:,?\s+(?P<year>(?:19|20)\d{{2}}){_NO_TIME})?"
    )


def _days_of(found: re.Match[str], words: Words) -> tuple[MonthDay, MonthDay]:
    month = words.months[(found.group("month") or found.group("european_month")).lower()]
    days = [int(day) for day in re.findall(r"\d+", found.group("days") or found.group("european_days"))]
    year = int(found.group("year")) if found.group("year") else None
    return MonthDay(month, days[0], year), MonthDay(month, days[-1], year)


def _names_of(words_between: str, words: Words) -> tuple[str, ...]:
    """Source names as they are listed: by commas, or by "and" where both sides are names of their own."""
    names: list[str] = []
    for part in words_between.split(","):
        name = _AND.sub(" and ", part).strip(_EDGES).removeprefix("and ").strip()
        for relay in words.relays:
            name = name.removeprefix(f"{relay} ")
        sides = name.split(" and ")
        if len(sides) > 1 and sides[-1].split()[-1:] and sides[-1].split()[-1] not in words.unnamed:
            names += sides
        else:
            names.append(name)
    return tuple(
        name for name in names if name and name not in {"and", "through", "to"} and not _NO_NAME.match(name)
    )


def _is_own(cited: Cited, words: Words) -> bool:
    """Whether a group names the digest itself: "the Monitor, July 10" refers to an earlier issue."""
    return bool(cited.names) and all(name.casefold() in words.titles for name in cited.names)


def _is_known(name: str, words: Words) -> bool:
    return name in words.agencies or name.rsplit(maxsplit=1)[-1] in words.unnamed


def _is_source(name: str, words: Words) -> bool:
    """Whether the words could name a source: few, mostly with capitals, or ending in "agencies" or so."""
    parts = name.split()
    if len(parts) > _MOST_NAME_WORDS:
        return False
    if _is_known(name, words):
        return True
    large = [_names_something(part) for part in parts]
    return large[0] and sum(large) * 2 >= len(parts)


def _names_something(word: str) -> bool:
    """Whether a word has a capital ("al-Jazeera"), begins with a figure or is a web address ("lenta.ru")."""
    return word.lower() != word or word[0].isdigit() or "." in word.strip(".")
