"""One lexicon, read and checked as a whole; a broken entry is named, with what to do."""

import pickle
from pathlib import Path

import pytest

from extract.lexicon import LexiconError
from extract.lexicon.files import SHIPPED
from extract.lexicon.reading import read_lexicon
from extract.lexicon.verbs import TRAITS
from tests.shipped import LEXICON

LONGEST_LINE = 120


def tables() -> list[str]:
    """The TOML files of the shipped lexicon, below its folder."""
    root = Path(str(SHIPPED))
    return [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.toml"))]


def test_a_copy_of_the_lexicon_is_the_same_lexicon(copy: Path) -> None:
    assert read_lexicon(copy).digest == LEXICON.digest


@pytest.mark.parametrize("name", tables())
def test_the_lexicon_can_be_read_by_people(name: str) -> None:
    lines = SHIPPED.joinpath(name).read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


BROKEN = [
    pytest.param("verbs.toml", "say = [", 'say = ["sings", ', "verbs.toml: say: ", "sings", id="a trait"),
    pytest.param("types.toml", "[AID]", "[AID]\nsung = true", "types.toml: AID: ", "sung", id="a fact"),
    pytest.param(
        "types.toml", "quad_class = 4", "quad_class = 5", "types.toml: PROTEST: ", "5", id="a class"
    ),
    pytest.param("nouns.toml", "laws = [", "lawz = [", "nouns.toml: laws: ", "missing", id="a list's name"),
    pytest.param(
        "language.toml",
        "titles = [",
        "titles = [7, ",
        "language.toml: titles: ",
        "list of words",
        id="a list",
    ),
    pytest.param(
        "modality.toml", 'place = "hedge"', 'place = "edge"', "modality.toml: rule ", "edge", id="a place"
    ),
    pytest.param(
        "modality.toml",
        "claims = true",
        "climes = true",
        "modality.toml: rule believed",
        "climes",
        id="a flag",
    ),
    pytest.param(
        "triggers/vote.toml",
        'type = "VOTE"',
        'type = "NOTE"',
        "triggers/vote.toml: trigger ",
        "NOTE",
        id="a type",
    ),
    pytest.param(
        "seats.csv", ",capital,", ",hill,", "seats.csv: hill: ", "kind of place", id="a kind of place"
    ),
    pytest.param(
        "demonyms.csv",
        "Japan,",
        "Japann,",
        "demonyms.csv: Japann: ",
        "no place",
        id="a people without a place",
    ),
    pytest.param("persons.csv", "\n", "\nA,B\n", "persons.csv: line 2: ", "cells", id="a row too short"),
    pytest.param("groups.toml", "\n[counted]", "\n[counted", "groups.toml: ", "not TOML", id="a bracket"),
    pytest.param(
        "times/words.toml", "\ncapital = true", "\ncapital is", "times/words.toml: ", "not TOML", id="times"
    ),
]


@pytest.mark.parametrize(("file", "was", "now", "place", "fault"), BROKEN)
def test_a_broken_entry_is_named_with_what_to_do(  # noqa: PLR0913, PLR0917  # the columns of the table
    copy: Path, file: str, was: str, now: str, place: str, fault: str
) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        read_lexicon(copy)
    assert str(raised.value).startswith(place)
    assert fault in raised.value.fault


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "verbs.toml").unlink()
    with pytest.raises(LexiconError, match=r"^verbs\.toml: is missing"):
        read_lexicon(copy)


def test_a_broken_lexicon_can_be_told_by_another_process() -> None:
    error = LexiconError("verbs.toml", "say", "has no traits")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301  # our own


@pytest.mark.parametrize("trait", TRAITS)
def test_every_trait_is_some_verb_s(trait: str) -> None:
    assert getattr(LEXICON.words.verbs, trait)
