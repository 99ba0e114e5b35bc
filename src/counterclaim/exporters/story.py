"""The interchange record of one story: its claims, and how they stand to one another."""

import json
from collections.abc import Iterable

from counterclaim.exporters.gold import gold_record
from counterclaim.exporters.values import number
from counterclaim.model import Policy, Reconciliation, Report


def story_line(story: str, reports: Iterable[Report], made: Reconciliation) -> str:
    """Give the one line of a story.

    ``doc`` of a claim is the report's own name, or its document id where it has none; low and high
    of the tally are those of the policy "range".
    """
    claims = [
        {
            "id": claim.id,
            "doc": report.imprint.name or report.document_id,
            **gold_record(claim),
            "from": claim.period.start.isoformat() if claim.period.start else None,
            "to": claim.period.end.isoformat() if claim.period.end else None,
        }
        for report in reports
        for claim in report.claims
    ]
    record = {
        "story": story,
        "claims": claims,
        "questions": [
            {"id": q.id, "label": q.label, "measure": q.measure, "claims": list(q.claims)}
            for q in made.questions
        ],
        "relations": [
            {"a": c.a, "b": c.b, "relation": str(c.relation), "why": c.reason}
            for c in made.comparisons
        ],
        "tally": [
            {
                "question": t.question,
                "latest": t.latest,
                "low": number(t.low.value if t.low else None),
                "high": number(t.high.value if t.high else None),
                "originators": t.originators,
                "disputed": t.disputed,
            }
            for t in made.tallies
            if t.policy == Policy.RANGE
        ],
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
