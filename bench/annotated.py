"""Annotated reports with their mentions laid, for learning and for measuring single markers."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from counterclaim.assembly import Scene
from counterclaim.languages import codes, load_pack
from counterclaim.languages.corpus import SPANS, Case, Expected, load_cases, read_cases
from counterclaim.model import Document
from counterclaim.pipeline import lay_out
from counterclaim.readers import read_capture
from gold import ROOT, capture, rows, shared


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
def load_examples() -> list[Report]:
    """All that the project wrote to be learned from: worked examples of the packs, whole reports.

    A claim holds only the fields its example gives. The whole reports stand in ``corpora``, named
    ``<language>-<genre>.toml``, and are invented from end to end.
    """
    reports = [_report(code, case, "case") for code in codes() for case in load_cases(code)]
    for path in sorted((ROOT / "corpora").glob("*.toml")):
        code = path.stem.partition("-")[0]
        cases = read_cases(path.read_text(encoding="utf-8"), path.name)
        reports += [_report(code, case, path.stem) for case in cases]
    return reports


def _report(code: str, case: Case, group: str) -> Report:
    row = {"id": f"{code}-{group}-{case.number}", "lang": code, "title": case.title}
    row |= {"text": case.text, "outlet": case.outlet}
    if case.published:
        row["published"] = case.published.isoformat()
    document = read_capture(capture(row))[0]
    return Report(row["id"], document, [_claim(c, case) for c in case.claims])


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
    if "via" in expected.given:
        starts = [(words, case.full.find(words)) for words in expected.via]
        record["via"] = [{"start": s, "end": s + len(w), "text": w} for w, s in starts]
    if {"from", "to"} & expected.given:
        days = {"from": expected.first, "to": expected.last}
        when = {end: str(day) if day else None for end, day in days.items()}
        span = record.get("when")
        known = span or any(when.values())
        record["when"] = (
            {**when, **(span or {"start": -1, "end": -1, "text": ""})} if known else None
        )
    return record


def load_reports(part: str) -> list[Report]:
    """The reports of ``train`` or ``dev`` with their claims."""
    claims = {row["id"]: row["claims"] for row in rows(shared("gold", f"{part}.gold.jsonl"))}
    documents = {
        row["id"]: read_capture(capture(row))[0]
        for row in rows(shared("gold", f"{part}.articles.jsonl"))
    }
    return [Report(name, document, claims[name]) for name, document in documents.items()]
