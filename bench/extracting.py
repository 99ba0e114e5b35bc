"""The step under measurement, text to claims, and its result as interchange records."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from counterclaim.model import Capture, Claim, Extraction, Span
from gold import capture

Extract = Callable[[Capture], Extraction]
Record = dict[str, Any]


def default() -> Extract:
    """Give the pipeline's own extractor; every scorer also takes another one."""
    from counterclaim.pipeline import extract_claims  # noqa: PLC0415 - measured code loads late

    return extract_claims


class MovedTextError(Exception):
    """A reader changed the text of an article, so that annotated offsets no longer hold."""


def read(extract: Extract, row: Mapping[str, Any]) -> tuple[Extraction, list[Record]]:
    """Extract one article; its claims as records with offsets into the document's text."""
    extraction = extract(capture(row))
    return extraction, [record(claim) for claim in extraction.claims]


def moved(extraction: Extraction, text: str) -> int:
    """Give the offset of ``text`` in the document; MovedTextError where it is not in it."""
    at = extraction.document.text.find(text)
    if at < 0:
        raise MovedTextError(
            f"{extraction.document.imprint.name or extraction.document.id}: text changed"
        )
    return at


def within(text: str, records: list[Record], extraction: Extraction) -> list[Record]:
    """Count offsets in an annotated text, which the document holds as it was given."""
    by = moved(extraction, text)
    return [shift(r, -by) for r in records]


def shift(claim: Record, by: int) -> Record:
    """Move figure and source of a record by some characters."""
    start, end = claim["figure"]
    source = claim["source"]
    if source:
        source = {**source, "start": source["start"] + by, "end": source["end"] + by}
    return {**claim, "figure": [start + by, end + by], "source": source}


def record(claim: Claim) -> Record:
    """Make the interchange record of one claim, as the gold scorer reads it."""
    quantity, said, period = claim.quantity, claim.attribution, claim.period
    when = _span(period.span) if period.span else {}
    days = {"from": _day(period.start), "to": _day(period.end)}
    return {
        "figure": [claim.figure.start, claim.figure.end],
        "text": claim.figure.text,
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "bound": str(quantity.bound),
        "kind": str(quantity.kind),
        "unit": quantity.unit,
        "measure": claim.measure,
        "mode": str(claim.mode),
        "modality": str(claim.modality),
        "source": _span(said.source),
        "via": [_span(s) for s in said.via],
        "what": _span(claim.what),
        "place": _span(claim.place),
        "when": {**(when or {}), **days} if period.span or any(days.values()) else None,
    }


def _span(span: Span | None) -> Record | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
