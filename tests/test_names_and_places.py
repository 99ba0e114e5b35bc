"""Capitalised runs, and the places among them."""

import pytest

from counterclaim.markers.name import mark_names
from counterclaim.markers.place import mark_places
from counterclaim.markers.quotation import mark_quotations
from laying import document, reading


def names(text: str) -> list[str]:
    return [text[slice(*run)] for run in mark_names(reading(text))]


def places(text: str) -> list[tuple[str, str, str]]:
    laid = reading(text)
    return [
        (text[p.start : p.end], p.code, p.preposition) for p in mark_places(laid, mark_names(laid))
    ]


def test_a_name_holds_its_connectors_and_its_short_form() -> None:
    assert names("the Office for Rivers (OR) met") == ["Office for Rivers (OR)"]


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    assert names("The Office met. In Ruritania it rained.") == ["Office", "Ruritania"]


def test_a_party_with_its_constituency_is_neither_name_nor_place() -> None:
    assert names("so said Ana Reyes, N-Port Vale, on N-95") == ["Ana Reyes", "N-95"]
    assert places("so said Ana Reyes (N-Ruritania) in Ruritania") == [("Ruritania", "XR", "at")]


def test_no_name_runs_over_a_lost_blank_into_the_next_sentence() -> None:
    assert names("the crew of Southmark.Crews from Mokwa came") == ["Southmark", "Crews", "Mokwa"]
    assert names("so said Ana Reyes.“Port Vale is safe,” she said.") == ["Ana Reyes", "Port Vale"]
    assert names("the U.S.Navy and J. Novak met") == ["U.S.Navy", "J. Novak"]


def test_no_place_is_led_by_the_sentence_before_it() -> None:
    assert places("They met in a hospital.Mokwa said so.") == [("hospital", "", "at")]


def test_a_text_in_capitals_has_no_names_to_tell() -> None:
    assert names("THE OFFICE MET IN RURITANIA") == []


def test_places_come_from_the_gazetteer_a_preposition_or_a_kind() -> None:
    assert places("Ruritania mourned.") == [("Ruritania", "XR", "")]
    assert places("They met near the Old Bridge.") == [("Old Bridge", "", "near")]
    assert places("They met in a hospital.") == [("hospital", "", "at")]
    assert places("Upper Zenda Province mourned.") == [("Upper Zenda Province", "", "")]
    assert places("Anna Novak mourned.") == []


def test_who_holds_an_office_is_no_place() -> None:
    """The country of the office is one, and so is what ends with a country."""
    assert places("They met in President Anna Novak's house.") == []
    assert places("President of Ruritania Anna Novak mourned.") == [("Ruritania", "XR", "")]
    assert places("The President of Ruritania mourned.") == [("President of Ruritania", "XR", "")]


def test_quotations_pair_straight_and_curly_marks() -> None:
    text = 'He said "one" and “two”.'
    assert [text[slice(*q)] for q in mark_quotations(document(text))] == ['"one"', "“two”"]


def test_a_lost_mark_does_not_turn_the_text_inside_out() -> None:
    text = 'He said "one. ' + "x" * 3000 + ' "two" end'
    assert [text[slice(*q)] for q in mark_quotations(document(text))] == ['"two"']


def test_single_marks_quote_where_no_apostrophe_can_stand() -> None:
    text = "'The crew's boat sank,' said Ann. It isn't the owner's fault."
    assert [text[slice(*q)] for q in mark_quotations(document(text))] == ["'The crew's boat sank,'"]


def test_the_closing_mark_may_open_a_quotation_too() -> None:
    text = "”One fell. Two fled,” said Ann."
    assert [text[slice(*q)] for q in mark_quotations(document(text))] == ["”One fell. Two fled,”"]


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_a_quotation_of_several_paragraphs_opens_each_of_them(marks: str) -> None:
    left, right = marks
    text = f"{left}One fell.\n\n{left}Two fled,{right} said Ann.\n\n{left}Go,{right} she said."
    assert [text[slice(*q)] for q in mark_quotations(document(text))] == [
        f"{left}One fell.\n\n{left}Two fled,{right}",
        f"{left}Go,{right}",
    ]


def test_curly_marks_that_an_archive_broke_still_quote() -> None:
    text = "'\x80\x9cOne fell,'\x80\x9d said Ann."
    assert [text[slice(*q)] for q in mark_quotations(document(text))] == [
        "'\x80\x9cOne fell,'\x80\x9d"
    ]


def test_two_single_marks_quote_like_a_double_one() -> None:
    text = "''One fell. Two fled,'' said Ann."
    assert [text[slice(*q)] for q in mark_quotations(document(text))] == ["''One fell. Two fled,''"]
