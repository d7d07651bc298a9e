"""Which expression dates an event: its own by attachment, else its clause's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from extract.model import Timex
from extract.syntax import Tree

Tense = Literal["past", "present", "future"]
"""past: told as done; present: told as going on; future: told as to come."""

_APART = frozenset(
    {
        "after",
        "before",
        "since",
        "until",
        "till",
        "following",
        "if",
        "unless",
        "once",
        "despite",
        "although",
        "though",
        "because",
        "whereas",
        "because of",
        "over",
        "due to",
        "ahead of",
        "prior to",
        "in spite of",
        "as a result of",
    }
)
"""Openers of a clause or phrase whose day is not that of the clause above it."""
_MODIFIERS = frozenset(
    {"obl", "nmod", "advmod", "compound", "amod", "nummod", "appos", "dep", "obj", "case", "det"}
)
"""Relations in which an expression of time can be; others are mistakes of the parser."""
_PRESENT = frozenset({"VBZ", "VBP"})
_LONGEST = timedelta(days=20 * 366)
"""The longest time that an event is told to have taken."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression with the token that heads it."""

    index: int
    """Into the issue's time expressions."""
    timex: Timex
    head: int
    governor: int
    """The token that the expression modifies."""


def place_timexes(tree: Tree, timexes: Sequence[tuple[int, Timex]]) -> tuple[Placed, ...]:
    """Find each expression's head token; an expression that no token lies in is left out."""
    placed = []
    for index, timex in timexes:
        inside = [n for n, token in enumerate(tree.tokens) if token.span.overlaps(timex.span)]
        heads = [n for n in inside if tree.tokens[n].head not in inside or tree.tokens[n].head == n]
        if heads:
            placed.append(Placed(index, timex, heads[0], _governor(tree, heads[0], inside)))
    return tuple(placed)


def _governor(tree: Tree, head: int, inside: Sequence[int]) -> int:
    """The token that an expression modifies; where the parser went wrong, the verb before it.

    It did where it took the expression for a clause, or for part of one that opens behind it: "exchanged
    letters yesterday that will extend the treaty".
    """
    governor = tree.head(head)
    if governor is not None and tree.label(head).partition(":")[0] in _MODIFIERS:
        opened = (tree.tokens[child].tag for child in tree.dependents[governor] if head < child < governor)
        if not {"WDT", "WP", "WRB"} & set(opened):
            return governor
    verbs = [n for n in range(len(tree.tokens)) if tree.tokens[n].pos == "VERB" and n not in inside]
    before = [verb for verb in verbs if verb < head]
    return (before or verbs or [head])[-1 if before else 0]


def own_expression(
    tree: Tree, token: int, placed: Sequence[Placed], tense: Tense, today: date | None
) -> Placed | None:
    """The expression that says when the event at `token` lies; None where no expression of the clause does.

    Nearest in the tree wins, then nearest in the text. A plan takes no past day from the clause above it, a
    fact no future one: "said yesterday that Y would visit" leaves the visit open.
    """
    if not placed:
        return None
    region, within = _region(tree, token), frozenset(tree.subtree(token))
    best: tuple[tuple[int, int], Placed] | None = None
    for place in placed:
        if place.head == token or not names_days(place.timex):
            continue
        governor = place.governor
        own = governor == token or (governor in within and _is_direct(tree, token, governor))
        own = own or (tree.head(governor) == token and _is_lent(tree, governor))
        if not own and (_region(tree, governor) != region or _is_later_conjunct(tree, token, governor)):
            continue
        if governor != token and not _can_share(place.timex, tense, today):
            continue
        apart = tree.clause(governor) != tree.clause(token)
        if apart and tense == "past" and _is_to_come(tree, place, today):
            continue
        if apart and tense == "present" and _is_over(tree, token, place, today):
            continue
        distance = _distance(tree, token, governor)
        rank = (distance if not own else min(distance, 1), abs(place.head - token))
        if best is None or rank < best[0]:
            best = (rank, place)
    if best is not None:
        return best[1]
    return _of_its_noun(tree, token, placed) or _since_begun(tree, token, placed, today)


def _of_its_noun(tree: Tree, token: int, placed: Sequence[Placed]) -> Placed | None:
    """The expression before the noun that a participle stands on: "the 27 February pact signed in Oslo"."""
    noun = tree.head(token)
    if noun is None or tree.label(token) != "acl" or tree.tokens[token].tag not in {"VBN", "VBD"}:
        return None
    own = (place for place in placed if place.governor == noun and place.head < noun)
    return next((place for place in own if names_days(place.timex) and place.timex.role == "time"), None)


def _since_begun(tree: Tree, token: int, placed: Sequence[Placed], today: date | None) -> Placed | None:
    """The time from when something else began: "have died since the war began in May"."""
    perfect = any(tree.lemma(aux) == "have" for aux in tree.children(token, "aux"))
    for clause in tree.children(token, "advcl") if perfect and today is not None else ():
        if _mark(tree, clause) != "since":
            continue
        for place in placed:
            if names_days(place.timex) and _is_direct(tree, clause, place.governor):
                lasting = replace(place.timex, last_day=today, precision="range")
                return replace(place, timex=lasting)
    return None


def names_days(timex: Timex) -> bool:
    """Whether the expression can date an event by itself: a century says nothing of the day of one."""
    first, last = timex.first_day, timex.last_day
    if first is not None and last is not None and last - first > _LONGEST:
        return False
    return timex.offset is None and (first is not None or last is not None)


def _can_share(timex: Timex, tense: Tense, today: date | None) -> bool:
    """Whether an event may take the expression of the clause above it."""
    if today is None:
        return True
    if tense == "future":
        return timex.last_day is None or timex.last_day >= today
    return timex.first_day is None or timex.first_day < today or timex.last_day == today


def _is_to_come(tree: Tree, place: Placed, today: date | None) -> bool:
    """Whether an expression of today stands by what is to come: "are to sign today and have met"."""
    first = place.timex.first_day
    if today is None or first is None or first < today:
        return False
    clause = tree.clause(place.governor)
    tags = {tree.tokens[word].tag for word in (clause, *tree.children(clause, "aux", "cop"))}
    return not tags & {"VBD", "VBN"}


def _is_over(tree: Tree, token: int, place: Placed, today: date | None) -> bool:
    """Whether an expression of the past stands by a verb joined to this one: "left Friday and is asking"."""
    last = place.timex.last_day
    clauses = (tree.clause(token), tree.clause(place.governor))
    joined = any(tree.label(clause) == "conj" for clause in clauses)
    return joined and today is not None and last is not None and last < today


def _is_direct(tree: Tree, token: int, timex_head: int) -> bool:
    """Whether no other clause stands between the event and the expression below it."""
    for step in tree.path(timex_head):
        if step == token:
            return True
        if _is_barrier(tree, step) or (tree.label(step) == "conj" and tree.is_predicate(step)):
            return False
    return False


def _is_lent(tree: Tree, verb: int) -> bool:
    """Whether a verb on a noun only lends it its time: "talks held on Friday", "talks, which began then"."""
    if tree.lemma(verb) not in tree.words.verbs.lends_time:
        return False
    if tree.label(verb) == "acl:relcl":
        return any(
            tree.tokens[word].text.lower() in {"which", "that"} for word in tree.children(verb, "nsubj")
        )
    return tree.label(verb) == "acl" and tree.tokens[verb].tag == "VBN"


def _region(tree: Tree, token: int) -> int:
    """The top of the stretch of the tree that shares one time."""
    for step in tree.path(token):
        if _is_barrier(tree, step):
            return step
        top = step
    return top


def _is_barrier(tree: Tree, token: int) -> bool:
    """Whether the time of what governs `token` does not hold for it."""
    label = tree.label(token)
    base = label.partition(":")[0]
    if base == "acl":
        return label == "acl:relcl" or tree.tokens[token].tag != "VB"
    if base in {"ccomp", "parataxis"}:
        return not _is_present(tree, token)
    if base in {"obl", "nmod"}:
        return tree.case(token) in _APART
    return base == "advcl" and _mark(tree, token) in _APART and tree.tokens[token].tag != "VBG"


def _mark(tree: Tree, token: int) -> str:
    """The word that opens a clause, lower case."""
    mark = tree.child(token, "mark", "case")
    return "" if mark is None else tree.tokens[mark].text.lower()


def _is_present(tree: Tree, token: int) -> bool:
    """Whether the clause stands in the present: its time is then that of who reports it."""
    if tree.tokens[token].tag in _PRESENT:
        return True
    finite = [tree.tokens[aux] for aux in tree.children(token, "aux", "cop")]
    return any(aux.tag in _PRESENT and aux.lemma == "be" for aux in finite)


def _is_later_conjunct(tree: Tree, token: int, timex_head: int) -> bool:
    """Whether the expression belongs to a verb coordinated after the event and stands after it."""
    if timex_head < token:
        return False
    above = set(tree.path(token))
    for step in tree.path(timex_head):
        if step in above:
            return False
        if tree.label(step) == "conj":
            return True
    return False


def _distance(tree: Tree, left: int, right: int) -> int:
    """Steps between two tokens of one tree."""
    ups = {step: rise for rise, step in enumerate(tree.path(left))}
    for rise, step in enumerate(tree.path(right)):
        if step in ups:
            return rise + ups[step]
    return len(tree.tokens)
