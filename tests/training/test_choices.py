"""Learning the choices: what comes of answered questions, and which words an annotation is given to."""

from datetime import date

import numpy as np
import pytest

from extract.choices import Choice
from extract.extractor import Extractor, shipped_choices
from extract.language import load_model
from extract.policy import POLICY
from tests.shipped import LEXICON
from training.choices.fit import Question, design, fit
from training.choices.gold import GoldEvent, GoldIssue, align, names_agree
from training.choices.learning import learn
from training.choices.reading import ReadIssue

ANSWERED = [
    Question(({"own": 1.0}, {"far": 1.0}), (True, False), document="a"),
    Question(({"far": 1.0}, {"own": 1.0, "rare": 1.0}), (False, True), document="b"),
]


def test_the_feature_of_right_options_gets_the_higher_weight() -> None:
    weights = fit(design(ANSWERED, rarest=1), strength=1.0)
    assert weights["own"] > 0 > weights["far"]


def test_a_rare_feature_gets_no_weight() -> None:
    assert "rare" not in fit(design(ANSWERED, rarest=2), strength=1.0)


def test_what_is_known_stands_where_the_questions_say_nothing() -> None:
    known = {"own": 1.0, "seldom": 3.0}
    given = design(ANSWERED, rarest=1, known=known)
    weights = fit(given, strength=1.0, known=known)
    assert weights["seldom"] == 3.0
    assert weights["own"] > 1.0


def test_the_pull_is_to_what_is_known() -> None:
    given = design(ANSWERED, rarest=1, known={"own": -2.0})
    held = fit(given, strength=1e6, known={"own": -2.0})
    assert held["own"] == pytest.approx(-2.0, abs=1e-4)


def test_a_known_feature_is_kept_however_rare() -> None:
    assert "rare" in design(ANSWERED, rarest=2, known={"rare": 1.0}).names


def test_questions_of_other_folds_alone_are_learned_from() -> None:
    given = design(ANSWERED, rarest=1)
    weights = fit(given, strength=1.0, inside=given.documents == "a")
    assert weights["rare"] == pytest.approx(0.0)


def test_a_question_without_a_right_answer_teaches_nothing() -> None:
    assert len(design([Question(({"own": 1.0},), (False,), document="a")], rarest=1).weight) == 0


def test_learned_weights_choose_what_was_right() -> None:
    which = Choice("days", fit(design(ANSWERED, rarest=1), strength=0.1))
    shares = [which.probabilities(question.options) for question in ANSWERED]
    assert [int(np.argmax(share)) for share in shares] == [0, 1]


TEXT = "On July 12, the rebels called off the raid. Kirienko and Obuchi signed an accord on Monday."


def event(trigger: str, start: str, kind: str, **more: object) -> GoldEvent:
    """An annotated event on 12 July 1998."""
    day = date(1998, 7, 12)
    fields = {"actor": None, "recipient": None, "date_text": None, "status": "occurred", **more}
    return GoldEvent(trigger, start, kind, first_day=day, last_day=day, **fields)  # type: ignore[arg-type]


GOLD = GoldIssue(
    "two-sentences",
    TEXT,
    date(1998, 7, 14),
    (
        event("called off", "On July 12, the rebels called off the ra", "REJECT", actor="rebels"),
        event(
            "signed",
            "Kirienko and Obuchi signed an accord on ",
            "AGREE",
            actor="Kirienko",
            recipient="Obuchi",
        ),
    ),
)


def test_an_event_is_given_to_the_head_of_its_words_and_the_others_teach_nothing() -> None:
    from extract.events.link import context_of
    from extract.events.proposing import propose

    found = Extractor(LEXICON, load_model()).find(TEXT)
    context = context_of(found, LEXICON, shipped_choices(), POLICY.events)
    aligned = align(GOLD, TEXT, context.trees, propose(context, found.triggers))
    told = {
        context.trees[number].tokens[token].text: one.type for (number, token), one in aligned.events.items()
    }
    assert told == {"called": "REJECT", "signed": "AGREE"}
    assert "off" in {context.trees[number].tokens[token].text for number, token in aligned.masked}


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        pytest.param("Boris Yeltsin", "Yeltsin", True, id="a part of the name"),
        pytest.param("the rebels", "rebel fighters", True, id="a stem"),
        pytest.param("Moscow", "Kiev", False, id="another"),
        pytest.param(None, None, True, id="nobody"),
        pytest.param("Moscow", None, False, id="nobody for somebody"),
    ],
)
def test_a_found_name_stands_for_the_annotated_one(
    gold: str | None, found: str | None, *, right: bool
) -> None:
    assert names_agree(gold, found) is right


def read_issues(count: int) -> list[ReadIssue]:
    """The two sentences as so many issues."""
    extractor = Extractor(LEXICON, load_model())
    golds = [GoldIssue(f"issue-{number}", TEXT, GOLD.published_on, GOLD.events) for number in range(count)]
    return [ReadIssue(gold, extractor.find(TEXT)) for gold in golds]


def test_every_choice_is_learned_from_a_handful_of_issues_in_a_few_seconds() -> None:
    learned = learn(read_issues(12), LEXICON, POLICY)
    assert set(learned.weights) == {"type", "status", "actor", "recipient", "days", "row"}
    assert all(0.0 <= share <= 1.0 for share in learned.figures.values())
    assert learned.figures["type"] > 0.5


def test_a_choice_that_issues_cannot_better_stays_as_it_was_known() -> None:
    known = shipped_choices().by_name
    learned = learn(read_issues(5), LEXICON, POLICY, known)
    stayed = {name for name in known if learned.weights[name] == known[name].weights}
    assert {"actor", "recipient", "status"} <= stayed


def test_issues_that_the_reader_knows_teach_days_alone() -> None:
    fresh, seen = read_issues(12)[:6], read_issues(12)[6:]
    alone, both = learn(fresh, LEXICON, POLICY), learn(fresh, LEXICON, POLICY, seen=seen)
    assert both.weights["type"] == alone.weights["type"]
    assert both.weights["days"] != alone.weights["days"]
