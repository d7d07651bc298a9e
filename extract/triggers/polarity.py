"""Whether a verb is denied, hindered, or told only as what somebody may do."""

from extract.triggers.clause import Clause, is_infinitive

_NEGATIONS = frozenset({"not", "n't", "n\u2019t", "never", "nt", "neither", "nor"})
_NOBODY = frozenset({"no", "neither", "nobody", "none"})


def is_negated(clause: Clause, place: int) -> bool:
    """Whether "not", "never" or the like belongs to the word."""
    words = [clause.lower(one) for one in clause.dependents[place]]
    if any(word in _NEGATIONS for word in words) or _is_no_longer(clause, place):
        return True
    holders = [one for one in clause.dependents[place] if clause.base(one) == "nsubj"]
    holders += [two for one in holders for two in clause.having(one, "det")]
    return any(clause.lower(one) in _NOBODY for one in holders)


def _is_no_longer(clause: Clause, place: int) -> bool:
    """Whether "no longer" stands at the verb; the parser may hang "no" on "longer"."""
    around = clause.dependents[place]
    longer = [one for one in around if clause.lower(one) in {"longer", "more"}]
    near = [*around, *(two for one in longer for two in clause.dependents[one])]
    return any(clause.lower(one) == "no" for one in near) and bool(longer)


def is_hindered(clause: Clause, place: int) -> bool:
    """Whether the verb tells what is kept from happening: "prevented them from signing"."""
    return clause.tokens[place].tag == "VBG" and "from" in {
        clause.lower(one) for one in clause.having(place, "mark", "case")
    }


def is_entitled(clause: Clause, place: int) -> bool:
    """Whether the verb tells only what somebody may do: "the right to dissolve parliament"."""
    if not is_infinitive(clause, place):
        return False
    head = clause.tokens[place].head
    lemma = clause.tokens[head].lemma.lower()
    if clause.base(place) == "acl":
        return lemma in clause.words.nouns.entitlements
    holders = {clause.tokens[one].lemma.lower() for one in clause.having(head, "nsubj")}
    return lemma in clause.words.verbs.entitles and bool(holders & clause.words.nouns.laws)
