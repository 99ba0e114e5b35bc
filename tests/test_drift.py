"""The numeral survives a retelling and its meaning moves: each facet, shown beside the words."""

import pytest

from counterclaim.model import Bound, Facet, Mode, Span
from counterclaim.reconcile import reconcile
from hand_made import Writer, between


def drifts(result):
    return [c for c in result.comparisons if c.relation == "drifts"]


def retelling(first, second, *, days=("2030-05-01", "2030-05-04"), source="Mara Lind"):
    """Give how a second report retells what a source said in a first one."""
    gazette, herald = (Writer(n, d) for n, d in zip(("Gazette", "Herald"), days, strict=True))
    a = gazette.say(source=source, **first)
    b = herald.say(source=source, **second)
    return reconcile([gazette.report(), herald.report()]), a, b


def around(low, bound, words, **more):
    high = None if bound in (Bound.AT_LEAST, Bound.MORE_THAN) else "same"
    return {"figure": words, "low": low, "high": high, "bound": bound, **more}


def test_casualties_become_killed():
    result, a, b = retelling(
        around(1100, Bound.ABOUT, "about 1,100", measure="casualties", what="soldiers"),
        around(1100, Bound.ABOUT, "1,100", measure="killed", what="soldiers"),
        days=("2030-05-01", "2030-07-04"),
    )
    (found,) = drifts(result)
    assert (found.a, found.b, found.facets) == (a.id, b.id, (Facet.MEASURE,))
    assert found.reason == (
        "Mara Lind says “about 1,100”, Herald prints “1,100”: "
        "measure, killed, injured, missing or captured became killed"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Bound.ABOUT, Bound.MORE_THAN),
        (Bound.AT_LEAST, Bound.ABOUT),
        (Bound.AT_LEAST, Bound.AT_MOST),
    ],
)
def test_a_hedge_becomes_another(first, second):
    result, *_ = retelling(around(300, first, "300 or so"), around(300, second, "some 300"))
    (found,) = drifts(result)
    assert found.facets == (Facet.HEDGE,)


def test_a_dropped_hedge_of_a_named_source_is_no_drift():
    result, a, b = retelling(around(300, Bound.ABOUT, "300 or so"), around(300, Bound.EXACT, "300"))
    assert between(result, a, b) == ["repeats"]


def test_a_date_is_dropped_long_after():
    dated = {**around(4000, Bound.EXACT, "4,000"), "end": "2030-05-01"}
    bare = around(4000, Bound.EXACT, "4,000")
    result, *_ = retelling(dated, bare, days=("2030-05-01", "2030-06-20"))
    (found,) = drifts(result)
    assert found.facets == (Facet.DATE,)
    assert found.reason.endswith("date, 2030-05-01 became no date")
    soon, a, b = retelling(dated, bare, days=("2030-05-01", "2030-05-09"))
    assert between(soon, a, b) == ["repeats"]


def test_families_become_people():
    result, *_ = retelling(
        around(1100, Bound.EXACT, "1,100", measure="displaced", unit="household", what="families"),
        around(1100, Bound.EXACT, "1,100", measure="displaced", what="people"),
    )
    (found,) = drifts(result)
    assert found.facets == (Facet.UNIT,)
    assert found.contradiction is None


def dated(writer, words, low, day):
    """Say a figure whose sentence names the day by which it was counted."""
    claim = writer.say(words, low, source="Mara Lind", end=day)
    with_words = {**{f: getattr(claim, f) for f in claim.__dataclass_fields__}}
    period = claim.period
    with_words["period"] = type(period)(Span(0, 1, "t"), period.start, period.end)
    writer.claims[-1] = type(claim)(**with_words)
    return writer.claims[-1]


def test_another_value_for_the_same_day_is_no_revision():
    gazette, herald = Writer("Gazette", "2030-05-02"), Writer("Herald", "2030-05-04")
    a = dated(gazette, "300", 300, "2030-05-01")
    b = dated(herald, "3,000", 3000, "2030-05-01")
    (found,) = drifts(reconcile([gazette.report(), herald.report()]))
    assert (found.a, found.b, found.facets) == (a.id, b.id, (Facet.VALUE,))


def test_another_value_for_a_later_day_is_a_revision():
    gazette, herald = Writer("Gazette", "2030-05-02"), Writer("Herald", "2030-05-04")
    a = dated(gazette, "300", 300, "2030-05-01")
    b = dated(herald, "400", 400, "2030-05-03")
    result = reconcile([gazette.report(), herald.report()])
    assert between(result, a, b) == ["revises"]


def headlined(title, body, **more):
    """Give a report whose headline and body state a figure each."""
    gazette = Writer("Gazette", title="X" * 20)
    a = gazette.say(**title)
    gazette.words += " " * 20
    b = gazette.say(**body)
    for extra in more.get("also", ()):
        gazette.say(**extra)
    return reconcile([gazette.report()]), a, b


def test_a_headline_drops_the_hedge_of_the_body():
    result, title, body = headlined(
        around(40, Bound.EXACT, "40"), around(40, Bound.AT_LEAST, "at least 40")
    )
    (found,) = drifts(result)
    assert (found.a, found.b, found.facets) == (body.id, title.id, (Facet.HEDGE,))
    assert found.reason == (
        "the body says “at least 40”, the headline prints “40”: hedge, at least became exact"
    )


def test_a_headline_says_killed_where_the_body_counts_casualties():
    body = around(47, Bound.EXACT, "47", measure="casualties")
    title = around(47, Bound.EXACT, "47", measure="killed")
    result, a, b = headlined(title, body)
    (found,) = drifts(result)
    assert (found.a, found.b, found.facets) == (b.id, a.id, (Facet.MEASURE,))
    result, *_ = headlined(title, body, also=[title])
    assert [c.facets for c in drifts(result)] == []


def test_a_vague_word_does_not_drift_into_its_own_floor():
    vague = {**around(11, Bound.VAGUE, "a dozen or so"), "high": None}
    result, *_ = headlined(around(11, Bound.EXACT, "11"), vague)
    assert drifts(result) == []


def test_an_increment_is_never_a_retold_total():
    result, *_ = retelling(
        around(110, Bound.EXACT, "110", measure="infected", mode=Mode.INCREMENT),
        around(110, Bound.EXACT, "110", measure="killed"),
    )
    assert drifts(result) == []
