"""Web archives: what is read of them, what damage costs, and going on midway."""

import gzip
import io
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import islice

import brotli
import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.captures import open_captures
from counterclaim.captures.archives import Archive
from counterclaim.fetch import CaptureFolder
from counterclaim.model import Capture, Problem
from serving import fetcher, page, serving

STORY = page(["Nine people drowned when a ferry sank off Port Vale, the coastguard said."])
CHANCE = random.Random(7)  # noqa: S311 (bytes of a test, not keys)


def record(number, body=STORY, *, status="200 OK", kind="text/html; charset=utf-8", more="", **put):
    """Give one record; ``put`` replaces its type or address."""
    web = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    of = put.get("of", "response")
    block = web if of in {"response", "revisit"} else body
    inner = "application/http; msgtype=response" if block is web else kind
    head = (
        f"WARC/1.0\r\nWARC-Type: {of}\r\nWARC-Date: 2031-05-09T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: {put.get('uri', f'https://paper.test/{number}')}\r\n"
        f"Content-Type: {inner}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def varied(number):
    """Give a page that does not compress into a few bytes."""
    return page([f"Report {number}: {CHANCE.randbytes(400).hex()} people drowned."])


def members(count):
    return [gzip.compress(record(i, varied(i))) for i in range(count)]


def read(body, start=None):
    return list(Archive(io.BytesIO(body), "a.warc", start))


def short(items):
    return [i.address.rpartition("/")[2] if isinstance(i, Capture) else i.code for i in items]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "whole.warc.gz", "unnamed"])
def test_archives_are_read_compressed_or_not(tmp_path, name):
    records = [record(i) for i in range(3)]
    forms = {
        "a.warc.gz": b"".join(map(gzip.compress, records)),
        "a.warc": b"".join(records),
        "whole.warc.gz": gzip.compress(b"".join(records)),
        "unnamed": b"".join(map(gzip.compress, records)),
    }
    path = tmp_path / name
    path.write_bytes(forms[name])
    items = list(open_captures([str(path)]))
    assert short(items) == ["0", "1", "2"]
    assert items[0] == Capture("https://paper.test/0", "text/html", STORY, "utf-8")


def test_an_archive_comes_through_a_pipe():
    body = b"".join(map(gzip.compress, [record(i) for i in range(3)]))
    assert short(open_captures(["-"], io.BytesIO(body))) == ["0", "1", "2"]


def test_pages_are_read_and_the_rest_is_passed_over():
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(STORY), STORY)
    records = [
        record(0),
        record(1, status="404 Not Found"),
        record(2, kind="image/png"),
        record(3, b"\x89PNG\r\n\x1a\n\0\0", kind="text/html"),
        record(4, of="request"),
        record(5, of="revisit"),
        record(6, b"nine drowned", of="conversion", kind="text/plain"),
        record(7, STORY, of="resource", kind="text/html"),
        record(8, b"User-agent: *", kind="text/plain", uri="https://paper.test/robots.txt"),
        record(9, gzip.compress(STORY), more="Content-Encoding: gzip\r\n"),
        record(10, brotli.compress(STORY), more="Content-Encoding: br\r\n"),
        record(11, chunks, more="Transfer-Encoding: chunked\r\n"),
        record(12, STORY, more="Transfer-Encoding: chunked\r\n"),
        record(13, b"%PDF-1.7 x", kind="application/pdf"),
    ]
    items = read(b"".join(records))
    assert short(items) == ["0", "6", "7", "9", "10", "11", "12", "13"]
    assert {i.body for i in items if i.media_type == "text/html"} == {STORY}


def test_a_bomb_in_an_archive_is_a_problem_and_the_rest_is_read():
    bomb = gzip.compress(bytes(60_000_000))
    items = read(
        b"".join([record(0), record(1, bomb, more="Content-Encoding: gzip\r\n"), record(2)])
    )
    assert short(items) == ["0", "CC036", "2"]
    assert "https://paper.test/1" in items[1].where


def test_a_record_above_the_limit_is_passed_over():
    items = read(b"".join(map(gzip.compress, [record(0), record(1, bytes(21_000_000)), record(2)])))
    assert short(items) == ["0", "CC009", "2"]


@pytest.mark.parametrize("cut", [10, 100, 400, 700])
def test_an_archive_that_breaks_off_says_so(cut):
    body = b"".join(members(4))
    found = short(read(body[:-cut]))
    assert found[:3] == ["0", "1", "2"]
    assert found[-1] == "CC052"
    assert len(found) <= 5


def test_an_archive_that_breaks_off_between_its_headers_is_told_of_too():
    plain = b"".join(record(i) for i in range(3))
    assert short(read(plain[: -len(STORY) // 2])) == ["0", "1", "CC052"]


def test_what_stands_behind_a_damaged_record_is_read():
    parts = members(5)
    hurt = bytearray(parts[2])
    hurt[len(hurt) // 2] ^= 0xFF
    items = read(b"".join([*parts[:2], bytes(hurt), *parts[3:]]))
    assert short(items) == ["0", "1", "CC052", "3", "4"]
    assert f"@{len(parts[0])}" in items[2].where
    plain = [record(i) for i in range(5)]
    plain[2] = plain[2].replace(b"WARC/1.0", b"WAXX/1.0")
    assert short(read(b"".join(plain))) == ["0", "1", "CC052", "3", "4"]


@settings(deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_whatever_stands_in_an_archive_breaks_nothing(noise, before):
    good = gzip.compress(record(0))
    items = read(noise + good if before else good + noise)
    assert all(isinstance(i, Capture | Problem) for i in items)
    if not before:
        assert short(items)[0] == "0"


@pytest.mark.parametrize(
    "body",
    [
        b"".join(members(6)),
        b"".join(record(i) for i in range(6)),
        gzip.compress(b"".join(record(i) for i in range(6))),
    ],
    ids=["members", "plain", "one member"],
)
def test_reading_goes_on_where_it_stopped(body):
    whole = read(body)
    for stop in range(1, 6):
        first = Archive(io.BytesIO(body), "a.warc")
        given = list(islice(first, stop))
        rest = read(body, first.position)
        assert given + rest == whole


def test_what_was_fetched_is_kept_as_an_archive(tmp_path):
    packed = gzip.compress(STORY)

    def route(handler):
        handler.answer(packed, Content_Encoding="gzip", ETag='"x"', X_Odd="ü")

    moved = {"/old": lambda h: h.answer(status=301, Location="/new"), "/new": route}
    folder = CaptureFolder(tmp_path / "captures")
    with serving(moved) as server:
        found = fetcher().fetch(server.at("/old"))
        first, again = folder.keep(found), folder.keep(found)
    assert (first.new, again.new) == (True, False)
    assert first.digest == found.digest
    path = folder.path(first.name)
    (item,) = open_captures([str(path)])
    assert item == Capture(server.at("/new"), "text/html", STORY, "utf-8")
    assert [p.suffix for p in tmp_path.rglob("*") if p.is_file()] == [".gz"]
    kinds = []
    with path.open("rb") as stream:
        for r in ArchiveIterator(stream):
            kinds.append((str(r.record_type), r.headers["WARC-Target-URI"]))
            assert abs((datetime.now(UTC) - r.record_date).total_seconds()) < 60
    addresses = [server.at("/old"), server.at("/new")]
    assert kinds == [(kind, a) for a in addresses for kind in ("request", "response")]
    with path.open("rb") as stream:
        assert len(list(ArchiveIterator(stream, verify_digests=True))) == 4


def test_captures_put_together_are_one_archive(tmp_path):
    folder = CaptureFolder(tmp_path)
    pages = {f"/{i}": lambda h, i=i: h.answer(varied(i)) for i in range(4)}
    with serving(pages) as server:
        reader = fetcher()
        kept = [folder.keep(reader.fetch(server.at(path))) for path in pages]
    joined = b"".join(folder.path(k.name).read_bytes() for k in kept)
    assert short(read(joined)) == ["0", "1", "2", "3"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "captures").write_text("a file")
    with serving({"/": lambda h: h.answer(STORY)}) as server:
        found = fetcher().fetch(server.at())
    from counterclaim.model import ProblemError  # noqa: PLC0415

    with pytest.raises(ProblemError) as raised:
        CaptureFolder(tmp_path / "captures").keep(found)
    assert raised.value.problem.code == "CC041"


def test_archives_are_read_fast():
    """Without pages to take apart, an archive costs little: 2,000 records in under two seconds."""
    body = b"".join(gzip.compress(record(i)) for i in range(2000))
    began = time.process_time()
    assert len(read(body)) == 2000
    assert time.process_time() - began < 2


@pytest.mark.parametrize("command", ["read", "text"])
def test_an_archive_is_read_the_fast_way_where_that_is_asked(tmp_path, command):
    """The fast way does not know a caption between paragraphs from a paragraph."""
    caption = '<p class="caption">The pier, where 12 boats were damaged.</p>'
    told = "The coastguard said that nine people drowned when a ferry sank off Port Vale on Monday."
    more = "Crews from two towns were still looking for four people who had not been found by dawn."
    body = f"<html><body><article><p>{told}</p>{caption}<p>{more}</p></article></body></html>"
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(1, body.encode())))
    printed = [
        subprocess.run(
            [sys.executable, "-c", "from counterclaim.cli import main; main()", *arguments],
            capture_output=True,
            check=True,
            env={**os.environ, "COLUMNS": "200"},
        ).stdout.decode()
        for arguments in ([command, str(path)], [command, "--fast", str(path)])
    ]
    assert ["boats" in words for words in printed] == [False, True]
