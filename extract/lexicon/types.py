"""The types of events, and all that is asked of a type."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from extract.lexicon.files import LexiconError, read_toml, word_list

FILE = "types.toml"


@dataclass(frozen=True, slots=True)
class EventType:
    """What is known of one type; fields as `types.toml` explains them."""

    name: str
    meaning: str = ""
    quad_class: int | None = None
    cameo: frozenset[str] = frozenset()
    """Root codes: the first two digits."""
    modes: frozenset[str] = frozenset()
    mutual: bool = False
    punctual: bool = False
    sited: frozenset[str] = frozenset()
    """Modes."""
    commits: bool = False
    judges: bool = False
    refuses: bool = False
    occasion: bool = False
    goes_on: bool = False
    joined_are_one: bool = False
    modes_overlap: bool = False


_FLAGS = frozenset(field.name for field in fields(EventType) if field.type is bool)
_LISTS = ("cameo", "modes", "sited")


def read_types(folder: Traversable) -> Mapping[str, EventType]:
    """The types of a lexicon, by name, in the order of the file.

    Raises:
        LexiconError: an entry has an unknown field, or a value that cannot be.

    >>> from extract.lexicon.files import SHIPPED
    >>> read_types(SHIPPED)["ASSAULT"].quad_class
    4
    """
    tables = read_toml(folder, FILE)
    return MappingProxyType({name: _read_type(name, table) for name, table in tables.items()})


def _read_type(name: str, table: object) -> EventType:
    """One entry as a record."""
    if not name.isupper() or not isinstance(table, dict):
        raise LexiconError(FILE, name, "is not a table named in capitals: write [NAME] above its fields")
    known = {field.name for field in fields(EventType)} - {"name"}
    for unknown in sorted(set(table) - known):
        raise LexiconError(FILE, name, f"has the unknown field {unknown}: the fields are {sorted(known)}")
    if not table.get("meaning"):
        raise LexiconError(FILE, name, "has no meaning: say what falls under it")
    return EventType(name, **{field: _value(name, field, value) for field, value in table.items()})


def _value(name: str, field: str, value: object) -> Any:  # noqa: ANN401  # the field's own type
    """The value of one field."""
    if field in _LISTS:
        return word_list(value, FILE, f"{name}, {field}")
    if field in _FLAGS and not isinstance(value, bool):
        raise LexiconError(FILE, name, f"{field} is true or false, not {value!r}")
    if field == "quad_class" and value not in range(1, 5):
        raise LexiconError(FILE, name, f"quad_class is 1, 2, 3 or 4, not {value!r}")
    return value
