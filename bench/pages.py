"""Measure the page reader: how like the article its text is, and whether it finds the day.

Prints one line for each set of ``pages/gold`` and one for ``pages/wild`` of the shared folder
(environment variable COUNTERCLAIM_SHARED, or "shared" beside the repository).
"""

import gzip
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

from counterclaim.model import Capture, Document, ProblemError
from counterclaim.readers import read_capture

SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", Path(__file__).parents[2] / "shared"))
WORD = re.compile(r"\w+")


def overlap(expected: str, found: str) -> float:
    """Give the F1 of two bags of word 4-grams, as the article extraction benchmark does."""
    gold, own = _shingles(expected), _shingles(found)
    shared = sum((gold & own).values())
    return 2 * shared / max(1, gold.total() + own.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def pages(folder: Path) -> Iterator[tuple[Mapping[str, Any], Document | str]]:
    """Give each page of a folder as read, or the code of what was wrong with it."""
    with (folder / "index.jsonl").open(encoding="utf-8") as index:
        for line in index:
            row = json.loads(line)
            path = folder / row.get("file", f"{row.get('id')}.html.gz")
            capture = Capture(
                row["url"] or str(path), "text/html", gzip.decompress(path.read_bytes())
            )
            try:
                yield row, read_capture(capture)[0]
            except ProblemError as stopped:
                yield row, stopped.problem.code


@dataclass
class Scores:
    """What one set of pages scored, page by page."""

    text: list[float] = field(default_factory=list)
    day: list[float] = field(default_factory=list)
    title: list[float] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def add(self, row: Mapping[str, Any], page: Document | str) -> None:
        """Score one page; a page that could not be read has a text of nothing."""
        if isinstance(page, str):
            self.unread[page] += 1
        words, imprint = ("", None) if isinstance(page, str) else (page.text, page.imprint)
        if row.get("text"):
            self.text.append(overlap(row["text"], words))
        if row.get("published"):
            day = f"{imprint.published:%Y-%m-%d}" if imprint and imprint.published else ""
            self.day.append(float(row["published"][:10] == day))
        if row.get("title"):
            self.title.append(overlap(row["title"], imprint.title if imprint else ""))

    def line(self) -> str:
        """All scores on one line, a dash where the set has no gold for one."""
        scores = {"text F1": self.text, "day": self.day, "title F1": self.title}
        shown = (f"{k} {mean(v):.3f} (n={len(v)})" if v else f"{k} -" for k, v in scores.items())
        return "  ".join((*shown, f"unread {dict(self.unread)}"))


def main() -> int:
    """Print the figures; 0 also where the pages are absent."""
    if not (SHARED / "pages").is_dir():
        print(f"No pages under {SHARED}; set COUNTERCLAIM_SHARED.")
        return 0
    started = time.perf_counter()
    sets: dict[str, Scores] = defaultdict(Scores)
    for name in ("gold", "wild"):
        for row, page in pages(SHARED / "pages" / name):
            sets[row.get("set", name)].add(row, page)
    for name, scores in sets.items():
        print(f"{name:12} {scores.line()}")
    print(f"{time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
