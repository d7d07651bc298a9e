"""Accuracy, calibration and speed of events on annotated issues; `python -m benchmarks.events FOLDER`.

FOLDER holds NAME.json, and NAME.txt beside it or under `--texts`. NAME.json is `{"events": [...]}`; an event
has `trigger`, `sentence_start` (the sentence's first characters), `type`, `actor`, `recipient`, `first_day`,
`last_day`, `status`, and may be `"optional": true`: no gain, no fault. `trigger_alt`, `type_alt`, `actor_alt`
and `recipient_alt` list what is right as well.

An event found is aligned with an annotated one where their triggers share characters, each once, same type
first. A name is right where it shares a capitalised word with the annotation's, or any word where that has no
capital.
"""

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import click

from extract import extract_issues
from extract.choices import Choices, read_choices
from extract.model import Event, Extraction, RawIssue, Span
from training.annotations import is_kept_aside
from training.choices.gold import GoldEvent, read_events

LONGEST_SENTENCE = 700
"""Characters behind the beginning of a sentence within which its trigger stands."""
ARTICLES = frozenset({"The", "A", "An", "His", "Her", "Their", "Its"})
BINS = (*(tenth / 10 for tenth in range(10)), 1.01)
"""Bounds of the bins in which confidence is compared with the share of right rows."""


@dataclass(frozen=True, slots=True)
class Match:
    """An annotated event, one that was found, or both."""

    file: str
    gold: GoldEvent | None
    found: Event | None
    text: str

    @property
    def type_is_right(self) -> bool:
        """Whether both tell the same type."""
        return self.gold is not None and self.found is not None and self.found.event_type in self.gold.types

    @property
    def days_are_right(self) -> bool:
        """Whether type and both days agree."""
        if self.gold is None or self.found is None or not self.type_is_right:
            return False
        return (self.gold.first_day, self.gold.last_day) == (self.found.first_day, self.found.last_day)

    @property
    def status_is_right(self) -> bool:
        """Whether both tell the same status."""
        return self.gold is not None and self.found is not None and self.gold.status == self.found.status

    def side_is_right(self, side: str) -> bool:
        """Whether the names of a side agree."""
        if self.gold is None or self.found is None:
            return False
        names = "; ".join(p.name for p in self.found.participants if p.side == side)
        return any(share_a_word(name, names) for name in self.gold.names(side))

    @property
    def row_is_right(self) -> bool:
        """Whether type, days, status and actor are all right: what an analyst gets."""
        return self.days_are_right and self.status_is_right and self.side_is_right("actor")

    @property
    def all_is_right(self) -> bool:
        """Whether the recipient is right, too."""
        return self.row_is_right and self.side_is_right("recipient")


F1 = ("found", "type", "date", "row", "full")
SHARES = ("status", "actor", "recipient")


@dataclass(frozen=True, slots=True)
class Figures:
    """Accuracy over some issues; F1 where not said otherwise."""

    annotated: int
    predicted: int
    found: float
    type: float
    date: float
    row: float
    full: float
    status: float
    """Share of the events found."""
    actor: float
    """Share of the events found."""
    recipient: float
    """Share of the events found."""


def share_a_word(gold: str | None, found: str | None) -> bool:
    """Whether two names can stand for one another: they share a capitalised word, or any where none has one.

    >>> share_a_word("President Boris Yeltsin", "Boris Yeltsin"), share_a_word(None, "NATO")
    (True, False)
    """
    if not gold or not found:
        return not gold and not found
    words, others = (set(re.findall(r"[^\W\d_]+", name)) - ARTICLES for name in (gold, found))
    capital = {word for word in words if word[0].isupper()}
    return bool((capital or words) & others)


def align(file: str, gold: Sequence[GoldEvent], extraction: Extraction) -> Iterator[Match]:
    """Pair the annotated events of an issue with those found in it; whatever stays alone comes after."""
    text = extraction.issue.text
    spans = [tuple(locate(text, event)) for event in gold]
    open_gold, open_found = list(range(len(gold))), list(extraction.events)
    for same_type in (True, False):
        for number in list(open_gold):
            for event in open_found:
                fits = event.event_type in gold[number].types or not same_type
                if fits and any(event.trigger.overlaps(span) for span in spans[number]):
                    yield Match(file, gold[number], event, text)
                    open_gold.remove(number)
                    open_found.remove(event)
                    break
    yield from (Match(file, gold[number], None, text) for number in open_gold)
    yield from (Match(file, None, event, text) for event in open_found)


def locate(text: str, event: GoldEvent) -> Iterator[Span]:
    """Where the annotated triggers stand; the text may have got back spaces, or other quotation marks."""
    start = _search(text, event.sentence_start, 0)
    if start is None:
        return
    for words in (event.trigger, *event.trigger_alt):
        found = _search(text, words, start.start)
        if found is not None and found.start < start.start + LONGEST_SENTENCE:
            yield found


def _search(text: str, words: str, start: int) -> Span | None:
    pattern = r"\W*".join(re.findall(r"\w", words))
    found = re.compile(pattern).search(text, start)
    return None if found is None else Span(*found.span())


def counts_of(matches: Iterable[Match]) -> Counter[str]:
    """What the figures are made of, which can be added up over documents; optional events count nowhere."""
    found: Counter[str] = Counter()
    for match in matches:
        if match.gold is not None and match.gold.optional:
            continue
        found["annotated"] += match.gold is not None
        found["predicted"] += match.found is not None
        if match.gold is not None and match.found is not None:
            found["found"] += 1
            found["type"] += match.type_is_right
            found["date"] += match.days_are_right
            found["row"] += match.row_is_right
            found["full"] += match.all_is_right
            found["status"] += match.status_is_right
            found["actor"] += match.side_is_right("actor")
            found["recipient"] += match.side_is_right("recipient")
    return found


def figures_of(matches: Iterable[Match]) -> Figures:
    """The figures over all matches."""
    return _figures(counts_of(matches))


def _figures(counts: Mapping[str, int]) -> Figures:
    """The figures that counts give."""
    both, events = counts["found"], counts["annotated"] + counts["predicted"]
    f1 = {name: round(2 * counts[name] / events, 3) if events else 0.0 for name in F1}
    share = {name: round(counts[name] / both, 3) if both else 0.0 for name in SHARES}
    return Figures(counts["annotated"], counts["predicted"], **f1, **share)


def intervals_of(matches: Iterable[Match], draws: int = 1000) -> Mapping[str, tuple[float, float]]:
    """Where each F1 lies in nineteen of twenty samples of as many documents, drawn with replacement."""
    by_file: dict[str, list[Match]] = {}
    for match in matches:
        by_file.setdefault(match.file, []).append(match)
    counts = [counts_of(some) for some in by_file.values()]
    random = Random(0)  # noqa: S311  # draws of a measurement
    drawn = [_figures(sum(random.choices(counts, k=len(counts)), Counter())) for _ in range(draws)]
    found = {}
    for name in F1:
        values = sorted(getattr(figures, name) for figures in drawn)
        found[name] = (values[draws // 40], values[-1 - draws // 40])
    return found


def read_folder(folder: Path, texts: Path | None = None) -> tuple[tuple[Path, RawIssue], ...]:
    """The annotations of a folder with their issues; those without a text are left out."""
    found = []
    for path in sorted(folder.glob("*.json")):
        text = next((texts or folder).rglob(f"{path.stem}.txt"), None)
        if text is not None:
            found.append((path, RawIssue(text.read_bytes(), text.name, text.name)))
    return tuple(found)


def match_folder(
    folder: Path, texts: Path | None = None, *, choices: Choices | None = None, aside: bool = False
) -> tuple[Match, ...]:
    """All matches of an annotated folder.

    Args:
        folder: of the annotations.
        texts: where their texts lie, if not beside them.
        choices: the learned decisions; the shipped ones by default.
        aside: only the documents that are kept aside.
    """
    pairs = [(path, raw) for path, raw in read_folder(folder, texts) if not aside or is_kept_aside(path.stem)]
    results = zip(pairs, extract_issues((raw for _, raw in pairs), choices=choices), strict=True)
    return tuple(
        match
        for (path, _), result in results
        if isinstance(result, Extraction)
        for match in align(path.stem, read_events(path), result)
    )


def calibration(matches: Sequence[Match]) -> list[tuple[float, float, int, float]]:
    """For each bin of confidence: its bounds, how many rows lie in it, and the share that is right."""
    found = [match for match in matches if match.found and not (match.gold and match.gold.optional)]
    table = []
    for low, high in pairwise(BINS):
        inside = [match for match in found if match.found and low <= match.found.confidence < high]
        right = sum(match.row_is_right for match in inside)
        table.append((low, high, len(inside), round(right / len(inside), 3) if inside else 0.0))
    return table


def words_per_second(raws: Sequence[RawIssue], rounds: int) -> float:
    """Words a second of processor time from raw text to events, over `rounds` times the issues."""
    list(extract_issues(raws))
    words = sum(len(bytes(raw.content).split()) if isinstance(raw.content, bytes) else 0 for raw in raws)
    start = time.process_time()
    for _ in extract_issues(raw for _ in range(rounds) for raw in raws):
        pass
    return words * rounds / (time.process_time() - start)


def describe_error(match: Match) -> str | None:
    """One line on what is wrong with a match; None where all is right."""
    if match.found is None:
        return (
            None if match.gold is None else f"{match.file}: missed {match.gold.type} {match.gold.trigger!r}"
        )
    trigger = match.found.trigger.of(match.text)
    if match.gold is None:
        return f"{match.file}: spurious {match.found.event_type} {trigger!r}"
    wrong = [
        name
        for name, right in (
            ("type", match.type_is_right),
            ("days", match.days_are_right or not match.type_is_right),
            ("status", match.status_is_right),
            ("actor", match.side_is_right("actor")),
            ("recipient", match.side_is_right("recipient")),
        )
        if not right
    ]
    return f"{match.file}: {trigger!r} has a wrong {', '.join(wrong)}" if wrong else None


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where the texts lie."
)
@click.option(
    "--choices", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Weights of one's own."
)
@click.option(
    "--aside", is_flag=True, help="Only the documents that nothing was learned from, one in ten by name."
)
@click.option("--errors", is_flag=True, help="List what is wrong.")
@click.option("--intervals", is_flag=True, help="Say how far chance may carry each F1 (95 %, bootstrap).")
@click.option("--rounds", default=0, help="Measure speed over so many rounds of the folder.")
def main(  # noqa: PLR0913  # an option each
    folder: Path,
    texts: Path | None,
    choices: Path | None,
    *,
    aside: bool,
    errors: bool,
    intervals: bool,
    rounds: int,
) -> None:
    """Measure events on the annotated issues of FOLDER."""
    learned = None if choices is None else read_choices(choices)
    matches = match_folder(folder, texts, choices=learned, aside=aside)
    figures = figures_of(matches)
    click.echo(f"annotated {figures.annotated}, predicted {figures.predicted}")
    click.echo(
        f"F1: found {figures.found}, type {figures.type}, date {figures.date}, row {figures.row}, "
        f"full {figures.full}"
    )
    click.echo(
        f"of those found: status {figures.status}, actor {figures.actor}, recipient {figures.recipient}"
    )
    if intervals:
        told = (f"{name} {low:.3f} to {high:.3f}" for name, (low, high) in intervals_of(matches).items())
        click.echo(f"19 of 20 samples of documents: {', '.join(told)}")
    for low, high, count, right in calibration(matches):
        click.echo(f"confidence {low:.2f} to {min(high, 1):.2f}: {count} rows, {right:.2f} right")
    for line in filter(None, map(describe_error, matches)) if errors else ():
        click.echo(line)
    if rounds:
        click.echo(
            f"{words_per_second([raw for _, raw in read_folder(folder, texts)], rounds):.0f} words a second"
        )


if __name__ == "__main__":
    main()
