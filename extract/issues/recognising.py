"""Which publication a text is of, and what tells it."""

from dataclasses import dataclass

from extract.issues.publications import Publication, Publications
from extract.model import DayOptions, Problem

_HEAD_LINES = 14
"""Lines that are not blank, from the first, in which a title may stand; below a web page's menu too."""
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Recognised:
    """The publication of a text, and why; the general profile where none is recognised."""

    publication: Publication
    reason: str | None
    problems: tuple[Problem, ...] = ()


def recognise(text: str, options: DayOptions, publications: Publications) -> Recognised:
    """The caller's publication, else the one that the header names, else the one whose title the head shows.

    Raises:
        ValueError: `options` name an unknown publication.

    >>> from extract.issues.publications import read_publications
    >>> known = read_publications()
    >>> recognise("RFE/RL NEWSLINE Vol 1, No. 168, 26 November 1997", DayOptions(), known).publication.name
    'RFE/RL Newsline'
    """
    found = _by_text(text, publications)
    if options.publication and options.publication.casefold() != "auto":
        wanted = publications.find(options.publication)
        if wanted is None:
            known = ", ".join(sorted(one.name for one in publications.known))
            message = f"no publication is called {options.publication!r}; known are: {known}"
            raise ValueError(message)
        other = found.publication if found.publication.name else None
        named = other.name if other else _named(text, publications)
        differs = bool(named) and wanted != other
        message = f"The caller says {wanted.name}, the text {named}: the former is used."
        doubts = (Problem("issues", "publications-disagree", message),) if differs else ()
        return Recognised(wanted, "the caller names it", doubts)
    return found


def _by_text(text: str, publications: Publications) -> Recognised:
    name = _named(text, publications)
    if name and (known := publications.find(name)):
        return Recognised(known, f'a header names it: "{name}"')
    for line in _head(text):
        for one in publications.known:
            if any(pattern.regex.search(line) for pattern in one.of_kind("title")):
                return Recognised(one, f'the title in its head: "{line[:80]}"')
    doubts: tuple[Problem, ...] = ()
    if name and _is_labelled(text, name):
        message = (
            f"{name} is not a known publication: the general profile is used, its dateline "
            f"counts as its day. "
            "docs/extending.md shows how to add one."
        )
        doubts = (Problem("issues", "unknown-publication", message),)
    return Recognised(publications.general, None, doubts)


def _head(text: str) -> list[str]:
    lines = (line.strip() for line in text[:20_000].split("\n"))
    return [line for line in lines if line][:_HEAD_LINES]


def _named(text: str, publications: Publications) -> str | None:
    """The name that a header gives; a known one before others."""
    patterns = publications.general.of_kind("header")
    names = [
        str(found["publication"])
        for line in _head(text)
        if len(line) < _LONGEST_LINE
        for pattern in patterns
        if (found := pattern.regex.search(line)) and found.groupdict().get("publication")
    ]
    return next((name for name in names if publications.find(name)), names[0] if names else None)


def _is_labelled(text: str, name: str) -> bool:
    return any(line.startswith("Publication:") and name in line for line in _head(text))
