"""The lexicon of publications is sound, and says what is wrong where it is not."""

from importlib.resources import files
from pathlib import Path
from shutil import copytree

import pytest

from extract.issues.publications import (
    Pattern,
    Publication,
    Publications,
    read_publications,
)
from extract.lexicon.files import LexiconError

KNOWN = read_publications()
OWNED = [(one.name, pattern) for one in (*KNOWN.known, KNOWN.general) for pattern in one.patterns]
PATTERNS = [pattern for _, pattern in OWNED]
EXAMPLES = [(pattern, text) for pattern in PATTERNS for text in pattern.examples]
REJECTS = [(pattern, text) for pattern in PATTERNS for text in pattern.rejects]
FOLDER = Path(str(files("extract.lexicon").joinpath("publications")))


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


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.name)
def test_no_line_of_a_file_is_too_long_to_read(file: Path) -> None:
    assert [line for line in file.read_text(encoding="utf-8").splitlines() if len(line) > 120] == []


@pytest.mark.parametrize("name", ["Monitor", "the monitor", "JAMESTOWN  MONITOR"])
def test_a_publication_goes_by_all_its_names(publications: Publications, name: str) -> None:
    profile = publications.find(name)
    assert profile is not None
    assert profile.name == "Monitor"


@pytest.mark.parametrize(
    "name",
    [
        "Prism",
        "Fortnight in Review",
        "Eurasia Daily Monitor",
        "Chechnya Weekly",
        "RFE/RL Newsline",
        "OMRI Daily Digest",
        "NAPSNet Daily Report",
        "UN Daily Press Briefing",
        "UN Press Release",
        "OCHA Situation Report",
        "IRIN Update",
        "Wire round-up",
        "Country-by-country monthly",
    ],
)
def test_every_publication_has_a_file_that_says_what_it_is(publications: Publications, name: str) -> None:
    profile = publications.find(name)
    assert profile is not None
    assert (profile.name, bool(profile.about)) == (name, True)


def test_an_unknown_name_finds_nothing(publications: Publications) -> None:
    assert publications.find("Gazette") is None


def test_a_publications_looks_are_its_own(publications: Publications) -> None:
    omri, newsline = publications.find("OMRI"), publications.find("Newsline")
    assert omri is not None
    assert newsline is not None
    own = {pattern.name for pattern in publications.patterns_of(omri, "aside")}
    others = {pattern.name for pattern in publications.patterns_of(newsline, "aside")}
    assert "omri-author" in own - others
    assert "newsline-initials" in others - own
    assert own & others == {pattern.name for pattern in publications.general.of_kind("aside")}


def test_a_profile_that_says_nothing_of_it_knows_no_order_of_numbers() -> None:
    bare = Publication("X")
    assert (bare.date_order, bare.lag_days, bare.stretches) == (None, 0, ())
    assert bare.numbered_citations_through_volume == 0


GENERAL = "general.toml"
BROKEN = {
    "no toml": ("monitor.toml", "name = ", "name is ", "monitor.toml: file: "),
    "unknown field": (
        "monitor.toml",
        "lag_days",
        "delay_days",
        "monitor.toml: delay_days: there is no such field",
    ),
    "unknown kind": (
        "monitor.toml",
        'kind = "title"',
        'kind = "aide"',
        "pattern monitor-title: it has kind 'aide'",
    ),
    "no regex": ("prism.toml", "regex = '(?i)", "regex = '(?i)(", "prism.toml: pattern prism-title: "),
    "unknown order": (
        "prism.toml",
        '"mdy"',
        '"ymd"',
        "prism.toml: date_order: 'ymd' is not one; it may be mdy or dmy",
    ),
    "no name": ("prism.toml", 'name = "Prism"\n', "", "prism.toml: name: the publication has none"),
    "half a stretch": (
        "monitor.toml",
        "from = 1995-05-01\n",
        "",
        "monitor.toml: stretch of volume 1, issue 1: ",
    ),
    "half a doubt": (
        "monitor.toml",
        "issues = [110, 110]",
        "issues = [110]",
        "monitor.toml: doubt of volume 1: ",
    ),
    "no list": (GENERAL, "small = [", "large = [", "general.toml: words.small: the list is missing"),
    "no words": (GENERAL, "[words]", "[word]", "general.toml: words: it is missing"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_by_file_and_entry(tmp_path: Path, case: str) -> None:
    name, sound, broken, message = BROKEN[case]
    copytree(FOLDER, tmp_path / "publications")
    file = tmp_path / "publications" / name
    text = file.read_text(encoding="utf-8")
    assert sound in text
    file.write_text(text.replace(sound, broken, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        read_publications(tmp_path)
    assert message in str(refused.value)
    assert refused.value.file == f"publications/{name}"


def test_a_folder_without_the_general_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "publications").mkdir()
    with pytest.raises(LexiconError, match=r"general\.toml: file: it is missing"):
        read_publications(tmp_path)


def test_a_new_publication_is_one_file(tmp_path: Path) -> None:
    copytree(FOLDER, tmp_path / "publications")
    (tmp_path / "publications" / "courier.toml").write_text('name = "Courier"\nlag_days = 2\n')
    found = read_publications(tmp_path).find("courier")
    assert found is not None
    assert found.lag_days == 2
