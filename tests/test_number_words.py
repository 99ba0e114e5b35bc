"""Number words against num2words, which spells numbers out independently of the packs."""

from decimal import Decimal

import pytest
from figures_read import figures
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

WHOLE = st.one_of(
    st.integers(2, 120), st.integers(2, 100_000), st.integers(2, 10**9), st.integers(2, 999).map(lambda n: n * 1000)
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
@settings(max_examples=100, deadline=None)
@given(low=st.integers(2, 5000), more=st.integers(1, 5000))
def test_two_numbers_spelt_out_make_a_range_in_order_only(language, low, more):
    joiner = {"en": "to", "id": "hingga"}[language]
    a, b = spell(low, language), spell(low + more, language)
    up = figures(FRAMES[language][0].format(f"{a} {joiner} {b}"), language)
    assert (up[0].low, up[-1].high) in {(low, low + more), (low * 1000, low + more)}
    down = figures(FRAMES[language][0].format(f"{b} {joiner} {a}"), language)
    assert [f.low for f in down][:1] == [low + more] or len(down) == 1
