"""Chooses among options by their named features: one linear model, its weights a file one can read.

An option is a mapping from names of features to values; its score is the sum of weight times value, and a
softmax over the options of one question gives their probabilities (a conditional logit: McFadden 1974).
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

NAMES = ("type", "status", "actor", "recipient", "days", "row")
"""The decisions; `row` is whether all the others are right."""
SHIPPED = files("extract.models") / "choices.json"
LEAST_WEIGHT = 0.05
"""Weights that are written: the file is a third as large for it, and no choice gets worse."""
LEAST_SHARE = 1e-3
"""The probability that a smaller one counts as, so that nothing is ever said to be impossible."""
Weights = Mapping[str, Mapping[str, float]]
"""The weight of each feature, by choice."""
Features = Mapping[str, float]
"""What is known of one option: names of features with their values; absent ones are 0."""
Cross = Callable[[str, Iterable[str]], Iterable[tuple[str, str]]]
"""From one thing and others to each of these with the name of the feature that both make."""


class ChoicesError(ValueError):
    """A file of choices is torn or foreign; says which, where, and what to do."""


def crossed(one: str, others: Iterable[str]) -> list[tuple[str, str]]:
    """Every feature that one thing makes with others.

    >>> crossed("yesterday", ["occurred"])
    [('occurred', 'yesterday>occurred')]
    """
    return [(other, f"{one}>{other}") for other in others]


def log_share(share: float) -> float:
    """A probability as a feature: its logarithm, with a floor.

    >>> log_share(1.0), log_share(0.0) == log_share(1e-9)
    (0.0, True)
    """
    return math.log(max(share, LEAST_SHARE))


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that spoke for what was chosen."""

    gain: float
    """In log odds."""
    feature: str
    """The choice and the feature; "not" before one of the likeliest other option."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision: the weight of each feature, and of what the whole is."""

    name: str
    weights: Mapping[str, float]
    _crosses: Mapping[str, Mapping[str, str]] = field(init=False, repr=False, compare=False)
    """The features that cross two things, by these."""

    def __post_init__(self) -> None:
        """Index the crosses, so that asking for one that has no weight makes no name."""
        crosses: dict[str, dict[str, str]] = {}
        for name in self.weights:
            one, mark, other = name.partition(">")
            if mark:
                crosses.setdefault(one, {})[other] = name
        object.__setattr__(self, "_crosses", crosses)

    def crossed(self, one: str, others: Iterable[str]) -> list[tuple[str, str]]:
        """Of the features that one thing makes with others those that have a weight.

        >>> Choice("days", {"today>planned": 1.5}).crossed("today", ["occurred", "planned"])
        [('planned', 'today>planned')]
        """
        known = self._crosses.get(one, {})
        return [(other, known[other]) for other in others if other in known]

    def probabilities(self, options: Sequence[Features]) -> tuple[float, ...]:
        """How likely each option is the right one; they sum to 1, empty without options.

        >>> which = Choice("day", {"own": 2.0, "far": -1.0})
        >>> [round(share, 2) for share in which.probabilities([{"own": 1.0}, {"far": 1.0}, {}])]
        [0.84, 0.04, 0.11]
        """
        if not options:
            return ()
        scores = [self.score(option) for option in options]
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        total = sum(shares)
        return tuple(share / total for share in shares)

    def score(self, option: Features) -> float:
        """The option's log odds before they are set against the others'."""
        known = self.weights  # this is asked a million times an archive: no generator, no call
        score = 0.0
        for name, value in option.items():
            if name in known:
                score += known[name] * value
        return score

    def reason(self, options: Sequence[Features], shares: Sequence[float], chosen: int) -> "Reason":
        """The feature that spoke most for the chosen option against the likeliest other.

        Args:
            options: all of them.
            shares: how likely each is.
            chosen: the index of the one that was taken.

        >>> which = Choice("day", {"own": 2.0, "far": -1.0})
        >>> which.reason([{"own": 1.0}, {"far": 1.0}], shares=[0.9, 0.1], chosen=0).feature
        'day: own'
        """
        others = [number for number in range(len(options)) if number != chosen]
        taken = options[chosen]
        rival = options[max(others, key=lambda number: shares[number])] if others else {}
        gains = {
            name: self.weights[name] * (taken.get(name, 0.0) - rival.get(name, 0.0))
            for name in {**taken, **rival}
            if name in self.weights
        }
        gain = max(gains.values(), default=0.0)
        most = min((name for name, value in gains.items() if value == gain), default="")
        return Reason(gain, f"{self.name}: {'' if most in taken else 'not '}{most}")


@dataclass(frozen=True, slots=True)
class Choices:
    """All decisions of one file, by name, with the file's digest."""

    by_name: Mapping[str, Choice]
    unread: Mapping[str, Choice]
    """The same decisions for a language model that reads no events."""
    digest: str
    """Of the file: 12 hexadecimal digits."""

    def __getitem__(self, name: str) -> Choice:
        """The choice of that name."""
        return self.by_name[name]

    @property
    def without_readings(self) -> "Choices":
        """The choices to ask where the language model reads no events."""
        return replace(self, by_name=self.unread)


def read_choices(path: Path | Traversable = SHIPPED) -> Choices:
    """Read a file that `write_choices` wrote; the shipped one by default.

    Raises:
        ChoicesError: it is no such file, or lacks a choice.

    >>> sorted(read_choices().by_name)
    ['actor', 'days', 'recipient', 'row', 'status', 'type']
    """
    try:
        content = path.read_bytes()
        table = json.loads(content, parse_constant=_refused)
        read, unread = (_read_table(table[name]) for name in ("choices", "unread"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as failure:
        reason = f"{failure!r:.200}"
        message = f"{path}: not a file of choices ({reason}): make one with `python -m training.choices`"
        raise ChoicesError(message) from failure
    for name in sorted({*NAMES} - {*read} | {*NAMES} - {*unread}):
        message = f"{path}: no choice named {name}: make a new file with `python -m training.choices`"
        raise ChoicesError(message)
    return Choices(read, unread, hashlib.blake2b(content, digest_size=6).hexdigest())


def _refused(constant: str) -> float:
    """What JSON has no word for, and no weight is: NaN, Infinity."""
    message = f"{constant} is no weight"
    raise ValueError(message)


def _read_table(table: Mapping[str, Mapping[str, float]]) -> Mapping[str, Choice]:
    """The choices of one table."""
    return MappingProxyType(
        {
            name: Choice(name, {key: float(value) for key, value in weights.items()})
            for name, weights in table.items()
        }
    )


def write_choices(path: Path, read: Weights, unread: Weights) -> None:
    """Write the weights of each choice, a feature a line, by name.

    Args:
        path: the file.
        read: the weights of each choice.
        unread: the same for language models that read no events.
    """
    tables = {"choices": _rounded(read), "unread": _rounded(unread)}
    path.write_text(json.dumps(tables, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _rounded(weights: Weights) -> Weights:
    """The weights to two decimals; those too small to decide anything are left out."""
    return {
        name: {key: round(value, 2) for key, value in sorted(table.items()) if abs(value) >= LEAST_WEIGHT}
        for name, table in sorted(weights.items())
    }
