"""Annotated reports with their mentions laid, for learning and for measuring single markers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from counterclaim.assembly import Scene
from counterclaim.languages import load_pack
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


def load_reports(part: str) -> list[Report]:
    """The reports of ``train`` or ``dev`` with their claims."""
    claims = {row["id"]: row["claims"] for row in rows(shared("gold", f"{part}.gold.jsonl"))}
    documents = {
        row["id"]: read_capture(capture(row))[0]
        for row in rows(shared("gold", f"{part}.articles.jsonl"))
    }
    return [Report(name, document, claims[name]) for name, document in documents.items()]
