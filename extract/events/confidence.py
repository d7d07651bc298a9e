"""How far a row can be trusted: the probability that type, days, status and actor are all right."""

import math

from extract.choices import Choices, Features
from extract.events.mention import EventMention

_CHOSEN = ("type", "status", "actor", "days")
_FLOOR = 1e-3


def confidence_of(mention: EventMention, choices: Choices) -> float:
    """The share of such rows that are right in type, days, status and actor; two decimals."""
    return round(choices["row"].probabilities((features(mention), {}))[0], 2)


def features(mention: EventMention) -> Features:
    """How sure each choice was, as log probabilities, and whose word it rests on."""
    found = {name: math.log(max(mention.likely.get(name, 1.0), _FLOOR)) for name in _CHOSEN}
    sense = mention.candidate.sense
    agreed = sense is not None and sense.event_type == mention.kind.name
    return {
        **found,
        "row": 1.0,
        "sense agrees": float(agreed),
        "own day": float(mention.days.timex is not None),
    }
