"""What tests of several packages share."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# How long an example takes tells how loaded the machine is; where time is promised, a test measures it.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example issues."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def sample(examples: Path) -> Path:
    """The user's own sample: volume 4, issue 134."""
    return examples / "v4-134-moscow-tokyo.txt"
