"""What tests of several packages share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example issues."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def sample(examples: Path) -> Path:
    """The user's own sample: volume 4, issue 134."""
    return examples / "v4-134-moscow-tokyo.txt"
