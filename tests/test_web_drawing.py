"""Laws of the drawings: scales keep order, days are cut without gaps, files are well-formed."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from counterclaim.model import Bound, Claim, Imprint, Modality, Period, Quantity, Span, Voice
from counterclaim.model.comparison import Basis
from counterclaim.reconcile.trapezoid import Trapezoid, trapezoid
from counterclaim.web.answers import Answer, Carrier
from counterclaim.web.lanes import axis, lane
from counterclaim.web.overviews import Bar, Spot, map_file, spans, timeline_file
from counterclaim.web.scale import days_for, scale_for
from counterclaim.web.svg import Ruler, element, shape, standalone
from counterclaim.web.wording import wording

values = st.decimals(0, 10**12, places=2)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
SVG = "{http://www.w3.org/2000/svg}"


def boxes(numbers):
    return [Trapezoid.box(n, n) for n in numbers]


def answer(low, high, bound, modality=Modality.ASSERTED):
    at = Span(0, 2, "40")
    quantity = Quantity(
        None if low is None else Decimal(low), None if high is None else Decimal(high), bound
    )
    claim = Claim("d", at, at, quantity, "killed", modality=modality, period=Period())
    carrier = Carrier(claim, Imprint(), 1, Voice("m", "mayor", Basis.NAMED))
    return Answer("m", (carrier,), (claim,))


@given(st.lists(values, min_size=1, max_size=8))
def test_a_scale_keeps_the_order_of_figures_and_holds_all(numbers):
    scale = scale_for(boxes(numbers))
    shares = [scale.share(n) for n in sorted(numbers)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert float(max(numbers)) <= scale.high
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= 12
    assert [scale.share(t) for t in ticks] == sorted(scale.share(t) for t in ticks)


def test_a_scale_is_logarithmic_where_figures_lie_a_hundredfold_apart():
    assert not scale_for(boxes([Decimal(10), Decimal(990)])).logarithmic
    assert scale_for(boxes([Decimal(10), Decimal(1000)])).logarithmic
    assert not scale_for(boxes([Decimal(0), Decimal(1000)])).logarithmic


def test_an_open_end_has_room_beyond_the_largest_figure():
    open_ended = trapezoid(Quantity(Decimal(200), None, Bound.AT_LEAST))
    scale = scale_for([open_ended])
    assert scale.share(Decimal(200)) < 0.95


def test_figures_beyond_all_sense_are_still_drawn():
    scale = scale_for(boxes([Decimal(10) ** 4000, Decimal(3)]))
    assert scale.share(Decimal(3)) < scale.share(Decimal(10) ** 4000) <= 1


@given(st.lists(days, min_size=1, max_size=6))
def test_an_axis_of_days_holds_them_in_order(found):
    axis_of = days_for(found)
    shares = [axis_of.share(day) for day in sorted(found)]
    assert shares == sorted(shares)
    ticks = axis_of.ticks(4)
    assert 1 <= len(ticks) <= 10
    assert ticks == sorted(set(ticks))
    assert axis_of.first <= ticks[0]
    assert ticks[-1] <= axis_of.last


@given(days, st.integers(0, 400_000))
def test_spans_cover_all_days_once(first, length):
    last = min(first.toordinal() + length, date.max.toordinal())
    last = date.fromordinal(last)
    cut = spans(first, last)
    assert cut[0][0] <= first
    assert cut[-1][1] >= last
    assert all(a[1] + timedelta(1) == b[0] for a, b in pairwise(cut))
    assert all(a <= b for a, b in cut)


@given(days, st.integers(0, 50_000))
def test_a_timeline_has_some_sixty_bars_at_most(first, length):
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    assert len(spans(first, last)) <= 64


def kinds(drawn):
    tree = etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>')
    return [(e.tag.removeprefix(SVG), e.get("class")) for e in tree.iter() if e.get("class")]


def test_every_sort_of_figure_is_drawn_as_what_it_is():
    scale = scale_for(boxes([Decimal(100)]))
    ruler = Ruler()
    exact = kinds(lane(answer(40, 40, Bound.EXACT), scale, ruler))
    least = kinds(lane(answer(40, None, Bound.AT_LEAST), scale, ruler))
    most = kinds(lane(answer(None, 40, Bound.AT_MOST), scale, ruler))
    some = kinds(lane(answer(24, None, Bound.VAGUE), scale, ruler))
    span = kinds(lane(answer(10, 20, Bound.RANGE), scale, ruler))
    about = kinds(lane(answer(40, 40, Bound.ABOUT), scale, ruler))
    guess = kinds(lane(answer(40, 40, Bound.EXACT, Modality.ESTIMATED), scale, ruler))
    assert ("circle", "core") in exact
    assert ("path", "core") in least
    assert ("path", "core") in most
    assert ("rect", "vague") in some
    assert ("path", "core") not in some
    assert ("rect", "core") in span
    assert ("line", "stretch") in about
    assert ("circle", "hollow") in guess
    assert lane(answer(None, None, Bound.UNKNOWN), scale, ruler) == ""


@given(st.text(), st.text())
@example("\ufffe\uffff\x00\x85", "\ud800 \u202e")
def test_files_are_well_formed_whatever_a_report_printed(title, said):
    body = shape("text", "label", said, x=1, y=2)
    made = standalone(body, title=title, told=said, width=10, height=10)
    tree = etree.fromstring(made.encode("utf-8", "replace"))
    assert tree.tag == f"{SVG}svg"
    assert len(tree.findall(f".//{SVG}text")) == 1
    assert not tree.xpath("//@style")


def test_attributes_are_escaped():
    drawn = element("a", "<b>", href='"><script>')
    assert drawn == '<a href="&#34;&gt;&lt;script&gt;">&lt;b&gt;</a>'


def test_overviews_are_files_with_words_for_those_who_do_not_see_them():
    english = wording("en")
    bars = [Bar(date(2031, 3, 1), date(2031, 3, 31), 12, 3, "/explore?from=2031-03-01")]
    spots = [Spot("ID", "Indonesia", 12, 3, "/explore?country=ID"), Spot("QQ", "?", 1, 0)]
    for made in (
        timeline_file(english, bars, "Claims", ["12 claims"]),
        map_file(english, spots, "Claims", ["12 claims"]),
    ):
        tree = etree.fromstring(made.encode())
        assert tree.findtext(f"{SVG}title") == "Claims"
        assert tree.findtext(f"{SVG}desc").startswith("12 claims")
        told = [e.text for e in tree.iter(f"{SVG}title")][1:]
        assert len(told) == 1
        assert "12 claims, 3 disputed" in told[0]


def test_an_axis_writes_its_values_as_the_language_does():
    scale = scale_for(boxes([Decimal(20_000)]))
    assert "20.000" in axis(wording("id"), scale, Ruler())
    assert "20,000" in axis(wording("en"), scale, Ruler())
