"""Whether a word is of a class that the lexicon names: persons, places, bodies, or a list of words."""

from collections.abc import Mapping

from extract.triggers.clause import Clause

Classes = Mapping[str, frozenset[str]]
"""Words of each class, by the class's name without its "@"."""

_CLASS = "@"
_LONG_ENOUGH = 4
"""Letters a word needs to lose a plural's s."""


def _names(clause: Clause, place: int) -> set[str]:
    """The forms under which a word may stand in a list: as written, its lemma, without a plural's s."""
    token = clause.tokens[place]
    written = token.text.lower()
    names = {written, token.lemma.lower()}
    if written.endswith("s") and len(written) >= _LONG_ENOUGH:
        names |= {written.removesuffix("s"), written.removesuffix("ies") + "y"}
    if place > 1 and clause.tokens[place - 1].text == "-":
        names |= {f"{clause.lower(place - 2)}-{name}" for name in names}
    return names


def in_class(clause: Clause, place: int, value: str, classes: Classes) -> bool:
    """Whether a word is the word `value`, or of the class it names.

    Classes beside the lists: `@any` every word, `@name` a proper noun, `@person-name` and `@place-name` names
    of persons and places.
    Persons are also in `@person`, places in `@place`, bodies and places in `@body` by their names; a name of
    unknown kind may be a person or a place.
    """
    if not value.startswith(_CLASS):
        return value in _names(clause, place)
    name = value.removeprefix(_CLASS)
    token = clause.tokens[place]
    unnamed = token.pos == "PROPN" and not token.name and token.text.lower() not in classes["time"]
    titles = [one for one in clause.dependents[place] if clause.tokens[one].label == "nmod:desc"]
    titled = any(classes["person"] & _names(clause, one) for one in titles)
    acronym = token.pos in {"NOUN", "PROPN"} and len(token.text) > 1 and token.text.isupper()
    by_parse = {
        "any": True,
        "none": False,
        "name": token.pos == "PROPN" or acronym,
        "person-name": token.name == "PER" or titled,
        "person": token.name == "PER"
        or titled
        or unnamed
        or token.pos == "NUM"
        or token.tag in {"PRP", "NNPS"},
        "place": token.name == "LOC" or unnamed,
        "body": token.name in {"ORG", "LOC"} or acronym,
        "place-name": token.name == "LOC",
        "official": token.name == "PER",
    }
    return by_parse.get(name, False) or bool(classes[name] & _names(clause, place))
