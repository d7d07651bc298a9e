"""Whatever a document holds: no exception, offsets that point at what they say, the same rows each time.

A few examples of each promise, always the same ones, are part of the suite; `make soak` tries thousands of
new ones. What that has found stands in `FOUND`.
"""

import tempfile
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from extract import extract_issue
from extract.extractor import shipped_choices
from extract.issues import NotAnIssueError, read_publications, split_items
from extract.language import load_model
from extract.model import Extraction, Problem, RawIssue, Span
from extract.sources import read
from extract.times import find_timexes, read_time_lexicon
from load import EventFilter, EventStore
from load.rows import event_rows
from report.page import render_page
from tests.fuzz.seeds import WORDS, spoilt, spoilt_files
from tests.load.offers import enter, lone

Promise = Callable[..., None]

SLOW: Final = list(HealthCheck)
FEW: Final = settings(max_examples=20, derandomize=True, database=None, suppress_health_check=SLOW)
MANY: Final = settings(max_examples=4000, suppress_health_check=SLOW)

PUBLICATIONS: Final = read_publications()
TIMES: Final = read_time_lexicon()

FOUND: Final[dict[str, str]] = {
    "words of many pieces": "Rebels seized the town" + "!" * 40 + " " + "?! " * 140,
}
"""Texts that once broke a promise."""


def kept_for_long(promise: Promise, **drawn: st.SearchStrategy[Any]) -> Promise:
    """The promise, to be kept for thousands of examples."""
    kept: Promise = pytest.mark.soak(MANY(given(**drawn)(promise)))
    return kept


def kept(promise: Promise, **drawn: st.SearchStrategy[Any]) -> Promise:
    """The promise, to be kept for a few examples, always the same ones."""
    return FEW(given(**drawn)(promise))


# --- reading


def any_file_is_read_or_refused(file: tuple[str, bytes]) -> None:
    name, content = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        for document in read(str(path)):
            if isinstance(document, RawIssue):
                assert all(isinstance(item, RawIssue) for item in split_items(document, PUBLICATIONS))
            else:
                assert document.problem.message


test_any_file_is_read_or_refused = kept(any_file_is_read_or_refused, file=spoilt_files())
test_any_file_is_read_or_refused_for_long = kept_for_long(any_file_is_read_or_refused, file=spoilt_files())


# --- extraction


def extracted(text: str) -> Extraction | None:
    """What comes of the text; None where it is no issue, which must be said."""
    try:
        return extract_issue(text, model=load_model(), choices=shipped_choices())
    except NotAnIssueError as refused:
        reason = refused.problem.message
    assert reason
    return None


def any_text_gives_rows_that_say_where_they_are_from(text: str) -> None:
    found = extracted(text)
    if found is None:
        return
    assert [problem for problem in found.problems if is_failure(problem)] == []
    whole = found.issue.text
    for passage in found.issue.passages:
        assert within(passage.span, whole)
    for timex in found.timexes:
        assert within(timex.span, whole)
        assert not (timex.first_day and timex.last_day) or timex.first_day <= timex.last_day
    for row in event_rows(found):
        assert (
            whole[int(str(row["trigger_start"])) : int(str(row["trigger_end"]))].split()
            == str(row["trigger"]).split()
        )
        assert " ".join(whole.split()).find(" ".join(str(row["trigger"]).split())) >= 0
        assert not row["date_text"] or squeezed(str(row["date_text"])) in squeezed(whole)
        assert not (row["first_day"] and row["last_day"]) or str(row["first_day"]) <= str(row["last_day"])


def the_same_text_gives_the_same_rows(text: str) -> None:
    first, second = extracted(text), extracted(text)
    assert first == second
    if first and second:
        assert list(event_rows(first)) == list(event_rows(second))


def is_failure(problem: Problem) -> bool:
    """Whether a stage broke, which `extract` survives but must not need to."""
    return problem.code in {"stage-failed", "batch-failed"}


def within(span: Span, text: str) -> bool:
    """Whether the span lies in the text, and holds something."""
    return 0 <= span.start < span.end <= len(text)


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


test_any_text_gives_rows_that_say_where_they_are_from = kept(
    any_text_gives_rows_that_say_where_they_are_from, text=spoilt()
)
test_any_text_gives_rows_that_say_where_they_are_from_for_long = kept_for_long(
    any_text_gives_rows_that_say_where_they_are_from, text=spoilt()
)
test_the_same_text_gives_the_same_rows = kept(the_same_text_gives_the_same_rows, text=spoilt())
test_the_same_text_gives_the_same_rows_for_long = kept_for_long(
    the_same_text_gives_the_same_rows, text=spoilt()
)


@pytest.mark.parametrize("case", FOUND)
def test_what_fuzzing_found_is_mended(case: str) -> None:
    any_text_gives_rows_that_say_where_they_are_from(FOUND[case])


# --- times alone


def any_words_give_times_in_order(text: str, today: date | None) -> None:
    found = find_timexes(text, today, TIMES)
    assert all(within(timex.span, text) for timex in found)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    assert find_timexes(text, today, TIMES) == found


test_any_words_give_times_in_order = kept(
    any_words_give_times_in_order, text=spoilt(), today=st.none() | st.dates()
)
test_any_words_give_times_in_order_for_long = kept_for_long(
    any_words_give_times_in_order, text=spoilt(), today=st.none() | st.dates()
)


# --- storing, asking, reporting

MARK: Final = "qqzx<script>'\"&--;"
"""What no statement and no markup of ours holds."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    """A database of issues whose every text holds the mark."""
    opened = EventStore(f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/events.db")
    opened.init()
    enter(opened)
    for number, word in enumerate(WORDS):
        told = extracted(f"Ivan {MARK} {word} met the {MARK} Party in Kiev yesterday. Rebels left {word}.")
        assert told is not None
        lone(opened, told)
        assert number >= 0
    return opened


def test_a_report_shows_any_text_as_text(store: EventStore) -> None:
    page = render_page(store, EventFilter(actor=MARK))
    assert "qqzx" in render_page(store, EventFilter())
    assert MARK not in page
    assert "qqzx<script" not in render_page(store, EventFilter())


def no_question_is_built_from_its_words(store: EventStore, words: str) -> None:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for asked in (
            EventFilter(text=words + MARK),
            EventFilter(actor=words + MARK),
            EventFilter(country=words + MARK),
            EventFilter(event_type=words + MARK),
            EventFilter(issue=words + MARK),
            EventFilter(event_id=words + MARK),
        ):
            list(store.events(asked))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert statements
    assert not any("qqzx" in statement for statement in statements)


@FEW
@given(words=spoilt())
def test_no_question_is_built_from_its_words(store: EventStore, words: str) -> None:
    no_question_is_built_from_its_words(store, words)


@pytest.mark.soak
@MANY
@given(words=spoilt())
def test_no_question_is_built_from_its_words_for_long(store: EventStore, words: str) -> None:
    no_question_is_built_from_its_words(store, words)
