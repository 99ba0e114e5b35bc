"""Figures, days and names as short words for a person."""

from datetime import date
from decimal import Decimal

from counterclaim.model import Claim, Imprint, Kind, Quantity
from counterclaim.model.quantity import BOUND_SIGNS

_CURRENCY_LETTERS = 3


def amount(value: Decimal) -> str:
    """Write a number with commas between thousands."""
    return f"{value:,f}"


def value(quantity: Quantity) -> str:
    """Write what a figure says: "~1,100", "≥ 300", "10,000–12,000", "≥ 200 (hundreds)"."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return "not known"
    if low is not None and high is not None and low != high:
        said = f"{amount(low)}–{amount(high)}"
    else:
        said = BOUND_SIGNS.get(quantity.bound, "") + amount(
            low if low is not None else high or Decimal()
        )
    if quantity.kind == Kind.MONEY:
        said = f"{quantity.unit} {said}".strip()
    elif quantity.kind == Kind.PERCENT:
        said += " %"
    elif quantity.kind == Kind.MEASUREMENT and quantity.unit:
        said += f" {quantity.unit}"
    return f"{said} ({quantity.word})" if quantity.word else said


def day(found: date | None) -> str:
    """Write a day in ISO 8601, which every language reads alike; "" for none."""
    return found.isoformat() if found else ""


def period(claim: Claim) -> str:
    """Write when a claim holds: a day, "to 2025-01-13", "2024-10-01 to 2025-01-13" or its words."""
    start, end, words = claim.period.start, claim.period.end, claim.period.span
    if start and end:
        return day(start) if start == end else f"{day(start)} to {day(end)}"
    if end:
        return f"to {day(end)}"
    if start:
        return f"from {day(start)}"
    return f"“{words.text}”" if words else ""


def manner(claim: Claim) -> str:
    """Write measure, then mode and modality where they are out of the ordinary."""
    marks = [claim.measure]
    if claim.mode != "total":
        marks.append(str(claim.mode))
    if claim.modality != "asserted":
        marks.append(str(claim.modality))
    return ", ".join(marks)


def speaker(claim: Claim) -> str:
    """Write who asserts the figure and who passed it on; "" where the report itself says it."""
    said = claim.attribution
    names = [said.source.text] if said.source else []
    names += [f"via {via.text}" for via in said.via]
    return " ".join(" ".join(names).split())


def heading(imprint: Imprint) -> str:
    """Write outlet, day, language and title of a report in one line."""
    published = day(imprint.published.date()) if imprint.published else "undated"
    parts = (imprint.called, published, imprint.language, imprint.title)
    return " · ".join(" ".join(part.split()) for part in parts if part)


def count(number: int, noun: str) -> str:
    """Write "1 claim", "2 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def plain(words: str) -> str:
    """Write words of a report in one line."""
    return " ".join(words.split())
