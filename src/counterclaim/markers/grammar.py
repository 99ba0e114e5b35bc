"""What the number markers need of a language pack, compiled once for each pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale

from counterclaim.languages import LanguagePack
from counterclaim.markers.separators import Separators
from counterclaim.vocabulary.units import (
    currency_signs,
    physical_symbols,
    scaled_currency_signs,
    separators,
)

_GLUED: Final = ("numbers.abbreviations", "numbers.scales")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lookup tables of one language.

    ``abbreviations`` are scales glued to digits ("bn"), ``signs`` currency signs and codes,
    ``scaled_signs`` those that are money before a scale only,
    ``symbols`` units glued to digits or standing after them, ``glued_before`` units glued before
    digits ("M6.6"), ``months`` the names of months with which a numeral is a date, ``sign_ends``
    the last characters of all signs, ``nouns`` the counted nouns in lower case, ``glued_bounds``
    bounds glued to digits ("300an", "300+").
    """

    separators: Separators
    abbreviations: Mapping[str, Decimal]
    signs: Mapping[str, str]
    scaled_signs: Mapping[str, str]
    sign_ends: frozenset[str]
    symbols: Mapping[str, str]
    glued_before: Mapping[str, str]
    months: frozenset[str]
    joiners: frozenset[str]
    nouns: frozenset[str]
    glued_bounds: Mapping[str, str]


@cache
def compile_grammar(pack: LanguagePack) -> Grammar:
    """Build the lookup tables of a pack with what CLDR and the unit vocabulary add."""
    locale = Locale.parse(pack.code)
    by_kind: dict[str, dict[str, str]] = {}
    scales: dict[str, Decimal] = dict(_compact(locale))
    for cue in pack.cues:
        if cue.kind in _GLUED and cue.number is not None:
            scales[cue.surface] = cue.number
        by_kind.setdefault(cue.kind, {})[cue.surface] = cue.value
    signs = dict(currency_signs(pack.code))
    return Grammar(
        separators=Separators(*separators(pack.code)),
        abbreviations=scales,
        signs=signs,
        scaled_signs=scaled_currency_signs(),
        sign_ends=frozenset(sign[-1] for sign in signs) | {"."},
        symbols={**physical_symbols(), **by_kind.get("units.physical", {})},
        glued_before=by_kind.get("units.before", {}),
        months=_months(locale),
        joiners=pack.words("numbers.joiners"),
        nouns=pack.words("nouns.counted"),
        glued_bounds={
            "+": "at_least",
            **{
                w[1:]: v
                for w, v in by_kind.get("quantities.bound_after", {}).items()
                if w[0] == "-"
            },
        },
    )


def _compact(locale: Locale) -> Mapping[str, Decimal]:
    """Give CLDR's short compact suffixes ("0K" for 1000 makes K a thousand) with their scale."""
    found: dict[str, Decimal] = {}
    for magnitude, pattern in locale.compact_decimal_formats["short"]["other"].items():
        text = pattern.pattern if hasattr(pattern, "pattern") else str(pattern)
        zeros = text.count("0")
        suffix = text.replace("0", "").replace("\u00a0", "").strip()
        if zeros and suffix.isalpha():
            found[suffix] = Decimal(int(magnitude)) / Decimal(10) ** (zeros - 1)
    return found


def _months(locale: Locale) -> frozenset[str]:
    names: set[str] = set()
    for width in ("wide", "abbreviated"):
        names |= {name.rstrip(".") for name in locale.months["format"][width].values()}
    return frozenset(name for name in names if not name.isdecimal())
