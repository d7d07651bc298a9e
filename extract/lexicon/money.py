"""What sums of money are written with: numbers in words, scales, currencies, and the pattern of them all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from types import MappingProxyType

from extract.lexicon.files import read_rows, read_toml

FILE = "money.toml"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_DASHES = r"\u2013\u2014-"
"""En dash, em dash, hyphen."""


@dataclass(frozen=True, slots=True)
class Currency:
    """One row of `currencies.csv`."""

    word: str
    place: str
    """Where it stands: a sign before the number, a word behind it, or both."""
    code: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Money:
    """All that tells sums of money."""

    currencies: tuple[Currency, ...]
    """Longest word first; of one word the oldest."""
    scales: Mapping[str, int]
    """What a word multiplies by: "million"."""
    numbers: Mapping[str, Decimal]
    """Numbers written as words: "half a"."""
    pattern: re.Pattern[str]
    """Sign before the number, or word after it."""

    def code(self, word: str, day: date | None) -> str | None:
        """The currency that `word` meant on `day`; without a day, the one in use longest ago."""
        fitting = [
            currency
            for currency in self.currencies
            if currency.word == word
            and (currency.since is None or (day is not None and currency.since <= day))
        ]
        return fitting[-1].code if fitting else None

    def number(self, text: str) -> Decimal:
        """Digits or a number word as a decimal."""
        return self.numbers[text] if text in self.numbers else Decimal(text.replace(",", ""))


def read_money(folder: Traversable) -> Money:
    """Read `money.toml` and `currencies.csv` of a lexicon.

    Raises:
        LexiconError: a file is missing or broken.
    """
    tables = read_toml(folder, FILE)
    found = (
        Currency(row["word"], row["place"], row["currency"], _day(row["since"]))
        for row in read_rows(folder, "currencies.csv")
    )
    currencies = tuple(sorted(found, key=lambda currency: (-len(currency.word), currency.since or date.min)))
    numbers = {word: Decimal(str(number)) for word, number in tables["numbers"].items()}
    scales = {str(word): int(number) for word, number in tables["scales"].items()}
    return Money(
        currencies,
        MappingProxyType(scales),
        MappingProxyType(numbers),
        _pattern(currencies, "|".join(sorted(scales, key=len, reverse=True)), numbers),
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _pattern(currencies: tuple[Currency, ...], scale: str, numbers: Mapping[str, Decimal]) -> re.Pattern[str]:
    """Sign before the number, or word after it."""
    signs = "|".join(re.escape(one.word) for one in currencies if one.place in {"sign", "both"})
    words = "|".join(re.escape(one.word) for one in currencies if one.place in {"word", "both"})
    counts = "|".join(sorted(numbers, key=len, reverse=True))
    low, high = rf"(?P<low>{_NUMBER})", rf"(?P<high>{_NUMBER})"
    until = rf"(?:\s?(?:[{_DASHES}]|to|and)\s?(?:{signs})?{high}(?=\s*(?:{scale})\b))?"
    signed = rf"(?<![\w$])(?P<sign>{signs})\s?{low}{until}(?:[\s-]?(?P<scale>{scale})\b)?"
    low_word = rf"(?P<low_word>(?:\b(?:{counts})\b(?=\s(?:{scale})\b)|(?<![\w.,]){_NUMBER}))"
    high_word = rf"(?:\s?(?:[{_DASHES}]|to)\s?(?P<high_word>{_NUMBER}))?"
    worded = rf"{low_word}{high_word}(?:[\s-](?P<scale_word>{scale})\b)?[\s-](?P<word>{words})(?:s|es)?\b"
    return re.compile(f"{signed}|{worded}")
