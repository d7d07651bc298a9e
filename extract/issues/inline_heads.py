"""The heads of items that open a paragraph of the body: "GABON. Students ...", "2. Serbia: The ..."."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.issues.levels import kind_of_mark
from extract.issues.publications import Words
from extract.model import Span

_HEAD = re.compile(
    r"(?P<mark>(?:\*{1,3}|[\u2022\u00b7>-]|\(?\d{1,2}[.)]|[IVX]{1,4}[.)])\s*)?"
    r"(?P<label>[^\W\d_][^\d.:;!?()\u2014\u2013\"\u201c]{1,40}?|(?:[A-Z]\.){2,4})"
    r"(?P<end>[:.]|\s+(?:--|[\u2014\u2013-])|\u2014)\s+"
    r"(?=(?P<behind>\S))"
)
_WORD = re.compile(r"[^\W\d_][\w\u2019']*")
_FEWEST_HEADS = 2
"""Heads of one form that an issue must have for any to be one."""
_FEWEST_WORDS = 8
"""Words that follow a head: fewer are no item, but a line of a table."""
_MOST_WORDS = 5
_ABBREVIATED = 3
"""Letters of a word that may be an abbreviation: "Mr.", "Gen.", "Nov."."""


class Form(NamedTuple):
    """What the heads of one issue's items have in common."""

    mark: str
    in_capitals: bool
    end: str


@dataclass(frozen=True, slots=True)
class Head:
    """What looks like an item's head, at the start of a line."""

    form: Form
    label: str
    length: int
    """Characters from the beginning of the line, with the colon or stop behind."""


def head_of(line: str, words: Words) -> Head | None:
    """What opens a line as the head of an item does.

    >>> from extract.issues.publications import read_publications
    >>> words = read_publications().words
    >>> head_of("2. SERBIA. Students in Belgrade marched for the tenth day.", words)
    Head(form=Form(mark='1.', in_capitals=True, end='.'), label='SERBIA', length=10)
    >>> head_of("Milan Rusk said: the students may march as they like.", words)
    """
    found = _HEAD.match(line)
    if found is None or len(_WORD.findall(line, found.end())) < _FEWEST_WORDS:
        return None
    label, end = found["label"], found["end"].strip()
    form = Form(kind_of_mark(found["mark"] or ""), label.isupper(), end)
    if not _is_label(label, words) or not _is_closed(form, label, found["behind"]):
        return None
    return Head(form, label, found.end("end") if end in {":", "."} else found.end("label"))


def _is_label(label: str, words: Words) -> bool:
    """Whether the words are a name's or a title's: each with a capital, but for the small ones."""
    found = _WORD.findall(label)
    large = [word for word in found if not word.islower()]
    small = [word for word in found[1:] if word in words.small]
    return len(found) <= _MOST_WORDS and len(large) + len(small) == len(found) and bool(large)


def _is_closed(form: Form, label: str, behind: str) -> bool:
    """Whether the label ends here: a stop may be an abbreviation's, a dash the sentence's own."""
    if form.end == ":":
        return True
    if form.end == ".":
        return not behind.islower() and len(_WORD.findall(label)[-1]) > _ABBREVIATED
    return form.in_capitals or bool(form.mark)


def heads_of_items(text: str, paragraphs: Iterable[Span], words: Words) -> dict[int, Span]:
    """The head of each paragraph that opens an item, by the paragraph's start.

    A form is a head's where several paragraphs have it and no label comes twice: those who speak, and the
    fields of a form, come again.

    Args:
        text: the stored text.
        paragraphs: the first line of each.
        words: the words of every text.
    """
    heads = {span.start: head for span in paragraphs if (head := head_of(span.of(text), words))}
    labels: dict[Form, list[str]] = {}
    for head in heads.values():
        labels.setdefault(head.form, []).append(head.label.casefold())
    forms = {form for form, found in labels.items() if _are_heads(found, words)}
    return {start: Span(start, start + head.length) for start, head in heads.items() if head.form in forms}


def _are_heads(labels: Sequence[str], words: Words) -> bool:
    several = len(labels) >= _FEWEST_HEADS and len(set(labels)) == len(labels)
    return several and words.speakers.isdisjoint(labels)
