"""Questions are named in plain English, whatever the reports are in."""

import pytest

from counterclaim.model import Bound, Kind
from counterclaim.reconcile import reconcile
from counterclaim.vocabulary import plural
from hand_made import Writer, question_of


def label_of(writer, claim):
    return question_of(reconcile([writer.report()]), claim).label


def test_the_measure_stands_first_then_who_is_counted_then_the_place():
    writer = Writer("Gazette")
    claim = writer.say("90", 90, what="North Korean soldiers", place="Kursk", code="RU")
    assert label_of(writer, claim) == "killed: North Korean soldiers, Kursk"


@pytest.mark.parametrize(("what", "language"), [("dead", "en"), ("orang tewas", "id")])
def test_a_noun_that_only_repeats_the_measure_is_left_out(what, language):
    writer = Writer("Gazette", language=language)
    claim = writer.say("9", 9, what=what, place="Karang Sari")
    assert label_of(writer, claim) == "killed: people, Karang Sari"


def test_words_of_another_language_become_english():
    writer = Writer("Warta", language="id")
    claim = writer.say("2.700", 2700, what="tentara", measure="injured", place="Rusia", code="RU")
    other = writer.say("12", 12, what="lainnya terluka", measure="injured", place="Jerman")
    assert label_of(writer, claim) == "injured: soldiers, Russia"
    assert label_of(writer, other) == "injured: people, Germany"


def test_a_place_that_only_holds_a_country_keeps_its_words():
    writer = Writer("Warta", language="id")
    claim = writer.say("3", 3, what="orang", place="perbatasan Rusia", code="RU")
    assert label_of(writer, claim) == "killed: people, perbatasan Rusia"


def test_things_are_named_by_their_unit():
    writer = Writer("Warta", language="id")
    claim = writer.say(
        "40", 40, what="rumah", measure="destroyed", unit="house", place="Karang Sari"
    )
    assert label_of(writer, claim) == "destroyed: houses, Karang Sari"


def test_words_that_nothing_translates_are_quoted():
    writer = Writer("Warta", language="id")
    claim = writer.say("4", 4, what="gerobak", measure="other", unit="item")
    assert label_of(writer, claim) == "counted: “gerobak”"


def test_a_measure_is_not_said_twice():
    writer = Writer("Gazette")
    claim = writer.say("4", 4, what="attacks", measure="attacks", unit="attack", place="Hillford")
    assert label_of(writer, claim) == "attacks, Hillford"


def test_shares_and_sums_are_named_by_what_they_are_of():
    writer = Writer("Gazette")
    share = writer.say(
        "60%", 60, what="of voters", measure="other", kind=Kind.PERCENT, unit="percent"
    )
    money = writer.say("at least $3", 3, None, Bound.AT_LEAST, "loss", kind=Kind.MONEY, unit="USD")
    assert label_of(writer, share) == "counted: share of voters"
    assert label_of(writer, money) == "loss in money: USD"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("house", "houses"),
        ("country", "countries"),
        ("survey", "surveys"),
        ("bus", "buses"),
        ("health worker", "health workers"),
        ("police", "police"),
        ("young woman", "young women"),
        ("", ""),
    ],
)
def test_units_have_plurals(one, many):
    assert plural(one) == many
