"""What was answered is kept at once, and no run spends more than its limit, however many ask at once."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.llm.memory import FILE, Memory, SpentError
from flows.settings import SettingsError


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_no_run_spends_more_than_its_limit(tmp_path: Path, threads: int) -> None:
    memories = [Memory(tmp_path) for _ in range(2)]

    def spend(number: int) -> int:
        memory = memories[number % 2]
        try:
            call = memory.reserve("run", 100, 1000, patience=5)
        except SpentError:
            return 0
        memory.settle(call, number % 90)
        return number % 90

    with ThreadPoolExecutor(threads) as pool:
        spent = sum(pool.map(spend, range(60)))
    spending = memories[0].spending("run")
    assert spending.tokens == spent <= 1000
    assert spent > 900 - 100  # what is set aside comes back
    for memory in memories:
        memory.close()


def test_runs_have_limits_of_their_own(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.settle(memory.reserve("one", 100, 100, patience=0), 100)
    with pytest.raises(SpentError):
        memory.reserve("one", 1, 100, patience=0)
    memory.reserve("two", 100, 100, patience=0)
    assert memory.spending("one").tokens == memory.spending("two").tokens == 100
    memory.close()


def test_a_request_that_never_came_back_counts_in_full(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.reserve("run", 80, 100, patience=0)
    with pytest.raises(SpentError):
        memory.reserve("run", 30, 100, patience=0)
    assert memory.spending("run").tokens == 80
    memory.close()


def test_without_a_limit_anything_may_be_spent(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.reserve("run", 10**12, 0, patience=0)
    memory.reserve("run", 10**12, 0, patience=0)
    assert memory.spending("run").tokens == 2 * 10**12
    memory.close()


def test_what_is_kept_is_there_for_the_next_process(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep({"a": {"events": ["\ud800"]}, "b": {"events": []}})
    with sqlite3.connect(f"file:{tmp_path / FILE}?mode=ro", uri=True) as other:
        assert other.execute("SELECT COUNT(*) FROM answers").fetchone() == (2,)
    other.close()
    assert memory.answers(["b", "a", "c"]) == {"a": {"events": ["\ud800"]}, "b": {"events": []}}
    memory.close()


def test_a_folder_that_cannot_be_written_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="DATELINE_LLM_CACHE"):
        Memory(tmp_path / "file" / "below")
