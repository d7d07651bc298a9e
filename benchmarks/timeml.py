"""TimeML files and how found expressions of time compare with theirs."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Expression:
    """An expression of time: characters `start` up to `end`, TIMEX3's type and value, and what found it."""

    start: int
    end: int
    type: str
    value: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML document: the text of its TEXT element, its day of speech and its expressions."""

    name: str
    text: str
    said: date | None
    expressions: tuple[Expression, ...]


@dataclass(slots=True)
class Tally:
    """Counts over all documents, pooled."""

    gold: int = 0
    found: int = 0
    overlapping: int = 0
    strict: int = 0
    type_right: int = 0
    value_right: int = 0
    classes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Annotated type and found type ("-": none) to how many."""
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rule and "right", "wrong value" or "spurious" to how many."""

    def f1(self, right: int) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0


def read_documents(folder: Path) -> Iterator[Document]:
    """The TimeML files (*.tml) of a folder and those below it.

    Raises:
        ET.ParseError: a file is no XML.
    """
    for path in sorted(folder.rglob("*.tml")):
        root = ET.parse(path).getroot()  # noqa: S314  # the user's own files
        body = root.find(".//TEXT")
        if body is None:
            continue
        pieces: list[str] = []
        expressions = tuple(_walk(body, pieces))
        yield Document(path.stem, "".join(pieces), _day_of_speech(root), expressions)


def compare(tally: Tally, gold: tuple[Expression, ...], found: tuple[Expression, ...]) -> None:
    """Adds a document to a tally: expressions with the same span are paired first, then overlapping ones."""
    tally.gold += len(gold)
    tally.found += len(found)
    pairs = _paired(gold, found)
    for one, other in pairs:
        same_span = (one.start, one.end) == (other.start, other.end)
        tally.overlapping += 1
        tally.strict += same_span
        tally.type_right += one.type == other.type
        tally.value_right += one.value == other.value
        tally.classes[one.type, other.type] += 1
        tally.rules[other.rule, "right" if one.value == other.value else "wrong value"] += 1
    for missed in set(gold) - {one for one, _ in pairs}:
        tally.classes[missed.type, "-"] += 1
    for spurious in set(found) - {other for _, other in pairs}:
        tally.classes["-", spurious.type] += 1
        tally.rules[spurious.rule, "spurious"] += 1


def _paired(
    gold: tuple[Expression, ...], found: tuple[Expression, ...]
) -> list[tuple[Expression, Expression]]:
    """Each annotated expression with at most one found."""
    by_span = {(expression.start, expression.end): expression for expression in found}
    pairs = [(one, by_span[one.start, one.end]) for one in gold if (one.start, one.end) in by_span]
    free_gold = sorted(set(gold) - {one for one, _ in pairs})
    free_found = sorted(set(found) - {other for _, other in pairs})
    for one in free_gold:
        other = next((other for other in free_found if one.start < other.end and other.start < one.end), None)
        if other is not None:
            pairs.append((one, other))
            free_found.remove(other)
    return pairs


def _walk(element: ET.Element, pieces: list[str]) -> Iterator[Expression]:
    """The expressions at and below an element; adds its text to the pieces."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _walk(child, pieces)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        words = "".join(pieces)[start:]
        if words.strip():
            begin = start + len(words) - len(words.lstrip())
            value = element.get("value", element.get("VAL", ""))
            yield Expression(begin, begin + len(words.strip()), element.get("type", ""), value)


def _day_of_speech(root: ET.Element) -> date | None:
    """The day of the document's creation, where it states one."""
    stamps: Iterable[ET.Element] = root.iter("TIMEX3")
    for stamp in stamps:
        if stamp.get("functionInDocument") in {"CREATION_TIME", "PUBLICATION_TIME"}:
            try:
                return date.fromisoformat(stamp.get("value", "")[:10])
            except ValueError:
                return None
    return None
