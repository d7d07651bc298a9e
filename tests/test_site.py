"""The documentation builds as a site, without a warning and without the network."""

import os
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    known = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(words, cwd=ROOT, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {file.stem for file in (ROOT / "docs").glob("*.md")}
    assert {page.stem for page in (tmp_path / "site").glob("*.html")} >= pages
    assert (tmp_path / "site" / "search" / "search_index.js").exists()


class Loader(yaml.SafeLoader):
    """YAML whose Python names are left as texts."""


Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _loader, suffix, _node: suffix)


def test_every_page_stands_in_the_site_s_contents() -> None:
    nav = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)["nav"]  # noqa: S506  # a SafeLoader
    listed = str(nav)
    assert [file.name for file in (ROOT / "docs").glob("*.md") if file.name not in listed] == []
