"""The scored choice: laws of the evidence, and that a later figure moves none before it."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile.answers import read_answers
from counterclaim.reconcile.likeness import choose, evidence, forbidden, likeness, weights
from hand_made import Writer

NOUNS = ["divers", "cooks", "cave divers", "soldiers", None]
PLACES = ["Lindport", "Brandt Valley", "Lindport harbour", None]


@st.composite
def figures(draw, least=1, most=9):
    told = st.tuples(st.integers(2, 60), st.sampled_from(NOUNS), st.sampled_from(PLACES))
    return draw(st.lists(told, min_size=least, max_size=most))


def answers_of(told):
    reports = []
    for i, (number, noun, place) in enumerate(told):
        writer = Writer(f"paper-{i:02}", f"2030-05-{i + 1:02}")
        writer.say(str(number), number, measure="other", what=noun, place=place)
        reports.append(writer.report())
    return read_answers(reports)


@given(figures(least=2, most=2))
def test_evidence_does_not_depend_on_who_came_first(told):
    a, b = answers_of(told)
    assert evidence(a, b) == evidence(b, a)
    assert forbidden(a, b) == forbidden(b, a)
    assert likeness(a, b) == sum(e.weight for e in evidence(a, b))


@given(figures())
def test_every_figure_has_one_home(told):
    answers = answers_of(told)
    homes = choose(answers)
    assert sorted(a.id for home in homes for a in home) == sorted(a.id for a in answers)
    assert all(homes)


@given(figures(), st.integers(0, 9))
def test_a_later_figure_moves_none_before_it(told, cut):
    answers = answers_of(told)
    known = {a.id for a in answers[:cut]}
    before = [{a.id for a in home} for home in choose(answers[:cut])]
    after = [{a.id for a in home} & known for home in choose(answers)]
    assert [home for home in after if home] == before


@given(figures())
def test_nothing_forbidden_is_linked(told):
    for home in choose(answers_of(told)):
        first = home[: weights().compared]
        assert not any(forbidden(a, b) for a in first for b in first if a is not b)


def test_figures_are_not_joined_through_a_third():
    told = [(7, "cave divers", None), (8, "cave hotels", None), (9, "hotels", None)]
    homes = choose(answers_of(told))
    together = [sorted(a.claim.figure.text for a in home) for home in homes]
    assert ["7", "8", "9"] not in together


def test_near_values_tell_nothing():
    near, far = (answers_of([(40, None, None), (n, None, None)]) for n in (41, 59))
    assert likeness(*near) == likeness(*far) == 0


def test_unlike_nouns_of_two_languages_tell_nothing():
    one, other = Writer("One"), Writer("Other", language="id")
    one.say("7", 7, measure="other", what="ropes")
    other.say("7", 7, measure="other", what="tambang")
    a, b = read_answers([one.report(), other.report()])
    assert [e.field for e in evidence(a, b)] == ["figure"]
