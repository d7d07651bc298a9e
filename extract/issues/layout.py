"""What each line of a raw item is: header, headline, masthead, footer, mark or body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extract.issues.citations import notes_of
from extract.issues.profiles import DEFAULT_DATE_ORDER, DateOrder, Pattern, PatternKind, Publications, Words
from extract.model import Furniture, Span

LineKind = Literal["header", "headline", "next-headline", "masthead", "footer", "mark", "note", "body"]

_LINE_KINDS: dict[PatternKind, LineKind] = {"masthead": "masthead", "footer": "footer", "mark": "mark"}
"""What a line is that a pattern of the kind matches."""
_ENDING = 40
"""Characters at a line's end that tell whether its sentence ends there."""
_LONGEST_HEADLINE = 200
"""Characters. The longest of the Monitor's 105 issues has 117."""
_LONGEST_LINE = 400
"""Characters of a line of furniture; a longer one is body. A header may have body behind it."""
_SHORTEST_HEADLINE = 4
"""Letters: "IMF" alone is none, "IRAQ" may head a section."""
_BETWEEN_HEADERS = " \t,;:|-\u2013\u2014"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_RUN_IN = re.compile(r"(?P<headline>[^a-z\n]{12,200}[.!?\u2026])\s+(?=[\"\u201c]?[A-Z][a-z\u2019' ])")
"""A headline in capitals on the line of the body's first words; 12 characters spare "NATO. The"."""
_MONTHS = 12
_FEWEST_WORDS = 2
"""Words of a headline in title case: one word alone is no headline."""
_CAPITALS = 0.85
"""Share of capitals among the letters of a headline in capitals: room for "McDONALD", "YELTSIN's"."""
_WORD = re.compile(r"[^\W\d_][\w.\u2019'-]*")
_SENTENCE_END = re.compile(r"[.!?…:)\]][\"”\u2019')\]]*$")
_MORE_AT_END = re.compile(r"\s(?P<mark>(?:\[|\()?MORE(?:\]|\))?(?:\s*(?:\.{2,}|…|»|>+))?)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its outer spaces; never empty."""

    span: Span
    kind: LineKind
    after_blank: bool
    """Whether the line before it is blank, or there is none."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the headers of an item say; None where they are silent."""

    publication: str | None = None
    volume: int | None = None
    number: int | None = None
    printed: date | None = None
    """The day that is printed at the top."""


@dataclass(frozen=True, slots=True)
class Region:
    """Body lines with no furniture line between them, under one headline."""

    span: Span
    headline: Span | None


@dataclass(frozen=True, slots=True)
class Layout:
    """An item taken apart."""

    header: Header
    regions: tuple[Region, ...]
    furniture: tuple[Furniture, ...]
    notes: tuple[Span, ...]
    """The lines of the list that numbered citations point to."""


def lay_out(text: str, publications: Publications, date_order: DateOrder = DEFAULT_DATE_ORDER) -> Layout:
    """Tell body from furniture in one item."""
    lines, header = _label(text, _Looks.of(publications), date_order)
    lines = _mark_next_headline(_join_footer(lines))
    if not any(line.kind == "body" for line in lines) and header == Header():
        lines = [replace(line, kind="body" if line.kind == "headline" else line.kind) for line in lines]
    notes = tuple(line.span for line in lines if line.kind == "note")
    return Layout(header, tuple(_regions(text, lines)), tuple(_furniture(text, lines)), notes)


def header_starts(text: str, publications: Publications) -> tuple[int, ...]:
    """Where the headers begin that name a publication or a number: one for each item of a file."""
    looks = _Looks.of(publications)
    starts: list[int] = []
    in_header = False
    for span, _ in _stripped_lines(text):
        found = _first_match(span.of(text), looks.top)
        if found and found[0].kind == "header":
            starts += [] if in_header else [span.start]
            in_header = True
        elif not found:
            in_header = False
    return tuple(starts)


def is_headline_in_capitals(line: str) -> bool:
    """Whether the line is set in capitals.

    >>> is_headline_in_capitals("MOSCOW ASKS IMF FOR US$10-15 BILLION.")
    True
    """
    if len(line) > _LONGEST_LINE:
        return False
    letters = [character for character in line if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return _SHORTEST_HEADLINE <= len(letters) <= _LONGEST_HEADLINE and capitals >= _CAPITALS * len(letters)


def is_headline_in_title_case(line: str, words: Words) -> bool:
    """Whether every word but the small ones has a capital, as no sentence has.

    >>> from extract.issues.profiles import load_publications
    >>> words = load_publications().words
    >>> is_headline_in_title_case("Bigger Role for Security Council.", words)
    True
    >>> is_headline_in_title_case("Prime Minister Kirienko met Boris Yeltsin.", words)
    False
    """
    if len(line) > _LONGEST_HEADLINE or "(" in line:
        return False
    found = [match.group().rstrip(".") for match in _WORD.finditer(line)]
    large = sum(word.lower() != word for word in found)
    small = sum(word in words.small for word in found)
    return large >= _FEWEST_WORDS and large + small == len(found)


def _stripped_lines(text: str) -> Iterator[tuple[Span, bool]]:
    """The lines that hold something, and whether each follows a blank line or none."""
    after_blank = True
    for match in re.finditer(r"[^\n]*\n?", text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            after_blank = True
            continue
        start = match.start() + line.index(stripped[0])
        yield Span(start, start + len(stripped)), after_blank
        after_blank = False


def _first_match(line: str, patterns: tuple[Pattern, ...]) -> tuple[Pattern, re.Match[str]] | None:
    for pattern in patterns:
        if pattern.kind != "header" and len(line) > _LONGEST_LINE:
            continue
        if found := pattern.regex.search(line):
            return pattern, found
    return None


@dataclass(frozen=True, slots=True)
class _Looks:
    """The lexicon's patterns by where they count."""

    top: tuple[Pattern, ...]
    """Headers, printed days and bylines: above the body."""
    below: tuple[Pattern, ...]
    """Headers alone: anywhere."""
    lines: tuple[Pattern, ...]
    """Whole lines of furniture."""
    words: Words

    @classmethod
    def of(cls, publications: Publications) -> "_Looks":
        return cls(
            top=publications.of_kind("header", "printed-day", "head"),
            below=publications.of_kind("header"),
            lines=publications.of_kind("masthead", "footer", "mark"),
            words=publications.words,
        )


def _label(text: str, looks: _Looks, date_order: DateOrder) -> tuple[list[Line], Header]:
    lines: list[Line] = []
    header = Header()
    in_head = True
    for span, after_blank in _stripped_lines(text):
        rest = span
        while rest and (found := _first_match(rest.of(text), looks.top if in_head else looks.below)):
            header = _read_header(header, found[1], looks.words, date_order)
            end = rest.start + found[1].end()
            lines.append(Line(Span(rest.start, end), "header", after_blank))
            rest = _without_edges(text, Span(end, rest.end))
        if (not lines or lines[-1].kind != "body") and (run_in := _run_in_headline(text, rest)):
            lines.append(Line(run_in, "headline", after_blank))
            rest = _without_edges(text, Span(run_in.end, rest.end))
        if rest:
            kind = _kind_of(text, Line(rest, "body", after_blank), lines[-1] if lines else None, looks)
            lines.append(Line(rest, kind, after_blank))
            in_head = in_head and kind != "body"
    return lines, header


def _run_in_headline(text: str, line: Span) -> Span | None:
    found = _RUN_IN.match(text, line.start, line.end)
    if found and is_headline_in_capitals(found.group("headline")):
        return Span(*found.span("headline"))
    return None


def _without_edges(text: str, span: Span) -> Span:
    """What a header leaves of its line, without the spaces and dashes between."""
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip(_BETWEEN_HEADERS))
    return Span(start, max(start, span.start + len(inside.rstrip())))


def _kind_of(text: str, line: Line, before: Line | None, looks: _Looks) -> LineKind:
    words = line.span.of(text)
    if found := _first_match(words, looks.lines):
        return _LINE_KINDS[found[0].kind]
    if notes_of(words, looks.words):
        return "note"
    if before is not None and before.kind == "body" and not line.after_blank:
        end = text[max(before.span.start, before.span.end - _ENDING) : before.span.end]
        if not _SENTENCE_END.search(end):
            return "body"
    if is_headline_in_capitals(words):
        return "headline"
    alone = _ends_paragraph(text, line.span) and is_headline_in_title_case(words, looks.words)
    return "headline" if alone else "body"


def _ends_paragraph(text: str, span: Span) -> bool:
    """Whether a blank line or the end of the text follows."""
    line_end = text.find("\n", span.end)
    next_end = text.find("\n", line_end + 1)
    return line_end < 0 or not text[line_end + 1 : next_end if next_end >= 0 else len(text)].strip()


def _read_header(header: Header, found: re.Match[str], words: Words, date_order: DateOrder) -> Header:
    """Add what one more header line says; what was said first stays."""
    said = found.groupdict()
    return Header(
        publication=header.publication or said.get("publication"),
        volume=header.volume if header.volume is not None else _number(said.get("volume")),
        number=header.number if header.number is not None else _number(said.get("number")),
        printed=header.printed or _printed_day(said, words, date_order),
    )


def _number(digits: str | None) -> int | None:
    if digits in _ROMAN:
        return _ROMAN.index(digits) + 1
    return int(digits) if digits else None


def _printed_day(said: dict[str, str | None], words: Words, date_order: DateOrder) -> date | None:
    """The day of a header's named groups; None where they name none or it is in no calendar."""
    year = said.get("year")
    if year is None:
        return None
    if said.get("first"):
        first, second = int(said["first"] or 0), int(said["second"] or 0)
        day_first = date_order == "dmy" or first > _MONTHS
        month, day = (second, first) if day_first else (first, second)
    else:
        name = said.get("month_name")
        month = words.months[name.lower()] if name else int(said["month"] or 0)
        day = int(said["day"] or 0)
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def _join_footer(lines: list[Line]) -> list[Line]:
    """What follows a footer below the body belongs to it: addresses, links; a header begins the next item."""
    joined: list[Line] = []
    for line in lines:
        below = bool(joined) and joined[-1].kind == "footer" and any(seen.kind == "body" for seen in joined)
        joined.append(replace(line, kind="footer") if below and line.kind != "header" else line)
    return joined


def _mark_next_headline(lines: list[Line]) -> list[Line]:
    """Headlines with no body below them announce the next item."""
    last_body = max((at for at, line in enumerate(lines) if line.kind == "body"), default=len(lines))
    return [
        replace(line, kind="next-headline") if at > last_body and line.kind == "headline" else line
        for at, line in enumerate(lines)
    ]


def _regions(text: str, lines: list[Line]) -> Iterator[Region]:
    headline: Span | None = None
    region: Span | None = None
    for before, line in zip([None, *lines], lines, strict=False):
        if line.kind == "body":
            region = Span(region.start if region else line.span.start, _body_end(text, line))
            continue
        if region:
            yield Region(region, headline)
            headline = None if line.kind == "header" else headline
        region = None
        if line.kind == "headline":
            joins = before is not None and before.kind == "headline" and not line.after_blank
            headline = Span(headline.start, line.span.end) if headline and joins else line.span
    if region:
        yield Region(region, headline)


def _body_end(text: str, line: Line) -> int:
    """Where the line's body ends: before a MORE that cuts it off."""
    cut = _MORE_AT_END.search(line.span.of(text))
    return line.span.start + cut.start() if cut else line.span.end


def _furniture(text: str, lines: list[Line]) -> Iterator[Furniture]:
    for line in lines:
        if line.kind != "body":
            yield Furniture(line.span, "citation" if line.kind == "note" else line.kind)
        elif cut := _MORE_AT_END.search(line.span.of(text)):
            yield Furniture(Span(line.span.start + cut.start("mark"), line.span.end), "mark")
