"""Tally the reports of gun incidents, and compare with the registry's final numbers.

usage: python bench/gun_tally.py [--misses]

Counted: for each incident with two reports or more, and each of ``killed`` and ``injured`` with a
final number above 1, whether the story's toll (``counterclaim.reconcile.tolls_of``) equals it, also
where words tell it and no figure does.
Beside it stands what the cards show: the toll that a finding works out, else the ``latest`` tally of
the question on people that most claims answer (``latest of a card`` is that tally alone). And what a
reader would do without reconciling: the number that most claims of the measure give, and that of the
first report. All read the same claims.

Not counted: numbers of 0 and 1 (reports tell those by name). The final number need not be printed
in any report: how often it is one of our claims is shown as ``printed``.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from counterclaim.model import Claim, Mode, Policy, QuestionKind, Reconciliation, Report
from counterclaim.reconcile import reconcile, tolls_of
from extracting import Extract, default
from gold import AbsentError, Row, capture, digest, rows, shared
from result import Result, share

FILE = "gun-incidents-tune.jsonl.gz"
MEASURES = ("killed", "injured")
LEAST = 2
WAYS = ("tally", "cards", "latest of a card", "most frequent", "first report")


def reports_of(extract: Extract, incident: Row) -> list[Report]:
    """Read all reports of one incident."""
    found = []
    for number, doc in enumerate(incident["docs"]):
        known = {"id": f"{incident['incident']}-{number}", "lang": "en"}
        article = {**known, "title": doc["title"], "text": doc["text"], "published": doc["date"]}
        read = extract(capture(article))
        document = read.document
        found.append(Report(document.id, document.imprint, read.claims, document.text))
    return list({r.document_id: r for r in found}.values())


def claims_of(report: Report, measure: str) -> list[Claim]:
    """Give the claims of a measure that have a number and are no additions."""
    return [
        c
        for c in report.claims
        if c.measure == measure and c.quantity.low is not None and c.mode != Mode.INCREMENT
    ]


def first(reports: list[Report], measure: str) -> Decimal | None:
    """Give the first number of the measure in the report that was published first."""
    dated = sorted(reports, key=lambda r: (r.imprint.published is None, _day(r), r.document_id))
    return next((c.quantity.low for r in dated for c in claims_of(r, measure)), None)


def _day(report: Report) -> datetime:
    published = report.imprint.published
    return published.replace(tzinfo=None) if published else datetime.max  # noqa: DTZ901


def on_card(made: Reconciliation, measure: str) -> Decimal | None:
    """Give the latest tally of the question on people of a measure that most claims answer."""
    asked = [
        q
        for q in made.questions
        if q.measure == measure and q.kind != QuestionKind.FLOW and q.unit == "person"
    ]
    if not asked:
        return None
    wanted = max(asked, key=lambda q: (q.kind != QuestionKind.PART, len(q.claims))).id
    told = (t for t in made.tallies if (t.question, t.policy) == (wanted, Policy.LATEST))
    best = next(told).best
    return None if best is None else best.value


def on_cards(made: Reconciliation, measure: str) -> Decimal | None:
    """Give the toll of a measure that a finding works out, else what the card shows."""
    told = (f.amount for f in made.findings if f.name == f"{measure}_in_all")
    return next(told, None) or on_card(made, measure)


def frequent(reports: list[Report], measure: str) -> Decimal | None:
    """Give the number that most claims of the measure give, the first of several."""
    numbers = Counter(c.quantity.low for r in reports for c in claims_of(r, measure))
    return next((number for number, _ in numbers.most_common(1)), None)


def judge(incidents: Iterable[tuple[Row, list[Report]]], *, misses: bool = False) -> Result:
    """Score incidents with their reports."""
    total, right, printed = Counter[str](), Counter[tuple[str, str]](), Counter[str]()
    for incident, reports in incidents:
        if len(reports) < 2:
            continue
        tolls, made = tolls_of(reports), reconcile(reports)
        for measure in MEASURES:
            final = incident[measure]
            if final < LEAST:
                continue
            ways = (
                tolls[measure].value if measure in tolls else None,
                on_cards(made, measure),
                on_card(made, measure),
                frequent(reports, measure),
                first(reports, measure),
            )
            given = {c.quantity.low for r in reports for c in claims_of(r, measure)}
            total[measure] += 1
            printed[measure] += final in given
            right.update((way, measure) for way, n in zip(WAYS, ways, strict=True) if n == final)
            if misses and ways[0] != final and final in given:
                told = ", ".join(f"{w} {n}" for w, n in zip(WAYS, ways, strict=True))
                print(f"{incident['incident']}: {measure} {final}; {told}")
    scores = {(w, m): share(right[w, m], total[m]) for w in WAYS for m in MEASURES}
    return Result(
        "gun-tally",
        {f"{m} tally": scores["tally", m] for m in MEASURES},
        {f"{m} {w}": scores[w, m] for m in MEASURES for w in WAYS[1:]}
        | {f"{m} printed": share(printed[m], total[m]) for m in MEASURES},
        total,
    )


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge((row, reports_of(extract, row)) for row in rows(path)).on(digest(path))]


def main() -> None:
    """Measure and print."""
    try:
        path = shared("public", FILE)
    except AbsentError as absent:
        sys.exit(str(absent))
    read = ((row, reports_of(default(), row)) for row in rows(path))
    result = judge(read, misses="--misses" in sys.argv)
    for name, value in {**result.gated, **result.shown}.items():
        print(f"{name:22} {value:.3f}")
    print(", ".join(f"{count:,} {name}" for name, count in result.counts.items()))


if __name__ == "__main__":
    main()
