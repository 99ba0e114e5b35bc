"""Measure the figure marker alone against gold claims: recall, precision, value, bound, kind.

usage: python bench/figures.py [train|dev] [--misses] [--extras] [--articles]

Extras that only a context can drop (articles) are counted apart. Matching is that of gold/score.py:
spans overlap, each used once, best overlap first.
"""

import argparse
import collections
import json
import os
import time
from decimal import Decimal
from pathlib import Path

from counterclaim.languages import load_pack, spaced
from counterclaim.languages.reading import Reading
from counterclaim.markers.figure import mark_figures
from counterclaim.model import Document, Figure, Imprint

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", HERE.parent.parent / "shared"))


def read(text: str, language: str) -> Reading:
    """Lay a pack's lexicon on a text, with no sentences marked."""
    pack = load_pack(language)
    form = spaced(text)
    document = Document(text, Imprint(language=language))
    return Reading(document, pack, form, (), pack.lexicon.find(text, form))


def matches(gold: list[dict], figures: list[Figure]) -> list[tuple[int, int]]:
    """Pair gold and marked figures as gold/score.py does."""
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(figures):
            shared = min(g["figure"][1], f.end) - max(g["figure"][0], f.start)
            if shared > 0:
                longest = max(g["figure"][1] - g["figure"][0], f.end - f.start)
                pairs.append((-shared / longest, f.article, i, j))
    taken: set[int] = set()
    used: set[int] = set()
    left = []
    for _, _, i, j in sorted(pairs):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            left.append((i, j))
    return left


def around(text: str, start: int, end: int) -> str:
    """Show a span in its surroundings."""
    left, right = text[max(0, start - 45) : start], text[end : end + 45]
    return f"{left}[{text[start:end]}]{right}".replace("\n", " / ")


def main() -> None:
    """Print the scores of one gold part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", nargs="?", default="train", choices=["train", "dev"])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--extras", action="store_true")
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--lang")
    wanted = parser.parse_args()
    articles = {}
    with (SHARED / f"gold/{wanted.part}.articles.jsonl").open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            articles[article["id"]] = article
    tally: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    spent, size = 0.0, 0
    with (SHARED / f"gold/{wanted.part}.gold.jsonl").open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            article = articles[line["id"]]
            language = article["lang"]
            if wanted.lang and wanted.lang != language:
                continue
            # Offsets of reports without a headline count from the first word of the body.
            title = article["title"]
            text = f"{title}\n\n{article['text']}" if title else article["text"]
            reading = read(text, language)
            begin = time.perf_counter()
            figures = mark_figures(reading)
            spent += time.perf_counter() - begin
            size += len(text)
            judge(text, line["claims"], figures, tally[language], wanted)
    for language, count in tally.items():
        matched = count["matched"]
        print(
            f"{language}: gold {count['gold']} P {matched / (matched + count['extra']):.3f} "
            f"R {matched / count['gold']:.3f} value {count['value'] / matched:.3f} "
            f"bound {count['bound'] / matched:.3f} kind {count['kind'] / matched:.3f} "
            f"extras {count['extra']} article extras {count['article']}"
        )
    print(f"{spent / size * 4096 * 1000:.2f} ms per 4 KB")


def judge(
    text: str,
    gold: list[dict],
    figures: list[Figure],
    count: collections.Counter[str],
    wanted: argparse.Namespace,
) -> None:
    """Add one article to the tally, and print what is wrong with it."""
    pairs = matches(gold, figures)
    count["gold"] += len(gold)
    count["matched"] += len(pairs)
    for i, j in pairs:
        g, f = gold[i], figures[j]
        low, high = ((None if x is None else Decimal(str(x))) for x in (g["low"], g["high"]))
        value = (low, high) == (f.low, f.high)
        right = {"value": value, "bound": g["bound"] == f.bound, "kind": g["kind"] == f.kind}
        for key, ok in right.items():
            count[key] += ok
        wrong = [key for key, ok in right.items() if not ok]
        if wrong and wanted.misses:
            said = f"{f.low} {f.high} {f.bound} {f.kind}"
            gave = f"{g['low']} {g['high']} {g['bound']} {g['kind']}"
            print("WRONG", ",".join(wrong), said, "| gold", gave, "|", around(text, f.start, f.end))
    found = {i for i, _ in pairs}
    used = {j for _, j in pairs}
    for i, g in enumerate(gold):
        if i not in found and wanted.misses:
            print("MISS", g["low"], g["measure"], "|", around(text, *g["figure"]))
    for j, f in enumerate(figures):
        if j not in used:
            count["article" if f.article else "extra"] += 1
            if wanted.articles if f.article else wanted.extras:
                print("EXTRA", f.low, f.bound, f.kind, "|", around(text, f.start, f.end))


if __name__ == "__main__":
    main()
