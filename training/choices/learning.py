"""Learns all choices from read issues, and says by cross-validation how often each is right."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from extract.choices import NAMES, Choice, Choices, Weights
from extract.events import confidence, dating
from extract.events.choosing import choose
from extract.events.context import Context
from extract.events.link import context_of
from extract.events.mention import EventMention
from extract.events.proposing import propose
from extract.lexicon.reading import Lexicon
from extract.policy import Policy
from training.choices.fit import Design, Question, design, fit
from training.choices.gold import Aligned, GoldEvent, GoldIssue, align, names_agree
from training.choices.questions import questions_of, replayed_days
from training.choices.reading import ReadIssue

FOLDS = 5
STRENGTH: Mapping[str, float] = MappingProxyType(
    {"type": 2.0, "status": 5.0, "actor": 2.0, "recipient": 2.0, "days": 10.0, "row": 1.0}
)
"""The pull of weights to zero, in questions: the best of 2, 5, 10 and 20 by cross-validation."""
LEAST_GAIN = 0.003
"""Share of right answers by which a choice must get better by cross-validation, or what was known stays.

Types learned on from 160 issues gained .001 there, and lost .03 on documents of other kinds."""
_NOTHING: Mapping[str, Choice] = MappingProxyType({})
UNLEARNED = Choices(MappingProxyType({}), MappingProxyType({}), "")
"""Choices that know nothing yet."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights of all choices, and how often each is right on issues that it has not seen."""

    weights: Weights
    figures: Mapping[str, float]


def fold_of(name: str) -> int:
    """The fold of an issue, by the hash of its name: the same as the reader's."""
    return (int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) // 10) % FOLDS


def learn(
    issues: Sequence[ReadIssue],
    lexicon: Lexicon,
    policy: Policy,
    known: Mapping[str, Choice] = _NOTHING,
    seen: Sequence[ReadIssue] = (),
) -> Learned:
    """Learn every choice, in two rounds.

    In the first all choices take what comes before them from the annotation. In the second days, and whether
    a row is right, are learned from what choices make of issues that they have not seen: from an event before
    that may itself have a wrong day.

    Args:
        issues: the annotated issues, read.
        lexicon: what words mean.
        policy: of the program.
        known: choices learned from other issues, which these go on from; one that gains nothing stays.
        seen: issues that the reader itself was trained on: they teach days alone, and nothing of its
            readings.
    """
    past = {name: known[name].weights if name in known else {} for name in NAMES}
    questions = {**_questions(issues, lexicon, policy)}
    dated = list(_seen_days(seen, lexicon, policy))
    questions["days"] += dated
    designs = {name: design(asked, known=past[name]) for name, asked in questions.items()}
    first = {fold: _choices(designs, fold, past) for fold in range(FOLDS)}
    questions["days"] = [asked for told in _replayed(issues, lexicon, first, policy) for asked in told.days()]
    designs["days"] = design([*questions["days"], *dated], known=past["days"])
    second = {fold: _choices(designs, fold, past, first[fold]) for fold in range(FOLDS)}
    rows = [asked for told in _replayed(issues, lexicon, second, policy) for asked in told.rows()]
    designs["row"] = design(rows, known=past["row"])
    figures = {name: _share_right(asked, name, second) for name, asked in questions.items()}
    before = {
        name: _share_right(questions[name], name, _alone(known[name])) for name in figures if name in known
    }
    kept = {name for name in before if figures[name] < before[name] + LEAST_GAIN}
    weights = {
        name: past[name] if name in kept else fit(given, strength=STRENGTH[name], known=past[name])
        for name, given in designs.items()
    }
    return Learned(weights, {**figures, **{name: before[name] for name in kept}})


def _alone(choice: Choice) -> Mapping[int, Choices]:
    """One choice by itself, for every fold."""
    return dict.fromkeys(range(FOLDS), Choices({choice.name: choice}, {}, ""))


def _share_right(asked: Sequence[Question], name: str, choices: Mapping[int, Choices]) -> float:
    """How often a choice is right on issues that it has not seen."""
    return float(np.mean([_is_right(choices[fold_of(one.document)][name], one) for one in asked]))


def _questions(issues: Sequence[ReadIssue], lexicon: Lexicon, policy: Policy) -> Mapping[str, list[Question]]:
    found: dict[str, list[Question]] = defaultdict(list)
    for issue in issues:
        context = context_of(issue.found, lexicon, UNLEARNED, policy.events)
        for name, asked in questions_of(issue.gold, context, propose(context, issue.found.triggers)).items():
            found[name] += asked
    return found


def _seen_days(issues: Sequence[ReadIssue], lexicon: Lexicon, policy: Policy) -> Iterator[Question]:
    """The questions on days of issues that the reader knows by heart, without what it says of them."""
    for asked in _questions(issues, lexicon, policy)["days"]:
        options = tuple(
            {name: value for name, value in option.items() if not name.startswith(dating.READ)}
            for option in asked.options
        )
        yield replace(asked, options=options)


def _choices(
    designs: Mapping[str, Design], fold: int, past: Weights, first: Choices | None = None
) -> Choices:
    """The choices learned from all folds but one; of those of a first round, days alone are learned anew."""
    learned = {"row": Choice("row", {}), **({} if first is None else first.by_name)}
    for name in designs if first is None else ("days",):
        given = designs[name]
        inside = np.array([fold_of(document) != fold for document in given.documents], dtype=bool)
        fitted = fit(given, strength=STRENGTH[name], inside=inside, known=past[name])
        learned[name] = Choice(name, fitted)
    return Choices(learned, learned, "")


def _is_right(choice: Choice, asked: Question) -> bool:
    shares = choice.probabilities(asked.options)
    return asked.right[max(range(len(shares)), key=lambda number: shares[number])]


@dataclass(frozen=True, slots=True)
class _Replayed:
    """An issue with what choices that never saw it make of it."""

    gold: GoldIssue
    context: Context
    mentions: tuple[EventMention, ...]
    aligned: Aligned

    def days(self) -> Iterator[Question]:
        """What the choice of days was asked."""
        return replayed_days(self.gold, self.mentions, self.context, self.aligned)

    def rows(self) -> Iterator[Question]:
        """For each event that is found, whether its row is right."""
        for mention in self.mentions:
            place = (mention.candidate.sentence, mention.candidate.token)
            event = self.aligned.events.get(place)
            if (event is None and place in self.aligned.masked) or (event is not None and event.optional):
                continue
            is_right = event is not None and _is_row(mention, event)
            features = confidence.features(mention)
            yield Question((features, {}), (is_right, not is_right), self.gold.name)


def _replayed(
    issues: Sequence[ReadIssue], lexicon: Lexicon, choices: Mapping[int, Choices], policy: Policy
) -> Iterator[_Replayed]:
    """Every issue, read by the choices that were learned without its fold."""
    for issue in issues:
        context = context_of(issue.found, lexicon, choices[fold_of(issue.gold.name)], policy.events)
        proposed = propose(context, issue.found.triggers)
        aligned = align(issue.gold, context.issue.text, context.trees, proposed)
        yield _Replayed(issue.gold, context, choose(context, proposed), aligned)


def _is_row(mention: EventMention, event: GoldEvent) -> bool:
    """Whether type, days, status and actor are as annotated."""
    days, names = (event.first_day, event.last_day), "; ".join(one.name for one in mention.sides.actors)
    return (
        mention.kind.name in event.types
        and (mention.days.first, mention.days.last) == days
        and mention.verdict.status == event.status
        and any(names_agree(name, names) for name in (event.actor, *event.actor_alt))
    )
