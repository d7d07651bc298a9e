"""An audit says what is known to be weak, and what nobody was asked about."""

import sys
from pathlib import Path
from typing import Any

import pytest

from supply.audit import main, understood

CLEAN: dict[str, Any] = {"name": "clean", "version": "1.0", "vulns": []}
WEAK: dict[str, Any] = {
    "name": "weak",
    "version": "0.9",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.0", "0.9.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
SKIPPED: dict[str, Any] = {"name": "skipped", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "status"),
    [([CLEAN], 0), ([CLEAN, WEAK], 1), ([CLEAN, SKIPPED], 2), ([WEAK, SKIPPED], 1), ([SKIPPED], 2), ([], 2)],
    ids=["clean", "weak", "not all asked", "weak, and not all asked", "none asked", "nothing there"],
)
def test_only_what_was_asked_about_and_found_clean_passes(
    dependencies: list[dict[str, Any]], status: int
) -> None:
    assert understood({"dependencies": dependencies}).status == status


def test_a_weakness_is_told_with_the_release_that_mends_it() -> None:
    told = str(understood({"dependencies": [CLEAN, WEAK]}))
    assert "weak 0.9: PYSEC-1, mended in 1.0, 0.9.1" in told
    assert "weak 0.9: PYSEC-2, mended in no release yet" in told
    assert "Audited: 2 distributions. Known weaknesses: 2." in told


def test_what_nobody_was_asked_about_is_said_and_not_called_clean() -> None:
    many = [{**SKIPPED, "name": f"skipped{number}"} for number in range(8)]
    told = str(understood({"dependencies": [CLEAN, *many]}))
    assert "NOT audited: 8 distributions (skipped0, " in told
    assert "skipped4 and 3 more)" in told
    assert "Audited: 1 distributions" in told


def test_a_tool_that_gives_no_answer_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool = tmp_path / "pip-audit"
    tool.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('the index does not answer')\n", "utf-8")
    tool.chmod(0o755)
    assert main(str(tool)) == 2
    assert capsys.readouterr().err == (
        "NOT audited: pip-audit gave no answer, but ended with: the index does not answer\n"
    )
