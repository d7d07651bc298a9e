"""Kinds of text that no stage may take more than its length for: what a machine or a stranger can send.

Each kind is a function of a length in characters. The longest text is no longer than asked.
"""

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Final

Text = Callable[[int], str]


def repeated(unit: str, before: str = "", behind: str = "") -> Text:
    """The unit over and over.

    >>> repeated("ab", "<", ">")(8)
    '<ababab>'
    """
    return lambda length: before + unit * max(1, (length - len(before) - len(behind)) // len(unit)) + behind


def numbered(unit: str) -> Text:
    """The unit over and over, each with a name of its own in place of the `@`.

    >>> numbered("Mr. @ left. ")(30)
    'Mr. Bab left. Mr. Bac left. '
    """

    def text(length: int) -> str:
        units = [unit.replace("@", name(number)) for number in range(1, 2 + length // len(unit))]
        ends = accumulate(map(len, units))
        return "".join(one for one, end in zip(units, ends, strict=True) if end <= length)

    return text


def name(number: int) -> str:
    """A name of its own for each number.

    >>> name(1), name(2), name(700)
    ('Bab', 'Bac', 'Bbbg')
    """
    letters = ""
    while number or len(letters) < 2:  # noqa: PLR2004  # so that it is no initial
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return f"B{letters}"


def told(unit: str) -> Text:
    """The unit over and over, inside of a sentence.

    >>> told("1")(70)
    'The rebels paid 111111111111111111111111111111 dollars in Kiev today.'
    """
    return repeated(unit, "The rebels paid ", " dollars in Kiev today.")


def nested(length: int) -> str:
    """Brackets in brackets, all closed again."""
    depth = length // 6
    return "The rebels left (and " + "(a " * depth + "b) " * depth + "said so)."


def brackets_then_a_word(length: int) -> str:
    """The text that once held a run for minutes: many brackets, then a word without end."""
    return "[" * (length // 4) + " " + "a" * (length - length // 4 - 1)


RUNS: Final[Mapping[str, Text]] = {
    "opening brackets": told("("),
    "closing brackets": told(")"),
    "brackets, then a word": brackets_then_a_word,
    "nested brackets": nested,
    "bracketed words": told("(AP) "),
    "square brackets": told("["),
    "footnotes": told("[1]"),
    "one small word": told("a"),
    "one word in capitals": told("A"),
    "mixed case": told("aA"),
    "digits": told("1"),
    "numbers with commas": told("1,"),
    "decimals": told("1."),
    "dots": told("."),
    "dots apart": told(". "),
    "exclamations": told("!"),
    "initials": told("A. "),
    "initials together": told("A."),
    "commas": told(","),
    "hyphens": told("-"),
    "hyphened word": told("a-"),
    "apostrophes": told("'"),
    "word with apostrophes": told("a'"),
    "quotation marks": told('"'),
    "quotations": told('"A." '),
    "addresses of mail": told("a@a."),
    "addresses of pages": told("http://a.b/ "),
    "ampersands": told("A&"),
    "entities": told("&amp;"),
    "slashes": told("9/"),
    "colons": told("12:"),
    "spaces": told(" "),
    "tabs": told("a\t"),
    "line ends": told("\n"),
    "blank lines": told(" \n"),
    "short lines": told("a\n"),
    "underscores": told("_"),
    "rules": told("="),
    "markup": told("<b>"),
    "comments": told("<!--"),
    "Chinese": told("\u4e2d"),
    "combining marks": told("\u0301"),
    "no-break spaces": told("\u00a0"),
    "citations": told("(AP, July 13) "),
    "open citations": told("(AP, July 13 "),
    "days": told("July 13, 1998 "),
    "yesterdays": told("yesterday "),
    "next years": told("next year "),
    "years": told("1998 "),
    "ranges of years": told("1998-"),
    "numbers in words": told("twenty "),
    "ages": told("days ago "),
    "ands": told("and "),
    "glued words": told("YeltsinsaidThat"),
    "one capitalised word": repeated("a", "The rebels met A", " in Kiev today."),
}
"""Texts that are no prose: each could hold a run where a stage goes by the square."""

PROSE: Final[Mapping[str, Text]] = {
    "lines in capitals": repeated("MOSCOW TALKS\n\n"),
    "headings and lines": repeated("Moscow Talks\n\nRebels left.\n\n"),
    "bullets": repeated("- Rebels\n"),
    "numbered lines": repeated("1. Rebels\n"),
    "headers": repeated("Publication: Monitor Volume: 4 Issue: 134\n\nA vote was held.\n\n"),
    "sentences with citations": repeated("Rebels left. (AP, July 13) "),
    "days in sentences": repeated("He left on July 13. "),
    "days counted": repeated("He left two days after the talks. "),
    "one event again": repeated("Rebels seized the town. "),
    "events on many days": repeated("Rebels seized the town on Monday. Troops left on Friday. "),
    "new names": numbered("Ivan @ met Boris @ in Kiev. "),
    "one name again": repeated("Boris Yeltsin met Leonid Kuchma. "),
    "pronouns": repeated("He said that he met her. "),
    "new places": numbered("Rebels seized @. "),
    "new bodies": numbered("The @ Party resigned. "),
    "money": repeated("They paid $5 million. "),
    "casualties": repeated("It killed 12 people and wounded 30. "),
    "coordination": repeated("Rebels, ", "In Kiev ", "and troops left."),
    "long sentences": repeated("Rebels " + "and troops " * 90 + "left. "),
    "words of others": repeated("Der Minister hat am Freitag gesagt. "),
}
"""Texts that are read as prose."""

KINDS: Final[Mapping[str, Text]] = {**RUNS, **PROSE}
"""The kinds, by what they are made of."""
