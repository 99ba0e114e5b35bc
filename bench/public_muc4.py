"""MUC-4: numbers of dead and injured in upper-case reports (muc4-tune, 1,500 reports, English).

Counted: each group of people of a report's templates whose number is one whole number above 1 and
whose effect is death, injury or both. ``value``: a claim of the report has that number.
``claim``: such a claim has the measure killed for the dead, injured for the injured; either of
them or casualties where the template gives both. Groups alike in number and effect count once a
report.

Not counted: numbers of one (told by name), bare plurals, alternatives and open numbers, other
effects, buildings and vehicles, and what our claims find besides. Templates cover only incidents
of terror, so precision cannot be told.
"""

from collections.abc import Iterable

from extracting import Extract, read
from gold import Row, digest, rows, shared
from result import Result, share

FILE = "muc4-tune.jsonl.gz"
MEASURES = {"DEATH": "killed", "INJURY": "injured"}


def judge(extract: Extract, reports: Iterable[Row]) -> Result:
    """Score reports, each with "text" and "figures" taken from its templates."""
    total = value = claim = read_reports = 0
    for row in reports:
        groups = _groups(row)
        if not groups:
            continue
        read_reports += 1
        _, claims = read(extract, {"id": row["id"], "lang": "en", "title": "", "text": row["text"]})
        for number, measures in groups:
            same = [c for c in claims if c["low"] == number]
            total += 1
            value += bool(same)
            claim += any(c["measure"] in measures for c in same)
    gated = {"value": share(value, total), "claim": share(claim, total)}
    return Result("public-muc4", gated, counts={"reports": read_reports, "groups": total})


def _groups(row: Row) -> list[tuple[int, tuple[str, ...]]]:
    found: dict[tuple[int, tuple[str, ...]], None] = {}
    for figure in row["figures"]:
        numbers = [n for n in figure["number"] if not n["optional"]]
        effects = tuple(sorted({MEASURES[e] for e in figure["effect"] if e in MEASURES}))
        if figure["kind"] != "human" or len(numbers) != 1 or not effects:
            continue
        low, high = numbers[0]["lo"], numbers[0]["hi"]
        if low == high and low is not None and low > 1 and not numbers[0]["plural"]:
            both = ("casualties",) if len(effects) > 1 else ()
            found[low, effects + both] = None
    return list(found)


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
