"""The interchange record that scoring reads: one report a line, its claims within."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from counterclaim.exporters.values import number, span
from counterclaim.model import Bound, Claim, Extraction, Period

_NO_WORDS: Final[Mapping[str, object]] = {"start": None, "end": None, "text": ""}


def gold_lines(extraction: Extraction) -> Iterator[str]:
    """Give the one line of a report; a report without claims has a line too."""
    document = extraction.document
    record = {
        "id": document.imprint.name or document.id,
        "claims": gold_records(extraction),
    }
    yield json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def gold_records(extraction: Extraction) -> list[dict[str, object]]:
    """Give the figures of a report: that a number is unknown, or that there was none, is left out."""
    return [gold_record(c) for c in extraction.claims if not _is_absent(c)]


def gold_record(claim: Claim) -> dict[str, object]:
    """Give one claim: ``figure`` as ``[start, end]``, ``when`` with the days it means."""
    quantity, said = claim.quantity, claim.attribution
    return {
        "figure": [claim.figure.start, claim.figure.end],
        "text": claim.figure.text,
        "low": number(quantity.low),
        "high": number(quantity.high),
        "bound": str(quantity.bound),
        "kind": str(quantity.kind),
        "unit": quantity.unit,
        "measure": claim.measure,
        "mode": str(claim.mode),
        "modality": str(claim.modality),
        "what": span(claim.what),
        "source": span(said.source),
        "via": [span(via) for via in said.via],
        "place": span(claim.place),
        "when": _when(claim.period),
    }


def _is_absent(claim: Claim) -> bool:
    quantity = claim.quantity
    return quantity.bound is Bound.UNKNOWN or (quantity.low == 0 and quantity.word is not None)


def _when(period: Period) -> dict[str, object] | None:
    if period == Period():
        return None
    return {
        **(span(period.span) or _NO_WORDS),
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
    }
