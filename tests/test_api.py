"""The functions a Python user meets."""

import subprocess
import sys
from datetime import date, datetime

import pytest

import counterclaim
from counterclaim import (
    Policy,
    ProblemError,
    add_up,
    compare,
    keep,
    open_ledger,
    questions,
    read,
    read_text,
    scan,
    show,
)
from counterclaim.api import disputes, named
from counterclaim.model import Question, QuestionKind

FIRST = "At least 40 miners were killed at Karvik, the mayor said on Monday."
SECOND = "Police said 25 miners were killed at Karvik on Monday."


@pytest.fixture
def readings():
    return [
        read_text(
            words,
            title=outlet,
            outlet=outlet,
            published=datetime(2025, 3, day),  # noqa: DTZ001 (outlets print no zone)
            language="en",
        )
        for day, outlet, words in ((4, "Fjord Post", FIRST), (5, "Nord Radio", SECOND))
    ]


def test_a_text_is_read_with_its_imprint(readings):
    first = readings[0]
    (claim,) = first.claims
    assert first.document.text == f"Fjord Post\n\n{FIRST}"
    assert first.document.text[claim.figure.start : claim.figure.end] == "At least 40"
    assert claim.period.end == date(2025, 3, 3)
    assert first.document.imprint.outlet == "Fjord Post"


def test_the_language_is_told_from_the_words():
    reading = read_text(
        "Empat puluh penambang tewas di Karvik, kata wali kota pada hari Senin itu."
    )
    assert reading.document.imprint.language == "id"


def test_a_text_without_words_is_refused():
    with pytest.raises(ProblemError, match="CC002"):
        read_text("  ")


def test_reading_files_raises_or_hands_over_problems(tmp_path):
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(FIRST)
    bad.write_text("")
    assert len(list(scan(good, bad))) == 2
    with pytest.raises(ProblemError, match="CC002"):
        read(good, bad)
    told = []
    assert len(read(tmp_path, on_problem=told.append)) == 1
    assert [p.code for p in told] == ["CC002"]


def test_a_ledger_answers_like_what_was_read(readings, tmp_path):
    with open_ledger(tmp_path / "x") as ledger:
        keep(ledger, readings, keep_text=True)
        assert compare(ledger) == compare(readings)
        assert questions(ledger) == questions(readings)


def test_the_most_contested_question_comes_first(readings):
    asked = questions([*readings, read_text("Three houses burned at Lund.", language="en")])
    assert asked[0].measure == "killed"
    assert len(asked[0].claims) == 2
    assert disputes(compare(readings)) == {asked[0].id: 1}


@pytest.mark.parametrize("policy", list(Policy))
def test_a_question_is_shown_by_id_or_words(readings, policy):
    wanted = questions(readings)[0]
    card = show(wanted.id[:6], readings, policy=policy)
    assert card.question == wanted
    assert card.tally.policy == policy
    assert show("killed", readings, policy=str(policy)) == card
    assert {card.claims[name].figure.text for name in card.question.claims} == {"At least 40", "25"}
    assert len(card.comparisons) == 1


def test_a_name_for_no_or_several_questions_is_told(readings):
    more = [*readings, read_text("Nine miners were injured at Karvik.", language="en")]
    with pytest.raises(ProblemError, match="CC023"):
        show("nonsense", more)
    with pytest.raises(ProblemError, match="CC024"):
        show("karvik", more)
    with pytest.raises(ValueError, match="average"):
        show("killed", readings, policy="average")


def test_every_public_name_is_there_and_typed():
    for name in counterclaim.__all__:
        assert getattr(counterclaim, name) is not None
    stub = counterclaim.__file__.replace(".py", ".pyi")
    with open(stub, encoding="utf-8") as lines:  # noqa: PTH123
        text = lines.read()
    for name in set(counterclaim.__all__) - {"__version__"}:
        assert f"import {name} as {name}\n" in text
    assert set(counterclaim.__all__) <= set(dir(counterclaim))
    with pytest.raises(AttributeError, match="nothing"):
        _ = counterclaim.nothing


def test_importing_the_package_loads_nothing_else():
    code = "import sys, counterclaim; print([m for m in sys.modules if 'counterclaim.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def question(name, measure, label):
    return Question(name, label, measure, "person", "people", "", QuestionKind.STOCK, ())


ASKED = [
    question("a1", "casualties", "killed, injured, missing or captured: people, Karvik"),
    question("b2", "injured", "injured: injured miners, Karvik"),
    question("c3", "killed", "killed: injured miners, Karvik Harbour"),
    question("d4", "destroyed", "destroyed: houses, Karvik Harbourside"),
]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("injured", "b2"),  # a measure
        ("Killed", "c3"),
        ("killed, inj", "a1"),  # the start of a label
        ("karvik harbour", "c3"),  # a run of words, of which "Harbourside" holds only letters
        ("harbour killed", "c3"),  # words in any order
        ("harboursi", "d4"),  # letters within a word
        ("d4", "d4"),
    ],
)
def test_what_fits_a_name_more_closely_goes_first(name, meant):
    assert named(name, ASKED).id == meant


@pytest.mark.parametrize(("name", "code"), [("", "CC023"), ("…", "CC023"), ("karvik", "CC024")])
def test_a_name_that_tells_no_question_apart_is_refused(name, code):
    with pytest.raises(ProblemError, match=code):
        named(name, ASKED)


def test_claims_are_added_up_or_refused_with_the_reason():
    text = "Some 300 miners died and 2,700 were injured, Ida Holm said. She said 12 more had died."
    reading = read_text(text, language="en")
    dead, hurt, more = (claim.id for claim in reading.claims)
    assert add_up([reading], dead, hurt).amount == 3000
    assert "total that may hold" in add_up([reading], dead[:8], more).reason
    with pytest.raises(ProblemError, match="CC023"):
        add_up([reading], dead, "zzzz")
