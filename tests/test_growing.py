"""A ledger that grows by one report at a time, and loses one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reconcile import Growing, reconcile, reconcile_ledger
from hand_made import Writer

EVENTS = (
    ("Brackwater ferry Osmund Quay harbour", "2030-05-01", 12),
    ("Tilvern mine collapse Hollis shaft Garrow", "2030-05-03", 40),
    ("Norrabad market fire Sefton bazaar Ismay", "2030-08-01", 7),
)


def report(event, number):
    names, day, toll = EVENTS[event]
    writer = Writer(f"paper-{event}-{number}", f"{day}T{number:02d}:00", title=f"{names} toll")
    writer.say(str(toll + number), toll + number, source="Mara Lind", end=day)
    words = names.split()
    text = " ".join(f"of {a} {b} {c}" for a in words for b in words for c in words)
    return writer.report(f"{names} toll {writer.words} {text}")


ALL = [report(event, number) for event in range(3) for number in range(5)]


BY_ID = {r.document_id: r for r in ALL}


def grown(reports):
    """Give a ledger that grew to these reports."""
    return Growing(reports, lambda names: reconcile([BY_ID[name] for name in names]))


def said(made):
    """Give what was made, whatever the order of the stories."""
    return {
        story.reports: {q.id for q in made.questions if q.id in story.questions}
        for story in made.stories
    }


@given(st.permutations(ALL), st.integers(9, 14))
@settings(max_examples=25, deadline=None)
def test_reports_added_one_by_one_make_the_stories_that_all_at_once_make(order, first):
    ledger = grown(order[:first])
    for late in order[first:]:
        ledger.add(late)
    assert said(ledger.made()) == said(reconcile_ledger(ALL))


@given(st.sampled_from(ALL))
@settings(max_examples=15, deadline=None)
def test_a_report_taken_out_and_put_back_leaves_the_ledger_as_it_was(out):
    ledger = grown(ALL)
    before = ledger.made()
    ledger.remove(out.document_id)
    assert all(out.document_id not in story.reports for story in ledger.made().stories)
    ledger.add(out)
    assert ledger.made() == before == reconcile_ledger(ALL)


def test_the_last_report_of_a_story_takes_it_along():
    ledger = grown(ALL[:6])
    ledger.remove(ALL[5].document_id)
    assert ledger.made() == reconcile_ledger(ALL[:5])
    ledger.remove(ALL[0].document_id)
    assert ledger.made().stories[0].reports == tuple(r.document_id for r in ALL[1:5])


def test_a_report_added_twice_counts_once_and_an_unknown_one_cannot_be_taken_out():
    ledger = grown(ALL)
    before = ledger.made()
    ledger.add(ALL[3])
    assert ledger.made_of([ALL[3].document_id]).stories == before.stories[:1]
    assert ledger.made() == before
    with pytest.raises(KeyError):
        ledger.remove("nowhere")


def test_an_empty_ledger_grows_too():
    ledger = grown([])
    for one in ALL[:3]:
        ledger.add(one)
    assert sorted(r for story in ledger.made().stories for r in story.reports) == [
        r.document_id for r in ALL[:3]
    ]


@given(st.sets(st.sampled_from([r.document_id for r in ALL]), max_size=4))
@settings(max_examples=15, deadline=None)
def test_the_stories_of_some_reports_are_made_as_those_of_all_are(new):
    whole, some = reconcile_ledger(ALL), reconcile_ledger(ALL, told_by=new)
    stories = tuple(story for story in whole.stories if not new.isdisjoint(story.reports))
    asked = {name for story in stories for name in story.questions}
    claims = {name for q in whole.questions if q.id in asked for name in q.claims}
    assert some.stories == stories
    assert some.questions == tuple(q for q in whole.questions if q.id in asked)
    assert some.tallies == tuple(t for t in whole.tallies if t.question in asked)
    assert some.comparisons == tuple(c for c in whole.comparisons if c.a in claims)
    assert dict(some.voices) == {name: v for name, v in whole.voices if name in claims}
