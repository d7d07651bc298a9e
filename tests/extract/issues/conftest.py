"""What the tests of issue parsing share."""

import pytest

from extract.issues.publications import Publication, Publications, read_publications


@pytest.fixture(scope="session")
def publications() -> Publications:
    """The lexicon's publications."""
    return read_publications()


@pytest.fixture(scope="session")
def monitor(publications: Publications) -> Publication:
    """The Monitor's profile."""
    profile = publications.find("Monitor")
    assert profile is not None
    return profile
