"""CSV: one claim a row, for spreadsheets and data frames."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from counterclaim.model import Claim, Extraction, Imprint, Span

COLUMNS: Final = (
    "claim",
    "document",
    "outlet",
    "published",
    "language",
    "title",
    "address",
    "name",
    "figure",
    "figure_start",
    "figure_end",
    "low",
    "high",
    "bound",
    "kind",
    "unit",
    "measure",
    "what",
    "mode",
    "modality",
    "source",
    "via",
    "place",
    "place_code",
    "when",
    "from",
    "to",
    "sentence",
)
"""The columns, in this order; new ones are only ever added at the end.

``figure``, ``what``, ``source``, ``place``, ``when`` and ``sentence`` are the report's words,
``via`` those who passed the figure on, joined by "; ", nearest the reader last. ``low`` and
``high`` are plain decimal numbers, empty at an open end; ``from`` and ``to`` are ISO dates.
"""

_LINE_END: Final = "\r\n"
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")


def table_header() -> str:
    """Give the line of column names."""
    return _line(COLUMNS)


def table_lines(extraction: Extraction) -> Iterator[str]:
    """Give the rows of one report, in the order of its claims."""
    for claim in extraction.claims:
        yield _line(claim_cells(claim, extraction.document.imprint))


def claim_cells(claim: Claim, imprint: Imprint) -> tuple[str, ...]:
    """Give the cells of one claim, safe for spreadsheets, in the order of ``COLUMNS``."""
    quantity, said, period = claim.quantity, claim.attribution, claim.period
    return (
        claim.id,
        claim.document_id,
        safe_cell(imprint.outlet),
        imprint.published.isoformat() if imprint.published else "",
        imprint.language,
        safe_cell(imprint.title),
        safe_cell(imprint.address),
        safe_cell(imprint.name),
        _words(claim.figure),
        str(claim.figure.start),
        str(claim.figure.end),
        _number(quantity.low),
        _number(quantity.high),
        str(quantity.bound),
        str(quantity.kind),
        safe_cell(quantity.unit),
        claim.measure,
        _words(claim.what),
        str(claim.mode),
        str(claim.modality),
        _words(said.source),
        safe_cell("; ".join(via.text for via in said.via)),
        _words(claim.place),
        safe_cell(claim.place_code),
        _words(period.span),
        period.start.isoformat() if period.start else "",
        period.end.isoformat() if period.end else "",
        _words(claim.sentence),
    )


def _words(span: Span | None) -> str:
    return safe_cell(span.text) if span else ""


def safe_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    # Spreadsheets skip blanks before the sign.
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    # The writer quotes a cell for the characters of its own line end; both ends must be among them.
    csv.writer(out, lineterminator=_LINE_END).writerow(cells)
    return out.getvalue().removesuffix(_LINE_END)
