"""How far a row can be trusted, 0 to 1, from its rule, its parse and its date."""

from extract.events.draft import Days, Draft
from extract.policy import Policy


def confidence_of(draft: Draft, days: Days, policy: Policy) -> float:
    """The share of such rows that are right in type, days, status and actor; two decimals.

    The trigger's weight tells how far its rule can be trusted and how deep in the sentence it stands; missing
    evidence takes its share of that. The line from evidence to share is fitted to the annotated issues.
    """
    evidence = draft.trigger.weight
    if not draft.sides.actors:
        evidence *= policy.without_actor
    if not days.is_known:
        evidence *= policy.without_day
    if draft.verdict.status == "hypothetical":
        evidence *= policy.hypothetical
    elif draft.verdict.status != "occurred":
        evidence *= policy.not_occurred
    share = policy.least_confidence + policy.confidence_slope * evidence
    return round(min(1.0, max(0.0, share)), 2)
