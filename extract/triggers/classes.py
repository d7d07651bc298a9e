"""Whether a word is of a class that the lexicon names: persons, places, bodies, or a list of words."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from extract.model import Token
from extract.syntax import Tree

_CLASS = "@"
_LONG_ENOUGH = 4
"""Letters a word needs to lose a plural's s."""


def is_any_in(tree: Tree, tokens: Iterable[int], values: tuple[str, ...]) -> bool:
    """Whether one of the words is one of `values`, or of a class that they name.

    Classes beside the lists: `@any` every word, `@name` a proper noun, `@person-name` and `@place-name` names
    of persons and places.
    Persons are also in `@person`, places in `@place`, bodies and places in `@body` by their names; a name of
    unknown kind may be a person or a place.
    """
    words, named = _parted(values)
    for token in tokens:
        names = _names(tree, token)
        if not words.isdisjoint(names):
            return True
        for name in named:
            if not tree.words.classes[name].isdisjoint(names) or _BY_PARSE.get(name, _never)(tree, token):
                return True
    return False


@cache
def _parted(values: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The lexicon's values parted: words as they are, and classes without their "@"."""
    words = frozenset(value for value in values if not value.startswith(_CLASS))
    return words, tuple(value.removeprefix(_CLASS) for value in values if value not in words)


def _names(tree: Tree, token: int) -> set[str]:
    """The forms under which a word may stand in a list: as written, its lemma, without a plural's s."""
    written = tree.lowered[token]
    names = {written, tree.lemma(token)}
    if written.endswith("s") and len(written) >= _LONG_ENOUGH:
        names |= {written.removesuffix("s"), written.removesuffix("ies") + "y"}
    if token > 1 and tree.lowered[token - 1] == "-":
        names |= {f"{tree.lowered[token - 2]}-{name}" for name in names}
    return names


def _always(tree: Tree, token: int) -> bool:  # noqa: ARG001  # as all tests
    return True


def _never(tree: Tree, token: int) -> bool:  # noqa: ARG001  # as all tests
    return False


def _is_name(tree: Tree, token: int) -> bool:
    word = tree.tokens[token]
    return word.pos == "PROPN" or _is_acronym(word)


def _is_persons_name(tree: Tree, token: int) -> bool:
    """Whether a word names a person: by its type, or by a title hung on it."""
    if tree.tokens[token].name == "PER":
        return True
    titles = tree.children(token, "nmod:desc")
    return any(not tree.words.classes["person"].isdisjoint(_names(tree, one)) for one in titles)


def _is_person(tree: Tree, token: int) -> bool:
    word = tree.tokens[token]
    counts = word.pos == "NUM" or word.tag in {"PRP", "NNPS"}
    return counts or _is_unknown_name(word, tree) or _is_persons_name(tree, token)


def _is_place(tree: Tree, token: int) -> bool:
    word = tree.tokens[token]
    return word.name == "LOC" or _is_unknown_name(word, tree)


def _is_body(tree: Tree, token: int) -> bool:
    word = tree.tokens[token]
    return word.name in {"ORG", "LOC"} or _is_acronym(word)


def _is_places_name(tree: Tree, token: int) -> bool:
    return tree.tokens[token].name == "LOC"


def _is_official(tree: Tree, token: int) -> bool:
    return tree.tokens[token].name == "PER"


def _is_acronym(word: Token) -> bool:
    return word.pos in {"NOUN", "PROPN"} and len(word.text) > 1 and word.text.isupper()


def _is_unknown_name(word: Token, tree: Tree) -> bool:
    """Whether a word is a name of unknown kind, and no month or weekday."""
    return word.pos == "PROPN" and not word.name and word.text.lower() not in tree.words.classes["time"]


_BY_PARSE: Mapping[str, Callable[[Tree, int], bool]] = MappingProxyType(
    {
        "any": _always,
        "name": _is_name,
        "person-name": _is_persons_name,
        "person": _is_person,
        "place": _is_place,
        "body": _is_body,
        "place-name": _is_places_name,
        "official": _is_official,
    }
)
"""Classes to which the parse adds words that no list has."""
