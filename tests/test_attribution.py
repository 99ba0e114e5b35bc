"""Attributions: source, cue and chain, found by where phrases end."""

import pytest

from counterclaim.markers.attribution import mark_statements
from counterclaim.markers.name import mark_names
from counterclaim.markers.speaker import introductions, speakers
from counterclaim.model import Form, Nearness
from laying import reading


def statements(text: str) -> list[tuple[str | None, Form, list[str]]]:
    laid = reading(text)
    found = mark_statements(laid, mark_names(laid))
    runs = speakers(found, laid.sentences)
    return [
        (None if run is None else text[slice(*run)], s.form, [text[slice(*v)] for v in s.via])
        for s, run in zip(found, runs, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "source", "form"),
    [
        ("Police said five people died.", "Police", Form.SUBJECT),
        ("The local ministry said five died.", "local ministry", Form.SUBJECT),
        ("On the hill, Anna Novak also said five died.", "Anna Novak", Form.SUBJECT),
        ("Anna Novak, a spokesman for the ministry, said five died.", "Anna Novak", Form.SUBJECT),
        ("Five people died, said Anna Novak.", "Anna Novak", Form.INVERTED),
        ("The chief of the ministry, Anna Novak, said five died.", "Anna Novak", Form.SUBJECT),
        ("Anna Novak, who led the search, said five died.", "Anna Novak", Form.SUBJECT),
        ("The ministry, in Ruritania, said five died.", "ministry", Form.SUBJECT),
        ("An official who fled said five died.", "official", Form.SUBJECT),
        ("Officials in two towns said five died.", "Officials", Form.SUBJECT),
        ("An official with the mission said five died.", "official", Form.SUBJECT),
        ("A shopkeeper said five died.", "shopkeeper", Form.SUBJECT),
        ('"Five died," said a shopkeeper.', "shopkeeper", Form.INVERTED),
        ("Police took the town and said five died.", "Police", Form.SUBJECT),
        ("Five died, said a ministry spokesman, Anna Novak.", "Anna Novak", Form.INVERTED),
        ("According to the health ministry, five died.", "health ministry", Form.ACCORDING),
        (
            "The High Office for Rivers (HOR) said five died.",
            "High Office for Rivers (HOR)",
            Form.SUBJECT,
        ),
        ("According to a report of the police, five died.", "police", Form.ACCORDING),
    ],
)
def test_the_source_is_the_phrase_that_borders_the_cue(text: str, source: str, form: Form) -> None:
    assert statements(text) == [(source, form, [])]


def test_a_pronoun_takes_the_last_speaker() -> None:
    found = statements("Anna Novak said five died. She said two fled.")
    assert found == [("Anna Novak", Form.SUBJECT, []), ("Anna Novak", Form.PRONOUN, [])]


def test_who_passed_it_on_is_the_chain_and_not_the_source() -> None:
    text = "Police said in a note quoted by Wire Express that five died."
    assert statements(text) == [("Police", Form.SUBJECT, ["Wire Express"])]


def test_a_lone_outlet_is_the_source() -> None:
    assert statements("Five died, as quoted by Wire Express.") == [
        ("Wire Express", Form.OUTLET, [])
    ]


def test_nobody_speaks_where_no_phrase_can() -> None:
    assert statements("He said two fled.") == [(None, Form.PRONOUN, [])]
    assert statements("That was often said.") == []


def test_who_is_quoted_by_an_outlet_is_the_source() -> None:
    text = "The Health Office was quoted by Wire Express as saying that five died."
    assert ("Health Office", Form.SUBJECT, ["Wire Express"]) in statements(text)


def test_a_short_form_in_capitals_is_no_small_word() -> None:
    assert statements("More cases are expected, the WHEN said.") == [("WHEN", Form.SUBJECT, [])]


def test_how_a_source_was_found_is_told() -> None:
    def nearness(text: str) -> list[Nearness]:
        laid = reading(text)
        return [s.nearness for s in mark_statements(laid, mark_names(laid))]

    assert nearness("Police said five died.") == [Nearness.NEAR]
    assert nearness("Anna Novak, who led the search, said five died.") == [Nearness.APPOSED]
    assert nearness("A shopkeeper said five died.") == [Nearness.UNKNOWN]
    assert nearness("Police took the town and said five died.") == [Nearness.FAR]


def test_a_headline_names_its_source_before_a_colon() -> None:
    laid = reading("Five people died on the hill.", title="Police: five dead on the hill")
    (found,) = mark_statements(laid, mark_names(laid))
    assert (found.form, laid.text[found.source_start : found.source_end]) == (
        Form.ACCORDING,
        "Police",
    )


def test_those_named_in_a_quotation_are_not_who_speaks_on() -> None:
    text = 'Anna Novak said five died. "The police said six," she told. He said seven.'
    laid = reading(text)
    found = mark_statements(laid, mark_names(laid))
    quote = (text.index('"'), text.index('," ') + 2)
    runs = speakers(found, laid.sentences, [quote])
    assert [run and text[slice(*run)] for run in runs][-1] == "Anna Novak"
