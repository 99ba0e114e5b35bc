"""Commands that set claims against each other: filters, formats, and why."""

import json
import sqlite3
from datetime import UTC, datetime

import pytest

from counterclaim import Judge, open_ledger
from test_cli import GOOD, RIVAL, run

MORE = {
    **GOOD,
    "id": "c",
    "outlet": "Vale Times",
    "published": "2025-03-06",
    "title": "Shaft",
    "text": "Twelve people are still missing at Karvik, rescuers said on Wednesday.",
}


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.jsonl"
    path.write_text("\n".join(map(json.dumps, (GOOD, RIVAL, MORE))), encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path, story):
    path = tmp_path / "figures.ledger"
    assert run("read", story, "--ledger", path, "--keep-text").returncode == 0
    return path


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def ids(story):
    found = [r for r in records(run("compare", story, "-f", "jsonl")) if r["type"] == "question"]
    return {r["measure"]: [a["claim"] for a in r["answers"]] for r in found}


def test_questions_are_filtered(ledger):
    everything = run("questions", "-l", ledger, "--all").stdout
    assert "missing" in everything
    assert "killed" in everything
    assert "missing" not in run("questions", "-l", ledger, "--measure", "killed").stdout
    assert "killed" not in run("questions", "-l", ledger, "-m", "missing").stdout
    assert "missing" not in run("questions", "-l", ledger, "--disputed").stdout
    assert "killed" in run("questions", "-l", ledger, "--disputed").stdout
    assert "killed" in run("questions", "-l", ledger, "--place", "karvik").stdout
    assert "killed" in run("questions", "-l", ledger, "--since", "2001-01-01").stdout


@pytest.mark.parametrize(
    "wanted", [["--place", "Karvi"], ["--measure", "sunk"], ["--since", "2999-01-01"]]
)
def test_where_no_question_is_like_that_it_is_said(ledger, wanted):
    done = run("questions", "-l", ledger, *wanted)
    assert done.stdout == ""
    assert done.stderr == "No question is like that.\n"
    assert done.returncode == 0


def test_a_day_that_is_none_is_a_wrong_command(ledger):
    assert run("questions", "-l", ledger, "--since", "May").returncode == 2


def test_a_judgement_makes_a_question_changed(ledger, story):
    claim = ids(story)["killed"][0]
    with open_ledger(ledger) as opened:
        when = datetime(2999, 1, 1, tzinfo=UTC)
        Judge(opened, "Ida Holm").accept(claim, reason="seen on the page", when=when)
    assert "killed" in run("questions", "-l", ledger, "--since", "2999-01-01").stdout


def test_a_ledger_is_compared_like_its_files(ledger, story):
    by_file = records(run("compare", story, "--format", "jsonl"))
    by_ledger = records(run("compare", "--ledger", ledger, "--format", "jsonl"))
    assert [r["type"] for r in by_ledger] == [r["type"] for r in by_file]
    assert {"story", "question", "comparison"} <= {r["type"] for r in by_ledger}
    pair = next(r for r in by_ledger if r["type"] == "comparison")
    assert (pair["relation"], pair["contradiction"]) == ("contradicts", 1.0)
    asked = next(r for r in by_ledger if r["type"] == "question" and pair["a"] in str(r))
    assert asked["tally"]["range"]["disputed"] is True
    gold = records(run("compare", "--ledger", ledger, "--format", "gold"))
    assert [len(line["claims"]) for line in gold] == [3]
    assert "Contradicts" in run("compare", "--ledger", ledger).stdout


@pytest.mark.parametrize("command", [["compare"], ["why", "a", "b"]])
def test_files_and_a_ledger_are_not_named_both_or_neither(command, ledger, story):
    assert run(*command).returncode == 2
    assert run(*command, story, "--ledger", ledger).returncode == 2


def test_why_two_claims_were_compared(ledger, story):
    a, b = ids(story)["killed"]
    for source in ([story], ["--ledger", ledger]):
        done = run("why", a[:8], b[:8], *source)
        assert done.returncode == 0
        assert "One question" in done.stdout
        assert "parts" not in done.stdout
        assert "contradicts: " in done.stdout


def test_why_two_claims_were_not_compared(ledger, story):
    found = ids(story)
    done = run("why", found["killed"][0], found["missing"][0], "-l", ledger)
    assert "Two questions" in done.stdout
    line = next(line for line in done.stdout.splitlines() if "parts" in line)
    assert line.split() == ["measure", "killed", "missing", "parts"]


def test_why_says_that_people_decided(ledger, story):
    found = ids(story)
    pair = found["killed"][0], found["missing"][0]
    with open_ledger(ledger) as opened:
        when = datetime(2025, 3, 7, tzinfo=UTC)
        Judge(opened, "Ida Holm").merge(*pair, reason="one count", when=when)
    done = run("why", *pair, "-l", ledger)
    assert "One question" in done.stdout
    assert "people decided otherwise than the gates" in done.stdout


@pytest.mark.parametrize(("name", "code"), [("ffffffff", "CC023"), ("", "CC023")])
def test_why_of_a_claim_that_is_not_there(ledger, story, name, code):
    done = run("why", ids(story)["killed"][0], name, "-l", ledger)
    assert done.returncode == 1
    assert done.stderr.startswith(code)


def test_rebuild_fills_the_derived_tables(ledger):
    done = run("rebuild", "-l", ledger)
    assert done.stdout == "2 questions in 1 story, 1 comparison.\n"
    with sqlite3.connect(ledger) as link:
        assert link.execute("SELECT count(*) FROM answer").fetchone() == (3,)
    link.close()
    again = run("rebuild", "-l", ledger)
    assert (again.stdout, again.returncode) == (done.stdout, 0)


def test_rebuild_of_what_is_no_ledger_is_told(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("no ledger at all, only words " * 99, encoding="utf-8")
    done = run("rebuild", "-l", path)
    assert done.returncode == 1
    assert done.stderr.startswith("CC021")
