"""The toll of a story over all its questions: one figure of each report, weighed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Mode, Span
from counterclaim.reconcile import tolls_of
from hand_made import Writer

DAY = "2030-05-01"


def papers(*said, measure="killed"):
    """Write one report for each row of figures, a day apart."""
    found = []
    for i, figures in enumerate(said):
        paper = Writer(f"Paper {i}", f"2030-05-{i + 1:02}")
        for figure in figures:
            paper.say(f"figure {figure}", figure, measure=measure)
        found.append(paper.report())
    return found


def toll(reports, measure="killed"):
    found = tolls_of(reports).get(measure)
    return found and (int(found.value), found.derived)


def test_the_toll_is_the_figure_that_most_reports_are_about():
    assert toll(papers([4], [4], [9]), "killed") == (4, "")
    assert toll(papers([6], [6], [3], measure="injured"), "injured") == (6, "")


def test_of_figures_with_equal_weight_the_dead_are_the_most_and_the_injured_the_newest():
    assert toll(papers([8], [5])) == (8, "")
    assert toll(papers([8], [5], measure="injured"), "injured") == (5, "")


def test_a_count_without_the_attacker_gives_way_to_the_one_with_it():
    assert toll(papers([49], [49], [50])) == (50, "")
    assert toll(papers([49], [49], [51])) == (49, "")


def test_a_review_of_many_events_does_not_decide():
    # The last report is about twelve; that it also gives four counts for four.
    assert toll(papers([4], [4], [12, 12, 4])) == (4, "")


def test_a_headline_says_what_a_report_is_about():
    for title, expected in (("Nine dead", 9), ("", 30)):
        paper = Writer("Paper", title=title)
        paper.say("Nine dead", 9)
        paper.say("thirty figure", 30)
        paper.say("thirty again", 30)
        assert toll([paper.report()]) == (expected, "")


def test_an_earlier_event_told_beside_it_is_left_out():
    paper = Writer("Paper")
    paper.say("two now", 2, start=DAY, end=DAY)
    paper.say("thirteen then", 13, start="2021-11-05", end="2021-11-05")
    paper.say("thirteen again", 13, start="2021-11-05", end="2021-11-05")
    other = Writer("Other")
    other.say("two there", 2, start=DAY, end=DAY)
    assert toll([paper.report(), other.report()]) == (2, "")


def test_groups_of_one_sentence_are_added_and_cite_their_parts():
    paper = Writer("Paper")
    paper.say("Two figure", 2, what="men", unit="man")
    paper.say("three figure", 3, what="women", unit="woman")
    made = paper.report()
    assert toll([made]) == (2, "")
    together = Span(0, len(paper.words), paper.words)
    claims = tuple(replace(c, sentence=together) for c in made.claims)
    found = tolls_of([replace(made, claims=claims)])["killed"]
    assert (int(found.value), found.claims) == (5, tuple(c.id for c in claims))
    assert found.derived == "“Two figure” and “three figure” added up"


def test_attackers_whose_death_is_counted_apart_are_among_the_dead():
    paper = Writer("Paper")
    paper.say("fourteen figure", 14)
    paper.say("two figure", 2, what="suspects", unit="suspect")
    assert toll([paper.report()]) == (16, "“fourteen figure” and “two figure” added up")


def test_the_injured_are_those_hit_less_the_dead():
    paper = Writer("Paper")
    paper.say("nine figure", 9, measure="casualties")
    paper.say("two figure", 2)
    assert toll([paper.report()], "injured") == (7, "“nine figure” hit less 2 dead")


def test_others_who_were_hit_are_the_injured():
    paper = Writer("Paper")
    paper.say("one figure", 1)
    paper.say("six figure", 6, measure="casualties", what="other people")
    assert toll([paper.report()], "injured") == (6, "")


def test_what_is_added_a_share_or_of_things_is_no_toll():
    paper = Writer("Paper")
    paper.say("three more", 3, mode=Mode.INCREMENT)
    paper.say("forty cattle", 40, unit="cow")
    paper.say("six figure", 6)
    paper.say("two of them", 2, mode=Mode.PART)
    assert toll([paper.report()]) == (6, "")
    assert tolls_of([]) == {}


def test_a_copy_adds_no_weight():
    words = (
        "Ida Holm stood at the gate of the old mill at Karvik when the roof came down on Sunday. "
        "Rescuers from three valleys dug through the night under lamps brought from the harbour, "
        "while families waited in the school hall beside the river for word of those inside."
    )
    # Three prints of one text are one voice against two of their own.
    rivals = papers([9], [9], [9], [7], [7])
    assert toll(rivals) == (9, "")
    assert toll([replace(r, text=words) for r in rivals[:3]] + rivals[3:]) == (7, "")


@given(
    st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=3), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reports_changes_nothing_and_every_toll_is_attested(said, chance):
    reports = papers(*said)
    found = tolls_of(reports)
    chance.shuffle(reports)
    assert tolls_of(reports) == found
    given_ids = {c.id: c.quantity.low for r in reports for c in r.claims}
    dead = found["killed"]
    assert dead.value in {given_ids[c] for c in dead.claims}
