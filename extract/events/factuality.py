"""Whether an event happened: the options of that choice and their features, the rules' verdict among them."""

from extract.choices import Cross, Features, crossed, log_share
from extract.events.candidate import Candidate
from extract.events.status import Verdict
from extract.model import STATUSES
from extract.syntax import Tree

_CLIMBED = 3
"""Governors whose words are features."""


def options(
    candidate: Candidate, event_type: str, verdict: Verdict, *, ahead: bool, cross: Cross = crossed
) -> dict[str, Features]:
    """The features of each status.

    Args:
        candidate: the event word.
        event_type: its type.
        verdict: what the rules of modality say.
        ahead: whether the event's own expression lies behind the reference day.
        cross: names the features that evidence makes with statuses.
    """
    shared = [f"rule {verdict.status}", *(f"by {name}" for name in verdict.rules), f"type {event_type}"]
    shared += _words(candidate.tree, candidate.token)
    if ahead:
        shared.append("ahead")
    found: dict[str, dict[str, float]] = {
        status: _features(candidate, status, verdict) for status in STATUSES
    }
    for name in shared:
        for status, feature in cross(name, STATUSES):
            found[status][feature] = 1.0
    return {**found}


def _features(candidate: Candidate, status: str, verdict: Verdict) -> dict[str, float]:
    """What rules and reader say of the status."""
    found = {f"is {status}": 1.0}
    if verdict.status == status:
        found["rule"] = 1.0
    if candidate.reading is not None:
        share = candidate.reading.statuses[STATUSES.index(status)]
        found["read"] = log_share(share)
    return found


def _words(tree: Tree, token: int) -> list[str]:
    """The words around that tell whether it happened: tags, auxiliaries, negations, governors."""
    found = [f"tag {tree.tokens[token].tag}", f"rel {tree.label(token).partition(':')[0]}"]
    for child in tree.dependents[token]:
        label = tree.label(child).partition(":")[0]
        if label in {"aux", "mark", "advmod", "det", "cop"}:
            found.append(f"{label} {tree.tokens[child].text.lower()}")
    step = token
    for rise in range(_CLIMBED):
        head = tree.head(step)
        if head is None:
            break
        label = tree.label(step).partition(":")[0]
        found.append(f"up{rise} {label} {tree.lemma(head)}")
        found.append(f"up{rise} {label} {tree.tokens[head].tag}")
        found += [f"up{rise} aux {tree.lemma(aux)}" for aux in tree.children(head, "aux")]
        step = head
    return found
