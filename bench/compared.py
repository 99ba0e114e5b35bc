"""Score stories read from their articles: reading and reconciling together.

Counted by the scorer that stands with the gold stories: claims found, pairs put into one question,
relations, contradictions and tallies. ``bench/stories.py`` measures reconciling alone, from the
gold claims; the difference between the two is what reading loses.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import stories
from counterclaim.model import Report
from counterclaim.reconcile import reconcile
from extracting import Extract, record
from gold import Row, capture, digest, rows, shared
from result import Result
from rooms import story_result


def compare(extract: Extract, name: str, articles: list[Row]) -> dict[str, Any]:
    """Read the articles of one story and give its record, as the story scorer reads it."""
    reports, claims = [], []
    for row in articles:
        extraction = extract(capture(row))
        document = extraction.document
        reports.append(Report(row["id"], document.imprint, extraction.claims, document.text))
        claims += [{**record(c), "id": c.id, "doc": row["id"]} for c in extraction.claims]
    ids = {claim["id"]: claim["id"] for claim in claims}
    return stories.record({"story": name, "claims": claims}, reconcile(reports), ids)


def compared(extract: Extract, gold: Path) -> Iterator[dict[str, Any]]:
    """Give the record of each gold story."""
    for story in rows(gold):
        name = story["story"]
        articles = list(rows(shared("gold", "stories", f"{name}.articles.jsonl")))
        yield compare(extract, name, articles)


def score(extract: Extract) -> list[Result]:
    """Score all gold stories where they are here."""
    gold = shared("gold", "stories.gold.jsonl")
    with TemporaryDirectory() as folder:
        ours = Path(folder) / "stories.jsonl"
        lines = [json.dumps(story) + "\n" for story in compared(extract, gold)]
        ours.write_text("".join(lines), encoding="utf-8")
        return [story_result("compared", gold, ours, digest(gold))]
