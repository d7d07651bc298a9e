"""Whether a candidate tells an event, and of which type: the options of that choice and their features."""

from collections.abc import Iterable, Mapping

from extract.choices import Cross, Features, crossed, log_share
from extract.events.candidate import Candidate
from extract.events.paths import path
from extract.model import EVENT_TYPES

NONE = "none"
"""The option that a word tells no event."""
_PLACES = {kind: place for place, kind in enumerate(EVENT_TYPES)}
"""Where the reader's word on each type stands."""
_STEM = 5
"""Letters that a noun shares with its verb: dismissal, dismissed."""


def options(
    candidate: Candidate,
    types: Iterable[str],
    around: Mapping[int, Candidate],
    told: frozenset[str],
    cross: Cross = crossed,
) -> dict[str, Features]:
    """The features of each type of `types` and of `NONE`.

    Args:
        candidate: the word.
        types: all event types.
        around: the other candidates of the sentence by token.
        told: the stems of the candidates before, in the issue: a second mention is no event of its own.
        cross: names the features that evidence makes with types; those of a choice leaves out what says
            nothing to it.
    """
    found = {kind: _features(candidate, kind) for kind in (*types, NONE)}
    for name in (candidate.tree.lemma(candidate.token), *_evidence(candidate)):
        for kind, feature in cross(name, found):
            found[kind][feature] = 1.0
    for name in _standing(candidate, around, told):
        for _, feature in cross(name, (NONE,)):
            found[NONE][feature] = 1.0
    return {**found}


def _features(candidate: Candidate, kind: str) -> dict[str, float]:
    """What lexicon and reader say of the type."""
    found = {f"is {kind}": 1.0}
    sense = candidate.sense
    if sense is not None:
        if sense.event_type == kind:
            found["sense"] = 1.0
            found[f"sense {kind}"] = 1.0
        if kind == NONE:
            found["sense weak"] = 1.0 - sense.weight
            found["sense any"] = 1.0
    if kind in candidate.listed:
        found["listed"] = 1.0
    if kind == NONE and not candidate.listed:
        found["unlisted"] = 1.0
    found.update(_read(candidate, kind))
    return found


def _read(candidate: Candidate, kind: str) -> dict[str, float]:
    """What the reader says of the type: log probabilities, a floor under them."""
    reading = candidate.reading
    if reading is None:
        return {"unread": 1.0} if kind == NONE else {}
    if kind == NONE:
        return {"read none": log_share(1.0 - reading.event)}
    share = log_share(reading.types[_PLACES[kind]])
    return {"read": share, f"read {kind}": share - log_share(0.0) / 2}


def _evidence(candidate: Candidate) -> tuple[str, ...]:
    """Words around that speak for one type or another."""
    tree, token = candidate.tree, candidate.token
    found = [f"obj {tree.lemma(one)}" for one in tree.children(token, "obj")]
    found += [f"prt {tree.lemma(one)}" for one in tree.children(token, "compound:prt")]
    found += [f"with {tree.case(one)}" for one in tree.children(token, "obl", "nmod") if tree.case(one)]
    if tree.child(token, "ccomp") is not None:
        found.append("content")
    if tree.child(token, "xcomp") is not None:
        found.append("infinitive")
    head = tree.head(token)
    if head is not None and tree.label(token).startswith(("obj", "nsubj", "obl", "nmod")):
        found.append(f"of {tree.lemma(head)}")
    return tuple(found)


def _standing(candidate: Candidate, around: Mapping[int, Candidate], told: frozenset[str]) -> tuple[str, ...]:
    """How the word stands in its sentence: what tells an act from its mere mention."""
    tree, token = candidate.tree, candidate.token
    word = tree.tokens[token]
    found = [f"tag {word.tag}", f"rel {word.label}", f"tag {word.tag} rel {word.label.partition(':')[0]}"]
    found += [f"det {tree.lemma(one)}" for one in tree.children(token, "det")]
    if tree.child(token, "nmod:poss") is not None:
        found.append("owned")
    case = tree.case(token)
    if case:
        found.append(f"case {case}")
    head = tree.head(token)
    if head is not None:
        found.append(f"under {word.label.partition(':')[0]} {tree.tokens[head].pos}")
    if stem(candidate) in told:
        found += [
            "again",
            f"again {word.pos}",
            *(f"again det {tree.lemma(one)}" for one in tree.children(token, "det")),
        ]
    above = _above(candidate, around)
    if above is not None:
        found.append(f"below {above[0]}")
        if above[1].sense is not None:
            found.append(f"below {above[1].sense.event_type} {above[0]}")
    return tuple(found)


def _above(candidate: Candidate, around: Mapping[int, Candidate]) -> tuple[str, Candidate] | None:
    """The nearest candidate above in the tree, and the way to it."""
    for step in candidate.tree.path(candidate.token):
        if step != candidate.token and step in around:
            return path(candidate.tree, candidate.token, step), around[step]
    return None


def stem(candidate: Candidate) -> str:
    """What a word shares with others of its family: resign, resignation."""
    return candidate.tree.lemma(candidate.token)[:_STEM]
