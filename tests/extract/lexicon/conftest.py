"""A copy of the lexicon that a test may change."""

import shutil
from pathlib import Path

import pytest

from extract.lexicon.files import SHIPPED


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The folder of a copy."""
    folder = tmp_path / "lexicon"
    shutil.copytree(str(SHIPPED), folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder
