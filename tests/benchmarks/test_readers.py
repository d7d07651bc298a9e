"""Readers are compared on annotated issues: rows, what was asked and spent, and what the rules doubt."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.readers import BOUNDS, COLUMNS, main
from tests.flows.llm.server import Event, reading, serving

DEV = Path(__file__).parents[1] / "gold" / "dev"
SAID: Event = {"type": "STATEMENT", "status": "occurred", "time": None, "actors": [], "recipients": []}


def table(output: str) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in output.splitlines() if "\t" in line]
    assert lines[0] == list(COLUMNS)
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines[1:]]


def test_readers_stand_side_by_side_with_what_they_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(reading({"said": SAID, "told": SAID})) as server:
        monkeypatch.setenv("DATELINE_LLM_URL", server.url)
        monkeypatch.setenv("DATELINE_LLM_MODEL", "m")
        monkeypatch.setenv("DATELINE_LLM_CACHE", str(tmp_path))
        words = [str(DEV), "--limit", "3", "--reader", "rules", "--reader", "llm", "--reader", "both"]
        done = CliRunner().invoke(main, [*words, "--price", "10"], catch_exceptions=False)
    rules, llm, both = table(done.output)
    assert (rules["read"], rules["tokens"], llm["read"], both["read"]) == ("", "", "100%", "100%")
    assert int(llm["tokens"]) == 100 * int(llm["requests"]) == 100 * len(server.questions)
    assert (both["requests"], both["tokens"]) == ("0", "0")  # the same questions, answered before
    assert int(both["rows"]) >= int(rules["rows"])
    assert f"llm: {int(llm['tokens']) / 300:.2f} for a thousand such issues" in done.output


def test_the_lower_the_bound_of_doubt_the_less_is_read() -> None:
    done = CliRunner().invoke(main, [str(DEV), "--limit", "6", "--doubt"], catch_exceptions=False)
    shares = [int(share) for share in re.findall(r"(\d+)% of the words", done.output)]
    assert len(shares) == len(BOUNDS)
    assert shares == sorted(shares)
    assert shares[0] < shares[-1] <= 100
