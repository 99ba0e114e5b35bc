"""Tables made from the claims: stories, questions, how claims stand, tallies, what is implied.

They hold nothing that cannot be made again, so that they alone are dropped and filled anew. A
ledger need not have them, and a program that knows nothing of them reads the rest as ever.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
    update,
)

from counterclaim.ledger.derived_rows import end_values
from counterclaim.ledger.entries import write_entries
from counterclaim.ledger.schema import JUDGEMENT, READING, REPORT
from counterclaim.model import Claim, Reconciliation, Standing

DERIVED = MetaData()
FORMAT = 5
"""Counts the changes of these tables; ones of another format are made anew before use."""

BUILT = Table(
    "built",
    DERIVED,
    Column("format", Integer, primary_key=True),
    Column("readings", Integer, nullable=False, comment="how many there were"),
    Column("judgements", Integer, nullable=False, comment="how many there were"),
)

STORY = Table(
    "story",
    DERIVED,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("first_day", Text, comment="ISO 8601 date"),
    Column("last_day", Text, comment="ISO 8601 date"),
    Column("outlets", Integer, nullable=False),
)

STORY_REPORT = Table(
    "story_report",
    DERIVED,
    Column("story_id", Text, primary_key=True),
    Column("document_id", Text, primary_key=True),
    Column("place_in_story", Integer, nullable=False),
)

QUESTION = Table(
    "question",
    DERIVED,
    Column("id", Text, primary_key=True),
    Column("story_id", Text, index=True),
    Column("label", Text, nullable=False),
    Column("measure", Text, nullable=False, index=True),
    Column("unit", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("kind", Text, nullable=False, comment="stock, flow or part"),
    Column("camps", Text, nullable=False, comment="JSON list of lists of claim ids"),
    Column("answers", Integer, nullable=False, comment="how many claims answer it"),
    Column("voices", Integer, nullable=False, comment="how many originators do"),
    Column("contradictions", Integer, nullable=False, comment="pairs of its claims"),
    Column("disputed", Integer, nullable=False, index=True, comment="0 or 1, by any policy"),
    Column("last_published", Text, index=True, comment="of its reports; ISO 8601"),
)

ANSWER = Table(
    "answer",
    DERIVED,
    Column("claim_id", Text, primary_key=True),
    Column("figure_id", Text, nullable=False, index=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("question_id", Text, nullable=False, index=True),
    Column("place_in_question", Integer, nullable=False, comment="0 is the first answer"),
    Column("voice", Text, nullable=False, comment="key of the originator"),
    Column("voice_name", Text, nullable=False),
    Column("basis", Text, nullable=False, comment="named, own, echo or copied"),
    Column("via", Text, nullable=False, comment="JSON list of names"),
)

COMPARISON = Table(
    "comparison",
    DERIVED,
    Column("a", Text, primary_key=True, comment="claim id; of part_of the part"),
    Column("b", Text, primary_key=True, index=True, comment="claim id"),
    Column("relation", Text, primary_key=True),
    Column("facets", Text, nullable=False, comment="JSON list"),
    Column("reason", Text, nullable=False),
    Column("contradiction", Text, comment="fraction from 0 to 1"),
    Column("gap", Text, comment="decimal number"),
    Column("position", Text),
)

NOT_COMPARED = Table(
    "not_compared",
    DERIVED,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True, index=True),
    Column("facet", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

TALLY = Table(
    "tally",
    DERIVED,
    Column("question_id", Text, primary_key=True),
    Column("policy", Text, primary_key=True),
    *(
        column
        for end in ("low", "best", "high")
        for column in (
            Column(end, Text, comment="decimal number; null where no claim bounds it"),
            Column(f"{end}_claims", Text, nullable=False, comment="JSON list of claim ids"),
            Column(f"{end}_derived", Text, nullable=False, comment="how it was worked out"),
        )
    ),
    Column("latest", Text, nullable=False, comment="claim id"),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("originators", Integer, nullable=False),
    Column("disputed", Integer, nullable=False, comment="0 or 1"),
)

FINDING = Table(
    "finding",
    DERIVED,
    Column("place_in_order", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("claims", Text, nullable=False, comment="JSON list of claim ids"),
    Column("reason", Text, nullable=False),
    Column("amount", Text, comment="decimal number"),
)

FINDING_CLAIM = Table(
    "finding_claim",
    DERIVED,
    Column("claim_id", Text, primary_key=True),
    Column("place_in_order", Integer, primary_key=True),
)

STALE = Table(
    "stale",
    DERIVED,
    Column("claim_id", Text, primary_key=True),
    Column("original", Text, nullable=False, comment="claim id"),
    Column("as_of", Text, nullable=False, comment="ISO 8601 date"),
    Column("days", Integer, nullable=False),
)

STAKE = Table(
    "stake",
    DERIVED,
    Column("claim_id", Text, primary_key=True),
    Column("figure_id", Text, nullable=False, index=True),
    Column("question_id", Text, nullable=False, index=True),
    Column("end_name", Text, nullable=False, comment="low or high, of the range"),
    Column("value", Text, nullable=False, comment="decimal number"),
    Column("without", Text, comment="decimal number; null where no other claim gives one"),
    Column("moves", Integer, nullable=False, comment="thousandths of a logarithm"),
    Index("most_at_stake", "moves", "claim_id"),
)

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
            "reason": c.reason,
            "contradiction": None if c.contradiction is None else str(c.contradiction),
            "gap": None if c.gap is None else str(c.gap),
            "position": c.position,
        }
        for c in made.comparisons
    }
    yield COMPARISON, list(compared.values())
    barred = {
        (n.a, n.b, n.facet): {"a": n.a, "b": n.b, "facet": str(n.facet), "reason": n.reason}
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
                "reason": f.reason,
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
