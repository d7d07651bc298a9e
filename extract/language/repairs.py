"""Repairs of the parser's known mistakes in digests. Each is one named rule on one sentence's tokens.

A repair sees and returns all tokens of a sentence, changes them only where its pattern is met, and keeps
the tree a tree. How often each was right is told in docs/language-model.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from extract.language.lexicon import LanguageWords
from extract.model import Token

Tokens = tuple[Token, ...]

_FINITE = {"VBD", "VBZ", "VBP"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
_RELATIVE = {"WP", "WDT", "WRB", "WP$"}
_WRONG_CLAUSES = {"acl", "acl:relcl", "advcl", "appos", "conj", "dep", "parataxis"}
_DASHES = {":", "-", "--", "\u2013", "\u2014"}
_OWN_SUBJECT = {"nsubj", "nsubj:pass", "csubj", "expl"}
_ASKED = {"obj", "iobj", "obl"}
_LONGEST_DATELINE = 8  # words before the clause: "SAN FRANCISCO, California, June 3 -"


def repaired(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Apply every repair, in order."""
    for repair in REPAIRS:
        tokens = repair(tokens, words)
    return tokens


def free_the_clause_after_a_dateline(tokens: Tokens, _: LanguageWords) -> Tokens:
    """Make the clause the root in "MOSCOW -- A court has charged X"; the place hangs on it."""
    root = _nominal_root(tokens)
    if root is None or root > _LONGEST_DATELINE or not _is_a_place(tokens[root]):
        return tokens
    for clause in _children(tokens, root):
        marks = {token.text for token in tokens[root + 1 : clause]}
        if clause > root and tokens[clause].label == "parataxis" and marks & _DASHES:
            return _exchange(tokens, root, clause, "parataxis")
    return tokens


def promote_the_finite_verb(tokens: Tokens, _: LanguageWords) -> Tokens:
    """Make "called" the root of "The envoy, NAME, called for talks", where "envoy" was."""
    root = _nominal_root(tokens)
    if root is None or tokens[-1].pos != "PUNCT":
        return tokens
    below = sorted(_subtree(tokens, root) - {root})
    verbs = [i for i in below if i > root and tokens[i].label in _WRONG_CLAUSES and _stands_alone(tokens, i)]
    finite = [i for i in verbs if tokens[i].tag in _FINITE]
    participles = [i for i in verbs if tokens[i].tag == "VBN" and _may_be_past_tense(tokens, i)]
    own = [i for i in participles if tokens[i].head == root]
    verb = next(iter([*finite, *reversed(own), *reversed(participles)]), None)
    if verb is None:
        return tokens
    passive = _has(tokens, verb, {"aux:pass"})
    exchanged = _exchange(tokens, root, verb, "nsubj:pass" if passive else "nsubj")
    return (
        exchanged
        if passive or _has(tokens, verb, {"aux"})
        else _changed(exchanged, verb, tag=_past(tokens[verb]))
    )


def read_plans_as_a_verb(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Read "plans" as the verb of "The party plans to hold a rally", where it was read as a noun."""
    root = _root(tokens)
    if root is None or tokens[root].tag != "NNS" or tokens[root].lemma not in words.verbs.looks_plural:
        return tokens
    subjects = [
        i for i in _children(tokens, root) if i < root and tokens[i].label in {"compound", "nmod:poss", "det"}
    ]
    infinitives = [i for i in _children(tokens, root) if i > root and tokens[i].label == "acl"]
    if not subjects or not infinitives or tokens[subjects[-1]].pos not in {"NOUN", "PROPN", "PRON"}:
        return tokens
    if tokens[root + 1].text != "to" or any(token.tag in _FINITE for token in tokens[: root + 1]):
        return tokens
    subject = subjects[-1]
    read = _changed(tokens, root, tag="VBZ", pos="VERB")
    read = _changed(read, infinitives[0], label="xcomp")
    for other in (
        i for i in _children(tokens, root) if i < root and i != subject and tokens[i].label != "punct"
    ):
        read = _changed(read, other, head=subject)
    return _changed(read, subject, label="nsubj")


def put_speech_under_its_verb(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Let "said" rule S in "S, X said", where it was read as an aside of S."""
    root = _root(tokens)
    if root is None:
        return tokens
    for verb in _children(tokens, root):
        after = tokens[verb + 1 :]
        if (
            verb > root
            and tokens[verb].label in {"parataxis", "conj", "acl:relcl", "advcl"}
            and tokens[verb].lemma in words.verbs.quotes
            and tokens[verb].tag in _FINITE
            and _has(tokens, verb, {"nsubj"})
            and not _has(tokens, verb, {"cc", "mark", "obj", "ccomp", "xcomp"})
            and not any(token.tag in _FINITE | {"MD"} for token in after)
            and _speech_is_cut_off(tokens, verb)
        ):
            return _exchange(tokens, root, verb, "ccomp")
    return tokens


def give_commands_their_infinitive(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Make "to stop" the complement of "urged" in "They urged rebels to stop", where it was an adjunct."""
    for verb, token in enumerate(tokens):
        if token.pos != "VERB" or token.lemma not in words.verbs.commands:
            continue
        asked = [i for i in _children(tokens, verb) if i > verb and tokens[i].label in _ASKED]
        if not asked or _has(tokens, verb, {"xcomp", "ccomp"}):
            continue
        for clause in _infinitives(tokens, verb, asked[0]):
            return _changed(tokens, clause, head=verb, label="xcomp")
    return tokens


def _infinitives(tokens: Tokens, verb: int, asked: int) -> Iterator[int]:
    """Infinitives right after the one asked, read as an adjunct of the verb or a clause of that noun."""
    end = max(_subtree(tokens, asked))
    for clause in [*_children(tokens, verb), *_children(tokens, asked)]:
        adjunct = {verb: "advcl", asked: "acl"}[tokens[clause].head]
        marks = [i for i in _children(tokens, clause) if tokens[i].tag == "TO"]
        if clause > asked and tokens[clause].label == adjunct and marks:
            first = min(_subtree(tokens, clause))
            if first == end + 1 or (
                tokens[clause].head == asked and first == _end_without(tokens, asked, clause)
            ):
                yield clause


def _end_without(tokens: Tokens, top: int, clause: int) -> int:
    """One past the last word under `top` that does not hang under `clause`."""
    return max(_subtree(tokens, top) - _subtree(tokens, clause)) + 1


def head_names_by_their_first_word(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Make "Oleg" the head of "Oleg Gavrilin", where it was read as a title of "Gavrilin"."""
    for first, token in enumerate(tokens):
        last = token.head
        if (
            last == first + 1
            and token.label in {"nmod:desc", "compound"}
            and token.name == tokens[last].name == "PER"
            and token.text not in words.titles
        ):
            above = first if tokens[last].head == last else tokens[last].head
            changes = dict.fromkeys(_children(tokens, last), first) | {first: above, last: first}
            labels = {first: tokens[last].label, last: "flat"}
            return head_names_by_their_first_word(_rehung(tokens, changes, labels), words)
    return tokens


def read_a_base_form_as_the_past(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Read "shut" as the past in "Baku shut the valves": a present of one would end in -s."""
    for index, token in enumerate(tokens):
        if token.tag != "VBP" or token.text.lower() not in words.verbs.same_in_past:
            continue
        subjects = [child for child in _children(tokens, index) if tokens[child].label == "nsubj"]
        if _has(tokens, index, {"aux", "mark"}) or not any(_is_singular(tokens, one) for one in subjects):
            continue
        return read_a_base_form_as_the_past(_changed(tokens, index, tag="VBD"), words)
    return tokens


def _is_singular(tokens: Tokens, subject: int) -> bool:
    """Whether a subject is one: "the army", "Baku", "she"; not "Baku and Kiev"."""
    token = tokens[subject]
    one = token.tag in {"NN", "NNP"} or token.text.lower() in {"he", "she", "it"}
    return one and not _has(tokens, subject, {"conj"})


REPAIRS: tuple[Callable[[Tokens, LanguageWords], Tokens], ...] = (
    free_the_clause_after_a_dateline,
    promote_the_finite_verb,
    read_plans_as_a_verb,
    put_speech_under_its_verb,
    give_commands_their_infinitive,
    head_names_by_their_first_word,
    read_a_base_form_as_the_past,
)


def _root(tokens: Tokens) -> int | None:
    """Index of the root; None where there is not exactly one."""
    roots = [index for index, token in enumerate(tokens) if token.head == index]
    return roots[0] if len(roots) == 1 else None


def _children(tokens: Tokens, head: int) -> Iterator[int]:
    return (index for index, token in enumerate(tokens) if token.head == head and index != head)


def _has(tokens: Tokens, head: int, labels: set[str]) -> bool:
    return any(tokens[child].label in labels for child in _children(tokens, head))


def _nominal_root(tokens: Tokens) -> int | None:
    """The root, if it is a noun that is no predicate: mostly a subject whose verb was misread."""
    root = _root(tokens)
    if root is None or tokens[root].pos not in _NOMINAL or _has(tokens, root, {"cop", *_OWN_SUBJECT}):
        return None
    return root


def _is_a_place(token: Token) -> bool:
    return token.pos == "PROPN" and (token.name == "LOC" or token.text.isupper())


def _stands_alone(tokens: Tokens, verb: int) -> bool:
    """Whether a verb has no subject, no subordinator and no relative word, and is no part of "X-made"."""
    children = tuple(_children(tokens, verb))
    if any(tokens[c].label in _OWN_SUBJECT | {"mark"} or tokens[c].tag in _RELATIVE for c in children):
        return False
    return tokens[verb - 1].text != "-"


def _may_be_past_tense(tokens: Tokens, verb: int) -> bool:
    """Whether what was read as a participle may be the past tense: it has no agent, and more follows."""
    return tokens[verb].label in {"acl", "acl:relcl"} and not _has(tokens, verb, {"obl:agent"})


def _past(verb: Token) -> str:
    return "VBD" if verb.tag == "VBN" else verb.tag


def _speech_is_cut_off(tokens: Tokens, verb: int) -> bool:
    """Whether a comma or a quotation mark stands before the verb of speech and its speaker."""
    first = min(_subtree(tokens, verb))
    return first > 0 and any(
        token.text in {",", '"', "''", "\u201d", "?", "!"} for token in tokens[first - 1 : first + 1]
    )


def _subtree(tokens: Tokens, top: int) -> set[int]:
    """Indices of a word and all that hangs under it."""
    found = {top}
    grown = True
    while grown:
        more = {i for i, token in enumerate(tokens) if token.head in found} - found
        found |= more
        grown = bool(more)
    return found


def _exchange(tokens: Tokens, root: int, child: int, label: str) -> Tokens:
    """Make a child the root and hang the old root under it; what followed the child moves along."""
    moved = {i for i in _children(tokens, root) if i > child}
    changes = dict.fromkeys(moved, child) | {root: child, child: child}
    return _rehung(tokens, changes, {root: label, child: "root"})


def _rehung(tokens: Tokens, changes: dict[int, int], labels: dict[int, str]) -> Tokens:
    """The tokens with new heads and labels for some."""
    return tuple(
        replace(token, head=changes.get(index, token.head), label=labels.get(index, token.label))
        for index, token in enumerate(tokens)
    )


def _changed(  # noqa: PLR0913  # the fields of a token that a repair may change
    tokens: Tokens,
    index: int,
    *,
    tag: str = "",
    pos: str = "",
    lemma: str = "",
    label: str = "",
    head: int = -1,
) -> Tokens:
    """The tokens with one of them changed in the fields given."""
    old = tokens[index]
    new = replace(
        old,
        tag=tag or old.tag,
        pos=pos or old.pos,
        lemma=lemma or old.lemma,
        label=label or old.label,
        head=old.head if head < 0 else head,
    )
    return (*tokens[:index], new, *tokens[index + 1 :])
