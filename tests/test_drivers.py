"""Many captures: order kept, faults contained, the rest always read."""

import gc
import os
import signal
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from counterclaim import __version__
from counterclaim.drivers import local
from counterclaim.drivers.keeping import Keeper
from counterclaim.drivers.local import read_many
from counterclaim.drivers.stamping import stamp
from counterclaim.languages import load_pack
from counterclaim.ledger import open_ledger
from counterclaim.model import Capture, Extraction, Problem, ProblemError
from counterclaim.pipeline import extract_claims

WORDS = "At least 40 miners were killed at Karvik, the mayor said on Monday."


def captures(number):
    return [
        Capture(f"report {i}", "text/plain", f"Report {i}\n\n{WORDS}".encode())
        for i in range(number)
    ]


def names(results):
    return [r.where if isinstance(r, Problem) else r.document.imprint.address for r in results]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept_and_problems_are_passed_on(jobs):
    items = captures(40)
    items[7] = Problem("CC001", "gone", "report 7")
    items[9] = Capture("report 9", "text/plain", b"")
    results = list(read_many(items, jobs=jobs))
    assert names(results) == [f"report {i}" for i in range(40)]
    assert [i for i, r in enumerate(results) if isinstance(r, Problem)] == [7, 9]
    assert all(r.claims for r in results if isinstance(r, Extraction))


def test_processes_find_what_one_process_finds():
    items = captures(6)
    assert list(read_many(items, jobs=2)) == list(read_many(items, jobs=1))


@pytest.fixture
def uncollected():
    """Nobody looks for cycles while the test runs."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_what_was_read_is_let_go_at_once():
    """A mention that held itself would keep a whole report's hits until cycles are looked for."""
    page = (
        f"<article><h1>Karvik</h1><p>{WORDS} {'It was a long day at the pit. ' * 20}</p></article>"
    )
    items = [*captures(1), Capture("page", "text/html", page.encode())]
    for fast in (False, True):
        assert all(extract_claims(item, fast=fast).claims for item in items)
    gc.collect()  # what the first reading made once and for all
    for fast in (False, True):
        for item in items:
            extract_claims(item, fast=fast)
    assert gc.collect() == 0


def test_captures_are_read_as_they_come():
    def endless():
        while True:
            yield captures(1)[0]

    results = read_many(endless(), jobs=2)
    assert isinstance(next(results), Extraction)
    results.close()


def test_a_fault_is_told_and_the_rest_is_read(monkeypatch):
    def faulty(capture, **_):
        if capture.address == "report 1":
            raise ZeroDivisionError("by nought")
        return extract_claims(capture)

    monkeypatch.setattr(local, "extract", faulty)
    first, second, third = read_many(captures(3))
    assert isinstance(first, Extraction)
    assert isinstance(third, Extraction)
    assert (second.code, second.where) == ("CC090", "report 1")
    assert "ZeroDivisionError: by nought" in second.message


def test_a_problem_without_a_place_gets_its_address(monkeypatch):
    def refusing(capture, **_):
        raise ProblemError(Problem("CC002", f"{len(capture.body)} bytes"))

    monkeypatch.setattr(local, "extract", refusing)
    (found,) = read_many(captures(1))
    assert found.where == "report 0"


class Fatal(str):
    """An address that ends the process which unpickles it, unless it is the one that made it."""

    __slots__ = ()

    def __reduce__(self):
        return _fatal, (os.getpid(),)


def _fatal(maker):
    if os.getpid() != maker:
        os.kill(os.getpid(), signal.SIGKILL)
    return Fatal("deadly")


def test_a_process_that_dies_loses_only_its_report():
    items = captures(20)
    items[4] = Capture(Fatal("deadly"), "text/plain", WORDS.encode())
    results = list(read_many(items, jobs=2))
    assert names(results) == ["deadly" if i == 4 else f"report {i}" for i in range(20)]
    assert [r.code for r in results if isinstance(r, Problem)] == ["CC090"]
    assert "ended" in results[4].message


def test_no_process_at_all_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        read_many([], jobs=0)


def test_a_stamp_names_both_versions():
    now = datetime(2025, 3, 4, tzinfo=UTC)
    assert stamp("en", now=now).pack == f"en {load_pack('en').version}"
    assert stamp("en", now=now).extractor == __version__
    assert stamp("en", now=now).read_at == now
    assert stamp("xx").pack == ""
    assert stamp("en").read_at.tzinfo is not None


def test_a_keeper_writes_all_even_if_interrupted(tmp_path):
    problem = Problem("CC001", "gone", "there")
    with open_ledger(tmp_path / "x") as ledger:
        with suppress(KeyboardInterrupt), Keeper(ledger) as keeper:
            for result in read_many(captures(70)):
                keeper.take(result)
            keeper.take(problem)
            raise KeyboardInterrupt
        assert len(list(ledger.reports())) == 70
        assert problem in list(ledger.problems())
        assert len(keeper.receipts) == 70


def test_what_was_being_written_when_interrupted_is_written_again(tmp_path, monkeypatch):
    with open_ledger(tmp_path / "figures.ledger") as ledger:
        add_all, calls = type(ledger).add_all, []

        def interrupted(*arguments, **options):
            calls.append(arguments)
            if len(calls) == 1:
                raise KeyboardInterrupt
            return add_all(*arguments, **options)

        monkeypatch.setattr(type(ledger), "add_all", interrupted)
        with suppress(KeyboardInterrupt), Keeper(ledger) as keeper:
            for result in read_many(captures(3)):
                keeper.take(result)
            keeper.flush()
        assert len(list(ledger.reports())) == 3
