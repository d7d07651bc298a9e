"""Floors of accuracy on the annotated issues; lower one only on purpose, with the reason in the commit."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from benchmarks.events import Figures, Match, align, figures_of, intervals_of, match_folder, share_a_word
from extract import extract_issue
from training.choices.gold import read_events

GOLD = Path("tests/gold")
FLOORS = [
    pytest.param("dev", "found", 0.90, id="dev found"),
    pytest.param("dev", "date", 0.73, id="dev date"),
    pytest.param("dev", "row", 0.66, id="dev row"),
    pytest.param("heldout", "found", 0.80, id="heldout found"),
    pytest.param("heldout", "date", 0.68, id="heldout date"),
    pytest.param("heldout", "row", 0.52, id="heldout row"),
    pytest.param("examples", "found", 0.89, id="examples found"),
    pytest.param("examples", "date", 0.81, id="examples date"),
    pytest.param("examples", "row", 0.78, id="examples row"),
    pytest.param("examples", "status", 0.95, id="examples status"),
]


@cache
def _figures(folder: str) -> Figures:
    return figures_of(match_folder(GOLD / folder, Path("examples") if folder == "examples" else None))


@pytest.mark.parametrize(("folder", "figure", "floor"), FLOORS)
def test_accuracy_stays_above_its_floor(folder: str, figure: str, floor: float) -> None:
    assert getattr(_figures(folder), figure) >= floor


def test_an_optional_event_is_neither_missed_nor_spurious() -> None:
    (annotated, *_) = read_events(GOLD / "dev" / "v4-088-envoy-seized.json")
    match = Match("x", annotated, None, "")
    assert figures_of([match]).annotated == 1


def test_chance_carries_a_figure_to_both_sides_of_it_and_that_of_one_document_nowhere() -> None:
    matches = match_folder(GOLD / "heldout")
    low, high = intervals_of(matches, draws=200)["row"]
    assert low < figures_of(matches).row < high
    alone = [match for match in matches if match.file == matches[0].file]
    assert intervals_of(alone, draws=40)["row"] == (figures_of(alone).row,) * 2


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        pytest.param("President Boris Yeltsin", "Boris Yeltsin", True, id="a name within a title"),
        pytest.param("the two sides", "two sides", True, id="a description"),
        pytest.param(None, None, True, id="nobody"),
        pytest.param(None, "NATO", False, id="somebody for nobody"),
        pytest.param("The Duma", "The Senate", False, id="an article is no name"),
    ],
)
def test_names_are_the_same_where_they_share_a_word(
    gold: str | None, found: str | None, *, right: bool
) -> None:
    assert share_a_word(gold, found) is right


def test_an_annotation_of_a_user_s_own_may_lack_the_expression_and_hold_notes(tmp_path: Path) -> None:
    content = json.loads((GOLD / "dev" / "v4-088-envoy-seized.json").read_text("utf-8"))
    whole = read_events(GOLD / "dev" / "v4-088-envoy-seized.json")
    for row in content["events"]:
        del row["date_text"]
        row["note"] = "seen by Anna"
    (tmp_path / "own.json").write_text(json.dumps(content), encoding="utf-8")
    assert read_events(tmp_path / "own.json") == tuple(replace(event, date_text=None) for event in whole)


def test_an_event_is_aligned_by_the_characters_of_its_trigger() -> None:
    path = GOLD / "dev" / "v4-088-envoy-seized.txt"
    gold = read_events(path.with_suffix(".json"))
    matches = list(align(path.stem, gold, extract_issue(path.read_bytes())))
    assert sum(match.gold is not None for match in matches) == len(gold)
