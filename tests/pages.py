"""The fenced blocks of the documentation's pages, for the tests that run them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page."""

    page: str
    kind: str
    code: str

    def __str__(self) -> str:
        """The block's first line, for the name of its test."""
        return f"{self.page}: {self.code.strip().splitlines()[0][:60]}"

    @property
    def commands(self) -> list[str]:
        """The commands of a block that only shows them, without prompt and remark."""
        shown = [line[2:] for line in self.code.splitlines() if line.startswith("$ ")]
        return [re.sub(r"\s+#.*", "", line) for line in shown]


def file_of(page: str) -> Path:
    """The file of a page: the README, or one of docs."""
    return ROOT / "README.md" if page == "README" else ROOT / "docs" / f"{page}.md"


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order, without their indent."""
    return [
        Block(page, found["kind"], re.sub(f"^{found['indent']}", "", found["code"], flags=re.MULTILINE))
        for found in _FENCE.finditer(file_of(page).read_text(encoding="utf-8"))
    ]
