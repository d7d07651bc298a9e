"""How far a row can be trusted, 0 to 1, from its rule, its parse and its date."""

import math

from extract.events.draft import Draft
from extract.policy import EventPolicy

_CONTENT = frozenset({"ccomp", "xcomp", "nmod", "amod", "advcl", "acl"})
"""Relations of words in another's content, clause or phrase: "said that X left", "until X had left"."""


def confidence_of(draft: Draft, policy: EventPolicy) -> float:
    """The share of such rows that are right in type, days, status and actor; two decimals.

    The rule speaks by the trigger's weight, the parse by the word's relation and by whether the actor is
    named, the date by whether an expression hangs on the word itself. The log odds add up.
    """
    tree, token = draft.tree, draft.trigger.token
    odds = policy.confidence_base + policy.confidence_of_rule * draft.trigger.weight
    if not draft.sides.actors:
        odds += policy.without_actor
    elif any(participant.actor is None for participant in draft.sides.actors):
        odds += policy.unnamed_actor
    if draft.expression is not None and draft.expression.governor == token:
        odds += policy.own_day
    if tree.label(token).partition(":")[0] in _CONTENT:
        odds += policy.in_content
    return round(1 / (1 + math.exp(-odds)), 2)
