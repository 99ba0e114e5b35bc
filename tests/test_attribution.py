"""Attributions: source, cue and chain, found by where phrases end."""

import pytest

from counterclaim.markers.attribution import mark_statements
from counterclaim.markers.glue import with_glued
from counterclaim.markers.name import mark_names
from counterclaim.markers.phrase import PhraseFinder
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
        ("Five died in Zenda, Hentzau Province, said a ministry.", "ministry", Form.INVERTED),
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
        ("Anna Novak, accompanied by officer Ali Rana said five died.", "Anna Novak", Form.SUBJECT),
        ("The Office for Rivers or OFR said five died.", "Office for Rivers", Form.SUBJECT),
        ("Anna Novak, spokesman of the ministry declared five died.", "Anna Novak", Form.SUBJECT),
        ("According to a report of the police, five died.", "police", Form.ACCORDING),
        ("Anna Novak, N-Ruritania, said five died.", "Anna Novak", Form.SUBJECT),
        ("Anna Novak (N-Ruritania) said five died.", "Anna Novak", Form.SUBJECT),
        ("Anna Novak (N-Hentzau), who led the search, said five died.", "Anna Novak", Form.SUBJECT),
        ('"Five died," said Anna Novak (N-Ruritania).', "Anna Novak", Form.INVERTED),
        ("According to Anna Novak, N-Ruritania, five died.", "Anna Novak", Form.ACCORDING),
    ],
)
def test_the_source_is_the_phrase_that_borders_the_cue(text: str, source: str, form: Form) -> None:
    assert statements(text) == [(source, form, [])]


def test_what_only_a_preposition_leads_speaks_for_nobody() -> None:
    assert statements("Also, in shops said five died.") == []


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


def test_a_label_of_a_headline_is_no_source_where_its_words_are_stepped_over() -> None:
    laid = reading("Five people died on the hill.", title="Police Also: five dead on the hill")
    assert mark_statements(laid, mark_names(laid)) == []


def test_who_flees_is_no_town() -> None:
    found = statements("An official in a ministry in Ruritania who fled said five died.")
    assert found == [("official", Form.SUBJECT, [])]


def test_those_named_in_a_quotation_are_not_who_speaks_on() -> None:
    text = 'Anna Novak said five died. "The police said six," she told. He said seven.'
    laid = reading(text)
    found = mark_statements(laid, mark_names(laid))
    quote = (text.index('"'), text.index('," ') + 2)
    runs = speakers(found, laid.sentences, [quote])
    assert [run and text[slice(*run)] for run in runs][-1] == "Anna Novak"


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("Five died, Wire Express said, citing an official.", "official", ["Wire Express"]),
        (
            "Five died, state television reported, quoting Anna Novak.",
            "Anna Novak",
            ["state television"],
        ),
        (
            "Five died, as quoted by Reuters and AFP, Anna Novak said.",
            "Anna Novak",
            ["Reuters", "AFP"],
        ),
        ("Anna Novak told police that five died.", "Anna Novak", ["police"]),
        ("Anna Novak told reporters five died.", "Anna Novak", []),
        ("Anna Novak gave five coats to Ida Moss, she told Reuters.", None, ["Reuters"]),
        ("According to records obtained by Reuters, five died.", "records", ["Reuters"]),
        ("In Tarn, Ruritania, five died, said a ministry spokesman.", "ministry spokesman", []),
    ],
)
def test_a_chain_is_told_from_its_source(text: str, source: str | None, via: list[str]) -> None:
    assert (source, via) in [(who, chain) for who, _, chain in statements(text)]


def test_what_one_says_that_another_says_was_passed_on_by_the_first() -> None:
    found = statements("Anna Novak said the ministry believed five died.")
    assert ("ministry", Form.SUBJECT, ["Anna Novak"]) in found


def test_of_a_document_a_finding_is_a_statement_and_of_people_it_is_none() -> None:
    assert statements("The study found five houses.") == [("study", Form.SUBJECT, [])]
    assert statements("Anna Novak found five houses.") == []


def test_a_cue_that_runs_into_a_name_is_still_read() -> None:
    text = "The ministry said toldReuters."
    laid = reading(text)
    found = with_glued(text, laid.form, laid.pack, laid.found)
    assert [text[h.start : h.end] for h in found["attribution.passed_on"]] == ["told"]
    assert not laid.hits("attribution.passed_on")


def test_a_pronoun_may_stand_for_whom_its_paragraph_introduced() -> None:
    text = "Carl Osten said five died. Anna Novak lives on the hill. She said six died."
    laid = reading(text)
    names = mark_names(laid)
    found = mark_statements(laid, names)
    runs = speakers(
        found, laid.sentences, (), introductions(laid, PhraseFinder(laid, names), found)
    )
    assert [run and text[slice(*run)] for run in runs] == ["Carl Osten", "Anna Novak"]
