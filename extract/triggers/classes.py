"""Whether a word is of a class that the lexicon names: persons, places, bodies, or a list of words."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from extract.lexicon.classes import Classes
from extract.model import Token
from extract.triggers.clause import Clause

_CLASS = "@"
_LONG_ENOUGH = 4
"""Letters a word needs to lose a plural's s."""


def is_any_in(clause: Clause, places: Iterable[int], values: tuple[str, ...], classes: Classes) -> bool:
    """Whether one of the words is one of `values`, or of a class that they name.

    Classes beside the lists: `@any` every word, `@name` a proper noun, `@person-name` and `@place-name` names
    of persons and places.
    Persons are also in `@person`, places in `@place`, bodies and places in `@body` by their names; a name of
    unknown kind may be a person or a place.
    """
    words, named = _parted(values)
    for place in places:
        names = _names(clause, place)
        if not words.isdisjoint(names):
            return True
        for name in named:
            if not classes[name].isdisjoint(names) or _BY_PARSE.get(name, _never)(clause, place, classes):
                return True
    return False


@cache
def _parted(values: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The lexicon's values parted: words as they are, and classes without their "@"."""
    words = frozenset(value for value in values if not value.startswith(_CLASS))
    return words, tuple(value.removeprefix(_CLASS) for value in values if value not in words)


def _names(clause: Clause, place: int) -> set[str]:
    """The forms under which a word may stand in a list: as written, its lemma, without a plural's s."""
    written = clause.lowered[place]
    names = {written, clause.tokens[place].lemma.lower()}
    if written.endswith("s") and len(written) >= _LONG_ENOUGH:
        names |= {written.removesuffix("s"), written.removesuffix("ies") + "y"}
    if place > 1 and clause.tokens[place - 1].text == "-":
        names |= {f"{clause.lower(place - 2)}-{name}" for name in names}
    return names


def _always(clause: Clause, place: int, classes: Classes) -> bool:  # noqa: ARG001  # as all tests
    return True


def _never(clause: Clause, place: int, classes: Classes) -> bool:  # noqa: ARG001  # as all tests
    return False


def _is_name(clause: Clause, place: int, classes: Classes) -> bool:  # noqa: ARG001  # as all tests
    token = clause.tokens[place]
    return token.pos == "PROPN" or _is_acronym(token)


def _is_persons_name(clause: Clause, place: int, classes: Classes) -> bool:
    """Whether a word names a person: by its type, or by a title hung on it."""
    if clause.tokens[place].name == "PER":
        return True
    titles = [one for one in clause.dependents[place] if clause.tokens[one].label == "nmod:desc"]
    return any(not classes["person"].isdisjoint(_names(clause, one)) for one in titles)


def _is_person(clause: Clause, place: int, classes: Classes) -> bool:
    token = clause.tokens[place]
    counts = token.pos == "NUM" or token.tag in {"PRP", "NNPS"}
    return counts or _is_unknown_name(token, classes) or _is_persons_name(clause, place, classes)


def _is_place(clause: Clause, place: int, classes: Classes) -> bool:
    token = clause.tokens[place]
    return token.name == "LOC" or _is_unknown_name(token, classes)


def _is_body(clause: Clause, place: int, classes: Classes) -> bool:  # noqa: ARG001  # as all tests
    token = clause.tokens[place]
    return token.name in {"ORG", "LOC"} or _is_acronym(token)


def _is_places_name(clause: Clause, place: int, classes: Classes) -> bool:  # noqa: ARG001  # as all tests
    return clause.tokens[place].name == "LOC"


def _is_official(clause: Clause, place: int, classes: Classes) -> bool:  # noqa: ARG001  # as all tests
    return clause.tokens[place].name == "PER"


def _is_acronym(token: Token) -> bool:
    return token.pos in {"NOUN", "PROPN"} and len(token.text) > 1 and token.text.isupper()


def _is_unknown_name(token: Token, classes: Classes) -> bool:
    """Whether a word is a name of unknown kind, and no month or weekday."""
    return token.pos == "PROPN" and not token.name and token.text.lower() not in classes["time"]


_BY_PARSE: Mapping[str, Callable[[Clause, int, Classes], bool]] = MappingProxyType(
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
