"""re3d: quantities and money in reports on a conflict (re3d-tune, 48 documents, English).

Counted: ``quantities``, the share of the entities of type Quantity whose span a claim's figure
overlaps; ``money``, the same of the entities of type Money that hold a digit (the others are
"wages", "the salaries").

Not counted: ages, durations and articles ("a fighter") are annotated as quantities there and are
no figures here, so the ceiling of quantities lies well below 1; types and values are not compared;
figures that we find besides are not judged, since the annotation is not exhaustive.
"""

from collections import Counter
from collections.abc import Iterable

from extracting import Extract, read, within
from gold import Row, digest, headed, rows, shared
from result import Result, share

FILE = "re3d-tune.jsonl.gz"
TYPES = {"Quantity": "quantities", "Money": "money"}


def judge(extract: Extract, documents: Iterable[Row]) -> Result:
    """Score documents, each with "text" and "entities" with "start", "end", "type"."""
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in documents:
        wanted = [e for e in row["entities"] if _judged(e)]
        if not wanted:
            continue
        article = {"id": row["id"], "lang": "en", **headed(row["text"])}
        extraction, claims = read(extract, article)
        spans = [c["figure"] for c in within(row["text"], claims, extraction)]
        for entity in wanted:
            name = TYPES[entity["type"]]
            total[name] += 1
            found[name] += any(s < entity["end"] and entity["start"] < e for s, e in spans)
    gated = {name: share(found[name], total[name]) for name in TYPES.values()}
    return Result("public-re3d", gated, counts={name: total[name] for name in TYPES.values()})


def _judged(entity: Row) -> bool:
    if entity["type"] == "Money":
        return any(c.isdecimal() for c in entity["text"])
    return entity["type"] in TYPES


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
