"""Bars, columns and wrapped lines: what is drawn fits and tells the truth."""

import io
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from counterclaim.cli import figures
from counterclaim.cli.lines import columns, emit, hanging, wrap
from counterclaim.cli.page import words_of
from counterclaim.cli.rules import Entry, entry_of
from counterclaim.cli.scale import CORE, OPEN, POINT, scale_for
from counterclaim.languages import codes, load_pack
from counterclaim.model import Bound, Document, Fence, Furniture, Imprint, Kind, Quantity, Span
from counterclaim.reconcile.trapezoid import trapezoid

amounts = st.integers(0, 10**12).map(Decimal)


def quantities():
    exact = amounts.map(lambda v: Quantity(v, v, Bound.EXACT))
    about = amounts.map(lambda v: Quantity(v, v, Bound.ABOUT))
    above = amounts.map(lambda v: Quantity(v, None, Bound.AT_LEAST))
    below = amounts.map(lambda v: Quantity(None, v, Bound.AT_MOST))
    between = st.tuples(amounts, amounts).map(lambda p: Quantity(min(p), max(p), Bound.RANGE))
    return exact | about | above | below | between


@given(st.lists(quantities(), min_size=1, max_size=6), st.integers(20, 120))
def test_every_bar_fits_and_points_the_right_way(found, width):
    drawn = [trapezoid(quantity) for quantity in found]
    scale = scale_for(drawn, width)
    names, line = scale.axis()
    assert len(names) == len(line) == width
    for quantity, figure in zip(found, drawn, strict=True):
        bar = scale.bar(figure)
        assert 0 < len(bar) <= width
        assert (OPEN in bar) == (quantity.bound == Bound.AT_LEAST)
        assert any(sign in bar for sign in (CORE, POINT, OPEN))


@given(st.lists(amounts, min_size=2, max_size=6), st.integers(20, 120))
def test_a_larger_figure_never_stands_further_left(values, width):
    scale = scale_for([trapezoid(Quantity(v, v, Bound.EXACT)) for v in values], width)
    cells = [scale.cell(value) for value in sorted(values)]
    assert cells == sorted(cells)
    assert all(0 <= cell < width for cell in cells)


@given(amounts, amounts)
def test_figures_far_apart_are_told_apart(a, b):
    assume(a != b and max(a, b) >= 2 * min(a, b))
    scale = scale_for([trapezoid(Quantity(v, v, Bound.EXACT)) for v in (a, b)], 60)
    assert scale.cell(a) != scale.cell(b)


def test_the_axis_is_labelled_where_the_values_stand():
    scale = scale_for(
        [trapezoid(Quantity(Decimal(v), Decimal(v), Bound.EXACT)) for v in (40, 90)], 51
    )
    names, line = scale.axis()
    assert names.split() == ["0", "20", "40", "60", "80", "100"]
    assert line.count("┼") == 6
    assert scale.bar(trapezoid(Quantity(Decimal(41), Decimal(41), Bound.EXACT))).index(POINT) == 20


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(Decimal(1100), Decimal(1100), Bound.EXACT), "1,100"),
        (Quantity(Decimal(1100), Decimal(1100), Bound.ABOUT), "~1,100"),
        (Quantity(Decimal(300), None, Bound.AT_LEAST), "≥ 300"),
        (Quantity(Decimal(300), None, Bound.MORE_THAN), "> 300"),
        (Quantity(None, Decimal(50), Bound.AT_MOST), "≤ 50"),
        (Quantity(Decimal(0), Decimal(0), Bound.EXACT), "0"),
        (Quantity(None, Decimal(0), Bound.LESS_THAN), "< 0"),
        (Quantity(Decimal(10000), Decimal(12000), Bound.RANGE), "10,000–12,000"),
        (Quantity(Decimal(200), None, Bound.VAGUE, word="hundreds"), "≥ 200 (hundreds)"),
        (Quantity(None, None, Bound.UNKNOWN), "not known"),
        (Quantity(Decimal("2.5"), Decimal("2.5"), Bound.EXACT, Kind.PERCENT, "percent"), "2.5 %"),
        (Quantity(Decimal(9), Decimal(9), Bound.EXACT, Kind.MONEY, "USD"), "USD 9"),
        (Quantity(Decimal(7), Decimal(7), Bound.EXACT, Kind.MEASUREMENT, "km"), "7 km"),
    ],
)
def test_a_figure_in_short(quantity, words):
    assert figures.value(quantity) == words


@given(st.text(), st.integers(4, 40))
def test_wrapping_keeps_all_words_and_the_width(words, width):
    lines = wrap(words, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@given(
    st.lists(st.lists(st.tuples(st.text(), st.just("")), max_size=2), min_size=1, max_size=4),
    st.integers(4, 20),
)
def test_columns_stand_in_one_line(cells, width):
    for row in columns(cells, [width] * len(cells)):
        assert all(cell_len(words) == width + 2 for words, _ in row)


@given(st.lists(st.text("ab cd日", max_size=30), max_size=4), st.integers(40, 90))
def test_a_hanging_line_keeps_its_indent(pieces, width):
    out = io.StringIO()
    hanging(Console(file=out, width=width), "      └ ", [(piece, "") for piece in pieces])
    first, *rest = out.getvalue().removesuffix("\n").split("\n")
    assert first.startswith("      └")
    assert all(line.startswith("        ") for line in rest)
    assert "".join("".join([first[8:], *rest]).split()) == "".join("".join(pieces).split())


def test_a_terminal_gets_the_same_words_as_a_file():
    words = [("a  ", "bold"), ("b", "dim"), ("   ", "")]
    plain, styled = io.StringIO(), io.StringIO()
    emit(Console(file=plain), words)
    emit(Console(file=styled, force_terminal=True, color_system=None), words)
    assert plain.getvalue() == "a  b\n"
    assert (
        styled.getvalue().replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\x1b[2m", "")
        == plain.getvalue()
    )


@pytest.mark.parametrize("code", codes())
def test_every_rule_of_a_pack_is_found_in_its_file(code):
    pack = load_pack(code)
    own = [cue for cue in pack.cues if cue.rule.startswith(f"{code}.toml:")]
    assert own
    lost = [cue.rule for cue in own if not entry_of(cue.rule).line]
    assert lost == []
    for cue in own:
        assert cue.surface.replace('"', '\\"') in entry_of(cue.rule).text


def test_a_rule_of_the_code_has_no_line():
    assert entry_of("times.slash") == Entry("times.slash")
    assert entry_of("../secret.toml:a:b") == Entry("../secret.toml:a:b")
    assert entry_of("none.toml:a.b:c") == Entry("none.toml:a.b:c", "none.toml")


def test_a_page_is_its_words_without_headline_and_furniture():
    text = "Mine\n\nForty died.\nRead also: Pit\n\nNine lived."
    read_also = Span.of(text, text.index("Read"), text.index("Pit") + 3)
    document = Document(
        text, Imprint(), Span.of(text, 0, 4), (Fence(Furniture.RELATED, read_also, "r"),)
    )
    assert words_of(document) == "Forty died.\n\nNine lived."
