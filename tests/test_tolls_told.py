"""The toll of a story read from invented reports: several events, and what words tell beside figures."""

from datetime import datetime

import pytest

from counterclaim import read_text
from counterclaim.model import Report
from counterclaim.reconcile import reconcile, tolls_of


def reports(*texts, language="en"):
    found = []
    for day, text in enumerate(texts, 1):
        title, _, rest = text.rpartition(" | ")
        when = datetime(2030, 5, day)  # noqa: DTZ001
        read = read_text(rest, title=title, language=language, published=when)
        document = read.document
        found.append(Report(document.id, document.imprint, read.claims, document.text))
    return found


def tolls(*texts, language="en"):
    found = tolls_of(reports(*texts, language=language))
    return {measure: int(toll.value) for measure, toll in found.items()}


ONE_MILL = "Four people were wounded at the mill in Karvik on Sunday, police said."


@pytest.mark.parametrize(
    "several",
    [
        "Nine people were wounded in three shootings on Sunday, police said.",
        "Nine people were wounded in separate attacks on Sunday, police said.",
        "Nine wounded in Karvik. | In all nine people were wounded in unrelated incidents.",
    ],
)
def test_what_several_events_did_together_is_no_toll_of_one(several):
    assert tolls(several, ONE_MILL) == {"injured": 4}
    assert tolls(ONE_MILL, several) == {"injured": 4}


def test_what_another_report_gives_of_one_event_stands_though_one_tells_of_several():
    several = "Four people were wounded in two shootings, at the mill and its gate, police said."
    assert tolls(several, ONE_MILL, "Two of the wounded left hospital.") == {"injured": 4}


def test_where_all_reports_are_of_several_events_their_figure_stands():
    assert tolls("Nine people were wounded in three shootings on Sunday.") == {"injured": 9}


def test_a_report_of_several_events_weighs_less():
    review = (
        "Nine people were killed in three separate shootings on Sunday. At the mill six people were "
        "killed. Six people were killed, Ida Holm said."
    )
    assert tolls("Three people were killed at the old mill.", review)["killed"] == 3


def test_a_count_of_the_year_is_no_toll():
    year = "At the mill four people were wounded. This year 90 people were wounded in Karvik."
    assert tolls(year, "This year 90 people were wounded there.") == {"injured": 4}


def test_of_those_hit_one_died():
    text = "One of five people shot at the mill has died, police said. Five people were shot."
    assert tolls(text) == {"killed": 1, "injured": 4}
    all_dead = "One of three people killed at the mill was a nurse. Three people were killed."
    assert tolls(all_dead)["killed"] == 3


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("He killed three people at the mill before turning the gun on himself.", 4),
        ("Three people died at the mill after he shot them and then himself.", 3),
        ("He killed three people at the mill and fled.", 3),
    ],
)
def test_who_killed_others_and_then_himself_is_among_the_dead(text, killed):
    assert tolls(text)["killed"] == killed


def test_charges_are_no_dead_where_dead_are_told():
    text = (
        "Karvik massacre: the men are each charged with six counts of criminal homicide in the March 9 "
        "cookout in Karvik. Two people were killed."
    )
    assert tolls(text)["killed"] == 2


def test_others_of_one_sentence_are_added_and_suspects_are_no_injured():
    assert tolls("Two people were wounded, and three others were wounded by glass.") == {
        "injured": 5
    }
    sought = "Two suspects were wounded, police said, in the attack. Four people were wounded."
    assert tolls(sought) == {"injured": 4}


def test_those_hurt_worst_are_some_of_the_injured():
    text = "Two critically wounded in Karvik. | The fire at the mill wounded five people."
    assert tolls(text) == {"injured": 5}
    assert tolls("Two people were critically wounded at the mill.") == {"injured": 2}


def test_a_deed_that_was_only_tried_killed_nobody():
    text = "He was charged with the attempted murder of four people at the mill in Karvik."
    assert "killed" not in tolls(text)


def test_the_number_of_a_note_and_of_an_outlet_behind_a_headline_are_no_toll():
    noted = "He killed the driver and the passenger,[12] and fled.[12] Two people were killed."
    assert tolls(noted) == {"killed": 2}
    label = "Third victim in Karvik fire dies - Harbour News 12 | The fire killed three people."
    assert tolls(label)["killed"] == 3


def test_a_second_victim_beside_one_who_died_is_one_injured():
    assert tolls("Ola Berg was killed at the mill. A second victim was hurt.") == {"injured": 1}


def test_who_died_since_is_no_longer_among_the_injured():
    early = "Five people were wounded at the mill."
    late = "One man was killed and four others were wounded at the mill, police said."
    assert tolls(late, early) == {"killed": 1, "injured": 4}
    assert tolls(early, late, "Six people were shot at the mill.")["injured"] == 5


def test_others_shot_beside_one_dead_are_the_injured():
    assert tolls("One killed, 3 other shot in Karvik.") == {"killed": 1, "injured": 3}


def test_those_hit_are_less_one_who_is_said_to_have_died():
    text = "Four people were shot at the mill. Ola Berg was pronounced dead there, police said."
    assert tolls(text) == {"injured": 3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The triple murder at the mill shook Karvik.", {"killed": 3}),
        ("The shooting was a murder-suicide, the sheriff said.", {"killed": 2}),
        ("It was an attempted murder-suicide, the sheriff said.", {}),
        ("A double shooting shook Karvik.", {"injured": 2}),
        ("Man, teenager injured at the old mill.", {"injured": 2}),
        ("A shooting injured a 16-year-old boy and his sister.", {"injured": 2}),
        ("The fire killed his wife, their daughter and a neighbor.", {"killed": 3}),
        ("He killed his son before turning the gun on himself.", {"killed": 2}),
        ("A woman shot her husband & son at home.", {"injured": 2}),
        ("A 17-year-old boy and three women were injured at the mill.", {"injured": 4}),
        ("The fire left him and his two daughters dead.", {"killed": 3}),
        ("An eighth victim came to the ward on Monday.", {"injured": 8}),
        ("An 8th victim came to the ward on Monday.", {"injured": 8}),
    ],
)
def test_words_tell_a_toll_where_no_figure_does(text, expected):
    assert tolls(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Her child, his 20-year-old son, died.",
        "A man saw the fire and a woman ran.",
        "The man was killed. A boy came later.",
        "A second suspect was found.",
        "One victim came to the ward.",
    ],
)
def test_words_that_tell_no_toll(text):
    assert tolls(text).get("killed", 1) == tolls(text).get("injured", 1) == 1


def test_a_printed_toll_stands_before_words_for_an_event():
    assert tolls("Five people were killed. The double murder shook Karvik.")["killed"] == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sembilan orang terluka dalam tiga insiden terpisah.", {"injured": 9}),
        ("Ia membunuh dua orang lalu bunuh diri di Karvik.", {"killed": 3}),
        ("Pembunuhan ganda itu mengguncang Karvik.", {"killed": 2}),
        ("Pria dan remaja terluka di pabrik itu.", {"injured": 2}),
        ("Korban kedelapan datang ke rumah sakit.", {"injured": 8}),
    ],
)
def test_in_indonesian(text, expected):
    assert tolls(text, language="id") == expected


def test_several_events_in_indonesian():
    several = "Sembilan orang terluka dalam tiga insiden terpisah."
    one = "Empat orang terluka di pabrik itu."
    assert tolls(one, several, language="id") == {"injured": 4}


def test_a_toll_that_only_words_tell_is_no_finding():
    found = reconcile(reports("The triple murder at the mill shook Karvik.")).findings
    assert not found
