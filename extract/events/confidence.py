"""How far a row can be trusted, 0 to 1, from its rule, its parse and its date."""

from extract.events.draft import Days, Draft
from extract.events.tree import Tree
from extract.policy import Policy


def confidence_of(draft: Draft, days: Days, policy: Policy) -> float:
    """The product of what each piece of evidence keeps, by the policy; two decimals."""
    kept: float = draft.trigger.weight * getattr(policy.date_evidence, days.basis or "none")
    if not draft.sides.actors:
        kept *= policy.without_actor
    if not draft.tree.is_predicate(draft.trigger.token):
        kept *= policy.nominal
    if draft.verdict.rules:
        kept *= policy.unsure_status
    return round(kept * policy.subordinate ** _clauses_above(draft.tree, draft.trigger.token), 2)


def _clauses_above(tree: Tree, token: int) -> int:
    """Clauses that lie between the event's own and the sentence's."""
    path = list(tree.path(token))
    return sum(tree.label(step).partition(":")[0] in {"acl", "advcl", "ccomp", "parataxis"} for step in path)
