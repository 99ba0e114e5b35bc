"""Rows against pages: what is present, what differs, what is absent; and what is not told to differ."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Bound, Capture, Kind, ProblemError, Quantity
from counterclaim.verifying.citing import citation_of, cites_in, measures_of
from counterclaim.verifying.days import days_of
from counterclaim.verifying.figures import Match, match, quantities, same_bound
from counterclaim.verifying.judging import check
from counterclaim.verifying.roles import roles_of
from counterclaim.verifying.sighting import page_of

FERRY = (
    "At least 40 people drowned when a ferry sank off Port Vale on 8 May 2031, the mayor said. "
    "About 300 others were rescued by fishermen, he added.\n\n"
    "The ferry company put the loss at $2.5 million. Nearly 12 percent of the island's boats had "
    "joined the search, and 1,123,400 litres of fuel were pumped out.\n\n"
    "In a storm near Cape Morrow in 2019 another 70 sailors were lost."
)


def page(text=FERRY, published="2031-05-09", language="en", **known):
    row = {"title": "Ferry sinks off Port Vale", "text": text, "lang": language, **known}
    row |= {"outlet": "Harbour Post", "published": published}
    return page_of(Capture("ferry.json", "application/json", json.dumps(row).encode()))


def row(**cells):
    cells = {"cite": "ferry.json", **cells}
    return citation_of(cells, roles_of(tuple(cells), {}))


def outcome(found=None, **cells):
    check_ = check(row(**cells), found or page())
    return str(check_.verdict), [str(d.aspect) for d in check_.differences]


PRESENT = ("present", [])


@pytest.mark.parametrize(
    "cells",
    [
        {"figure": "at least 40"},
        {"figure": "40+", "measure": "deaths", "place": "Port Vale", "date": "2031-05-08"},
        {"figure": "40", "bound": "at_least", "measure": "tewas", "source": "Mayor"},
        {"figure": "≥40", "date": "2031-05-09"},
        {"figure": "sekitar 300", "measure": "rescued", "what": "orang"},
        {"figure": "~300", "date": "May 2031", "source": "Harbour Post"},
        {"figure": "$2.5 million", "measure": "loss"},
        {"figure": "2500000", "what": "USD"},
        {"figure": "2.5 million"},
        {"figure": "12", "bound": "about", "what": "%"},
        {"figure": "1,123,400"},
        {"figure": "1123400"},
    ],
    ids=str,
)
def test_present(cells):
    assert outcome(**cells) == PRESENT


def test_present_gives_the_words_and_the_span():
    found = page()
    told = check(row(figure="about 300"), found)
    assert told.claim.figure.text == "About 300"
    span = told.claim.figure
    assert found.document.text[span.start : span.end] == span.text
    assert "rescued by fishermen" in told.claim.sentence.text


@pytest.mark.parametrize(
    ("aspect", "cells"),
    [
        ("bound", {"figure": "40"}),
        ("bound", {"figure": "300", "measure": "rescued"}),
        ("bound", {"figure": "at least 300"}),
        ("measure", {"figure": "about 300", "measure": "killed"}),
        ("measure", {"figure": "at least 40", "measure": "rescued"}),
        ("date", {"figure": "at least 40", "date": "2031-01-08"}),
        ("date", {"figure": "at least 40", "date": "2030"}),
        ("scope", {"figure": "at least 40", "place": "Ruritania"}),
        ("source", {"figure": "at least 40", "source": "Admiral Torres"}),
        ("unit", {"figure": "2.5 million", "what": "EUR"}),
    ],
    ids=str,
)
def test_differs(aspect, cells):
    assert outcome(**cells) == ("differs", [aspect])


def test_a_difference_shows_both():
    (told,) = check(row(figure="about 300", measure="deaths"), page()).differences
    assert told.row == "deaths"
    assert "rescued" in told.page


@pytest.mark.parametrize(
    "cells",
    [
        {"figure": "45"},
        {"figure": "400"},
        {"figure": "8"},
        {"figure": "2019"},
        {"figure": "1.1 million"},
        {"figure": "about 1.3 million"},
        {"figure": "dozens"},
        {"figure": "at least 40", "measure": "destroyed", "what": "houses"},
        {"figure": "at least 40", "place": "Ruritania", "date": "1999"},
    ],
    ids=str,
)
def test_absent(cells):
    assert outcome(**cells)[0] == "absent"


def test_an_absent_figure_shows_the_nearest_of_its_measure():
    told = check(row(figure="at least 50", measure="killed"), page())
    assert told.nearest.figure.text == "At least 40"
    assert check(row(figure="at least 5000", measure="killed"), page()).nearest is None


def test_a_row_may_round_what_the_page_says():
    told = check(row(figure="about 1.1 million"), page())
    assert (str(told.verdict), told.rounded) == ("present", True)


# What the reader may have got wrong is not told to differ


def test_a_measure_that_the_words_leave_open_agrees():
    found = page(
        "Police arrested 12 people after the march in Port Vale. There were 60 soldiers in the square."
    )
    assert outcome(found, figure="12", measure="arrested") == PRESENT
    assert outcome(found, figure="12", measure="captured") == PRESENT
    assert outcome(found, figure="12", measure="killed")[0] == "differs"
    assert outcome(found, figure="60", measure="present") == PRESENT


def test_a_date_of_a_sentence_beside_agrees_and_a_page_without_dates_settles_nothing():
    found = page("A mine collapsed on 3 March 2031. Seven miners died. The pit was closed.")
    assert outcome(found, figure="7", date="2031-03-03") == PRESENT
    undated = page("Seven miners died in the collapse. The pit was closed.", published=None)
    assert outcome(undated, figure="7", date="1999-01-01") == PRESENT


def test_a_source_is_agreed_with_where_it_speaks_nearby_or_brought_the_report_out():
    words = "Seven miners died, the governor said. The National Rescue Agency sent two teams."
    for name in ("Governor", "National Rescue Agency", "NRA", "Harbour Post"):
        assert outcome(page(words), figure="7", source=name) == PRESENT, name
    assert outcome(page(words), figure="7", source="Zorin")[0] == "differs"


def test_words_of_another_language_are_no_difference():
    found = page("Tujuh penambang tewas di Korea Selatan, kata polisi.", language="id")
    asked = {"figure": "7", "measure": "deaths", "place": "South Korea", "source": "police"}
    assert outcome(found, **asked) == PRESENT
    assert outcome(found, **{**asked, "measure": "injured"}) == ("differs", ["measure"])
    assert outcome(found, **{**asked, "source": "Zorin"}) == ("differs", ["source"])


def test_a_headline_that_drops_the_bound_is_a_figure_of_the_page_too():
    found = page("At least 40 people drowned off Port Vale.", title="40 drown off Port Vale")
    assert outcome(found, figure="40") == PRESENT
    assert outcome(found, figure="at least 40") == PRESENT


def test_a_kind_of_count_is_compared_where_the_row_gives_one():
    found = page(
        "Five people died on Monday. On Tuesday another 9 people died, bringing the toll to 14."
    )
    assert outcome(found, figure="14", mode="total") == PRESENT
    assert outcome(found, figure="14", mode="increment") == ("differs", ["scope"])


# Cells


def test_a_numeral_is_read_in_every_language_that_understands_it():
    assert {q.low for q in quantities("1.100")} == {Decimal("1.1"), Decimal(1100)}
    (about,) = quantities("sekitar 11.000")
    assert (about.low, about.bound) == (11000, Bound.ABOUT)
    assert [q.bound for q in quantities("300", "about")] == [Bound.ABOUT]
    assert [q.bound for q in quantities("300", "sedikitnya")] == [Bound.AT_LEAST]
    (span,) = quantities("100–200")
    assert (span.low, span.high, span.bound) == (100, 200, Bound.RANGE)
    assert {q.kind for q in quantities("12%")} == {Kind.PERCENT}
    assert quantities("seorang")[0].low == 1
    assert quantities("unclear") == ()


@given(st.integers(1, 10**9))
def test_a_number_is_read_however_its_thousands_are_written(value):
    for written in (str(value), f"{value:,}", f"{value:,}".replace(",", "\u202f")):
        assert Decimal(value) in {q.low for q in quantities(written)}, written


@given(st.integers(1, 10**6), st.sampled_from(sorted(Bound)))
def test_a_figure_matches_itself_and_bounds_as_itself(value, bound):
    low = None if bound in {Bound.AT_MOST, Bound.LESS_THAN} else Decimal(value)
    high = None if bound in {Bound.AT_LEAST, Bound.MORE_THAN, Bound.VAGUE} else Decimal(value)
    quantity = Quantity(low, high, bound)
    assert match(quantity, quantity) is Match.SAME
    assert same_bound(quantity, quantity)


def test_more_than_is_at_least_and_not_the_other_way_round():
    more, least = (Quantity(Decimal(300), None, b) for b in (Bound.MORE_THAN, Bound.AT_LEAST))
    assert same_bound(least, more)
    assert not same_bound(more, least)


def test_an_end_of_a_range_is_there_and_bounded_otherwise():
    found = page("Between 100 and 200 people drowned off Port Vale.")
    assert outcome(found, figure="100-200") == PRESENT
    assert outcome(found, figure="200") == ("differs", ["bound"])
    assert outcome(found, figure="150")[0] == "absent"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2025-01-09", [(date(2025, 1, 9), date(2025, 1, 9))]),
        ("2025-02", [(date(2025, 2, 1), date(2025, 2, 28))]),
        ("2025", [(date(2025, 1, 1), date(2025, 12, 31))]),
        ("9 Januari 2025", [(date(2025, 1, 9), date(2025, 1, 9))]),
        ("9/1/2025", [(date(2025, 1, 9),) * 2, (date(2025, 9, 1),) * 2]),
        ("2025-01-01/2025-01-05", [(date(2025, 1, 1), date(2025, 1, 5))]),
        ("2025-13-01", []),
        ("2025-01-05/2025-01-01", []),
        ("some day", []),
    ],
)
def test_dates(words, days):
    assert list(days_of(words)) == days


def test_measures_are_known_by_name_label_or_words_of_any_language():
    assert (
        measures_of("killed")
        == measures_of("Deaths")
        == measures_of("meninggal dunia")
        == {"killed"}
    )
    assert measures_of("rescued or survived") == {"rescued"}
    assert measures_of("colour") == frozenset()


def test_cited_places():
    assert cites_in("[a](https://a.example/x) and https://b.example/y).") == (
        "https://a.example/x",
        "https://b.example/y",
    )
    assert cites_in("<https://a.example/x>") == ("https://a.example/x",)
    assert cites_in("[report](reports/a.txt)") == ("reports/a.txt",)
    assert cites_in("reports/a b.txt") == ("reports/a b.txt",)
    assert cites_in("") == ()


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"figure": "unclear"}, "could not be read as a figure"),
        ({"figure": ""}, "no figure"),
        ({"figure": "40", "cite": "n/a"}, "no page"),
        ({"figure": "40", "measure": "colour"}, "No measure is called 'colour'"),
        ({"figure": "40", "date": "some day"}, "as a date"),
        ({"figure": "40", "mode": "sum"}, "kind of count"),
    ],
)
def test_bad_rows(cells, says):
    with pytest.raises(ProblemError, match=says) as stopped:
        row(**cells)
    assert stopped.value.problem.code == "CC071"
    assert stopped.value.problem.hint


def test_a_page_that_no_pack_reads_is_a_problem():
    with pytest.raises(ProblemError, match="it is in 'de'"):
        page("Mindestens 40 Menschen ertranken vor der Küste.", language="de")
