"""The headings that a line of a text stands under, and the pieces of the body under each."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from extract.issues.headings import DatedHeading, is_headline_in_capitals
from extract.model import Span

LineKind = Literal[
    "header", "headline", "day", "contents", "next-headline", "masthead", "footer", "mark", "note", "body"
]
"""A `day` is a heading that is a day and no more: "16 March 1998", "Monday 3:"; `contents` lists headings."""

BULLET = re.compile(r"^(?:\*{1,3}|[\u2022\u00b7>-]|\d{1,2}[.)]|[IVX]{1,4}\.|\([0-9a-z]{1,2}\))\s*")


def kind_of_mark(mark: str) -> str:
    """What the marks of one list have in common: all but the number.

    >>> kind_of_mark("12. "), kind_of_mark("IV."), kind_of_mark("*")
    ('1.', 'I.', '*')
    """
    return re.sub(r"[IVX]+", "I", re.sub(r"\d+", "1", mark.strip()))


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its outer spaces; never empty."""

    span: Span
    kind: LineKind
    after_blank: bool
    """Whether the line before it is blank, or there is none."""
    day: DatedHeading | None = None
    is_stated: bool = False
    """Whether it states the day of the digest."""
    ends_title: bool = False
    """Whether the digest's title ends here: the lines above are no item's headline."""


@dataclass(frozen=True, slots=True)
class Region:
    """Body lines with no furniture line between them, and the headings they stand under."""

    span: Span
    headline: Span | None
    section: Span | None = None
    day: Line | None = None
    """The line of the day it stands under."""


@dataclass(frozen=True, slots=True)
class Above:
    """The headings above a line: a heading that another follows at once is a section's."""

    text: str
    headline: Span | None = None
    section: Span | None = None
    day: Line | None = None
    last: Line | None = None
    """The line before, if it is a heading with nothing below it yet."""
    item: Span | None = None
    """The head of an item that opens a line of the body: it holds until the next heading."""

    def region(self, span: Span) -> Region:
        """A piece of the body under these headings."""
        return Region(span, self.headline, self.item or self.section, self.day)

    def below_body(self) -> "Above":
        """After a header that follows a body: a new item begins."""
        return replace(self, headline=None, last=None)

    def with_line(self, line: Line, *, follows_body: bool) -> "Above":
        """The headings once the line is read."""
        last = None if follows_body else self.last
        if line.ends_title:
            return Above(self.text, day=line if line.kind == "day" else None)
        if line.kind in {"mark", "contents"}:
            return replace(self, headline=None, section=None, last=None, item=None)
        if line.kind == "day":
            return replace(self, day=line, last=line, item=None)
        if line.kind != "headline":
            return replace(self, last=None if line.kind == "header" else last)
        return self._with_headline(line, last)

    def _with_headline(self, line: Line, last: Line | None) -> "Above":
        if last is None or last.kind == "day":
            beside = self.section and self._look(self.section) == self._look(line.span)
            return replace(
                self, item=None, headline=line.span, last=line, section=None if beside else self.section
            )
        if not line.after_blank and self.headline:
            return replace(self, item=None, headline=Span(self.headline.start, line.span.end), last=line)
        return replace(self, item=None, section=self.headline, headline=line.span, last=line)

    def _look(self, heading: Span) -> tuple[bool, bool, str]:
        """What tells the level of a heading: whether it stands alone, is in capitals, and is numbered how."""
        words = heading.of(self.text)
        alone = not self.text[heading.end :].partition("\n")[0].strip()
        mark = BULLET.match(words)
        return alone, is_headline_in_capitals(words), kind_of_mark(mark.group() if mark else "")
