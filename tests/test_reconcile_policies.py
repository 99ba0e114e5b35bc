"""What each policy reads out of one question, and how far the policies lie apart."""

import pytest

from counterclaim.model import Bound, Mode, Policy
from counterclaim.reconcile import reconcile
from counterclaim.reconcile.policies import read_rules, rules
from counterclaim.reconcile.sensitivity import moves, sensitivity
from counterclaim.vocabulary import VocabularyError
from hand_made import Writer, question_of, tally_of

FILE = """
says = "x"
origin = "y"
low = "best"
best = "vote"
high = "best"
ties = "median"
ranges = "ends"
open = "aside"
vague = "aside"
missing = "apart"
said = false
"""


def three_papers(*figures, measure="arrested"):
    papers = [Writer(f"Paper {i}", f"2030-05-0{i + 1}") for i in range(len(figures))]
    claims = [
        p.say(f"figure {low}", low, high, bound, measure, source=f"Office of {'ABCDE'[i]}", end=DAY)
        for i, (p, (low, high, bound)) in enumerate(zip(papers, figures, strict=True))
    ]
    return reconcile([p.report() for p in papers]), claims


DAY = "2030-05-01"
EXACT, RANGE, VAGUE, LEAST = Bound.EXACT, Bound.RANGE, Bound.VAGUE, Bound.AT_LEAST


def ends(result, claim, policy):
    found = tally_of(result, claim, policy)
    return tuple(end and end.value for end in (found.low, found.best, found.high))


def test_every_policy_has_a_rule_and_says_where_it_comes_from():
    assert set(rules()) == set(Policy)
    assert all(rule.says and rule.origin for rule in rules().values())


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy.VOTE, (19, 19, 19)),
        (Policy.RANGE, (12, 19, 40)),
        (Policy.LATEST, (40, 40, 40)),
        (Policy.LOWEST, (12, 12, 12)),
        (Policy.UCDP, (12, 12, 40)),
        (Policy.ACLED, (12, 12, 12)),
        (Policy.IDMC, (12, 40, 40)),
    ],
)
def test_three_originators_who_differ(policy, expected):
    result, claims = three_papers((12, 12, EXACT), (19, 19, EXACT), (40, 40, EXACT))
    assert ends(result, claims[0], policy) == expected


def test_a_range_is_its_ends_its_lowest_or_its_middle():
    result, (claim,) = three_papers((10, 20, RANGE))
    assert ends(result, claim, Policy.VOTE) == (10, 10, 20)
    assert ends(result, claim, Policy.ACLED) == (10, 10, 10)
    assert ends(result, claim, Policy.EMDAT) == (15, 15, 15)
    assert "middle" in tally_of(result, claim, Policy.EMDAT).best.derived


def test_vague_words_count_where_nothing_else_is_or_by_the_policys_table():
    result, (claim,) = three_papers((200, None, VAGUE))
    assert ends(result, claim, Policy.VOTE) == (200, 200, None)
    assert ends(result, claim, Policy.ACLED) == (100, 100, 100)
    assert ends(result, claim, Policy.EMDAT) == (200, 200, 200)
    best = tally_of(result, claim, Policy.ACLED).best
    assert best.claims == (claim.id,)
    assert "counted as 100" in best.derived


def test_an_open_figure_is_set_aside_or_counts_as_stated():
    result, claims = three_papers((45, 45, EXACT), (40, None, LEAST))
    assert ends(result, claims[0], Policy.LOWEST)[1] == 45
    assert ends(result, claims[0], Policy.ACLED) == (40, 40, 40)


def test_the_missing_count_with_the_dead_where_one_originator_gives_both():
    paper = Writer("Paper", DAY)
    dead = paper.say("30", 30, source="Mara Lind", end=DAY)
    lost = paper.say("12", 12, measure="missing", source="Mara Lind", end=DAY)
    other = Writer("Other", DAY)
    other.say("7", 7, measure="missing", source="Otto Brandt", end=DAY)
    result = reconcile([paper.report(), other.report()])
    assert ends(result, dead, Policy.EMDAT) == (42, 42, 42)
    assert set(tally_of(result, dead, Policy.EMDAT).best.claims) == {dead.id, lost.id}
    assert ends(result, dead, Policy.VOTE) == (30, 30, 30)


def test_sensitivity_names_the_policies_that_lie_apart():
    result, claims = three_papers((12, 12, EXACT), (19, 19, EXACT), (40, 40, EXACT))
    own = [t for t in result.tallies if t.question == question_of(result, claims[0]).id]
    best = next(move for move in moves(own) if move.name == "best")
    assert (best.least, best.most) == (12, 40)
    assert Policy.ACLED in best.lowest
    assert Policy.LATEST in best.highest
    assert "best by 3.33 times" in sensitivity(own)


def test_sensitivity_of_one_figure_is_none():
    result, claims = three_papers((12, 12, EXACT))
    own = [t for t in result.tallies if t.question == question_of(result, claims[0]).id]
    assert sensitivity(own) == "no policy reads it otherwise"
    assert sensitivity([]) == ""


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('best = "vote"', 'best = "mean"', "best is not 'mean'"),
        ('low = "best"', 'low = "highest"', "low is not 'highest'"),
        ('says = "x"\n', "", "lacks says"),
        ("said = false", "said = false\nrank = 1", "unknown keys rank"),
    ],
)
def test_a_file_that_breaks_its_terms_is_refused(was, becomes, told):
    names = [str(policy) for policy in Policy]
    good = "\n".join(f"[{name}]{FILE}" for name in names)
    assert set(read_rules(good)) == set(Policy)
    with pytest.raises(VocabularyError, match=told):
        read_rules(good.replace(was, becomes, 1))
    with pytest.raises(VocabularyError, match="unknown or lacking other, vote"):
        read_rules(good.replace("[vote]", "[other]", 1))


def test_a_report_is_about_the_figure_it_gives_most():
    paper = Writer("Paper", DAY)
    for figure in ("4", "4", "4"):
        claim = paper.say(figure, 4)
    paper.say("2", 2)
    result = reconcile([paper.report()])
    assert ends(result, claim, Policy.LATEST)[1] == 4


def test_an_addition_never_counts_as_a_total():
    paper = Writer("Paper", DAY)
    total = paper.say("40", 40, source="Mara Lind", end=DAY)
    paper.say("3 more", 3, source="Mara Lind", mode=Mode.INCREMENT, end=DAY)
    result = reconcile([paper.report()])
    assert {ends(result, total, policy)[1] for policy in Policy} == {40}


SOURCES = ("Mara Lind", "Tove Berg", "Ida Holm")


@pytest.mark.parametrize(
    ("measure", "figures", "latest"),
    [
        ("killed", (5, 4), 5),
        ("killed", (4, 5), 5),
        ("killed", (6, 4, 4), 4),
        ("injured", (5, 4), 4),
    ],
)
def test_the_dead_do_not_fall_unless_more_reports_say_so(measure, figures, latest):
    papers = [Writer(f"Paper {i}", f"2030-05-0{i + 1}") for i in range(len(figures))]
    claims = [
        paper.say(str(figure), figure, measure=measure, source=source)
        for paper, figure, source in zip(papers, figures, SOURCES, strict=False)
    ]
    result = reconcile([paper.report() for paper in papers])
    assert ends(result, claims[0], Policy.LATEST) == (latest, latest, latest)


def test_a_report_that_says_at_least_eight_and_then_eight_is_about_eight():
    paper = Writer("Paper")
    hedged = paper.say("at least eight", 8, None, LEAST, source="Mara Lind")
    paper.say("eight", 8)
    assert ends(reconcile([paper.report()]), hedged, Policy.RANGE) == (8, 8, 8)


def test_another_report_that_leaves_the_hedge_out_closes_nothing():
    paper, gazette = Writer("Paper", "2030-05-01"), Writer("Gazette", "2030-05-02")
    hedged = paper.say("at least eight", 8, None, LEAST, source="Mara Lind")
    gazette.say("eight", 8)
    result = reconcile([paper.report(), gazette.report()])
    assert ends(result, hedged, Policy.RANGE) == (8, 8, None)


def test_one_more_dead_is_the_newest_whoever_says_so():
    papers = [Writer(f"Paper {i}", f"2030-05-0{i + 1}") for i in range(3)]
    claims = [
        paper.say(str(figure), figure, source=source)
        for paper, figure, source in zip(papers, (4, 3, 3), SOURCES, strict=True)
    ]
    result = reconcile([paper.report() for paper in papers])
    assert ends(result, claims[0], Policy.LATEST) == (4, 4, 4)
