"""How tallies and comparisons stand in the derived tables, and back again."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from counterclaim.ledger.rows import Row
from counterclaim.model import Comparison, End, Facet, Finding, NotCompared, Policy, Standing, Tally
from counterclaim.model.reason import Reason


def tally_in(row: Row) -> Tally:
    """Give the tally that a row holds."""
    ends = {name: _end(row, name) for name in ("low", "best", "high")}
    return Tally(
        question=row["question_id"],
        policy=Policy(row["policy"]),
        **ends,
        latest=row["latest"],
        reports=row["reports"],
        outlets=row["outlets"],
        originators=row["originators"],
        disputed=bool(row["disputed"]),
    )


def _end(row: Row, name: str) -> End | None:
    if row[name] is None:
        return None
    derived = reason_in(row, f"{name}_derived")
    return End(Decimal(row[name]), tuple(json.loads(row[f"{name}_claims"])), derived)


def comparison_in(row: Row) -> Comparison:
    """Give the comparison that a row holds."""
    return Comparison(
        a=row["a"],
        b=row["b"],
        relation=Standing(row["relation"]),
        facets=tuple(map(Facet, json.loads(row["facets"]))),
        reason=reason_in(row),
        contradiction=None if row["contradiction"] is None else Fraction(row["contradiction"]),
        gap=decimal_in(row["gap"]),
        position=row["position"],
    )


def not_compared_in(row: Row) -> NotCompared:
    """Give the two claims that a row holds apart, and why."""
    return NotCompared(row["a"], row["b"], Facet(row["facet"]), reason_in(row))


def finding_in(row: Row) -> Finding:
    """Give the finding that a row holds."""
    claims = tuple(json.loads(row["claims"]))
    return Finding(row["name"], claims, reason_in(row), decimal_in(row["amount"]))


def reason_values(reason: str, name: str = "reason") -> dict[str, Any]:
    """Give the columns of a reason: as it reads, and how it is made; ``reason_in`` reads them back."""
    made = json.dumps(reason.record(), ensure_ascii=False) if isinstance(reason, Reason) else None
    return {name: str(reason), f"{name}_made": made}


def reason_in(row: Row, name: str = "reason") -> str:
    """Give the reason that a row holds."""
    made = row[f"{name}_made"]
    return row[name] if made is None else Reason.from_record(json.loads(made))


def decimal_in(text: str | None) -> Decimal | None:
    """Give the number that a column holds."""
    return None if text is None else Decimal(text)


def day_in(text: str | None) -> date | None:
    """Give the day that a column holds."""
    return None if text is None else date.fromisoformat(text)


def end_values(name: str, end: End | None) -> dict[str, Any]:
    """Give the columns of one end of a tally; ``tally_in`` reads them back."""
    return {
        name: None if end is None else str(end.value),
        f"{name}_claims": json.dumps(end.claims if end else ()),
        **reason_values(end.derived if end else "", f"{name}_derived"),
    }
