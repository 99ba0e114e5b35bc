"""A figure as a trapezoid over [0, inf]: what its words assert, and how far they can stretch.

All ends are closed and all arithmetic is exact (Decimal with room to spare; degrees are Fractions).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from counterclaim.model import Bound, Kind, Quantity

EXACT = Context(prec=120)
"""Wide enough that halves, twentieths and sums of any printed figure are exact."""
ROUNDED = Context(prec=12)
ZERO = Decimal(0)
INFINITY = Decimal("Infinity")
HALF = Decimal("0.5")
HEDGE = Decimal("0.05")
"""Half-width of "about", as a share of the value."""


class Relation(StrEnum):
    """How one core lies to another: exactly one holds for each ordered pair."""

    EQUAL = "equal"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPS_BELOW = "overlaps_below"
    OVERLAPS_ABOVE = "overlaps_above"
    BELOW = "below"
    ABOVE = "above"

    @property
    def converse(self) -> "Relation":
        """The relation seen from the other side."""
        return _CONVERSE.get(self, self)


_CONVERSE = {
    Relation.NARROWER: Relation.WIDER,
    Relation.WIDER: Relation.NARROWER,
    Relation.OVERLAPS_BELOW: Relation.OVERLAPS_ABOVE,
    Relation.OVERLAPS_ABOVE: Relation.OVERLAPS_BELOW,
    Relation.BELOW: Relation.ABOVE,
    Relation.ABOVE: Relation.BELOW,
}


@dataclass(frozen=True, slots=True)
class Trapezoid:
    """Support ``[least, most]`` around core ``[low, high]``, ``0 <= least <= low <= high <= most``.

    ``most`` is infinite only where ``high`` is. Raises ValueError for ends out of order.
    """

    least: Decimal
    low: Decimal
    high: Decimal
    most: Decimal

    def __post_init__(self) -> None:
        if not ZERO <= self.least <= self.low <= self.high <= self.most or self.low == INFINITY:
            raise ValueError(f"ends out of order: {self.least} {self.low} {self.high} {self.most}")
        if self.most == INFINITY != self.high:
            raise ValueError("an open support needs an open core")

    @classmethod
    def box(cls, low: Decimal, high: Decimal) -> "Trapezoid":
        """Build one that cannot stretch: core and support are the same."""
        return cls(low, low, high, high)

    def scaled(self, factor: Decimal) -> "Trapezoid":
        """All ends times ``factor`` > 0."""
        ends = (self.least, self.low, self.high, self.most)
        return Trapezoid(*(EXACT.multiply(end, factor) for end in ends))

    def includes(self, other: "Trapezoid") -> bool:
        """Whether core and support of ``other`` both lie within this one's."""
        return (
            self.least <= other.least
            and self.low <= other.low
            and other.high <= self.high
            and other.most <= self.most
        )


NOTHING = Trapezoid.box(ZERO, ZERO)
ANYTHING = Trapezoid.box(ZERO, INFINITY)


def grain(value: Decimal) -> Decimal:
    """Give the largest power of ten dividing ``value``: 1000 for 11,000, 1 for 317, 0.1 for 7.4."""
    if not value:
        return Decimal(1)
    exponent = EXACT.normalize(value).as_tuple().exponent
    return Decimal((0, (1,), int(exponent)))


@lru_cache(maxsize=65536)
def trapezoid(quantity: Quantity) -> Trapezoid:
    """Read a quantity's literal bounds as a trapezoid, by the table of ``docs/decisions``."""
    low, high, bound = quantity.low, quantity.high, quantity.bound
    step = Decimal(1 if quantity.kind == Kind.COUNT else 0)
    if bound == Bound.UNKNOWN or (low is None and high is None):
        return ANYTHING
    if high is None and low is not None and bound != Bound.VAGUE:
        return Trapezoid.box(low + step if bound == Bound.MORE_THAN else low, INFINITY)
    if high is not None and low is None:
        top = max(ZERO, high - step) if bound == Bound.LESS_THAN else high
        return Trapezoid.box(ZERO, top)
    return _bounded(bound, low or ZERO, high)


def _bounded(bound: Bound, low: Decimal, high: Decimal | None) -> Trapezoid:
    if bound == Bound.VAGUE or high is None:
        return _vague(low, high)
    if bound == Bound.ABOUT and low == high:
        return _about(low)
    low, high = min(low, high), max(low, high)
    return Trapezoid(_down(low, _cell(low)), low, high, EXACT.add(high, _cell(high)))


def exactly(value: Decimal) -> Trapezoid:
    """Read a value that the words pin down: "exactly 300"."""
    return Trapezoid.box(value, value)


def _cell(value: Decimal) -> Decimal:
    """Half a rounding cell; a figure that is not rounded has none."""
    unit = grain(value)
    return ZERO if unit == 1 else EXACT.multiply(unit, HALF)


def _down(value: Decimal, by: Decimal) -> Decimal:
    return max(ZERO, EXACT.subtract(value, by))


def _about(value: Decimal) -> Trapezoid:
    half = max(EXACT.multiply(grain(value), HALF), EXACT.multiply(value, HEDGE))
    twice = EXACT.add(half, half)
    return Trapezoid(
        _down(value, twice), _down(value, half), EXACT.add(value, half), EXACT.add(value, twice)
    )


def _vague(low: Decimal, high: Decimal | None) -> Trapezoid:
    """Let a vague word reach to its ceiling, or else to the next power of ten above its floor."""
    if high is None:
        high = Decimal((0, (1,), low.adjusted() + 1)) if low else Decimal(1)
    high = max(low, high)
    return Trapezoid(EXACT.multiply(low, HALF), low, high, EXACT.multiply(high, Decimal("1.5")))


def relate(p: Trapezoid, q: Trapezoid) -> Relation:
    """How the core of ``p`` lies to the core of ``q``."""
    if p.high < q.low:
        return Relation.BELOW
    if p.low > q.high:
        return Relation.ABOVE
    if (p.low, p.high) == (q.low, q.high):
        return Relation.EQUAL
    if q.low <= p.low and p.high <= q.high:
        return Relation.NARROWER
    if p.low <= q.low and q.high <= p.high:
        return Relation.WIDER
    return Relation.OVERLAPS_BELOW if p.low < q.low else Relation.OVERLAPS_ABOVE


def compatible(p: Trapezoid, q: Trapezoid) -> bool:
    """Whether the cores meet. Not transitive: never a ground for joining claims into one."""
    return p.low <= q.high and q.low <= p.high


@lru_cache(maxsize=65536)
def contradiction(p: Trapezoid, q: Trapezoid) -> Fraction:
    """Degree in [0, 1]: 1 less the highest membership that any one value has in both figures."""
    if compatible(p, q):
        return Fraction(0)
    if p.low > q.high:
        p, q = q, p
    reach = EXACT.subtract(p.most, q.least)
    if reach <= 0:
        return Fraction(1)
    slopes = EXACT.add(EXACT.subtract(p.most, p.high), EXACT.subtract(q.low, q.least))
    return 1 - Fraction(reach) / Fraction(slopes)


@lru_cache(maxsize=65536)
def gap(p: Trapezoid, q: Trapezoid) -> Decimal:
    """Logarithm of the ratio between facing ends of the cores, each plus 1; 0 where they meet."""
    if compatible(p, q):
        return ZERO
    if p.low > q.high:
        p, q = q, p
    return ROUNDED.ln(ROUNDED.divide(EXACT.add(q.low, 1), EXACT.add(p.high, 1)))


def meet(p: Trapezoid, q: Trapezoid) -> Trapezoid | None:
    """Give what both figures allow; None where their cores do not meet."""
    if not compatible(p, q):
        return None
    return Trapezoid(
        max(p.least, q.least), max(p.low, q.low), min(p.high, q.high), min(p.most, q.most)
    )


def hull(p: Trapezoid, q: Trapezoid) -> Trapezoid:
    """Give the least trapezoid that includes both."""
    return Trapezoid(
        min(p.least, q.least), min(p.low, q.low), max(p.high, q.high), max(p.most, q.most)
    )


def total(p: Trapezoid, q: Trapezoid) -> Trapezoid:
    """Add two parts of one whole."""
    return Trapezoid(
        EXACT.add(p.least, q.least),
        EXACT.add(p.low, q.low),
        EXACT.add(p.high, q.high),
        EXACT.add(p.most, q.most),
    )


def camps(figures: Sequence[Trapezoid]) -> tuple[frozenset[int], ...]:
    """All largest sets of mutually compatible figures, as indexes, from the lowest up.

    The maximal cliques of an interval graph: one sweep over the ends of the cores, a camp each
    time a core ends after another has begun.
    """
    ends = sorted(
        [(f.low, 0, i) for i, f in enumerate(figures)]
        + [(f.high, 1, i) for i, f in enumerate(figures)]
    )
    running: set[int] = set()
    grown = False
    found: list[frozenset[int]] = []
    for _, closes, index in ends:
        if not closes:
            running.add(index)
            grown = True
            continue
        if grown:
            found.append(frozenset(running))
            grown = False
        running.discard(index)
    return tuple(found)
