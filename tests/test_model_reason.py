"""Reasons: sentences that another language can make again from their parts."""

import json
import pickle
import string
from decimal import Decimal
from importlib.resources import files
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.reason import Amount, Reason, listed
from counterclaim.web.wording import languages, wording

NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=6)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2).map(Amount)
TREES = st.recursive(
    st.text(max_size=20).map(Reason),
    lambda inner: st.builds(
        lambda parts: Reason(" ".join(f"{{{name}}}" for name in parts), **parts),
        st.dictionaries(NAMES, inner | AMOUNTS | st.text(max_size=10), min_size=1, max_size=3),
    ),
    max_leaves=6,
)


def louder(pattern: str) -> str:
    """Stand in for a translation."""
    return f"{pattern}!"


def dotted(value: Decimal) -> str:
    """Stand in for a language that writes dots where English has commas."""
    return format(value, ",f").translate(str.maketrans(",.", ".,"))


def test_a_reason_is_its_english_sentence():
    made = Reason("{source} says {figure}", source="the ministry", figure="“40”")
    assert made == "the ministry says “40”"
    assert f"{made}." == "the ministry says “40”."
    assert made.pattern == "{source} says {figure}"


def test_a_pattern_without_parts_is_taken_to_the_letter():
    assert Reason("a set {1, 2} is quoted") == "a set {1, 2} is quoted"


def test_braces_in_a_reports_words_are_no_parts():
    made = Reason("{source}: {figure}", source="{figure}", figure="7")
    assert made == "{figure}: 7"
    assert made.said(lambda pattern: pattern, str) == made


def test_a_part_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        Reason("{source} says {figure}", source="the ministry")


def test_patterns_are_translated_and_words_of_reports_are_not():
    inner = Reason("the headline")
    made = Reason("{outlet} prints {figure}", outlet=inner, figure="the headline")
    told = {"{outlet} prints {figure}": "{figure} steht in {outlet}", "the headline": "dem Titel"}
    assert made.said(lambda pattern: told[pattern], str) == "the headline steht in dem Titel"


def test_amounts_are_written_as_each_language_does_and_words_of_reports_are_not():
    made = Reason("{figure} less {dead}", figure="“1,100”", dead=Amount(Decimal("1200.75")))
    assert made == "“1,100” less 1,200.75"
    assert made.said(str, dotted) == "“1,100” less 1.200,75"
    assert made.said(wording("id").catalogue.gettext, wording("id").number).endswith("1.200,75")


def test_reasons_are_listed_by_a_mark():
    parts = [Reason("a part"), Reason("all of it"), Reason("no date")]
    assert listed(parts, "; ") == "a part; all of it; no date"


@given(TREES)
def test_a_reason_comes_back_from_json_and_from_a_pickle(made: Reason):
    for back in (
        Reason.from_record(json.loads(json.dumps(made.record()))),
        pickle.loads(pickle.dumps(made)),  # noqa: S301 (our own bytes)
    ):
        assert (back, back.pattern, back.parts) == (made, made.pattern, made.parts)
        assert back.said(louder, dotted) == made.said(louder, dotted)


@pytest.mark.parametrize("code", languages())
def test_every_translation_has_the_parts_of_its_pattern(code: str):
    catalogue = wording(code).catalogue
    source = files("counterclaim.web").joinpath("catalogues", f"{code}.po")
    patterns = [m.id for m in read_po(BytesIO(source.read_bytes())) if "{" in m.id]
    assert len(patterns) > 30
    fields = string.Formatter().parse
    for pattern in patterns:
        wanted = {name for _, name, _, _ in fields(pattern) if name}
        found = {name for _, name, _, _ in fields(catalogue.gettext(pattern)) if name}
        assert found == wanted, pattern
