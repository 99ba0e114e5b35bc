"""Figures drawn as bars of characters on one shared scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from math import log10
from typing import Final

from counterclaim.cli.figures import amount
from counterclaim.reconcile.trapezoid import INFINITY, Trapezoid

CORE: Final = "━"
STRETCH: Final = "─"
POINT: Final = "●"
OPEN: Final = "▶"
_WIDE_SPAN: Final = 100
"""From this ratio of the largest to the smallest figure on, the scale is logarithmic."""
_MILLIONS: Final = Decimal(10**7)


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of ``width`` cells from ``low`` to ``high``; ``logarithmic`` scales begin above 0."""

    low: float
    high: float
    width: int
    logarithmic: bool = False

    def cell(self, value: Decimal) -> int:
        """Give the cell of a value, the nearest end for one outside."""
        if self.logarithmic:
            place = log10(max(float(value), self.low) / self.low) / log10(self.high / self.low)
        else:
            place = (float(value) - self.low) / (self.high - self.low)
        return max(0, min(self.width - 1, round(place * (self.width - 1))))

    def ticks(self) -> list[Decimal]:
        """Give round values for the axis, some four to six of them."""
        if self.logarithmic:
            first, last = round(log10(self.low)), round(log10(self.high))
            apart = max(1, -(-(last - first) // 5))
            return [Decimal((0, (1,), power)) for power in range(first, last + 1, apart)]
        step = _step(self.high)
        return [step * Decimal(i) for i in range(int(Decimal(self.high) / step) + 1)]

    def axis(self) -> tuple[str, str]:
        """Give two lines: the values, and where on the scale they stand."""
        line, names = [STRETCH] * self.width, [" "] * self.width
        free = 0
        for tick in self.ticks():
            at = self.cell(tick)
            line[at] = "┼"
            name = _short(tick)
            start = min(max(at - len(name) // 2, 0), self.width - len(name))
            if start >= free:
                names[start : start + len(name)] = name
                free = start + len(name) + 1
        return "".join(names), "".join(line)

    def bar(self, figure: Trapezoid) -> str:
        """Draw what the words assert as a thick line and how far they can stretch as a thin one."""
        line = [" "] * self.width
        left, right = self.cell(figure.low), self.width - 1
        if figure.high != INFINITY:
            right = self.cell(figure.high)
            for at in range(self.cell(figure.least), self.cell(figure.most) + 1):
                line[at] = STRETCH
        for at in range(left, right + 1):
            line[at] = CORE
        if figure.high == INFINITY:
            for at in range(self.cell(figure.least), left):
                line[at] = STRETCH
            line[right] = OPEN
        elif left == right:
            line[left] = POINT
        return "".join(line).rstrip()

    def marks(self, low: Decimal, best: Decimal, high: Decimal) -> str:
        """Draw a reading: a thin line from low to high with a point at the best."""
        line = [" "] * self.width
        for at in range(self.cell(low), self.cell(high) + 1):
            line[at] = STRETCH
        line[self.cell(best)] = POINT
        return "".join(line).rstrip()


def scale_for(figures: Sequence[Trapezoid], width: int) -> Scale:
    """Give a scale on which all figures have room; open ends have some beyond the largest."""
    ends = [end for figure in figures for end in _finite(figure)]
    most = max(ends, default=Decimal(1)) or Decimal(1)
    least = min((end for end in ends if end > 0), default=most)
    if most / least >= _WIDE_SPAN:
        low, high = 10.0 ** (least.adjusted()), 10.0 ** (most.adjusted() + 1)
        return Scale(low, high, width, logarithmic=True)
    # Rounded up to a whole step, so that the last tick is the end of the scale.
    step = _step(float(most))
    top = (most / step).to_integral_value(ROUND_CEILING) * step
    if any(figure.high == INFINITY for figure in figures) and top - most < step / 2:
        top += step
    return Scale(0.0, float(top), width)


def _finite(figure: Trapezoid) -> Iterable[Decimal]:
    return (end for end in (figure.low, figure.high, figure.most) if end != INFINITY)


def _step(most: float) -> Decimal:
    """Give a round step of which some five make up ``most``."""
    power = Decimal(10) ** Decimal(f"{most / 5:e}").adjusted()
    return next(power * n for n in (1, 2, 5, 10) if float(power * n) * 5 >= most)


def _short(value: Decimal) -> str:
    if value >= _MILLIONS:
        return f"{amount((value / 10**6).normalize())}M"
    return amount(value.normalize() + 0)
