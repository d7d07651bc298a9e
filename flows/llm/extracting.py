"""Extraction with a second reader: in this process, which waits for the server most of the time.

The documents of a chunk are asked about together, so that as many requests are under way as may be.
"""

import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

from extract import extract_issues
from extract.language import load_model
from extract.model import Extraction, Problem, RawIssue
from extract.second import SecondReader, versioned
from flows.extraction import (
    CHUNK,
    Extracted,
    Extractor,
    Failure,
    Job,
    Left,
    Outcome,
    chunks,
    known_choices,
    ready,
)
from flows.llm.reading import LEFT
from flows.workers import Crew, ProcessExtractor


class SecondExtractor:
    """Extracts in this process, a chunk at a time, with a second reader."""

    def __init__(self, job: Job, second: SecondReader) -> None:
        """Keeps both; the model is loaded with the first document."""
        self.job = job
        self.second = second

    def outcomes(self, raws: Iterable[RawIssue]) -> Iterator[Outcome]:
        """One outcome a document, in order, up to the first that is left for the next run."""
        for chunk in chunks(raws, CHUNK):
            for outcome in self.extracted(chunk):
                yield outcome
                if isinstance(outcome, Left):
                    return

    def extracted(self, raws: Sequence[RawIssue]) -> list[Outcome]:
        """The outcomes of a chunk; if it fails as a whole, of each document by itself: one alone is lost."""
        model, choices = load_model(self.job.model), known_choices(self.job.choices)
        options, second = self.job.options, self.second
        try:
            results = list(extract_issues(raws, options=options, model=model, choices=choices, second=second))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  # which document it was is found out below, and kept with the reason
            if len(raws) > 1:
                return [outcome for raw in raws for outcome in self.extracted([raw])]
            reason = traceback.format_exc(limit=-1).strip().splitlines()[-1]
            message = f"{raws[0].source_key}: extraction failed ({reason}); report it with the document"
            return [Failure(raws[0], Problem("pipeline", "extraction-failed", message))]
        return [outcome_of(raw, result) for raw, result in zip(raws, results, strict=True)]


def extracting(job: Job, second: SecondReader | None, stack: ExitStack) -> tuple[Extractor, str]:
    """Who extracts, and its version: another process, or with a second reader this one."""
    if second is not None:
        return SecondExtractor(job, second), versioned(ready(job.model, job.choices), second)
    crew = stack.enter_context(Crew(job))
    return stack.enter_context(ProcessExtractor(crew)), crew.version


def outcome_of(raw: RawIssue, result: Extraction | Problem) -> Outcome:
    """What became of a document."""
    if isinstance(result, Extraction):
        return Extracted(raw, result)
    return Left(raw, result) if result.code in LEFT else Failure(raw, result)
