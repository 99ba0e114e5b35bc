"""What people decide survives every report that comes later, and ids of questions do too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Act, Bound, Judgement, Policy
from counterclaim.reconcile import corrected, reconcile, reconcile_ledger
from counterclaim.reconcile.judged import FIELDS, correct, standing
from counterclaim.reconcile.naming import share_names
from hand_made import Writer, between, question_of, tally_of
from test_reconcile_laws import REPORTS, story

NOON = datetime(2030, 5, 9, 12, tzinfo=UTC)


def judged(act, *claims, minute=0, **fields):
    return Judgement(
        act=act,
        claims=tuple(c.id for c in claims),
        figures=tuple(c.figure_id for c in claims),
        reason="the ministry said so",
        who="Ida Holm",
        when=NOON + timedelta(minutes=minute),
        **fields,
    )


def undone(judgement, minute=30):
    return judged(Act.UNDO, minute=minute, undoes=judgement.id)


def names_of(result, claims):
    """Id of the question of each claim, under its id, as a ledger keeps them."""
    return {c.id: question_of(result, c).id for c in claims}


@pytest.fixture
def two_measures():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-02")
    a = gazette.say("19", 19, measure="killed", source="Mara Lind")
    b = herald.say("12", 12, measure="missing", source="Otto Brandt")
    return [gazette.report(), herald.report()], a, b


def test_a_merge_joins_the_questions_of_two_claims(two_measures):
    reports, a, b = two_measures
    assert question_of(reconcile(reports), a) != question_of(reconcile(reports), b)
    result = reconcile(reports, judgements=[judged(Act.MERGE, a, b)])
    assert question_of(result, a).claims == (a.id, b.id)


def test_a_split_takes_claims_out_together():
    writers = [Writer(name, f"2030-05-0{i}") for i, name in enumerate("ABC", 1)]
    a, b, c = (w.say("19", 19, source=name) for w, name in zip(writers, "KLM", strict=True))
    reports = [w.report() for w in writers]
    assert len(question_of(reconcile(reports), a).claims) == 3
    result = reconcile(reports, judgements=[judged(Act.SPLIT, a, b, c)])
    assert question_of(result, a).claims == (a.id,)
    assert question_of(result, b).claims == (b.id, c.id)


def test_the_later_of_two_judgements_counts(two_measures):
    reports, a, b = two_measures
    both = [judged(Act.MERGE, a, b), judged(Act.SPLIT, a, b, minute=1)]
    result = reconcile(reports, judgements=both[::-1])
    assert question_of(result, a) != question_of(result, b)


def test_what_is_undone_no_longer_counts(two_measures):
    reports, a, b = two_measures
    merge = judged(Act.MERGE, a, b)
    assert standing([merge, undone(merge)]) == []
    assert reconcile(reports, judgements=[undone(merge), merge]) == reconcile(reports)
    again = judged(Act.MERGE, a, b, minute=40)
    assert standing([merge, undone(merge), again]) == [again]


def test_an_overruled_relation_is_told_with_who_said_so():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-02")
    a = gazette.say("19", 19, source="Mara Lind")
    b = herald.say("12", 12, source="Otto Brandt")
    reports = [gazette.report(), herald.report()]
    before = reconcile(reports)
    assert between(before, a, b) == ["contradicts"]
    assert tally_of(before, a, Policy.RANGE).disputed
    after = reconcile(reports, judgements=[judged(Act.OVERRULE, a, b, value="revises")])
    assert between(after, a, b) == ["revises"]
    assert after.comparisons[0].reason == "Ida Holm: the ministry said so"
    assert not tally_of(after, a, Policy.RANGE).disputed


def test_a_rejected_pair_is_not_compared():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-02")
    a = gazette.say("19", 19, source="Mara Lind")
    b = herald.say("12", 12, source="Otto Brandt")
    result = reconcile([gazette.report(), herald.report()], judgements=[judged(Act.REJECT, a, b)])
    assert between(result, a, b) == []
    assert [(n.facet, n.a, n.b) for n in result.not_compared] == [("judged", a.id, b.id)]


def test_an_accepted_pair_changes_nothing(two_measures):
    reports, a, b = two_measures
    assert reconcile(reports, judgements=[judged(Act.ACCEPT, a, b)]) == reconcile(reports)


def test_a_rejected_claim_is_left_out_and_a_corrected_one_moves(two_measures):
    reports, a, b = two_measures
    left = corrected(reports, [judged(Act.REJECT, a)])
    assert [c.id for r in left for c in r.claims] == [b.id]
    moved = corrected(reports, [judged(Act.CORRECT, b, field="measure", value="killed")])
    new = moved[1].claims[0]
    assert (new.measure, new.figure_id, new.id != b.id) == ("killed", b.figure_id, True)
    result = reconcile(moved)
    assert question_of(result, a) == question_of(result, new)


def test_of_two_claims_of_one_figure_only_the_judged_one_is_corrected():
    gazette = Writer("Gazette")
    dead = gazette.say("2", 2, measure="killed")
    hurt = replace(dead, measure="injured")
    gazette.claims.append(hurt)
    made = corrected([gazette.report()], [judged(Act.REJECT, hurt)])
    assert [c.measure for c in made[0].claims] == ["killed"]


def test_a_judgement_finds_its_figure_after_a_new_reading(two_measures):
    reports, a, b = two_measures
    merge = judged(Act.MERGE, a, b)
    anew = replace(reports[0], claims=(replace(a, measure="injured"),))
    result = reconcile([anew, reports[1]], judgements=[merge])
    assert len(result.questions) == 1


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("measure", "missing", lambda c: c.measure),
        ("unit", "house", lambda c: c.quantity.unit),
        ("bound", "about", lambda c: c.quantity.bound),
        ("low", "25", lambda c: str(c.quantity.low)),
        ("high", "26", lambda c: str(c.quantity.high)),
        ("mode", "part", lambda c: c.mode),
        ("modality", "denied", lambda c: c.modality),
        ("place_code", "ID", lambda c: c.place_code),
        ("from", "2030-05-01", lambda c: c.period.start.isoformat()),
        ("to", "2030-05-02", lambda c: c.period.end.isoformat()),
    ],
)
def test_every_field_can_be_corrected(field, value, read):
    claim = Writer("Gazette").say("19", 19)
    assert read(correct(claim, field, value)) == value
    assert field in FIELDS


@pytest.mark.parametrize(
    ("field", "value"),
    [("measure", "sunk"), ("low", "many"), ("low", "NaN"), ("to", "May"), ("rules", "x")],
)
def test_a_correction_that_makes_no_sense_is_refused(field, value):
    with pytest.raises(ValueError, match=field):
        correct(Writer("Gazette").say("19", 19), field, value)


def test_a_merge_brings_two_stories_together():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2031-05-02")
    a = gazette.say("19", 19, what="miners", place="Lindport")
    b = herald.say("19", 19, what="sailors", place="Karvik")
    reports = [gazette.report(), herald.report()]
    assert len(reconcile_ledger(reports).stories) == 2
    result = reconcile_ledger(reports, judgements=[judged(Act.MERGE, a, b)])
    assert len(result.stories) == 1
    assert question_of(result, a) == question_of(result, b)


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=120)
def test_ids_stay_with_most_of_their_claims_in_whatever_order_reports_come(reports, random):
    """However late the first report comes in, a question keeps its name as long as it is one."""
    written = story(reports)
    random.shuffle(written)
    names, before = {}, []
    for count in range(1, len(written) + 1):
        held = written[:count]
        result = reconcile(held, known=names)
        assert len({q.id for q in result.questions}) == len(result.questions)
        now = {c: q.id for q in result.questions for c in q.claims}
        for question in before:
            homes = [now[c] for c in question.claims]
            whole = len(set(homes)) == 1
            kept = [q for q in before if {now[c] for c in q.claims} == set(homes)]
            # Where old questions were joined, the larger one's name stays.
            if whole and len(kept) == 1 and not _shared(before, question, homes[0], now):
                assert homes[0] == question.id
        names = now
        before = list(result.questions)
        plain = reconcile(held)
        assert {frozenset(q.claims) for q in plain.questions} == {
            frozenset(q.claims) for q in before
        }


def _shared(before, question, home, now):
    """Whether claims of another old question came into the same one."""
    return any(now[c] == home for q in before if q is not question for c in q.claims)


def test_names_of_other_stories_are_not_kept_beside_those_of_each():
    """A ledger of many stories would need their square of memory."""
    claims = [Writer(f"Paper {n}", "2030-05-01").say(str(n), n) for n in range(40)]
    known = {claim.id: f"question {n}" for n, claim in enumerate(claims)}
    own, taken = share_names([[claim] for claim in claims], known)
    assert own == [{claim.id: known[claim.id]} for claim in claims]
    assert set(taken) == set(known.values())


@given(REPORTS, st.integers(0, 4), st.integers(0, 4), st.sampled_from([Act.MERGE, Act.SPLIT]))
@settings(max_examples=120)
def test_merges_and_splits_hold_whatever_comes_later(reports, i, j, act):
    first = Writer("First", "2030-05-01T06:00")
    claims = [
        first.say(f"{n} of them", n, measure=m)
        for n, m in ((7, "killed"), (8, "killed"), (9, "injured"), (5, "missing"), (11, "killed"))
    ]
    if i == j:
        return
    judgement = judged(act, claims[i], claims[j])
    for later in ([], story(reports)):
        result = reconcile([first.report(), *later], judgements=[judgement])
        same = question_of(result, claims[i]) == question_of(result, claims[j])
        assert same == (act == Act.MERGE)
        assert sum(len(q.claims) for q in result.questions) == len(dict(result.voices))


def test_a_report_published_before_all_others_renames_no_question_that_is_known():
    late, early = Writer("Late", "2030-05-03"), Writer("Early", "2030-05-01")
    a = late.say("19", 19, bound=Bound.ABOUT)
    b = early.say("12", 12)
    known = names_of(reconcile([late.report()]), [a])
    both = [late.report(), early.report()]
    assert question_of(reconcile(both, known=known), b).id == known[a.id]
    assert question_of(reconcile(both), b).id != known[a.id]


def test_names_are_shared_between_stories_and_never_given_twice():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2031-05-02")
    a = gazette.say("19", 19, what="miners", place="Lindport")
    b = herald.say("19", 19, what="sailors", place="Karvik")
    reports = [gazette.report(), herald.report()]
    one = question_of(reconcile(reports), a).id
    result = reconcile_ledger(reports, known={a.id: one, b.id: one})
    assert question_of(result, a).id == one
    assert question_of(result, b).id != one
