"""The door gives the same plain sentences, however text comes in."""

import dataclasses
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import LanguageModel, LanguageModelError, load_model
from extract.language.door import MODEL_FILE
from extract.model import Sentence, Span
from training.treebanks import read_conllu

DIGESTS = Path(__file__).parent / "data" / "digests_test.conllu"
LARGEST = 25_000_000


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return load_model()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [sentence.text for sentence in read_conllu(DIGESTS)][:10]


def one(model: LanguageModel, text: str) -> Sentence:
    ((sentence,),) = model.parse([text])
    return sentence


def arcs(sentence: Sentence) -> set[tuple[str, str, str]]:
    return {(t.label, sentence.tokens[t.head].text, t.text) for t in sentence.tokens}


def test_who_did_what_to_whom_can_be_read_off(model: LanguageModel) -> None:
    found = arcs(one(model, "Rebel fighters abducted four Japanese geologists near Osh on Sunday."))
    assert {("nsubj", "abducted", "fighters"), ("obj", "abducted", "geologists")} <= found


def test_a_passive_has_its_own_labels(model: LanguageModel) -> None:
    found = arcs(one(model, "The envoy was received by the president."))
    assert {("nsubj:pass", "received", "envoy"), ("obl:agent", "received", "president")} <= found


def test_names_have_types(model: LanguageModel) -> None:
    names = {
        t.text: t.name for t in one(model, "Boris Yeltsin flew from Moscow to Kazakhstan.").tokens if t.name
    }
    assert names == {"Boris": "PER", "Yeltsin": "PER", "Moscow": "LOC", "Kazakhstan": "LOC"}


def test_offsets_point_into_the_text_given(model: LanguageModel) -> None:
    text = "Header\n\n\u201cWe  will\nnot yield,\u201d the\u00a0envoy said.  He left."
    (passages,) = model.parse_passages([(text, [Span(8, len(text))])])
    sentences = passages[0]
    assert [sentence.span.of(text)[:4] for sentence in sentences] == ["\u201cWe ", "He l"]
    assert all(t.span.of(text) == t.text for s in sentences for t in s.tokens)
    assert [t.text for t in sentences[0].tokens][:4] == ["\u201c", "We", "will", "not"]


def test_a_line_break_does_not_change_the_parse(model: LanguageModel, texts: list[str]) -> None:
    plain = [s.tokens for (s,) in model.parse(texts)]
    broken = [s.tokens for (s,) in model.parse(text.replace(" ", "\n") for text in texts)]
    assert plain == broken


def test_each_span_of_a_text_has_its_own_sentences(model: LanguageModel) -> None:
    text = "One came. Two left. Three stayed."
    spans = [Span(0, 19), Span(19, 19), Span(20, 33)]
    (passages,) = model.parse_passages([(text, spans)])
    assert [len(passage) for passage in passages] == [2, 0, 1]


def test_company_in_a_batch_does_not_change_a_parse(model: LanguageModel, texts: list[str]) -> None:
    together = list(model.parse(texts))
    assert together == [next(model.parse([text])) for text in texts]


def test_words_given_ready_are_kept(model: LanguageModel) -> None:
    (sentence,) = model.parse_words([["Do", "n't", "go", "to", "Al-Qaeda", "."]])
    assert [token.text for token in sentence.tokens] == ["Do", "n't", "go", "to", "Al-Qaeda", "."]


def test_texts_are_read_only_as_they_are_asked_for(model: LanguageModel) -> None:
    def endless() -> object:
        while True:
            yield "Troops withdrew from the town on Monday."

    assert next(model.parse(endless()))[0].tokens[0].text == "Troops"  # type: ignore[arg-type]  # any iterable


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"], ids=["empty", "blanks", "line break"])
def test_no_text_has_no_sentences(model: LanguageModel, text: str) -> None:
    assert list(model.parse([text])) == [()]


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_any_text_gives_trees_whose_words_cover_it(text: str) -> None:
    (sentences,) = load_model().parse([text])
    words = "".join(t.text for s in sentences for t in s.tokens)
    assert "".join(words.split()) == "".join(text.split())
    assert all(0 <= t.head < len(s.tokens) for s in sentences for t in s.tokens)
    assert all(any(t.label == "root" for t in s.tokens) for s in sentences)


def test_the_model_is_loaded_once(model: LanguageModel) -> None:
    assert load_model() is load_model(None) is load_model("") is model
    assert len(model.digest) == 12


def test_a_model_file_of_ones_own_training_can_be_named(model: LanguageModel, tmp_path: Path) -> None:
    trained = tmp_path / "own.bin"
    trained.write_bytes((files("extract.models") / MODEL_FILE).read_bytes())
    own = load_model(str(trained))
    assert own.digest == model.digest
    assert list(own.parse(["Troops withdrew."])) == list(model.parse(["Troops withdrew."]))


def test_a_model_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match="no such language model"):
        load_model(str(tmp_path / "missing.bin"))


def test_tokens_are_plain_and_frozen(model: LanguageModel) -> None:
    token = one(model, "Troops withdrew.").tokens[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        token.text = "x"  # type: ignore[misc]  # the point of the test


def test_the_package_is_small() -> None:
    folder = Path(__file__).parents[3] / "extract" / "models"
    assert sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) <= LARGEST
