"""Annotated reports with their mentions laid, for learning and for measuring single markers."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from counterclaim.assembly import Scene
from counterclaim.languages import codes, load_pack
from counterclaim.languages.corpus import SPANS, Case, Expected, load_cases
from counterclaim.model import Document
from counterclaim.pipeline import lay_out
from counterclaim.readers import read_capture
from gold import capture, rows, shared


@dataclass(frozen=True)
class Report:
    """One report with the claims that readers found in it."""

    id: str
    document: Document
    claims: list[dict[str, Any]]

    @property
    def language(self) -> str:
        """ISO 639-1 code."""
        return self.document.imprint.language

    @cached_property
    def scene(self) -> Scene:
        """The report with every marker's mentions."""
        return lay_out(self.document, load_pack(self.language))


@cache
def load_cases_as_reports() -> list[Report]:
    """The worked examples of every language's corpus; a claim holds only the fields its case gives."""
    reports = []
    for code in codes():
        for case in load_cases(code):
            row = {"id": f"{code}-case-{case.number}", "lang": code, "title": case.title}
            row |= {"text": case.text, "outlet": case.outlet}
            if case.published:
                row["published"] = case.published.isoformat()
            document = read_capture(capture(row))[0]
            reports.append(Report(row["id"], document, [_claim(c, case) for c in case.claims]))
    return reports


def _claim(expected: Expected, case: Case) -> dict[str, Any]:
    """An expected claim as an interchange record that lacks the fields the case does not give."""
    record: dict[str, Any] = {"figure": [expected.start, expected.end]}
    for field, words in expected.names:
        if field in SPANS:
            start = case.full.find(words) if words else -1
            span = {"start": start, "end": start + len(words), "text": words}
            record[field] = span if words else None
        else:
            record[field] = words
    if {"from", "to"} & expected.given:
        days = {"from": expected.first, "to": expected.last}
        when = {end: str(day) if day else None for end, day in days.items()}
        span = record.get("when")
        known = span or any(when.values())
        record["when"] = {**when, **(span or {"start": -1, "end": -1, "text": ""})} if known else None
    return record


def load_reports(part: str) -> list[Report]:
    """The reports of ``train`` or ``dev`` with their claims."""
    claims = {row["id"]: row["claims"] for row in rows(shared("gold", f"{part}.gold.jsonl"))}
    documents = {
        row["id"]: read_capture(capture(row))[0]
        for row in rows(shared("gold", f"{part}.articles.jsonl"))
    }
    return [Report(name, document, claims[name]) for name, document in documents.items()]
