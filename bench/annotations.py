"""The project's own annotation of unannotated reports, standing apart from their texts.

``annotations/<language>.jsonl`` holds one report a line: ``id`` (its name in the shared corpus),
``digest`` (of the text that was read) and ``figures`` in order. A figure is ``[start, end]`` with its
measure, mode and modality, the runs of its source, via, what, place and when, and the days it means;
one that has a ``figure`` alone is no figure by the guide. No word of a report is in them, so a report
has to be at hand to be learned from. Values are not annotated: they are the reader's own.
"""

import hashlib
import json
from functools import cache
from typing import Any

from annotated import Report
from counterclaim.exporters.values import number
from counterclaim.model import Figure
from counterclaim.readers import read_capture
from gold import ROOT, Row, capture, rows, shared

FOLDER = ROOT / "annotations"
_RUNS = ("source", "what", "place")


@cache
def load_annotations() -> list[Report]:
    """The annotated reports whose texts are at hand and are those that were read.

    Raises AbsentError where the corpus is not here.
    """
    texts: dict[str, Row] = {}
    for row in rows(shared("corpus", "articles.jsonl.gz")):
        texts.setdefault(row["id"], row)
    found = (_report(line, texts) for path in sorted(FOLDER.glob("*.jsonl")) for line in rows(path))
    return [report for report in found if report is not None]


def _report(line: Row, texts: dict[str, Row]) -> Report | None:
    row = texts.get(line["id"])
    if row is None:
        return None
    report = Report(line["id"], read_capture(capture(row))[0], [])
    text = report.scene.reading.text
    if digest(text) != line["digest"]:
        return None
    report.claims.extend(_claims(line["figures"], text, report.scene.marks.figures))
    return report


def digest(text: str) -> str:
    """First 16 hex digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _claims(rows_: list[Row], text: str, figures: Any) -> list[dict[str, Any]]:
    return [_claim(row, text, figures) for row in rows_ if "measure" in row]


def _claim(row: Row, text: str, figures: list[Figure]) -> dict[str, Any]:
    start, end = row["figure"]
    record = {k: row[k] for k in ("figure", "measure", "mode", "modality")}
    record |= {k: _span(row[k], text) for k in _RUNS}
    record["via"] = [_span(run, text) for run in row["via"]]
    days = {"from": row.get("from"), "to": row.get("to")}
    when = _span(row["when"], text) or {"start": -1, "end": -1, "text": ""}
    record["when"] = {**when, **days} if "from" in row else None
    read = next((f for f in figures if f.start < end and start < f.end), None)
    record |= {"low": None, "high": None, "bound": None, "kind": None}
    if read is not None:
        record |= {"low": number(read.low), "high": number(read.high)}
        record |= {"bound": str(read.bound), "kind": str(read.kind)}
    return record


def _span(run: list[int] | None, text: str) -> dict[str, Any] | None:
    if run is None:
        return None
    return {"start": run[0], "end": run[1], "text": text[run[0] : run[1]]}


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        marks = [figure for line in lines for figure in line["figures"]]
        claims = sum("measure" in figure for figure in marks)
        print(f"{path.stem}: {len(lines)} reports, {len(marks)} numbers, {claims} claims")
