"""Figures and spans as JSON values."""

from decimal import Decimal

from counterclaim.model import Span

JsonSpan = dict[str, int | str]


def number(value: Decimal | None) -> int | float | str | None:
    """Give a figure as a JSON number with the very digits of the Decimal.

    A string where no double prints as those digits (beyond some 15 of them).
    """
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else format(value, "f")


def span(found: Span | None) -> JsonSpan | None:
    """Give a span as ``{"start", "end", "text"}``."""
    return {"start": found.start, "end": found.end, "text": found.text} if found else None
