"""The documentation builds as a site, without a warning and without the network."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    known = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(words, cwd=ROOT, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {file.stem for file in (ROOT / "docs").glob("*.md")}
    assert {page.stem for page in (tmp_path / "site").glob("*.html")} >= pages
    assert (tmp_path / "site" / "search" / "search_index.js").exists()


def test_every_page_stands_in_the_site_s_contents() -> None:
    _, _, contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")
    assert [file.name for file in (ROOT / "docs").glob("*.md") if file.name not in contents] == []
