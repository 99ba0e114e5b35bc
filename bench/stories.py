"""Reconcile the gold claims of the gold stories and print the scores; then group mixed reports.

usage: python bench/stories.py [--misses N] [--json] [--grouping]

Reads the shared folder beside the repository (or $COUNTERCLAIM_SHARED). The claims are the gold
ones, so that the scores are of reconciling alone. --grouping reads all reports of all stories and
those of the corpus that a language pack reads, and prints how well they are told apart: as one
ledger with texts and without, as one that grows by one report after another, and as many small ones.
"""

import argparse
import importlib.util
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from counterclaim.drivers.comparing import FEW, GROWTH
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
from counterclaim.pipeline import extract_claims
from counterclaim.reconcile import Growing, reconcile
from counterclaim.reconcile.stories import group_stories
from gold import capture, rows
from result import f1

SMALL_LEDGERS = 60
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


def mixed() -> Iterator[tuple[str, Report]]:
    """Give every report of every story with the story's name, then the corpus's with ""."""
    seen: set[str] = set()
    files = sorted((SHARED / "stories").glob("*.articles.jsonl.gz"))
    for path in (*files, SHARED / "corpus/articles.jsonl.gz"):
        story = "" if path.parent.name == "corpus" else path.name.partition(".")[0]
        for row in rows(path):
            if row["id"] in seen or (not story and row["lang"] not in codes()):
                continue
            seen.add(row["id"])
            read = extract_claims(capture(row))
            yield story, Report(row["id"], read.document.imprint, read.claims, read.document.text)


@dataclass
class Pairs:
    """Pairs of reports of the stories: joined rightly, joined wrongly, and to be joined."""

    right: int = 0
    wrong: int = 0
    wanted: int = 0
    strangers: int = 0
    """Corpus reports in one group with a story's."""

    def add(self, story_of: dict[str, str], groups: Iterable[Sequence[Report]]) -> None:
        """Count the pairs of one ledger."""
        for group in groups:
            named = Counter(story_of[r.document_id] for r in group)
            strangers = named.pop("", 0)
            told = sum(named.values())
            self.strangers += strangers if told else 0
            right = sum(n * (n - 1) // 2 for n in named.values())
            self.right += right
            self.wrong += told * (told - 1) // 2 - right
        sizes = Counter(filter(None, story_of.values()))
        self.wanted += sum(n * (n - 1) // 2 for n in sizes.values())

    def scores(self) -> dict[str, float]:
        """Precision, recall and F1 over the pairs."""
        return f1(self.right, self.wanted, self.right + self.wrong)

    def __str__(self) -> str:
        """One line: precision, recall, F1, strangers."""
        told = " ".join(f"{name.upper()} {value:.3f}" for name, value in self.scores().items())
        return f"{told}, {self.strangers} corpus reports in them"


def group_and_count(chosen: Sequence[tuple[str, Report]], pairs: Pairs) -> int:
    """Group some reports as one ledger; gives the number of reports in the largest group."""
    groups = group_stories(report for _, report in chosen)
    pairs.add({report.document_id: story for story, report in chosen}, groups)
    return max(map(len, groups))


def grouping() -> Iterator[tuple[str, Pairs, str]]:
    """Group mixed reports as one ledger and as many: what was grouped, the pairs, and more."""
    reports = list(mixed())
    for kept, texts in ((True, "with texts"), (False, "without texts")):
        held = reports if kept else [(s, replace(r, text=None)) for s, r in reports]
        pairs, started = Pairs(), time.perf_counter()
        largest = group_and_count(held, pairs)
        seconds = time.perf_counter() - started
        yield texts, pairs, f"one ledger of {len(held):,}, largest {largest}, {seconds:.1f} s"
    started = time.perf_counter()
    yield "one by one", one_by_one(reports), f"{time.perf_counter() - started:.1f} s"
    yield "small ledgers", small_ledgers(reports), f"{SMALL_LEDGERS} ledgers of 4 to 60"


def one_by_one(reports: Sequence[tuple[str, Report]]) -> Pairs:
    """Let a ledger grow in order of publication, grouped anew as often as watching does."""
    ordered = [r for _, r in sorted(reports, key=lambda pair: _printed(pair[1]))]
    ledger, left = Growing((), _unmade), 0
    for number, report in enumerate(ordered):
        if left == 0:
            ledger, left = Growing(ordered[:number], _unmade), FEW + number // GROWTH
        ledger.add(report)
        left -= 1
    by_id = {r.document_id: r for r in ordered}
    pairs = Pairs()
    groups = [[by_id[name] for name in story] for story in ledger.stories()]
    pairs.add({report.document_id: story for story, report in reports}, groups)
    return pairs


def _printed(report: Report) -> tuple[datetime, str]:
    when = report.imprint.published
    return when.replace(tzinfo=None) if when else datetime.min, report.document_id  # noqa: DTZ901


def _unmade(_story: Sequence[str]) -> Reconciliation:
    return reconcile([])


def small_ledgers(reports: Sequence[tuple[str, Report]]) -> Pairs:
    """Group many ledgers of a few stories each, drawn at random, the same on every machine."""
    chance, pairs = random.Random(0), Pairs()  # noqa: S311
    readable = [(s, r) for s, r in reports if r.imprint.language in codes()]
    names = sorted({s for s, _ in readable if s})
    for _ in range(SMALL_LEDGERS):
        chosen: list[tuple[str, Report]] = []
        for name in [*chance.sample(names, chance.randint(1, 4)), ""]:
            here = [pair for pair in readable if pair[0] == name]
            chosen += chance.sample(here, min(len(here), chance.randint(2, 12)))
        group_and_count(chosen, pairs)
    return pairs


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--grouping", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there; set COUNTERCLAIM_SHARED to the folder with gold/")
    if options.grouping:
        for grouped, pairs, more in grouping():
            print(f"{grouped}: {pairs}; {more}")
        return
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
