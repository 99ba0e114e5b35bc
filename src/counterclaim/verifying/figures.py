"""What the figure of a row can be read as, and how it lies to a figure of a page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from counterclaim.languages import codes, load_pack, spaced
from counterclaim.languages.reading import Reading
from counterclaim.markers.figure import mark_figures
from counterclaim.model import Bound, Document, Hit, Imprint, Kind, Quantity, Sentence
from counterclaim.reconcile.trapezoid import Relation, relate, trapezoid
from counterclaim.vocabulary.units import currency_signs, physical_symbols

_SIGNS: Final = {
    "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
    "±": Bound.ABOUT,
    ">=": Bound.AT_LEAST,
    "≥": Bound.AT_LEAST,
    "<=": Bound.AT_MOST,
    "≤": Bound.AT_MOST,
    ">": Bound.MORE_THAN,
    "<": Bound.LESS_THAN,
}
_SIGNED: Final = re.compile(r"\s*(~|≈|±|>=|≥|<=|≤|>|<)?\s*(.*?)\s*(\+)?\s*", re.DOTALL)
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?")
_ENDS: Final = re.compile(r"(\S.*?)\s*[-\u2013\u2014]\s*(\S.*)")
_OPEN_LOW: Final = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_OPEN_HIGH: Final = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_SMALL: Final = ("numbers.articles", "numbers.classifiers", "numbers.collective")
COARSEST: Final = Decimal("0.1")
"""Share of the page's number by which a row may round it: 66 is not about 100."""
LONGEST: Final = 200
"""Characters of a cell that are looked at for a figure."""


class Match(StrEnum):
    """How the numbers of a row lie to those of a page."""

    SAME = "same"
    END = "end"
    """One is an end of the other's range."""
    ROUNDED = "rounded"
    """The row rounds what the page says."""


@lru_cache(maxsize=4096)
def quantities(words: str, bound: str = "", unit: str = "") -> tuple[Quantity, ...]:
    """Give all that a cell can be read as, in any language that is read; none where it is no figure.

    ``bound`` and ``unit`` are what other columns say: a name, a sign or words.
    """
    words = words.strip()[:LONGEST]
    signed = _SIGNED.fullmatch(words)
    sign, bare, plus = signed.groups() if signed else (None, words, None)
    told = Bound.AT_LEAST if plus else _SIGNS.get(sign or bound.strip()) or _named(bound)
    unread = bound.strip() and not told  # the words of a bound, which a language may know
    found = {} if unread else dict.fromkeys(_plain(bare, told or Bound.EXACT))
    lead = f"{bound.strip()} " if unread else ""
    readings = [reading for code in codes() for reading in _marked(f"{lead}{bare}", code)]
    # A language that knows fewer of the words has not understood them.
    most = max((length for length, _ in readings), default=0)
    for length, quantity in readings:
        if length == most:
            found[_bounded(quantity, told) if told else quantity] = None
    return tuple(dict.fromkeys(_united(q, unit) for q in found))


def _plain(words: str, bound: Bound) -> Iterator[Quantity]:
    """Read digits as machines write them; commas and blanks between thousands are passed over."""
    if _PLAIN.fullmatch(words):
        value = Decimal(re.sub(r"[^\d.]", "", words))
        yield _bounded(Quantity(value, value, Bound.EXACT), bound)
    elif (ends := _ENDS.fullmatch(words)) and all(_PLAIN.fullmatch(e) for e in ends.groups()):
        low, high = (Decimal(re.sub(r"[^\d.]", "", e)) for e in ends.groups())
        if low < high:
            yield Quantity(low, high, Bound.RANGE)


def _marked(words: str, code: str) -> Iterator[tuple[int, Quantity]]:
    """Read the one figure of some words in one language, with how many characters it takes."""
    pack = load_pack(code)
    form = spaced(words)
    sentence = Sentence(0, len(words), 0, headline=False)
    document = Document(words, Imprint(language=code))
    found = pack.lexicon.find(words, form)
    figures = mark_figures(Reading(document, pack, form, (sentence,), found), zeros=True)
    if len(figures) == 1:
        f = figures[0]
        yield f.end - f.start, Quantity(f.low, f.high, f.bound, f.kind, f.unit, f.word)
    elif not figures:
        yield from _small(form, found)


def _small(form: str, found: Mapping[str, Sequence[Hit]]) -> Iterator[tuple[int, Quantity]]:
    """Read a small word that counts, as "one" or "seorang", where it is all that the cell says."""
    for hit in (hit for kind in _SMALL for hit in found.get(kind, ())):
        if form.strip() == form[hit.start : hit.end] and hit.cue.number is not None:
            yield len(form), Quantity(hit.cue.number, hit.cue.number, Bound.EXACT)


def _named(bound: str) -> Bound | None:
    name = "_".join(spaced(bound).split())
    return Bound(name) if name in set(Bound) else None


def _bounded(quantity: Quantity, bound: Bound) -> Quantity:
    if quantity.bound in {Bound.RANGE, Bound.VAGUE} or bound in {Bound.RANGE, Bound.VAGUE}:
        return quantity
    value = quantity.low if quantity.low is not None else quantity.high
    low = None if bound in _OPEN_LOW else value
    high = None if bound in _OPEN_HIGH else value
    return replace(quantity, low=low, high=high, bound=bound)


def _united(quantity: Quantity, unit: str) -> Quantity:
    """Take the kind from a unit that is no thing counted: money, percent, a physical unit."""
    unit = unit.strip()
    if quantity.kind is not Kind.COUNT or not unit:
        return quantity
    for code in codes():
        if unit in currency_signs(code) or unit.upper() in currency_signs(code):
            signs = currency_signs(code)
            return replace(quantity, kind=Kind.MONEY, unit=signs.get(unit) or signs[unit.upper()])
        if unit == "%" or unit.lower() in load_pack(code).words("quantities.percent"):
            return replace(quantity, kind=Kind.PERCENT, unit="percent")
    if unit in physical_symbols():
        return replace(quantity, kind=Kind.MEASUREMENT, unit=physical_symbols()[unit])
    return quantity


def ends_of(quantity: Quantity) -> frozenset[Decimal]:
    """Give the numbers that a figure prints."""
    return frozenset(end for end in (quantity.low, quantity.high) if end is not None)


def match(asked: Quantity, seen: Quantity) -> Match | None:
    """Tell whether the number of a row stands on a page; a vague word is no number."""
    row, page = ends_of(asked), ends_of(seen)
    if (asked.bound is Bound.VAGUE) != (seen.bound is Bound.VAGUE):
        return None
    if row == page:
        return Match.SAME
    if row & page:
        return Match.END
    return Match.ROUNDED if _rounds(asked, seen) else None


def _rounds(asked: Quantity, seen: Quantity) -> bool:
    """Tell whether a row that says "about", or gives millions in words, rounds the page's number."""
    row, page = ends_of(asked), ends_of(seen)
    if len(row) != 1 or len(page) != 1 or asked.bound is not Bound.ABOUT:
        return False
    (rounded,), (value,) = row, page
    if abs(value - rounded) > value * COARSEST:
        return False
    cell = trapezoid(Quantity(rounded, rounded, Bound.EXACT))
    # What the row's last printed digit leaves open, and no more: "about" is no leave to be wrong.
    return cell.least <= value < cell.most


def same_bound(asked: Quantity, seen: Quantity) -> bool:
    """Tell whether a row bounds its figure as the page does, or says less than the page."""
    if asked.bound == seen.bound:
        return True
    for sort in (_OPEN_HIGH, _OPEN_LOW):
        if {asked.bound, seen.bound} <= sort:
            relation = relate(trapezoid(asked), trapezoid(seen))
            return relation in {Relation.EQUAL, Relation.WIDER}
    return False
