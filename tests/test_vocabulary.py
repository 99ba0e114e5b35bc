"""The closed vocabularies keep their own rules, and say so when a file breaks them."""

import pytest

from counterclaim.vocabulary import VocabularyError, measures, outlet_named, outlets, parts_of
from counterclaim.vocabulary.measures import read_measures
from counterclaim.vocabulary.outlets import read_outlets

TWICE = """
[[outlet]]
name = "A"
kind = "site"
country = "ID"
[[outlet]]
name = "B"
kind = "site"
country = "ID"
aliases = ["a"]
"""

MEASURES = """
killed injured casualties missing captured arrested charged infected hospitalised recovered
displaced evacuated rescued affected deployed present destroyed damaged attacks aid loss price
budget measurement voted other
"""


def test_measures_are_the_closed_list():
    assert set(measures()) == set(MEASURES.split())


def test_casualties_in_the_sense_of_the_armed_forces():
    assert parts_of("casualties") == {"killed", "injured", "missing", "captured"}
    assert parts_of("killed") == frozenset()
    assert parts_of("no such measure") == frozenset()


def test_hxl_tags_are_tags():
    tags = [m.hxl for m in measures().values() if m.hxl]
    assert len(tags) > 15
    assert all(tag.startswith("#") and " " not in tag for tag in tags)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[a]\nlabel = "a"\ncounts = "stock"', "lacks of"),
        ('[a]\nlabel = "a"\ncounts = "sometimes"\nof = "person"', "sometimes"),
        ('[a]\nlabel = "a"\ncounts = "stock"\nof = "person"\nparts = ["b"]', "unknown parts b"),
        ('[a]\nlabel = "a"\ncounts = "stock"\nof = "person"\nparts = ["a"]', "part of itself"),
        ('[a]\nlabel = "a"\ncounts = "stock"\nof = "person"\ncolour = "red"', "colour"),
    ],
)
def test_a_broken_list_of_measures_is_refused(text, says):
    with pytest.raises(VocabularyError, match=says):
        read_measures(text)


def test_outlets_are_found_by_any_name_in_any_case():
    assert len(outlets()) >= 150
    agency = outlet_named("agence  france-presse")
    assert agency is not None
    assert (agency.name, agency.kind, agency.country) == ("AFP", "agency", "FR")
    assert outlet_named("YONHAP") is outlet_named("Yonhap News Agency")
    assert outlet_named("Harian Contoh") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[outlet]]\nname = "A"\nkind = "agency"', "lacks country"),
        ('[[outlet]]\nname = "A"\nkind = "blog"\ncountry = "ID"', "blog"),
        (TWICE, "is also 'A'"),
    ],
)
def test_a_broken_list_of_outlets_is_refused(text, says):
    with pytest.raises(VocabularyError, match=says):
        read_outlets(text)
