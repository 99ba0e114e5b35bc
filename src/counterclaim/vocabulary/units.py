"""Currency signs and symbols of physical units, which belong to no language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from babel import Locale

OLD_CODES = frozenset({"XXX", "XTS", "XAG", "XAU", "XPT", "XPD", "XDR", "XSU", "XUA"})
"""ISO 4217 codes that are no money of a state: no currency, tests, metals, drawing rights."""


@cache
def _data() -> Mapping[str, Any]:
    path = files("counterclaim.vocabulary") / "units.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def currency_signs(language: str) -> Mapping[str, str]:
    """Give signs and ISO 4217 codes as printed before or after an amount, with their code.

    Sources: units.toml, and CLDR's currency symbols of the language through Babel. CLDR's symbol
    equals the code where a language has no sign of its own, so all current codes are in it.
    """
    english, own = Locale.parse("en").currency_symbols, Locale.parse(language).currency_symbols
    codes = {str(code): str(code) for code in english}
    signs = {str(sign): str(code) for code, sign in own.items() if " " not in sign}
    listed: dict[str, str] = _data()["currency"]["signs"]
    for code in _data()["currency"]["not_codes"]:
        codes.pop(code, None)
        signs.pop(code, None)
    merged = {**codes, **signs, **listed}
    return MappingProxyType({s: c for s, c in merged.items() if c not in OLD_CODES})


@cache
def scaled_currency_signs() -> Mapping[str, str]:
    """Give letters that stand for a currency where a scale follows the digits, with their code."""
    return MappingProxyType(dict(_data()["currency"]["scaled_signs"]))


@cache
def physical_symbols() -> Mapping[str, str]:
    """Give symbols of physical units as printed after a number, with the symbol kept on a claim."""
    return MappingProxyType(dict(_data()["physical"]["symbols"]))


@cache
def separators(language: str) -> tuple[str, str]:
    """Give CLDR's decimal and grouping sign of a language."""
    symbols = Locale.parse(language).number_symbols["latn"]
    return symbols["decimal"], symbols["group"]
