"""Captures: every sort of input gives reports or problems, and one bad input stops nothing."""

import gzip
import io
import json
import os
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import BinaryIO, cast

import pytest

from counterclaim.captures import open_captures
from counterclaim.captures.streams import LIMIT, is_binary
from counterclaim.model import Capture, Problem

RECORD = {"id": "r1", "title": "Ferry sinks off Port Vale", "text": "Nine people drowned."}


def found(*paths: Path | str, stdin: bytes | None = None) -> list[Capture | Problem]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(open_captures([str(path) for path in paths], stream))


def codes(items: list[Capture | Problem]) -> list[str]:
    return [item.code if isinstance(item, Problem) else "ok" for item in items]


def written(path: Path, body: bytes | str) -> Path:
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("notes.md", "text/markdown"),
        ("letter.eml", "message/rfc822"),
        ("noending", "text/plain"),
    ],
)
def test_media_type_follows_the_suffix(tmp_path: Path, name: str, media_type: str) -> None:
    (item,) = found(written(tmp_path / name, "Four houses burned."))
    assert isinstance(item, Capture)
    assert (item.media_type, item.body) == (media_type, b"Four houses burned.")


def test_folder_is_read_throughout_in_order_without_hidden_or_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.txt", "b/1.html", "z.txt", "a.txt", ".git/c.txt", ".d.txt", "photo.jpg"):
        written(tmp_path / name, "words")
    addresses = [
        str(Path(item.address).relative_to(tmp_path))
        for item in found(tmp_path)
        if isinstance(item, Capture)
    ]
    assert addresses == ["a.txt", "z.txt", "b/1.html", "b/2.txt"]


def test_globs_match_in_order_and_say_so_when_nothing_matches(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "x.html"):
        written(tmp_path / name, "words")
    (tmp_path / "deep").mkdir()
    written(tmp_path / "deep" / "3.txt", "words")
    assert [Path(i.address).name for i in found(tmp_path / "*.txt") if isinstance(i, Capture)] == [
        "1.txt",
        "2.txt",
    ]
    assert codes(found(tmp_path / "**" / "*.txt")) == ["ok"] * 3
    assert codes(found(tmp_path / "**")) == ["ok"] * 4
    assert codes(found(tmp_path / "*.pdf")) == ["CC001"]


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    assert codes(found(written(tmp_path / "report[1].txt", "words"))) == ["ok"]


def test_each_bad_input_is_one_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    good = written(tmp_path / "good.txt", "Seven arrested.")
    (tmp_path / "void").mkdir()
    bad = {
        tmp_path / "missing.txt": "CC001",
        "nul\0name.txt": "CC001",
        written(tmp_path / "empty.txt", b""): "CC002",
        written(tmp_path / "blank.txt", b" \n\t\n"): "CC002",
        written(tmp_path / "empty.jsonl", b""): "CC002",
        written(tmp_path / "blank.jsonl", b"\n\n"): "CC002",
        written(tmp_path / "list.json", b"[]"): "CC002",
        tmp_path / "void": "CC002",
        written(tmp_path / "photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"): "CC003",
        written(tmp_path / "nuls.txt", b"a\0b\0\0c"): "CC003",
        written(tmp_path / "report.html", b"PK\x03\x04 words"): "CC003",
        written(tmp_path / "bad.json", b'{"text": '): "CC005",
        written(tmp_path / "number.json", b"12"): "CC006",
        written(tmp_path / "broken.gz", b"\x1f\x8bnot gzip at all"): "CC013",
    }
    for path, code in bad.items():
        items = found(good, path, good)
        assert codes(items) == ["ok", code, "ok"], path
        problem = items[1]
        assert isinstance(problem, Problem)
        assert problem.message
        assert problem.where


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_leave_is_a_problem(tmp_path: Path) -> None:
    path = written(tmp_path / "secret.txt", "words")
    path.chmod(0)
    assert codes(found(path)) == ["CC001"]


def test_a_file_that_vanishes_after_listing_is_a_problem(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.txt"):
        written(tmp_path / name, "words")
    stream = open_captures([str(tmp_path)], None)
    first = next(stream)
    (tmp_path / "2.txt").unlink()
    assert codes([first, *stream]) == ["ok", "CC008", "ok"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_folder_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    written(tmp_path / "b.txt", "Forty people died.")
    pipe, text = found(tmp_path)
    assert isinstance(pipe, Problem)
    assert (pipe.code, pipe.where) == ("CC001", str(tmp_path / "a.txt"))
    assert isinstance(text, Capture)


def test_a_dangling_link_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    assert codes(found(tmp_path / "link.txt")) == ["CC001"]


def test_a_stream_that_fails_midway_gives_what_came_before() -> None:
    class Failing(io.RawIOBase):
        def __init__(self) -> None:
            self.parts = [json.dumps(RECORD).encode() + b"\n"]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            if not self.parts:
                raise OSError(5, "Input/output error")
            part = self.parts.pop()
            buffer[: len(part)] = part
            return len(part)

    items = list(open_captures(["-"], io.BufferedReader(Failing())))
    assert codes(items) == ["ok", "CC008"]


def test_json_lines_give_one_capture_a_line_and_pass_over_bad_ones(tmp_path: Path) -> None:
    line = json.dumps(RECORD)
    lines = [line, "{broken", "", "[1, 2]", '{"n": ' + "9" * 5000 + "}", "[" * 100_000, line]
    path = written(tmp_path / "many.jsonl", "\n".join(lines))
    items = found(path)
    assert codes(items) == ["ok", "CC005", "CC006", "CC005", "CC005", "ok"]
    places = [item.address if isinstance(item, Capture) else item.where for item in items]
    assert [place.rpartition(":")[2] for place in places] == ["1", "2", "4", "5", "6", "7"]
    assert all(i.media_type == "application/json" for i in items if isinstance(i, Capture))


def test_a_latin_1_line_is_a_problem_not_a_guess(tmp_path: Path) -> None:
    line = json.dumps(RECORD).encode()
    path = written(tmp_path / "mixed.ndjson", line + b'\n{"text": "caf\xe9"}\n' + line)
    assert codes(found(path)) == ["ok", "CC004", "ok"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_lines_in_any_unicode_form(tmp_path: Path, encoding: str) -> None:
    lines = "\n".join(json.dumps({**RECORD, "title": "Ċafé ਊ"}, ensure_ascii=False) for _ in "abc")
    items = found(written(tmp_path / "many.jsonl", lines.encode(encoding)))
    titles = [json.loads(item.body)["title"] for item in items if isinstance(item, Capture)]
    assert titles == ["Ċafé ਊ"] * 3


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([RECORD, RECORD], indent=2),
        json.dumps([RECORD, RECORD]),
        json.dumps(RECORD) + "\n" + json.dumps(RECORD) + "\n",
        "\n \n" + json.dumps(RECORD) + "\n" + json.dumps(RECORD),
    ],
)
def test_json_files_hold_arrays_or_in_truth_lines(tmp_path: Path, text: str) -> None:
    items = found(written(tmp_path / "two.json", text))
    assert [json.loads(item.body) for item in items if isinstance(item, Capture)] == [RECORD] * 2
    assert len({item.address for item in items if isinstance(item, Capture)}) == 2


def test_a_pretty_printed_object_is_one_report(tmp_path: Path) -> None:
    items = found(written(tmp_path / "one.json", json.dumps(RECORD, indent=2)))
    assert codes(items) == ["ok"]


def test_an_array_item_that_is_no_object_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path / "odd.json", json.dumps([RECORD, "words", RECORD]))
    assert codes(found(path)) == ["ok", "CC006", "ok"]


def test_gzip_is_seen_by_its_bytes_whatever_the_name(tmp_path: Path) -> None:
    body = gzip.compress(json.dumps(RECORD).encode())
    for name in ("a.jsonl.gz", "a.json", "a.txt.gz"):
        (item,) = found(written(tmp_path / name, body))
        assert isinstance(item, Capture)
        assert json.loads(item.body) == RECORD


def test_truncated_gzip_gives_what_came_before_the_end(tmp_path: Path) -> None:
    noise = ["".join(chr(97 + (i * k * 7919) % 23) for k in range(400)) for i in range(600)]
    whole = gzip.compress("\n".join(json.dumps({"text": n}) for n in noise).encode())
    items = found(written(tmp_path / "cut.jsonl.gz", whole[: len(whole) // 2]))
    assert items[-1].code == "CC013" if isinstance(items[-1], Problem) else False
    assert 0 < codes(items).count("ok") < len(noise)


@pytest.mark.parametrize(
    ("body", "media_type", "count"),
    [
        (b"Port Vale: Nine drowned.", "text/plain", 1),
        (b"<!DOCTYPE html><p>Nine drowned.", "text/html", 1),
        (b"  <html><body>Nine drowned.", "text/html", 1),
        (json.dumps(RECORD).encode(), "application/json", 1),
        (json.dumps(RECORD).encode() + b"\n" + json.dumps(RECORD).encode(), "application/json", 2),
        (b"{not json, but words in braces}", "text/plain", 1),
        (b"[Photo: agency] Nine drowned.", "text/plain", 1),
    ],
)
def test_standard_input_is_sniffed(body: bytes, media_type: str, count: int) -> None:
    items = found("-", stdin=body)
    assert [i.media_type for i in items if isinstance(i, Capture)] == [media_type] * count


def test_no_standard_input_is_a_problem() -> None:
    assert codes(found("-")) == ["CC001"]


@pytest.mark.parametrize(
    "name", ["long.jsonl", "long.json", "long.txt", "long.html", "long.txt.gz"]
)
def test_a_hundred_megabytes_are_refused_quickly_without_being_held(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    block = b"x" * 1_000_000
    with gzip.open(path, "wb", 1) if name.endswith(".gz") else path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(100):
            stream.write(block)
        stream.write(b'"}\n' + json.dumps(RECORD).encode())
    tracemalloc.start()
    started = time.perf_counter()
    items = found(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert codes(items) == (["CC009", "ok"] if name == "long.jsonl" else ["CC009"])
    assert time.perf_counter() - started < 10
    assert peak < 5 * LIMIT


def test_utf_16_is_text_with_and_without_a_mark() -> None:
    assert not is_binary("Nine drowned.".encode("utf-16"))
    assert not is_binary("Nine drowned.".encode("utf-16-le"))
    assert is_binary(b"\0\1\2\3\0\0\7")


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("buffering", [-1, 0], ids=["buffered", "raw"])
def test_an_open_pipe_gives_each_report_as_it_comes(
    pack: Callable[[bytes], bytes], buffering: int
) -> None:
    source, sink = os.pipe()
    with os.fdopen(source, "rb", buffering) as stream, os.fdopen(sink, "wb", 0) as writer:
        items = open_captures(["-"], cast("BinaryIO", stream))
        for number in range(4):
            # Were it waited for more, the test would never end: nothing is written meanwhile.
            writer.write(pack(json.dumps({**RECORD, "id": number}).encode() + b"\n"))
            item = next(items)
            assert isinstance(item, Capture)
            assert json.loads(item.body)["id"] == number


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_pipe_that_begins_with_one_byte_is_known_for_what_it_holds(
    pack: Callable[[bytes], bytes],
) -> None:
    source, sink = os.pipe()
    body = pack(json.dumps(RECORD).encode() + b"\n")

    def drip() -> None:
        with os.fdopen(sink, "wb", 0) as writer:
            for piece in (body[:1], body[1:2], body[2:]):
                writer.write(piece)
                time.sleep(0.05)

    writing = Thread(target=drip)
    writing.start()
    with os.fdopen(source, "rb") as stream:
        (item,) = open_captures(["-"], stream)
    writing.join()
    assert isinstance(item, Capture)
    assert item.media_type == "application/json"
    assert json.loads(item.body) == RECORD
