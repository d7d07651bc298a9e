"""The lexicon of publications is sound: every pattern's own examples hold."""

from importlib import resources

import pytest

from extract.issues.profiles import Pattern, Publication, Publications, load_publications, parse_publications

PATTERNS = load_publications().patterns
EXAMPLES = [(pattern, text) for pattern in PATTERNS for text in pattern.examples]
REJECTS = [(pattern, text) for pattern in PATTERNS for text in pattern.rejects]


def named(part: object) -> str:
    return part.name if isinstance(part, Pattern) else str(part)


@pytest.mark.parametrize(("pattern", "text"), EXAMPLES, ids=named)
def test_a_pattern_matches_its_examples(pattern: Pattern, text: str) -> None:
    assert pattern.regex.search(text)


@pytest.mark.parametrize(("pattern", "text"), REJECTS, ids=named)
def test_a_pattern_leaves_its_rejects(pattern: Pattern, text: str) -> None:
    assert not pattern.regex.search(text)


@pytest.mark.parametrize("pattern", PATTERNS, ids=named)
def test_every_pattern_has_examples_and_rejects(pattern: Pattern) -> None:
    assert pattern.examples
    assert pattern.rejects


@pytest.mark.parametrize("pattern", PATTERNS, ids=named)
def test_groups_are_named(pattern: Pattern) -> None:
    assert pattern.regex.groups == len(pattern.regex.groupindex)


def test_pattern_names_are_unique() -> None:
    names = [pattern.name for pattern in PATTERNS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["Monitor", "the monitor", "JAMESTOWN  MONITOR"])
def test_a_publication_goes_by_all_its_names(publications: Publications, name: str) -> None:
    profile = publications.find(name)
    assert profile is not None
    assert profile.name == "Monitor"


@pytest.mark.parametrize("name", ["Prism", "Fortnight in Review", "Eurasia Daily Monitor", "Chechnya Weekly"])
def test_sister_titles_have_profiles_of_their_own(publications: Publications, name: str) -> None:
    profile = publications.find(name)
    assert profile is not None
    assert profile.name == name


def test_an_unknown_name_finds_nothing(publications: Publications) -> None:
    assert publications.find("Gazette") is None


def test_a_pattern_of_an_unknown_kind_is_refused_by_its_name() -> None:
    text = (resources.files("extract") / "lexicon" / "publications.toml").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="pattern cross-reference has kind 'aside'; kinds are: header"):
        parse_publications(text.replace('kind = "cross-reference"', 'kind = "aside"'))


def test_a_profile_that_says_nothing_of_it_counts_months_first_and_mends_nothing() -> None:
    bare = Publication("X", (), 1, "publication")
    assert (bare.date_order, bare.most_lag_days, bare.stretches) == ("mdy", 4, ())
    assert (bare.lost_spaces_through_volume, bare.numbered_citations_through_volume) == (0, 0)


@pytest.mark.parametrize(
    "text",
    ["", "words = 3", "[words]\nmonths = ['January']", "not toml at all ["],
    ids=["empty", "no-table", "half", "no-toml"],
)
def test_a_broken_lexicon_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"publications\.toml"):
        parse_publications(text)
