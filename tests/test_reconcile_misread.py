"""Claims as reading gets them wrong now and then, and what comparing makes of them all the same."""

from dataclasses import replace

import pytest

from counterclaim.model import Bound, Modality, Mode, Period, Policy, Span, Standing
from counterclaim.reconcile import reconcile
from hand_made import Writer, between, question_of, tally_of, voice_of


@pytest.mark.parametrize(
    "printed",
    ["Lind.&nbsp;", "Mara Lind)", "Norway - Mara Lind", "&ldquo;Mara Lind", "Norway – Lind,"],
)
def test_what_a_page_leaves_on_a_name_makes_no_other_originator(printed):
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("14", 14, source="Mara Lind")
    b = two.say("14", 14, source=printed)
    result = reconcile([one.report(), two.report()])
    assert voice_of(result, a).key == voice_of(result, b).key
    assert between(result, a, b) == ["repeats"]


def test_a_name_after_a_dash_that_no_place_stands_before_is_kept_whole():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("14", 14, source="Karvik Rescue - Harbour Branch")
    b = two.say("14", 14, source="Harbour Branch")
    result = reconcile([one.report(), two.report()])
    assert voice_of(result, a).name == "Karvik Rescue - Harbour Branch"
    assert voice_of(result, b).name != "Harbour"


def test_nobody_in_particular_speaks_through_who_passes_it_on():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("14", 14, source="Mara Lind")
    b = two.say("14", 14, source="one of the clerks", via=["Mara Lind"])
    result = reconcile([one.report(), two.report()])
    assert voice_of(result, a).key == voice_of(result, b).key
    assert voice_of(result, b).via == ()


@pytest.mark.parametrize("via", ["Reuters", "Tove Berg"])
def test_an_outlet_and_whom_nobody_else_cites_are_no_originators_of_what_they_pass_on(via):
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    one.say("14", 14, source="Mara Lind")
    one.say("6", 6, measure="injured", source="Reuters")
    b = two.say("14", 14, source="one of the clerks", via=[via])
    result = reconcile([one.report(), two.report()])
    assert voice_of(result, b).name == "one of the clerks"


def test_a_source_without_a_name_that_several_reports_know_speaks_for_itself():
    writers = [Writer(name, f"2030-05-0{i}") for i, name in enumerate(("One", "Two", "Three"), 1)]
    writers[0].say("15", 15, source="the harbour police")
    writers[1].say("16", 16, source="Mara Lind")
    b = writers[2].say("17", 17, source="the harbour police", via=["Mara Lind"])
    result = reconcile([w.report() for w in writers])
    assert voice_of(result, b).name == "the harbour police"


def quoted(name, published, figures):
    """Print one quotation, its figures read as given: (words, number, measure, unit, mode)."""
    text = "The ferry missed nine at first, then a cook remembered having served another four"
    page, sentence = Writer(name, published), Span(0, len(text), text)
    claims = []
    for words, number, measure, unit, mode in figures:
        claim = page.say(words, number, measure=measure, unit=unit, mode=mode, source=name)
        at = text.index(words)
        figure = Span(at, at + len(words), words)
        claims.append(replace(claim, sentence=sentence, figure=figure))
    return page, claims


def test_a_quotation_is_known_again_though_its_figure_ends_it():
    first = [("nine", 9, "other", "", Mode.TOTAL), ("four", 4, "other", "", Mode.INCREMENT)]
    again = [*first[:1], ("four", 4, "deployed", "person", Mode.INCREMENT)]
    one, (nine, four) = quoted("One", "2030-05-01", first)
    total = one.say("13", 13, measure="missing")
    one.claims[:] = [nine, four, total]
    two, (same_nine, same_four) = quoted("Two", "2030-05-01", again)
    two.claims[:] = [same_nine, same_four]
    result = reconcile([one.report(), two.report()])
    assert question_of(result, same_nine) is question_of(result, total)
    assert question_of(result, same_four).measure == "missing"
    assert between(result, nine, same_nine) == ["repeats"]
    assert between(result, four, same_four) == ["repeats"]


def test_a_plan_about_something_else_keeps_no_figure_apart():
    one, two = Writer("One"), Writer("Two")
    there = one.say("12", 12, measure="other", what="divers of the north")
    planned = two.say(
        "12", 12, measure="other", what="divers of the north", modality=Modality.PLANNED
    )
    result = reconcile([one.report(), two.report()])
    assert between(result, there, planned) == ["repeats"]


@pytest.mark.parametrize(
    ("measure", "what"), [("deployed", "divers of the north"), ("other", "cooks")]
)
def test_a_plan_for_what_a_figure_tells_stays_apart(measure, what):
    one, two = Writer("One"), Writer("Two")
    there = one.say("12", 12, measure=measure, what="divers of the north")
    planned = two.say("12", 12, measure=measure, what=what, modality=Modality.PLANNED)
    result = reconcile([one.report(), two.report()])
    assert question_of(result, there) is not question_of(result, planned)


def test_a_report_tells_its_own_figure_again_with_a_plan():
    page = Writer("One")
    said = page.say("some 16", 16, bound=Bound.ABOUT, measure="other", source="Mara Lind")
    again = page.say("16", 16, measure="other", modality=Modality.PLANNED)
    result = reconcile([page.report()])
    assert between(result, said, again) == ["drifts"]


def hinting(claim, word):
    """Give the claim as read from a word that only hints at its measure."""
    return replace(claim, measure_cue=Span(claim.figure.end, claim.figure.end + len(word), word))


def lorries(measure, cue=None, *, source="Mara Lind", also=()):
    """Print one count of five sunk lorries and one that was read from ``cue``."""
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    first = one.say("5", 5, measure=measure, unit="truck", source=source)
    second = two.say("5", 5, measure="aid", unit="truck")
    two.claims[:] = [hinting(second, cue) if cue else second]
    for number, told in also:
        two.say(str(number), number, measure=told, unit="truck")
    return reconcile([one.report(), two.report()]), first, two.claims[0]


@pytest.mark.parametrize(("cue", "alike"), [("supplies", True), ("donated", False), (None, False)])
def test_what_only_hints_at_a_measure_takes_the_one_told_of_the_same_number(cue, alike):
    result, first, second = lorries("destroyed", cue)
    assert (question_of(result, first) is question_of(result, second)) == alike


def test_a_hint_stands_where_the_same_number_is_told_of_two_measures():
    result, first, second = lorries("destroyed", "supplies", also=[(5, "damaged")])
    assert question_of(result, first) is not question_of(result, second)


@pytest.mark.parametrize(
    ("lost", "also", "alike"),
    [(8, None, True), (19, None, False), (8, 6, False)],
)
def test_lost_things_are_destroyed_where_another_report_says_so_of_nearly_as_many(
    lost, also, alike
):
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    sunk = one.say("6", 6, measure="destroyed", unit="boat", source="Mara Lind")
    gone = two.say(str(lost), lost, measure="missing", unit="boat", source="Tove Berg")
    if also:
        two.say(str(also), also, measure="destroyed", unit="boat", source="Tove Berg")
    result = reconcile([one.report(), two.report()])
    assert (question_of(result, sunk) is question_of(result, gone)) == alike


@pytest.mark.parametrize(("words", "stands"), [("so far", "contradicts"), ("in winter", "")])
def test_now_in_a_report_without_a_date_is_the_last_day_it_tells_of(words, stands):
    page, gazette = Writer("One", published=None), Writer("Two", "2030-05-01T15:00")
    gone = {"measure": "destroyed", "unit": "boat"}
    page.say("2", 2, measure="arrested", end="2030-05-01")
    told = page.say("40", 40, source="Tove Berg", **gone)
    page.claims[-1] = replace(told, period=Period(Span(0, len(words), words)))
    less = gazette.say("30", 30, source="Mara Lind", end="2030-05-01", **gone)
    result = reconcile([page.report(), gazette.report()])
    assert between(result, page.claims[-1], less) == [stands] * bool(stands)


@pytest.mark.parametrize(
    ("order", "latest"),
    [(("8", "25", "33"), 33), (("33", "25", "8"), 33), (("8", "25", "34"), 8)],
)
def test_what_a_report_adds_to_an_earlier_total_leaves_it_behind(order, latest):
    page, said = Writer("One", published=None), {}
    for words in order:
        mode = Mode.INCREMENT if words == "25" else Mode.TOTAL
        said[words] = page.say(words, int(words), measure="infected", mode=mode, source="Mara Lind")
    result = reconcile([page.report()])
    assert tally_of(result, said["8"], Policy.RANGE).low.value == latest
    if latest > 8:
        revised = next(c for c in result.comparisons if c.relation == Standing.REVISES)
        assert (revised.a, revised.b) == (said["8"].id, said["33"].id)


def test_hedged_figures_add_up_by_chance():
    page = Writer("One", published=None)
    early = page.say("some 8", 8, bound=Bound.ABOUT, measure="infected", source="Mara Lind")
    page.say("25", 25, measure="infected", mode=Mode.INCREMENT, source="Mara Lind")
    page.say("33", 33, measure="infected", source="Mara Lind")
    assert tally_of(reconcile([page.report()]), early, Policy.RANGE).low.value == 8
