"""What each line of a raw text is: header, headline, masthead, footer, mark or body."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.issues.cited import notes_of
from extract.issues.datelines import Opening, is_dateline, opening_dateline
from extract.issues.headings import (
    dated_heading,
    is_headline_in_capitals,
    is_headline_in_title_case,
)
from extract.issues.inline_heads import heads_of_items
from extract.issues.levels import BULLET, Above, Line, LineKind, Region
from extract.issues.printed import Stated, day_at_foot, day_of_slug, day_stated_in, days_stated_in
from extract.issues.publications import DateOrder, Pattern, PatternKind, Publication, Publications, Words
from extract.model import Furniture, Span

_LINE_KINDS: dict[PatternKind, LineKind] = {"masthead": "masthead", "footer": "footer", "mark": "mark"}
"""What a line is that a pattern of the kind matches."""
_ENDING = 40
"""Characters at a line's end that tell whether its sentence ends there."""
_LONGEST_LINE = 400
"""Characters of a line of furniture; a longer one is body. A header may have body behind it."""
_BETWEEN_HEADERS = " \t,;:|-\u2013\u2014"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_RUN_IN = re.compile(
    r"(?P<headline>[^a-z\n]{12,200}[.!?\u2026])\s+(?=[\"\u201c\u2018']?[A-Z0-9$][\w,\u2019']*\s)"
    r"|(?P<label>[^a-z\n:]{5,80}:)\s+(?=[\"\u201c\u2018']?[A-Z0-9$][\w,\u2019']*\s)"
)
"""A headline in capitals on the line of the body's first words; 12 characters spare "NATO. The"."""
_SENTENCE_END = re.compile(r"[.!?…:;)\]][\"”\u2019')\]]{0,9}$")
_STOP = re.compile(r"[.!?…;,][\"”\u2019')\]]*$")
_FULL_STOP = re.compile(r"[.!?][\"”\u2019')\]]*$")
_SENTENCE_WITHIN = re.compile(r"[a-z]{3}[.!?][\"”\u2019]?\s+\S|[a-z][.!?][\"”\u2019]?\s*\(")
_PROSE_WORDS = 8
"""Words from which on a line with small words is prose: the head of the text ends there."""
_LONGEST_SUBTITLE = 80
"""Characters of a line of small words that may still stand above the line with the day."""
_SUBTITLE_LINES = 3
"""The first lines, among which a subtitle may be."""
_FOOT_LINES = 6
"""Lines from the end that may state the day at the foot."""
_FEWEST_LETTERS = 4
"""Letters of a heading: "IMF" alone is none."""
_MOST_HEADING_WORDS = 16
"""Words of a heading that is not told by its capitals."""
_MOST_HEADING_LINES = 3
"""Lines of a heading; more are a list of contents."""
_MORE_AT_END = re.compile(r"\s(?P<mark>(?:\[|\()?MORE(?:\]|\))?(?:\s*(?:\.{2,}|…|»|>+))?)$")
_WORD = re.compile(r"[^\W\d_][\w.\u2019'-]*")


@dataclass(frozen=True, slots=True)
class Header:
    """What the headers of an item say; None where they are silent."""

    publication: str | None = None
    volume: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """An item taken apart."""

    header: Header
    regions: tuple[Region, ...]
    furniture: tuple[Furniture, ...]
    notes: tuple[Span, ...]
    """The lines of the list that numbered citations point to."""
    stated: tuple[Stated, ...] = ()
    """The days that lines of the head state, or of the foot where the head states none."""
    head: tuple[str, ...] = ()
    """The lines above the body."""
    foot: tuple[str, ...] = ()
    """Those of the last lines that are no body: a day in a sentence tells nothing of the digest's."""
    opening: Opening | None = None
    """The dateline that opens the text."""


def lay_out(
    text: str, publications: Publications, publication: Publication, order: DateOrder | None = None
) -> Layout:
    """Tell body from furniture in one item, by its publication's own looks and those of every text."""
    looks = _Looks.of(publications, publication, order or publication.date_order)
    lines, header, stated = _label(text, looks)
    lines = _mark_next_headline(_join_footer(_settle_headings(text, lines, looks)))
    if not any(line.kind == "body" for line in lines) and header == Header() and not stated:
        lines = [replace(line, kind="body" if line.kind == "headline" else line.kind) for line in lines]
    notes = tuple(line.span for line in lines if line.kind == "note")
    head = tuple(line.span.of(text) for line in _head_of(lines))
    foot = tuple(line.span.of(text) for line in lines[-_FOOT_LINES:] if line.kind != "body")
    if not stated:
        lines, stated = _read_foot(text, lines, looks)
    heads = heads_of_items(text, _paragraphs(text, lines), looks.words)
    regions = tuple(_regions(text, lines, heads))
    opening = opening_dateline(text, looks.words)
    return Layout(header, regions, tuple(_furniture(text, lines)), notes, tuple(stated), head, foot, opening)


def header_starts(text: str, publications: Publications) -> tuple[int, ...]:
    """Where the headers begin that name a publication or a number: one for each item of a file."""
    looks = _Looks.of(publications, publications.general, None)
    starts: list[int] = []
    in_header = False
    for span, _ in _stripped_lines(text):
        line = span.of(text)
        found = _first_match(line, looks.top)
        if found and found[0].kind == "header":
            starts += [] if in_header else [span.start]
            in_header = True
        elif not found and not day_stated_in(line, looks.words):
            in_header = False
    return tuple(starts)


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
    """Headers, titles and bylines: above the body."""
    slugs: tuple[Pattern, ...]
    """First lines of a wire that hold its day."""
    below: tuple[Pattern, ...]
    """Headers alone: anywhere."""
    lines: tuple[Pattern, ...]
    """Whole lines of furniture."""
    words: Words
    order: DateOrder | None

    @classmethod
    def of(cls, publications: Publications, publication: Publication, order: DateOrder | None) -> "_Looks":
        return cls(
            top=publications.patterns_of(publication, "header", "title", "slug", "head"),
            slugs=publications.patterns_of(publication, "slug"),
            below=publications.patterns_of(publication, "header"),
            lines=publications.patterns_of(publication, "masthead", "footer", "mark"),
            words=publications.words,
            order=order,
        )


def _label(text: str, looks: _Looks) -> tuple[list[Line], Header, list[Stated]]:
    lines: list[Line] = []
    header = Header()
    stated: list[Stated] = []
    in_head = True
    subtitle = False
    for span, after_blank in _stripped_lines(text):
        days = _days_of(span.of(text), looks) if in_head else ()
        if subtitle:
            in_head = bool(days) and days[0].opens
            days = days if in_head else ()
            lines = [_above_day(line) for line in lines] if in_head else lines
        rest = span
        while rest and (found := _first_match(rest.of(text), looks.top if in_head else looks.below)):
            header = _read_header(header, found[1])
            end = rest.end if found[0].kind == "title" else rest.start + found[1].end()
            lines.append(Line(Span(rest.start, end), "header", after_blank))
            rest = _without_edges(text, Span(end, rest.end))
        subtitle = False
        if days:
            stated += days
            if rest:
                titled = header.publication is None
                lines.append(
                    _day_line(
                        Line(rest, "header", after_blank, is_stated=True, ends_title=titled), text, looks
                    )
                )
            continue
        if rest:
            lines += _labelled(text, Line(rest, "body", after_blank), lines, looks)
            prose = in_head and lines[-1].kind == "body" and _is_prose(rest.of(text))
            subtitle = prose and len(lines) <= _SUBTITLE_LINES and _may_be_subtitle(rest.of(text))
            in_head = in_head and (subtitle or not prose)
    return lines, header, stated


def _days_of(line: str, looks: _Looks) -> tuple[Stated, ...]:
    """The days that a line of the head states."""
    slug = day_of_slug(line, looks.slugs, looks.words, looks.order)
    return (slug,) if slug else days_stated_in(line, looks.words, looks.order)


def _above_day(line: Line) -> Line:
    """A line that the line of the day shows to be a subtitle, and no body."""
    return replace(line, kind="header") if line.kind == "body" else line


def _may_be_subtitle(line: str) -> bool:
    """Whether a line of small words is no sentence: "Who did what to whom, and when it bites"."""
    return len(line) <= _LONGEST_SUBTITLE and not _STOP.search(line) and not _SENTENCE_WITHIN.search(line)


def _day_line(line: Line, text: str, looks: _Looks) -> Line:
    """The line as a day's, if it is a day and no more; else as it is."""
    words = line.span.of(text)
    day = dated_heading(words, looks.words)
    return replace(line, kind="day", day=day) if day and day.length == len(words) else line


def _labelled(text: str, line: Line, before: Sequence[Line], looks: _Looks) -> Iterator[Line]:
    """The line with its kind; a heading that runs into the body first, by itself."""
    last = before[-1] if before else None
    opens = last is None or last.kind != "body" or line.after_blank
    if opens and (day := dated_heading(line.span.of(text), looks.words)):
        yield Line(Span(line.span.start, line.span.start + day.length), "day", line.after_blank, day)
        line = replace(line, span=_without_edges(text, Span(line.span.start + day.length, line.span.end)))
        opens, last = True, None
    run_in = _run_in_headline(text, line.span) if opens and line.span else None
    if run_in and (text[run_in.end - 1] != ":" or not _looks_like_heading(line.span.of(text))):
        yield Line(run_in, "headline", line.after_blank)
        line = replace(line, span=_without_edges(text, Span(run_in.end, line.span.end)))
        last = None
    if line.span:
        yield replace(line, kind=_kind_of(text, line, last, looks))


def _is_prose(line: str) -> bool:
    """Whether a line is part of running text: several words, most of them small."""
    found = _WORD.findall(line)
    if _SENTENCE_WITHIN.search(line) and len(found) * 2 > _PROSE_WORDS:
        return True
    return len(found) >= _PROSE_WORDS and sum(word.islower() for word in found) * 2 > len(found)


def _run_in_headline(text: str, line: Span) -> Span | None:
    found = _RUN_IN.match(text, line.start, line.end)
    if found and is_headline_in_capitals((found.group("headline") or found.group("label")).rstrip(":")):
        return Span(*found.span("headline" if found.group("headline") else "label"))
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
    wraps = before is not None and before.kind in {"masthead", "footer"} and not line.after_blank
    if before is not None and wraps and not _FULL_STOP.search(before.span.of(text)):
        return before.kind
    above = _body_above(before, line)
    if (above and not _ends_sentence(text, above)) or is_dateline(words, looks.words):
        return "body"
    if is_headline_in_capitals(words):
        return "headline"
    alone = _ends_paragraph(text, line.span) and is_headline_in_title_case(words, looks.words)
    return "headline" if alone else "body"


def _body_above(before: Line | None, line: Line) -> Line | None:
    """The line of body that a line follows without a blank between."""
    return before if before is not None and before.kind == "body" and not line.after_blank else None


def _ends_sentence(text: str, line: Line) -> bool:
    end = text[max(line.span.start, line.span.end - _ENDING) : line.span.end]
    return bool(_SENTENCE_END.search(end))


def _settle_headings(text: str, lines: list[Line], looks: _Looks) -> list[Line]:
    """Paragraphs that are headings without capitals: every line short, none closed by a stop.

    Only where the text has sentences too: a text of fragments alone is all body.
    """
    blocks: list[list[int]] = []
    for at, line in enumerate(lines):
        if not line.after_blank and blocks and lines[at - 1].kind == "body" and line.kind == "body":
            blocks[-1].append(at)
        elif line.kind == "body":
            blocks.append([at])
    headings = [block for block in blocks if _are_headings([lines[at].span.of(text) for at in block], looks)]
    if len(headings) == len(blocks):
        return lines
    alone = [block for block in headings if _stands_alone(text, lines, block)]
    kinds: dict[int, LineKind] = {
        at: "contents" if _is_listed(block, lines[at].span.of(text)) else "headline"
        for block in alone
        for at in block
    }
    return [
        _day_line(replace(line, kind=kinds[at]), text, looks) if at in kinds else line
        for at, line in enumerate(lines)
    ]


def _is_listed(block: Sequence[int], line: str) -> bool:
    """Whether a heading stands in a list of contents: behind a bullet, or one of many lines."""
    return len(block) > _MOST_HEADING_LINES or line[0] in "\u2022\u00b7>-" or line.startswith("* ")


def _are_headings(block: Sequence[str], looks: _Looks) -> bool:
    plain = all(_looks_like_heading(line) for line in block) and not _STOP.search(block[-1])
    return plain and not is_dateline(block[-1], looks.words)


def _looks_like_heading(line: str) -> bool:
    opened = BULLET.sub("", line)
    found = _WORD.findall(opened)
    first = opened.lstrip("\"“'\u2018(")[:1]
    return (
        0 < len(found) <= _MOST_HEADING_WORDS
        and sum(character.isalpha() for character in opened) >= _FEWEST_LETTERS
        and (first.isupper() or first.isdigit())
        and not _SENTENCE_WITHIN.search(opened)
        and not _STOP.search(line)
    )


def _stands_alone(text: str, lines: Sequence[Line], block: Sequence[int]) -> bool:
    """Whether no line of running text touches the block: blank lines or furniture are around it."""
    opened = block[0] == 0 or lines[block[0]].after_blank or lines[block[0] - 1].kind != "body"
    return opened and (len(block) == 1 or _ends_paragraph(text, lines[block[-1]].span))


def _ends_paragraph(text: str, span: Span) -> bool:
    """Whether a blank line or the end of the text follows."""
    line_end = text.find("\n", span.end)
    next_end = text.find("\n", line_end + 1)
    return line_end < 0 or not text[line_end + 1 : next_end if next_end >= 0 else len(text)].strip()


def _read_header(header: Header, found: re.Match[str]) -> Header:
    """Add what one more header line says; what was said first stays."""
    said = found.groupdict()
    return Header(
        publication=header.publication or said.get("publication"),
        volume=header.volume if header.volume is not None else _number(said.get("volume")),
        number=header.number if header.number is not None else _number(said.get("number")),
    )


def _number(digits: str | None) -> int | None:
    if digits in _ROMAN:
        return _ROMAN.index(digits) + 1
    return int(digits) if digits else None


def _read_foot(text: str, lines: list[Line], looks: _Looks) -> tuple[list[Line], list[Stated]]:
    """The day that a line below the last of the body states; the line is then no body."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOT_LINES), -1):
        line = lines[at]
        if found := day_at_foot(line.span.of(text), looks.words, looks.order):
            return [*lines[:at], replace(line, kind="footer"), *lines[at + 1 :]], [found]
        if line.kind == "body":
            break
    return lines, []


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
        replace(line, kind="next-headline") if at > last_body and line.kind in {"headline", "day"} else line
        for at, line in enumerate(lines)
    ]


def _head_of(lines: Sequence[Line]) -> Sequence[Line]:
    first = next((at for at, line in enumerate(lines) if line.kind == "body"), len(lines))
    return lines[:first]


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """The first line of each paragraph of the body, a heading that runs into it included."""
    for before, line in zip((None, *lines), lines, strict=False):
        if line.kind not in {"body", "headline"} or text[: line.span.start].rpartition("\n")[2].strip():
            continue
        above = _body_above(before, line)
        listed = above and BULLET.match(line.span.of(text)) and _ends_sentence(text, above)
        if listed or not above:
            end = text.find("\n", line.span.start)
            yield Span(line.span.start, end if end >= 0 else len(text))


def _regions(text: str, lines: Sequence[Line], heads: Mapping[int, Span]) -> Iterator[Region]:
    """The body between furniture and heads of items, each piece under its headings."""
    above = Above(text)
    region: Span | None = None
    for line in lines:
        head = heads.get(line.span.start) if line.kind == "body" else None
        if region and (head or line.kind != "body"):
            yield above.region(region)
            region = None if head else region
        if line.kind == "body":
            above = replace(above, item=head) if head else above
            region = Span(region.start if region else line.span.start, _body_end(text, line))
            continue
        above = above.below_body() if region and line.kind == "header" else above
        above = above.with_line(line, follows_body=region is not None)
        region = None
    if region:
        yield above.region(region)


def _body_end(text: str, line: Line) -> int:
    """Where the line's body ends: before a MORE that cuts it off."""
    cut = _MORE_AT_END.search(line.span.of(text))
    return line.span.start + cut.start() if cut else line.span.end


def _furniture(text: str, lines: Sequence[Line]) -> Iterator[Furniture]:
    for line in lines:
        if line.kind in {"day", "contents"}:
            yield Furniture(line.span, "header" if line.is_stated else "headline")
        elif line.kind != "body":
            yield Furniture(line.span, "citation" if line.kind == "note" else line.kind)
        elif cut := _MORE_AT_END.search(line.span.of(text)):
            yield Furniture(Span(line.span.start + cut.start("mark"), line.span.end), "mark")
