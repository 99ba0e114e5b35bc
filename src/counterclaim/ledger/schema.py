"""The tables of a ledger, in types that SQLite and PostgreSQL share, and what guards them.

Figures are text, because neither a float nor SQLite's numeric column keeps a Decimal exactly. Times
are ISO 8601 text, because most outlets print local time without a zone and a database would add
one.
"""

from sqlalchemy import DDL, Column, ForeignKey, Integer, MetaData, Table, Text, event

APPLICATION_ID = 0x43434C4D
"""What ``PRAGMA application_id`` of a ledger says: "CCLM" in ASCII."""
SCHEMA_VERSION = 1
"""What ``PRAGMA user_version`` says; a ledger with a higher number is not opened."""

METADATA = MetaData()

SPANS = ("figure", "sentence", "measure_cue", "what", "source", "cue", "place", "timex")
"""The spans of a claim, each kept as three columns: where it starts and ends, and its words."""


def _span_columns(name: str) -> list[Column[int] | Column[str]]:
    return [
        Column(f"{name}_start", Integer),
        Column(f"{name}_end", Integer),
        Column(f"{name}_text", Text),
    ]


REPORT = Table(
    "report",
    METADATA,
    Column("document_id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("authors", Text, nullable=False, comment="JSON list"),
    Column("published", Text, comment="ISO 8601, often without a zone"),
    Column("language", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("name", Text, nullable=False, comment="the carrier's own id"),
    Column("text_digest", Text, nullable=False, comment="SHA-256 of the text in UTF-8"),
    Column("text_length", Integer, nullable=False, comment="characters"),
)

KEPT_TEXT = Table(
    "kept_text",
    METADATA,
    Column("document_id", ForeignKey("report.document_id"), primary_key=True),
    Column("body", Text, nullable=False),
)

READING = Table(
    "reading",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("document_id", ForeignKey("report.document_id"), nullable=False, index=True),
    Column("content", Text, nullable=False, comment="hash of the versions and all claims"),
    Column("extractor", Text, nullable=False, comment="version of Counterclaim"),
    Column("pack", Text, nullable=False, comment="language pack and its version"),
    Column("read_at", Text, nullable=False, comment="ISO 8601 with zone"),
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("reading_id", ForeignKey("reading.id"), primary_key=True),
    Column("place_in_report", Integer, primary_key=True, comment="0 is the first claim"),
    Column("claim_id", Text, nullable=False, index=True),
    Column("figure_id", Text, nullable=False, index=True),
    Column("document_id", ForeignKey("report.document_id"), nullable=False, index=True),
    Column("low", Text, comment="decimal number"),
    Column("high", Text, comment="decimal number"),
    Column("bound", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("word", Text),
    Column("measure", Text, nullable=False, index=True),
    Column("mode", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("place_code", Text, nullable=False),
    Column("period_from", Text, comment="ISO 8601 date"),
    Column("period_to", Text, comment="ISO 8601 date"),
    Column("via", Text, nullable=False, comment="JSON list of [start, end, text]"),
    Column("rules", Text, nullable=False, comment="JSON list"),
    *(column for name in SPANS for column in _span_columns(name)),
    Column("extractor", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("digest", Text, nullable=False, comment="hash of the row, to tell damage"),
)

PROBLEM = Table(
    "problem",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("reading_id", ForeignKey("reading.id"), index=True),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("found_at", Text, nullable=False, comment="path, line or address"),
    Column("hint", Text, nullable=False),
    *_span_columns("span"),
    Column("extractor", Text, nullable=False),
    Column("pack", Text, nullable=False),
)

SUCCESSION = Table(
    "succession",
    METADATA,
    Column("superseded_reading_id", ForeignKey("reading.id"), primary_key=True),
    Column("reading_id", ForeignKey("reading.id"), nullable=False, index=True),
    Column("extractor", Text, nullable=False),
    Column("pack", Text, nullable=False),
)

SUPERSESSION = Table(
    "supersession",
    METADATA,
    Column("superseded_reading_id", ForeignKey("reading.id"), primary_key=True),
    Column("superseded_claim_id", Text, primary_key=True),
    Column("figure_id", Text, nullable=False, index=True),
    Column("reading_id", ForeignKey("reading.id"), nullable=False),
    Column("claim_id", Text, comment="null where the newer reading withdraws the figure"),
    Column("extractor", Text, nullable=False),
    Column("pack", Text, nullable=False),
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("figure_id", Text, nullable=False, index=True),
    Column("claim_id", Text),
    Column("other_claim_id", Text, comment="set where two claims are judged together"),
    Column("field", Text, nullable=False, comment="what is judged: measure, relation, ..."),
    Column("value", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("judge", Text, nullable=False),
    Column("judged_at", Text, nullable=False, comment="ISO 8601 with zone"),
    Column("extractor", Text, nullable=False),
    Column("pack", Text, nullable=False),
)

# REPLACE deletes the old row without firing a delete trigger, so a taken key is refused by a
# trigger of its own, which runs before the conflict is resolved.
_SQLITE_GUARDS = (
    """CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER {table}_keeps_values BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER {table}_keeps_keys BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
)
_POSTGRES_REFUSAL = """CREATE OR REPLACE FUNCTION counterclaim_append_only() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"""
_POSTGRES_GUARD = """CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON {table} FOR EACH STATEMENT EXECUTE FUNCTION counterclaim_append_only()"""


def _ddl(statement: str) -> DDL:
    # % is SQLAlchemy's own placeholder in DDL.
    return DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]


def _guard(table: Table) -> None:
    """Have the database itself refuse to change or remove a row of ``table``."""
    key = " AND ".join(f"{c.name} = NEW.{c.name}" for c in table.primary_key)
    statements = [("sqlite", s.format(table=table.name, key=key)) for s in _SQLITE_GUARDS]
    statements.append(("postgresql", _POSTGRES_GUARD.format(table=table.name)))
    for dialect, statement in statements:
        event.listen(table, "after_create", _ddl(statement).execute_if(dialect=dialect))


event.listen(METADATA, "before_create", _ddl(_POSTGRES_REFUSAL).execute_if(dialect="postgresql"))
for _table in METADATA.sorted_tables:
    _guard(_table)
