"""Reconcile the gold claims of the gold stories and print the scores.

usage: python bench/stories.py [--misses N] [--json]

Reads the shared folder beside the repository (or $COUNTERCLAIM_SHARED). The claims are the gold
ones, so that the scores are of reconciling alone.
"""

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from counterclaim.languages import codes, load_pack
from counterclaim.model import (
    Attribution,
    Bound,
    Claim,
    Imprint,
    Kind,
    Modality,
    Mode,
    Period,
    Policy,
    Quantity,
    Reconciliation,
    Report,
    Span,
)
from counterclaim.reconcile import reconcile

SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", Path(__file__).parents[2] / "shared"))


def span(text: str, value: dict[str, Any] | None) -> Span | None:
    """Give the span of a gold field, if it has one."""
    return Span.of(text, value["start"], value["end"]) if value else None


def passed_on(text: str, names: list[str]) -> tuple[Span, ...]:
    """Give the spans of the names in a gold chain."""
    return tuple(Span(text.find(n), text.find(n) + len(n), n) for n in names)


def day(value: str | None) -> date | None:
    """Read an ISO date."""
    return date.fromisoformat(value) if value else None


def decimal(value: float | None) -> Decimal | None:
    """Read a JSON number exactly."""
    return None if value is None else Decimal(str(value))


def place_code(place: Span | None, language: str) -> str:
    """Read the code as a marker would: the last place of the pack named in the words."""
    if place is None or language not in codes():
        return ""
    hits = load_pack(language).lexicon.find(place.text).get("places.names", ())
    return hits[-1].cue.value if hits else ""


def claim_of(text: str, gold: dict[str, Any], language: str) -> Claim:
    """Build the claim that a perfect extractor would have made."""
    start, end = gold["figure"]
    left = max(text.rfind(mark, 0, start) for mark in (". ", "\n")) + 1
    stops = [i for i in (text.find(". ", end), text.find("\n", end)) if i >= 0]
    kind, place = Kind(gold["kind"]), span(text, gold["place"])
    low, high = decimal(gold["low"]), decimal(gold["high"])
    return Claim(
        document_id=gold["doc"],
        figure=Span.of(text, start, end),
        sentence=Span.of(text, left, min(stops, default=len(text))),
        quantity=Quantity(low, high, Bound(gold["bound"]), kind, gold["unit"] or ""),
        measure=gold["measure"],
        what=span(text, gold["what"]),
        mode=Mode(gold["mode"]),
        modality=Modality(gold["modality"]),
        attribution=Attribution(span(text, gold["source"]), None, passed_on(text, gold["via"])),
        place=place,
        place_code=place_code(place, language),
        period=Period(None, day(gold["from"]), day(gold["to"])),
    )


def reports_of(story: dict[str, Any], articles: Path) -> Iterator[tuple[Report, dict[str, str]]]:
    """Give each report with the ids of its gold claims."""
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text = "\n\n".join(filter(None, (article["title"], article["text"])))
        golds = [g for g in story["claims"] if g["doc"] == article["id"]]
        claims = [claim_of(text, g, article["lang"]) for g in golds]
        published = article["published"]
        imprint = Imprint(
            title=article["title"],
            outlet=article["outlet"],
            published=datetime.fromisoformat(published) if published else None,
            language=article["lang"],
            name=article["id"],
        )
        ids = {c.id: g["id"] for c, g in zip(claims, golds, strict=True)}
        yield Report(article["id"], imprint, tuple(claims), text), ids


def record(story: dict[str, Any], result: Reconciliation, ids: dict[str, str]) -> dict[str, Any]:
    """Give the interchange record of a reconciled story, under the ids of the gold claims."""
    tallies = [t for t in result.tallies if t.policy == Policy.RANGE]
    return {
        "story": story["story"],
        "claims": story["claims"],
        "questions": [{"id": q.id, "claims": [ids[c] for c in q.claims]} for q in result.questions],
        "relations": [
            {"a": ids[c.a], "b": ids[c.b], "relation": c.relation} for c in result.comparisons
        ],
        "tally": [
            {
                "question": t.question,
                "latest": ids[t.latest],
                "low": float(t.low.value) if t.low else None,
                "high": float(t.high.value) if t.high else None,
                "originators": t.originators,
                "disputed": t.disputed,
            }
            for t in tallies
        ],
    }


def reconciled() -> Iterator[dict[str, Any]]:
    """Give the record of each gold story."""
    lines = (SHARED / "gold/stories.gold.jsonl").read_text(encoding="utf-8").splitlines()
    for story in map(json.loads, lines):
        found = list(reports_of(story, SHARED / f"gold/stories/{story['story']}.articles.jsonl"))
        ids = {k: v for _, names in found for k, v in names.items()}
        yield record(story, reconcile([report for report, _ in found]), ids)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there; set COUNTERCLAIM_SHARED to the folder with gold/")
    spec = importlib.util.spec_from_file_location("score_stories", SHARED / "gold/score_stories.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "stories.jsonl"
        predicted.write_text("".join(json.dumps(r) + "\n" for r in reconciled()), encoding="utf-8")
        gold = str(SHARED / "gold/stories.gold.jsonl")
        sys.argv = ["score_stories", gold, str(predicted), "--misses", str(options.misses)]
        sys.argv += ["--json"] * options.json
        scorer.main()


if __name__ == "__main__":
    main()
