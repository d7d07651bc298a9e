"""Raw text to an `Issue`."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from extract.issues.citations import Cited, Parenthesis, find_parentheses, notes_of
from extract.issues.layout import Header, Layout, Region, header_starts, is_headline_in_capitals, lay_out
from extract.issues.profiles import CLASSIC, DEFAULT_DATE_ORDER, Publication, Publications, load_publications
from extract.issues.published import CitedPassage, Readings, date_citation, decide_days, read_days
from extract.issues.text import mend_spaces, stored_text
from extract.model import Citation, DayOptions, Furniture, Issue, Passage, Problem, RawIssue, Span

_ITEM_SUFFIX = re.compile(r"#\d+$")
_NO_BODY = "The text holds headers and headlines but no body: nothing to extract. See whether it is whole."
_LOOSE_ENDS = " \t\n.,;"
"""What a citation before the full stop leaves behind."""


class NotAnIssueError(ValueError):
    """The content cannot be parsed at all: it is empty, or no text. `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem for whoever stores it."""
        super().__init__(problem.message)
        self.problem = problem


def parse_issue(
    raw: RawIssue, *, options: DayOptions | None = None, publications: Publications | None = None
) -> tuple[Issue, tuple[Problem, ...]]:
    r"""Parse one issue: strip furniture, find passages and citations, tell the day it speaks from.

    Args:
        raw: what was read; bytes are decoded.
        options: what the caller says of its days.
        publications: the lexicon; the packaged one by default.

    Returns:
        The issue, and what was doubtful in it.

    Raises:
        NotAnIssueError: where there is no text to parse.
        ValueError: where `options` name an unknown publication.

    >>> issue, problems = parse_issue(RawIssue(
    ...     "Publication: Monitor Volume: 4 Issue: 134\n\nThe two premiers met yesterday. (Kyodo, July 13)"
    ... ))
    >>> issue.published_on, issue.published_basis, issue.citations[0].last_day
    (datetime.date(1998, 7, 14), 'calendar', datetime.date(1998, 7, 13))
    >>> issue.passages[0].span.of(issue.text), problems
    ('The two premiers met yesterday.', ())
    """
    options = options or DayOptions()
    publications = publications or load_publications()
    text, layout, profile, problems = _laid_out(_text_of(raw), options, publications)
    readings = read_days(options, layout.header, raw.stated_on, profile)
    body = _read_body(text, layout, readings, profile, publications)
    today_is = options.today_is or profile.today_is
    days, doubts = decide_days(readings, today_is, profile, _cited(text, body), publications.words)
    if not body.passages:
        problems.append(Problem("issues", "no-body", _NO_BODY))
    issue = Issue(
        issue_id=hashlib.sha256(text.encode()).hexdigest()[:32],
        text=text,
        source_key=raw.source_key,
        source_uri=raw.source_uri,
        issue_file=_base_name(raw.source_key),
        publication=profile.name or layout.header.publication,
        volume=layout.header.volume,
        number=layout.header.number,
        headline=_first_headline(text, layout, body.passages),
        published_on=days.published_on,
        published_basis=days.published_basis,
        reference_day=days.reference_day,
        reference_basis=days.reference_basis,
        today_is=days.today_is,
        passages=body.passages,
        citations=body.citations,
        furniture=tuple(sorted((*layout.furniture, *body.furniture), key=lambda piece: piece.span)),
    )
    return issue, (*problems, *body.problems, *doubts)


def split_items(raw: RawIssue, *, publications: Publications | None = None) -> tuple[RawIssue, ...]:
    r"""Take a file apart that holds several items, each with a header of its own; else the file as it is.

    Items after the first get "#2", "#3", ... after their source key.

    >>> header = "Publication: Monitor Volume: 4 Issue: {}\n\nA vote was held. (AP, July 13)\n\n"
    >>> [item.source_key for item in split_items(RawIssue(header.format(133) + header.format(134), "a.txt"))]
    ['a.txt', 'a.txt#2']
    """
    text = stored_text(raw)
    if isinstance(text, Problem):
        return (raw,)
    starts = header_starts(text, publications or load_publications())
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

    >>> issue, _ = parse_issue(RawIssue("Talks went on (see the Monitor, May 4). He left."))
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


def _laid_out(
    text: str, options: DayOptions, publications: Publications
) -> tuple[str, Layout, Publication, list[Problem]]:
    """The text, mended where its volume needs it, and its layout as its publication writes days."""
    layout = lay_out(text, publications)
    profile, problems = _profile_of(layout.header, options, publications)
    mended = 0
    if 0 < (layout.header.volume or 0) <= profile.lost_spaces_through_volume:
        text, mended = mend_spaces(text, publications.words)
    if mended:
        message = f"{mended} lost spaces between words were put back; offsets count in the mended text."
        problems.append(Problem("issues", "spaces-mended", message))
    if mended or profile.date_order != DEFAULT_DATE_ORDER:
        layout = lay_out(text, publications, profile.date_order)
    return text, layout, profile, problems


def _profile_of(
    header: Header, options: DayOptions, publications: Publications
) -> tuple[Publication, list[Problem]]:
    """The caller's publication, else the header's, else the classic dateline's."""
    printed = publications.find(header.publication) if header.publication else None
    if options.publication:
        wanted = publications.find(options.publication)
        if wanted is None:
            known = ", ".join(profile.name for profile in publications.profiles)
            message = f"no publication is called {options.publication!r}; known are: {known}"
            raise ValueError(message)
        differs = header.publication is not None and wanted != printed
        message = f"The caller says {wanted.name}, the header {header.publication}: the former is used."
        return wanted, [Problem("issues", "publications-disagree", message)] if differs else []
    if header.publication and not printed:
        message = (
            f"{header.publication} has no profile in publications.toml: its dateline counts as its day. "
            "docs/extending.md tells how to add one."
        )
        return CLASSIC, [Problem("issues", "unknown-publication", message)]
    return printed or CLASSIC, []


def _read_body(
    text: str, layout: Layout, readings: Readings, profile: Publication, publications: Publications
) -> _Body:
    notes: dict[int, tuple[Cited, ...]] = {}
    for line in layout.notes:
        notes.update(notes_of(line.of(text), publications.words))
    numbered = 0 < (layout.header.volume or 0) <= profile.numbered_citations_through_volume
    passages: list[Passage] = []
    citations: list[Citation] = []
    furniture: list[Furniture] = []
    problems: list[Problem] = []
    for region in layout.regions:
        found = _joined(text, find_parentheses(text, region.span, publications, notes, numbered=numbered))
        furniture += [
            Furniture(one.span, "cross-reference" if one.kind == "cross-reference" else "citation")
            for one in found
        ]
        cutting = [one for one in found if one.kind != "cross-reference"]
        passages += _passages(text, region, cutting, found, len(citations))
        for one in cutting:
            citation, doubts = date_citation(one, readings.near)
            citations.append(citation)
            problems += doubts
    return _Body(tuple(passages), tuple(citations), tuple(furniture), tuple(problems))


def _joined(text: str, found: Iterator[Parenthesis]) -> list[Parenthesis]:
    """Neighbouring citations as one: "(AP, July 12) (Kyodo, July 13)"."""
    joined: list[Parenthesis] = []
    for one in found:
        before = joined[-1] if joined else None
        near = before is not None and not text[before.span.end : one.span.start].strip(_LOOSE_ENDS)
        if before and near and before.kind == one.kind == "citation":
            joined[-1] = Parenthesis(
                Span(before.span.start, one.span.end), "citation", before.cited + one.cited
            )
        else:
            joined.append(one)
    return joined


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
        if span := _trimmed(text, Span(start, max(start, one.span.start)), edges, starts):
            yield Passage(span, governing if opens else index, region.headline)
        start = one.span.end
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
        CitedPassage(passage.span.of(text), body.citations[passage.citation].last_day)
        for passage in body.passages
        if passage.citation is not None
    )


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
