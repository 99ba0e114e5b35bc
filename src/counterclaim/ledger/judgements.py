"""Judgements in rows of the table ``judgement``, and back again.

``field`` keeps the act and the field corrected ("correct:measure"), ``note`` the reason, and
``value`` all claims and figures with the value, as JSON.
"""

import json
from datetime import datetime
from typing import Any

from counterclaim.ledger.rows import Row
from counterclaim.model import Act, Judgement, Problem, ProblemError
from counterclaim.model.reason import Reason


def judgement_row(judgement: Judgement, claim: Row | None) -> dict[str, Any]:
    """Give the row of a judgement; ``claim`` is the row of the first claim it is about."""
    said = {
        "claims": judgement.claims,
        "figures": judgement.figures,
        "value": judgement.value,
        "undoes": judgement.undoes,
    }
    return {
        "id": judgement.id,
        "figure_id": next(iter(judgement.figures), ""),
        "claim_id": next(iter(judgement.claims), None),
        "other_claim_id": next(iter(judgement.claims[1:]), None),
        "field": ":".join(filter(None, (judgement.act, judgement.field))),
        "value": json.dumps(said, ensure_ascii=False, separators=(",", ":")),
        "note": judgement.reason,
        "judge": judgement.who,
        "judged_at": judgement.when.isoformat(),
        "extractor": claim["extractor"] if claim else "",
        "pack": claim["pack"] if claim else "",
    }


def judgement_of(row: Row) -> Judgement:
    """Give the judgement that a row holds; ProblemError CC021 where it is damaged."""
    try:
        act, _, field = row["field"].partition(":")
        said = json.loads(row["value"])
        judgement = Judgement(
            act=Act(act),
            claims=tuple(said["claims"]),
            figures=tuple(said["figures"]),
            reason=row["note"],
            who=row["judge"],
            when=datetime.fromisoformat(row["judged_at"]),
            field=field,
            value=said["value"],
            undoes=said["undoes"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _damaged(row) from fault
    if judgement.id != row["id"]:
        raise _damaged(row)
    return judgement


def _damaged(row: Row) -> ProblemError:
    return ProblemError(
        Problem(
            "CC021",
            Reason(
                "The row of judgement {name} was changed outside Counterclaim.",
                name=str(row["id"]),
            ),
            "",
            Reason("Restore the ledger from a copy."),
        )
    )
