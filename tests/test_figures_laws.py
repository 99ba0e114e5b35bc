"""Laws that hold of the figures of any text, however odd."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.languages import load_pack
from counterclaim.model import Bound
from figures_read import figures

OWN = ("numbers.", "quantities.", "units.")
MARKS = [" ", " ", " ", "-", ", ", ". ", "\n", "\n\n", "(", ")", "$", "Rp", "%", "'", ""]
NUMERALS = [
    "12",
    "1.234",
    "1,5",
    "2019",
    "0",
    "007",
    "3-2",
    "10-12",
    "5/6",
    "M",
    "G20",
]


def texts(language: str) -> st.SearchStrategy[str]:
    """Texts made of the pack's own number words, numerals and marks, in any order."""
    own = [cue.surface for cue in load_pack(language).cues if cue.kind.startswith(OWN)]
    piece = st.one_of(st.sampled_from(own), st.sampled_from(NUMERALS), st.text(max_size=4))
    return st.lists(st.tuples(piece, st.sampled_from(MARKS)), max_size=14).map(
        lambda pieces: "".join(a + b for a, b in pieces)
    )


@pytest.mark.parametrize("language", ["en", "id"])
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_spans_and_values_are_sound(language, data):
    text = data.draw(texts(language))
    found = figures(text, language, zeros=True, unknown=True)
    assert found == sorted(found, key=lambda f: f.start)
    for f in found:
        assert 0 <= f.start <= f.number_start < f.number_end <= f.end <= f.unit_end <= len(text)
        assert text[f.start : f.end].strip() == text[f.start : f.end]
        if f.bound in {Bound.EXACT, Bound.ABOUT}:
            assert f.low == f.high is not None
        elif f.bound is Bound.RANGE:
            assert f.low < f.high
        elif f.bound is not Bound.UNKNOWN:
            assert (f.low is None) != (f.high is None)
        assert all(v is None or v >= 0 for v in (f.low, f.high))


@pytest.mark.parametrize("language", ["en", "id"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_numbers_do_not_share_characters(language, data):
    found = figures(data.draw(texts(language)), language)
    for one, other in pairwise(found):
        assert one.number_end <= other.number_start


@pytest.mark.parametrize("language", ["en", "id"])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_stands_in_another_paragraph_changes_nothing(language, data):
    text = data.draw(texts(language)).strip()
    other, gap = "The mill is old.", "\n\n"  # keeps the text from being one in capitals throughout
    shift = len(other + gap)
    first = [
        (f.start, f.end, f.low, f.high, f.bound) for f in figures(text + gap + other, language)
    ]
    for after in ("", gap + other):
        found = figures(other + gap + text + after, language)
        assert first == [(f.start - shift, f.end - shift, f.low, f.high, f.bound) for f in found]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60))
def test_no_text_raises(text):
    for language in ("en", "id"):
        figures(text, language)
