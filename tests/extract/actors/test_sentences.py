"""Floors for casts in our own sentences, as the shipped model parses them; lowered on purpose only."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.actors import find_actors
from extract.language import load_model
from extract.model import Cast, Issue, Sentence, Span
from tests.extract.actors.made import issue_of
from tests.shipped import LEXICON

TOLD: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8")
)["told"]


@dataclass(frozen=True, slots=True)
class Found:
    """A text with its cast."""

    text: str
    cast: Cast
    told: dict[str, Any]

    def wanted(self) -> list[tuple[str, str | None, str | None]]:
        """Name, country, sector of each actor that the table expects."""
        rows = (tuple(part.strip() for part in actor.split("|")) for actor in self.told["actors"])
        return [(name, _or_none(country), _or_none(sector)) for name, country, sector in rows]

    def names(self) -> dict[str, tuple[str | None, str | None]]:
        """Country and sector of the named actors found."""
        return {
            actor.name: (actor.country, actor.sector) for actor in self.cast.actors if actor.kind != "group"
        }

    def stands(self, told: str) -> bool:
        """Whether "words#nth = name" holds of the cast."""
        words, name = (part.strip() for part in told.split("="))
        words, _, nth = words.partition("#")
        starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        start = starts[int(nth or 1) - 1]
        span = Span(start, start + len(words))
        return any(m.span == span and self.cast.actors[m.actor].name == name for m in self.cast.mentions)


def _or_none(part: str) -> str | None:
    return None if part == "-" else part


@cache
def found() -> tuple[Found, ...]:
    """All sentences of the table, parsed and searched once."""
    parsed = load_model().parse(told["text"] for told in TOLD)
    return tuple(
        Found(told["text"], find_actors(_issue(told["text"], sentences), sentences, LEXICON.gazetteer), told)
        for told, sentences in zip(TOLD, parsed, strict=True)
    )


def _issue(text: str, sentences: tuple[Sentence, ...]) -> Issue:
    return replace(issue_of(*sentences), text=text)


def share(hits: int, of: int) -> float:
    return hits / of


def test_at_least_ninety_five_names_in_a_hundred_are_found() -> None:
    wanted = [(one, row) for one in found() for row in one.wanted()]
    hits = sum(row[0] in one.names() for one, row in wanted)
    assert share(hits, len(wanted)) >= 0.95


def test_at_most_five_names_in_a_hundred_are_no_actors() -> None:
    names = [(one, name) for one in found() for name in one.names()]
    wrong = [name for one, name in names if name not in {row[0] for row in one.wanted()}]
    assert share(len(wrong), len(names)) <= 0.05, wrong


@pytest.mark.parametrize(("fact", "floor"), [(0, 0.93), (1, 0.93)], ids=["country", "sector"])
def test_a_found_name_has_its_country_and_sector(fact: int, floor: float) -> None:
    rows = [
        (one.names()[row[0]], row[1:]) for one in found() for row in one.wanted() if row[0] in one.names()
    ]
    assert share(sum(got[fact] == want[fact] for got, want in rows), len(rows)) >= floor


def test_nine_pronouns_and_descriptions_in_ten_stand_for_the_right_actor() -> None:
    told = [one.stands(stand) for one in found() for stand in one.told.get("stands", [])]
    assert share(sum(told), len(told)) >= 0.90
