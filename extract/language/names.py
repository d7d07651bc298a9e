"""Mends the types of names by what stands in and around them. Each rule is one function on a sentence.

The model's names come first: a rule adds a name, completes one, or changes a person that its words refute.
"""

from collections.abc import Callable
from dataclasses import replace

from extract.language.lexicon import LanguageWords
from extract.language.words import place_words
from extract.model import NameType, Token

Tokens = tuple[Token, ...]

_INSIDE = {"amod", "compound", "flat", "punct"}


def complete_names(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Give all words of a name its type: "Pavel Gromov", of which only one was seen."""
    types: dict[int, NameType] = {}
    for index, token in enumerate(tokens):
        head = tokens[token.head]
        if token.label == "flat" and _is_name(token) and _is_name(head):
            if head.name and not token.name:
                types[index] = head.name
            elif token.name == "PER" and not head.name and head.text not in words.titles:
                types[token.head] = token.name
    return _typed(tokens, types)


def name_bodies(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Call a name that is headed by "Ministry", "Council", "Party" and the like an organisation."""
    return _typed_by_head(tokens, words.bodies, "ORG")


def name_places(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Call a name that is headed by "River", "Oblast", "Valley" and the like a place."""
    return _typed_by_head(tokens, words.places, "LOC")


def name_countries(tokens: Tokens, _: LanguageWords) -> Tokens:
    """Call a country's name a place, where it has no type or a person's."""
    found: dict[int, NameType] = {
        index: "LOC"
        for index, token in enumerate(tokens)
        if token.tag == "NNP" and token.name in {"", "PER"} and place_words().get(token.text) == "country"
        if not _touches_a_name(tokens, index)
    }
    return _typed(tokens, found)


def place_after_preposition(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Call the name after "in" or "near" a place, where it has no type or a person's; not an acronym."""
    found: dict[int, NameType] = {}
    for index, token in enumerate(tokens):
        if token.label != "case" or token.text.lower() not in words.place_prepositions:
            continue
        run = _run(tokens, token.head)
        alone = index + 1 == run[0] and tokens[token.head].label.split(":")[0] in {"obl", "nmod"}
        texts = {tokens[i].text for i in run}
        known = all(tokens[i].name in {"", "PER"} and not tokens[i].text.isupper() for i in run)
        if alone and known and not texts & words.times:
            found |= dict.fromkeys(run, "LOC")
    return _typed(tokens, found)


def name_titled_persons(tokens: Tokens, _: LanguageWords) -> Tokens:
    """Call the name after a capitalised title a person, where it has no type."""
    found: dict[int, NameType] = {}
    for index, token in enumerate(tokens):
        name = tokens[token.head]
        if token.label == "nmod:desc" and _is_name(token) and _is_name(name) and index < token.head:
            run = [
                token.head,
                *(i for i, t in enumerate(tokens) if t.head == token.head and t.label == "flat"),
            ]
            if not any(tokens[i].name for i in run):
                found |= dict.fromkeys(run, "PER")
    return _typed(tokens, found)


RULES: tuple[Callable[[Tokens, LanguageWords], Tokens], ...] = (
    complete_names,
    name_bodies,
    name_places,
    place_after_preposition,
    name_countries,
    name_titled_persons,
)


def named(tokens: Tokens, words: LanguageWords) -> Tokens:
    """Apply every rule, in order."""
    for rule in RULES:
        tokens = rule(tokens, words)
    return tokens


def _is_name(token: Token) -> bool:
    return token.tag in {"NNP", "NNPS"}


def _typed(tokens: Tokens, types: dict[int, NameType]) -> Tokens:
    if not types:
        return tokens
    return tuple(replace(t, name=types.get(index, t.name)) for index, t in enumerate(tokens))


def _run(tokens: Tokens, head: int) -> list[int]:
    """The unbroken run of proper nouns that a word heads; empty where it is none."""
    if not _is_name(tokens[head]):
        return [-1]
    first = last = head
    while first > 0 and tokens[first - 1].head == head and _is_inside(tokens[first - 1]):
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].head == head and _is_inside(tokens[last + 1]):
        last += 1
    return list(range(first, last + 1))


def _is_inside(token: Token) -> bool:
    return token.label in _INSIDE and (_is_name(token) or token.text == "-")


def _typed_by_head(tokens: Tokens, heads: frozenset[str], kind: NameType) -> Tokens:
    found: dict[int, NameType] = {}
    for index, token in enumerate(tokens):
        if _is_name(token) and token.text in heads:
            run = _run(tokens, index)
            if len(run) > 1 and all(tokens[i].name in {"", "PER"} for i in run):
                found |= dict.fromkeys(run, kind)
    return _typed(tokens, found)


def _touches_a_name(tokens: Tokens, index: int) -> bool:
    """Whether a neighbour is a proper noun too: the word may be part of a longer name."""
    return any(
        _is_name(token) for token in (*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2])
    )
