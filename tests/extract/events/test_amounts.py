"""Money as news writes it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.events.amounts import find_amounts
from tests.shipped import LEXICON

SUMS = [
    pytest.param("a $1.5 billion loan", [(1_500_000_000, None, "USD")], id="dollar sign"),
    pytest.param("a fund of US$10-15 billion", [(10**10, 15 * 10**9, "USD")], id="range shares its scale"),
    pytest.param("between $3 and $4 billion", [(3 * 10**9, 4 * 10**9, "USD")], id="between"),
    pytest.param(
        "US$670 million of US$9.2 billion", [(670 * 10**6, None, "USD"), (92 * 10**8, None, "USD")], id="two"
    ),
    pytest.param("a 300-million-mark credit", [(3 * 10**8, None, "DEM")], id="hyphenated marks"),
    pytest.param("DM 30 million", [(30_000_000, None, "DEM")], id="DM before"),
    pytest.param("30 million ecus", [(30_000_000, None, "XEU")], id="ecus"),
    pytest.param("\u00a34,500,000", [(4_500_000, None, "GBP")], id="pounds with commas"),
    pytest.param("half a million pounds", [(500_000, None, "GBP")], id="half a million"),
    pytest.param("two billion dollars", [(2 * 10**9, None, "USD")], id="number word"),
    pytest.param("He won 45 seats and 2.5 million votes.", [], id="no money"),
    pytest.param("The sum was not named.", [], id="a currency's name alone"),
]


@pytest.mark.parametrize(("text", "sums"), SUMS)
def test_a_sum_is_read(text: str, sums: list[tuple[int, int | None, str]]) -> None:
    found = [(amount.low, amount.high, amount.currency) for amount in find_amounts(text, LEXICON.money)]
    assert found == [(Decimal(low), high and Decimal(high), code) for low, high, code in sums]


@pytest.mark.parametrize(
    ("day", "currency"),
    [
        pytest.param(date(1997, 12, 31), "RUR", id="before the ruble lost three zeros"),
        pytest.param(date(1998, 1, 1), "RUB", id="after"),
        pytest.param(None, "RUR", id="no day"),
    ],
)
def test_the_ruble_is_that_of_the_day(day: date | None, currency: str) -> None:
    assert [amount.currency for amount in find_amounts("170 billion rubles", LEXICON.money, day)] == [
        currency
    ]


@given(st.integers(min_value=1, max_value=999), st.sampled_from(["million", "billion"]))
def test_a_sum_is_its_number_times_its_scale(number: int, scale: str) -> None:
    (amount,) = find_amounts(f"They paid ${number} {scale} for it.", LEXICON.money)
    assert amount.low == number * Decimal({"million": 10**6, "billion": 10**9}[scale])


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(amount.span.of(text) for amount in find_amounts(text, LEXICON.money))
