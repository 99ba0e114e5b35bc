"""Names of currencies in a language, from CLDR through Babel."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name

from counterclaim.model import Cue

MONEY: Final = "units.money"
UNKNOWN: Final = "XXX"
"""ISO 4217 for no currency in particular: a bare "dinar" is money of one of nine states."""
_SHORTEST: Final = 4
"""Letters of a bare name; shorter ones ("lek", "som", "won") have other meanings."""
_COUNTS: Final = (1, 2, 5, 100)
"""Numbers that call for every plural form of the languages of CLDR."""


def currency_cues(code: str, own: frozenset[str]) -> Iterator[Cue]:
    """Give the full names of currencies in use ("Zambian kwachas") and their bare nouns ("kwachas").

    ``own`` are words that a pack uses otherwise, in lower case; they stay what they are. A bare noun
    that several states share has the code XXX. A language unknown to CLDR has none.
    """
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return
    full = {
        get_currency_name(money, count, code).lower(): money
        for money in _in_use()
        for count in _COUNTS
    }
    bare: dict[str, set[str]] = {}
    position = _noun_position([name.split() for name in full])
    for name, money in full.items():
        bare.setdefault(name.split()[position], set()).add(money)
    short = {
        noun: next(iter(moneys)) if len(moneys) == 1 else UNKNOWN
        for noun, moneys in bare.items()
        if len(noun) >= _SHORTEST and noun.isalpha()
    }
    for name, money in {**short, **full}.items():
        if name not in own:
            yield Cue(MONEY, money, name, f"CLDR:{MONEY}:{name}")


def _noun_position(names: list[list[str]]) -> int:
    """Whether the noun opens or ends a name: where one word recurs most ("dollars" of many states)."""
    return max((-1, 0), key=lambda at: max(Counter(words[at] for words in names).values()))


@cache
def _in_use() -> tuple[str, ...]:
    """ISO 4217 codes that are legal tender of some territory today."""
    used: Mapping[str, list[tuple[str, object, object, bool]]] = get_global("territory_currencies")
    return tuple(
        sorted(
            {
                code
                for rows in used.values()
                for code, _, ended, tender in rows
                if ended is None and tender
            }
        )
    )
