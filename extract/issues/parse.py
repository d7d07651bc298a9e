"""Raw text to an `Issue`."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import PurePosixPath

from extract.issues.citations import Parenthesis, find_parentheses
from extract.issues.cited import Cited, notes_of
from extract.issues.headings import is_headline_in_capitals
from extract.issues.layout import Layout, header_starts, lay_out
from extract.issues.levels import Region
from extract.issues.prose import language_trouble
from extract.issues.publications import DateOrder, Pattern, Publication, Publications, Words
from extract.issues.published import CitedPassage, IssueDays, Readings, date_citation, decide_days, read_days
from extract.issues.recognising import Recognised, recognise
from extract.issues.sections import sections_of
from extract.issues.spaces import mend_spaces
from extract.issues.text import stored_text
from extract.issues.written import days_in, order_by_dateline, order_shown
from extract.model import Citation, DayOptions, Furniture, Issue, Passage, Problem, RawIssue, Span

_ITEM_SUFFIX = re.compile(r"#\d+$")
_NO_BODY = "The text holds headers and headlines but no body: nothing to extract. See whether it is whole."
_OLDEST_DATELINE = timedelta(days=31)
"""How long before the publication a dateline may lie that its text speaks from."""
_LOOSE_ENDS = " \t\n.,;"
"""What a citation before the full stop leaves behind."""


class NotAnIssueError(ValueError):
    """The content cannot be parsed at all: it is empty, or no text. `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem for whoever stores it."""
        super().__init__(problem.message)
        self.problem = problem


def parse_issue(
    raw: RawIssue, publications: Publications, *, options: DayOptions | None = None
) -> tuple[Issue, tuple[Problem, ...]]:
    r"""Parse one issue: strip furniture, find passages and citations, tell the day it speaks from.

    Args:
        raw: what was read; bytes are decoded.
        publications: the lexicon's publications, as `read_publications` gives them.
        options: what the caller says of its days.

    Returns:
        The issue, and what was doubtful in it.

    Raises:
        NotAnIssueError: where there is no text to parse.
        ValueError: where `options` name an unknown publication.

    >>> from extract.issues.publications import read_publications
    >>> issue, problems = parse_issue(RawIssue(
    ...     "Publication: Monitor Volume: 4 Issue: 134\n\nThe two premiers met yesterday. (Kyodo, July 13)"
    ... ), read_publications())
    >>> issue.published_on, issue.published_basis, issue.citations[0].last_day
    (datetime.date(1998, 7, 14), 'calendar', datetime.date(1998, 7, 13))
    >>> issue.passages[0].span.of(issue.text), problems
    ('The two premiers met yesterday.', ())
    """
    options = options or DayOptions()
    found = _laid_out(_text_of(raw), options, publications)
    profile, words = found.recognised.publication, publications.words
    readings = read_days(options, found.layout, raw, profile, words)
    body = _read_body(found.text, found.layout, readings, profile, publications)
    today_is = options.today_is or profile.today_is
    days, doubts = decide_days(readings, today_is, profile, _cited(found.text, body), words)
    near = days.published_on or readings.near
    issue = _issue(raw, found, body, days, near.year if near else None)
    problems = (*raw.problems, *found.problems, *body.problems, *doubts)
    return issue, (*problems, *_read_trouble(issue, publications))


def _read_trouble(issue: Issue, publications: Publications) -> Iterator[Problem]:
    """Why a parsed issue gives nothing: it has no body, or is not in English."""
    if not issue.passages:
        yield Problem("issues", "no-body", _NO_BODY)
    elif trouble := language_trouble(readable_text(issue), publications.words):
        yield trouble


def split_items(raw: RawIssue, publications: Publications) -> tuple[RawIssue, ...]:
    r"""Take a file apart that holds several items, each with a header of its own; else the file as it is.

    Items after the first get "#2", "#3", ... after their source key.

    >>> from extract.issues.publications import read_publications
    >>> known = read_publications()
    >>> header = "Publication: Monitor Volume: 4 Issue: {}\n\nA vote was held. (AP, July 13)\n\n"
    >>> items = split_items(RawIssue(header.format(133) + header.format(134), "a.txt"), known)
    >>> [item.source_key for item in items]
    ['a.txt', 'a.txt#2']
    """
    text = stored_text(raw)
    if isinstance(text, Problem):
        return (raw,)
    starts = header_starts(text, publications)
    if len(starts) < 2:  # noqa: PLR2004  # several items
        return (raw,)
    cuts = [0, *(_item_start(text, start) for start in starts[1:]), len(text)]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    return tuple(
        replace(raw, content=piece, source_key=raw.source_key if at == 1 else f"{raw.source_key}#{at}")
        for at, piece in enumerate(pieces, start=1)
    )


def readable_text(issue: Issue) -> str:
    """The issue's text with its furniture blanked, character for character: offsets still hold.

    >>> from extract.issues.publications import read_publications
    >>> known = read_publications()
    >>> issue, _ = parse_issue(RawIssue("Talks went on (see the Monitor, May 4). He left."), known)
    >>> readable_text(issue)
    'Talks went on                         . He left.'
    """
    pieces, at = [], 0
    for furniture in issue.furniture:
        start, end = max(at, furniture.span.start), max(at, furniture.span.end)
        pieces += [issue.text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, issue.text[at:]])


@dataclass(frozen=True, slots=True)
class _Body:
    """Passages and citations of all regions."""

    passages: tuple[Passage, ...]
    regions: tuple[Region, ...]
    """The region of each passage."""
    citations: tuple[Citation, ...]
    furniture: tuple[Furniture, ...]
    problems: tuple[Problem, ...]


def _text_of(raw: RawIssue) -> str:
    text = stored_text(raw)
    if isinstance(text, Problem):
        raise NotAnIssueError(text)
    if not any(character.isalpha() for character in text):
        what = "holds no words" if text.strip() else "is empty"
        raise NotAnIssueError(Problem("issues", "empty", f"The content {what}: there is nothing to extract."))
    return text


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """The text as it is stored, its publication, its layout, and what was doubtful."""

    text: str
    recognised: Recognised
    layout: Layout
    problems: tuple[Problem, ...]


def _laid_out(text: str, options: DayOptions, publications: Publications) -> _LaidOut:
    """The text, lost spaces mended, and its layout by the looks of its publication."""
    recognised = recognise(text, options, publications)
    problems = recognised.problems
    text, mended = mend_spaces(text, publications.words)
    if mended:
        message = f"{mended} lost spaces between words were put back; offsets count in the mended text."
        problems += (Problem("issues", "spaces-mended", message),)
    profile, words = recognised.publication, publications.words
    layout = lay_out(text, publications, profile)
    ambiguous = [one for stated in layout.stated for one in [stated.day] if one.other]
    if ambiguous and (order := _order_of(text, layout, words)):
        layout = lay_out(text, publications, profile, order)
    return _LaidOut(text, recognised, layout, problems)


def _order_of(text: str, layout: Layout, words: Words) -> DateOrder | None:
    """The order of the head's numbers: by the dateline below it, by the kind of line, by the whole text."""
    opening = layout.opening.day if layout.opening else None
    for stated in layout.stated:
        near = opening if stated.day.other else None
        told = order_by_dateline(stated.day, near.month, near.day) if near else None
        if order := told or stated.usual_order:
            return order
    return order_shown(text, days_in(text, words), words)


def _read_body(
    text: str, layout: Layout, readings: Readings, profile: Publication, publications: Publications
) -> _Body:
    notes: dict[int, tuple[Cited, ...]] = {}
    for line in layout.notes:
        notes.update(notes_of(line.of(text), publications.words))
    numbered = 0 < (layout.header.volume or 0) <= profile.numbered_citations_through_volume
    passages: list[Passage] = []
    regions: list[Region] = []
    citations: list[Citation] = []
    furniture: list[Furniture] = []
    problems: list[Problem] = []
    for region in layout.regions:
        parentheses = find_parentheses(text, region.span, publications, profile, notes, numbered=numbered)
        found = _joined(text, parentheses)
        furniture += [Furniture(one.span, "citation" if _cuts(one) else "cross-reference") for one in found]
        furniture += _asides(text, region.span, publications.patterns_of(profile, "aside"))
        cutting = [one for one in found if one.kind != "cross-reference"]
        edges = [one for one in found if one.opens is None]
        cut = list(_passages(text, region, cutting, edges, len(citations)))
        passages += cut
        regions += [region] * len(cut)
        for one in cutting:
            citation, doubts = date_citation(one, readings)
            citations.append(citation)
            problems += doubts
    return _Body(tuple(passages), tuple(regions), tuple(citations), tuple(furniture), tuple(problems))


def _cuts(one: Parenthesis) -> bool:
    """Whether the parenthesis lies between passages, and not inside of one."""
    return one.kind != "cross-reference" and one.opens is None


def _asides(text: str, region: Span, patterns: Sequence[Pattern]) -> Iterator[Furniture]:
    """What stands inside the body and is none: authors' initials, notes of an editor."""
    for pattern in patterns:
        for found in pattern.regex.finditer(text, region.start, region.end):
            yield Furniture(Span(*found.span()), "mark")


def _joined(text: str, found: Iterator[Parenthesis]) -> list[Parenthesis]:
    """Neighbouring citations as one: "(AP, July 12) (Kyodo, July 13)"."""
    groups: list[list[Parenthesis]] = []
    for one in found:
        before = groups[-1][-1] if groups else None
        near = before is not None and not text[before.span.end : one.span.start].strip(_LOOSE_ENDS)
        if before and near and before.kind == one.kind == "citation":
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_as_one(group) for group in groups]


def _as_one(group: Sequence[Parenthesis]) -> Parenthesis:
    if len(group) == 1:
        return group[0]
    cited = tuple(cited for one in group for cited in one.cited)
    return Parenthesis(Span(group[0].span.start, group[-1].span.end), "citation", cited)


def _passages(
    text: str, region: Region, cutting: Sequence[Parenthesis], found: Sequence[Parenthesis], first: int
) -> Iterator[Passage]:
    """Cut the region after each closing citation and before each opening dateline."""
    edges = {one.span.start: one.span.end for one in found}
    starts = {end: start for start, end in edges.items()}
    start = region.span.start
    governing: int | None = None
    for index, one in enumerate(cutting, start=first):
        opens = one.kind == "dateline"
        end = one.span.start if one.opens is None else max(one.opens, region.span.start)
        if span := _trimmed(text, Span(start, max(start, end)), edges, starts):
            yield Passage(span, governing if opens else index, region.headline)
        start = max(start, one.span.end if one.opens is None else end)
        governing = index if opens else governing
    if span := _trimmed(text, Span(min(start, region.span.end), region.span.end), edges, starts):
        yield Passage(span, governing, region.headline)


def _trimmed(text: str, span: Span, edges: Mapping[int, int], starts: Mapping[int, int]) -> Span | None:
    """Without spaces and cross-references at the edges, loose stops in front; None if nothing is left.

    `edges` maps the starts of parentheses to their ends, `starts` the other way round.
    """
    start, end = span.start, span.end
    while start < end and (text[start] in _LOOSE_ENDS or start in edges):
        start = edges.get(start, start + 1)
    while end > start and (text[end - 1].isspace() or end in starts):
        end = starts.get(end, end - 1)
    return Span(start, end) if start < end else None


def _cited(text: str, body: _Body) -> tuple[CitedPassage, ...]:
    return tuple(
        CitedPassage(
            passage.span.of(text),
            None if passage.citation is None else body.citations[passage.citation].last_day,
        )
        for passage in body.passages
    )


def _issue(raw: RawIssue, found: _LaidOut, body: _Body, days: IssueDays, year: int | None) -> Issue:
    """The issue of what was found in it."""
    text, layout, recognised = found.text, found.layout, found.recognised
    parts = sections_of(text, layout, body.regions, body.passages, body.citations, days.published_on)
    return Issue(
        issue_id=_identity(text),
        text=text,
        source_key=raw.source_key,
        source_uri=raw.source_uri,
        issue_file=_base_name(raw.source_key),
        publication=recognised.publication.name or layout.header.publication,
        volume=layout.header.volume,
        number=layout.header.number,
        headline=_first_headline(text, layout, body.passages),
        published_on=days.published_on,
        published_basis=days.published_basis,
        reference_day=days.reference_day,
        reference_basis=days.reference_basis,
        today_is=days.today_is,
        passages=tuple(_spoken_from(passage, parts.citations, days) for passage in parts.passages),
        citations=parts.citations,
        furniture=tuple(sorted((*layout.furniture, *body.furniture), key=lambda piece: piece.span)),
        sections=parts.sections,
        recognised_by=recognised.reason,
        year=year,
    )


def _spoken_from(passage: Passage, citations: Sequence[Citation], days: IssueDays) -> Passage:
    """The passage with the day of the dateline above it, where that lies before the publication day.

    A newspaper prints what was written the day before: under "PARIS, May 17 -" today is May 17.
    """
    if passage.citation is None or passage.reference_day is not None or days.published_on is None:
        return passage
    citation = citations[passage.citation]
    opens = citation.span.end <= passage.span.start
    day = citation.last_day
    if not opens or day is None or not timedelta(0) < days.published_on - day <= _OLDEST_DATELINE:
        return passage
    return replace(passage, reference_day=day)


def _identity(text: str) -> str:
    """The issue's identity: 32 hexadecimal digits of its words; white space alone makes no second issue."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:32]


def _first_headline(text: str, layout: Layout, passages: Sequence[Passage]) -> str | None:
    spans = [passage.headline for passage in passages if passage.headline]
    spans += [piece.span for piece in layout.furniture if piece.kind == "headline"]
    return " ".join(spans[0].of(text).split()) if spans else None


def _base_name(source_key: str) -> str:
    """The base name of the innermost input: a file's, or an archive member's."""
    return PurePosixPath(_ITEM_SUFFIX.sub("", source_key.rpartition("!")[2])).name or source_key


def _item_start(text: str, header_start: int) -> int:
    """Where an item begins: at its header, or at a headline in capitals just above."""
    above = text[:header_start].rstrip()
    line_start = above.rfind("\n") + 1
    return line_start if is_headline_in_capitals(above[line_start:].strip()) else header_start
