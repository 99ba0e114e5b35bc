"""The toll of a story over all its questions: one figure of each report, weighed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Bound, Mode, Span
from counterclaim.reconcile import reconcile, tolls_of
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


def test_of_the_injured_of_one_day_the_most_stand_whatever_the_reports_are_called():
    for names in (("Alder", "Birch"), ("Birch", "Alder")):
        found = []
        for name, figure in zip(names, (5, 8), strict=True):
            paper = Writer(name, "2030-05-01")
            paper.say(f"figure {figure}", figure, measure="injured")
            found.append(paper.report())
        assert toll(found, "injured") == (8, "")


def test_a_part_of_a_review_that_another_report_is_about_is_the_toll():
    review, local = Writer("Review", "2030-05-02", title="figure 9 hurt"), Writer("Local")
    review.say("figure 9", 9, measure="injured")
    review.say("figure 4", 4, measure="injured", mode=Mode.PART)
    local.imprint = replace(local.imprint, title="figure 4 hurt")
    local.say("figure 4", 4, measure="injured")
    assert toll([local.report(), review.report()], "injured") == (4, "")


def test_suspects_that_are_sought_are_not_added_to_the_dead():
    paper = Writer("Paper")
    paper.say("two", 2, what="people")
    paper.say("at least one", 1, None, Bound.AT_LEAST, what="suspect")
    assert toll([paper.report()]) == (2, "")


def test_of_two_days_that_as_many_reports_tell_of_the_first_is_the_event():
    early, late = Writer("Early", "2030-05-02", title="6"), Writer("Late", "2030-05-20")
    early.say("6", 6, measure="injured", start="2030-05-01", end="2030-05-01")
    late.say("2", 2, measure="injured", start="2030-05-19", end="2030-05-19")
    assert toll([early.report(), late.report()], "injured") == (6, "")


def in_all(reports):
    return {f.name: (f.reason, int(f.amount)) for f in reconcile(reports).findings}


def test_a_card_tells_the_dead_with_the_attackers_whom_a_report_counts_apart():
    paper = Writer("Paper")
    paper.say("12", 12, what="people")
    paper.say("two", 2, what="suspects", unit="suspect")
    told = "“12” and “two” added up: 14 killed in all"
    assert in_all([paper.report()]) == {"killed_in_all": (told, 14)}


def test_a_card_tells_the_injured_where_reports_tell_only_how_many_were_hit():
    paper = Writer("Paper")
    paper.say("four", 4, measure="casualties", what="people")
    told = "“four” hit, with nobody said to be dead: 4 injured in all"
    assert in_all([paper.report()]) == {"injured_in_all": (told, 4)}


def test_a_toll_that_a_question_shows_is_no_finding():
    assert in_all(papers([4], [4], [9])) == {}


def headline_and_later(first, later):
    paper, second = Writer("Paper", "2030-05-01", title=str(first)), Writer("Second", "2030-05-02")
    paper.say(str(first), first, measure="injured")
    second.say(str(later), later, measure="injured")
    return [paper.report(), second.report()]


def test_a_card_tells_what_reports_are_mostly_about_though_a_later_one_tells_of_less():
    told = "reports are mostly about “4”: 4 injured in all"
    assert in_all(headline_and_later(4, 3)) == {"injured_in_all": (told, 4)}


def test_a_toll_that_a_later_report_tells_more_than_is_not_settled():
    reports = headline_and_later(4, 6)
    assert not tolls_of(reports)["injured"].settled
    assert in_all(reports) == {}


def test_others_who_were_hit_are_told_as_the_injured():
    paper = Writer("Paper")
    paper.say("1", 1, what="man")
    paper.say("six", 6, measure="casualties", what="others")
    told = "“six” others hit: 6 injured in all"
    assert in_all([paper.report()]) == {"injured_in_all": (told, 6)}


def test_patients_of_any_cause_and_open_figures_are_told_as_no_toll():
    paper = Writer("Paper")
    paper.say("300", 300, measure="hospitalised", what="people")
    other = Writer("Other")
    other.say("at least four", 4, None, Bound.AT_LEAST, "casualties", what="people")
    assert in_all([paper.report()]) == in_all([other.report()]) == {}
