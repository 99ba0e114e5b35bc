"""Filling the tables that are made from the claims; ``derived_schema`` has the tables."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, func, insert, inspect, select, update

from counterclaim.ledger.derived_rows import end_values, reason_values
from counterclaim.ledger.derived_schema import (
    ANSWER,
    BUILT,
    COMPARISON,
    DERIVED,
    FINDING,
    FINDING_CLAIM,
    FORMAT,
    NOT_COMPARED,
    QUESTION,
    STAKE,
    STALE,
    STORY,
    STORY_REPORT,
    TALLY,
)
from counterclaim.ledger.entries import write_entries
from counterclaim.ledger.schema import JUDGEMENT, READING, REPORT
from counterclaim.model import Claim, Reconciliation, Standing

_Rows = tuple[Table, Sequence[dict[str, Any]]]


def state_of(link: Connection) -> tuple[int, int]:
    """Count the readings and judgements; both only ever grow."""
    counts = (select(func.count()).select_from(table) for table in (READING, JUDGEMENT))
    readings, judgements = (link.execute(count).scalar_one() for count in counts)
    return readings, judgements


def built_from(link: Connection) -> tuple[int, int] | None:
    """Give the state that the derived tables were made from, None where they are of no use."""
    if not inspect(link).has_table(BUILT.name):
        return None
    row = link.execute(select(BUILT).where(BUILT.c.format == FORMAT)).first()
    return (row.readings, row.judgements) if row else None


def build(
    link: Connection,
    made: Reconciliation,
    claims: Iterable[Claim],
    state: tuple[int, int] | None = None,
) -> None:
    """Drop the derived tables and make them anew, within the transaction that is open.

    ``state`` is that of the ledger when the claims were taken from it, without it the present one.
    """
    DERIVED.drop_all(link)
    DERIVED.create_all(link)
    named = {claim.id: claim for claim in claims}
    for table, rows in chain(_stories(made), _questions(made, named), _standings(made, named)):
        if rows:
            link.execute(insert(table), rows)
    published = (
        select(func.max(REPORT.c.published))
        .join(ANSWER, ANSWER.c.document_id == REPORT.c.document_id)
        .where(ANSWER.c.question_id == QUESTION.c.id)
    )
    link.execute(update(QUESTION).values(last_published=published.scalar_subquery()))
    write_entries(link, made, named)
    readings, judgements = state or state_of(link)
    link.execute(insert(BUILT), {"format": FORMAT, "readings": readings, "judgements": judgements})


def names_in(link: Connection) -> dict[str, str]:
    """Give the question of each claim and figure; nothing where the tables were never built."""
    if not inspect(link).has_table(ANSWER.name):
        return {}
    columns = (ANSWER.c.claim_id, ANSWER.c.figure_id, ANSWER.c.question_id)
    rows = [tuple(row) for row in link.execute(select(*columns))]
    homes: dict[str, set[str]] = {}
    for _, figure, question in rows:
        homes.setdefault(figure, set()).add(question)
    names = {figure: min(found) for figure, found in homes.items() if len(found) == 1}
    return names | {claim: question for claim, _, question in rows}


def _stories(made: Reconciliation) -> Iterator[_Rows]:
    yield (
        STORY,
        [
            {
                "id": s.id,
                "title": s.title,
                "place": s.place,
                "first_day": s.first.isoformat() if s.first else None,
                "last_day": s.last.isoformat() if s.last else None,
                "outlets": s.outlets,
            }
            for s in made.stories
        ],
    )
    yield (
        STORY_REPORT,
        [
            {"story_id": s.id, "document_id": name, "place_in_story": i}
            for s in made.stories
            for i, name in enumerate(s.reports)
        ],
    )


def _questions(made: Reconciliation, claims: Mapping[str, Claim]) -> Iterator[_Rows]:
    home = {question: story.id for story in made.stories for question in story.questions}
    voices = dict(made.voices)
    asked = {claim: q.id for q in made.questions for claim in q.claims}
    quarrels = Counter(
        asked[c.a]
        for c in made.comparisons
        if c.relation == Standing.CONTRADICTS and asked.get(c.a) == asked.get(c.b)
    )
    disputed = {t.question for t in made.tallies if t.disputed}
    yield (
        QUESTION,
        [
            {
                "id": q.id,
                "story_id": home.get(q.id),
                "label": q.label,
                "measure": q.measure,
                "unit": q.unit,
                "what": q.what,
                "place": q.place,
                "kind": str(q.kind),
                "camps": json.dumps(q.camps),
                "answers": len(q.claims),
                "voices": len({voices[claim].key for claim in q.claims}),
                "contradictions": quarrels[q.id],
                "disputed": int(q.id in disputed),
            }
            for q in made.questions
        ],
    )
    yield (
        ANSWER,
        [
            {
                "claim_id": claim,
                "figure_id": claims[claim].figure_id,
                "document_id": claims[claim].document_id,
                "question_id": q.id,
                "place_in_question": i,
                "voice": voices[claim].key,
                "voice_name": voices[claim].name,
                "basis": str(voices[claim].basis),
                "via": json.dumps(voices[claim].via, ensure_ascii=False),
            }
            for q in made.questions
            for i, claim in enumerate(q.claims)
        ],
    )


def _standings(made: Reconciliation, claims: Mapping[str, Claim]) -> Iterator[_Rows]:
    compared = {
        (c.a, c.b, c.relation): {
            "a": c.a,
            "b": c.b,
            "relation": str(c.relation),
            "facets": json.dumps(c.facets),
            **reason_values(c.reason),
            "contradiction": None if c.contradiction is None else str(c.contradiction),
            "gap": None if c.gap is None else str(c.gap),
            "position": c.position,
        }
        for c in made.comparisons
    }
    yield COMPARISON, list(compared.values())
    barred = {
        (n.a, n.b, n.facet): {"a": n.a, "b": n.b, "facet": str(n.facet), **reason_values(n.reason)}
        for n in made.not_compared
    }
    yield NOT_COMPARED, list(barred.values())
    stale = {
        s.claim: {
            "claim_id": s.claim,
            "original": s.original,
            "as_of": s.as_of.isoformat(),
            "days": s.days,
        }
        for s in made.stale
    }
    yield STALE, list(stale.values())
    yield from _readings(made)
    yield STAKE, _stakes(made, claims)


def _readings(made: Reconciliation) -> Iterator[_Rows]:
    yield (
        TALLY,
        [
            {
                "question_id": t.question,
                "policy": str(t.policy),
                **end_values("low", t.low),
                **end_values("best", t.best),
                **end_values("high", t.high),
                "latest": t.latest,
                "reports": t.reports,
                "outlets": t.outlets,
                "originators": t.originators,
                "disputed": int(t.disputed),
            }
            for t in made.tallies
        ],
    )
    yield (
        FINDING,
        [
            {
                "place_in_order": i,
                "name": f.name,
                "claims": json.dumps(f.claims),
                **reason_values(f.reason),
                "amount": None if f.amount is None else str(f.amount),
            }
            for i, f in enumerate(made.findings)
        ],
    )
    named = {(claim, i) for i, f in enumerate(made.findings) for claim in f.claims}
    yield FINDING_CLAIM, [{"claim_id": claim, "place_in_order": i} for claim, i in sorted(named)]


def _stakes(made: Reconciliation, claims: Mapping[str, Claim]) -> list[dict[str, Any]]:
    return [
        {
            "claim_id": s.claim,
            "figure_id": claims[s.claim].figure_id,
            "question_id": s.question,
            "end_name": s.end,
            "value": str(s.value),
            "without": None if s.without is None else str(s.without),
            "moves": s.moves,
        }
        for s in made.stakes
    ]
