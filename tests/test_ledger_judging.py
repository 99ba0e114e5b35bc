"""Judgements in a ledger: kept, found again, undone, never changed; derived tables built anew."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from counterclaim.ledger import Judge, open_ledger
from counterclaim.ledger.derived_schema import DERIVED
from counterclaim.model import Act, Document, Extraction, Imprint, ProblemError, Report
from counterclaim.reconcile import corrected, reconcile_ledger
from hand_made import question_of
from test_ledger import FIRST, NOW, claim_at

HERE = NOW + timedelta(hours=1)
TEXT = "At least 40 miners died at Karvik, the mayor said. Nine were hurt, and 40 are missing."


@pytest.fixture
def document():
    return Document(TEXT, Imprint(title="Mine", outlet="Fjord Post", published=NOW, language="en"))


@pytest.fixture
def claims(document):
    return [claim_at(document, "40"), claim_at(document, "Nine", "injured")]


@pytest.fixture
def ledger(tmp_path, document, claims):
    with open_ledger(tmp_path / "figures.ledger") as opened:
        opened.add(Extraction(document, tuple(claims)), FIRST)
        yield opened


@pytest.fixture
def judge(ledger):
    return Judge(ledger, "Ida Holm")


def held(ledger):
    found = [Report(r.report.document_id, r.report.imprint, r.claims) for r in ledger.readings()]
    return corrected(found, ledger.judgements())


def made_of(ledger):
    return reconcile_ledger(held(ledger), judgements=ledger.judgements(), known=ledger.names())


def test_every_act_comes_out_as_it_went_in(ledger, judge, claims):
    a, b = (c.id for c in claims)
    said = {"reason": "read again", "when": HERE}
    kept = [
        judge.merge(a, b, **said),
        judge.split(a, b, **said),
        judge.accept(a, **said),
        judge.accept(a, b, **said),
        judge.reject(b, **said),
        judge.reject(a, b, **said),
        judge.correct(b, "measure", "missing", **said),
        judge.overrule(a, b, "part_of", **said),
    ]
    kept.append(judge.undo(kept[0].id, reason="no", when=HERE + timedelta(minutes=1)))
    assert {j.id: j for j in ledger.judgements()} == {j.id: j for j in kept}
    assert [j.act for j in ledger.judgements()][-1] == Act.UNDO
    assert {j.who for j in ledger.judgements()} == {"Ida Holm"}


def test_the_same_judgement_is_kept_once(ledger, judge, claims):
    judgement = judge.accept(claims[0].id, reason="yes", when=HERE)
    assert not ledger.judge(judgement)
    assert list(ledger.judgements()) == [judgement]


def test_a_judgement_cannot_be_changed_or_removed(judge, claims, tmp_path):
    judge.accept(claims[0].id, reason="yes", when=HERE)
    with sqlite3.connect(tmp_path / "figures.ledger") as link:
        for statement in ("UPDATE judgement SET note = 'x'", "DELETE FROM judgement"):
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                link.execute(statement)
    link.close()


def test_a_merge_is_seen_in_what_is_made_and_an_undoing_too(ledger, judge, claims):
    a, b = claims
    assert question_of(made_of(ledger), a) != question_of(made_of(ledger), b)
    merge = judge.merge(a.id, b.id[:8], reason="one count", when=HERE)
    assert question_of(made_of(ledger), a) == question_of(made_of(ledger), b)
    judge.undo(merge.id[:8], reason="two after all", when=HERE + timedelta(minutes=1))
    assert question_of(made_of(ledger), a) != question_of(made_of(ledger), b)


def test_a_correction_survives_a_new_reading(ledger, judge, document, claims):
    a, b = claims
    judge.correct(b.id, "measure", "killed", reason="died since", when=HERE)
    ledger.add(Extraction(document, (a, claim_at(document, "Nine", "missing"))), FIRST)
    assert [c.measure for r in held(ledger) for c in r.claims] == ["killed", "killed"]


@pytest.mark.parametrize(("names", "code"), [(("ffff",), "CC023"), (("",), "CC024")])
def test_a_name_that_means_no_claim_is_refused(judge, names, code):
    with pytest.raises(ProblemError) as refused:
        judge.accept(*names, reason="yes", when=HERE)
    assert refused.value.problem.code == code


def test_what_is_not_there_cannot_be_undone(judge):
    with pytest.raises(ProblemError) as refused:
        judge.undo("abcd", reason="no", when=HERE)
    assert refused.value.problem.code == "CC023"


def test_a_judgement_needs_a_reason_a_name_a_zone_and_its_claims(ledger, judge, claims):
    a, b = (c.id for c in claims)
    with pytest.raises(ValueError, match="reason"):
        judge.accept(a, reason=" ", when=HERE)
    with pytest.raises(ValueError, match="name"):
        Judge(ledger, "").accept(a, reason="yes", when=HERE)
    with pytest.raises(ValueError, match="zone"):
        judge.accept(a, reason="yes", when=datetime(2030, 5, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="merge"):
        judge.merge(a, a, reason="yes", when=HERE)
    with pytest.raises(ValueError, match="sinks"):
        judge.overrule(a, b, "sinks", reason="yes", when=HERE)
    assert list(ledger.judgements()) == []


def test_a_damaged_judgement_is_told(ledger, judge, claims, tmp_path):
    judge.accept(claims[0].id, reason="yes", when=HERE)
    with sqlite3.connect(tmp_path / "figures.ledger") as link:
        link.execute("DROP TRIGGER judgement_keeps_values")
        link.execute("UPDATE judgement SET note = 'no'")
    link.close()
    with pytest.raises(ProblemError) as refused:
        list(ledger.judgements())
    assert refused.value.problem.code == "CC021"


def rows_of(path):
    with sqlite3.connect(path) as link:
        found = {
            table: sorted(link.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608
            for table in DERIVED.tables
        }
    link.close()
    return found


def test_derived_tables_are_built_anew_and_alike(ledger, claims, tmp_path):
    assert ledger.names() == {}
    made = made_of(ledger)
    current = [c for r in held(ledger) for c in r.claims]
    ledger.rebuild(made, current)
    first = rows_of(tmp_path / "figures.ledger")
    assert {row[0] for row in first["question"]} == {q.id for q in made.questions}
    assert len(first["answer"]) == len(claims)
    assert first["tally"]
    ledger.rebuild(made_of(ledger), current)
    assert rows_of(tmp_path / "figures.ledger") == first
    assert set(ledger.names().values()) == {q.id for q in made.questions}


def test_questions_keep_their_ids_when_an_earlier_report_comes_in(ledger, claims):
    ledger.rebuild(made_of(ledger), [c for r in held(ledger) for c in r.claims])
    before = question_of(made_of(ledger), claims[0]).id
    early = Document(
        "A mine fell in at Karvik and 38 miners died there.",
        Imprint(
            title="Mine",
            outlet="Early Post",
            published=datetime(2025, 3, 4, 1, tzinfo=UTC),
            language="en",
        ),
    )
    new = claim_at(early, "38")
    ledger.add(Extraction(early, (new,)), FIRST)
    made = made_of(ledger)
    assert question_of(made, claims[0]).id == before
    assert ledger.names()[claims[0].id] == before
