"""What CLDR writes, the figure marker reads: numerals, compact forms, money, percent."""

import random
from decimal import Decimal

import pytest
from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

from counterclaim.model import Kind
from figures_read import figures

CODES = ["USD", "EUR", "GBP", "IDR", "JPY", "CNY", "AUD", "SGD", "MYR", "PHP", "INR", "KRW"]
FRAME = {"en": "The ministry counted {} in all.", "id": "Kementerian mencatat {} seluruhnya."}
LANGUAGES = ["en", "id"]
TRIPS = 500


def sample(seed: str) -> list[Decimal]:
    """Numbers of every size that news prints, as many whole as with decimals, none a bare year."""
    dice = random.Random(seed)  # noqa: S311 - a sample, no secret
    numbers = []
    while len(numbers) < TRIPS:
        size = dice.choice([1, 2, 3, 4, 5, 6, 7, 9, 11])
        whole = dice.randrange(10 ** (size - 1), 10**size)
        decimals = dice.choice([0, 0, 1, 2])
        numbers.append(Decimal(whole) + Decimal(dice.randrange(1, 10**decimals + 1)) / 10**decimals)
    return [n for n in numbers if n > 1]


def one(text: str, language: str):
    found = [f for f in figures(text, language) if not f.article]
    assert len(found) == 1, (text, found)
    return found[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_decimals(language):
    for number in sample(f"decimal {language}"):
        printed = format_decimal(number, locale=language, decimal_quantization=False)
        assert one(FRAME[language].format(printed), language).low == number, printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_percentages(language):
    for number in sample(f"percent {language}"):
        share = number / 100
        printed = format_percent(share, locale=language, decimal_quantization=False)
        figure = one(FRAME[language].format(printed), language)
        assert (figure.low, figure.kind, figure.unit) == (number, Kind.PERCENT, "percent"), printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_money(language):
    for place, number in enumerate(sample(f"money {language}")):
        code = CODES[place % len(CODES)]
        amount = number if code not in {"JPY", "KRW"} else number.to_integral_value()
        printed = format_currency(amount, code, locale=language, currency_digits=False)
        figure = one(FRAME[language].format(printed), language)
        assert (figure.kind, figure.unit) == (Kind.MONEY, code), printed
        assert abs(figure.low - amount) <= Decimal("0.005"), printed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", ["short", "long"])
def test_compact_forms(language, width):
    for number in sample(f"compact {language} {width}"):
        thousands = number * 1000
        if not 1000 <= thousands < 10**15:
            continue
        size = 10 ** (3 * ((len(str(int(thousands))) - 1) // 3))
        shortened = (thousands / size).quantize(Decimal("0.1")) * size
        printed = format_compact_decimal(
            shortened, format_type=width, locale=language, fraction_digits=1
        )
        money = f"Rp{printed}" if width == "short" else printed
        assert one(FRAME[language].format(money), language).low == shortened, printed
