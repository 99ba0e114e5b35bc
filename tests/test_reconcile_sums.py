"""Figures are added only where nobody is counted twice, and the refusal says why not."""

import pytest

from counterclaim.model import Bound, Facet, Modality, Mode
from counterclaim.reconcile import reconcile
from counterclaim.reconcile.answers import read_answers
from counterclaim.reconcile.originators import Originators
from counterclaim.reconcile.sums import Refusal, Sum, add_up
from counterclaim.reconcile.voices import give_voices
from hand_made import Writer

DAY, NEXT = "2030-05-01", "2030-05-02"


def added(*claims, two_reports=False):
    """Add up claims, each the keywords of ``say``."""
    papers = [Writer("Paper", DAY)] + [Writer("Other", DAY)] * two_reports
    for i, words in enumerate(claims):
        source = words.pop("source", "Mara Lind")
        papers[i % len(papers)].say(str(words["low"]), source=source, **words)
    answers = read_answers([p.report() for p in papers])
    return add_up(answers, give_voices(answers, Originators(answers), {}, {}))


def test_killed_and_injured_make_casualties_with_both_claims():
    made = added({"low": 300, "end": DAY}, {"low": 2700, "measure": "injured", "end": DAY})
    assert isinstance(made, Sum)
    assert (made.amount, made.measure, len(made.claims)) == (3000, "casualties", 2)
    assert (made.figure.least, made.figure.most) == (2900, 3100)


def test_additions_of_different_days_are_added():
    flow = {"low": 3, "mode": Mode.INCREMENT}
    made = added({**flow, "end": DAY}, {**flow, "end": NEXT})
    assert isinstance(made, Sum)
    assert made.amount == 6


def test_tolls_of_two_places_are_added():
    toll = {"low": 30, "end": DAY}
    made = added({**toll, "place": "Northford"}, {**toll, "place": "Eastwick"})
    assert isinstance(made, Sum)
    assert made.amount == 60


@pytest.mark.parametrize(
    ("a", "b", "facet", "told"),
    [
        ({"low": 40}, {"low": 3, "mode": Mode.INCREMENT}, Facet.KIND, "total that may hold"),
        ({"low": 40}, {"low": 41}, Facet.SCOPE, "both count all"),
        ({"low": 40}, {"low": 3, "mode": Mode.PART}, Facet.SCOPE, "within"),
        ({"low": 40}, {"low": 90, "measure": "casualties"}, Facet.MEASURE, "to its whole"),
        ({"low": 40}, {"low": 9, "measure": "arrested"}, Facet.MEASURE, "no common whole"),
        ({"low": 40}, {"low": 9, "unit": "house"}, Facet.UNIT, "no common unit"),
        (
            {"low": 40},
            {"low": 9, "measure": "injured", "modality": Modality.PLANNED},
            Facet.MODALITY,
            "otherwise",
        ),
        (
            {"low": 40},
            {"low": None, "measure": "injured", "bound": Bound.UNKNOWN},
            Facet.UNKNOWN,
            "not known",
        ),
        (
            {"low": 40},
            {"low": 9, "measure": "injured", "source": "Otto Brandt"},
            Facet.SCOPE,
            "across originators",
        ),
        ({"low": 40}, {"low": 9, "measure": "injured", "end": NEXT}, Facet.DATE, "two days"),
        (
            {"low": 3, "mode": Mode.PART, "what": "children"},
            {"low": 5, "mode": Mode.PART, "what": "soldiers"},
            Facet.PEOPLE,
            "may overlap",
        ),
    ],
)
def test_sums_that_would_count_twice_are_refused_with_the_reason(a, b, facet, told):
    refused = added({"end": DAY, **a}, {"end": DAY, **b})
    assert isinstance(refused, Refusal)
    assert refused.facet == facet
    assert told in refused.reason


@pytest.mark.parametrize(
    ("first", "second"), [((DAY, NEXT), (NEXT, NEXT)), ((DAY, DAY), (None, None))]
)
def test_additions_of_periods_that_may_overlap_are_refused(first, second):
    a, b = ({"low": 3, "mode": Mode.INCREMENT, "start": p[0], "end": p[1]} for p in (first, second))
    refused = added(a, b)
    assert isinstance(refused, Refusal)
    assert refused.facet == Facet.PERIOD


def test_one_figure_is_no_sum():
    with pytest.raises(ValueError, match="two parts"):
        added({"low": 3})


def test_a_sum_that_nobody_states_is_found_and_one_that_is_stated_is_not():
    paper = Writer("Paper", DAY)
    parts = [
        paper.say("300", 300, source="Mara Lind", end=DAY),
        paper.say("2,700", 2700, measure="injured", source="Mara Lind", end=DAY),
    ]
    (found,) = reconcile([paper.report()]).findings
    assert (found.name, found.amount) == ("sum", 3000)
    assert found.claims == tuple(c.id for c in parts)
    paper.say("3,000", 3000, measure="casualties", source="Mara Lind", end=DAY)
    assert all(f.name != "sum" for f in reconcile([paper.report()]).findings)
