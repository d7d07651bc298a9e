"""With which words a match of a pattern can begin: the matcher tries no rule at any other word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import Match

from extract.times.patterns import ATOM

_LOOKS_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a match of a pattern, or of a part of one, can begin with."""

    characters: frozenset[str]
    empty: bool = False
    """Whether it can match no word at all, so that what follows can begin the match."""

    def then(self, after: "Beginning") -> "Beginning":
        """This, followed by that."""
        return Beginning(self.characters | after.characters, after.empty) if self.empty else self

    def __or__(self, other: "Beginning") -> "Beginning":
        """Either of the two."""
        return Beginning(self.characters | other.characters, self.empty or other.empty)


def beginning_of(pattern: str, sets: Mapping[str, str], characters: frozenset[str]) -> Beginning:
    """What a match of a pattern can begin with.

    Args:
        pattern: One that `compile_pattern` has read.
        sets: Class or literal to the characters of its words.
        characters: All that there are.

    >>> sets = {"DAY": "mt", "next": "n", "week": "w"}
    >>> found = beginning_of("(?<! week) next? (?: DAY | week {2} next)", sets, frozenset("mtnwx"))
    >>> sorted(found.characters), found.empty
    (['m', 'n', 't', 'w'], False)
    >>> sorted(beginning_of("[^DAY week] next", sets, frozenset("mtnwx")).characters)
    ['n', 'x']
    """
    return _of_alternatives(ATOM.finditer(pattern), sets, characters)


def _of_alternatives(
    atoms: Iterator[Match[str]], sets: Mapping[str, str], characters: frozenset[str]
) -> Beginning:
    """The beginning of all up to the end of their group."""
    alternatives = Beginning(_NOTHING)
    before = Beginning(_NOTHING, empty=True)
    last = before
    for atom in atoms:
        text = atom[0]
        if text == ")":
            break
        if text == "|":
            alternatives |= before.then(last)
            before = last = Beginning(_NOTHING, empty=True)
        elif text == "?" or text.startswith("{0"):
            last = Beginning(last.characters, empty=True)
        elif not (text.startswith("{") or text.isspace()):
            before, last = before.then(last), _of_one(atom, atoms, sets, characters)
    return alternatives | before.then(last)


def _of_one(
    atom: Match[str], atoms: Iterator[Match[str]], sets: Mapping[str, str], characters: frozenset[str]
) -> Beginning:
    """The beginning of one atom, or of the group that it opens."""
    text = atom[0]
    if atom.lastgroup == "group" or text == "(":
        inside = _of_alternatives(atoms, sets, characters)
        return Beginning(_NOTHING, empty=True) if text in _LOOKS_AROUND else inside
    if text in {"^", "$"}:
        return Beginning(_NOTHING, empty=True)
    if atom.lastgroup == "any_but":
        return Beginning(characters.difference(*(sets[name] for name in text[2:-1].split())))
    return Beginning(frozenset(sets[atom["mark"] or text]))
