"""Alone, beside the rules, or where they doubt: whose proposals become rows, and how sure those are."""

from collections.abc import Sequence
from datetime import date

import pytest

from extract import Extractor, extract_issue, load_model, read_lexicon
from extract.lexicon.reading import Lexicon
from extract.model import DayOptions, Extraction, Problem
from extract.model import Event as Row
from extract.policy import POLICY
from extract.second import Answer, Mode, NotReadError, Portion, SecondReader, Unheard
from tests.extract.second.readers import Event, reader, telling

TEXT = (
    "Sergei Kirienko met Keizo Obuchi. Kirienko and Obuchi yesterday signed three agreements in Moscow.\n\n"
    "The miners went underground on Monday, and the ministry frowned. Rebels seized the town."
)
SENTENCES = 4
OPTIONS = DayOptions(published=date(1998, 7, 14))
SIGNED: Event = {"type": "AGREE", "time": "yesterday", "actors": ["Kirienko"], "recipients": ["Obuchi"]}
STRIKE: Event = {
    "type": "PROTEST",
    "time": "Monday",
    "actors": ["The miners"],
    "recipients": ["the ministry"],
}


def read(mode: Mode, words: dict[str, Event]) -> Extraction:
    return Extractor(LEXICON, MODEL, second=reader(mode, telling(words))).extract(TEXT, options=OPTIONS)


LEXICON: Lexicon = read_lexicon()
MODEL = load_model()
RULES = {event.trigger: event for event in extract_issue(TEXT, options=OPTIONS).events}


def at(extraction: Extraction, word: str) -> Row:
    return next(one for one in extraction.events if word in one.trigger.of(extraction.issue.text))


def test_alone_only_what_the_model_proposes_is_a_row() -> None:
    found = read("llm", {"signed": SIGNED, "underground": STRIKE}).events
    assert [(event.reader, event.event_type) for event in found] == [("llm", "AGREE"), ("llm", "PROTEST")]


def test_days_names_and_modes_are_ours() -> None:
    (event,) = read("llm", {"signed": SIGNED}).events
    assert (event.date_text, event.first_day, event.date_basis) == (
        "yesterday",
        date(1998, 7, 13),
        "relative",
    )
    assert [(one.side, one.name) for one in event.participants] == [
        ("actor", "Sergei Kirienko"),
        ("recipient", "Keizo Obuchi"),
    ]


def test_the_model_alone_decides_of_what_it_alone_proposes() -> None:
    event = at(read("both", {"miners": {**STRIKE, "status": "denied"}}), "miners")
    assert (event.reader, event.event_type, event.status) == ("llm", "PROTEST", "denied")
    assert event.rules[0] == "llm"
    assert event.date_text == "Monday"


def test_both_is_the_union() -> None:
    found = read("both", {"underground": STRIKE}).events
    told = {span for event in found for span in (event.trigger, *event.mentions)}
    assert {*RULES} < told


def test_agreement_makes_a_row_surer_and_silence_less_sure() -> None:
    said = at(read("both", {"signed": SIGNED}), "signed")
    unsaid = at(read("both", {}), "signed")
    before = RULES[said.trigger]
    assert unsaid.confidence < before.confidence < said.confidence
    assert said.reader == unsaid.reader == "rules"
    assert ("llm-agrees" in said.rules, "llm-agrees" in unsaid.rules) == (True, False)


def test_another_type_makes_a_row_less_sure() -> None:
    agreed = at(read("both", {"signed": SIGNED}), "signed")
    other = at(read("both", {"signed": {**SIGNED, "type": "VOTE"}}), "signed")
    assert other.confidence < agreed.confidence


def test_the_model_is_asked_only_where_the_rules_doubt() -> None:
    asked: list[str] = []

    def ask(portions: Sequence[Portion], others: int) -> Sequence[Answer]:
        asked.extend(" ".join(portion.sentences) for portion in portions)
        asked.append(f"{others} more")
        return [Answer() for _ in portions]

    second = SecondReader("doubtful", "m", "0", ask)
    found = Extractor(LEXICON, MODEL, second=second).extract(TEXT, options=OPTIONS)
    doubted = {event.sentence for event in RULES.values() if event.confidence < POLICY.second.doubtful}
    text = found.issue.text
    assert asked == [*(span.of(text) for span in sorted(doubted)), f"{SENTENCES - len(doubted)} more"]


def test_without_a_doubt_the_rows_are_those_of_the_rules() -> None:
    text = "Kirienko and Obuchi yesterday signed three agreements in Moscow."
    second = reader("doubtful", telling({"signed": {**SIGNED, "type": "VOTE"}}))
    found = Extractor(LEXICON, MODEL, second=second).extract(text, options=OPTIONS)
    assert found.events == extract_issue(text, options=OPTIONS).events


@pytest.mark.parametrize("mode", ["llm", "both", "doubtful"])
def test_the_version_names_mode_model_and_prompt(mode: Mode) -> None:
    second = reader(mode, telling({}))
    version = Extractor(LEXICON, MODEL, second=second).version
    assert version == f"{Extractor(LEXICON, MODEL).version} {mode} made-up 000000000000"


def test_an_issue_that_nobody_could_be_asked_about_is_not_read() -> None:
    problem = Problem("llm", "llm-limit", "spent")
    second = SecondReader("both", "m", "0", lambda portions, _: [Unheard(problem) for _ in portions])
    extractor = Extractor(LEXICON, MODEL, second=second)
    with pytest.raises(NotReadError, match="spent"):
        extractor.extract(TEXT)
    assert list(extractor.extract_many([TEXT])) == [problem]


def test_words_of_several_sentences_are_asked_about_in_portions_that_hold_them() -> None:
    asked: list[Portion] = []

    def ask(portions: Sequence[Portion], _: int) -> Sequence[Answer]:
        asked.extend(portions)
        return [Answer() for _ in portions]

    text = "Rebels seized the town on Monday. " * 400
    second = SecondReader("llm", "m", "0", ask)
    Extractor(LEXICON, MODEL, second=second).extract(text, options=OPTIONS)
    assert [portion.first for portion in asked] == [
        sum(len(one.sentences) for one in asked[:number]) for number in range(len(asked))
    ]
    assert len(asked) > 2
    assert all(sum(map(len, one.sentences)) <= POLICY.second.most_characters for one in asked)
    assert sum(len(one.sentences) for one in asked) == 400
