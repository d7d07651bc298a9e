"""The ledger tells what each run did, what need not be read again, and what waits in quarantine."""

import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from extract.model import Span
from load import EventStore, Quarantined, StoreError, digest_of
from tests.load.offers import NOW, OPTIONS, RUN, VERSION, at, counts, enter, lone, offer, put, running

LATER = NOW + timedelta(hours=1)


def _letter(key: str = "bad.txt", content: bytes | None = b"\xff\x00 no text") -> Quarantined:
    return Quarantined(
        source_key=key,
        source_uri=f"file:///{key}",
        stage="sources",
        reason="not-text",
        message="the file is no text: give it as UTF-8",
        content=content,
        document_digest=digest_of(content or b""),
        span=Span(0, 2),
    )


def test_a_run_counts_what_became_of_its_documents(store: EventStore) -> None:
    run = enter(store)
    put(store, [offer(1), offer(2), at("second.txt", offer(2)), offer(10, wording=1)])
    lone(store, offer(10, version="9.0"))
    lone(store, offer(3, version="9.0"))
    lone(store, offer(3))
    run.quarantine(_letter())
    run.__exit__(None, None, None)
    (told,) = store.runs()
    assert (told.documents, told.written, told.unchanged, told.replaced) == (6, 2, 1, 1)
    assert (told.kept_newer, told.quarantined, told.failed) == (1, 1, 0)
    assert (told.exit_status, told.started_at, told.finished_at) == (1, NOW, NOW)


def test_a_run_that_was_killed_has_no_end(store: EventStore) -> None:
    lone(store, offer())
    (run,) = store.runs()
    assert (run.finished_at, run.exit_status, run.written, run.options) == (None, None, 1, "{}")


def test_runs_come_latest_first(store: EventStore) -> None:
    enter(store, "tuesday", now=LATER)
    assert [run.run_id for run in store.runs()] == ["tuesday", RUN]
    assert [run.run_id for run in store.runs(limit=1)] == ["tuesday"]


def test_a_run_that_was_not_started_cannot_write_or_end(store: EventStore) -> None:
    sunday = running(store, "sunday")
    assert [written.outcome for written in sunday.write([offer()])] == ["refused"]
    with pytest.raises(StoreError, match="no run sunday"):
        sunday.__exit__(None, None, None)


ENDS: dict[str, tuple[BaseException | None, int]] = {
    "by itself": (None, 0),
    "by Ctrl-C": (KeyboardInterrupt(), 130),
    "by an error": (ValueError("broken"), 1),
    "by leaving": (SystemExit(143), 143),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_run_is_closed_with_its_status_however_it_ends(store: EventStore, how: str) -> None:
    error, status = ENDS[how]
    with suppress(KeyboardInterrupt, ValueError, SystemExit), running(store, how, now=LATER):
        if error:
            raise error
    (run,) = (run for run in store.runs() if run.run_id == how)
    assert (run.exit_status, run.finished_at) == (status, LATER)


def test_taken_are_documents_that_stand_as_this_version_reads_them(store: EventStore) -> None:
    lone(store, offer(1), document_digest="aa")
    lone(store, offer(2), document_digest="bb")
    assert store.taken(VERSION, OPTIONS) == {"issue-000001.txt": "aa", "issue-000002.txt": "bb"}
    assert store.taken(VERSION, OPTIONS, ["issue-000002.txt", "other.txt"]) == {"issue-000002.txt": "bb"}
    assert store.taken(VERSION, OPTIONS, []) == {}
    assert store.taken("2.0", OPTIONS) == {}
    assert store.taken(VERSION, "f" * 32) == {}


def test_a_document_that_came_back_is_not_taken_for_having_been_there_once(store: EventStore) -> None:
    lone(store, offer(1), document_digest="aa")
    lone(store, offer(1, wording=1), document_digest="bb")
    assert store.taken(VERSION, OPTIONS) == {"issue-000001.txt": "bb"}


def test_other_bytes_of_the_same_text_are_taken_from_then_on(store: EventStore) -> None:
    lone(store, offer(1), document_digest="aa")
    assert lone(store, offer(1), document_digest="bb") == "unchanged"
    assert store.taken(VERSION, OPTIONS) == {"issue-000001.txt": "bb"}


def test_taken_asks_for_any_number_of_keys(store: EventStore) -> None:
    lone(store, offer(1), document_digest="aa")
    keys = [f"{number}.txt" for number in range(2500)]
    assert store.taken(VERSION, OPTIONS, [*keys, "issue-000001.txt"]) == {"issue-000001.txt": "aa"}


def test_documents_that_were_taken_are_counted_unchanged(store: EventStore) -> None:
    running(store).unchanged({"a.txt": "aa", "b.txt": "bb"})
    running(store).unchanged({})
    assert (store.runs()[0].documents, store.runs()[0].unchanged) == (2, 2)


def test_quarantine_gives_back_the_very_bytes(store: EventStore) -> None:
    name = running(store).quarantine(_letter())
    (kept,) = store.quarantined()
    assert kept == replace(_letter(), quarantined_at=NOW, run_id=RUN)
    assert kept.quarantine_id == name
    assert store.quarantined([name[:8]]) == [kept]
    assert store.quarantined(["zzzz"]) == []


def test_a_document_met_again_is_one_row_and_one_attempt_more(store: EventStore, url: str) -> None:
    running(store).quarantine(_letter())
    running(store, now=LATER).quarantine(replace(_letter(), message="still no text"))
    (kept,) = store.quarantined()
    assert (kept.attempts, kept.message, kept.quarantined_at) == (2, "still no text", LATER)
    assert counts(url)["run_documents"] == 1


def test_quarantine_without_content_and_place_is_kept_too(store: EventStore) -> None:
    running(store).quarantine(replace(_letter(content=None), span=None))
    (kept,) = store.quarantined()
    assert (kept.content, kept.span) == (None, None)


def test_what_leaves_quarantine_is_gone(store: EventStore) -> None:
    names = [running(store).quarantine(_letter(key)) for key in ("a.txt", "b.txt")]
    assert store.clear_quarantine([names[0]]) == 1
    assert [kept.source_key for kept in store.quarantined()] == ["b.txt"]
    assert store.clear_quarantine([names[0]]) == 0


def test_times_are_kept_in_utc_and_whole_seconds(store: EventStore) -> None:
    tokyo = datetime(2026, 1, 5, 16, 30, 0, 999_999, tzinfo=timezone(timedelta(hours=9)))
    lone(store, offer(), now=tokyo)
    assert {row["loaded_at"] for row in store.events()} == {NOW}
    assert tokyo.astimezone(UTC).replace(tzinfo=None, microsecond=0) == NOW


def test_what_has_been_mended_leaves_the_quarantine_by_its_key_whatever_it_held(store: EventStore) -> None:
    for letter in (
        _letter("a.txt"),
        _letter("a.txt", b"once more"),
        _letter("odd\x00.txt"),
        _letter("b.txt"),
    ):
        running(store).quarantine(letter)
    lone(store, at("a.txt", offer(1)))
    running(store).unchanged({"odd\x00.txt": "aa", "never.txt": "bb"})
    assert [letter.source_key for letter in store.quarantined()] == ["b.txt"]


def test_an_entry_is_closed_when_its_source_is_met_again_in_other_words(store: EventStore) -> None:
    running(store).quarantine(_letter("a.txt"))
    name = running(store).quarantine(_letter("a.txt", b"worse"))
    assert [letter.quarantine_id for letter in store.quarantined()] == [name]


def test_an_archive_that_can_be_opened_at_last_leaves_the_quarantine(store: EventStore) -> None:
    running(store).quarantine(_letter("july.zip"))
    running(store).quarantine(_letter("july.zip!b.txt"))
    lone(store, at("july.zip!a.txt", offer()))
    assert [letter.source_key for letter in store.quarantined()] == ["july.zip!b.txt"]


def test_after_a_run_sqlite_knows_its_tables_well_enough_to_plan(sqlite_url: str) -> None:
    with EventStore(sqlite_url) as store:
        store.init()
        with running(store):
            lone(store, offer())
    plain = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    assert plain.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'events'").fetchone()[0] > 5
    plain.close()
