"""Bad input: each told with a code and its place, a non-zero exit, and the rest done and kept."""

import json
import os
import subprocess
import sys

import pytest

from counterclaim.ledger import open_ledger

COMMAND = [sys.executable, "-c", "from counterclaim.cli import main; main()"]
GOOD = {
    "id": "good",
    "lang": "en",
    "outlet": "Fjord Post",
    "published": "2025-03-04",
    "title": "Mine",
    "text": "At least 40 miners were killed at Karvik, the mayor said on Monday.",
}


def empty(folder):
    path = folder / "empty.txt"
    path.write_bytes(b"")
    return path


def blank(folder):
    path = folder / "blank.txt"
    path.write_bytes(b" \n\t\n")
    return path


def binary(folder):
    path = folder / "picture.txt"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def packed_halfway(folder):
    path = folder / "cut.txt.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\x55" * 40)
    return path


def missing(folder):
    return folder / "missing.txt"


def dangling(folder):
    path = folder / "vanished.txt"
    path.symlink_to(folder / "nowhere")
    return path


def vanishing(folder):
    """Give a folder in which a file is listed and then not there when it is opened."""
    place = folder / "vanishing"
    place.mkdir()
    (place / "vanished.txt").symlink_to(folder / "nowhere")
    return place


def other_encoding(folder):
    path = folder / "latin.txt"
    words = "40 Bergleute starben am Montag bei Karvik, sagte der Bürgermeister von Übersee. "
    path.write_bytes((words * 5).encode("latin-1"))
    return path


def unknown_language(folder):
    path = folder / "tongue.json"
    path.write_text(json.dumps({**GOOD, "lang": "xx", "title": "Pit"}))
    return path


def broken_line(folder):
    path = folder / "broken.jsonl"
    good = [json.dumps({**GOOD, "id": name, "title": name}) for name in ("before", "after")]
    path.write_text(f'{good[0]}\n{{"id": oops}}\n{good[1]}\n')
    return path


def no_text(folder):
    path = folder / "lacking.json"
    path.write_text('{"title": "Mine"}')
    return path


def one_long_line(folder):
    path = folder / "long.txt"
    with path.open("wb") as out:
        for _ in range(100):
            out.write(b"a" * (1 << 20))
    return path


CASES = {
    empty: "CC002",
    blank: "CC002",
    binary: "CC003",
    packed_halfway: "CC0",
    missing: "CC001",
    dangling: "CC001",
    vanishing: "CC008",
    other_encoding: "CC004",
    unknown_language: "CC010",
    broken_line: "CC005",
    no_text: "CC006",
    one_long_line: "CC009",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_bad_input_is_told_and_the_rest_is_kept(tmp_path, case):
    good = tmp_path / "good.json"
    good.write_text(json.dumps(GOOD))
    bad, ledger = case(tmp_path), tmp_path / "figures.ledger"
    done = subprocess.run(
        [*COMMAND, "read", str(bad), str(good), "-f", "gold", "--ledger", str(ledger)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    (told,) = [line for line in done.stderr.splitlines() if CASES[case] in line]
    assert str(bad) in told or bad.name in told
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert read[-1]["id"] == "good"
    assert len(read[-1]["claims"]) == 1
    if case is broken_line:
        assert f"{bad}:2:" in told
        assert [report["id"] for report in read] == ["before", "after", "good"]
    with open_ledger(ledger) as opened:
        assert "good" in [report.imprint.name for report in opened.reports()]
        assert any(problem.code in told for problem in opened.problems())


def test_a_damaged_ledger_is_told_and_everything_is_printed(tmp_path):
    good, ledger = tmp_path / "good.json", tmp_path / "figures.ledger"
    good.write_text(json.dumps(GOOD))
    ledger.write_text("not a ledger at all " * 50)
    before = ledger.read_bytes()
    command = [*COMMAND, "read", str(good), "-f", "gold", "--ledger", str(ledger)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"CC021 {ledger}: " in done.stderr
    assert json.loads(done.stdout)["id"] == "good"
    assert ledger.read_bytes() == before


def told_of(folder, records):
    path = folder / "many.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    done = subprocess.run(
        [*COMMAND, "read", str(path), "-f", "gold"], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr.replace(str(path), "many").splitlines()


def test_languages_that_are_not_read_are_summed_up_one_by_one(tmp_path):
    langs = ["xx", "yy", *["xx"] * 5]
    records = [GOOD, *({**GOOD, "id": f"r{n}", "lang": lang} for n, lang in enumerate(langs))]
    status, told = told_of(tmp_path, records)
    assert status == 1
    assert [line.partition(" Counterclaim reads")[0] for line in told] == [
        "CC010 many:2: No claims were read: it is in 'xx'.",
        "CC010 many:3: No claims were read: it is in 'yy'.",
        "CC010 5 more reports (many:4, many:5, many:6, …): No claims were read: it is in 'xx'.",
    ]


def test_a_missing_day_is_told_once_and_only_where_it_is_missed(tmp_path):
    undated = {key: value for key, value in GOOD.items() if key != "published"}
    timeless = {**undated, "id": "b", "text": "At least 40 miners were killed at Karvik."}
    status, told = told_of(tmp_path, [undated, timeless])
    assert status == 0
    (line,) = told
    assert line.startswith("CC011 many:1: No publication time was found")
    assert "Give" in line


def test_many_notes_are_counted(tmp_path):
    undated = {key: value for key, value in GOOD.items() if key != "published"}
    status, told = told_of(tmp_path, [{**undated, "id": str(n)} for n in range(9)])
    assert status == 0
    assert told[-1] == "CC011 6 more reports with the same note."
    assert len(told) == 4
