"""Measure verifying: a table drawn from gold claims, half of its rows with a planted error.

usage: python bench/verify.py [train|stories|dev] [--misses N]

The table is drawn anew at each run, always the same, and is kept nowhere: as many true rows as
false ones, and false ones of each kind alike (wrong value, measure, bound, date, and another page),
beside some whose page is gone. Every row carries all that the gold gives: figure as printed or as
digits with its bound, measure, what is counted, place, date, source. A planted error is one only if no
gold claim of the report says what the row then says.
"""

import argparse
import csv
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from counterclaim.drivers.verifying import verify_table
from counterclaim.model import Check, Problem
from counterclaim.verifying.meaning import ALIKE
from counterclaim.vocabulary.measures import measures
from extracting import Extract
from gold import AbsentError, Row, digest, rows, shared
from result import Result, f1, share

SETS = ("train", "stories", "dev")
PLANTED = ("value", "measure", "bound", "date", "page")
WANTED = {"value": "absent", "page": "absent", "gone": "unreachable", "true": "present"}
COLUMNS = ("figure", "bound", "measure", "what", "place", "date", "source", "cite", "row")
OPEN = frozenset({"at_least", "more_than"})
CLOSED = frozenset({"at_most", "less_than"})
BOUNDS = ("exact", "about", "at_least", "at_most")
SHARE = 2
"""True rows and false ones drawn of one report."""
Claims = Sequence[Mapping[str, Any]]


def reports(name: str) -> tuple[dict[str, Row], dict[str, Claims], str]:
    """Load articles and claims by the report's id, and the digest of their files."""
    if name == "stories":
        files = sorted(shared("gold", "stories").glob("*.jsonl"))
        gold = shared("gold", "stories.gold.jsonl")
        claims: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for story in rows(gold):
            for claim in story["claims"]:
                claims[claim["doc"]].append(claim)
        articles = {row["id"]: row for file in files for row in rows(file)}
        return (
            {k: v for k, v in articles.items() if k in claims},
            dict(claims),
            digest(gold, *files),
        )
    files = [shared("gold", f"{name}.{kind}.jsonl") for kind in ("articles", "gold")]
    articles = {row["id"]: row for row in rows(files[0])}
    return articles, {row["id"]: row["claims"] for row in rows(files[1])}, digest(*files)


def draw(articles: Mapping[str, Row], gold: Mapping[str, Claims]) -> Iterator[dict[str, str]]:
    """Draw the rows of the table; "row" names what was planted, or "true", or "gone"."""
    names = sorted(articles)
    turn = 0
    for number, name in enumerate(names):
        chance = random.Random(name)  # noqa: S311 (the same table at each run)
        claims = [c for c in gold[name] if _usable(c)]
        chance.shuffle(claims)
        for claim in claims[:SHARE]:
            yield _row(claim, name, chance) | {"row": "true"}
        planted = 0
        for claim in claims[SHARE:] or claims:
            kind = PLANTED[turn % len(PLANTED)]
            other = names[(number + 1 + chance.randrange(len(names) - 1)) % len(names)]
            row = _plant(kind, claim, gold[name], gold[other], chance, other)
            if row is not None and planted < SHARE:
                yield _row(claim, name, chance) | row | {"row": kind}
                planted, turn = planted + 1, turn + 1
        if claims and number % 5 == 0:
            yield _row(claims[0], name, chance) | {"cite": f"{name}.gone.json", "row": "gone"}


def _usable(claim: Mapping[str, Any]) -> bool:
    return claim["low"] is not None or claim["high"] is not None


def _row(claim: Mapping[str, Any], name: str, chance: random.Random) -> dict[str, str]:
    when = claim.get("when") or claim
    ends = [claim["low"], claim["high"]]
    plain = claim["bound"] not in {"range", "vague"} and claim["kind"] == "count"
    digits = plain and chance.random() < 0.5
    value = ends[0] if ends[0] is not None else ends[1]
    return {
        "figure": f"{value:,}" if digits else claim["text"],
        "bound": claim["bound"] if digits else "",
        "measure": claim["measure"],
        "what": (claim["what"] or {}).get("text") or "",
        "place": (claim["place"] or {}).get("text") or "",
        "date": when.get("to") or when.get("from") or "",
        "source": (claim["source"] or {}).get("text") or "",
        "cite": f"{name}.json",
    }


def _plant(
    kind: str,
    claim: Mapping[str, Any],
    own: Claims,
    others: Claims,
    chance: random.Random,
    other: str,
) -> dict[str, str] | None:
    ends = _ends(claim)
    alike = [c for c in own if _ends(c) & ends]
    if kind == "page":
        return {"cite": f"{other}.json"} if not any(_ends(c) & ends for c in others) else None
    if kind == "value":
        return _wrong_value(claim, own, chance)
    if kind == "measure":
        return _wrong_measure(claim, alike, chance)
    if kind == "bound":
        return _wrong_bound(claim, alike, chance)
    when = claim.get("when") or claim
    day = when.get("to") or when.get("from")
    if not day:
        return None
    moved = date.fromisoformat(day) + timedelta(days=chance.choice([-400, -90, -30, 30, 90, 400]))
    return {"date": moved.isoformat()}


def _ends(claim: Mapping[str, Any]) -> set[float]:
    return {e for e in (claim["low"], claim["high"]) if e is not None}


def _wrong_value(
    claim: Mapping[str, Any], own: Claims, chance: random.Random
) -> dict[str, str] | None:
    if claim["bound"] in {"range", "vague"} or claim["kind"] != "count":
        return None
    value = max(_ends(claim))
    held = set().union(*(_ends(c) for c in own))
    near = [value + 1, value * 2, value * 10, round(value * 1.3) + 2, value - 1]
    free = [v for v in near if v > 0 and v not in held and v == int(v)]
    if not free:
        return None
    return {"figure": f"{int(chance.choice(free)):,}", "bound": claim["bound"]}


def _wrong_measure(
    claim: Mapping[str, Any], alike: Claims, chance: random.Random
) -> dict[str, str] | None:
    known = measures()
    said = {c["measure"] for c in alike}
    # What the two readings of the gold do not tell apart for sure is no error.
    for alike_ones in ALIKE:
        said |= alike_ones if said & alike_ones else set()
    close = (
        said
        | {p for m in said for p in known[m].parts}
        | {m for m in known if known[m].parts & said}
    )
    sort = known[claim["measure"]].of
    if claim["measure"] == "other":
        sort = known["killed"].of if claim["unit"] == "person" else None
    free = [m for m in known if known[m].of == sort and m not in close and m != "other"]
    return {"measure": chance.choice(free)} if free else None


def _wrong_bound(
    claim: Mapping[str, Any], alike: Claims, chance: random.Random
) -> dict[str, str] | None:
    if claim["kind"] != "count" or claim["bound"] in {"range", "vague"}:
        return None
    said = {c["bound"] for c in alike}
    for sort in (OPEN, CLOSED):
        said |= sort if said & sort else set()
    # "Estimates 11" may be told as "about 11".
    said |= {"about", "exact"} if any(c["modality"] != "asserted" for c in alike) else set()
    free = [b for b in BOUNDS if b not in said]
    return {"figure": f"{max(_ends(claim)):,}", "bound": chance.choice(free)} if free else None


def table(name: str, folder: Path) -> tuple[list[dict[str, str]], str]:
    """Draw a table into a folder, with the reports it cites; gives its rows."""
    articles, gold, data = reports(name)
    drawn = list(draw(articles, gold))
    for key, article in articles.items():
        (folder / f"{key}.json").write_text(json.dumps(article), encoding="utf-8")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(drawn)
    return drawn, data


def outcomes(name: str) -> tuple[list[tuple[dict[str, str], Check | Problem | None]], str]:
    """Draw a table and verify it."""
    with TemporaryDirectory() as place:
        drawn, data = table(name, Path(place))
        found = [c.outcome for c in verify_table(Path(place) / "table.csv")]
    # A row that cannot be read has no right verdict.
    return list(zip(drawn, found, strict=True)), data


def score(_: Extract | None = None) -> list[Result]:
    """Precision and recall of each verdict, and the share of each planted error that is found."""
    return [_result(name) for name in SETS]


def _result(name: str) -> Result:
    found, data = outcomes(name)
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, check in found:
        want = WANTED.get(row["row"], "differs")
        wanted[want] += 1
        verdict = check.verdict if isinstance(check, Check) else "unread"
        given[verdict] += 1
        right[want] += verdict == want
        kinds[row["row"]].append(verdict == want)
    prf = {
        v: f1(right[v], wanted[v], given[v])
        for v in ("present", "differs", "absent", "unreachable")
    }
    return Result(
        f"verify-{name}",
        {f"{verdict} {m}": scores[m] for verdict, scores in prf.items() for m in ("p", "r")},
        {f"wrong {kind} told": share(sum(kinds[kind]), len(kinds[kind])) for kind in PLANTED},
        {"rows": len(found), **{f"{k} rows": len(kinds[k]) for k in ("true", *PLANTED, "gone")}},
        data,
    )


def main() -> None:
    """Print the scores and the first misses."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    parser.add_argument(
        "--misses", type=int, default=0, help="list so many rows with a wrong verdict"
    )
    options = parser.parse_args()
    for name in options.sets or SETS:
        try:
            result = _result(name)
        except AbsentError as absent:
            print(absent)
            continue
        print(result.name, dict(result.counts))
        for scores in (result.gated, result.shown):
            print("  " + "  ".join(f"{k} {v:.3f}" for k, v in scores.items()))
        if options.misses:
            assert name != "dev", "whoever reads the errors of dev fits to it"
            show_misses(name, options.misses)


def show_misses(name: str, most: int) -> None:
    """Print rows whose verdict is wrong, with what was found."""
    wrong = [
        (row, check)
        for row, check in outcomes(name)[0]
        if not isinstance(check, Check) or check.verdict != WANTED.get(row["row"], "differs")
    ]
    for row, check in wrong[:most]:
        if not isinstance(check, Check):
            print(f"- {row['row']}: {check} {row}")
            continue
        print(f"- {row['row']} -> {check.verdict}: { ({k: v for k, v in row.items() if v}) }")
        for d in check.differences:
            print(f"    {d.aspect}: row {d.row!r}, page {d.page!r}")
        if check.claim:
            print(f"    {check.claim.figure.text!r} in {check.claim.sentence.text[:300]!r}")


if __name__ == "__main__":
    main()
