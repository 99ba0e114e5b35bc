"""re3d: quantities and money in reports on a conflict (re3d-tune, 48 documents, English).

Counted: ``quantities`` and ``money``, the share of the annotated entities of that type whose span
a claim's figure overlaps. Entities without a number of any sort ("wages", "the salaries") are left
out: those that hold no digit and no number word of the language pack.

Not counted: ages, durations and numbers that serve as articles are annotated there and are no
figures here, so the ceiling of quantities lies below 1; types and values are not compared; figures
that we find besides are not judged, since the annotation is not exhaustive.
"""

import re
from collections import Counter
from collections.abc import Iterable

from counterclaim.languages import load_pack
from extracting import Extract, read, within
from gold import Row, digest, headed, rows, shared
from result import Result, share

FILE = "re3d-tune.jsonl.gz"
LANGUAGE = "en"
TYPES = {"Quantity": "quantities", "Money": "money"}
NUMBER_KINDS = (
    "numbers.units",
    "numbers.tens",
    "numbers.scales",
    "quantities.vague",
    "quantities.fractions",
)


def judge(extract: Extract, documents: Iterable[Row]) -> Result:
    """Score documents, each with "text" and "entities" with "start", "end", "type"."""
    words = frozenset().union(*(load_pack(LANGUAGE).words(kind) for kind in NUMBER_KINDS))
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in documents:
        wanted = [e for e in row["entities"] if e["type"] in TYPES and _numeric(e["text"], words)]
        if not wanted:
            continue
        article = {"id": row["id"], "lang": LANGUAGE, **headed(row["text"])}
        extraction, claims = read(extract, article)
        spans = [c["figure"] for c in within(row["text"], claims, extraction)]
        for entity in wanted:
            name = TYPES[entity["type"]]
            total[name] += 1
            found[name] += any(s < entity["end"] and entity["start"] < e for s, e in spans)
    gated = {name: share(found[name], total[name]) for name in TYPES.values()}
    return Result("public-re3d", gated, counts={name: total[name] for name in TYPES.values()})


def _numeric(text: str, words: frozenset[str]) -> bool:
    return any(w.isdecimal() or w in words for w in re.findall(r"\d|[^\W\d]+", text.lower()))


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
