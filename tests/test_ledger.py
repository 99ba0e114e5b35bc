# ruff: noqa: S608 (statements are built from the table names of the schema alone)
"""What goes into a ledger comes out unchanged, once, and stays."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import postgresql

from counterclaim.ledger import Stamp, open_ledger
from counterclaim.ledger.schema import METADATA
from counterclaim.model import (
    Attribution,
    Bound,
    Claim,
    Document,
    Extraction,
    Imprint,
    Kind,
    Modality,
    Mode,
    Period,
    Problem,
    ProblemError,
    Quantity,
    Span,
)

NOW = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
FIRST = Stamp("0.1.0", "en 1", NOW)
LATER = Stamp("0.2.0", "en 1", NOW + timedelta(days=1))
TEXT = "At least 40 miners died at Karvik, the mayor said. Nine were hurt."


def claim_at(document, words, measure="killed", **fields):
    start = document.text.index(words)
    low = Decimal(len(words))
    return Claim(
        document_id=document.id,
        figure=Span.of(document.text, start, start + len(words)),
        sentence=Span.of(document.text, 0, len(document.text)),
        quantity=Quantity(low, low, Bound.EXACT, Kind.COUNT, "person"),
        measure=measure,
        **fields,
    )


@pytest.fixture
def document():
    return Document(TEXT, Imprint(title="Mine", outlet="Fjord Post", published=NOW, language="en"))


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "figures.ledger") as opened:
        yield opened


words = st.text(max_size=12)
spans = st.builds(Span, st.integers(0, 99), st.integers(100, 2**40), words)
# An id writes a figure out in full, so exponents stay those that a text can hold.
decimals = st.decimals(-(10**15), 10**15, places=3) | st.sampled_from(
    [Decimal("1E+6"), Decimal("-0"), Decimal("0.10"), Decimal("4.70E+3")]
)
maybe = st.none()
claims = st.builds(
    Claim,
    document_id=st.just("0" * 16),
    figure=spans,
    sentence=spans,
    quantity=st.builds(
        Quantity,
        maybe | decimals,
        maybe | decimals,
        st.sampled_from(Bound),
        st.sampled_from(Kind),
        words,
        maybe | words,
    ),
    measure=words,
    measure_cue=maybe | spans,
    what=maybe | spans,
    mode=st.sampled_from(Mode),
    modality=st.sampled_from(Modality),
    attribution=st.builds(
        Attribution, maybe | spans, maybe | spans, st.lists(spans, max_size=3).map(tuple)
    ),
    place=maybe | spans,
    place_code=words,
    period=st.builds(Period, maybe | spans, maybe | st.dates(), maybe | st.dates()),
    rules=st.lists(words, max_size=3).map(tuple),
)
imprints = st.builds(
    Imprint,
    title=words,
    outlet=words,
    authors=st.lists(words, max_size=2).map(tuple),
    published=maybe
    | st.datetimes()
    | st.datetimes(timezones=st.just(timezone(timedelta(hours=7)))),
    language=words,
    address=words,
    name=words,
)
problems = st.builds(Problem, words, words, words, words, maybe | spans)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    imprint=imprints,
    text=st.text(),
    made=st.lists(claims, max_size=4),
    told=st.lists(problems, max_size=2, unique=True),
)
def test_every_field_comes_back_exactly(tmp_path, imprint, text, made, told):
    document = Document(text, imprint)
    made = [replace(claim, document_id=document.id) for claim in made]
    extraction = Extraction(document, tuple(made), tuple(told))
    with TemporaryDirectory(dir=tmp_path) as folder, open_ledger(f"{folder}/x") as ledger:
        ledger.add(extraction, FIRST, keep_text=True)
        (found,) = ledger.readings()
    assert found.claims == extraction.claims
    # 1E+1 equals 10, and -0 equals 0, so that equality alone would pass a changed exponent.
    assert repr(found.claims) == repr(extraction.claims)
    assert set(found.problems) == set(told)
    assert found.report.imprint == imprint
    assert found.report.text == text
    assert found.stamp == FIRST


def test_a_claim_of_another_report_is_refused(ledger, document):
    stray = replace(claim_at(document, "40"), document_id="0" * 16)
    with pytest.raises(ValueError, match="another report"):
        ledger.add(Extraction(document, (stray,)), FIRST)
    assert not list(ledger.reports())


def test_reading_again_adds_nothing(ledger, document):
    extraction = Extraction(document, (claim_at(document, "40"),), (Problem("CC012", "odd"),))
    first = ledger.add(extraction, FIRST)
    again = ledger.add(extraction, Stamp("0.1.0", "en 1", NOW + timedelta(days=9)))
    assert (first.added, again.added) == (True, False)
    assert again.reading_id == first.reading_id
    assert len(list(ledger.claims(superseded=True))) == 1
    assert len(list(ledger.problems())) == 1
    assert len(list(ledger.reports())) == 1


def test_a_newer_version_supersedes_by_figure(ledger, document):
    old = [claim_at(document, "40"), claim_at(document, "Nine", "killed")]
    withdrawn = claim_at(document, "the mayor")
    better = claim_at(document, "Nine", "injured")
    ledger.add(Extraction(document, (*old, withdrawn)), FIRST)
    receipt = ledger.add(Extraction(document, (old[0], better)), LATER)
    assert receipt.superseded == 3
    assert list(ledger.claims()) == [old[0], better]
    assert len(list(ledger.claims(superseded=True))) == 5
    assert dict(ledger.successors()) == {
        old[0].id: old[0].id,
        old[1].id: better.id,
        withdrawn.id: None,
    }


def test_an_older_version_that_comes_late_supersedes_nothing(ledger, document):
    wrong, right = claim_at(document, "Nine", "killed"), claim_at(document, "Nine", "injured")
    ledger.add(Extraction(document, (right,)), LATER)
    late = ledger.add(Extraction(document, (wrong,)), FIRST)
    assert late.added
    assert list(ledger.claims()) == [right]
    assert dict(ledger.successors()) == {wrong.id: right.id}
    assert not ledger.add(Extraction(document, (wrong,)), FIRST).added


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (("0.9.0", "en 1"), ("0.10.0", "en 1")),
        (("0.2.0.dev1", "en 1"), ("0.2.0", "en 1")),
        (("0.2.0", "en 9"), ("0.2.0", "en 10")),
        (("0.2.0", "en 10"), ("0.3.0", "en 9")),
    ],
)
def test_versions_are_compared_as_numbers(ledger, document, older, newer):
    wrong, right = claim_at(document, "Nine", "killed"), claim_at(document, "Nine", "injured")
    ledger.add(Extraction(document, (right,)), Stamp(*newer, NOW))
    ledger.add(Extraction(document, (wrong,)), Stamp(*older, NOW))
    assert list(ledger.claims()) == [right]


def test_going_back_to_an_earlier_outcome_is_seen(ledger, document):
    one, other = claim_at(document, "Nine", "killed"), claim_at(document, "Nine", "injured")
    for made in (one, other, one):
        ledger.add(Extraction(document, (made,)), FIRST)
    assert list(ledger.claims()) == [one]
    assert len(list(ledger.readings(superseded=True))) == 3


def test_a_reading_that_finds_nothing_supersedes_too(ledger, document):
    ledger.add(Extraction(document, (claim_at(document, "40"),)), FIRST)
    ledger.add(Extraction(document, ()), LATER)
    assert list(ledger.claims()) == []
    assert [r.claims for r in ledger.readings()] == [()]


def test_whole_text_is_kept_only_on_request(ledger, document):
    extraction = Extraction(document, (claim_at(document, "40"),))
    ledger.add(extraction, FIRST)
    assert [r.text for r in ledger.reports()] == [None]
    assert next(ledger.reports()).text_length == len(TEXT)
    ledger.add(extraction, FIRST, keep_text=True)
    assert [r.text for r in ledger.reports()] == [TEXT]


def test_a_claim_is_found_by_the_beginning_of_its_id(ledger, document):
    one, two = claim_at(document, "40"), claim_at(document, "Nine", "injured")
    ledger.add(Extraction(document, (one, two)), FIRST)
    assert ledger.claim(one.id[:8]) == one
    assert ledger.claim(two.figure_id) == two
    with pytest.raises(ProblemError, match="CC023"):
        ledger.claim("nothing")
    with pytest.raises(ProblemError, match="CC024"):
        ledger.claim("")


def test_a_noted_problem_is_kept_once(ledger):
    problem = Problem("CC001", "No such file.", "gone.txt", "Check the name.")
    assert ledger.note(problem, FIRST)
    assert not ledger.note(problem, FIRST)
    assert list(ledger.problems()) == [problem]


def full_ledger(path, document):
    """Make a ledger with a row in every table."""
    problem = Problem("CC012", "odd")
    with open_ledger(path) as opened:
        opened.add(
            Extraction(document, (claim_at(document, "40"),), (problem,)), FIRST, keep_text=True
        )
        opened.add(Extraction(document, (claim_at(document, "40", "injured"),)), LATER)
    with sqlite3.connect(path) as link:
        columns = [row[1] for row in link.execute("PRAGMA table_info(judgement)")]
        link.execute(
            f"INSERT INTO judgement VALUES ({', '.join('?' * len(columns))})",
            columns,
        )
    link.close()


@pytest.mark.parametrize("table", [t.name for t in METADATA.sorted_tables])
def test_no_row_can_be_changed_or_removed(tmp_path, document, table):
    path = tmp_path / "figures.ledger"
    full_ledger(path, document)
    link = sqlite3.connect(path, isolation_level=None)
    before = link.execute(f"SELECT * FROM {table}").fetchall()
    assert before, "a guard on an empty table would be tested by nothing"
    column = METADATA.tables[table].columns.keys()[-1]
    row = before[0]
    marks = ", ".join("?" * len(row))
    for statement, values in [
        (f"UPDATE {table} SET {column} = 'changed'", ()),
        (f"DELETE FROM {table}", ()),
        (f"REPLACE INTO {table} VALUES ({marks})", row),
        (f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO UPDATE SET {column} = 1", row),
    ]:
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            link.execute(statement, values)
    assert link.execute(f"SELECT * FROM {table}").fetchall() == before
    link.close()


def test_a_changed_row_is_noticed(tmp_path, document):
    path = tmp_path / "figures.ledger"
    full_ledger(path, document)
    link = sqlite3.connect(path)
    link.execute("DROP TRIGGER claim_keeps_values")
    link.execute("UPDATE claim SET low = '4000'")
    link.commit()
    link.close()
    with open_ledger(path) as opened, pytest.raises(ProblemError, match="CC021") as raised:
        list(opened.claims())
    assert raised.value.problem.where == str(path)


def test_the_schema_and_its_guards_are_written_for_postgresql_too():
    statements = []
    dialect = postgresql.dialect()
    engine = create_mock_engine(
        "postgresql+psycopg2://",
        lambda s, *_, **__: statements.append(str(s.compile(dialect=dialect))),
    )
    METADATA.create_all(engine, checkfirst=False)
    made = "\n".join(statements)
    assert "PRAGMA" not in made
    assert "RAISE(ABORT" not in made
    function = made.index("CREATE OR REPLACE FUNCTION counterclaim_append_only")
    for table in METADATA.sorted_tables:
        assert f"CREATE TABLE {table.name}" in made
        guard = made.index(f"CREATE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE")
        assert function < guard


def test_dates_are_days_and_not_times(ledger, document):
    made = claim_at(document, "40", period=Period(None, date(2024, 2, 29), None))
    ledger.add(Extraction(document, (made,)), FIRST)
    assert next(ledger.claims()).period.start == date(2024, 2, 29)
