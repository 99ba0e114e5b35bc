"""The laws of the algebra of figures, one test a law where the law is about figures alone."""

from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterclaim.model import Bound, Kind, Quantity
from counterclaim.reconcile.trapezoid import (
    INFINITY,
    NOTHING,
    Relation,
    Trapezoid,
    camps,
    compatible,
    contradiction,
    exactly,
    gap,
    grain,
    hull,
    meet,
    relate,
    total,
    trapezoid,
)

VALUES = st.one_of(
    st.integers(0, 40),
    st.integers(0, 10**15),
    st.builds(lambda m, e: m * 10**e, st.integers(0, 99), st.integers(0, 12)),
).map(Decimal)
FRACTIONS = st.decimals(0, 10**6, places=2)


def quantity(low, high, bound, kind=Kind.COUNT):
    return Quantity(low, high, bound, kind)


BARE = VALUES.map(lambda v: quantity(v, v, Bound.EXACT))
QUANTITIES = st.one_of(
    BARE,
    FRACTIONS.map(lambda v: quantity(v, v, Bound.EXACT, Kind.MEASUREMENT)),
    VALUES.map(lambda v: quantity(v, v, Bound.ABOUT)),
    st.tuples(VALUES, VALUES).map(lambda p: quantity(min(p), max(p), Bound.RANGE)),
    VALUES.map(lambda v: quantity(v, None, Bound.AT_LEAST)),
    VALUES.map(lambda v: quantity(v, None, Bound.MORE_THAN)),
    VALUES.map(lambda v: quantity(None, v, Bound.AT_MOST)),
    VALUES.map(lambda v: quantity(None, v, Bound.LESS_THAN)),
    VALUES.map(lambda v: quantity(v, None, Bound.VAGUE)),
    st.just(quantity(None, None, Bound.UNKNOWN)),
)


@st.composite
def any_shape(draw):
    a, b, c, d = sorted(draw(st.lists(VALUES, min_size=4, max_size=4)))
    return Trapezoid(a, b, INFINITY, INFINITY) if draw(st.booleans()) else Trapezoid(a, b, c, d)


# Drawn often from few values, or ends would hardly ever meet.
NARROW = st.lists(st.integers(0, 6).map(Decimal), min_size=4, max_size=4).map(
    lambda v: Trapezoid(*sorted(v))
)
FIGURES = st.one_of(QUANTITIES.map(trapezoid), any_shape(), NARROW)


@given(FIGURES, FIGURES)
def test_law_1_converse_is_an_involution_and_swaps_sides(p, q):
    assert relate(p, q).converse.converse is relate(p, q)
    assert relate(q, p) is relate(p, q).converse


@given(FIGURES, FIGURES)
def test_law_1_seven_relations_are_exhaustive_and_disjoint(p, q):
    inside = q.low <= p.low and p.high <= q.high
    around = p.low <= q.low and q.high <= p.high
    holds = {
        Relation.EQUAL: inside and around,
        Relation.NARROWER: inside and not around,
        Relation.WIDER: around and not inside,
        Relation.OVERLAPS_BELOW: p.low < q.low <= p.high < q.high,
        Relation.OVERLAPS_ABOVE: q.low < p.low <= q.high < p.high,
        Relation.BELOW: p.high < q.low,
        Relation.ABOVE: q.high < p.low,
    }
    assert [name for name, true in holds.items() if true] == [relate(p, q)]


@given(FIGURES, FIGURES, FIGURES)
def test_law_2_order_and_inclusion_are_transitive(p, q, r):
    first, second = relate(p, q), relate(q, r)
    if first is second and first in (
        Relation.NARROWER,
        Relation.WIDER,
        Relation.BELOW,
        Relation.ABOVE,
    ):
        assert relate(p, r) is first


def test_law_2_compatible_is_not_transitive():
    low, bridge, high = (Trapezoid.box(Decimal(a), Decimal(b)) for a, b in ((1, 2), (2, 5), (5, 9)))
    assert compatible(low, bridge)
    assert compatible(bridge, high)
    assert not compatible(low, high)


def meet_all(first, *rest):
    return reduce(lambda p, q: p and meet(p, q), rest, first)


@given(FIGURES, FIGURES, FIGURES)
def test_law_3_meet_and_hull(p, q, r):
    assert meet(p, q) == meet(q, p)
    assert meet(p, p) == p
    left = meet_all(p, q, r)
    right = meet_all(q, r, p)
    assert left == right
    assert hull(p, q) == hull(q, p)
    assert hull(p, p) == p
    assert hull(hull(p, q), r) == hull(p, hull(q, r))
    assert hull(p, q).includes(p)
    assert hull(p, q).includes(q)


@given(FIGURES, FIGURES)
def test_law_4_contradiction_is_a_symmetric_degree(p, q):
    k = contradiction(p, q)
    assert 0 <= k <= 1
    assert k == contradiction(q, p)
    assert contradiction(p, p) == 0
    assert (k == 0) == (p.low <= q.high and q.low <= p.high)
    if p.most < q.least or q.most < p.least:
        assert k == 1


@given(NARROW, NARROW, st.integers(0, 60))
def test_law_4_no_value_belongs_to_both_more_than_k_allows(p, q, tenths):
    x = Fraction(tenths, 10)
    assert min(membership(p, x), membership(q, x)) <= 1 - contradiction(p, q)


def membership(p, x):
    a, b, c, d = (Fraction(end) for end in (p.least, p.low, p.high, p.most))
    if b <= x <= c:
        return Fraction(1)
    if a < x < b:
        return (x - a) / (b - a)
    if c < x < d:
        return (d - x) / (d - c)
    return Fraction(0)


@given(FIGURES, FIGURES, FIGURES)
def test_law_5_widening_never_raises_k_or_gap(p, q, r):
    wider = hull(p, r)
    assert contradiction(wider, q) <= contradiction(p, q)
    assert gap(wider, q) <= gap(p, q)


@given(FIGURES, FIGURES, st.integers(-3, 12))
def test_law_6_scaling_by_a_power_of_ten_changes_nothing(p, q, power):
    factor = Decimal(10) ** power
    s, t = p.scaled(factor), q.scaled(factor)
    assert relate(s, t) is relate(p, q)
    assert contradiction(s, t) == contradiction(p, q)


@given(VALUES, VALUES)
def test_law_7_hedging_widens(v, u):
    bare = trapezoid(quantity(v, v, Bound.EXACT))
    about = trapezoid(quantity(v, v, Bound.ABOUT))
    assert about.includes(bare)
    assert bare.includes(exactly(v))
    at_least = trapezoid(quantity(v, None, Bound.AT_LEAST))
    up_to = trapezoid(quantity(None, u, Bound.AT_MOST))
    assert compatible(at_least, up_to) == (v <= u)
    more = trapezoid(quantity(v, None, Bound.MORE_THAN))
    assert compatible(more, up_to) == (v < u)


@given(FIGURES, FIGURES, FIGURES)
def test_law_8_sum_adds_and_keeps_inclusion(p, q, r):
    assert total(p, q) == total(q, p)
    assert total(total(p, q), r) == total(p, total(q, r))
    assert total(p, NOTHING) == p
    assert total(hull(p, q), r).includes(total(p, r))


@given(st.lists(FIGURES, max_size=9), st.randoms(use_true_random=False))
def test_law_9_camps(figures, random):
    found = camps(figures)
    assert len(found) <= len(figures)
    assert set().union(*found) == set(range(len(figures)))
    for camp in found:
        assert all(compatible(figures[i], figures[j]) for i, j in combinations(camp, 2))
        for outsider in set(range(len(figures))) - camp:
            assert not all(compatible(figures[outsider], figures[i]) for i in camp)
    order = list(range(len(figures)))
    random.shuffle(order)
    shuffled = camps([figures[i] for i in order])
    assert {frozenset(order[i] for i in camp) for camp in shuffled} == set(found)


@given(st.lists(FIGURES, min_size=1, max_size=8), st.data())
def test_law_10_repeating_a_figure_adds_no_camp_and_moves_no_bound(figures, data):
    again = [*figures, data.draw(st.sampled_from(figures))]
    assert len(camps(again)) == len(camps(figures))
    assert reduce(hull, again) == reduce(hull, figures)


@given(st.lists(FIGURES, min_size=1, max_size=8), FIGURES)
def test_law_11_adding_a_figure_never_narrows_the_hull(figures, new):
    assert reduce(hull, [*figures, new]).includes(reduce(hull, figures))


TABLE = [
    (quantity(Decimal(11000), Decimal(11000), Bound.EXACT), (10500, 11000, 11000, 11500)),
    (quantity(Decimal(317), Decimal(317), Bound.EXACT), (317, 317, 317, 317)),
    (quantity(Decimal(300), Decimal(300), Bound.ABOUT), (200, 250, 350, 400)),
    (quantity(Decimal(11000), Decimal(11000), Bound.ABOUT), (9900, 10450, 11550, 12100)),
    (quantity(Decimal(10000), Decimal(12000), Bound.RANGE), (5000, 10000, 12000, 12500)),
    (quantity(Decimal(300), None, Bound.AT_LEAST), (300, 300, INFINITY, INFINITY)),
    (quantity(Decimal(300), None, Bound.MORE_THAN), (301, 301, INFINITY, INFINITY)),
    (quantity(None, Decimal(50), Bound.AT_MOST), (0, 0, 50, 50)),
    (quantity(None, Decimal(50), Bound.LESS_THAN), (0, 0, 49, 49)),
    (quantity(Decimal(200), None, Bound.VAGUE), (100, 200, 1000, 1500)),
    (quantity(None, None, Bound.UNKNOWN), (0, 0, INFINITY, INFINITY)),
]


@pytest.mark.parametrize(("words", "ends"), TABLE)
def test_words_to_trapezoids(words, ends):
    assert trapezoid(words) == Trapezoid(*map(Decimal, ends))


@pytest.mark.parametrize(
    ("value", "power"), [("11000", "1000"), ("317", "1"), ("7.4", "0.1"), ("7.40", "0.1")]
)
def test_grain(value, power):
    assert grain(Decimal(value)) == Decimal(power)


def test_gap_is_the_log_of_the_ratio_between_facing_ends():
    assert gap(exactly(Decimal(99)), exactly(Decimal(199))) == Decimal("0.693147180560")


@given(FIGURES)
def test_ends_out_of_order_are_refused(p):
    assume(p.most != INFINITY)
    with pytest.raises(ValueError, match="out of order"):
        Trapezoid(p.most + 1, p.low, p.high, p.most)
