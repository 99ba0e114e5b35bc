"""What looks like a rival figure and is none, and what looks like two voices and is one."""

from dataclasses import replace
from datetime import datetime

import pytest

from counterclaim.api import compare, read_text
from counterclaim.model import Basis, Bound, Facet, Kind, Span, Standing
from counterclaim.reconcile import reconcile
from hand_made import DAY, Writer, between, question_of, voice_of


def barred(result, a, b):
    return [n.facet for n in result.not_compared if {n.a, n.b} == {a.id, b.id}]


def told(text, outlet, day=1, language="en", title=""):
    published = datetime(2030, 5, day)  # noqa: DTZ001 (outlets print no zone)
    return read_text(text, title=title, outlet=outlet, published=published, language=language)


WITH = {
    "en": "Ten people were killed at the school in Tarnholm, including the gunman.",
    "id": "Sepuluh orang tewas di sekolah di Tarnholm, termasuk pelaku penembakan.",
}
WITHOUT = {
    "en": "Nine people were killed at the school in Tarnholm, the mayor said.",
    "id": "Sembilan orang tewas di sekolah di Tarnholm, kata wali kota.",
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("other", ["en", "id"])
def test_a_toll_with_the_attacker_is_another_question(language, other):
    first = told(WITH[language], "One", language=language)
    readings = [first, told(WITHOUT[other], "Two", 2, other)]
    made = compare(readings, one_story=True)
    ten, nine = (reading.claims[0] for reading in readings)
    assert question_of(made, ten) != question_of(made, nine)
    assert question_of(made, ten).kind == question_of(made, nine).kind == "stock"
    assert "attacker" in question_of(made, ten).label
    assert between(made, ten, nine) == ["scope_differs"]
    assert not any(tally.disputed for tally in made.tallies)


def test_the_same_toll_told_shortly_counts_the_attacker_too():
    again = told("Ten people were killed at the school in Tarnholm.", "Two")
    first = told(WITH["en"], "One")
    made = compare([first, again], one_story=True)
    assert question_of(made, first.claims[0]) == question_of(made, again.claims[0])


def test_only_the_nearest_figure_and_its_whole_count_the_attacker():
    text = "Nine people were killed in Tarnholm: one adult and eight pupils, including the gunman."
    reading = told(text, "One")
    made = compare([reading], one_story=True)
    counted = {c.figure.text: question_of(made, c).label for c in reading.claims}
    assert "attacker" in counted["Nine"]
    assert "attacker" in counted["eight"]
    assert "attacker" not in counted["one"]


def test_one_quotation_is_one_voice_whoever_is_named_for_it():
    words = "“In the old mine we have found 27 miners dead and the search goes on until night.”"
    one = told(f"{words} said Mara Lind.", "One")
    two = told(f"{words} said Otto Brandt.", "Two", 2)
    other = told("Otto Brandt said that 27 miners were dead.", "Three", 2)
    made = compare([one, two, other], one_story=True)
    first, second, third = (reading.claims[0] for reading in (one, two, other))
    assert voice_of(made, first).key == voice_of(made, second).key
    assert voice_of(made, second).basis == Basis.COPIED
    assert voice_of(made, third).key != voice_of(made, first).key
    assert between(made, first, second) == [Standing.REPEATS]


def two_in_one(low, high, *, what=(None, None), **more):
    paper = Writer("Paper")
    a = paper.say(str(low), low, source="Mara Lind", what=what[0], **more)
    b = paper.say(str(high), high, source="Otto Brandt", what=what[1], **more)
    return reconcile([paper.report()]), a, b


def test_two_named_sources_of_one_report_dispute_a_toll():
    result, a, b = two_in_one(40, 25)
    assert between(result, a, b) == ["contradicts"]


def test_small_counts_of_one_report_are_of_several_incidents():
    result, a, b = two_in_one(5, 2)
    assert between(result, a, b) == []
    assert barred(result, a, b) == [Facet.SCOPE]


def test_small_counts_of_one_named_group_are_rivals():
    result, a, b = two_in_one(5, 3, what=("children", "children"))
    assert between(result, a, b) == ["contradicts"]


def test_figures_of_two_things_in_one_report_are_no_rivals():
    result, a, b = two_in_one(40, 25, what=("sailors aboard", "islanders ashore"))
    assert between(result, a, b) != ["contradicts"]


def test_shares_of_two_things_are_no_rivals():
    kind = {"kind": Kind.PERCENT, "measure": "other", "unit": "percent"}
    result, a, b = two_in_one(40, 45, what=("voters", "pupils"), **kind)
    assert between(result, a, b) != ["contradicts"]
    result, a, b = two_in_one(40, 45, what=("voters", "voters"), **kind)
    assert between(result, a, b) == ["contradicts"]


def test_more_than_a_number_does_not_contradict_the_number():
    one, two = Writer("One", "2030-05-01"), Writer("Two", "2030-05-01T12:00")
    a = one.say("more than 14", 14, None, Bound.MORE_THAN, source="Mara Lind")
    b = two.say("14", 14, source="Otto Brandt")
    result = reconcile([one.report(), two.report()])
    assert between(result, a, b) == []
    assert barred(result, a, b) == [Facet.HEDGE]


def test_a_much_higher_toll_weeks_later_is_of_another_event():
    early = Writer("Early", "2030-05-01")
    late = Writer("Late", "2030-06-20")
    a = early.say("12", 12, source="Mara Lind", start="2030-05-01", end="2030-05-01")
    b = late.say("50", 50, source="Otto Brandt", end="2030-06-20")
    result = reconcile([early.report(), late.report()])
    assert between(result, a, b) != ["contradicts"]


def test_an_echo_contradicts_nobody_though_its_original_does():
    first = Writer("Harbour News", "2030-05-01")
    said = first.say("figure eighty", 80, source="Office of Ports", end="2030-05-01")
    later = Writer("City Sheet", "2030-05-01T18:00")
    echo = later.say("figure of eighty", 80)
    rival = Writer("Valley Post", "2030-05-02")
    other = rival.say("figure thirty", 30, source="Union of Dockers", end="2030-05-02")
    result = reconcile([first.report(), rival.report(), later.report()])
    assert between(result, said, other) == ["contradicts"]
    assert between(result, echo, other) == []
    assert barred(result, echo, other) == [Facet.DATE]


def test_a_figure_within_what_one_source_gives_as_a_range_is_no_rival():
    text = "Rebels put the death toll at hundreds to more than 1,300, Ida Holm said."
    for sentence, expected in ((Span(0, 80, text), []), (None, ["contradicts"])):
        wide = Writer("Harbour News")
        low = wide.say("hundreds", 200, None, Bound.VAGUE, source="rebels", end=DAY)
        high = wide.say("more than 1,300", 1300, None, Bound.MORE_THAN, source="rebels", end=DAY)
        narrow = Writer("Valley Post")
        within = narrow.say("figure 500", 500, source="Union of Dockers", end=DAY)
        made = wide.report()
        if sentence:
            source = low.attribution
            claims = [replace(c, sentence=sentence, attribution=source) for c in made.claims]
            made, high = replace(made, claims=tuple(claims)), claims[1]
        third = Writer("City Sheet")
        third.say("figure 200", 200, source="Bo Lind", end=DAY)
        result = reconcile([made, narrow.report(), third.report()])
        assert between(result, high, within) == expected
