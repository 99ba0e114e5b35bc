"""Pages of the shared folder, as captures, and the score of a page's text."""

import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.model import Capture

SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", Path(__file__).parents[2] / "shared"))
GOLD, WILD = SHARED / "pages" / "gold", SHARED / "pages" / "wild"
_WORD = re.compile(r"\w+")
Row = Mapping[str, Any]


def gold_pages(folder: Path = GOLD) -> Iterator[tuple[Row, Capture]]:
    """Give each page of a folder with its line of the index."""
    with (folder / "index.jsonl").open(encoding="utf-8") as index:
        for line in index:
            row = json.loads(line)
            path = folder / row.get("file", f"{row.get('id')}.html.gz")
            body = gzip.decompress(path.read_bytes())
            yield row, Capture(row["url"] or str(path), "text/html", body)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count a text's word 4-grams; a text of fewer words is one."""
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def overlap(expected: str, found: str) -> float:
    """Give the F1 of two bags of word 4-grams, as the article extraction benchmark does."""
    gold, own = shingles(expected), shingles(found)
    return 2 * (gold & own).total() / max(1, gold.total() + own.total())
