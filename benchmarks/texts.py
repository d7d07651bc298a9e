"""Kinds of text that no stage may take more than its length for: what a machine or a stranger can send.

Each kind is a function of a length in characters. The longest text is no longer than asked.
"""

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Final

Text = Callable[[int], str]

HEADER: Final = "Publication: Monitor Volume: 4 Issue: 134\n\n"


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


KINDS: Final[Mapping[str, Text]] = {
    "opening brackets": repeated("("),
    "closing brackets": repeated(")"),
    "brackets, then a word": lambda length: "(" * (length // 4) + " " + "a" * (length - length // 4 - 1),
    "nested brackets": lambda length: "(a " * (length // 6) + "b) " * (length // 6),
    "bracketed words": repeated("(AP) "),
    "square brackets": repeated("["),
    "one small word": repeated("a"),
    "one capitalised word": repeated("a", "A"),
    "one word in capitals": repeated("A"),
    "digits": repeated("1"),
    "numbers with commas": repeated("1,"),
    "dots": repeated("."),
    "dots apart": repeated(". "),
    "initials": repeated("A. "),
    "initials together": repeated("A."),
    "commas": repeated(","),
    "hyphens": repeated("-"),
    "hyphened word": repeated("a-"),
    "apostrophes": repeated("'"),
    "quotation marks": repeated('"'),
    "quotations": repeated('"A." '),
    "at signs": repeated("a@"),
    "addresses of pages": repeated("http://a.b/ "),
    "ampersands": repeated("A&"),
    "entities": repeated("&amp;"),
    "slashes": repeated("9/"),
    "colons": repeated("12:"),
    "spaces": repeated(" ", "A", "b"),
    "line ends": repeated("\n", "A", "b"),
    "blank lines": repeated(" \n", "A", "b"),
    "short lines": repeated("a\n"),
    "lines in capitals": repeated("MOSCOW TALKS\n\n"),
    "headings and lines": repeated("Moscow Talks\n\nRebels left.\n\n"),
    "bullets": repeated("- a\n"),
    "numbered lines": repeated("1. A\n"),
    "tabs": repeated("a\t"),
    "underscores": repeated("_"),
    "markup": repeated("<b>"),
    "Chinese": repeated("\u4e2d"),
    "combining marks": repeated("\u0301", "a"),
    "headers": repeated(f"{HEADER}A vote was held.\n\n"),
    "citations": repeated("(AP, July 13) "),
    "sentences with citations": repeated("Rebels left. (AP, July 13) "),
    "open citations": repeated("(AP, July 13 "),
    "days": repeated("July 13, 1998 "),
    "days in sentences": repeated("He left on July 13. "),
    "days counted": repeated("He left two days after the talks. "),
    "yesterdays": repeated("yesterday "),
    "years": repeated("1998 "),
    "ranges of years": repeated("1998-"),
    "numbers in words": repeated("twenty "),
    "ages": repeated("days ago "),
    "one event again": repeated("Rebels seized the town. "),
    "events on many days": repeated("Rebels seized the town on Monday. Troops left on Friday. "),
    "new names": numbered("Ivan @ met Boris @ in Kiev. "),
    "one name again": repeated("Boris Yeltsin met Leonid Kuchma. "),
    "pronouns": repeated("He said that he met her. "),
    "new places": numbered("Rebels seized @. "),
    "new bodies": numbered("The @ Party resigned. "),
    "money": repeated("They paid $5 million. "),
    "casualties": repeated("It killed 12 people and wounded 30. "),
    "coordination": repeated("Rebels and "),
    "long sentences": repeated("Rebels " + "and troops " * 90 + "left. "),
    "glued words": repeated("YeltsinsaidThat"),
    "words of others": repeated("der Minister hat gesagt. "),
    "mixed case": repeated("aA"),
}
"""The kinds, by what they are made of."""
