"""How far a row can be trusted: the probability that type, days, status and actor are all right."""

from extract.choices import Choices, Features, log_share
from extract.events.mention import EventMention

_CHOSEN = ("type", "status", "actor", "days")


def confidence_of(mention: EventMention, choices: Choices) -> float:
    """The share of such rows that are right in type, days, status and actor; two decimals."""
    return round(choices["row"].probabilities((features(mention), {}))[0], 2)


def features(mention: EventMention) -> Features:
    """How sure each choice was, as log probabilities, and whose word it rests on."""
    found = {name: log_share(mention.likely.get(name, 1.0)) for name in _CHOSEN}
    sense = mention.candidate.sense
    agreed = sense is not None and sense.event_type == mention.kind.name
    return {
        **found,
        **_heard(mention),
        "row": 1.0,
        "sense agrees": float(agreed),
        "own day": float(mention.days.timex is not None),
    }


def agrees(mention: EventMention) -> bool:
    """Whether rules and second reader tell the same event, of one type and status."""
    said = mention.candidate.proposal
    return (
        said is not None
        and mention.by_rules
        and (said.event_type, said.status) == (mention.kind.name, mention.verdict.status)
    )


def _heard(mention: EventMention) -> Features:
    """What a second reader's word, or its silence, says of the row; nothing where it was not asked."""
    if not mention.candidate.heard:
        return {}
    said = mention.candidate.proposal is not None
    return {
        "agreed": float(agrees(mention)),
        "silent": float(not said),
        "alone": float(said and not mention.by_rules),
    }
