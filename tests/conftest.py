"""What tests of several packages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from flows import server
from flows.settings import prepare_prefect

prepare_prefect()

ROOT = Path(__file__).parent.parent

# How long an example takes tells how loaded the machine is; where time is promised, a test measures it.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


FIRST = (
    "tests/flows/test_interruption.py",
    "tests/report/test_docs.py",
    "tests/report/test_page.py",
    "tests/extract/issues/test_hostile.py",
    "tests/flows/llm/test_runs.py",
    "tests/flows/test_ingest.py",
    "tests/flows/test_cluster.py",
    "tests/flows/test_schedule.py",
    "tests/flows/test_loading.py",
    "tests/test_house.py",
    "tests/extract/test_gold.py",
    "tests/extract/test_lengths.py",
    "tests/load/test_faults.py",
    "tests/flows/test_watching.py",
)
"""The files that take longest, which begin: else one process is at the last of them while others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first; within a file the order stays."""
    rank = {ROOT / name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.fixture(scope="session")
def prefect_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one Prefect server, with a database of its own, for all tests of this process.

    Not Prefect's test harness: at its end that waits without limit for events that may never be sent.
    """
    from prefect.settings import PREFECT_API_URL

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect-here")))
        with server.prefect_server() as wait_for_server:
            wait_for_server()
            yield str(PREFECT_API_URL.value())


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example issues."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def sample(examples: Path) -> Path:
    """The user's own sample: volume 4, issue 134."""
    return examples / "v4-134-moscow-tokyo.txt"
