"""What kind of amount a number is: money, percent, a physical measure, or a bare count."""

import re
from typing import Final, NamedTuple

from counterclaim.markers.atoms import Sort
from counterclaim.markers.grammar import Grammar
from counterclaim.markers.money import scaled_sign_before, sign_before
from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Kind

MAGNITUDE: Final = "magnitude"
_NAME_SIGNS: Final = frozenset("#_@=&?/")
_DASHES: Final = frozenset("-\u2010\u2011")
WORD: Final = 5
"""Letters from which what is glued before digits is a word of the text rather than a code."""
FLOOR: Final = "floor"
"""A height told in floors is exact; "several floors" are counted themselves."""
STRONGEST: Final = 10
"""No earthquake has a magnitude above ten: a larger number after "M" is something else."""
_SYMBOL: Final = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?[²³23]?(?![^\W_])|[°º][CF]?|%")
_GROUPED: Final = 1000
"""From here on signs may group the digits: "R250,000"."""


class Unit(NamedTuple):
    """Kind and unit of a number.

    ``start:end`` widens the figure (the sign and word of money and percent), ``unit_end`` is where
    the unit of a measurement ends. ``bound`` is the bound that letters glued to digits give.
    """

    kind: Kind
    unit: str
    start: int
    end: int
    unit_end: int
    rule: str = ""
    bound: str = ""


def unit_of(number: Number, near: Neighbours, grammar: Grammar) -> Unit | None:
    """Find the unit of a number; None where the letters around it make it part of a name."""
    start, end, text = number.start, number.end, near.text
    sign_start, code = sign_before(text, start, grammar)
    if not code and (number.scale > 1 or (number.value >= _GROUPED and not number.plain)):
        sign_start, code = scaled_sign_before(text, start, grammar)
    if code:
        after = _money_word(near, end, grammar)
        return Unit(Kind.MONEY, code, sign_start, after[0] or end, after[0] or end, "sign")
    glued = number.sort == Sort.DIGITS and not number.joined
    before = _glued_before(text, start) if glued else ""
    if before:
        unit = grammar.glued_before.get(before)
        # "M6.6" is a magnitude, "M9-Beretta" a pistol.
        if unit and not number.tail and _plausible(unit, number) and text[end : end + 1] != "-":
            return Unit(Kind.MEASUREMENT, unit, start, end, end, "glued")
        # "killing44 people": a word has lost its blank, and a counted noun follows.
        word = before.islower() and len(before) >= WORD and near.counts(end, reach=1)
        return Unit(Kind.COUNT, "", start, end, end) if word else None
    if number.tail:
        return _from_tail(number, grammar)
    return _from_words(number, near, grammar)


def _from_tail(number: Number, grammar: Grammar) -> Unit | None:
    tail, start, end = number.tail, number.start, number.end
    after = end + len(tail)
    if tail == "%":
        return Unit(Kind.PERCENT, "percent", start, after, after, tail)
    if tail in grammar.glued_bounds:
        return Unit(Kind.COUNT, "", start, after, after, tail, grammar.glued_bounds[tail])
    if tail in grammar.symbols:
        return Unit(Kind.MEASUREMENT, grammar.symbols[tail], start, end, after, tail)
    if tail in grammar.signs:
        return Unit(Kind.MONEY, grammar.signs[tail], start, after, after, tail)
    # A counted noun whose space was lost: "27orang".
    return Unit(Kind.COUNT, "", start, end, end) if tail.lower() in grammar.nouns else None


def _from_words(number: Number, near: Neighbours, grammar: Grammar) -> Unit:
    start, end = number.start, number.end
    place = near.next_word(end)
    if hit := near.after["quantities.percent"].get(place):
        return Unit(Kind.PERCENT, "percent", start, hit.end, hit.end, hit.cue.rule)
    money_end, code = _money_word(near, end, grammar)
    if code:
        return Unit(Kind.MONEY, code, start, money_end, money_end, "money")
    before = near.before["units.before"].get(near.word_before(start))
    if before and _plausible(before.cue.value, number):
        hit = near.after["units.physical"].get(place)
        unit_end = hit.end if hit else end
        return Unit(Kind.MEASUREMENT, before.cue.value, start, end, unit_end, before.cue.rule)
    if number.sort == Sort.VAGUE and (of := near.after["quantities.fraction_of"].get(place)):
        place = near.next_word(of.end, BLANKS)  # "hundreds of kilometres"
    return _from_symbol(number, place, near, grammar)


def _from_symbol(number: Number, place: int, near: Neighbours, grammar: Grammar) -> Unit:
    start, end = number.start, number.end
    if (hit := near.after["units.physical"].get(place)) and _plausible(hit.cue.value, number):
        return Unit(Kind.MEASUREMENT, hit.cue.value, start, end, hit.end, hit.cue.rule)
    match = _SYMBOL.match(near.text, place)
    symbol = match.group() if match else ""
    if match and symbol == "%":
        return Unit(Kind.PERCENT, "percent", start, match.end(), match.end(), symbol)
    unit = grammar.symbols.get(symbol)
    if match and unit and _plausible(unit, number):
        return Unit(Kind.MEASUREMENT, unit, start, end, match.end(), symbol)
    return Unit(Kind.COUNT, "", start, end, end)


def _plausible(unit: str, number: Number) -> bool:
    if unit == FLOOR:
        return number.sort != Sort.VAGUE
    return unit != MAGNITUDE or number.value <= STRONGEST


def _money_word(near: Neighbours, end: int, grammar: Grammar) -> tuple[int, str]:
    """Find a currency word, code or sign after a number, over "of" in "millions of naira"."""
    place = near.next_word(end)
    money = near.after["units.money"]
    if hit := money.get(place):
        return hit.end, hit.cue.value
    if of := near.after["quantities.fraction_of"].get(place):
        hit = money.get(near.next_word(of.end, BLANKS))
        return (hit.end, hit.cue.value) if hit else (0, "")
    for size in (3, 2, 1):
        sign = near.text[place : place + size]
        if sign in grammar.signs and not near.text[place + size : place + size + 1].isalnum():
            alphabetic = sign.isalpha()
            if not alphabetic or (size == 3 and sign.isupper() and not near.capitals):
                return place + len(sign), grammar.signs[sign]
    return 0, ""


def _glued_before(text: str, start: int) -> str:
    """Give what is glued before a number as part of a name: "F-" of F-16, "G" of G20."""
    last, before = text[start - 1 : start], text[start - 2 : start - 1]
    if last and last in _NAME_SIGNS:
        return last
    if last and last in _DASHES:  # "F-16", "01--200", "(334)-555"; not "killed--200"
        if before in _DASHES:
            before = text[start - 3 : start - 2]
            return last if before.isdecimal() else ""
        return last if before == ")" or before.isalnum() else ""
    place = start
    while place and text[place - 1].isalpha():
        place -= 1
    return text[place:start]
