"""Measure the page reader: how like the article its text is, and what it finds beside the words.

For each set of ``pages/gold`` of the shared folder it scores the careful way and the fast one: body
F1 (4-word shingles, mean of pages), title, day of publication, and pages to claims a second on one
core, after a warm-up. ``pages/wild`` tells that every page is read, and its days.
"""

import re
import sys
import time
from statistics import mean, median

import compiled
from counterclaim.cli.page import words_of
from counterclaim.drivers.local import collect_seldom
from counterclaim.model import Capture, Document, Extraction, ProblemError
from counterclaim.pipeline import extract_claims
from extracting import Extract
from gold import AbsentError, digest
from page_gold import GOLD, SHARED, WILD, Row, gold_pages, overlap
from result import Result

ROUNDS = 3
WORD = re.compile(r"\w+")
Read = tuple[Row, Extraction | str]


def read_all(pages: list[tuple[Row, Capture]], *, fast: bool) -> list[Read]:
    """Give the extraction of each page, or the code of what was wrong."""
    found: list[Read] = []
    for row, capture in pages:
        try:
            found.append((row, extract_claims(capture, fast=fast)))
        except ProblemError as stopped:
            found.append((row, stopped.problem.code))
    return found


def both_ways(pages: list[tuple[Row, Capture]]) -> list[tuple[list[Read], float]]:
    """Read pages with care and fast; with each goes the median of the rounds, pages a second of CPU.

    The readings handed out are the warm-up; in each round the two ways take turns.
    """
    collect_seldom()
    found = [read_all(pages, fast=fast) for fast in (False, True)]
    rounds = [[_seconds(pages, fast=fast) for fast in (False, True)] for _ in range(ROUNDS)]
    times = map(median, zip(*rounds, strict=True))
    return [(read, len(pages) / taken) for read, taken in zip(found, times, strict=True)]


def _seconds(pages: list[tuple[Row, Capture]], *, fast: bool) -> float:
    started = time.process_time()
    read_all(pages, fast=fast)
    return time.process_time() - started


def pages_a_second() -> list[float]:
    """Give how many pages a second the package of this process reads, with care and fast."""
    return [speed for _, speed in both_ways(list(gold_pages()))]


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


def title_f1(row: Row, document: Document | None) -> float:
    """How like the gold title the title is."""
    return overlap(row["title"], document.imprint.title if document else "")


def scores(found: list[Read], kind: str) -> dict[str, float]:
    """Every score of one set of the gold pages that its gold allows."""
    held = [(row, doc) for row, doc in _documents(found) if row["set"] == kind]
    figures = {"text": body_f1(found, kind)}
    if all(row.get("title") for row, _ in held):
        figures["title"] = mean(title_f1(row, doc) for row, doc in held)
        figures["title right"] = mean(title_right(row, doc) for row, doc in held)
        figures["day"] = mean(day_right(row, doc) for row, doc in held)
    return figures


def wild(pages: list[tuple[Row, Capture]], data: str) -> Result:
    """Tell whether every wild page is read.

    Titles and days of their index are what another program read, outlets' names and guessed days
    among them, so that likeness to it is shown and has no floor.
    """
    held = _documents(read_all(pages, fast=False))
    shown = {
        "title": mean(title_f1(row, doc) for row, doc in held),
        "day": mean(day_right(row, doc) for row, doc in held),
    }
    read = {"read": mean(doc is not None for _, doc in held)}
    return Result("pages-wild", read, shown, {"pages": len(pages)}, data)


def score(extract: Extract | None = None) -> list[Result]:
    """Give the figures of each set; the pages are read by the pipeline itself."""
    del extract
    if not GOLD.is_dir():
        raise AbsentError(f"no pages under {SHARED}")
    data = digest(GOLD / "index.jsonl", WILD / "index.jsonl")
    gold = list(gold_pages())
    (careful, speed), (quick, quick_speed) = both_ways(gold)
    both = {"careful pages/s": speed, "fast pages/s": quick_speed}
    if compiled.is_fresh():
        speeds = compiled.run(pages_a_second)
        both |= {"careful compiled/s": speeds[0], "fast compiled/s": speeds[1]}
    found = [
        Result(
            f"pages-{kind}",
            scores(careful, kind),
            counts={"pages": sum(row["set"] == kind for row, _ in gold)},
            data=data,
        )
        for kind in sorted({row["set"] for row, _ in gold})
    ]
    texts = {"careful text": body_f1(careful), "fast text": body_f1(quick)}
    found.append(Result("pages-both", texts, both, {"pages": len(gold)}, data))
    return [*found, wild(list(gold_pages(WILD)), data)]


def main() -> int:
    """Print the figures; 0 also where the pages are absent."""
    try:
        results = score()
    except AbsentError as absent:
        print(f"{absent}; set COUNTERCLAIM_SHARED.")
        return 0
    for result in results:
        for name, value in {**result.gated, **result.shown}.items():
            shown = f"{value:8.1f}" if name.endswith("/s") else f"{value:8.3f}"
            print(f"{result.name:20} {name:16} {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
