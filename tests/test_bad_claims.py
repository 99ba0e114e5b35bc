"""Claims that lack what comparing needs, or say what cannot be: told apart, with the reason."""

import time

import pytest

from counterclaim.model import Bound, Policy
from counterclaim.reconcile import reconcile
from hand_made import Writer, between, question_of, tally_of


def barred(result, a, b):
    return [n.reason for n in result.not_compared if {n.a, n.b} == {a.id, b.id}]


def test_without_any_date_rivals_are_left_uncompared_with_the_reason():
    gazette, herald = Writer("Gazette", None), Writer("Herald", None)
    a = gazette.say("19", 19, source="Mara Lind")
    b = herald.say("12", 12, source="Otto Brandt")
    result = reconcile([gazette.report(), herald.report()])
    assert between(result, a, b) == []
    assert barred(result, a, b) == [
        "not surely of one time: the lower may be a recount or of something else"
    ]


def test_without_a_source_two_outlets_are_left_uncompared_with_the_reason():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-02")
    a, b = gazette.say("19", 19), herald.say("12", 12)
    result = reconcile([gazette.report(), herald.report()])
    assert between(result, a, b) == []
    assert len(barred(result, a, b)) == 1


def test_without_a_place_a_claim_is_of_the_place_that_is_told():
    gazette, herald = Writer("Gazette"), Writer("Herald")
    a = gazette.say("19", 19, place="Lindport", code="NO")
    b = herald.say("19", 19)
    result = reconcile([gazette.report(), herald.report()])
    assert question_of(result, a) == question_of(result, b)


def test_without_a_number_nothing_is_compared_and_the_reason_is_told():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-02")
    a = gazette.say("19", 19, source="Mara Lind")
    b = herald.say("an unknown number", None, None, Bound.UNKNOWN, source="Otto Brandt")
    result = reconcile([gazette.report(), herald.report()])
    assert barred(result, a, b) == ["“an unknown number” says that the number is not known"]
    assert tally_of(result, a, Policy.RANGE).high.value == 19


def test_a_count_dated_after_it_was_printed_is_not_the_latest_for_that():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-03")
    a = gazette.say("12", 12, source="Mara Lind", end="2031-01-01")
    b = herald.say("19", 19, source="Otto Brandt", end="2030-05-03")
    result = reconcile([gazette.report(), herald.report()])
    assert between(result, a, b) == ["revises"]
    assert tally_of(result, a, Policy.LATEST).best.value == 19


def test_a_series_that_restarts_is_not_taken_for_a_revision():
    written, claims = [], []
    for i, n in enumerate((30, 500, 12), 1):
        writer = Writer(f"Paper {i}", f"2030-05-{i:02}")
        claims.append(writer.say(str(n), n, source="Mara Lind", end=f"2030-05-{i:02}"))
        written.append(writer.report())
    result = reconcile(written)
    assert between(result, *claims[:2]) == ["revises"]
    assert between(result, *claims[1:]) == []
    assert barred(result, *claims[1:]) == [
        "the count of Mara Lind starts anew, or is of something else"
    ]


def test_a_source_that_gives_two_values_is_never_two_voices():
    gazette = Writer("Gazette")
    a = gazette.say("12", 12, source="Mara Lind")
    b = gazette.say("19", 19, source="Mara Lind")
    result = reconcile([gazette.report()])
    assert between(result, a, b) == ["revises"]
    assert tally_of(result, a, Policy.VOTE).originators == 1
    assert not tally_of(result, a, Policy.VOTE).disputed


@pytest.mark.parametrize("measure", ["killed", "other"])
def test_ten_thousand_claims_on_one_question_take_seconds(measure):
    written = []
    for i in range(500):
        writer = Writer(f"Paper {i}", f"2030-05-{i % 28 + 1:02}")
        for j in range(20):
            n = 20 + (i * 7 + j) % 40
            writer.say(str(n), n, measure=measure, what="divers", source=f"Voice {i % 90}")
        written.append(writer.report())
    started = time.perf_counter()
    result = reconcile(written)
    assert time.perf_counter() - started < 60
    assert sum(len(q.claims) for q in result.questions) == 10_000
    assert max(len(q.claims) for q in result.questions) > 5_000


def test_a_lower_figure_of_the_reports_own_is_no_revision_of_it():
    gazette = Writer("Gazette", "2030-05-01")
    a, b = gazette.say("58", 58), gazette.say("26", 26)
    result = reconcile([gazette.report()])
    assert between(result, a, b) == []
    assert barred(result, a, b) == ["the report gives both “58” and “26” on its own word"]


def test_a_vague_word_leaves_no_open_figure_behind():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-03")
    a = gazette.say("more than 1,000", 1000, None, Bound.MORE_THAN, source="Mara Lind")
    b = herald.say("thousands", 2000, None, Bound.VAGUE, source="Otto Brandt")
    assert between(reconcile([gazette.report(), herald.report()]), a, b) == ["agrees"]
