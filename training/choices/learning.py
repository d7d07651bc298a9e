"""Learns all choices from read issues, and says by cross-validation how often each is right."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from extract.choices import Choice, Choices, Weights
from extract.events import confidence
from extract.events.choosing import choose
from extract.events.link import context_of
from extract.events.mention import EventMention
from extract.events.proposing import propose
from extract.lexicon.reading import Lexicon
from extract.policy import Policy
from training.choices.fit import Design, Question, design, fit
from training.choices.gold import GoldEvent, align, names_agree
from training.choices.questions import questions_of
from training.choices.reading import ReadIssue

FOLDS = 5
STRENGTH: Mapping[str, float] = MappingProxyType(
    {"type": 1.0, "status": 2.0, "actor": 1.5, "recipient": 1.5, "days": 4.0, "row": 1.0}
)
"""The pull of each choice's weights to zero, in questions: the best of 1 to 4 by cross-validation."""
_UNLEARNED = Choices(MappingProxyType({}), MappingProxyType({}), "")


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights of all choices, and how often each is right on issues that it has not seen."""

    weights: Weights
    figures: Mapping[str, float]


def fold_of(name: str) -> int:
    """The fold of an issue, by the hash of its name: the same as the reader's."""
    return (int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) // 10) % FOLDS


def learn(issues: Sequence[ReadIssue], lexicon: Lexicon, policy: Policy) -> Learned:
    """Learn every choice; that of whole rows from what the others choose on issues unseen."""
    questions = _questions(issues, lexicon, policy)
    designs = {name: design(asked) for name, asked in questions.items()}
    rows: list[Question] = []
    right: dict[str, list[bool]] = defaultdict(list)
    for fold in range(FOLDS):
        choices = _choices(designs, fold)
        for name, asked in questions.items():
            right[name] += [_is_right(choices[name], one) for one in asked if fold_of(one.document) == fold]
        for issue in issues:
            if fold_of(issue.gold.name) == fold:
                rows += _rows(issue, lexicon, choices, policy)
    weights = {name: fit(given, strength=STRENGTH[name]) for name, given in designs.items()}
    weights["row"] = fit(design(rows), strength=STRENGTH["row"])
    return Learned(weights, {name: float(np.mean(answers)) for name, answers in right.items()})


def _questions(issues: Sequence[ReadIssue], lexicon: Lexicon, policy: Policy) -> Mapping[str, list[Question]]:
    found: dict[str, list[Question]] = defaultdict(list)
    for issue in issues:
        context = context_of(issue.found, lexicon, _UNLEARNED, policy.events)
        for name, asked in questions_of(issue.gold, context, propose(context, issue.found.triggers)).items():
            found[name] += asked
    return found


def _choices(designs: Mapping[str, Design], fold: int) -> Choices:
    """The choices learned from all folds but one; that of rows is none yet."""
    learned = {"row": Choice("row", {})}
    for name, given in designs.items():
        inside = np.array([fold_of(document) != fold for document in given.documents])
        learned[name] = Choice(name, fit(given, strength=STRENGTH[name], inside=inside))
    return Choices(learned, learned, "")


def _is_right(choice: Choice, asked: Question) -> bool:
    shares = choice.probabilities(asked.options)
    return asked.right[max(range(len(shares)), key=lambda number: shares[number])]


def _rows(issue: ReadIssue, lexicon: Lexicon, choices: Choices, policy: Policy) -> Iterator[Question]:
    """For each event that is found, whether its row is right."""
    context = context_of(issue.found, lexicon, choices, policy.events)
    proposed = propose(context, issue.found.triggers)
    aligned = align(issue.gold, context.issue.text, context.trees, proposed)
    for mention in choose(context, proposed):
        place = (mention.candidate.sentence, mention.candidate.token)
        event = aligned.events.get(place)
        if (event is None and place in aligned.masked) or (event is not None and event.optional):
            continue
        is_right = event is not None and _is_row(mention, event)
        yield Question((confidence.features(mention), {}), (is_right, not is_right), issue.gold.name)


def _is_row(mention: EventMention, event: GoldEvent) -> bool:
    """Whether type, days, status and actor are as annotated."""
    days, names = (event.first_day, event.last_day), "; ".join(one.name for one in mention.sides.actors)
    return (
        mention.kind.name in event.types
        and (mention.days.first, mention.days.last) == days
        and mention.verdict.status == event.status
        and any(names_agree(name, names) for name in (event.actor, *event.actor_alt))
    )
