"""Reading addresses and archives from the command line, into ledgers that remember them."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim.api import scan
from counterclaim.ledger import open_ledger
from counterclaim.ledger.web import WebState
from serving import page, serving
from test_archives import record

PROGRAM = Path(sys.executable).with_name("counterclaim")
STORY = page(
    [
        "At least 40 people drowned when a ferry sank off Port Vale on Thursday, the mayor said.",
        "The coastguard said on Friday that the search would go on until the wreck had been found.",
    ]
)
CHANGED = STORY.replace(b"At least 40", b"At least 52")


def run(*options, **given):
    return subprocess.run(
        [PROGRAM, *map(str, options)], capture_output=True, text=True, check=False, **given
    )


def figures(done):
    return [json.loads(line)["figure"]["text"] for line in done.stdout.splitlines()]


def test_an_address_is_read_only_from_public_networks_unless_allowed():
    with serving({"/a": lambda h: h.answer(STORY)}) as server:
        refused = run("read", server.at("/a"))
        allowed = run("read", server.at("/a"), "--allow-private", "--pace=0", "-f", "jsonl")
    assert refused.returncode == 1
    assert "CC031" in refused.stderr
    assert "--allow-private" in refused.stderr
    assert (allowed.returncode, allowed.stderr) == (0, "")
    assert len(allowed.stdout.splitlines()) == 1


def test_an_address_is_read_from_python():
    with serving({"/a": lambda h: h.answer(STORY)}) as server:
        (refused,) = scan(server.at("/a"))
        (found,) = scan(server.at("/a"), allow_private=True)
    assert refused.code == "CC031"
    assert [c.figure.text for c in found.claims] == ["At least 40"]
    assert found.document.imprint.published.day == 9


def test_problems_of_the_web_stop_nothing(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Nine people drowned when a ferry sank, the coastguard said.")
    routes = {
        "/a": lambda h: h.answer(STORY),
        "/png": lambda h: h.answer(b"\x89PNG\r\n\x1a\n\0\0", kind="image/png"),
        "/called-html": lambda h: h.answer(b"\x89PNG\r\n\x1a\n\0\0"),
        "/video": lambda h: h.answer(b"words", kind="video/mp4"),
        "/feed": lambda h: h.answer(b"<?xml version='1.0'?><rss></rss>", kind="text/xml"),
        "/charset": lambda h: h.answer(
            STORY.replace(b"mayor", "maire à côté".encode()), kind="text/html; charset=iso-8859-1"
        ),
        "/nonsense": lambda h: h.answer(STORY, kind="text/html; charset=klingon"),
        "/octets": lambda h: h.answer(STORY, kind="application/octet-stream"),
        "/untold": lambda h: h.answer(STORY, kind=None),
        "/cut.gz": lambda h: h.answer(gzip.compress(STORY)[:-12], kind="application/gzip"),
    }
    with serving(routes) as server:
        names = [server.at(path) for path in (*routes, "/missing")]
        done = run("read", *names, text, "--allow-private", "--pace=0", "-f", "jsonl", "-j", "2")
    told = [line.split()[:2] for line in done.stderr.splitlines() if line.startswith("CC")]
    found = {where.rpartition("/")[2].rstrip(":"): code for code, where in told}
    assert found == {
        "png": "CC003",
        "called-html": "CC003",
        "video": "CC003",
        "feed": "CC003",
        "charset": "CC004",
        "nonsense": "CC004",
        "missing": "CC039",
        "cut.gz": "CC013",
    }
    assert len(done.stdout.splitlines()) == 6
    sentences = [str(json.loads(line)) for line in done.stdout.splitlines()]
    assert sum("maire à côté" in sentence for sentence in sentences) == 1


def test_a_page_is_kept_and_read_from_its_capture_while_it_has_not_changed(tmp_path):
    ledger = tmp_path / "figures.ledger"
    state = {"body": STORY, "etag": '"1"'}

    def route(handler):
        if handler.headers.get("If-None-Match") == state["etag"]:
            handler.answer(status=304)
        else:
            handler.answer(state["body"], ETag=state["etag"])

    with serving({"/a": route}) as server:
        line = ("read", server.at("/a"), "-l", ledger, "--allow-private", "--pace=0", "-f", "jsonl")
        first, second = run(*line), run(*line)
        state.update(body=CHANGED, etag='"2"')
        third = run(*line)
        address = server.at("/a")
    assert [d.returncode for d in (first, second, third)] == [0, 0, 0], first.stderr
    assert first.stdout == second.stdout != third.stdout
    assert "already there" in second.stderr
    with open_ledger(ledger) as held:
        memory = WebState(held)
        kept = memory.captures(address=address)
        assert len({c.document_id for c in kept}) == len({c.digest for c in kept}) == 2
        assert {r.document_id for r in held.reports()} == {c.document_id for c in kept}
    folder = tmp_path / "figures.ledger.captures"
    files = sorted(str(p.relative_to(folder)) for p in folder.rglob("*.warc.gz"))
    assert files == sorted(c.file for c in kept)
    # What was seen can be read again when the page is gone.
    again = run("read", folder, "-f", "jsonl")
    assert sorted(again.stdout.splitlines()) == sorted((first.stdout + third.stdout).splitlines())


def test_a_capture_that_was_changed_is_not_taken_for_the_page(tmp_path):
    ledger = tmp_path / "figures.ledger"

    def route(handler):
        known = handler.headers.get("If-None-Match") == '"1"'
        handler.answer(b"" if known else STORY, status=304 if known else 200, ETag='"1"')

    with serving({"/a": route}) as server:
        line = ("read", server.at("/a"), "-l", ledger, "--allow-private", "--pace=0", "-f", "jsonl")
        first = run(*line)
        (kept,) = (tmp_path / "figures.ledger.captures").rglob("*.warc.gz")
        kept.write_bytes(b"gone")
        assert run(*line).stdout == first.stdout
        assert server.pages == ["/a", "/a"]


def test_a_claim_is_shown_against_what_was_seen_when_its_page_is_gone(tmp_path):
    ledger = tmp_path / "figures.ledger"
    with serving({"/a": lambda h: h.answer(STORY)}) as server:
        line = ("read", server.at("/a"), "-l", ledger, "--allow-private", "--pace=0", "-f", "jsonl")
        claim = json.loads(run(*line).stdout)["claim"]
        address = server.at("/a")
    shown = run("seen", claim[:8], "-l", ledger)
    assert (shown.returncode, shown.stderr) == (0, "")
    for words in ("At least 40: At least 40 people", address, "holds these words"):
        assert words in shown.stdout
    (kept,) = (tmp_path / "figures.ledger.captures").rglob("*.warc.gz")
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    broken = run("seen", claim[:8], "-l", ledger)
    assert (broken.returncode, "CC041" in broken.stderr) == (1, True)
    text = tmp_path / "a.txt"
    text.write_text("Nine people drowned when a ferry sank, the coastguard said.")
    other = json.loads(run("read", text, "-l", ledger, "-f", "jsonl").stdout)["claim"]
    assert "CC041" in run("seen", other[:8], "-l", ledger).stderr
    assert "CC023" in run("seen", "zzzz", "-l", ledger).stderr


def archive(path, count):
    """Write an archive of different reports."""
    import gzip  # noqa: PLC0415

    with path.open("wb") as stream:
        for i in range(count):
            body = STORY.replace(b"At least 40", b"At least %d" % (i + 40))
            stream.write(gzip.compress(record(i, body)))


def test_an_archive_is_gone_on_with_where_reading_was_killed(tmp_path):
    path, ledger = tmp_path / "crawl.warc.gz", tmp_path / "figures.ledger"
    archive(path, 400)
    line = [str(PROGRAM), "read", str(path), "-l", str(ledger), "-f", "jsonl"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        for _ in range(150):  # more than one batch is kept by then
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
    with open_ledger(ledger) as held:
        before = len(list(held.reports()))
    assert 64 <= before < 400
    done = run(*line[1:])
    assert done.returncode == 0
    assert f"gone on with after {before} records" in done.stderr
    assert len(done.stdout.splitlines()) == 400 - before
    with open_ledger(ledger) as held:
        assert len(list(held.reports())) == 400
    assert run(*line[1:]).stdout == ""


def test_an_archive_that_was_replaced_is_read_anew(tmp_path):
    path, ledger = tmp_path / "crawl.warc.gz", tmp_path / "figures.ledger"
    archive(path, 3)
    line = ("read", path, "-l", ledger, "-f", "jsonl")
    assert len(run(*line).stdout.splitlines()) == 3
    path.write_bytes(b"")
    archive(path, 2)
    other = bytearray(path.read_bytes())
    other[4:8] = b"\1\0\0\0"  # another time in the first header of gzip, and nothing else
    path.write_bytes(other)
    assert len(run(*line).stdout.splitlines()) == 2


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="memory of a child is not told here")
def test_memory_stays_bounded_whatever_a_server_sends():
    """A page of 10 GB costs the whole program less than 120 MB above what a small one does."""

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        block = b"nine drowned " * 5000
        for _ in range(10 * 1000**3 // len(block)):
            handler.wfile.write(block)

    def peak(address):
        with subprocess.Popen(
            [PROGRAM, "read", address, "--allow-private", "--pace=0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
        return usage.ru_maxrss // 1024

    with serving({"/a": lambda h: h.answer(STORY), "/big": endless}) as server:
        began = time.perf_counter()
        small, big = peak(server.at("/a")), peak(server.at("/big"))
        assert time.perf_counter() - began < 60
    assert big < small + 120, (small, big)
