"""What the tests of issue parsing share."""

import pytest

from extract.issues.profiles import Publication, Publications, load_publications


@pytest.fixture(scope="session")
def publications() -> Publications:
    """The lexicon's publications."""
    return load_publications()


@pytest.fixture(scope="session")
def monitor(publications: Publications) -> Publication:
    """The Monitor's profile."""
    profile = publications.find("Monitor")
    assert profile is not None
    return profile
