"""Files that are no ledger, or one that cannot be used, and many programs at one ledger."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from counterclaim.ledger import open_ledger
from counterclaim.model import ProblemError

WRITER = """
import sys
from datetime import datetime, UTC
from decimal import Decimal
from counterclaim.ledger import Stamp, open_ledger
from counterclaim.model import *

path, name, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
stamp = Stamp("0.1.0", "en 1", datetime.now(UTC))
with open_ledger(path) as ledger:
    for i in range(number):
        text = f"{name}: {i} miners died at Karvik, the mayor said."
        document = Document(text, Imprint(outlet=name, title=str(i)))
        words = Span.of(text, len(name) + 2, len(name) + 2 + len(str(i)))
        claims = tuple(
            Claim(document.id, words, Span.of(text, 0, len(text)),
                  Quantity(Decimal(i), Decimal(i), Bound.EXACT), f"measure {j}")
            for j in range(5)
        )
        ledger.add(Extraction(document, claims), stamp)
        print(document.id, flush=True)
"""


def writer(path, name, number, **options):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(number)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_a_kill_in_mid_write_loses_nothing_acknowledged(tmp_path):
    path = tmp_path / "figures.ledger"
    chance = random.Random(20250304)  # noqa: S311 (moments of a test, not keys)
    acknowledged: list[str] = []
    for round_number in range(8):
        process = writer(path, f"outlet {round_number}", 10**6)
        first = process.stdout.readline()  # so that the kill falls into the writing
        time.sleep(chance.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        assert process.returncode == -signal.SIGKILL
        lines = (first + rest).split("\n")
        acknowledged += lines[:-1]  # a line without its end was not yet told
    assert len(acknowledged) > 50
    with open_ledger(path) as ledger:
        readings = {r.report.document_id: r for r in ledger.readings()}
    assert set(acknowledged) <= set(readings)
    # What was in mid-write is there as a whole or not at all.
    assert {len(r.claims) for r in readings.values()} == {5}
    assert len(readings) - len(acknowledged) <= 8
    with sqlite3.connect(path) as link:
        assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    link.close()


def test_a_full_disk_is_told_and_loses_nothing_acknowledged(tmp_path):
    path = tmp_path / "figures.ledger"
    # A limit on the size of files makes writing fail as a full disk does.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))\n"
    command = [sys.executable, "-c", limit + WRITER, str(path), "one", "100000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "CC020" in done.stderr.splitlines()[-1]
    acknowledged = done.stdout.split()
    assert acknowledged
    with open_ledger(path) as ledger:
        assert {report.document_id for report in ledger.reports()} == set(acknowledged)


def test_two_writers_at_once_both_finish(tmp_path):
    path = tmp_path / "figures.ledger"
    both = [writer(path, name, 60) for name in ("one", "two")]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    with open_ledger(path) as ledger:
        assert len(list(ledger.reports())) == 120
        assert len(list(ledger.claims())) == 600


def test_a_reader_is_not_held_up_by_a_writer(tmp_path):
    path = tmp_path / "figures.ledger"
    writer(path, "one", 3).communicate()
    link = sqlite3.connect(path, isolation_level=None)
    link.execute("BEGIN IMMEDIATE")
    with open_ledger(path) as ledger:
        assert len(list(ledger.reports())) == 3
    link.execute("ROLLBACK")
    link.close()


def refused(path, code, *, read_only=False):
    with pytest.raises(ProblemError) as raised:
        open_ledger(path, read_only=read_only)
    problem = raised.value.problem
    assert problem.code == code, problem
    assert problem.where == str(path)
    assert problem.hint


def test_a_text_file_is_no_ledger_and_stays_as_it_was(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Forty miners. " * 100)
    before = path.read_bytes()
    refused(path, "CC021")
    assert path.read_bytes() == before


def test_a_foreign_database_is_no_ledger_and_stays_as_it_was(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE mine (x)")
    link.close()
    before = path.read_bytes()
    refused(path, "CC021")
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_not_opened(tmp_path):
    path = tmp_path / "figures.ledger"
    open_ledger(path).close()
    with sqlite3.connect(path) as link:
        link.execute("PRAGMA user_version = 99")
    link.close()
    refused(path, "CC022")
    refused(path, "CC022", read_only=True)


@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_a_damaged_ledger_is_told(tmp_path, damage):
    path = tmp_path / "figures.ledger"
    writer(path, "one", 40).communicate()
    body = bytearray(path.read_bytes())
    assert len(body) > 40_000
    if damage == "cut":
        path.write_bytes(body[: len(body) // 2])
    else:
        body[8192:-4096] = os.urandom(len(body) - 12288)
        path.write_bytes(body)
    refused(path, "CC021")


def test_a_folder_and_a_missing_folder_are_told(tmp_path):
    refused(tmp_path, "CC020")
    refused(tmp_path / "none" / "figures.ledger", "CC020")


def test_reading_alone_makes_no_ledger(tmp_path):
    path = tmp_path / "figures.ledger"
    refused(path, "CC020", read_only=True)
    assert not path.exists()


# Root may write anywhere, so the rights are given up, once all is imported.
WITHOUT_RIGHTS = """
import os, sys, tempfile
from counterclaim.ledger import open_ledger
with tempfile.TemporaryDirectory() as folder, open_ledger(folder + "/x") as ledger:
    list(ledger.claims())
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""
READER = """
with open_ledger(sys.argv[1], read_only=True) as ledger:
    print(len(list(ledger.claims())))
"""


def without_rights(code, *arguments):
    """Run Python code as a user who may write nothing here."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS + code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def locked():
    """Give a ledger that nobody may write, in a folder that nobody may write."""
    # Not below tmp_path, whose parents others may not enter.
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "figures.ledger"
        writer(path, "one", 3).communicate()
        path.chmod(0o444)
        folder.chmod(0o555)
        yield path
        folder.chmod(0o755)


def test_a_read_only_ledger_can_be_read(locked):
    done = without_rights(READER, locked)
    assert done.stdout == "15\n", done.stderr
    assert [entry.name for entry in locked.parent.iterdir()] == [locked.name]


def test_a_read_only_ledger_is_told_when_written(locked):
    done = without_rights(WRITER, locked, "one", "4")
    assert "CC020" in done.stderr, done.stderr
    assert done.returncode == 1
