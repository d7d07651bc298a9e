"""The made-up archive is what it says, and its measures add up."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.archive import choose, item, place_of, words, write_archive
from benchmarks.pipeline import Look, Measure, archive_of, compared, processor_between, remembered, shares
from benchmarks.stages import FUNCTIONS, GENERATORS, Clock, stages_timed
from extract.issues import parse_issue, read_publications
from extract.model import RawIssue

ROOT = Path(__file__).parents[2]


@given(st.integers(0, 200_000), st.integers(0, 5))
def test_an_item_is_of_a_realistic_length_and_ends_with_its_own_number(number: int, seed: int) -> None:
    text = item(number, seed)
    assert 130 <= len(text.split()) <= 520
    assert f"{seed}-{number}." in text


@pytest.mark.parametrize("number", [0, 7, 5_749, 5_750, 49_999])
def test_an_item_is_read_as_an_issue_without_a_problem(number: int) -> None:
    issue, problems = parse_issue(RawIssue(item(number)), read_publications())
    assert problems == ()
    assert (issue.volume, issue.number) == place_of(number)
    assert issue.published_basis == "calendar"
    assert len(issue.citations) >= 2
    assert all(citation.last_day for citation in issue.citations)


def test_no_two_items_of_a_thousand_are_alike() -> None:
    assert len({item(number) for number in range(1000)}) == 1000


@pytest.mark.parametrize("table", ["sentences", "headlines"])
def test_every_slot_of_the_sentences_can_be_filled(table: str) -> None:
    known = choose(Random(0), date(1998, 7, 14))  # no secret
    used = {slot for sentence in words()[table] for slot in re.findall(r"\{(?P<slot>\w+)\}", sentence)}
    assert used
    assert used <= known.keys()


def test_an_archive_holds_as_many_files_as_were_asked_for(tmp_path: Path) -> None:
    count = write_archive(tmp_path, 12)
    files = sorted(tmp_path.rglob("*.txt"))
    assert len(files) == 12
    assert count == sum(len(file.read_text("utf-8").split()) for file in files)


def test_every_stage_that_is_timed_stands_where_it_is_looked_up() -> None:
    assert all(callable(getattr(place, name)) for _, place, name in (*FUNCTIONS, *GENERATORS))


def test_timed_stages_change_no_result_and_are_put_back() -> None:
    from extract import extractor

    kept = vars(extractor)["read_times"]
    text = "Publication: Monitor Volume: 4 Issue: 134\n\nRebels seized the town yesterday. (AP, July 13)"
    plain = extractor.extract_issue(text)
    with stages_timed() as clock:
        timed = extractor.extract_issue(text)
    assert timed == plain
    assert {"parse", "language model", "times", "actors", "triggers", "link"} <= clock.seconds.keys()
    assert vars(extractor)["read_times"] is kept


def test_a_stage_is_not_charged_for_the_stage_it_calls() -> None:
    clock = Clock()
    inner = clock.timed("inner", lambda: sum(range(2_000_000)))

    def steps() -> Iterator[int]:
        yield inner()

    assert list(clock.timed_steps("outer", steps)()) == [sum(range(2_000_000))]
    assert clock.seconds["outer"] < clock.seconds["inner"] / 4


def test_what_no_stage_of_ours_spent_is_the_framework_s() -> None:
    assert shares({"parse": 1.0, "write": 2.0}, 4.0)["Prefect"] == pytest.approx(0.25)
    assert shares({}, 4.0) == {}


def test_processor_time_is_counted_between_the_looks_around_two_moments() -> None:
    looks = [Look(0.0, 0.0, 1), Look(1.0, 0.9, 1), Look(2.0, 2.5, 1), Look(3.0, 2.6, 1)]
    assert processor_between(looks, 1.5, 2.5) == pytest.approx(1.6)


def measure(what: str, workers: int, items: int, rate: float, peak: float) -> Measure:
    return Measure(what, workers, items, 0, rate, rate, rate, rate, 0.0, 0.0, peak, {})


def test_runs_are_compared_with_the_language_model_of_as_many_workers_and_with_one_worker() -> None:
    measures = [
        measure(what, workers, 100, rate, 1.0)
        for what, workers, rate in (
            ("flow", 1, 12.0),
            ("model", 1, 20.0),
            ("flow", 2, 21.0),
            ("model", 2, 35.0),
        )
    ]
    _, one, two, faster = compared(measures)
    assert one == "1 workers: 60% of the language model by the clock, 60% by processor time"
    assert two == "2 workers: 60% of the language model by the clock, 60% by processor time"
    assert faster == "2 workers: 1.75 times 1"


def test_the_peak_of_a_large_run_is_told_as_a_ratio_to_a_small_one_s_of_as_many_workers() -> None:
    sizes = ((1, 50_000, 880.0), (1, 5_000, 800.0), (2, 5_000, 1000.0), (2, 50_000, 1050.0))
    told = remembered([measure("flow", workers, items, 1.0, peak) for workers, items, peak in sizes])
    assert told == [
        "1 workers: peak of 50,000 items 1.10 times that of 5,000",
        "2 workers: peak of 50,000 items 1.05 times that of 5,000",
    ]


def test_an_archive_that_stands_is_not_made_again(tmp_path: Path) -> None:
    archive, words = archive_of(tmp_path, 3, 0)
    files = list(archive.rglob("*.txt"))
    files[0].unlink()
    assert archive_of(tmp_path, 3, 0) == (archive, words)
    assert len(list(archive.rglob("*.txt"))) == len(files) - 1


def test_the_language_model_alone_is_measured_on_the_passages(tmp_path: Path) -> None:
    write_archive(tmp_path, 3)
    command = [sys.executable, "-m", "benchmarks.runs", "model", str(tmp_path)]
    done = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    assert done["items"] == 3
    assert done["words"] > 3 * 100
    assert done["moments"]["began"] <= done["moments"]["first"] <= done["moments"]["finished"]
