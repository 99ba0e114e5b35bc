"""The project's own annotation of unannotated reports, standing apart from their texts.

``annotations/<language>.jsonl`` holds one report a line: ``id`` (its name in the shared corpus),
``digest`` (of the text that was read) and ``figures`` in order. A figure is ``[start, end]`` with its
measure, mode and modality, the runs of its source, via, what, place and when, and the days it means;
one that has a ``figure`` alone is no figure by the guide. No word of a report is in them, so a report
has to be at hand to be learned from. Values are not annotated: they are the reader's own.

``annotations/again`` holds what the same readers found in some reports of the gold training claims, which
they did not know to be such. Run, the script counts the annotations and prints how far the two agree;
value, bound and kind, which were not annotated, are taken over from the gold claim.

``annotations/held-out`` is never learned from: longer reports (features, live pages, polls) than the
gold ones mostly are. The gate scores them by the gold scorer, values being the reader's own.
"""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import score as gold_score
from annotated import Report, load_reports
from counterclaim.exporters.values import number
from counterclaim.model import Figure
from counterclaim.readers import read_capture
from extracting import Extract, read
from gold import ROOT, AbsentError, Row, capture, rows, scorer, shared
from gold import digest as gold_digest
from result import Result

FOLDER = ROOT / "annotations"
HELD_OUT = FOLDER / "held-out"
_RUNS = ("source", "what", "place")
_NOT_ANNOTATED = ("low", "high", "bound", "kind")


@cache
def load_annotations(folder: Path = FOLDER) -> list[Report]:
    """The annotated reports of a folder whose texts are at hand and are those that were read.

    Raises AbsentError where the corpus is not here.
    """
    texts = _texts()
    found = (_report(line, texts) for path in sorted(folder.glob("*.jsonl")) for line in rows(path))
    return [report for report in found if report is not None]


@cache
def _texts() -> dict[str, Row]:
    texts: dict[str, Row] = {}
    for row in rows(shared("corpus", "articles.jsonl.gz")):
        texts.setdefault(row["id"], row)
    return texts


def _report(line: Row, texts: dict[str, Row]) -> Report | None:
    row = texts.get(line["id"])
    if row is None:
        return None
    report = Report(line["id"], read_capture(capture(row))[0], [])
    text = report.scene.reading.text
    if digest(text) != line["digest"]:
        return None
    figures = report.scene.marks.figures
    report.claims.extend({**c, **_value(c, figures)} for c in claims_of(line, text))
    return report


def digest(text: str) -> str:
    """First 16 hex digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def claims_of(line: Row, text: str) -> list[dict[str, Any]]:
    """The claims of one line as interchange records, without values."""
    return [_claim(row, text) for row in line["figures"] if "measure" in row]


def _claim(row: Row, text: str) -> dict[str, Any]:
    record = {k: row[k] for k in ("figure", "measure", "mode", "modality")}
    record |= {k: _span(row[k], text) for k in _RUNS}
    record["via"] = [_span(run, text) for run in row["via"]]
    days = {"from": row.get("from"), "to": row.get("to")}
    when = _span(row["when"], text) or {"start": -1, "end": -1, "text": ""}
    record["when"] = {**when, **days} if "from" in row else None
    return record


def _value(claim: dict[str, Any], figures: Sequence[Figure]) -> dict[str, Any]:
    """What the reader takes the figure to mean, nothing where it does not find it."""
    start, end = claim["figure"]
    read = next((f for f in figures if f.start < end and start < f.end), None)
    if read is None:
        return dict.fromkeys(_NOT_ANNOTATED)
    low, high = number(read.low), number(read.high)
    return {"low": low, "high": high, "bound": str(read.bound), "kind": str(read.kind)}


def _span(run: list[int] | None, text: str) -> dict[str, Any] | None:
    if run is None:
        return None
    return {"start": run[0], "end": run[1], "text": text[run[0] : run[1]]}


def agreement(language: str, reports: Mapping[str, Report]) -> dict[str, Any]:
    """The score of what was read again against the gold claims, as the gold scorer gives it."""
    golds, again = {}, {}
    for line in rows(FOLDER / "again" / f"{language}.jsonl"):
        report = reports[line["id"]]
        found = claims_of(line, report.scene.reading.text)
        for i, j in scorer().match(report.claims, found):
            found[j] |= {k: report.claims[i][k] for k in _NOT_ANNOTATED}
        golds[report.id], again[report.id] = report.claims, found
    score: dict[str, Any] = scorer().score(golds, again)[0]
    return score


def score(extract: Extract) -> list[Result]:
    """One result for each language of the reports held out."""
    reports, texts = load_annotations(HELD_OUT), _texts()
    found = []
    for language in sorted({report.language for report in reports}):
        golds = {r.id: r.claims for r in reports if r.language == language}
        preds = {name: read(extract, texts[name])[1] for name in golds}
        data = gold_digest(shared("corpus", "articles.jsonl.gz"), HELD_OUT / f"{language}.jsonl")
        found.append(gold_score.result(f"held-out-{language}", golds, preds, data))
    return found


def main() -> None:
    """Count the annotations; print how far they agree with the gold claims, where these are here."""
    for path in sorted([*FOLDER.glob("*.jsonl"), *HELD_OUT.glob("*.jsonl")]):
        lines = list(rows(path))
        marks = [figure for line in lines for figure in line["figures"]]
        claims = sum("measure" in figure for figure in marks)
        name = path.relative_to(FOLDER).with_suffix("")
        print(f"{name}: {len(lines)} reports, {len(marks)} numbers, {claims} claims")
    try:
        reports = {report.id: report for report in load_reports("train")}
    except AbsentError as absent:
        sys.exit(f"agreement is not measured: {absent}")
    for path in sorted(FOLDER.glob("again/*.jsonl")):
        scorer().show(f"train {path.stem}, read again", agreement(path.stem, reports))


if __name__ == "__main__":
    main()
