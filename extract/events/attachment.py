"""Mends of a parse where the rules of English leave one reading: clauses hung on the wrong word.

Each mend looks for a shape that no sentence has (a verb with two finite subjects, a clause with no verb) and
hangs the clause where the sentence is whole again. The shapes were seen in parses of news text.
"""

from collections.abc import Callable
from dataclasses import replace

from extract.events.arcs import FINITE, Tokens, child, children, hang, with_subjects
from extract.events.coordination import joined_names, open_clauses, resumed_verbs, sentences_apart
from extract.events.subjects import (
    acting_heads,
    nouns_before_verbs,
    predicated_infinitives,
    sentences_without_verbs,
    verbs_taken_for_attributes,
)
from extract.lexicon.reading import Lexicon
from extract.model import Sentence

_LEFT = frozenset({"DT", "PRP$", "JJ", "JJS", "NN", "NNP", "NNS", "NNPS", "CD", "POS", "HYPH"})
"""What may stand between a verb and the head of the noun phrase behind it."""

_RELATIVES = frozenset({"which", "whom", "who"})


def repair(sentence: Sentence, lexicon: Lexicon) -> Tokens:
    """The tokens of a sentence with all mends made, in order; the very same tokens where none was needed."""
    tokens = Tokens(sentence.tokens, lexicon)
    for labels, mend in _MENDS:
        if not tokens.labels.isdisjoint(labels):
            mend(tokens)
    return tokens


def _relative_labels(tokens: Tokens) -> None:
    """Call a clause that holds "which" or "whom" a relative one: "the Fund, by which it was lent money"."""
    for index, token in enumerate(tokens):
        if token.label == "acl" and token.pos == "VERB":
            below = children(tokens, index, "obl", "nsubj", "obj")
            if any(tokens[n].text.lower() in _RELATIVES for n in below if n < index):
                hang(tokens, index, token.head, "acl:relcl")


def _told_content(tokens: Tokens) -> None:
    """Read "told reporters that rebels fled" as what was told, not as which reporters.

    The same with "said on Tuesday that rebels fled": a day or a place has no clause with a subject of its own
    behind "that".
    """
    for index, token in enumerate(tokens):
        if token.label not in {"acl:relcl", "acl"} or token.head + 1 >= index:
            continue
        noun = tokens[token.head]
        begins = tokens[token.head + 1].text.lower() == "that" and tokens[token.head + 1].label != "nsubj"
        if not begins or child(tokens, index, "nsubj") is None:
            continue
        verb = tokens[noun.head]
        told = (
            noun.label in {"obj", "iobj"}
            and token.label == "acl:relcl"
            and verb.lemma.lower() in tokens.lexicon.verbs.addresses
        )
        aside = noun.label.startswith(("obl", "nmod", "advmod")) and (
            noun.lemma.lower() in tokens.lexicon.nouns.times or noun.pos == "PROPN"
        )
        if told:
            hang(tokens, index, noun.head, "ccomp")
        elif aside and (above := _report_above(tokens, token.head)) is not None:
            hang(tokens, index, above, "ccomp")


def _report_above(tokens: Tokens, at: int) -> int | None:
    """The verb of report, as yet without content, that a time or place stands under."""
    for _ in range(3):
        at = tokens[at].head
        if tokens[at].pos == "VERB":
            free = child(tokens, at, "ccomp") is None
            verbs, lemma = tokens.lexicon.verbs, tokens[at].lemma.lower()
            return at if free and (lemma in verbs.reports or lemma in verbs.addresses) else None
    return None


def _whose_clauses(tokens: Tokens) -> None:
    """Give the sentence back the verb behind a relative clause that took its place.

    In "X, whose talks with Y had failed, left" the parser makes "failed" the verb of both X and "talks", and
    joins "left" to it; one verb has one subject, and a joined verb without "and" has another.
    """
    for index, token in enumerate(tokens):
        if token.text.lower() != "whose" or index == 0:
            continue
        noun = _before_comma(tokens, index)
        if noun is None or tokens[noun].label != "nsubj":
            continue
        verb = tokens[noun].head
        between = tokens[token.head].head
        near = between in {noun, verb} or tokens[between].head in {noun, verb}
        if not near or (main := _verb_behind(tokens, verb)) is None:
            continue
        top, label = tokens[verb].head, tokens[verb].label
        if top != main:
            hang(tokens, main, main if top == verb else top, label)
        for other in list(children(tokens, verb, "conj")):
            if other > main:
                hang(tokens, other, main, "conj")
        hang(tokens, verb, noun, "acl:relcl")
        hang(tokens, noun, main, "nsubj")
        hang(tokens, token.head, verb, "nsubj")
        if between not in {noun, verb}:
            hang(tokens, between, verb, "obl:unmarked")


def _verb_behind(tokens: Tokens, verb: int) -> int | None:
    """The finite verb without a subject that stands behind another, joined to it or above it."""
    joined = [n for n in children(tokens, verb, "conj", "parataxis") if child(tokens, n, "cc") is None]
    for other in (*joined, tokens[verb].head):
        if other > verb and tokens[other].tag in FINITE and child(tokens, other, "nsubj") is None:
            return other
    return None


def _before_comma(tokens: Tokens, at: int) -> int | None:
    """The head of the phrase that ends before the comma to the left of a word."""
    left = at - 1
    if left > 0 and tokens[left].text == ",":
        left -= 1
    while left >= 0 and tokens[left].label in {"flat", "punct"} and tokens[left].head < left:
        left = tokens[left].head
    return left if left >= 0 and tokens[left].pos in {"NOUN", "PROPN"} else None


def _reduced_clauses(tokens: Tokens) -> None:
    """Read "The ministry, in a note read out today, asked" as what the ministry asked, not read.

    The noun right before the first verb is what was read; the verb behind the comma has the subject.
    """
    for index, token in enumerate(tokens):
        before = index - 1
        if token.tag not in {"VB", "VBN", "VBD"} or before < 1 or tokens[before].head != index:
            continue
        subject = child(tokens, index, "nsubj")
        has_auxiliary = child(tokens, index, "aux") is not None
        if subject is None or not tokens[before].label.startswith("obl") or has_auxiliary:
            continue
        main = _verb_behind(tokens, index)
        if main is None or "," not in {tokens[main - 1].text} & {
            word.text for word in tokens[subject:before]
        }:
            continue
        top, label = token.head, token.label
        hang(tokens, main, main if top == index else top, label)
        hang(tokens, subject, main, "nsubj")
        hang(tokens, before, main, "obl")
        hang(tokens, index, before, "acl")


def _split_perfects(tokens: Tokens) -> None:
    """Read "who have in the meantime offered to go" as one verb, though words stand inside it."""
    for index, token in enumerate(tokens):
        if token.tag != "VBN" or token.label != "acl" or child(tokens, index, "aux") is not None:
            continue
        have = next(
            (n for n in range(index - 1, token.head, -1) if tokens[n].lemma.lower() == "have"), token.head
        )
        if have == token.head or tokens[have].pos != "VERB" or child(tokens, have, "obj") is not None:
            continue
        top, label = tokens[have].head, tokens[have].label
        for below in list(children(tokens, have)):
            hang(tokens, below, index, tokens[below].label)
        hang(tokens, index, index if top == have else top, label)
        hang(tokens, have, index, "aux")


def _named_subjects(tokens: Tokens) -> None:
    """Read "the talks failed, and his deputy, Ivan Belov, left" with the deputy as who left.

    A verb behind the comma that closes a name in apposition has the noun before the name as its subject.
    """
    for index, token in enumerate(tokens):
        if token.tag not in FINITE or token.pos != "VERB" or index == 0 or tokens[index - 1].text != ",":
            continue
        name = _before_comma(tokens, index)
        if name is None or tokens[name].label != "appos" or child(tokens, index, "nsubj") is not None:
            continue
        noun = tokens[name].head
        if (
            tokens[noun].pos != "NOUN"
            or noun > name
            or tokens[noun].label not in {"conj", "parataxis", "appos"}
        ):
            continue
        above = tokens[noun].head
        if any(tokens[n].text.lower() == "whose" for n in children(tokens, noun, "nmod")):
            hang(tokens, index, above, "acl:relcl")
        elif tokens[above].pos != "VERB":
            continue
        for conjunction in list(children(tokens, noun, "cc")):
            hang(tokens, conjunction, index, "cc")
        hang(tokens, noun, index, "nsubj")


def _fronted_places(tokens: Tokens) -> None:
    """Read "In Tbilisi, Minister Belov resigned" as what Belov did, not as two who are in Tbilisi."""
    for index, token in enumerate(tokens):
        place = token.head
        verb = tokens[place].head
        if token.label not in {"conj", "appos"} or place > index or tokens[place].pos != "PROPN":
            continue
        fronted = child(tokens, place, "case") == 0 and tokens[place].label == "obl" and index < verb
        apart = any(word.text == "," for word in tokens[place:index])
        if not fronted or not apart or child(tokens, index, "cc") is not None:
            continue
        if child(tokens, verb, "nsubj") is not None or tokens[verb].tag not in FINITE:
            continue
        for other in list(children(tokens, place, "conj", "appos")):
            if other > index:
                hang(tokens, other, index, tokens[other].label)
        hang(tokens, index, verb, "nsubj")


def _who_clauses(tokens: Tokens) -> None:
    """Read "an alliance with Rybkin, who" as telling of Rybkin: no thing is "who"."""
    people = tokens.lexicon.classes["person"]
    for index, token in enumerate(tokens):
        noun = tokens[token.head]
        if token.label != "acl:relcl" or noun.pos != "NOUN" or noun.lemma.lower() in people:
            continue
        who = next((n for n in children(tokens, index, "nsubj") if tokens[n].text.lower() == "who"), None)
        if who is None or (near := _before_comma(tokens, who)) is None or near <= token.head:
            continue
        if tokens[near].pos == "PROPN" and child(tokens, near, "case") is not None:
            hang(tokens, index, near, token.label)


def _verbs_taken_for_nouns(tokens: Tokens) -> None:
    """Call a word with both subject and object a verb: "the firm cut deliveries", "he shot back that"."""
    for index in with_subjects(tokens):
        token = tokens[index]
        if token.tag not in {"NN", "NNS", "JJ"} or child(tokens, index, "cop", "det") is not None:
            continue
        told = child(tokens, index, "obj" if token.tag == "JJ" else "ccomp", "obj")
        if told is not None:
            tokens[index] = replace(token, tag="VBZ" if token.tag == "NNS" else "VBD", pos="VERB")


def _verbless_clauses(tokens: Tokens) -> None:
    """Give a relative clause without a verb the participle that the parser hung on its subject.

    In "a charge that his deputy denied" and "troops whose return parliament demanded" the past tense looks
    like a participle of the noun before it.
    """
    for index, token in enumerate(tokens):
        noun = tokens[token.head]
        relative = token.label in {"acl", "acl:relcl"} and token.pos in {"NOUN", "PROPN"}
        if not relative or token.head > index or noun.pos not in {"NOUN", "PROPN"}:
            continue
        if child(tokens, index, "cop", "aux") is not None:
            continue
        subject = index
        if any(tokens[n].text.lower() == "whose" for n in children(tokens, index, "nmod")):
            subject = next((n for n in children(tokens, index, "obj", "nmod", "appos") if n > index), index)
            if subject == index:
                continue
        elif not any(tokens[n].text.lower() in {"that", "which", "whom"} for n in children(tokens, index)):
            continue
        verb = next((n for n in children(tokens, subject, "acl") if _is_bare_participle(tokens, n)), None)
        if verb is None:
            continue
        hang(tokens, verb, token.head, "acl:relcl")
        hang(tokens, subject, verb, "nsubj")
        if subject != index:
            hang(tokens, index, verb, "obj")


def _is_bare_participle(tokens: Tokens, at: int) -> bool:
    return tokens[at].tag in {"VBN", "VBD"} and child(tokens, at, "aux", "nsubj") is None


def _renamed_subjects(tokens: Tokens) -> None:
    """Read "The runner-up, Communist leader X, lost" as a sentence, not as a runner-up that X lost."""
    for index, token in enumerate(tokens):
        noun = tokens[token.head]
        is_top = noun.head == token.head and noun.pos in {"NOUN", "PROPN"} and token.head < index
        if token.label != "acl:relcl" or not is_top or token.tag not in FINITE:
            continue
        subject = child(tokens, index, "nsubj")
        if subject is None or tokens[subject].pos not in {"NOUN", "PROPN"} or tokens[index - 1].text != ",":
            continue
        if not any(between.text == "," for between in tokens[token.head : subject]):
            continue
        top = token.head
        hang(tokens, index, index, "root")
        hang(tokens, subject, top, "appos")
        hang(tokens, top, index, "nsubj")
        for other in list(children(tokens, top, "conj", "punct", "parataxis")):
            if other > index:
                hang(tokens, other, index, tokens[other].label)


def _speakers_behind(tokens: Tokens) -> None:
    """Read "..., complained its minister" as what the minister complained of, not as whom."""
    for index, token in enumerate(tokens):
        if token.tag not in FINITE or token.lemma.lower() not in tokens.lexicon.verbs.speaks or index == 0:
            continue
        speaker = next((n for n in children(tokens, index, "obj", "iobj") if n > index), None)
        if speaker is None or tokens[index - 1].text not in {",", '"', "\u201d", "''"}:
            continue
        between = tokens[index + 1 : speaker]
        if any(word.tag not in _LEFT for word in between) or not _is_someone(tokens, speaker):
            continue
        for other in list(children(tokens, index, "nsubj")):
            hang(tokens, other, index, "dislocated")
        hang(tokens, speaker, index, "nsubj")


def _is_someone(tokens: Tokens, at: int) -> bool:
    """Whether a noun is a name or has one beside it."""
    named = (tokens[n].pos == "PROPN" for n in children(tokens, at, "appos", "flat"))
    return tokens[at].pos == "PROPN" or any(named)


_MENDS: tuple[tuple[frozenset[str], Callable[[Tokens], None]], ...] = (
    (frozenset({"amod"}), verbs_taken_for_attributes),
    (frozenset({"amod"}), sentences_without_verbs),
    (frozenset({"flat"}), joined_names),
    (frozenset({"csubj", "xcomp", "ccomp"}), acting_heads),
    (frozenset({"csubj"}), predicated_infinitives),
    (frozenset({"advcl"}), nouns_before_verbs),
    (frozenset({"nsubj"}), _verbs_taken_for_nouns),
    (frozenset({"acl"}), _relative_labels),
    (frozenset({"acl"}), _told_content),
    (frozenset({"conj"}), resumed_verbs),
    (frozenset({"conj"}), open_clauses),
    (frozenset({"ccomp"}), sentences_apart),
    (frozenset({"nsubj"}), _whose_clauses),
    (frozenset({"appos"}), _named_subjects),
    (frozenset({"conj", "appos"}), _fronted_places),
    (frozenset({"acl:relcl"}), _who_clauses),
    (frozenset({"nsubj"}), _reduced_clauses),
    (frozenset({"acl"}), _split_perfects),
    (frozenset({"acl"}), _verbless_clauses),
    (frozenset({"acl:relcl"}), _renamed_subjects),
    (frozenset({"obj", "iobj"}), _speakers_behind),
)
"""The mends in order; each finds something only in a sentence that has one of its labels."""
