"""Score the claims found in the gold reports, by the scorer that stands with the gold claims.

usage: python bench/score.py [train|dev] [--misses N]

For each language: precision, recall and F1 of figure, claim and full as gold/score.py defines
them; the share of matched figures with each field right; and, for every field that may be null,
how often a given value is right (precision) and how often a wanted one is given (recall), both
over matched figures, since "right" alone counts a null that is rightly null.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extracting import Extract, Record, default, read
from gold import AbsentError, Row, digest, rows, scorer, shared
from result import Result, f1

SPLITS = ("train", "dev")
NULLABLE = ("source", "via", "what", "place", "when")
Claims = Sequence[Mapping[str, Any]]


def articles(split: str) -> list[Row]:
    """Load the gold reports of a split, "train" or "dev"."""
    return list(rows(shared("gold", f"{split}.articles.jsonl")))


def gold_claims(split: str) -> dict[str, list[Record]]:
    """Load the gold claims of a split by the id of their report."""
    return {row["id"]: row["claims"] for row in rows(shared("gold", f"{split}.gold.jsonl"))}


def predict(extract: Extract, reports: Iterable[Row]) -> dict[str, list[Record]]:
    """Find the claims of each report, with offsets as the gold counts them."""
    return {row["id"]: read(extract, row)[1] for row in reports}


def nullable(
    golds: Mapping[str, Claims], preds: Mapping[str, Claims]
) -> dict[str, dict[str, float]]:
    """P, R, F1 of each nullable field over the matched figures: {field: {"p", "r", "f1"}}."""
    gold_score = scorer()
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for doc, gold in golds.items():
        pred = preds.get(doc, [])
        for i, j in gold_score.match(gold, pred):
            ok = gold_score.right(gold[i], pred[j])
            ok["when"] = ok["period"]
            for name in NULLABLE:
                wants, gives = _stated(gold[i], name), _stated(pred[j], name)
                wanted[name] += wants
                given[name] += gives
                right[name] += wants and gives and ok[name]
    return {name: f1(right[name], wanted[name], given[name]) for name in NULLABLE}


def _stated(claim: Mapping[str, Any], name: str) -> bool:
    value = claim.get(name)
    if name == "when" and value:
        return bool(value.get("from") or value.get("to"))
    return bool(value)


def score(split: str, extract: Extract) -> list[Result]:
    """One result for each language of a split; the language is the first part of a report's id."""
    golds = gold_claims(split)
    preds = predict(extract, articles(split))
    files = [shared("gold", f"{split}.{kind}.jsonl") for kind in ("articles", "gold")]
    groups: dict[str, dict[str, list[Record]]] = defaultdict(dict)
    for name, claims in golds.items():
        groups[name.split("-")[0]][name] = claims
    return [
        result(f"gold-{split}-{language}", group, preds, digest(*files))
        for language, group in sorted(groups.items())
    ]


def result(
    name: str, golds: Mapping[str, Claims], preds: Mapping[str, Claims], data: str = ""
) -> Result:
    """Score one group of reports; figure, claim and full F1 are gated.

    Field shares have no floor: they are over matched figures, and finding more of the difficult
    figures lowers them.
    """
    scored, _ = scorer().score(golds, preds)
    whole = ("figure", "claim", "full")
    shown = {f"{k} {m}": scored[k][m] for k in whole for m in ("p", "r")}
    shown |= {f"right {k}": v for k, v in scored["fields"].items()}
    shown |= {f"{k} {m}": v for k, prf in nullable(golds, preds).items() for m, v in prf.items()}
    counts = {k: scored[k] for k in ("articles", "gold", "predicted")}
    return Result(name, {f"{k} f1": scored[k]["f1"] for k in whole}, shown, counts, data)


def show(scored: Result) -> None:
    """Print one group in full."""
    print(f"{scored.name}: " + ", ".join(f"{v} {k}" for k, v in scored.counts.items()))
    for whole in ("figure", "claim", "full"):
        p, r, f = (
            scored.shown[f"{whole} p"],
            scored.shown[f"{whole} r"],
            scored.gated[f"{whole} f1"],
        )
        print(f"  {whole:7} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    right = {k.removeprefix("right "): v for k, v in scored.shown.items() if k.startswith("right ")}
    print("  right of matched: " + "  ".join(f"{k} {v:.3f}" for k, v in right.items()))
    for field in NULLABLE:
        p, r, f = (scored.shown[f"{field} {m}"] for m in ("p", "r", "f1"))
        print(f"  {field:7} given and right {p:.3f}  wanted and right {r:.3f}  F1 {f:.3f}")


def main() -> None:
    """Print the scores of one split or of both."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("split", nargs="?", choices=SPLITS, help="both where none is named")
    parser.add_argument("--misses", type=int, default=0, help="list this many misses of each split")
    options = parser.parse_args()
    for split in [options.split] if options.split else SPLITS:
        try:
            show_split(split, options.misses)
        except AbsentError as absent:
            print(absent)


def show_split(split: str, misses: int) -> None:
    """Print the scores of one split and its first misses."""
    for scored in score(split, default()):
        show(scored)
    if misses:
        preds = predict(default(), articles(split))
        print(*scorer().score(gold_claims(split), preds, misses)[1], sep="\n")


if __name__ == "__main__":
    main()
