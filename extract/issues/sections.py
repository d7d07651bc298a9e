"""The sections of an issue: the headings its passages stand under, and the days that dated ones give."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.issues.headings import DatedHeading
from extract.issues.layout import Layout
from extract.issues.levels import Region
from extract.issues.written import calendar_day
from extract.model import Citation, CitedSource, Passage, Section, Span

_MARKS = re.compile(r"^[\s*\u2022\u00b7#=_^+-]+|(?<![\s*#=_^+:])[\s*#=_^+:]+$")
_FEWEST_DAYS = 2
"""Days that headings must give for each to speak for its section; one alone is the issue's own."""
_FEWEST_HEADINGS = 2
_FARTHEST_IN_NUMBERS = timedelta(days=62)
"""How far a heading in numbers may lie from the issue's day: else "3.1." is a chapter's."""
_MONTHS_AWAY = 2
"""How far a heading of a weekday and a day of the month may lie from the issue's day."""


@dataclass(frozen=True, slots=True)
class Sectioned:
    """Sections, and passages and citations that know them."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    citations: tuple[Citation, ...]


def sections_of(  # noqa: PLR0913, PLR0917  # what parsing found, piece by piece
    text: str,
    layout: Layout,
    regions: Sequence[Region],
    passages: Sequence[Passage],
    citations: Sequence[Citation],
    published: date | None,
) -> Sectioned:
    """Give each passage its section, and those under dated headings their heading's day.

    A dated heading is the dateline of what stands under it: a passage without a citation of its own is
    governed by it.

    Args:
        text: the stored text.
        layout: the layout.
        regions: the region of each passage.
        passages: the passages.
        citations: the citations that they point to.
        published: the publication day, which tells a heading's month and year where it has none.
    """
    days = _days_of(layout.regions, published)
    dated = len(set(days.values())) >= _FEWEST_DAYS
    made = _Sections(text, days if dated else {}, _several_headings(layout.regions))
    sections: list[Section] = []
    cited = list(citations)
    given: list[Passage] = []
    for passage, region in zip(passages, regions, strict=True):
        section = made.of(region)
        if section is None:
            given.append(passage)
            continue
        if not sections or sections[-1] != section:
            sections.append(section)
        citation = passage.citation
        if section.day and citation is None:
            heading = region.day.span if region.day else section.span
            if not cited or cited[-1].span != heading:
                cited.append(Citation(heading, (CitedSource("", section.day, section.day),)))
            citation = len(cited) - 1
        given.append(
            replace(passage, section=len(sections) - 1, citation=citation, reference_day=section.day)
        )
    return Sectioned(tuple(sections), tuple(given), tuple(cited))


@dataclass(frozen=True, slots=True)
class _Sections:
    """What makes a region's section."""

    text: str
    days: dict[Span, date]
    """Days of dated headings by their span; empty where the issue has no such sections."""
    several: bool
    """Whether the document has several headings, so that each is a section's."""

    def of(self, region: Region) -> Section | None:
        day = self.days.get(region.day.span) if region.day else None
        heading = region.section or (region.headline if self.several else None)
        if heading is None and day and region.day:
            heading = max(region.day.span, region.headline or region.day.span)
        return None if heading is None else Section(heading, self._title(heading), day)

    def _title(self, heading: Span) -> str:
        return _MARKS.sub("", " ".join(heading.of(self.text).split())).removesuffix(".")


def _several_headings(regions: Sequence[Region]) -> bool:
    headings = {heading for region in regions for heading in (region.section, region.headline) if heading}
    return len(headings) >= _FEWEST_HEADINGS


def _days_of(regions: Sequence[Region], published: date | None) -> dict[Span, date]:
    """The day of each dated heading that has body below it."""
    lines = {region.day.span: region.day.day for region in regions if region.day and region.day.day}
    known = {span: day for span, heading in lines.items() if (day := _whole(heading, None))}
    near = published or max(known.values(), default=None)
    return {span: day for span, heading in lines.items() if (day := _whole(heading, near))}


def _whole(heading: DatedHeading, near: date | None) -> date | None:
    """The heading's day: of its own year, else the one nearest to `near` on which its weekday fits."""
    if heading.year and heading.month and heading.day:
        return calendar_day(heading.year, heading.month, heading.day)
    if near is None:
        return None
    days = [day for day in _candidates(heading, near) if day and heading.weekday in {None, day.weekday()}]
    if heading.in_numbers:
        days = [day for day in days if abs(day - near) <= _FARTHEST_IN_NUMBERS]
    return min(days, key=lambda day: abs(day - near), default=None)


def _candidates(heading: DatedHeading, near: date) -> Iterator[date | None]:
    if heading.day is None:  # the last such weekday: a diary of the week up to its issue
        yield from (near - timedelta(days=back) for back in range(7))
    elif heading.month:
        orders = {(heading.month, heading.day), (heading.day, heading.month)}
        for month, day in orders if heading.either_order else {(heading.month, heading.day)}:
            yield from (calendar_day(near.year + away, month, day) for away in (-1, 0, 1))
    else:
        for away in range(-_MONTHS_AWAY, _MONTHS_AWAY + 1):
            months = near.year * 12 + near.month - 1 + away
            yield calendar_day(months // 12, months % 12 + 1, heading.day)
