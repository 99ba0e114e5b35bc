"""The interchange record of one story: its claims, and how they stand to one another."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

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


def story_lines(name: str, reports: Iterable[Report], made: Reconciliation) -> Iterator[str]:
    """Give the line of the one story that all reports are of, called ``name``.

    Without a name, one line for each story that was found, called by its id.
    """
    if name:
        yield story_line(name, reports, made)
        return
    held = {report.document_id: report for report in reports}
    for story in made.stories:
        own = [held[document] for document in story.reports]
        yield story_line(story.id, own, _of_story(made, frozenset(story.questions)))


def _of_story(made: Reconciliation, questions: frozenset[str]) -> Reconciliation:
    asked = [q for q in made.questions if q.id in questions]
    claims = {claim for q in asked for claim in q.claims}
    return replace(
        made,
        questions=tuple(asked),
        comparisons=tuple(c for c in made.comparisons if c.a in claims),
        tallies=tuple(t for t in made.tallies if t.question in questions),
    )
