"""A database of stories, and a real browser without a window."""

import os
import shutil
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from load import EventStore
from tests.report.stories import all_stories, fill


@pytest.fixture(scope="session")
def stories_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with all stories; read it only."""
    url = f"sqlite:///{tmp_path_factory.mktemp('stories')}/events.db"
    fill(url, all_stories())
    return url


@pytest.fixture
def stories(stories_url: str) -> Iterator[EventStore]:
    """The store of all stories."""
    with EventStore(stories_url) as store:
        yield store


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Chromium, cut off from the network, that writes down what it asks for and complains of."""
    programs = shutil.which("chromium"), shutil.which("chromedriver")
    if not all(programs):
        word = "Chromium is not installed (Debian: chromium, chromium-driver)"
        if os.environ.get("CI"):
            pytest.fail(word)
        pytest.skip(word)
    options = Options()
    options.binary_location = str(programs[0])
    profile = tmp_path_factory.mktemp("chromium")
    for argument in (
        "--headless=new",
        "--no-sandbox",  # tests may run as root, in a container
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--window-size=1400,1000",
        "--lang=en",
        "--force-prefers-reduced-motion",  # a page that glides moves away under a click
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(programs[1])))
    yield driver
    driver.quit()
