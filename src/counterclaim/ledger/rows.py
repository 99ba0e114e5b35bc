"""How claims, reports and problems stand in rows, and back again without loss."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from counterclaim.ledger.schema import SPANS
from counterclaim.model import (
    Attribution,
    Bound,
    Claim,
    Document,
    Extraction,
    Imprint,
    Kind,
    Modality,
    Mode,
    Period,
    Problem,
    ProblemError,
    Quantity,
    Span,
)
from counterclaim.model.identity import content_id
from counterclaim.model.reason import Reason

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who read a report and when: version of Counterclaim, pack and its version, time with zone."""

    extractor: str
    pack: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the ledger keeps it; ``text`` is None unless whole texts were asked for."""

    document_id: str
    imprint: Imprint
    text_digest: str
    text_length: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class StoredReading:
    """What one version read out of one report."""

    id: str
    report: StoredReport
    stamp: Stamp
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an addition did: ``added`` is False where the ledger held the very same reading."""

    reading_id: str
    added: bool
    claims: int = 0
    superseded: int = 0


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_row(document: Document) -> dict[str, Any]:
    """Give the row of a report, without its words."""
    about = document.imprint
    return {
        "document_id": document.id,
        "title": about.title,
        "outlet": about.outlet,
        "authors": _json(about.authors),
        "published": about.published.isoformat() if about.published else None,
        "language": about.language,
        "address": about.address,
        "name": about.name,
        "text_digest": text_digest(document.text),
        "text_length": len(document.text),
    }


def report_of(row: Row, text: str | None = None) -> StoredReport:
    """Give the report that a row holds."""
    published = row["published"]
    imprint = Imprint(
        title=row["title"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=datetime.fromisoformat(published) if published else None,
        language=row["language"],
        address=row["address"],
        name=row["name"],
    )
    return StoredReport(row["document_id"], imprint, row["text_digest"], row["text_length"], text)


def reading_content(found: Extraction, digests: Sequence[str], stamp: Stamp) -> str:
    """Hash what a reading says: its versions, claims and problems, not its time.

    ``digests`` are those of its claims' rows.
    """
    # Claims enter, so that a pack edited without a new version is still seen as another reading.
    told = sorted(problem_row(problem, None, stamp)["id"] for problem in found.problems)
    document = found.document.id
    return content_id(["reading", document, stamp.extractor, stamp.pack, list(digests), told])


def reading_row(reading_id: str, content: str, document_id: str, stamp: Stamp) -> dict[str, Any]:
    """Give the row of a reading."""
    return {
        "id": reading_id,
        "document_id": document_id,
        "content": content,
        "extractor": stamp.extractor,
        "pack": stamp.pack,
        "read_at": stamp.read_at.isoformat(),
    }


def stamp_of(row: Row) -> Stamp:
    """Give the stamp that the row of a reading holds."""
    return Stamp(row["extractor"], row["pack"], datetime.fromisoformat(row["read_at"]))


def claim_values(claim: Claim) -> dict[str, Any]:
    """All that a claim says, as column values; ``claim_of`` is the inverse."""
    q, a, p = claim.quantity, claim.attribution, claim.period
    spans = (
        claim.figure,
        claim.sentence,
        claim.measure_cue,
        claim.what,
        a.source,
        a.cue,
        claim.place,
        p.span,
    )
    values = {
        "document_id": claim.document_id,
        "low": None if q.low is None else str(q.low),
        "high": None if q.high is None else str(q.high),
        "bound": str(q.bound),
        "kind": str(q.kind),
        "unit": q.unit,
        "word": q.word,
        "measure": claim.measure,
        "mode": str(claim.mode),
        "modality": str(claim.modality),
        "place_code": claim.place_code,
        "period_from": p.start.isoformat() if p.start else None,
        "period_to": p.end.isoformat() if p.end else None,
        "via": _json([[s.start, s.end, s.text] for s in a.via]),
        "rules": _json(claim.rules),
    }
    for name, span in zip(SPANS, spans, strict=True):
        values |= span_values(name, span)
    return values


def claim_digest(values: Row) -> str:
    """Hash of ``claim_values``, by which damage to a row is told."""
    return content_id([[key, values[key]] for key in sorted(values)])


def claim_row(claim: Claim, place: int, stamp: Stamp) -> dict[str, Any]:
    """Give the row of a claim, but for the reading it belongs to."""
    values = claim_values(claim)
    return {
        "place_in_report": place,
        "claim_id": claim.id,
        "figure_id": claim.figure_id,
        **values,
        "extractor": stamp.extractor,
        "pack": stamp.pack,
        "digest": claim_digest(values),
    }


def claim_of(row: Row) -> Claim:
    """Give the claim that a row holds; raises ProblemError CC021 where the row was damaged."""
    figure, sentence, measure_cue, what, source, cue, place, timex = (
        span_of(name, row) for name in SPANS
    )
    if figure is None or sentence is None:
        raise _damaged(row)
    try:
        claim = Claim(
            document_id=row["document_id"],
            figure=figure,
            sentence=sentence,
            quantity=Quantity(
                low=_decimal(row["low"]),
                high=_decimal(row["high"]),
                bound=Bound(row["bound"]),
                kind=Kind(row["kind"]),
                unit=row["unit"],
                word=row["word"],
            ),
            measure=row["measure"],
            measure_cue=measure_cue,
            what=what,
            mode=Mode(row["mode"]),
            modality=Modality(row["modality"]),
            attribution=Attribution(
                source, cue, tuple(Span(*via) for via in json.loads(row["via"]))
            ),
            place=place,
            place_code=row["place_code"],
            period=Period(timex, _date(row["period_from"]), _date(row["period_to"])),
            rules=tuple(json.loads(row["rules"])),
        )
    except (ValueError, ArithmeticError, TypeError) as fault:
        raise _damaged(row) from fault
    if claim_digest(claim_values(claim)) != row["digest"]:
        raise _damaged(row)
    return claim


def problem_row(problem: Problem, reading_id: str | None, stamp: Stamp) -> dict[str, Any]:
    """Give the row of a problem; ``reading_id`` is None where the report could not be read."""
    values = {
        "code": problem.code,
        "message": problem.message,
        "found_at": problem.where,
        "hint": problem.hint,
        **span_values("span", problem.span),
        "extractor": stamp.extractor,
        "pack": stamp.pack,
    }
    identity = content_id(["problem", reading_id, [[k, values[k]] for k in sorted(values)]])
    return {"id": identity, "reading_id": reading_id, **values}


def problem_of(row: Row) -> Problem:
    """Give the problem that a row holds."""
    return Problem(row["code"], row["message"], row["found_at"], row["hint"], span_of("span", row))


def span_values(name: str, span: Span | None) -> dict[str, Any]:
    """Lay a span out as its three columns."""
    return {
        f"{name}_start": span.start if span else None,
        f"{name}_end": span.end if span else None,
        f"{name}_text": span.text if span else None,
    }


def span_of(name: str, row: Row) -> Span | None:
    """Give the span that three columns hold."""
    start = row[f"{name}_start"]
    return None if start is None else Span(start, row[f"{name}_end"], row[f"{name}_text"])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _damaged(row: Row) -> ProblemError:
    return ProblemError(
        Problem(
            "CC021",
            Reason(
                "The row of claim {name} was changed outside Counterclaim.",
                name=str(row["claim_id"]),
            ),
            "",
            Reason("Restore the ledger from a copy, or read the reports again into a new one."),
        )
    )
