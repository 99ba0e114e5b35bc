"""JSON Lines: one claim a line, every field, with what is known of its report."""

import json
from collections.abc import Iterator

from counterclaim.exporters.values import number, span
from counterclaim.model import Claim, Extraction, Imprint


def claim_lines(extraction: Extraction) -> Iterator[str]:
    """Give the lines of one report, in the order of its claims."""
    for claim in extraction.claims:
        record = claim_record(claim, extraction.document.imprint)
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def claim_record(claim: Claim, imprint: Imprint) -> dict[str, object]:
    """Give a claim as plain values: spans as ``{"start", "end", "text"}`` or null, dates as ISO."""
    quantity, said, period = claim.quantity, claim.attribution, claim.period
    return {
        "claim": claim.id,
        "figure_id": claim.figure_id,
        "document": claim.document_id,
        "figure": span(claim.figure),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "bound": str(quantity.bound),
        "kind": str(quantity.kind),
        "unit": quantity.unit,
        "word": quantity.word,
        "measure": claim.measure,
        "measure_cue": span(claim.measure_cue),
        "what": span(claim.what),
        "mode": str(claim.mode),
        "modality": str(claim.modality),
        "source": span(said.source),
        "cue": span(said.cue),
        "via": [span(via) for via in said.via],
        "place": span(claim.place),
        "place_code": claim.place_code,
        "when": span(period.span),
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "sentence": span(claim.sentence),
        "rules": list(claim.rules),
        "report": imprint_record(imprint),
    }


def imprint_record(imprint: Imprint) -> dict[str, object]:
    """Give what is known of a report beside its words."""
    return {
        "name": imprint.name,
        "title": imprint.title,
        "outlet": imprint.outlet,
        "authors": list(imprint.authors),
        "published": imprint.published.isoformat() if imprint.published else None,
        "language": imprint.language,
        "address": imprint.address,
        "canonical": imprint.canonical,
        "modified": imprint.modified.isoformat() if imprint.modified else None,
    }
