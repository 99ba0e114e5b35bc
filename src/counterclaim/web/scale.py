"""Where figures and days lie along an axis, as shares of its length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from math import log10
from typing import Final

from counterclaim.reconcile.trapezoid import INFINITY, Trapezoid

_WIDE_SPAN: Final = 100
"""From this ratio of the largest to the smallest figure on, the scale is logarithmic."""
_LARGEST: Final = Decimal(10) ** 300
"""No report means more; a float holds little more."""
_MOST_TICKS: Final = 6
_STEPS: Final = (1, 2, 7, 14, 30, 61, 91, 183, 365)
"""Days between the ticks of an axis of time; from 30 on they stand on the first of a month."""
_MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of figures from ``low`` to ``high``; ``logarithmic`` ones begin above 0."""

    low: float
    high: float
    logarithmic: bool = False

    def share(self, value: Decimal) -> float:
        """Give where a value lies from 0 to 1; one outside lies at the nearest end."""
        number = float(min(value, _LARGEST))
        if self.logarithmic:
            place = log10(max(number, self.low) / self.low) / log10(self.high / self.low)
        else:
            place = (number - self.low) / (self.high - self.low)
        return max(0.0, min(1.0, place))

    def ticks(self) -> list[Decimal]:
        """Give round values for the axis, some four to six of them."""
        if self.logarithmic:
            first, last = round(log10(self.low)), round(log10(self.high))
            apart = max(1, -(-(last - first) // _MOST_TICKS))
            return [Decimal(10) ** power for power in range(first, last + 1, apart)]
        step = _step(self.high)
        return [step * i for i in range(int(Decimal(self.high) / step) + 1)]


@dataclass(frozen=True, slots=True)
class Days:
    """An axis of time from one day to a later one."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Give where a day lies from 0 to 1; one outside lies at the nearest end."""
        place = (day - self.first).days / max(1, (self.last - self.first).days)
        return max(0.0, min(1.0, place))

    def ticks(self, most: int = _MOST_TICKS) -> list[date]:
        """Give days for the axis, at most so many and rarely fewer than two."""
        span = (self.last - self.first).days
        step = next((s for s in _STEPS if span / s <= most), 365 * -(-span // (365 * most)))
        if step < _MONTH:
            return [self.first + timedelta(i) for i in range(0, span + 1, step)]
        months = max(1, round(step / 30.4))
        year, month = self.first.year, self.first.month
        found: list[date] = []
        while (year, month) <= (self.last.year, self.last.month):
            day = date(year, month, 1)
            # Whole years begin in January, quarters with a quarter.
            if (month - 1 + 12 * year) % months == 0 and self.first <= day <= self.last:
                found.append(day)
            month += 1
            if month > 12:
                year, month = year + 1, 1
        return found or [self.first, self.last]


def scale_for(figures: Sequence[Trapezoid]) -> Scale:
    """Give a scale on which all figures have room; open ends have some beyond the largest.

    It begins at 0 unless the figures lie more than a hundredfold apart: then it is logarithmic.
    """
    ends = [min(end, _LARGEST) for figure in figures for end in _finite(figure)]
    most = max(ends, default=Decimal(1)) or Decimal(1)
    least = min((end for end in ends if end > 0), default=most)
    if most / least >= _WIDE_SPAN:
        return Scale(10.0 ** least.adjusted(), 10.0 ** (most.adjusted() + 1), logarithmic=True)
    # Rounded up to a whole step, so that the last tick is the end of the scale.
    step = _step(float(most))
    top = (most / step).to_integral_value(ROUND_CEILING) * step
    if any(figure.high == INFINITY for figure in figures) and top - most < step / 2:
        top += step
    return Scale(0.0, float(top))


def days_for(days: Iterable[date]) -> Days | None:
    """Give an axis with all these days and a little room around them; None without any."""
    known = list(days)
    if not known:
        return None
    first, last = min(known), max(known)
    room = timedelta(max(1, (last - first).days // 25))
    # The first and the last day of the calendar have no room around them.
    return Days(
        first - room if first - date.min > room else first,
        last + room if date.max - last > room else last,
    )


def _finite(figure: Trapezoid) -> Iterable[Decimal]:
    return (end for end in (figure.low, figure.high, figure.most) if end != INFINITY)


def _step(most: float) -> Decimal:
    """Give a round step of which some five make up ``most``."""
    power = Decimal(10) ** Decimal(f"{most / 5:e}").adjusted()
    return next(power * n for n in (1, 2, 5, 10) if float(power * n) * 5 >= most)
