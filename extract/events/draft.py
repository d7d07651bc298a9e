"""An event half made: its trigger in its tree, its status and its expression; before days and merging."""

from dataclasses import dataclass
from datetime import date

from extract.events.sides import Sides
from extract.events.status import Verdict
from extract.events.when import Placed, Tense
from extract.lexicon.modality import Modality
from extract.lexicon.types import EventType
from extract.model import DateBasis, Precision, Trigger
from extract.syntax import Tree

_PRESENT = frozenset({"VBZ", "VBP"})


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
    kind: EventType
    """What is known of the trigger's type."""
    tree: Tree
    passage: int
    verdict: Verdict
    tense: Tense
    expression: Placed | None
    offsets: tuple[Placed, ...]
    """The sentence's expressions that count from an event."""
    sides: Sides

    @property
    def is_background(self) -> bool:
        """Whether its clause stands in the past perfect: it lies before what the passage reports."""
        tree = self.tree
        for step in tree.path(self.trigger.token):
            auxiliaries = tree.children(step, "aux")
            if any(tree.lemma(aux) == "have" and tree.tokens[aux].tag == "VBD" for aux in auxiliaries):
                return True
            if tree.label(step).partition(":")[0] in {"ccomp", "acl", "parataxis"}:
                break
        return False

    @property
    def is_recent(self) -> bool:
        """Whether its verb, or the one that lends a noun its time, is in the present perfect: "has urged"."""
        tree, token = self.tree, self.trigger.token
        return any(
            tree.lemma(aux) == "have" and tree.tokens[aux].tag in _PRESENT
            for verb in {token, tree.clause(token)}
            for aux in tree.children(verb, "aux")
        )

    @property
    def is_aside(self) -> bool:
        """Whether it only tells who someone is."""
        return is_aside(self.tree, self.trigger.token)


def is_aside(tree: Tree, token: int) -> bool:
    """Whether a word stands in a relative clause between a noun and its verb: it tells who someone is."""
    for step in tree.path(token):
        noun = tree.head(step)
        if tree.label(step) == "acl:relcl" and noun is not None:
            return (tree.head(noun) or 0) > step
    return False


def tense_of(tree: Tree, token: int, verdict: Verdict, modality: Modality) -> Tense:
    """How the event stands to the time of telling: to come, going on, or done.

    A supposition in the present or future lies ahead ("would refuse"); one in the perfect lies behind ("which
    he said had been extracted"), and so does one under a claim unless another rule puts it ahead.
    """
    marked = modality.marked
    auxiliaries = tree.children(token, "aux")
    perfect = any(tree.lemma(aux) == "have" for aux in auxiliaries)
    if verdict.status == "planned":
        return "future"
    bare = tree.tokens[token].tag in {"VB", "VBG"} or not tree.is_predicate(token)
    if verdict.status == "denied" and marked["refuses"] & set(verdict.rules) and bare:
        return "future"
    if verdict.status == "denied" and marked["future"] & set(verdict.rules):
        return "future"
    if verdict.status == "hypothetical":
        claimed = marked["claims"] & set(verdict.rules) and not marked["ahead"] & set(verdict.rules)
        return "past" if perfect or claimed else "future"
    if perfect:
        return "past"
    clause = tree.clause(token)
    finite = [tree.tokens[word].tag for word in (clause, *tree.children(clause, "aux", "cop"))]
    nominal = clause != token and tree.label(token) != "conj"
    return "present" if not nominal and ("VBZ" in finite or "VBP" in finite) else "past"
