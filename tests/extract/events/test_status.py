"""The lexicon of modality is run: every rule decides its examples and leaves its rejects alone."""

import pytest

from extract.events.status import Verdict, judge
from extract.language import load_model
from extract.lexicon.modality import ModalityRule
from extract.syntax import grow
from tests.shipped import LEXICON

_CASES = [(rule, text) for rule in LEXICON.modality.rules for text in rule.examples]
_REJECTS = [(rule, text) for rule in LEXICON.modality.rules for text in rule.rejects]


def _judged(marked: str) -> Verdict:
    """The verdict on the word between asterisks."""
    start = marked.index("*")
    (sentence,) = next(load_model().parse([marked.replace("*", "")]))
    tree = grow(sentence, LEXICON.words)
    token = next(n for n, word in enumerate(tree.tokens) if word.span.start == start)
    return judge(tree, token, LEXICON.modality)


@pytest.mark.parametrize(
    ("rule", "text"), _CASES, ids=lambda case: case if isinstance(case, str) else case.name
)
def test_a_rule_decides_its_example(rule: ModalityRule, text: str) -> None:
    verdict = _judged(text)
    assert rule.status in {"same", verdict.status}
    assert rule.status == "same" or rule.name in verdict.rules
    assert rule.place != "hedge" or verdict.hedged


@pytest.mark.parametrize(
    ("rule", "text"), _REJECTS, ids=lambda case: case if isinstance(case, str) else case.name
)
def test_a_rule_leaves_its_reject_alone(rule: ModalityRule, text: str) -> None:
    verdict = _judged(text)
    assert rule.name not in verdict.rules or verdict.status != rule.status
