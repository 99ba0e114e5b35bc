"""An echo changes no tally, whatever it copies; and a report taken out and put back changes nothing."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counterclaim.model import Basis, Bound, Policy, Report
from counterclaim.reconcile import reconcile
from hand_made import Writer, question_of, tally_of, voice_of
from test_reconcile_echoes import words

CLAIMS = st.lists(
    st.fixed_dictionaries(
        {
            "low": st.sampled_from([12, 19, 30, 40]),
            "bound": st.sampled_from([Bound.EXACT, Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST]),
            "measure": st.sampled_from(["killed", "injured", "missing", "arrested"]),
            "source": st.sampled_from([None, "Mara Lind", "Otto Brandt", "Pia Holm"]),
            "end": st.sampled_from([None, "2030-05-01", "2030-05-02"]),
        }
    ),
    min_size=1,
    max_size=3,
)
DAYS = ["2030-05-01T08:00", "2030-05-01T20:00", "2030-05-02T09:30", "2030-05-04"]
REPORTS = st.lists(st.tuples(st.sampled_from(DAYS), CLAIMS), min_size=1, max_size=4)


def story(reports):
    written = []
    for i, (published, claims) in enumerate(reports):
        writer = Writer(f"Paper {i}", published)
        for c in claims:
            writer.say(str(c["low"]), high=None if c["bound"] == Bound.AT_LEAST else "same", **c)
        written.append(writer.report(f"{writer.words} {words(i, 120)}"))
    return written


def echo_of(report, published, outlet="Copier"):
    """Print a report's words again, under another name and later."""
    when = Writer(outlet, published).imprint
    claims = tuple(replace(c, document_id=outlet) for c in report.claims)
    return Report(
        outlet,
        replace(report.imprint, outlet=outlet, published=when.published),
        claims,
        report.text,
    )


@given(REPORTS, st.data(), st.sampled_from(["2030-05-04T01:00", "2030-05-06", "2030-07-01"]))
@settings(max_examples=150, deadline=None)
def test_adding_an_echo_changes_no_tally(reports, data, published):
    written = story(reports)
    copied = data.draw(st.sampled_from(written))
    echo = echo_of(copied, published)
    before, after = reconcile(written), reconcile([*written, echo])
    new = {c.id for c in echo.claims}
    held = {q.id: frozenset(q.claims) for q in before.questions}
    now = {q.id: frozenset(q.claims) - new for q in after.questions}
    # A copy printed on another day can settle which claims are of one question, and does nothing
    # else.
    assume(set(held.values()) == {claims for claims in now.values() if claims})
    for t in after.tallies:
        if claims := now[t.question]:
            (was,) = (
                b for b in before.tallies if held[b.question] == claims and b.policy == t.policy
            )
            values = [[end and end.value for end in (x.low, x.best, x.high)] for x in (was, t)]
            assert values[0] == values[1]
            assert was.originators == t.originators
            assert was.disputed == t.disputed
            assert was.latest == t.latest
            assert t.reports >= was.reports


@given(REPORTS, st.data())
@settings(max_examples=60, deadline=None)
def test_a_report_taken_out_and_put_back_changes_nothing(reports, data):
    written = story(reports)
    out = data.draw(st.sampled_from(written))
    rest = [r for r in written if r is not out]
    whole = reconcile(written)
    reconcile(rest)
    assert reconcile([*rest, out]) == whole


def test_an_outlet_that_changed_a_figure_of_copied_words_shares_its_vote():
    wire, copy, own = Writer("Wire"), Writer("Copier", "2030-05-02"), Writer("Own", "2030-05-02")
    text = words(40)
    a, b = wire.say("12", 12, end="2030-05-01"), copy.say("14", 14, end="2030-05-01")
    c = own.say("16", 16, end="2030-05-01")
    result = reconcile([wire.report(text), copy.report(f"Lead. {text}"), own.report(words(41))])
    assert voice_of(result, a).key == voice_of(result, b).key != voice_of(result, c).key
    assert voice_of(result, b).basis == Basis.COPIED
    counts = tally_of(result, a, Policy.VOTE)
    assert (counts.reports, counts.outlets, counts.originators) == (3, 3, 2)


def test_ten_copies_of_one_figure_are_outvoted_by_two_independent_ones():
    text = words(42)
    copies = [Writer(f"Copier {i}", "2030-05-01") for i in range(10)]
    for copy in copies:
        copy.say("25", 25, measure="arrested", end="2030-05-01")
    papers = [Writer(f"Paper {i}", "2030-05-01") for i in range(2)]
    named = [
        p.say("30", 30, measure="arrested", source=source, end="2030-05-01")
        for p, source in zip(papers, ("Mara Lind", "Otto Brandt"), strict=True)
    ]
    result = reconcile(
        [
            *(c.report(text) for c in copies),
            *(p.report(words(50 + i)) for i, p in enumerate(papers)),
        ]
    )
    best = tally_of(result, named[0], Policy.VOTE)
    assert best.best.value == 30
    assert best.originators == 3
    assert len(question_of(result, named[0]).claims) == 12


def test_a_figure_printed_again_long_after_without_its_date_is_stale():
    first, late = Writer("First", "2030-01-09"), Writer("Late", "2030-02-27")
    dated = first.say("4,000", 4000, source="Mara Lind", end="2030-01-09")
    undated = late.say("4,000", 4000, source="Mara Lind")
    again = late.say("4,000", 4000, source="Mara Lind", end="2030-01-09")
    (stale,) = reconcile([first.report(), late.report()]).stale
    assert (stale.claim, stale.original, stale.days) == (undated.id, dated.id, 49)
    assert again.id != stale.claim


def test_copied_sentences_are_told_where_no_text_is_kept():
    told = (
        " were held near the old mill after a night of clashes along both banks of the river,"
        " which rose in the early hours and left the lower streets dark"
    )
    wire, copy, own = Writer("Wire"), Writer("Copier", "2030-05-02"), Writer("Own")
    a = wire.say(f"12 people{told}", 12, measure="arrested")
    b = copy.say(f"14 people{told}", 14, measure="arrested")
    c = own.say(
        "the river police said that it had taken away 13 persons from a barge",
        13,
        measure="arrested",
    )
    result = reconcile([w.report() for w in (wire, copy, own)])
    assert voice_of(result, a).key == voice_of(result, b).key != voice_of(result, c).key
    assert voice_of(result, b).basis == Basis.COPIED
