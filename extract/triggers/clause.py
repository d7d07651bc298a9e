"""The grammar of one sentence as triggers ask for it: objects, subjects, obliques, complements.

Everything here reads a dependency parse in the labels of Universal Dependencies. Where the parse gives a verb
no object, the noun phrase right behind it is taken, since a parser may attach it elsewhere.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.model import Sentence, Token
    from extract.triggers.lexicon import Words

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_FINITE_AUXILIARIES = frozenset({"aux", "cop", "aux:pass"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "\u2019ve", "'d"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_SUPPORTED_BY = frozenset({"obj", "nsubj", "obl", "xcomp", "iobj"})
_INSIDE_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_FURTHEST = 8
"""Words to the right that the search for an unattached object goes."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with the dependents of each token."""

    tokens: "tuple[Token, ...]"
    dependents: tuple[tuple[int, ...], ...]
    bases: tuple[str, ...]
    """The relation of each token to its head, without its subtype."""
    lowered: tuple[str, ...]
    """The words in lower case."""
    related: "tuple[Mapping[str, Sequence[int]], ...]"
    """The dependents of each token by their bases, in text order."""
    words: "Words"

    def base(self, place: int) -> str:
        """The relation of a token to its head, without its subtype; "root" for the sentence's head."""
        return self.bases[place]

    def having(self, place: int, *bases: str) -> list[int]:
        """Dependents of a token in one of the relations, in text order."""
        if len(bases) == 1:
            return list(self.related[place].get(bases[0], ()))
        return [one for one in self.dependents[place] if self.bases[one] in bases]

    def lower(self, place: int) -> str:
        """The word in lower case."""
        return self.lowered[place]


def read_clause(sentence: "Sentence", words: "Words") -> Clause:
    """Index the dependents of every token."""
    tokens = sentence.tokens
    bases = tuple(
        [
            "root" if token.head == place else token.label.partition(":")[0]
            for place, token in enumerate(tokens)
        ]
    )
    dependents: list[list[int]] = [[] for _ in tokens]
    related: list[dict[str, list[int]]] = [{} for _ in tokens]
    for place, token in enumerate(tokens):
        if token.head != place:
            dependents[token.head].append(place)
            related[token.head].setdefault(bases[place], []).append(place)
    lowered = tuple([token.text.lower() for token in tokens])
    return Clause(tokens, tuple(map(tuple, dependents)), bases, lowered, tuple(related), words)


def conjuncts(clause: Clause, place: int) -> list[int]:
    """A token and those coordinated with it."""
    return [place, *clause.having(place, "conj")]


def is_passive(clause: Clause, place: int) -> bool:
    """Whether a verb is passive, reduced relatives counted: "the accord signed in June"."""
    token = clause.tokens[place]
    labels = {clause.tokens[one].label for one in clause.dependents[place]}
    if "aux:pass" in labels or (token.tag == "VBN" and "nsubj:pass" in labels):
        return True
    if token.tag not in {"VBN", "VBD"} or any(word in _HAVE for word in auxiliaries(clause, place)):
        return False
    if clause.having(place, "nsubj"):
        return _is_set_off(clause, place) and not clause.having(place, "obj")
    if token.tag == "VBD":
        shares = clause.base(place) == "conj" and not clause.having(place, "obj")
        return shares and is_passive(clause, token.head)
    return _is_bare_passive(clause, place)


def _is_bare_passive(clause: Clause, place: int) -> bool:
    """Whether a participle without subject or auxiliary is passive."""
    if clause.base(place) == "amod":
        return not is_misread(clause, place)
    if clause.base(place) == "conj":
        return is_passive(clause, clause.tokens[place].head)
    return clause.base(place) == "acl" or not clause.having(place, "obj")


def is_misread(clause: Clause, place: int) -> bool:
    """Whether a verb was read as a participle before its object: "the council (has) imposed sanctions"."""
    token = clause.tokens[place]
    if clause.base(place) != "amod" or token.tag not in {"VBN", "VBD"} or not place:
        return False
    before = place - 1 if clause.tokens[place - 1].pos != "ADV" else place - 2
    if before >= 0 and clause.lower(before) in _HAVE and clause.tokens[before].head != place:
        return True
    joined = clause.tokens[place - 1].tag == "CC" and clause.base(token.head) == "conj"
    if joined and token.lemma in clause.words.verbs.seldom_attribute:
        return True
    before_it = clause.tokens[place - 1]
    nominal = before_it.pos in {"NOUN", "PROPN"} or bool(before_it.name)
    nominal = nominal or before_it.lemma.lower() in clause.words.nouns.like_adjectives
    subjects_above = clause.having(token.head, "nsubj") and not clause.having(token.head, "cop")
    return nominal or bool(clause.having(place, "nsubj")) or (bool(subjects_above) and token.head > place)


def _is_set_off(clause: Clause, place: int) -> bool:
    """Whether a comma alone parts a participle from its noun: "Chubais, put in charge of it, agreed"."""
    nouns = clause.having(place, "nsubj")
    names = {two for one in nouns for two in (one, *clause.having(one, "flat", "nmod"))}
    return place > 1 and clause.tokens[place - 1].text == "," and place - 2 in names


def auxiliaries(clause: Clause, place: int) -> list[str]:
    """The auxiliaries of a verb or predicate, in lower case."""
    return [
        clause.lower(one)
        for one in clause.dependents[place]
        if clause.tokens[one].label in _FINITE_AUXILIARIES
    ]


def _antecedent(clause: Clause, place: int) -> int:
    """What a relative pronoun stands for: the head of its clause's noun."""
    if clause.lower(place) not in _RELATIVES or clause.tokens[place].pos not in {"PRON", "DET", "SCONJ"}:
        return place
    verb = clause.tokens[place].head
    while clause.base(verb) != "acl" and clause.tokens[verb].head != verb:
        verb = clause.tokens[verb].head
    return clause.tokens[verb].head if clause.base(verb) == "acl" else place


def _behind(clause: Clause, place: int) -> int | None:
    """The head of the noun phrase that begins right behind a verb, whatever the parse makes of it."""
    last = None
    for one in range(place + 1, min(place + _FURTHEST, len(clause.tokens))):
        token = clause.tokens[one]
        if token.pos == "PART" and clause.lower(one) in {"'s", "\u2019s"}:
            continue
        particle = token.label == "compound:prt" and last is None
        if token.pos not in _INSIDE_PHRASE and not particle:
            break
        if "unmarked" in token.label or "tmod" in token.label:
            break
        if token.pos in NOMINAL:
            last = one
    return last


def objects(clause: Clause, place: int) -> list[int]:
    """The logical objects: direct objects of an active, the subject of a passive, with their conjuncts."""
    if is_passive(clause, place):
        heads = clause.having(place, "nsubj")
        token = clause.tokens[place]
        if not heads and clause.base(place) in {"acl", "amod"}:
            heads = [token.head]
        if not heads and clause.base(place) in {"conj", "xcomp"}:
            raised = clause.base(place) == "xcomp" and clause.having(token.head, "obj")
            shared = objects if raised or is_passive(clause, token.head) else subjects
            heads = shared(clause, token.head)
        heads += [one for one in clause.having(place, "xcomp", "obj") if clause.tokens[one].pos in NOMINAL]
        return [found for one in heads for found in conjuncts(clause, _antecedent(clause, one))]
    heads = [
        one
        for one in clause.having(place, "obj", "iobj")
        if clause.lower(one) not in clause.words.nouns.spells
    ]
    if not heads and _lacks_its_object(clause, place):
        heads = [clause.tokens[place].head]
    if not heads:
        heads = [one for one in clause.having(place, "obl") if _is_bare_sum(clause, one)]
    if clause.base(place) == "amod":
        heads.append(clause.tokens[place].head)
    heads += [one for one in clause.having(place, "xcomp") if clause.tokens[one].pos in NOMINAL]
    if not heads and clause.tokens[place].pos == "VERB":
        behind = _behind(clause, place)
        heads = [] if behind is None else [behind]
    return [found for one in heads for found in conjuncts(clause, _antecedent(clause, one))]


def _is_bare_sum(clause: Clause, place: int) -> bool:
    """Whether a sum is an object that the parser took for an adverbial: "gave around $400 million"."""
    token = clause.tokens[place]
    counted = token.tag in {"$", "CD"} or token.lemma == "worth"
    return counted and not clause.having(place, "case") and "unmarked" not in token.label


def _lacks_its_object(clause: Clause, place: int) -> bool:
    """Whether a relative clause without pronoun leaves its object to the noun: "the accord he struck"."""
    if clause.tokens[place].label != "acl:relcl" or clause.having(place, "xcomp", "ccomp"):
        return False
    holders = clause.having(place, "nsubj")
    around = {clause.lower(one) for one in clause.dependents[place]}
    return bool(holders) and not (around & (_RELATIVES | {"where", "when", "why"}))


def with_wholes(clause: Clause, places: list[int]) -> list[int]:
    """Nouns, and those that words only count or group: "some of its troops", "a team of experts"."""
    counted = [
        two
        for one in places
        if clause.tokens[one].lemma.lower() in clause.words.nouns.counting
        or clause.tokens[one].pos in {"NUM", "SYM", "DET", "PRON"}
        for two in clause.having(one, "nmod")
        if preposition(clause, two) == "of"
    ]
    return places + [three for two in counted for three in conjuncts(clause, two)]


def _own_subjects(clause: Clause, place: int) -> list[int]:
    if is_passive(clause, place):
        agents = [one for one in clause.dependents[place] if clause.tokens[one].label == "obl:agent"]
        return agents or [one for one in clause.having(place, "obl") if preposition(clause, one) == "by"]
    own = clause.having(place, "nsubj", "csubj")
    if own or not is_misread(clause, place):
        return own
    before = clause.tokens[place - 1]
    return (
        [place - 1] if before.pos in {"NOUN", "PROPN"} else clause.having(clause.tokens[place].head, "nsubj")
    )


def subjects(clause: Clause, place: int) -> list[int]:
    """The logical subjects: a dropped one is sought where coordination, control or a participle shares it."""
    seen: set[int] = set()
    while place not in seen:
        seen.add(place)
        own = _own_subjects(clause, place)
        if own:
            return [found for one in own for found in conjuncts(clause, _antecedent(clause, one))]
        token = clause.tokens[place]
        if is_passive(clause, place):
            return []
        if clause.base(place) == "acl":
            return [token.head]
        if clause.base(place) not in {"conj", "xcomp", "advcl", "ccomp", "parataxis"}:
            return []
        if is_passive(clause, token.head):
            return objects(clause, token.head)
        place = token.head
    return []


def preposition(clause: Clause, place: int) -> str:
    """The preposition that marks a noun, in lower case; "" for none. Of several words the first."""
    marks = [
        clause.lower(one)
        for one in clause.having(place, "case")
        if clause.lower(one) not in {"'s", "\u2019s", "'", "\u2019"}
    ]
    return marks[0] if marks else ""


def obliques(clause: Clause, place: int) -> list[tuple[str, int]]:
    """Preposition and noun of the phrases that hang on a word, or on the verb that supports it."""
    found = [(preposition(clause, one), one) for one in clause.having(place, "obl", "nmod", "advmod")]
    for one in clause.having(place, "obj"):
        found += [(preposition(clause, two), two) for two in clause.having(one, "nmod")]
    for one in clause.having(place, "advmod"):  # "went back to Riga": the parser hangs Riga on "back"
        found += [(preposition(clause, two), two) for two in clause.having(one, "obl")]
    return [(word, one) for word, one in found if word]


def support(clause: Clause, place: int) -> int | None:
    """The verb that a noun is the object, subject or oblique of: "held" for the talks that were held."""
    token = clause.tokens[place]
    while clause.base(place) == "conj" and clause.tokens[token.head].pos in NOMINAL:
        place, token = token.head, clause.tokens[token.head]
    if clause.base(place) in _SUPPORTED_BY and token.head != place:
        return token.head
    participles = _clauses_on(clause, place)
    return participles[0] if participles else None


def _clauses_on(clause: Clause, place: int) -> list[int]:
    """Verbs that hang on a noun as participle or passive relative clause: "elections (to be) held in May"."""
    return [one for one in clause.having(place, "acl") if clause.tokens[one].tag in {"VBN", "VBG"}]


def supports(clause: Clause, place: int) -> list[int]:
    """The verbs that may lend a noun their meaning: the one it completes, those that hang on it."""
    verb = support(clause, place)
    return [*([] if verb is None else [verb]), *_clauses_on(clause, place)]


def modifiers(clause: Clause, place: int) -> list[int]:
    """Adjectives, compounds and titles before a noun, and theirs."""
    direct = clause.having(place, "amod", "compound", "nmod", "flat", "nummod")
    near = [one for one in direct if one < place and not preposition(clause, one)]
    return near + [two for one in near for two in clause.having(one, "amod", "compound")]


def complements(clause: Clause, place: int) -> list[int]:
    """Heads of the clauses that a word takes: what is said, what is agreed to be done."""
    found = clause.having(place, "ccomp", "xcomp")
    found += [one for one in clause.having(place, "advcl", "acl") if is_infinitive(clause, one)]
    found += [one for one in clause.having(place, "acl") if _marks(clause, one) == {"that"}]
    for one in clause.having(place, "obj", "iobj", "obl"):
        found += [two for two in clause.having(one, "acl") if is_infinitive(clause, two)]
    token = clause.tokens[place]
    if clause.base(place) == "parataxis" and token.head < place:
        found.append(token.head)
    return found


def is_infinitive(clause: Clause, place: int) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return "to" in {clause.lower(one) for one in clause.having(place, "mark", "aux")}


def _marks(clause: Clause, place: int) -> set[str]:
    """The subordinators of a clause, in lower case."""
    return {clause.lower(one) for one in clause.having(place, "mark")}


def contents(clause: Clause, place: int) -> list[int]:
    """The complements, and what hangs on them by control: "would continue to support" gives both verbs."""
    found, waiting = [], complements(clause, place)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += clause.having(one, "xcomp")
            waiting += [
                two for two in clause.having(one, "conj") if clause.tokens[two].pos == clause.tokens[one].pos
            ]
    return found
