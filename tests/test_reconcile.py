"""How claims of several reports are set against each other."""

from dataclasses import replace

import pytest

from counterclaim.model import (
    Basis,
    Bound,
    Facet,
    Imprint,
    Kind,
    Modality,
    Mode,
    Policy,
    Report,
    Span,
    Standing,
)
from counterclaim.reconcile import reconcile
from hand_made import Writer, between, question_of, tally_of, voice_of


def test_no_reports_give_nothing():
    result = reconcile([])
    assert result.questions == result.comparisons == result.tallies == ()


def test_a_running_toll_that_rises_is_revised_and_no_contradiction():
    early, late = Writer("Early", "2030-05-01"), Writer("Late", "2030-05-03")
    a = early.say("12", 12, source="Mara Lind", end="2030-05-01")
    b = late.say("19", 19, source="Otto Brandt", end="2030-05-03")
    result = reconcile([early.report(), late.report()])
    assert between(result, a, b) == ["revises"]
    assert tally_of(result, a, Policy.RANGE).low.value == 19
    assert not tally_of(result, a, Policy.RANGE).disputed


def test_a_toll_that_falls_within_days_is_a_contradiction():
    early, late = Writer("Early", "2030-05-01"), Writer("Late", "2030-05-02")
    a = early.say("19", 19, source="Mara Lind", end="2030-05-01")
    b = late.say("12", 12, source="Otto Brandt", end="2030-05-02")
    result = reconcile([early.report(), late.report()])
    assert between(result, a, b) == ["contradicts"]
    found = result.comparisons[0]
    assert (found.contradiction, found.position) == (1, "above")
    assert found.gap > 0
    ends = tally_of(result, a, Policy.RANGE)
    assert (ends.low.value, ends.high.value, ends.disputed) == (12, 19, True)
    assert ends.low.claims == (b.id,)


@pytest.mark.parametrize(
    ("address", "called"),
    [
        ("https://www.gazette.example/2030/05/ferry?page=2", "gazette.example"),
        ("http://[gazette/ferry", "ferry"),
        ("news/may/ferry.txt", "ferry.txt"),
        ("C:\\news\\ferry.txt", "ferry.txt"),
        ("news/may.jsonl:7", "may.jsonl:7"),
        ("-:7", "8c1f3a9e77b0aa21"),
        ("", "8c1f3a9e77b0aa21"),
    ],
)
def test_a_report_without_an_outlet_is_called_by_where_it_was_found(address, called):
    about = Imprint(address=address, name="8c1f3a9e77b0aa21")
    writer = Writer(about.name)
    writer.imprint = about
    claim = writer.say("12", 12)
    assert voice_of(reconcile([writer.report()]), claim).name == called
    assert replace(about, outlet="Gazette").called == "Gazette"


def test_reports_of_one_host_are_one_outlet():
    writers = [Writer(name) for name in ("one", "two", "three")]
    for writer, host in zip(writers, ("gazette", "gazette", "courier"), strict=True):
        address = f"https://{host}.example/{writer.name}"
        writer.imprint = replace(writer.imprint, outlet="", address=address)
    claims = [w.say(str(n), n) for n, w in enumerate(writers, 12)]
    result = reconcile([w.report() for w in writers])
    assert tally_of(result, claims[0], Policy.VOTE).outlets == 2
    assert tally_of(result, claims[0], Policy.VOTE).originators == 2


def test_an_open_figure_above_a_later_one_is_in_dispute():
    early, late = Writer("Early", "2030-05-01"), Writer("Late", "2030-05-02")
    a = early.say("at least 40", 40, None, Bound.AT_LEAST, source="Mara Lind", end="2030-05-01")
    b = late.say("25", 25, source="Otto Brandt", end="2030-05-02")
    result = reconcile([early.report(), late.report()])
    assert between(result, a, b) == ["contradicts"]
    ends = tally_of(result, a, Policy.RANGE)
    assert ends.disputed
    assert (ends.low.value, ends.high.value) == (25, 25)


def test_a_contradiction_that_one_side_has_taken_back_is_no_dispute():
    early, late, last = (Writer(f"Paper {d}", f"2030-05-0{d}") for d in (1, 2, 3))
    a = early.say("at least 40", 40, None, Bound.AT_LEAST, source="Mara Lind", end="2030-05-01")
    b = late.say("25", 25, source="Otto Brandt", end="2030-05-02")
    c = last.say("25", 25, source="Mara Lind", end="2030-05-03")
    result = reconcile([early.report(), late.report(), last.report()])
    assert between(result, a, b) == ["contradicts"]
    assert between(result, a, c) == ["revises"]
    assert not tally_of(result, a, Policy.RANGE).disputed


def test_the_same_originator_later_revises_even_downwards():
    early, late = Writer("Early", "2030-05-01"), Writer("Late", "2030-05-02")
    a = early.say("19", 19, source="Mara Lind", end="2030-05-01")
    b = late.say("12", 12, source="Lind", end="2030-05-02")
    result = reconcile([early.report(), late.report()])
    assert between(result, a, b) == ["revises"]
    assert voice_of(result, a).key == voice_of(result, b).key


def test_the_missing_may_fall():
    early, late = Writer("Early", "2030-05-01"), Writer("Late", "2030-05-02")
    a = early.say("19", 19, measure="missing", source="Mara Lind", end="2030-05-01")
    b = late.say("12", 12, measure="missing", source="Otto Brandt", end="2030-05-02")
    assert between(reconcile([early.report(), late.report()]), a, b) == ["revises"]


def test_two_sources_in_one_report_that_cannot_both_be_right():
    paper = Writer("Paper")
    a = paper.say("about 350", 350, bound=Bound.ABOUT, source="Mara Lind")
    b = paper.say("more than 1,000", 1000, None, Bound.MORE_THAN, source="residents")
    assert between(reconcile([paper.report()]), a, b) == ["contradicts"]


def test_figures_that_differ_by_their_rounding_agree():
    one, two = Writer("One"), Writer("Two")
    a = one.say("11,000", 11000, source="Mara Lind", measure="deployed", what="soldiers")
    b = two.say("11,317", 11317, source="Otto Brandt", measure="deployed", what="soldiers")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == ["agrees"]
    assert 0 < result.comparisons[0].contradiction < 1


def test_a_vague_word_settles_no_contradiction():
    one, two = Writer("One"), Writer("Two")
    a = one.say("dozens", 24, None, Bound.VAGUE, source="Mara Lind")
    b = two.say("400", 400, source="Otto Brandt")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == []
    assert [n.facet for n in result.not_compared] == [Facet.HEDGE]


def test_a_headline_speaks_with_the_voice_of_the_body():
    paper = Writer("Paper", title="Blast kills 14")
    headline = paper.say("14", 14)
    body = paper.say("at least 14", 14, None, Bound.AT_LEAST, source="Mara Lind")
    result = reconcile([paper.report()])
    assert voice_of(result, headline).name == "Mara Lind"
    assert voice_of(result, headline).basis == Basis.ECHO
    assert between(result, headline, body) == ["drifts"]


def test_a_figure_without_a_source_repeats_the_one_before_it():
    one, two = Writer("One", "2030-05-01T08:00"), Writer("Two", "2030-05-01T12:00")
    a = one.say("14", 14, source="Mara Lind")
    b = two.say("14", 14)
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == ["repeats"]
    counts = tally_of(result, a, Policy.VOTE)
    assert (counts.reports, counts.outlets, counts.originators) == (2, 2, 1)


def test_an_outlets_own_figure_is_its_own_voice():
    one, two = Writer("One", "2030-05-01T08:00"), Writer("Two", "2030-05-01T12:00")
    one.say("14", 14, source="Mara Lind")
    b = two.say("17", 17)
    result = reconcile([one.report(), two.report()])
    assert (voice_of(result, b).name, voice_of(result, b).basis) == ("Two", Basis.OWN)


def test_copied_wording_shares_a_voice():
    words = (
        "Rescue teams worked through the night on the slope above the village, where the road had "
        "been cut in four places and the only bridge was under water until the early morning. "
    )
    one, two = Writer("One", "2030-05-01T08:00"), Writer("Two", "2030-05-01T12:00")
    a = one.say("14", 14)
    b = two.say("14", 14)
    result = reconcile([one.report(words * 2), two.report("By our desk. " + words * 2)])
    assert voice_of(result, b).basis == Basis.COPIED
    assert voice_of(result, b).key == voice_of(result, a).key


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Badan Geologi Nasional (BGN)", "BGN"),
        ("National Geology Office (NGO-X)", "National Geology Office"),
        ("Mara Lind", "Lind"),
        ("Pavlo Zaretskyi", "Zaretsky"),
        ("Agence France-Presse", "AFP"),
    ],
)
def test_names_of_one_originator(long, short):
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("14", 14, source=long)
    b = two.say("14", 14, source=short)
    result = reconcile([one.report(), two.report()])
    assert voice_of(result, a).key == voice_of(result, b).key
    assert between(result, a, b) == ["repeats"]


def test_a_short_form_given_in_the_text_of_another_report():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("14", 14, source="National Geology Office")
    b = two.say("14", 14, source="NGO-X")
    text = "The National Geology Office (NGO-X) said so."
    result = reconcile([one.report(text), two.report()])
    assert voice_of(result, a).key == voice_of(result, b).key


def test_a_name_within_a_description_is_somebody_else():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("14", 14, source="top Lindstrom administration official")
    b = two.say("14", 14, source="Lindstrom")
    result = reconcile([one.report(), two.report()])
    assert voice_of(result, a).key != voice_of(result, b).key


def test_at_least_retold_as_about_drifts():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-20")
    a = one.say("at least 300", 300, None, Bound.AT_LEAST, source="Mara Lind")
    b = two.say("about 300", 300, bound=Bound.ABOUT, source="Mara Lind")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == ["drifts"]
    assert result.comparisons[0].facets == (Facet.HEDGE,)


def test_casualties_retold_as_dead_drift():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("1,100", 1100, measure="casualties", source="Mara Lind")
    b = two.say("1,100", 1100, measure="killed", source="Mara Lind")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == ["drifts"]
    assert result.comparisons[0].facets == (Facet.MEASURE,)


def test_a_retelling_without_its_date_drifts():
    one, two = Writer("One", "2030-01-09"), Writer("Two", "2030-02-27")
    a = one.say("4,000", 4000, measure="casualties", source="Mara Lind", end="2030-01-09")
    b = two.say("4,000", 4000, measure="casualties", source="Mara Lind")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == ["drifts"]
    assert result.comparisons[0].facets == (Facet.DATE,)


def test_children_are_a_part_and_no_rival_of_all_the_dead():
    one, two = Writer("One"), Writer("Two")
    whole = one.say("20", 20, what="people", source="Mara Lind")
    part = one.say("three", 3, what="children", mode=Mode.PART, source="Mara Lind")
    other = two.say("four", 4, what="children", source="Otto Brandt")
    result = reconcile([one.report(), two.report()])
    assert between(result, part, whole) == ["part_of"]
    assert question_of(result, part) == question_of(result, other) != question_of(result, whole)
    assert question_of(result, part).kind == "part"
    assert between(result, other, whole) == ["scope_differs"]


def test_two_languages_meet_in_one_question():
    one = Writer("One", language="en")
    two = Writer("Dua", language="id")
    a = one.say("300", 300, what="North Korean soldiers", source="NIS", code="RU")
    b = two.say("300", 300, what="tentara Korea Utara", source="NIS", code="RU")
    result = reconcile([one.report(), two.report()])
    assert question_of(result, a) == question_of(result, b)
    assert between(result, a, b) == ["repeats"]


def test_the_dead_of_a_war_and_of_one_attack_are_two_questions():
    one = Writer("One")
    attack = one.say("350", 350, start="2030-05-01", end="2030-05-01")
    war = one.say("100,000", 100000, end="2030-05-01")
    result = reconcile([one.report()])
    assert question_of(result, attack) != question_of(result, war)
    assert between(result, attack, war) == ["scope_differs"]


def test_an_older_event_in_the_background_is_another_question():
    one = Writer("One", "2030-05-02")
    now = one.say("14", 14, start="2030-05-01", end="2030-05-01")
    then = one.say("19", 19, start="2024-03-03", end="2024-03-03")
    result = reconcile([one.report()])
    assert question_of(result, now) != question_of(result, then)


def test_planned_is_not_done():
    one = Writer("One")
    sent = one.say("5,000", 5000, measure="deployed", source="Mara Lind")
    plan = one.say(
        "6,000", 6000, measure="deployed", modality=Modality.PLANNED, source="Otto Brandt"
    )
    result = reconcile([one.report()])
    assert between(result, sent, plan) == ["scope_differs"]
    assert result.comparisons[0].facets == (Facet.MODALITY,)


def test_an_explicit_non_figure_is_kept_and_compared_with_nothing():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("14", 14, source="Mara Lind")
    b = two.say("not known", None, None, Bound.UNKNOWN, source="Mara Lind")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == []
    assert [n.facet for n in result.not_compared] == [Facet.UNKNOWN]
    assert tally_of(result, a, Policy.LATEST).best.value == 14


def test_a_denial_contradicts_nobody():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-01")
    a = one.say("14", 14, source="Mara Lind")
    b = two.say("40", 40, source="Otto Brandt", modality=Modality.DENIED)
    assert "contradicts" not in between(reconcile([one.report(), two.report()]), a, b)


def test_parts_of_two_sources_are_never_added():
    one = Writer("One")
    one.say("300", 300, source="Mara Lind")
    one.say("2,700", 2700, measure="injured", source="Otto Brandt")
    one.say("4,000", 4000, measure="casualties", source="Pia Holm")
    assert reconcile([one.report()]).findings == ()


def test_parts_that_exceed_their_whole():
    one = Writer("One")
    a = one.say("3,000", 3000, source="Mara Lind")
    b = one.say("1,000", 1000, measure="casualties", source="Pia Holm")
    (finding,) = reconcile([one.report()]).findings
    assert (finding.name, finding.claims) == ("parts_exceed_whole", (a.id, b.id))


def test_an_addition_that_does_not_add_up():
    one = Writer("One")
    old = one.say("6", 6, measure="infected", end="2030-04-30")
    new = one.say("13", 13, measure="infected", mode=Mode.INCREMENT, end="2030-05-01")
    whole = one.say("23", 23, measure="infected", end="2030-05-01")
    (finding,) = reconcile([one.report()]).findings
    assert (finding.name, finding.claims) == ("sum_differs", (old.id, new.id, whole.id))
    assert finding.amount == 4


def test_an_addition_that_adds_up_is_no_finding():
    one = Writer("One")
    one.say("6", 6, measure="infected", end="2030-04-30")
    new = one.say("13", 13, measure="infected", mode=Mode.INCREMENT, end="2030-05-01")
    whole = one.say("19", 19, measure="infected", end="2030-05-01")
    result = reconcile([one.report()])
    assert result.findings == ()
    assert between(result, new, whole) == ["part_of"]


def test_units_must_match():
    one = Writer("One")
    a = one.say("40", 40, measure="damaged", unit="house", source="Mara Lind")
    b = one.say("90", 90, measure="damaged", unit="bridge", source="Otto Brandt")
    c = one.say("40", 40, measure="damaged", unit="percent", kind=Kind.PERCENT, source="Pia Holm")
    result = reconcile([one.report()])
    assert len(result.questions) == 3
    assert between(result, a, b) == between(result, a, c) == []


def test_a_vote_counts_originators_and_ties_go_to_the_lower_attested_figure():
    papers = [Writer(f"Paper {i}", f"2030-05-01T0{i}:00") for i in range(5)]
    for paper, value in zip(papers, (30, 12, 12, 50, 50), strict=True):
        last = paper.say(str(value), value, measure="present", source=f"Witness{value} Nr{value}")
    result = reconcile([p.report() for p in papers])
    vote = tally_of(result, last, Policy.VOTE)
    assert vote.originators == 3
    assert vote.best.value == 30
    assert tally_of(result, last, Policy.LOWEST).best.value == 12
    assert tally_of(result, last, Policy.LATEST).best.value == 50


def test_every_standing_has_a_reason_for_people():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    one.say("14", 14, source="Mara Lind")
    one.say("3", 3, what="children", mode=Mode.PART, source="Mara Lind")
    two.say("19", 19, source="Otto Brandt")
    result = reconcile([one.report(), two.report()])
    assert {c.relation for c in result.comparisons} >= {Standing.REVISES, Standing.PART_OF}
    assert all(c.reason for c in result.comparisons)


def test_a_report_given_twice_counts_once():
    one = Writer("One")
    a = one.say("14", 14, source="Mara Lind")
    twice = [one.report(), Report("One", one.imprint, tuple(one.claims))]
    result = reconcile(twice)
    assert question_of(result, a).claims == (a.id,)


def test_an_event_elsewhere_told_beside_the_storys_own_is_another_question():
    papers = [Writer(f"Paper {i}", f"2030-05-0{i + 1}") for i in range(4)]
    own = [p.say(str(20 + i), 20 + i, place="Alba") for i, p in enumerate(papers)]
    other = papers[3].say("49", 49, place="Borga")
    texts = ["A fire in Alba."] * 3 + ["A fire in Alba, worse than that of Borga."]
    result = reconcile([p.report(t) for p, t in zip(papers, texts, strict=True)])
    assert question_of(result, own[3]).claims == tuple(c.id for c in own)
    assert between(result, own[3], other) == ["scope_differs"]


def test_the_only_figure_of_a_report_is_of_the_story_wherever_it_is_placed():
    papers = [Writer(f"Paper {i}", f"2030-05-0{i + 1}") for i in range(4)]
    claims = [p.say(str(20 + i), 20 + i, place="Alba") for i, p in enumerate(papers[1:])]
    first = papers[0].say("3", 3, place="Old Harbour")
    texts = ["A fire in the Old Harbour."] + ["A fire in Alba."] * 3
    result = reconcile([p.report(t) for p, t in zip(papers, texts, strict=True)])
    assert question_of(result, first) == question_of(result, claims[0])


def test_attacks_of_many_days_are_a_series_and_no_toll():
    days = ["2030-05-01", "2030-05-02", "2030-05-03", "2030-05-04", "2030-05-05"]
    papers = [Writer(f"Paper {i}", day) for i, day in enumerate(days)]
    claims = [
        p.say(str(v), v, source="Mara Lind", start=day, end=day)
        for p, v, day in zip(papers, (33, 17, 60, 30, 44), days, strict=True)
    ]
    result = reconcile([p.report() for p in papers])
    assert len({question_of(result, c).id for c in claims}) == len(days)
    assert {c.relation for c in result.comparisons} == {Standing.SCOPE_DIFFERS}


def test_figures_far_apart_are_no_rivals():
    one, two = Writer("One"), Writer("Two")
    a = one.say("70", 70, source="Mara Lind")
    b = two.say("9", 9, source="Otto Brandt")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == []
    assert [n.facet for n in result.not_compared] == [Facet.SCOPE]


def test_a_report_that_states_both_figures_is_no_rival():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("40", 40, source="Mara Lind")
    b = two.say("15", 15, source="Otto Brandt")
    two.say("40", 40, source="Pia Holm")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == []


def test_a_figure_without_a_measure_takes_that_of_the_same_figure():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-02")
    a = one.say("4,137", 4137, measure="casualties", source="Mara Lind")
    b = two.say("4,137", 4137, measure="other", source="Mara Lind")
    result = reconcile([one.report(), two.report()])
    assert question_of(result, a) == question_of(result, b)
    assert between(result, a, b) == ["repeats"]


def test_a_part_that_no_word_marks_stands_beside_a_larger_figure():
    one, two = Writer("One"), Writer("Two")
    sentence_start = one.say("13", 13)
    whole = one.say("14", 14)
    one.claims = [
        replace(c, sentence=Span(0, 99, "13 of the 14 dead")) for c in (sentence_start, whole)
    ]
    two.say("14", 14, source="Mara Lind")
    result = reconcile([one.report(), two.report()])
    part, whole = one.claims
    assert question_of(result, part).kind == "part"
    assert question_of(result, whole).kind == "stock"


def test_a_noun_phrase_that_states_its_whole_makes_a_part():
    one, two = Writer("One"), Writer("Two")
    part = one.say("13", 13, what="of the 14 dead", source="Mara Lind")
    model = one.say("13", 13, measure="destroyed", unit="truck", what="trucks PC 200")
    whole = two.say("14", 14, source="Otto Brandt")
    result = reconcile([one.report(), two.report()])
    assert question_of(result, part).kind == "part"
    assert question_of(result, model).kind == "stock"
    assert between(result, part, whole) == ["scope_differs"]


def test_a_unit_that_one_report_leaves_out_is_taken_from_the_same_figure():
    one, two = Writer("One"), Writer("Two")
    a = one.say("412", 412, measure="damaged", unit="house")
    b = two.say("412", 412, measure="damaged", unit="")
    result = reconcile([one.report(), two.report()])
    assert question_of(result, a) == question_of(result, b)


def test_the_latest_word_is_no_figure_given_once_in_passing():
    papers = [Writer(f"Paper {i}", f"2030-05-0{i + 1}") for i in range(3)]
    for paper in papers:
        last = paper.say("40", 40, source="Mara Lind")
        paper.say("40", 40)
    papers[2].say("21", 21)
    result = reconcile([p.report() for p in papers])
    repeated = {c.id for c in papers[2].claims[:2]}
    assert tally_of(result, last, Policy.VOTE).latest in repeated
