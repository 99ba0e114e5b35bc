"""Read conflicting population figures by every policy, and count what lies within 1% of the truth.

usage: python bench/population.py

Counted: of the questions whose true number is known and on which sources differ, the share in which
a policy's best is within 1% of it. Each source is one voice, heard in the order of the file. Beside
the policies stand what no policy here does: the mean and the median, which print figures that nobody
has given, and the lower attested median. Measured is the reading of one question alone; which claims
answer one question is given.
"""

import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from counterclaim.model import Policy
from counterclaim.reconcile.policies import rules
from counterclaim.reconcile.readings import Word, read
from extracting import Extract
from gold import AbsentError, Row, digest, rows, shared
from result import Result, share

NEAR = Decimal("0.01")
GATED = (Policy.VOTE, Policy.RANGE, Policy.UCDP)
"""Policies that weigh the voices; the others take one figure whatever the others say."""

BASELINES: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "mean": statistics.mean,
    "median": statistics.median,
    "lower attested median": statistics.median_low,
}


def questions(claims: Iterable[Row]) -> list[tuple[Decimal, list[tuple[str, Decimal]]]]:
    """Give the truth of each question that has one, with who says what."""
    found: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    truth: dict[str, Decimal] = {}
    for row in claims:
        found[row["key"]].append((row["source"], Decimal(str(row["value"]))))
        if row["truth"] is not None:
            truth[row["key"]] = Decimal(str(row["truth"]))
    return [(truth[key], said) for key, said in found.items() if key in truth]


def judge(asked: Sequence[tuple[Decimal, list[tuple[str, Decimal]]]]) -> Result:
    """Score every policy and baseline."""
    near: dict[str, int] = defaultdict(int)
    for truth, said in asked:
        latest = dict(said)
        words = [Word(voice, v, v, v, (voice,)) for voice, v in latest.items()]
        for policy, rule in rules().items():
            best = read(words, rule)[1]
            near[policy] += best is not None and abs(best.value - truth) <= NEAR * truth
        values = [value for _, value in said]
        for name, pick in BASELINES.items():
            near[name] += abs(pick(values) - truth) <= NEAR * truth
    scores = {name: share(count, len(asked)) for name, count in near.items()}
    return Result(
        "population",
        {f"{policy} near": scores[policy] for policy in GATED},
        {name: value for name, value in scores.items() if name not in GATED},
        {"questions": len(asked)},
    )


def score(_extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", "population-claims.jsonl.gz")
    return [judge(questions(rows(path))).on(digest(path))]


def main() -> None:
    """Measure and print the share that is wrong by more than 1%."""
    try:
        path = shared("public", "population-claims.jsonl.gz")
    except AbsentError as absent:
        sys.exit(str(absent))
    result = judge(questions(rows(path)))
    print(f"wrong by more than {NEAR:.0%}, of {result.counts['questions']} questions:")
    for name, value in {**result.gated, **result.shown}.items():
        print(f"{name.removesuffix(' near'):22} {1 - value:.1%}")


if __name__ == "__main__":
    main()
