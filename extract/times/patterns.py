"""Compiles patterns: regular expressions whose atoms are words, to ones whose atoms are characters.

A pattern is a Python regular expression. `MONTH` is any word of that class, `of` is that very word (its case
does not matter), `","` is that very character, `{COUNTED}` is a piece named in a `[pieces]` table; white
space means nothing. Groups are named, and the group `timex`, where there is one, is the expression itself;
what stands outside it is context.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from extract.times.words import NAME_CODE, PARAGRAPH, WORD_CODE, shapes_of

ATOM: Final = re.compile(
    r"(?P<group>\(\?P<\w+>|\(\?:|\(\?=|\(\?!|\(\?<=|\(\?<!)"
    r"|(?P<piece>\{[A-Z_]+\})"
    r"|(?P<any_but>\[\^[A-Za-z_ ]+\])"
    r"|(?P<name>[A-Z][A-Z_0-9]*)"
    r"|(?P<word>[a-z]+)"
    r'|"(?P<mark>[^"])"'
    r"|(?P<operator>\{\d(?:,\d)?\}|[()|?^$])"
    r"|(?P<space>\s+)"
    r"|(?P<wrong>.)",
)
"""What a pattern is made of."""

# Between a group's name and its place in the pattern.
_PLACE = "__"

# The first private-use character: no text's word is written with it.
_FIRST_CODE = 0xE000


# One of every kind of figure, so that each combination of shapes has its character.
_FIGURE_SAMPLES = """
1998-07-14 14-07-1998 1998/07/14 13.07.98 2.30 12.45 09.15 11.05 1914/15 7/14/98 14/7/98 31/12/1998 7/14/1998 14.07.1998 9:30 23:59
9:30:15 24:00 1/2 3/9 14/15 3/12 3/10
1998 2013 1990 2010 1000 1200 1261 1265 1961 2061 2059 2359 2400 2100 3000 9999 2230 0735 0635 0099
0990 0930 0900 0090 0199 0265 2260 1060 1160 1260 1360 1460 1560 1660 1760 1860 1900 2000 0 00
01 09 1 9 10 11 12 13 20 24 25 30 31 32 40 60 70 90 99 100 010 110 120 199 050 999 1,000 12,500
100,000 1,000,000 1.5 12.5 2.25 98.6 10.5 1:05 12,5 5.5 007 001 031 100.5
"""


class PatternError(ValueError):
    """A pattern cannot be read; says why and what to do."""


def expand(pattern: str, pieces: Mapping[str, str], depth: int = 0) -> str:
    """`pattern` with its pieces written out.

    Raises:
        PatternError: a piece is unknown, or pieces name one another.
    """
    most_nested = 8
    if depth > most_nested:
        message = f"has pieces that name one another, in {pattern.strip()[:60]!r}: write one of them out"
        raise PatternError(message)

    def written_out(match: re.Match[str]) -> str:
        name = match[0][1:-1]
        if name not in pieces:
            message = f"names no piece: {{{name}}}: add it to a [pieces] table"
            raise PatternError(message)
        return f"(?:{expand(pieces[name], pieces, depth + 1)})"

    return re.sub(r"\{[A-Z_]+\}", written_out, pattern)


def literals(pattern: str) -> Iterable[str]:
    """The words and characters that a pattern names outright."""
    for atom in ATOM.finditer(pattern):
        if atom.lastgroup in {"word", "mark"}:
            yield atom[atom.lastgroup]


def assign_codes(
    classes: Mapping[str, Mapping[str, int | str]], capitals: frozenset[str], literals: frozenset[str]
) -> tuple[dict[str, str], dict[str, str], dict[frozenset[str], str]]:
    """Gives every set of classes that some word has a character of its own.

    Returns:
        Surface to character; class or literal to the body of a regular expression's character set; and
        shapes of figures to character.
    """
    belongs: dict[str, set[str]] = {}
    for surface, name in _surfaces(classes, capitals, literals):
        belongs.setdefault(surface, set()).add(name)
    figures = {shapes_of(sample) for sample in _FIGURE_SAMPLES.split()}
    signatures = sorted({frozenset(names) for names in belongs.values()} | figures, key=sorted)
    code_of = {signature: chr(_FIRST_CODE + at) for at, signature in enumerate(signatures)}
    sets: dict[str, str] = {"WORD": WORD_CODE, "NAME": NAME_CODE, "PARAGRAPH": PARAGRAPH}
    for signature, code in code_of.items():
        for name in signature:
            sets[name] = sets.get(name, "") + code
    # A word that patterns merely name stays a word of no class.
    sets["WORD"] += "".join(code for signature, code in code_of.items() if _is_word(signature, classes))
    codes = {surface: code_of[frozenset(names)] for surface, names in belongs.items()}
    return codes, sets, {shapes: code_of[shapes] for shapes in figures}


def _is_word(signature: frozenset[str], classes: Mapping[str, Mapping[str, int | str]]) -> bool:
    """Whether a word with these classes and literals stands in no class, and is made of letters."""
    return all(name.isalpha() and name.islower() and name not in classes for name in signature)


def _surfaces(
    classes: Mapping[str, Mapping[str, int | str]], capitals: frozenset[str], literals: frozenset[str]
) -> Iterable[tuple[str, str]]:
    """Every way to write every word, with the class or literal it stands for."""
    for name, words in classes.items():
        for word in words:
            yield word.capitalize(), name
            yield word.upper(), name
            if name not in capitals:
                yield word, name
    for literal in literals:
        for surface in {literal, literal.capitalize(), literal.upper()}:
            yield surface, literal


def compile_pattern(pattern: str, sets: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression over classes that a pattern stands for.

    Raises:
        PatternError: the pattern names an unknown class or cannot be read.
    """
    parts: list[str] = []
    for atom in ATOM.finditer(pattern):
        kind, text = atom.lastgroup, atom[0]
        if kind == "group" and text.startswith("(?P"):
            # A pattern may have a group in several places; Python wants each to have a name of its own.
            parts.append(f"{text[:-1]}{_PLACE}{len(parts)}>")
        elif kind in {"group", "operator"}:
            parts.append(text)
        elif kind in {"name", "word"}:
            if text not in sets:
                message = f"names no class: {text}: add it to words.toml"
                raise PatternError(message)
            parts.append(f"[{sets[text]}]")
        elif kind == "mark":
            parts.append(f"[{sets[atom['mark']]}]")
        elif kind == "any_but":
            parts.append("[^" + "".join(sets[name] for name in text[2:-1].split()) + "]")
        elif kind != "space":
            message = (
                f"{text!r} is no part of a pattern, behind {pattern[: atom.start()][-40:]!r}: take it out"
            )
            raise PatternError(message)
    try:
        return re.compile("".join(parts))
    except re.error as error:
        message = f"has a pattern that is no regular expression ({error}): count its brackets"
        raise PatternError(message) from error


def groups_of(regex: re.Pattern[str]) -> dict[str, tuple[str, ...]]:
    """Name of a group to its names in the compiled pattern."""
    groups: dict[str, tuple[str, ...]] = {}
    for place in regex.groupindex:
        name = place.rpartition(_PLACE)[0]
        groups[name] = (*groups.get(name, ()), place)
    return groups
