"""Money: amounts with their currency, found in text and given to the events they belong to."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from extract.events.tree import Tree
from extract.model import Amount, Span

_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bln": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_WORDS: dict[str, int | Decimal] = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "half a": Decimal("0.5"),
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DASHES = r"\u2013\u2014-"
"""En dash, em dash, hyphen."""
_SCALE = "hundred|thousand|million|mln|billion|bln|bn|trillion|m"


@dataclass(frozen=True, slots=True)
class _Currency:
    """One row of `currencies.csv`."""

    word: str
    place: str
    code: str
    since: date | None


def find_amounts(text: str, day: date | None = None) -> tuple[Amount, ...]:
    """The sums of money in `text`; `day` decides between currencies of one name (the ruble of 1998).

    A scale after a range holds for both ends. Bare numbers are no amounts.

    >>> [(str(a.low), str(a.high), a.currency) for a in find_amounts("a fund of US$10-15 billion")]
    [('10000000000', '15000000000', 'USD')]
    >>> [(str(a.low), a.currency) for a in find_amounts("some 300 million marks and half a million pounds")]
    [('300000000', 'DEM'), ('500000', 'GBP')]
    """
    found = [_read(match, day) for match in _pattern().finditer(text)]
    return tuple(amount for amount in found if amount is not None)


def amount_of(tree: Tree, token: int, amounts: tuple[Amount, ...]) -> Amount | None:
    """The amount that belongs to the event at `token`: the nearest one below it in its own clause."""
    inside = [amount for amount in amounts if tree.sentence.span.contains(amount.span)]
    reach = _reach(tree, token) if inside else frozenset()
    near = [
        amount for amount in inside if any(tree.tokens[word].span.overlaps(amount.span) for word in reach)
    ]
    start = tree.tokens[token].span.start
    return min(near, key=lambda amount: abs(amount.span.start - start), default=None)


def _reach(tree: Tree, token: int) -> frozenset[int]:
    """The words below `token` up to the next clause; for a noun also those of the noun that it modifies."""
    found, waiting = {token}, [token]
    if not tree.is_predicate(token):
        waiting.extend(
            parent for parent in (tree.head(token),) if parent is not None and not tree.is_predicate(parent)
        )
    while waiting:
        for child in tree.dependents[waiting.pop()]:
            if child not in found and not (
                tree.is_predicate(child) and tree.label(child) not in {"amod", "compound"}
            ):
                found.add(child)
                waiting.append(child)
    return frozenset(found)


@cache
def _currencies() -> tuple[_Currency, ...]:
    """The shipped currencies, longest word first."""
    rows = csv.DictReader(files("extract.lexicon").joinpath("currencies.csv").read_text("utf-8").splitlines())
    found = (
        _Currency(
            row["word"],
            row["place"],
            row["currency"],
            date.fromisoformat(row["since"]) if row["since"] else None,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda currency: (-len(currency.word), currency.since or date.min)))


@cache
def _pattern() -> re.Pattern[str]:
    """Sign before the number, or word after it."""
    signs = "|".join(re.escape(c.word) for c in _currencies() if c.place in {"sign", "both"})
    words = "|".join(re.escape(c.word) for c in _currencies() if c.place in {"word", "both"})
    counts = "|".join(sorted(_WORDS, key=len, reverse=True))
    low, high = rf"(?P<low>{_NUMBER})", rf"(?P<high>{_NUMBER})"
    until = rf"(?:\s?(?:[{_DASHES}]|to|and)\s?(?:{signs})?{high}(?=\s*(?:{_SCALE})\b))?"
    signed = rf"(?<![\w$])(?P<sign>{signs})\s?{low}{until}(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    low_word = rf"(?P<low_word>(?:\b(?:{counts})\b(?=\s(?:{_SCALE})\b)|(?<![\w.,]){_NUMBER}))"
    high_word = rf"(?:\s?(?:[{_DASHES}]|to)\s?(?P<high_word>{_NUMBER}))?"
    worded = rf"{low_word}{high_word}(?:[\s-](?P<scale_word>{_SCALE})\b)?[\s-](?P<word>{words})(?:s|es)?\b"
    return re.compile(f"{signed}|{worded}")


def _read(match: re.Match[str], day: date | None) -> Amount | None:
    """One match as an amount; None where its currency was not yet in use."""
    parts = match.groupdict()
    code = _code(parts["sign"] or parts["word"], day)
    low = _number(parts["low"] or parts["low_word"])
    high_text = parts["high"] or parts["high_word"]
    scale = _SCALES.get(parts["scale"] or parts["scale_word"] or "", 1)
    if code is None:
        return None
    high = _number(high_text) * scale if high_text else None
    return Amount(_plain(low * scale), None if high is None else _plain(high), code, Span(*match.span()))


def _plain(number: Decimal) -> Decimal:
    """The number without trailing zeros or an exponent."""
    return Decimal(format(number.normalize(), "f"))


def _number(text: str) -> Decimal:
    """Digits or a number word as a decimal."""
    return Decimal(_WORDS[text]) if text in _WORDS else Decimal(text.replace(",", ""))


def _code(word: str, day: date | None) -> str | None:
    """The currency that `word` meant on `day`; without a day, the one in use longest ago."""
    fitting = [
        currency
        for currency in _currencies()
        if currency.word == word and (currency.since is None or (day is not None and currency.since <= day))
    ]
    return fitting[-1].code if fitting else None
