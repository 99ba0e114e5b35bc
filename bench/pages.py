"""Measure the page reader: how like the article its text is, and what it finds beside the words.

For each set of ``pages/gold`` of the shared folder it scores the careful way and the fast one: body
F1 (4-word shingles, mean of pages), title, day of publication, and pages to claims a second on one
core. ``pages/wild`` tells that every page is read, and its days.
"""

import re
import sys
import time
from statistics import mean
from typing import Any

from counterclaim.cli.page import words_of
from counterclaim.model import Capture, Document, Extraction, ProblemError
from counterclaim.pipeline import extract_claims
from extracting import Extract
from gold import AbsentError, digest
from page_gold import GOLD, SHARED, WILD, Row, gold_pages, overlap
from result import Result

WORD = re.compile(r"\w+")
Read = tuple[Row, Extraction | str]


def read_all(pages: list[tuple[Row, Capture]], *, fast: bool) -> tuple[list[Read], float]:
    """Give the extraction of each page, or the code of what was wrong, and pages a second of CPU."""
    found: list[Read] = []
    started = time.process_time()
    for row, capture in pages:
        try:
            found.append((row, extract_claims(capture, fast=fast)))
        except ProblemError as stopped:
            found.append((row, stopped.problem.code))
    return found, len(pages) / (time.process_time() - started)


def same_words(a: str, b: str) -> bool:
    """Whether two titles are the same but for capitals, punctuation and white space."""
    return WORD.findall(a.lower()) == WORD.findall(b.lower())


def body_f1(found: list[Read], kind: str = "") -> float:
    """Mean body F1 of the pages of one set, or of all."""
    held = [(row, read) for row, read in found if not kind or row["set"] == kind]
    return mean(overlap(row["text"], words_of(doc) if doc else "") for row, doc in _documents(held))


def _documents(found: list[Read]) -> list[tuple[Row, Document | None]]:
    return [(row, None if isinstance(read, str) else read.document) for row, read in found]


def day_right(row: Row, document: Document | None) -> bool:
    """Whether the day of publication is the gold one, in the zone that the page gives."""
    published = document.imprint.published if document else None
    return published is not None and f"{published:%Y-%m-%d}" == row["published"][:10]


def title_right(row: Row, document: Document | None) -> bool:
    """Whether the title is the gold one."""
    return document is not None and same_words(row["title"], document.imprint.title)


def measured() -> dict[str, Any]:
    """Every figure by name."""
    pages, wild = list(gold_pages()), list(gold_pages(WILD))
    extract_claims(pages[0][1])  # tables and packs are loaded
    extract_claims(pages[0][1], fast=True)
    careful, speed = read_all(pages, fast=False)
    quick, quick_speed = read_all(pages, fast=True)
    seen, _ = read_all(wild, fast=False)
    fundus = [(row, doc) for row, doc in _documents(careful) if row["set"] == "fundus"]
    figures: dict[str, Any] = {
        "body F1": body_f1(careful),
        "body F1 fundus": body_f1(careful, "fundus"),
        "body F1 scrapinghub": body_f1(careful, "scrapinghub"),
        "title right": mean(title_right(row, doc) for row, doc in fundus),
        "day right": mean(day_right(row, doc) for row, doc in fundus),
        "fast body F1": body_f1(quick),
        "wild pages read": mean(not isinstance(read, str) for _, read in seen),
        "wild day right": mean(day_right(row, doc) for row, doc in _documents(seen)),
    }
    return figures | {"pages/s": speed, "fast pages/s": quick_speed}


def score(extract: Extract) -> list[Result]:
    """Give the figures that have floors; the pages are read by the reader itself."""
    del extract
    if not GOLD.is_dir():
        raise AbsentError(f"no pages under {SHARED}")
    figures = measured()
    speeds = {name: value for name, value in figures.items() if name.endswith("/s")}
    gated = {name: value for name, value in figures.items() if name not in speeds}
    result = Result("pages", gated, speeds, {"pages": sum(1 for _ in gold_pages())})
    return [result.on(digest(GOLD / "index.jsonl", WILD / "index.jsonl"))]


def main() -> int:
    """Print the figures; 0 also where the pages are absent."""
    if not GOLD.is_dir():
        print(f"No pages under {SHARED}; set COUNTERCLAIM_SHARED.")
        return 0
    for name, value in measured().items():
        print(f"{name:24} {value:8.1f}" if name.endswith("/s") else f"{name:24} {value:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
