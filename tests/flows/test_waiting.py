"""Whoever waits for a document is told for which."""

import pytest

from extract.model import RawIssue
from flows.waiting import arrives_in_time

RAW = RawIssue("long " * 900, "b.txt")
NAMED = ["still working on b.txt (4 kB)"]


@pytest.mark.parametrize(
    ("takes", "limit", "arrived", "told"),
    [
        pytest.param(5, 120, True, [], id="nothing is said of what takes its usual time"),
        pytest.param(50, 120, True, NAMED, id="what takes long is named"),
        pytest.param(50, None, True, NAMED, id="also where it may take for ever"),
        pytest.param(130, 120, False, NAMED, id="what takes too long is given up"),
        pytest.param(130, 20, False, [], id="at once where patience is longer than the limit"),
    ],
)
def test_a_document_is_waited_for(takes: float, limit: float | None, arrived: bool, told: list[str]) -> None:  # noqa: FBT001
    said: list[str] = []
    waited = 0.0

    def arrives(seconds: float | None) -> bool:
        nonlocal waited
        waited = takes if seconds is None else waited + seconds
        return waited >= takes

    assert arrives_in_time(arrives, RAW, limit, patience=30, tell=said.append) is arrived
    assert said == told
    assert waited <= (limit or takes)
