"""Time expressions of plain texts: what `dateline dates` prints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, Literal, cast

from extract.issues import NotAnIssueError, Publications, parse_issue, readable_text
from extract.language import load_model
from extract.model import DayOptions, Problem, RawIssue, Sentence, Span, Timex
from extract.times import find_timexes, read_time_lexicon
from flows.extraction import chunks

Style = Literal["news", "narrative"]

COLUMNS: Final = ("id", "start", "end", "text", "type", "value", "first_day", "last_day", "rule")
"""Columns of a row, as the public interface names them."""

BATCH: Final = 128
"""Texts that the language model reads at once: its speed no longer grows beyond."""


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text and the day it speaks from; only `spans` of it are searched."""

    id: object
    """As it was given; printed again with each row."""
    text: str
    reference_day: date | None
    spans: tuple[Span, ...]
    style: Style | None = None


def whole_text(
    text: str, reference_day: date | None, *, text_id: object = "", style: Style | None = None
) -> DatedText:
    """A text searched from end to end."""
    return DatedText(text_id, text, reference_day, (Span(0, len(text)),), style)


def texts_of_issue(
    raw: RawIssue, publications: Publications, options: DayOptions, style: Style | None
) -> tuple[tuple[DatedText, ...], tuple[Problem, ...]]:
    """An issue's passages, a text for each run of them that speaks from one day; none of what is no issue."""
    try:
        issue, problems = parse_issue(raw, publications, options=options)
    except NotAnIssueError as error:
        return (), (error.problem,)
    text = readable_text(issue)
    runs = groupby(range(len(issue.passages)), key=issue.day_of)
    return tuple(
        DatedText(issue.issue_file, text, day, tuple(issue.passages[n].span for n in run), style)
        for day, run in runs
    ), problems


def timex_rows(
    texts: Iterable[DatedText], *, model: str | None, parse: bool = True
) -> Iterator[dict[str, object]]:
    """One row an expression, in the order of the texts; `parse` has the language model tell the tenses."""
    lexicon = read_time_lexicon()
    for batch in chunks(texts, BATCH):
        for text, sentences in zip(
            batch, sentences_of(batch, model) if parse else unparsed(batch), strict=True
        ):
            found = find_timexes(
                text.text,
                text.reference_day,
                lexicon,
                spans=text.spans,
                sentences=sentences,
                style=text.style,
            )
            yield from (timex_row(text, timex) for timex in found)


def sentences_of(batch: list[DatedText], model: str | None) -> Iterator[tuple[Sentence, ...]]:
    """Each text's parsed sentences."""
    parsed = load_model(model).parse_passages((text.text, text.spans) for text in batch)
    return (
        tuple(sentence for passage in passages for sentence in passage if sentence.tokens)
        for passages in parsed
    )


def unparsed(batch: list[DatedText]) -> Iterator[tuple[Sentence, ...]]:
    """No sentences, once a text."""
    return (cast("tuple[Sentence, ...]", ()) for _ in batch)


def timex_row(text: DatedText, timex: Timex) -> dict[str, object]:
    """The expression as a row of `COLUMNS`."""
    return {
        "id": text.id,
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.span.of(text.text),
        "type": timex.type,
        "value": timex.value,
        "first_day": timex.first_day,
        "last_day": timex.last_day,
        "rule": timex.rule,
    }
