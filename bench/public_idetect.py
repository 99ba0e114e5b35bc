"""IDETECT: displacement figures of monitoring reports (idetect-labelled, English, 133 passages).

Counted, of the passages: ``value``, those in which a claim has the value labelled (its low end, or
its high end where the low is open); ``claim``, those in which such a claim also has the measure
that the label's term stands for. Terms of fleeing, sheltering and lost homes read as displaced,
evacuated and relocated as evacuated, destroyed housing as destroyed.

Not counted: any other figure of a passage, the unit, the place. Some labels hold a value that the
passage does not print (a lost digit), so the ceiling lies below 1.
"""

from collections.abc import Iterable

from extracting import Extract, read
from gold import Row, digest, rows, shared
from result import Result, share

FILE = "idetect-labelled.jsonl.gz"
MEASURES = {
    "Displaced": "displaced",
    "Forced to Flee": "displaced",
    "Sheltered": "displaced",
    "In Relief Camp": "displaced",
    "Homeless": "displaced",
    "Evacuated": "evacuated",
    "Relocated": "evacuated",
    "Destroyed Housing": "destroyed",
}


def judge(extract: Extract, passages: Iterable[Row]) -> Result:
    """Score passages, each with "text", "value" and "term"."""
    total = value = claim = 0
    for row in passages:
        _, claims = read(extract, {"id": row["id"], "lang": "en", "title": "", "text": row["text"]})
        same = [c for c in claims if row["value"] in (c["low"], c["high"])]
        total += 1
        value += bool(same)
        claim += any(c["measure"] == MEASURES[row["term"]] for c in same)
    gated = {"value": share(value, total), "claim": share(claim, total)}
    return Result("public-idetect", gated, counts={"passages": total})


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
