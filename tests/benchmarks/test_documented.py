"""The commands of benchmarks and training that the documentation shows take the options it gives them."""

import re
import subprocess
import sys
from functools import cache

import pytest

from tests.pages import ROOT

COMMAND = re.compile(
    r"python -m (?P<module>(?:benchmarks|training)(?:\.\w+)*)(?P<words>(?: (?!#)[\w./-]+)*)", re.MULTILINE
)
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
SHOWN = sorted({match[0] for page in PAGES for match in COMMAND.finditer(page.read_text(encoding="utf-8"))})


@cache
def help_of(*words: str) -> str:
    """What a module, or a command of it, says of itself."""
    asked = [sys.executable, "-m", *words, "--help"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_commands_are_shown() -> None:
    assert len(SHOWN) > 5


@pytest.mark.parametrize("line", SHOWN)
def test_a_command_that_is_shown_has_these_options(line: str) -> None:
    _, _, module, *words = line.split()
    if module == "training":
        pytest.importorskip("torch", reason="pip install .[training]")
    parts = [word for word in words[:1] if word.islower() and word.isalpha()]
    options = [word for word in words if word.startswith("--")]
    assert [option for option in options if option not in help_of(module, *parts)] == []
