"""How tallies and comparisons stand in the derived tables, and back again."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from counterclaim.ledger.rows import Row
from counterclaim.model import Comparison, End, Facet, Policy, Standing, Tally


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
    return End(Decimal(row[name]), tuple(json.loads(row[f"{name}_claims"])), row[f"{name}_derived"])


def comparison_in(row: Row) -> Comparison:
    """Give the comparison that a row holds."""
    return Comparison(
        a=row["a"],
        b=row["b"],
        relation=Standing(row["relation"]),
        facets=tuple(map(Facet, json.loads(row["facets"]))),
        reason=row["reason"],
        contradiction=None if row["contradiction"] is None else Fraction(row["contradiction"]),
        gap=decimal_in(row["gap"]),
        position=row["position"],
    )


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
        f"{name}_derived": end.derived if end else "",
    }
