"""The prompt is data: its examples are true to its own rules, and no text can leave the place it is given."""

import json
import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extract.lexicon import LexiconError
from extract.lexicon.files import SHIPPED as LEXICON
from extract.lexicon.types import read_types
from extract.model import Sentence, Span
from extract.second import Portion, propose, read_answer, read_prompt
from extract.second.answers import told_of
from extract.second.prompt import SHIPPED

TYPES = read_types(LEXICON)
PROMPT = read_prompt(TYPES)
EXAMPLES = list(zip(PROMPT.opening[1::2], PROMPT.opening[2::2], strict=True))


def test_it_shows_examples() -> None:
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_quotation_of_an_example_stands_in_its_text(number: int) -> None:
    question, answer = (message["content"] for message in EXAMPLES[number])
    passages = [list(one["sentences"].values()) for one in json.loads(question)["passages"]]
    for sentences, events in zip(passages, read_answer(answer, len(passages)), strict=True):
        text = "\n".join(sentences)
        starts = [text.index(sentence) for sentence in sentences]
        spans = [Span(at, at + len(one)) for at, one in zip(starts, sentences, strict=True)]
        known = told_of(events)
        told = [Sentence(span, ()) for span in spans]
        found, problems = propose(Portion(0, 0, tuple(sentences)), known, text, told, TYPES)
        assert (known.problems, problems, len(found)) == ((), (), len(events))


def test_the_answers_of_the_examples_have_the_form_of_the_schema() -> None:
    event = PROMPT.schema["properties"]["events"]["items"]
    for _, answer in EXAMPLES:
        for told in json.loads(answer["content"])["events"]:
            assert list(told) == event["required"]
            assert told["type"] in event["properties"]["type"]["enum"]
            assert told["status"] in event["properties"]["status"]["enum"]


def test_every_type_of_the_lexicon_is_told_with_its_meaning() -> None:
    instructions = PROMPT.opening[0]["content"]
    assert [name for name in TYPES if f"- {name}: {TYPES[name].meaning}" not in instructions] == []


@given(some.lists(some.text(min_size=1), min_size=1, max_size=3))
def test_no_text_leaves_the_string_it_is_given_in(sentences: list[str]) -> None:
    (*_, question) = PROMPT.messages([Portion(0, 0, tuple(sentences))])
    (passage,) = json.loads(question["content"])["passages"]
    assert list(passage["sentences"].values()) == sentences


def test_another_wording_has_another_digest(tmp_path: Path) -> None:
    with as_file(SHIPPED / "prompt.toml") as file:
        shutil.copy(file, tmp_path)
    assert read_prompt(TYPES, tmp_path).digest == PROMPT.digest
    with (tmp_path / "prompt.toml").open("a", encoding="utf-8") as own:
        own.write('[[example]]\npassages = [["He left."]]\nevents = []\n')
    assert read_prompt(TYPES, tmp_path).digest != PROMPT.digest


@pytest.mark.parametrize("broken", ["", "instructions = 1", 'instructions = "{unknown}"', "[[example"])
def test_a_broken_prompt_is_said_to_be_one(tmp_path: Path, broken: str) -> None:
    (tmp_path / "prompt.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"prompt\.toml"):
        read_prompt(TYPES, tmp_path)
