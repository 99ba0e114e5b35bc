"""The command line as a user meets it: what is printed, what is told, how it ends."""

import csv
import io
import json
import os
import pty
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim import __version__
from counterclaim.ledger import open_ledger

COMMAND = [sys.executable, "-c", "from counterclaim.cli import main; main()"]
GOOD = {
    "id": "a",
    "lang": "en",
    "outlet": "Fjord Post",
    "published": "2025-03-04",
    "title": "Mine",
    "text": "At least 40 miners were killed at Karvik, the mayor said on Monday.",
}
RIVAL = {
    **GOOD,
    "id": "b",
    "outlet": "Nord Radio",
    "published": "2025-03-05",
    "title": "Pit",
    "text": "Police said 25 miners were killed at Karvik on Monday.",
}


def run(*arguments, stdin=b"", env=None):
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "COLUMNS": "80", **(env or {})},
    )
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.jsonl"
    path.write_text("\n".join(map(json.dumps, (GOOD, RIVAL))), encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path, story):
    path = tmp_path / "figures.ledger"
    assert run("read", story, "--ledger", path, "-f", "gold").returncode == 0
    return path


def test_a_table_names_each_claim(story):
    done = run("read", story)
    assert done.returncode == 0
    assert "Fjord Post · 2025-03-04 · en · Mine" in done.stdout
    assert re.search(r"[0-9a-f]{8} +≥ 40 +killed +mayor +Karvik", done.stdout)
    assert "“At least 40”" in done.stdout
    assert "2 claims in 2 reports." in done.stderr
    assert max(map(len, done.stdout.split("\n"))) <= 80


def test_formats_for_machines(story):
    records = [json.loads(line) for line in run("read", story, "-f", "jsonl").stdout.splitlines()]
    assert [r["low"] for r in records] == [40, 25]
    rows = list(csv.DictReader(io.StringIO(run("read", story, "-f", "csv").stdout)))
    assert [row["figure"] for row in rows] == ["At least 40", "25"]
    gold = [json.loads(line) for line in run("read", story, "-f", "gold").stdout.splitlines()]
    assert [report["id"] for report in gold] == ["a", "b"]


def test_machine_formats_are_utf8_in_any_locale(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({**GOOD, "outlet": "Øst 日"}))
    done = run("read", path, "-f", "jsonl", env={"PYTHONIOENCODING": "ascii"})
    assert json.loads(done.stdout)["report"]["outlet"] == "Øst 日"
    shown = run("read", path, env={"PYTHONIOENCODING": "ascii"})
    assert ">= 40" in shown.stdout
    assert shown.returncode == 0


def test_standard_input_is_read():
    done = run("read", "-", "-f", "gold", stdin=json.dumps(GOOD).encode())
    assert json.loads(done.stdout)["id"] == "a"


def test_text_is_printed_as_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(GOOD))
    done = run("text", path)
    assert done.stdout.startswith("title     Mine\noutlet    Fjord Post\npublished 2025-03-04")
    assert done.stdout.rstrip().endswith(GOOD["text"])
    assert done.stdout.count("Mine") == 1


@pytest.mark.parametrize("wanted", ["at least 40", "40", "id"])
def test_a_claim_is_explained(story, wanted):
    if wanted == "id":
        wanted = json.loads(run("read", story, "-f", "jsonl").stdout.splitlines()[0])["claim"][:8]
    done = run("read", story, "--explain", wanted)
    assert done.returncode == 0
    assert "[figure: At least 40] [what: miners] [measure: were killed]" in done.stdout
    assert "at_least, 40 to open" in done.stdout
    # The line of the pack is named and shown.
    assert re.search(r"en\.toml:\d+  measures\.\w+  “were killed”\n.*\"were killed\"", done.stdout)
    assert "Police" not in done.stdout


def test_nothing_to_explain_is_told(story):
    done = run("read", story, "--explain", "no such figure")
    assert (done.returncode, done.stdout) == (1, "")
    assert "CC023" in done.stderr


def test_a_ledger_is_filled_once(ledger, story):
    again = run("read", story, "--ledger", ledger, "-f", "gold")
    assert "2 reports already there" in again.stderr
    with open_ledger(ledger) as opened:
        assert len(list(opened.claims())) == 2
        assert [r.text for r in opened.reports()] == [None, None]
    run("read", story, "--ledger", ledger, "--keep-text")
    with open_ledger(ledger) as opened:
        assert all("Karvik" in r.text for r in opened.reports())


def test_questions_and_card(ledger):
    listed = run("questions", "--ledger", ledger)
    assert listed.returncode == 0
    row = re.search(r"([0-9a-f]{8}) +killed: .*≥ 40, 25 +2 +2 +1 *\n", listed.stdout)
    assert row, listed.stdout
    shown = run("show", row[1], "--ledger", ledger)
    assert shown.returncode == 0
    card = shown.stdout
    assert "2 claims · 2 reports · 2 outlets · 2 originators" in card
    assert re.search(r"2025-03-03 +≥ 40 +━+▶", card)
    assert re.search(r"2025-03-03 +25 +●", card)
    assert "└ Nord Radio, 2025-03-05: “25 miners”" in card
    assert re.search(r"Contradicts\n +mayor ≥ 40  ×  Police 25 +1\.58 times apart", card)
    assert "Read by vote" in card
    assert max(map(len, card.split("\n"))) <= 80
    assert "Read by lowest" in run("show", "killed", "-l", ledger, "--policy", "lowest").stdout


def test_an_unknown_question_and_a_missing_ledger_are_told(ledger, tmp_path):
    done = run("show", "nonsense", "--ledger", ledger)
    assert (done.returncode, done.stdout) == (1, "")
    assert "CC023" in done.stderr
    for command in (["questions"], ["show", "killed"]):
        done = run(*command, "--ledger", tmp_path / "none")
        assert done.returncode == 1
        assert "CC020" in done.stderr
        assert "counterclaim read" in done.stderr


def test_a_story_is_compared_without_a_ledger(story, ledger):
    done = run("compare", story)
    assert done.returncode == 0
    assert re.search(r"[0-9a-f]{8} +killed: .*≥ 40, 25 +2 +2 +1 *\n", done.stdout)
    card = run("show", "killed", "--ledger", ledger).stdout
    assert done.stdout.endswith(card)
    assert run("compare", story, "-q", "killed").stdout == card
    assert "CC023" in run("compare", story, "-q", "nonsense").stderr


def test_a_story_for_the_scorer(story):
    record = json.loads(run("compare", story, "-f", "gold").stdout)
    assert record["story"] == "story"
    a, b = record["claims"]
    assert (a["doc"], b["doc"]) == ("a", "b")
    assert (a["low"], a["high"], b["to"]) == (40, None, "2025-03-03")
    (question,) = record["questions"]
    assert question["claims"] == [a["id"], b["id"]]
    (relation,) = record["relations"]
    assert (relation["a"], relation["b"], relation["relation"]) == (a["id"], b["id"], "contradicts")
    (tally,) = record["tally"]
    assert (tally["question"], tally["originators"]) == (question["id"], 2)


def test_the_example_is_complete():
    done = run("example")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "most contested question" in done.stdout
    assert "Read by vote" in done.stdout
    assert max(map(len, done.stdout.split("\n"))) <= 80


def test_help_names_every_command_and_option():
    done = run("--help")
    assert done.returncode == 0
    for name in ("read", "text", "questions", "show", "compare", "example"):
        assert name in done.stdout
    for command, options in {
        "read": ["--format", "--ledger", "--keep-text", "--jobs", "--explain"],
        "show": ["--ledger", "--policy"],
    }.items():
        told = run(command, "--help").stdout
        assert all(option in told for option in options)
    assert run("--version").stdout == f"counterclaim {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x", "-f", "xml"],
        ["nonsense"],
        ["read", "x", "--jobs", "0"],
        ["read", "x", "--keep-text"],
    ],
)
def test_wrong_usage_ends_with_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr


def test_a_closed_pipe_is_no_traceback(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join([json.dumps(GOOD)] * 3000))
    process = subprocess.Popen(
        [*COMMAND, "read", str(path), "-f", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(story):
    with Path("/dev/full").open("wb") as full:
        command = [*COMMAND, "read", str(story), "-f", "csv"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"The output could not be written: No space left on device.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_a_full_disk_is_told_before_any_command(asked):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, asked], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"The output could not be written: No space left on device.\n"


def with_closed(streams, *arguments):
    line = shlex.join([*COMMAND, *map(str, arguments)])
    done = subprocess.run(f"{line} {streams}", shell=True, capture_output=True, check=False)  # noqa: S602
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_closed_streams_are_no_traceback(story, tmp_path):
    status, printed, told = with_closed("<&-", "read", story, "-f", "csv")
    assert (status, told) == (0, "")
    assert len(printed.splitlines()) > 1
    status, _, told = with_closed("<&-", "read", "-")
    assert (status, told) == (1, "CC002 -: It is empty.\n")
    # What is opened next must not take the place of a closed stream.
    kept = tmp_path / "a.ledger"
    status, _, told = with_closed(">&-", "read", story, "-f", "csv", "--ledger", kept)
    assert status == 1
    assert told.startswith("The output could not be written")
    assert with_closed("2>&-", "read", tmp_path / "missing.txt")[:2] == (1, "")
    status, printed, _ = with_closed("2>&-", "read", story, "-l", kept, "-f", "csv")
    assert status == 0
    assert run("questions", "--ledger", kept).returncode == 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_keeps_what_was_read(tmp_path, jobs):
    source, path = tmp_path / "many.jsonl", tmp_path / "figures.ledger"
    reports = ({**GOOD, "id": str(n), "title": f"Report {n}"} for n in range(20_000))
    source.write_text("\n".join(map(json.dumps, reports)))
    command = ["read", str(source), "-f", "gold", "--ledger", str(path), "--jobs", str(jobs)]
    process = subprocess.Popen(
        [*COMMAND, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        bufsize=0,  # communicate would not give what a buffer holds
    )
    printed = [json.loads(process.stdout.readline())["id"] for _ in range(100)]
    os.killpg(process.pid, signal.SIGINT)
    rest, told = process.communicate(timeout=60)
    assert b"Traceback" not in told
    assert process.returncode == 130
    printed += [json.loads(line)["id"] for line in rest.splitlines() if line.endswith(b"}")]
    assert len(printed) < 20_000
    with open_ledger(path) as opened:
        assert set(printed) <= {report.imprint.name for report in opened.reports()}


@pytest.mark.parametrize("command", [["read"], ["read", "--explain", "40"], ["text"], ["compare"]])
@pytest.mark.parametrize("signs", ["\x1b]0;mine\x07", "\x1b[2J", "\x9b31m"], ids=ascii)
def test_words_of_a_report_do_not_speak_to_the_terminal(tmp_path, command, signs):
    path = tmp_path / f"mine{signs}.json"
    told = [{**GOOD, **{key: f"{GOOD[key]} {signs}" for key in ("title", "outlet", "text")}}]
    path.write_text(json.dumps([*told, {"id": signs}]))
    done = run(*command, path)
    assert done.returncode == 1
    for words in (done.stdout, done.stderr):
        assert not set(words) & {*"\x1b\x07\x9b\r"}
    assert "\N{REPLACEMENT CHARACTER}" in done.stdout + done.stderr


def test_progress_is_shown_only_on_a_terminal(tmp_path):
    path = tmp_path / "many.jsonl"
    named = json.dumps({**GOOD, "id": "a[/b]"})  # no markup, whatever it looks like
    path.write_text("\n".join([named] * 50))
    assert "reports read" not in run("read", path, "-f", "jsonl").stderr
    leader, follower = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "read", str(path), "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=follower,
        check=True,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(follower)
    told = os.read(leader, 100_000).decode()
    os.close(leader)
    assert "reports read" in told
    assert len(done.stdout.splitlines()) == 50


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system none may write")
def test_a_ledger_that_cannot_be_written_is_told_and_the_rest_done(story):
    done = run("read", story, "--ledger", "/proc/figures.ledger", "-f", "gold")
    assert done.returncode == 1
    assert "CC020 /proc/figures.ledger: " in done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_a_ledger_of_a_newer_version_is_told_and_the_rest_done(ledger, story):
    with sqlite3.connect(ledger) as link:
        link.execute("PRAGMA user_version = 99")
    link.close()
    done = run("read", story, "--ledger", ledger, "-f", "gold")
    assert done.returncode == 1
    assert "CC022" in done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_each_report_of_an_open_pipe_is_printed_before_the_next_is_written():
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [*COMMAND, "read", "-", "-f", "gold"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=env,
    ) as running:
        for name in ("one", "two", "three"):
            running.stdin.write(json.dumps({**GOOD, "id": name}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == name
