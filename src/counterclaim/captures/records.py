"""Captures out of JSON Lines and JSON files: one for each object."""

import codecs
import io
import json
from collections.abc import Iterator
from typing import Final

from counterclaim.captures.streams import LIMIT, read_whole, rejoined, too_long
from counterclaim.model import Capture, Problem, ProblemError
from counterclaim.model.reason import Reason

MEDIA_TYPE: Final = "application/json"
_CHUNK: Final = 1 << 20
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def line_captures(stream: io.BufferedReader, address: str) -> Iterator[Capture | Problem]:
    """Give a capture for each line that holds an object; a bad line is a problem, and is left."""
    empty = True
    for number, line in _lines(stream):
        where = f"{address}:{number}"
        if isinstance(line, Problem):
            empty = False
            yield Problem(line.code, line.message, where, line.hint)
        elif line.strip():
            empty = False
            yield _checked(line, where)
    if empty:
        yield Problem("CC002", Reason("It holds no line."), address)


def record_captures(stream: io.BufferedReader, address: str) -> Iterator[Capture | Problem]:
    """Give the captures of a JSON file: an object, an array of objects, or in truth JSON Lines.

    A file whose first line is a whole object is read as JSON Lines, whatever it is called.
    """
    start = stream.peek(1)[:4]
    if not start.startswith(tuple(_WIDE)):
        first = stream.readline(LIMIT)
        while first and not first.strip():
            first = stream.readline(LIMIT)
        if first.endswith(b"\n") and first.strip().endswith(b"}") and first.lstrip()[:1] == b"{":
            yield from line_captures(rejoined(first, stream), address)
            return
        body = first + read_whole(stream, LIMIT)
        if len(body) > LIMIT:
            raise ProblemError(too_long(LIMIT))
    else:
        body = read_whole(stream, LIMIT)
    yield from _from_value(body, address)


def _from_value(body: bytes, address: str) -> Iterator[Capture | Problem]:
    value = _loaded(body, address)
    if isinstance(value, Problem):
        yield value
    elif isinstance(value, list):
        if not value:
            yield Problem("CC002", Reason("It holds an empty list."), address)
        for number, item in enumerate(value, 1):
            where = f"{address}#{number}"
            if isinstance(item, dict):
                text = json.dumps(item, ensure_ascii=False)
                yield Capture(where, MEDIA_TYPE, text.encode("utf-8", "surrogatepass"))
            else:
                yield _no_object(where)
    elif isinstance(value, dict):
        yield Capture(address, MEDIA_TYPE, body)
    else:
        yield _no_object(address)


def _checked(line: bytes, where: str) -> Capture | Problem:
    value = _loaded(line, where)
    if isinstance(value, Problem):
        return value
    return Capture(where, MEDIA_TYPE, line) if isinstance(value, dict) else _no_object(where)


def _loaded(body: bytes, where: str) -> object:
    """Give the JSON value, or a Problem."""
    try:
        return json.loads(body)
    except UnicodeDecodeError as failure:
        message = Reason("It is not UTF-8: {reason}.", reason=failure.reason)
        hint = Reason("JSON is UTF-8; convert the file first.")
        return Problem("CC004", message, where, hint)
    except json.JSONDecodeError as failure:
        message = Reason(
            "It is not valid JSON: {reason}, at character {place}.",
            reason=failure.msg,
            place=str(failure.pos + 1),
        )
        return Problem("CC005", message, where)
    except RecursionError:
        return Problem("CC005", Reason("Its JSON is nested too deeply to be read."), where)
    except ValueError as failure:  # an integer of thousands of digits
        message = Reason("Its JSON cannot be read: {reason}.", reason=str(failure))
        return Problem("CC005", message, where)


def _no_object(where: str) -> Problem:
    example = '{"title": "...", "text": "...", "published": "..."}'
    hint = Reason("A report is an object such as {example}.", example=example)
    return Problem("CC006", Reason("It holds a value that is not an object."), where, hint)


def _lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | Problem]]:
    """Give the lines, numbered from 1; one above the limit is skipped without being held."""
    mark = next((m for m in _WIDE if stream.peek(2)[:2] == m), None)
    if mark is not None:
        yield from _wide_lines(stream, _WIDE[mark])
        return
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        if len(line) <= LIMIT:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield number, too_long(LIMIT)


def _wide_lines(stream: io.BufferedReader, encoding: str) -> Iterator[tuple[int, bytes | Problem]]:
    """Lines of a UTF-16 file, in which a line feed is not one byte."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")
    number = 0
    try:
        while line := text.readline(LIMIT + 1):
            number += 1
            if len(line) <= LIMIT:
                yield number, line.encode("utf-8")
                continue
            while line and not line.endswith("\n"):
                line = text.readline(_CHUNK)
            yield number, too_long(LIMIT)
    finally:
        text.detach()  # the wrapper would close a stream that is its opener's to close
