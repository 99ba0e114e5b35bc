"""Number words against num2words, which spells numbers out independently of the packs."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from num2words import num2words

from counterclaim.model import Bound
from figures_read import figures

WHOLE = st.one_of(
    st.integers(2, 120),
    st.integers(2, 100_000),
    st.integers(2, 10**9),
    st.integers(2, 999).map(lambda n: n * 1000),
)
FRAMES = {
    "en": ("The flood reached {} villages.", "There were {} of them, it said."),
    "id": ("Banjir melanda {} desa.", "Ada {} desa, katanya."),
}


def spell(value: int, language: str) -> str:
    return num2words(value, lang=language).replace(",", "")


@pytest.mark.parametrize("language", ["en", "id"])
@settings(max_examples=400, deadline=None)
@given(value=WHOLE, frame=st.integers(0, 1))
def test_every_number_spelt_out_is_one_figure(language, value, frame):
    words = spell(value, language)
    text = FRAMES[language][frame].format(words)
    found = figures(text, language)
    assert [f.low for f in found] == [Decimal(value)]
    assert text[found[0].number_start : found[0].number_end] == words


@pytest.mark.parametrize("language", ["en", "id"])
@settings(max_examples=100, deadline=None)
@given(value=WHOLE)
def test_capitals_and_line_breaks_change_nothing(language, value):
    words = spell(value, language).upper().replace(" ", "\n", 1)
    text = FRAMES[language][0].upper().format(words)
    assert [f.low for f in figures(text, language)] == [Decimal(value)]


@pytest.mark.parametrize("language", ["en", "id"])
@settings(max_examples=150, deadline=None)
@given(low=st.integers(2, 5000), more=st.integers(1, 5000), spelt=st.booleans())
def test_two_numbers_make_a_range_in_rising_order_only(language, low, more, spelt):
    joiner = {"en": "to", "id": "hingga"}[language]
    high = low + more
    assume(high % 100)  # a scale at the end would spread: "two to three hundred"
    a, b = (
        spell(n, language) if spelt else format_decimal(n, locale=language) for n in (low, high)
    )
    rising = figures(FRAMES[language][0].format(f"{a} {joiner} {b}"), language)
    assert [(f.low, f.high, f.bound) for f in rising] == [(low, high, Bound.RANGE)]
    falling = figures(FRAMES[language][0].format(f"{b} {joiner} {a}"), language)
    assert falling[0].low == high
    assert not any(f.bound is Bound.RANGE for f in falling)


@pytest.mark.parametrize("language", ["en", "id"])
@settings(max_examples=60, deadline=None)
@given(low=st.integers(2, 8), more=st.integers(1, 9), scale=st.sampled_from([1000, 10**6, 10**9]))
def test_a_scale_written_once_spreads_over_both_ends(language, low, more, scale):
    joiner = {"en": "to", "id": "hingga"}[language]
    last = spell((low + more) * scale, language)
    spread = figures(
        FRAMES[language][0].format(f"{spell(low, language)} {joiner} {last}"), language
    )
    assert [(f.low, f.high) for f in spread] == [(low * scale, (low + more) * scale)]
