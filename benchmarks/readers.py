"""Compares readers on annotated issues: rules, a language model, both; `python -m benchmarks.readers FOLDER`.

FOLDER is annotated as `benchmarks.events` has it. The server is that of the settings (DATELINE_LLM_URL, ...);
what it has answered before costs nothing. `--doubt` asks no server: it says for bounds of confidence how much
of the text the reader `doubtful` would have read, and how many of the rules' faults lie there.
"""

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.events import Figures, Match, align, figures_of, locate, read_folder
from extract import extract_issues
from extract.model import Extraction, RawIssue, Span
from flows.extraction import Extracted, Extractor, InlineExtractor, Job
from flows.llm.extracting import SecondExtractor
from flows.llm.memory import Spending
from flows.llm.reading import require_second, second_reader, spending_of
from flows.settings import READERS, LlmSettings, Reader, current_settings
from training.annotations import is_kept_aside
from training.choices.gold import GoldEvent, read_events

BOUNDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Of confidence, for `--doubt`."""
COLUMNS = ("reader", "rows", "found", "type", "date", "row", "full", "read", "requests", "tokens", "seconds")

Pair = tuple[Path, RawIssue]


@dataclass(frozen=True, slots=True)
class Measured:
    """One reader on a folder."""

    reader: Reader
    figures: Figures
    spending: Spending | None
    seconds: float
    undone: tuple[str, ...]
    """Why documents were not read."""

    @property
    def cells(self) -> tuple[object, ...]:
        """As a line of the table."""
        f, spent = self.figures, self.spending
        share = "" if spent is None else f"{(spent.asked + spent.known) / max(spent.sentences, 1):.0%}"
        asked = ("", "", "") if spent is None else (share, spent.calls, spent.tokens)
        rates = (f.predicted, f.found, f.type, f.date, f.row, f.full)
        return (self.reader, *rates, *asked, round(self.seconds, 1))


def measure(reader: Reader, pairs: Sequence[Pair], settings: LlmSettings) -> Measured:
    """Reads all issues by one reader, and compares with the annotations.

    Raises:
        SettingsError: its server cannot be asked.
    """
    require_second(reader, settings)
    run = str(uuid.uuid4())
    second = second_reader(reader, settings, run)
    extractor: Extractor = InlineExtractor(Job()) if second is None else SecondExtractor(Job(), second)
    list(InlineExtractor(Job()).outcomes([RawIssue("Nothing happened yesterday.")]))  # all is loaded then
    start = time.perf_counter()
    outcomes = list(extractor.outcomes(raw for _, raw in pairs))
    seconds = time.perf_counter() - start
    matches = [
        match
        for (path, _), outcome in zip(pairs, outcomes, strict=False)
        if isinstance(outcome, Extracted)
        for match in align(path.stem, read_events(path), outcome.extraction)
    ]
    undone = tuple(one.problem.message for one in outcomes if not isinstance(one, Extracted))
    spent = None if second is None else spending_of(settings, run)
    return Measured(reader, figures_of(matches), spent, seconds, undone)


def doubts(pairs: Sequence[Pair]) -> Iterator[tuple[float, float, float]]:
    """For each bound the share of the words that would be read, and of the rules' faults that lie in them."""
    read = [
        sentence
        for (path, _), result in zip(pairs, extract_issues(raw for _, raw in pairs), strict=True)
        if isinstance(result, Extraction)
        for sentence in sentences_of(result, read_events(path))
    ]
    words, faults = sum(one.words for one in read), sum(one.faults for one in read)
    for bound in BOUNDS:
        asked = [one for one in read if one.least < bound]
        share = sum(one.words for one in asked) / max(words, 1)
        yield bound, share, sum(one.faults for one in asked) / max(faults, 1)


@dataclass(slots=True)
class Read:
    """A sentence that the rules have read."""

    words: int
    least: float = 1.0
    """The lowest confidence of its rows."""
    faults: int = 0
    """Rows that are wrong, missing or too much."""


def sentences_of(extraction: Extraction, gold: Sequence[GoldEvent]) -> list[Read]:
    """The sentences of an issue that have a row, or lack one; and the rest of its passages as one more."""
    issue = extraction.issue
    found: dict[Span, Read] = {}
    for event in extraction.events:
        read = found.setdefault(event.sentence, Read(len(event.sentence.of(issue.text).split())))
        read.least = min(read.least, event.confidence)
    rest = Read(sum(len(one.span.of(issue.text).split()) for one in issue.passages))
    rest.words -= sum(one.words for one in found.values())
    for match in align("", gold, extraction):
        if is_fault(match):
            span = match.found.trigger if match.found else _missing(match)
            place = (one for span_of, one in found.items() if span is not None and span_of.contains(span))
            next(place, rest).faults += 1
    return [*found.values(), rest]


def _missing(match: Match) -> Span | None:
    """Where the event stands that was not found."""
    return None if match.gold is None else next(locate(match.text, match.gold), None)


def is_fault(match: Match) -> bool:
    """Whether a row is wrong, missing or too much."""
    optional = match.gold is not None and match.gold.optional
    return not optional and not match.row_is_right


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where the texts lie."
)
@click.option("--reader", "readers", multiple=True, type=click.Choice(READERS), help="Which. [default: all]")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many documents.")
@click.option(
    "--price", type=float, help="What a million tokens cost, to show the cost of a thousand issues."
)
@click.option(
    "--aside", is_flag=True, help="Only the documents that nothing was learned from, one in ten by name."
)
@click.option("--doubt", is_flag=True, help="Only what the reader doubtful would read; no server is asked.")
def main(  # noqa: PLR0913  # an option each
    folder: Path,
    texts: Path | None,
    readers: tuple[Reader, ...],
    limit: int | None,
    price: float | None,
    *,
    aside: bool,
    doubt: bool,
) -> None:
    """Compare readers on the annotated issues of FOLDER."""
    known = read_folder(folder, texts)
    pairs = [(path, raw) for path, raw in known if not aside or is_kept_aside(path.stem)][:limit]
    if doubt:
        for bound, read, there in doubts(pairs):
            click.echo(f"confidence below {bound}: {read:.0%} of the words, {there:.0%} of the faults")
        return
    click.echo("\t".join(COLUMNS))
    for reader in readers or READERS:
        measured = measure(reader, pairs, current_settings().llm)
        click.echo("\t".join(map(str, measured.cells)))
        if price is not None and measured.spending is not None:
            cost = measured.spending.tokens / 1e6 * price / len(pairs) * 1000
            click.echo(f"{reader}: {cost:.2f} for a thousand such issues")
        for message in measured.undone:
            click.echo(f"not read: {message}", err=True)


if __name__ == "__main__":
    main()
