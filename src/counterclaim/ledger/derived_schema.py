"""The tables made from the claims: stories, questions, how claims stand, tallies, what is implied.

They hold nothing that cannot be made again, so that they alone are dropped and filled anew. A
ledger need not have them, and a program that knows nothing of them reads the rest as ever.
"""

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

DERIVED = MetaData()
FORMAT = 7
"""Counts the changes of these tables; ones of another format are made anew before use."""


def _reason(name: str = "reason") -> tuple[Column[str], Column[str | None]]:
    """Give the columns of a sentence: as it reads in English, and how it is made."""
    made = "JSON: the pattern and its parts, for other languages; null where nothing is translated"
    return Column(name, Text, nullable=False), Column(f"{name}_made", Text, comment=made)


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
    *_reason(),
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
    *_reason(),
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
            *_reason(f"{end}_derived"),
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
    *_reason(),
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
