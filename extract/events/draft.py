"""An event half made: its trigger in its tree, its status and its expression; before days and merging."""

from dataclasses import dataclass
from datetime import date

from extract.events.participants import Sides
from extract.events.status import Verdict
from extract.events.tree import Tree
from extract.events.when import Placed, Tense
from extract.model import DateBasis, Precision, Trigger

_CLAIMS = frozenset({"believed"})
_AHEAD = frozenset({"will", "would", "may", "if", "be-to"})
"""Rules of the modality lexicon: a supposition under a claim lies behind unless another puts it ahead."""


@dataclass(frozen=True, slots=True)
class Days:
    """The inclusive days of an event and what they rest on; all None where nothing tells."""

    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    basis: DateBasis | None = None
    timex: int | None = None
    """The expression they come from, an index into the issue's."""

    @property
    def is_known(self) -> bool:
        """Whether anything tells the event's days."""
        return self.basis is not None


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with all that its own sentence says of it."""

    trigger: Trigger
    tree: Tree
    passage: int
    verdict: Verdict
    tense: Tense
    expression: Placed | None
    offsets: tuple[Placed, ...]
    """The sentence's expressions that count from an event."""
    sides: Sides


def tense_of(tree: Tree, token: int, verdict: Verdict) -> Tense:
    """How the event stands to the time of telling: to come, going on, or done.

    A supposition in the present or future lies ahead ("would refuse"); one in the perfect lies behind ("which
    he said had been extracted").
    """
    auxiliaries = tree.children(token, "aux")
    perfect = any(tree.lemma(aux) == "have" for aux in auxiliaries)
    if verdict.status == "planned":
        return "future"
    if verdict.status == "denied" and "denied" in verdict.rules and tree.tokens[token].tag in {"VB", "VBG"}:
        return "future"
    if verdict.status == "hypothetical":
        claimed = _CLAIMS & set(verdict.rules) and not _AHEAD & set(verdict.rules)
        return "past" if perfect or claimed else "future"
    if perfect:
        return "past"
    clause = tree.clause(token)
    finite = [tree.tokens[word].tag for word in (clause, *tree.children(clause, "aux", "cop"))]
    nominal = clause != token and tree.label(token) != "conj"
    return "present" if not nominal and ("VBZ" in finite or "VBP" in finite) else "past"
