"""Score the example corpora of the language packs, which stand in the repository.

Counted: the share of cases that read wholly right, every figure listed found with the fields that
the case gives and none besides; and of the negative cases, those that expect no claim at all.
"""

import json

from counterclaim.languages import codes
from counterclaim.languages.corpus import Case, differences, load_cases
from counterclaim.model import Capture
from extracting import Extract
from result import Result, share


def score(extract: Extract) -> list[Result]:
    """One result for each language pack."""
    return [result(code, load_cases(code), extract) for code in codes()]


def result(code: str, cases: tuple[Case, ...], extract: Extract) -> Result:
    """Score one corpus."""
    if not cases:
        return Result(f"corpus-{code}", absent=f"{code}.corpus.toml holds no case")
    right = [not differences(case, extract(_capture(case, code)).claims) for case in cases]
    negative = [ok for case, ok in zip(cases, right, strict=True) if not case.claims]
    gated = {
        "cases": share(sum(right), len(right)),
        "negative cases": share(sum(negative), len(negative)),
    }
    counts = {"cases": len(cases), "negative": len(negative)}
    return Result(f"corpus-{code}", gated, counts=counts)


def _capture(case: Case, code: str) -> Capture:
    row = {
        "id": f"{code}-{case.number}",
        "lang": code,
        "title": case.title,
        "text": case.text,
        "outlet": case.outlet,
        "published": case.published.isoformat() if case.published else None,
    }
    return Capture(f"{code}.corpus.toml", "application/json", json.dumps(row).encode())
