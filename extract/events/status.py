"""Whether an event happened: read from tense, modals, governors, negation and conditions around its word.

The judgement climbs from the event word to the words that govern it. What a governor makes of its content
("scheduled to", "denied that") is data in `extract/lexicon/modality.toml`; how it combines is told here.
"""

from dataclasses import dataclass

from extract.lexicon.modality import Modality, ModalityRule, Place, Turn
from extract.model import Span, Status
from extract.syntax import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SETTLED = frozenset(
    {
        "",
        "subject",
        "object",
        "participle",
        "after",
        "since",
        "despite",
        "over",
        "because of",
        "following",
        "as",
    }
)
"""Content that a plan above says nothing of: "will discuss the attack", "because of the attack"."""
_TEMPORAL = frozenset({"during", "before", "after", "following", "since", "until"})
_STEPS = 8
"""Governors climbed at most."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the rules it rests on; a None status is still open (a bare infinitive or noun)."""

    status: Status | None
    hedged: bool = False
    rules: tuple[str, ...] = ()


def judge(tree: Tree, token: int, modality: Modality, words: Span | None = None) -> Verdict:
    """The status of the event whose word is `token`; "occurred" where nothing says otherwise.

    Modals and negations inside `words`, the trigger's span, are part of its meaning ("will not accept") and
    say nothing of its status.
    """
    verdict = _climb(tree, token, modality, _STEPS, words)
    for rule in modality.at("itself", tree.lemma(token)):
        verdict = _join(verdict, Verdict(None if rule.status == "same" else rule.status, rules=(rule.name,)))
    return Verdict(verdict.status or "occurred", verdict.hedged, verdict.rules)


def _climb(tree: Tree, token: int, modality: Modality, steps: int, words: Span | None = None) -> Verdict:
    """The verdict on `token` from its own words, then from its governor's."""
    own = _local(tree, token, modality, words)
    head = _governor(tree, token)
    if head is None or steps == 0:
        return own
    label = tree.label(token).partition(":")[0]
    if label == "conj" and tree.is_predicate(head) == tree.is_predicate(token):
        return own if _stands_alone(tree, token) else _join(own, _climb(tree, head, modality, steps - 1))
    if _is_outcome(tree, token):
        return Verdict("occurred", own.hedged, own.rules)
    if _is_of_the_first(tree, token, head, modality):
        return _join(own, _climb(tree, head, modality, steps - 1))
    governed = _governed(tree, token, own, modality, steps)
    return _adjunct(tree, token, own, modality, steps) if governed is None else governed


def _governed(tree: Tree, token: int, own: Verdict, modality: Modality, steps: int) -> Verdict | None:
    """The verdict that a word with the event in its content gives; None where there is none."""
    head = _governor(tree, token)
    if head is None:
        return None
    content = content_of(tree, token)
    if content == "subject" and _is_awaited(tree, head):
        content = "infinitive"
    disbelief = _disbelief(tree, head, content, modality)
    if disbelief is not None:
        return _join(own, Verdict("denied", rules=(disbelief.name,)))
    for governor in _governors(tree, token, head):
        words = _words(tree, governor)
        hedge = _first(modality, "hedge", words, content)
        if hedge is not None and not _asserts(tree, governor):
            outer = _climb(tree, governor, modality, steps - 1)
            return _join(own, Verdict(outer.status, hedged=True, rules=(hedge.name, *outer.rules)))
        rule = _first(modality, "governor", words, content)
        if rule is not None and own.status == "denied" and not tree.is_predicate(token):
            return own
        if rule is not None and not (rule.status == "planned" and own.status == "occurred"):
            outer = _climb(tree, governor, modality, steps - 1)
            return _join(own, outer if rule.status == "same" else _turned(rule, outer))
    return None


def _disbelief(tree: Tree, head: int, content: str, modality: Modality) -> ModalityRule | None:
    """The rule by which a verb denies the report that says so: "dismissed rumors that he had resigned"."""
    above = tree.head(head)
    if above is None or content != "clause" or tree.label(head) not in {"obj", "obl", "nsubj:pass"}:
        return None
    rule = _first(modality, "governor", _words(tree, above), content)
    return rule if rule is not None and rule.disbelieves else None


def _is_outcome(tree: Tree, token: int) -> bool:
    """Whether an infinitive tells what came of it: "asked for a meeting, only to be snubbed"."""
    marks = [mark for mark in tree.children(token, "mark") if tree.tokens[mark].text.lower() in {"to", "for"}]
    before = min(marks, default=0) - 1
    return before >= 0 and tree.tokens[before].text.lower() == "only"


def _is_of_the_first(tree: Tree, token: int, head: int, modality: Modality) -> bool:
    """Whether the event is what somebody was the first to do: "the first (leader) to congratulate him"."""
    if tree.label(token).partition(":")[0] not in {"acl", "advcl", "xcomp"} or "relcl" in tree.label(token):
        return False
    words = {tree.lemma(head), *(tree.lemma(word) for word in tree.children(head, "amod"))}
    return bool(words & modality.ordinals) and content_of(tree, token) in {"infinitive", "purpose"}


def _is_awaited(tree: Tree, head: int) -> bool:
    """Whether an adjective says of its subject that it is to take place: "talks are due to begin"."""
    if tree.tokens[head].pos != "ADJ":
        return False
    clauses = tree.children(head, "xcomp", "advcl", "ccomp")
    return any(tree.lemma(one) in tree.words.verbs.light for one in clauses)


def _governor(tree: Tree, token: int) -> int | None:
    """The head of `token`; of a phrase of time that the parser hangs on a noun, the verb of the clause."""
    head = tree.head(token)
    if head is None or tree.label(token) != "nmod" or tree.case(token) not in _TEMPORAL:
        return head
    clause = tree.clause(head)
    return clause if tree.is_predicate(clause) else head


def _governors(tree: Tree, token: int, head: int) -> tuple[int, ...]:
    """The words that may have the event in their content.

    The parser hangs "for a visit" in "outlined plans for a visit" on the verb, and "of plotting" in "accused
    the generals of plotting" on the noun: the noun before, or the verb above, is asked too.
    """
    label = tree.label(token).partition(":")[0]
    if label == "obl":
        return (*(noun for noun in tree.children(head, "obj") if noun < token), head)
    above = tree.head(head)
    if label == "acl" and above is not None and tree.label(head) in {"obj", "iobj"}:
        return (head, above)
    return (head,)


def _turned(rule: ModalityRule, outer: Verdict) -> Verdict:
    """What a governor's own status leaves of the one it gives: "did not agree to", "may agree to"."""
    status: Turn = rule.status
    if outer.status == "denied":
        status = "hypothetical" if rule.status in {"denied", "hypothetical"} else "denied"
    elif outer.status == "hypothetical":
        status = "hypothetical"
    elif outer.status == "planned" and rule.attempt:
        status = "planned"
    return Verdict(None if status == "same" else status, outer.hedged, (rule.name, *outer.rules))


_RANK: dict[Status | None, int] = {None: 0, "occurred": 1, "planned": 2, "denied": 3, "hypothetical": 4}


def _join(inner: Verdict, outer: Verdict) -> Verdict:
    """The stronger of two verdicts; a doubt outranks a denial, a denial a plan, a plan a fact."""
    status = inner.status if _RANK[inner.status] >= _RANK[outer.status] else outer.status
    return Verdict(status, inner.hedged or outer.hedged, (*inner.rules, *outer.rules))


def content_of(tree: Tree, token: int) -> str:
    """How `token` completes its governor: infinitive, gerund, clause, object, subject, or its preposition."""
    label = tree.label(token)
    marks = {tree.tokens[mark].text.lower() for mark in tree.children(token, "mark")}
    base = label.partition(":")[0]
    if base in {"ccomp", "advcl"} or (
        base in {"xcomp", "acl"} and tree.is_predicate(token) and label != "acl:relcl"
    ):
        return _clausal(tree, token, base, marks)
    if base in {"obj", "xcomp"} or label == "nsubj:pass":
        return "object"
    if base in {"nsubj", "csubj"}:
        return "subject"
    if base in {"obl", "nmod"}:
        return tree.case(token)
    return ""


def _clausal(tree: Tree, token: int, base: str, marks: set[str]) -> str:
    """The kind of a content clause; an adverbial participle ("after meeting") is its mark."""
    if "to" in marks and tree.tokens[token].tag == "VBG":
        return "to"
    if "to" in marks and not (marks & {"in", "as"}):
        return "infinitive" if base != "advcl" or tree.tokens[token].tag == "VB" else "purpose"
    if base == "acl" and tree.tokens[token].tag == "VBN" and not tree.children(token, "aux", "nsubj"):
        return "participle"
    if tree.tokens[token].tag == "VBG" and not tree.children(token, "aux", "nsubj"):
        return next(iter(sorted(marks)), "gerund") if marks else "gerund"
    if base == "advcl":
        return next(iter(sorted(marks)), "adverbial")
    return "clause"


def _first(modality: Modality, place: Place, words: tuple[str, ...], content: str) -> ModalityRule | None:
    """The first rule for a governor, by the `words` it is listed under, whose content fits."""
    rules = (rule for word in words for rule in modality.at(place, word))
    return next((rule for rule in rules if not rule.takes or content in rule.takes), None)


def _words(tree: Tree, head: int) -> tuple[str, ...]:
    """The forms under which a governor may be listed: with its particle ("call off"), lemma, as written."""
    particles = {tree.tokens[child].text.lower() for child in tree.children(head, "compound:prt")}
    if head + 1 < len(tree.tokens) and tree.tokens[head + 1].tag in {"RB", "RP", "JJ"}:
        particles.add(tree.tokens[head + 1].text.lower())
    lemma = tree.lemma(head)
    return (*(f"{lemma} {particle}" for particle in sorted(particles)), lemma, tree.tokens[head].text.lower())


def _asserts(tree: Tree, verb: int) -> bool:
    """Whether the governor speaks on its own account: "he claimed to have", not "he is said to have"."""
    return tree.lemma(verb) in tree.words.verbs.hedges_when_passive and not tree.is_passive(verb)


def _adjunct(tree: Tree, token: int, own: Verdict, modality: Modality, steps: int) -> Verdict:
    """The verdict where no governor claims the event: finite clauses stand alone, the rest follow theirs."""
    head = tree.head(token)
    content = content_of(tree, token)
    if head is None or (_is_finite(tree, token) and not _is_to_come(tree, token)):
        return own
    if content == "infinitive" and own.status is None:
        return Verdict("planned", own.hedged, (*own.rules, "purpose"))
    above = _climb(tree, head, modality, steps - 1)
    if above.status in {"planned", "hypothetical"} and content not in _SETTLED:
        return _join(own, above)
    return own


def _is_to_come(tree: Tree, token: int) -> bool:
    """Whether it is an adverbial in the present: "when he returns" lies where the main clause does."""
    return tree.label(token) == "advcl" and tree.tokens[token].tag in {"VBZ", "VBP"}


def _stands_alone(tree: Tree, token: int) -> bool:
    """Whether a coordinated predicate has its own tense."""
    return _is_finite(tree, token) or bool(tree.children(token, "nsubj"))


def _is_finite(tree: Tree, token: int) -> bool:
    """Whether the clause of `token` has a finite verb of its own."""
    if tree.tokens[token].tag in _FINITE and tree.tokens[token].pos in {"VERB", "AUX"}:
        return True
    return any(tree.tokens[aux].tag in _FINITE for aux in tree.children(token, "aux", "cop"))


def _local(tree: Tree, token: int, modality: Modality, words: Span | None) -> Verdict:
    """What the words right at `token` say: auxiliaries, negation, conditions, premodifiers, adverbs."""
    verdict = Verdict("occurred" if _is_finite(tree, token) else None)
    if _is_to_be(tree, token, modality):
        verdict = Verdict("planned", rules=(modality.shaped["to-be"],))
    if _was_to_have(tree, token):
        verdict = Verdict("denied", rules=(modality.shaped["to-be"],))
    if _is_inverted(tree, token):
        verdict = Verdict("hypothetical", rules=(modality.shaped["inverted"],))
    for rule in _denied_ahead(tree, token, modality):
        verdict = _join(verdict, Verdict("denied", rules=(rule.name,)))
    for child in tree.dependents[token]:
        if words is None or not words.contains(tree.tokens[child].span):
            for rule in (*_denying(tree, child, modality), *_beside(tree, child, modality)):
                verdict = _join(verdict, _local_turn(tree, token, rule, modality))
    return verdict


_ADVERBIAL = frozenset({"advmod", "det", "cc", "mark", "case"})


def _beside(tree: Tree, child: int, modality: Modality) -> tuple[ModalityRule, ...]:
    """The rules for a word right at the event's: auxiliary, hedge, condition, premodifier."""
    label = tree.label(child).partition(":")[0]
    lemma, written = tree.lemma(child), tree.tokens[child].text.lower()
    if label == "aux":
        return modality.at("auxiliary", lemma) or modality.at("auxiliary", written)
    if label == "amod":
        return modality.at("premodifier", lemma) or modality.at("premodifier", written)
    found = modality.at("hedge", lemma) if label in _ADVERBIAL else ()
    return (*found, *(modality.at("condition", lemma) if label in {"mark", "advmod"} else ()))


def _denying(tree: Tree, child: int, modality: Modality) -> tuple[ModalityRule, ...]:
    """The rules for words that deny: at the event's word, before its subject or object, in "no longer"."""
    label = tree.label(child).partition(":")[0]
    places: tuple[int, ...] = (child,) if label in _ADVERBIAL or label == "nsubj" else ()
    if label in {"obj", "nsubj"}:
        places += tree.children(child, "det")
    if tree.tokens[child].text.lower() == "longer":
        places += tree.children(child, "advmod")
    places = tuple([place for place in places if not _looks_on(tree, place)])
    return tuple([rule for place in places for rule in modality.at("negation", _whole(tree, place))])


def _whole(tree: Tree, place: int) -> str:
    """A word with those it is fixed to: "rather than"."""
    fixed = (tree.tokens[one].text.lower() for one in tree.children(place, "fixed"))
    return " ".join((tree.lemma(place), *fixed))


def _looks_on(tree: Tree, place: int) -> bool:
    """Whether a word behind a verb denies the infinitive that follows: "vowed never to yield"."""
    head = tree.head(place)
    if head is None or head > place or place + 1 >= len(tree.tokens):
        return False
    return tree.tokens[place + 1].text.lower() == "to" and tree.head(place + 1) != head


def _denied_ahead(tree: Tree, token: int, modality: Modality) -> tuple[ModalityRule, ...]:
    """The rules for a word before the "to" of an infinitive that the parser hangs on the verb above."""
    before = min(tree.children(token, "mark"), default=0) - 1
    if before < 0 or tree.head(before) == token or not _looks_on(tree, before):
        return ()
    return modality.at("negation", tree.lemma(before)) or modality.at("negation", f"{tree.lemma(before)} to")


def _is_to_be(tree: Tree, token: int, modality: Modality) -> bool:
    """Whether "be to" stands before a verb: "talks are to start", not "his first act was to name"."""
    subject = tree.child(token, "nsubj")
    if subject is not None and tree.lemma(subject) in modality.deeds:
        return False
    marks = {tree.lemma(mark) for mark in tree.children(token, "mark")}
    bare = tree.tokens[token].tag == "VB" or any(
        tree.tokens[word].tag == "VB" for word in tree.children(token, "aux:pass")
    )
    return bare and "to" in marks and tree.child(token, "cop", "aux") is not None


def _was_to_have(tree: Tree, token: int) -> bool:
    """Whether it was to be and was not: "the talks were to have opened on Monday"."""
    words = {tree.tokens[aux].text.lower() for aux in tree.children(token, "aux", "cop")}
    return "have" in words and bool(words & {"was", "were"}) and bool(tree.children(token, "mark"))


def _local_turn(tree: Tree, token: int, rule: ModalityRule, modality: Modality) -> Verdict:
    """What one word at `token` says; "would" is doubt where a condition or a perfect follows it."""
    if rule.place == "hedge":
        return Verdict(None, hedged=True, rules=(rule.name,))
    if rule.conditional and (
        _is_counterfactual(tree, token, modality) or _is_proposed(tree, token, modality)
    ):
        return Verdict("hypothetical", rules=(rule.name,))
    return Verdict(None if rule.status == "same" else rule.status, rules=(rule.name,))


def _is_proposed(tree: Tree, token: int, modality: Modality) -> bool:
    """Whether a draft is what would do it: "a motion that would dismiss the speaker"."""
    doer = tree.child(token, "nsubj")
    names = {tree.lemma(doer)} if doer is not None else set()
    head = tree.head(token)
    if tree.label(token) == "acl:relcl" and head is not None:
        names.add(tree.lemma(head))
    return bool(names & modality.proposals)


def _is_inverted(tree: Tree, token: int) -> bool:
    """Whether it is a condition without "if": "had the rebels attacked"."""
    doer = tree.child(token, "nsubj")
    return (
        tree.label(token).startswith("advcl")
        and doer is not None
        and any(tree.tokens[aux].text.lower() == "had" and aux < doer for aux in tree.children(token, "aux"))
    )


def _is_counterfactual(tree: Tree, token: int, modality: Modality) -> bool:
    """Whether a conditional clause or "have" makes "would" a supposition."""
    if any(tree.lemma(aux) == "have" for aux in tree.children(token, "aux")):
        return True
    clauses = tree.children(token, "advcl")
    return any(
        modality.at("condition", tree.lemma(mark))
        for clause in clauses
        for mark in tree.children(clause, "mark")
    )
