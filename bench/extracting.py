"""The step under measurement, text to claims, and its result as interchange records."""

from collections.abc import Callable, Mapping
from typing import Any

from counterclaim.exporters.gold import gold_record as record
from counterclaim.exporters.gold import gold_records
from counterclaim.model import Capture, Extraction
from gold import capture

__all__ = ["Extract", "MovedTextError", "Record", "default", "moved", "read", "record", "within"]

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
    return extraction, gold_records(extraction)


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
