"""Money: amounts with their currency, found in text and given to the events they belong to."""

import re
from datetime import date
from decimal import Decimal

from extract.lexicon.money import Money
from extract.model import Amount, Span
from extract.syntax import Tree


def find_amounts(text: str, money: Money, day: date | None = None) -> tuple[Amount, ...]:
    """The sums of money in `text`; `day` decides between currencies of one name (the ruble of 1998).

    A scale after a range holds for both ends. Bare numbers are no amounts.

    >>> from extract.lexicon.files import SHIPPED
    >>> from extract.lexicon.money import read_money
    >>> money = read_money(SHIPPED)
    >>> [(str(a.low), str(a.high), a.currency) for a in find_amounts("a fund of US$10-15 billion", money)]
    [('10000000000', '15000000000', 'USD')]
    >>> text = "some 300 million marks and half a million pounds"
    >>> [(str(a.low), a.currency) for a in find_amounts(text, money)]
    [('300000000', 'DEM'), ('500000', 'GBP')]
    """
    found = [_read(match, money, day) for match in money.pattern.finditer(text)]
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


def _read(match: re.Match[str], money: Money, day: date | None) -> Amount | None:
    """One match as an amount; None where its currency was not yet in use."""
    parts = match.groupdict()
    code = money.code(parts["sign"] or parts["word"], day)
    low = money.number(parts["low"] or parts["low_word"])
    high_text = parts["high"] or parts["high_word"]
    scale = money.scales.get(parts["scale"] or parts["scale_word"] or "", 1)
    if code is None:
        return None
    high = money.number(high_text) * scale if high_text else None
    return Amount(_plain(low * scale), None if high is None else _plain(high), code, Span(*match.span()))


def _plain(number: Decimal) -> Decimal:
    """The number without trailing zeros or an exponent."""
    return Decimal(format(number.normalize(), "f"))
