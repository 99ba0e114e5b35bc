"""Gun incidents: final numbers of killed and injured (gun-incidents-tune, 1,018, English).

Counted: for each incident and each of ``killed`` and ``injured`` with a final number above 1,
whether a claim of any of the incident's reports has that number with that measure: recall. Where
nobody was killed, or nobody injured, the measure casualties will do too, since reports then say
that so many were shot.

Not counted: numbers of 0 and 1 (reports tell those by name); claims with other numbers, which are
earlier counts as often as errors. The final number comes from a registry and need not be printed
in any report (a gunman may be counted or not, a wounded person may have died since), so the
ceiling lies below 1.
"""

from collections.abc import Iterable

from extracting import Extract, Record, read
from gold import Row, digest, rows, shared
from result import Result, share

FILE = "gun-incidents-tune.jsonl.gz"
MEASURES = ("killed", "injured")


def judge(extract: Extract, incidents: Iterable[Row]) -> Result:
    """Score incidents, each with "docs", "killed" and "injured"."""
    total = dict.fromkeys(MEASURES, 0)
    found = dict.fromkeys(MEASURES, 0)
    for row in incidents:
        wanted = [m for m in MEASURES if row[m] > 1]
        if not wanted:
            continue
        claims = _claims(extract, row)
        alike = not all(row[m] for m in MEASURES)
        for measure in wanted:
            allowed = (measure, "casualties") if alike else (measure,)
            total[measure] += 1
            found[measure] += any(
                c["measure"] in allowed and c["low"] == row[measure] for c in claims
            )
    gated = {m: share(found[m], total[m]) for m in MEASURES}
    return Result("public-gun", gated, counts=total)


def _claims(extract: Extract, incident: Row) -> list[Record]:
    found: list[Record] = []
    for number, doc in enumerate(incident["docs"]):
        known = {"id": f"{incident['incident']}-{number}", "lang": "en"}
        article = {**known, "title": doc["title"], "text": doc["text"], "published": doc["date"]}
        found += read(extract, article)[1]
    return found


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
