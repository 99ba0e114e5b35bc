"""Laws of reconciling whole stories, tested on stories made by chance."""

import time
from decimal import Decimal
from functools import reduce

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counterclaim.model import Bound, Facet, Kind, Mode, Policy, Report, Standing
from counterclaim.reconcile import reconcile
from counterclaim.reconcile.trapezoid import hull, trapezoid
from hand_made import Writer, question_of, tally_of

VALUES_COMPARED = {
    Standing.REPEATS,
    Standing.AGREES,
    Standing.REVISES,
    Standing.CONTRADICTS,
    Standing.DRIFTS,
}
WORDS = st.fixed_dictionaries(
    {
        "low": st.sampled_from([3, 12, 14, 19, 40, 300, 2700]),
        "bound": st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.VAGUE]),
        "measure": st.sampled_from(["killed", "injured", "missing", "casualties", "present"]),
        "source": st.sampled_from([None, "Mara Lind", "Otto Brandt", "the police"]),
        "mode": st.sampled_from([Mode.TOTAL, Mode.TOTAL, Mode.INCREMENT, Mode.PART]),
        "unit": st.sampled_from(["person", "person", "house"]),
        "what": st.sampled_from([None, "people", "children", "soldiers"]),
        "end": st.sampled_from([None, "2030-05-01", "2030-05-02"]),
    }
)
DAYS = st.sampled_from([None, "2030-05-01T08:00", "2030-05-02T09:30", "2030-05-09"])
REPORTS = st.lists(st.tuples(DAYS, st.lists(WORDS, max_size=4)), max_size=5)


RIVALS = st.lists(
    st.tuples(
        st.sampled_from(["2030-05-01T08:00", "2030-05-01T20:00", "2030-05-02T09:30"]),
        st.lists(
            st.fixed_dictionaries(
                {
                    "low": st.sampled_from([12, 19, 30, 40]),
                    "bound": st.sampled_from([Bound.EXACT, Bound.EXACT, Bound.AT_LEAST]),
                    "measure": st.just("killed"),
                    "source": st.sampled_from(["Mara Lind", "Otto Brandt", "Pia Holm"]),
                }
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    min_size=1,
    max_size=4,
)
"""Stories in which named sources dispute one toll."""


def story(reports):
    written = []
    for i, (published, claims) in enumerate(reports):
        writer = Writer(f"Paper {i}", published)
        for words in claims:
            bound = words["bound"]
            opened = bound in (Bound.AT_LEAST, Bound.VAGUE)
            writer.say(f"{bound} {words['low']}", high=None if opened else "same", **words)
        written.append(writer.report())
    return written


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_reports_changes_nothing(reports, random):
    written = story(reports)
    shuffled = [
        Report(r.document_id, r.imprint, tuple(random.sample(r.claims, len(r.claims))), r.text)
        for r in random.sample(written, len(written))
    ]
    assert reconcile(shuffled) == reconcile(written)


@given(REPORTS)
def test_every_claim_answers_one_question_and_has_one_voice(reports):
    written = story(reports)
    result = reconcile(written)
    claims = {c.id for r in written for c in r.claims}
    answered = [c for q in result.questions for c in q.claims]
    assert sorted(answered) == sorted(claims)
    assert {name for name, _ in result.voices} == claims
    assert len({q.id for q in result.questions}) == len(result.questions)


@given(REPORTS, st.data())
def test_law_10_repeating_a_claim_adds_no_camp_no_bound_and_no_originator(reports, data):
    written = [r for r in story(reports) if r.claims]
    assume(written)
    report = data.draw(st.sampled_from(written))
    claim = data.draw(st.sampled_from(report.claims))
    before = reconcile(written)
    again = Writer("Paper again", "2030-06-01")
    quantity, source = claim.quantity, claim.attribution.source
    copy = again.say(
        claim.figure.text,
        quantity.low,
        quantity.high,
        quantity.bound,
        claim.measure,
        source=(source.text if source else voice_name(before, claim)),
        mode=claim.mode,
        unit=quantity.unit,
        what=claim.what.text if claim.what else None,
        end=claim.period.end.isoformat() if claim.period.end else None,
    )
    after = reconcile([*written, again.report()])
    held, now = question_of(before, claim), question_of(after, claim)
    # What the other figures of its report made of the claim, the copy alone cannot tell.
    assume(set(now.claims) == {*held.claims, copy.id})
    assert len(now.camps) == len(held.camps)
    assert hull_of(written, now) == hull_of(written, held)
    old, new = (tally_of(r, claim, Policy.VOTE) for r in (before, after))
    assert new.originators <= old.originators + (source is None)


def voice_name(result, claim):
    return dict(result.voices)[claim.id].name


def hull_of(reports, question):
    figures = [trapezoid(c.quantity) for r in reports for c in r.claims if c.id in question.claims]
    return reduce(hull, figures)


@given(RIVALS, WORDS, DAYS)
def test_law_11_adding_a_claim_never_removes_a_contradicting_pair(reports, words, published):
    written = story(reports)
    before = reconcile(written)
    extra = Writer("Paper extra", published or "2030-05-03")
    bound = words["bound"]
    opened = bound in (Bound.AT_LEAST, Bound.VAGUE)
    extra.say("extra", high=None if opened else "same", **words)
    assume(any(c.relation == Standing.CONTRADICTS for c in before.comparisons))
    after = reconcile([*written, extra.report()])
    still = {
        (c.a, c.b): c.relation for c in after.comparisons if c.relation == Standing.CONTRADICTS
    }
    questions = [set(q.claims) for q in after.questions]
    for c in before.comparisons:
        together = any({c.a, c.b} <= q for q in questions)
        if c.relation == Standing.CONTRADICTS and together:
            assert (c.a, c.b) in still


@given(REPORTS)
def test_law_12_increments_are_never_set_against_totals_and_units_match(reports):
    written = story(reports)
    claims = {c.id: c for r in written for c in r.claims}
    for c in reconcile(written).comparisons:
        a, b = claims[c.a], claims[c.b]
        if c.relation in VALUES_COMPARED:
            assert (a.mode == Mode.INCREMENT) == (b.mode == Mode.INCREMENT)
        if Facet.UNIT not in c.facets:
            assert (a.quantity.unit == "house") == (b.quantity.unit == "house")
        else:
            assert c.contradiction is c.gap is c.position is None


@given(REPORTS)
def test_law_12_every_end_is_attested_by_the_claims_it_cites_or_says_how_it_was_made(reports):
    written = story(reports)
    claims = {c.id: c for r in written for c in r.claims}
    for t in reconcile(written).tallies:
        for end in (t.low, t.best, t.high):
            if end is not None:
                assert end.claims
                for name in end.claims:
                    quantity = claims[name].quantity
                    assert end.derived or end.value in (quantity.low, quantity.high)
                if t.policy in (Policy.VOTE, Policy.RANGE, Policy.LATEST, Policy.LOWEST):
                    assert not end.derived


def test_a_thousand_reports_on_one_story_take_seconds():
    reports = []
    for i in range(1000):
        writer = Writer(f"Paper {i}", f"2030-05-{1 + i // 50:02d}T{i % 24:02d}:00")
        end = f"2030-05-{1 + i // 50:02d}"
        writer.say(str(100 + i // 10), 100 + i // 10, source=f"Office {i % 7}", end=end)
        writer.say(str(100 + i // 10), 100 + i // 10)
        writer.say("dozens", 24, None, Bound.VAGUE, "injured")
        writer.say("12 percent", Decimal(12), kind=Kind.PERCENT, measure="damaged", unit="percent")
        text = f"Report number {i} on the flood. " * 3 + " ".join(str(i * k) for k in range(300))
        reports.append(writer.report(text))
    start = time.perf_counter()
    result = reconcile(reports)
    assert time.perf_counter() - start < 15  # some 3 s on one slow core
    assert len(result.questions) == 3
