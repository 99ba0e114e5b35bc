"""Bounded reading of byte streams: decompression, binary detection, limits."""

import gzip
import io
import zlib
from typing import BinaryIO, Final

from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Reason

LIMIT: Final = 20_000_000
"""Bytes of one report: the five million characters a reader takes, at four bytes each."""

SAMPLE: Final = 8_000
"""Bytes looked at to tell text from binary, as git does."""

_GZIP = b"\x1f\x8b"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MAGIC = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF"),
    *(b"RIFF", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!"),
    *(b"\xd0\xcf\x11\xe0", b"\x28\xb5\x2f\xfd"),
)


class _Eager:
    """A stream for gzip, which asks for 128 KB at a time: a slow pipe gives what it has."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        # The fields of a header are asked for in a few bytes and must come whole.
        return self._stream.read1(size) if size > SAMPLE else self._stream.read(size)

    def seek(self, offset: int) -> int:
        return self._stream.seek(offset)


class _Gunzipped(io.RawIOBase):
    """Decompressed bytes of a gzip stream, with its damage as a problem rather than five errors."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._file = gzip.GzipFile(fileobj=_Eager(stream), mode="rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        try:
            data = self._file.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as failure:
            hint = Reason("Fetch or compress the file again.")
            message = Reason(
                "The compressed data is damaged or ends too early ({reason}).", reason=str(failure)
            )
            raise ProblemError(Problem("CC013", message, hint=hint)) from None
        buffer[: len(data)] = data
        return len(data)


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """Buffer a stream, and decompress it where its first bytes are those of gzip."""
    plain = stream if isinstance(stream, io.BufferedReader) else buffered(_Raw(stream))
    mark = plain.peek(2)[:2]
    if len(mark) == 1:  # a pipe may begin with one byte, and peek does not wait for more
        mark = plain.read(2)
        plain = rejoined(mark, plain)
    return buffered(_Gunzipped(plain)) if mark == _GZIP else plain


def head_of(stream: io.BufferedReader) -> tuple[bytes, io.BufferedReader]:
    """Give a stream's first bytes, enough to tell what it holds, and the stream still whole.

    They run to SAMPLE bytes, the first line that is not blank, or the end: a pipe is not waited for
    longer than that.
    """
    head = stream.peek(SAMPLE)
    if _is_enough(head):
        return head[:SAMPLE], stream
    head = b""
    while not _is_enough(head) and (more := stream.read1(SAMPLE)):
        head += more
    return head[:SAMPLE], rejoined(head, stream)


def _is_enough(head: bytes) -> bool:
    return len(head) >= SAMPLE or b"\n" in head.lstrip()


def buffered(stream: io.RawIOBase) -> io.BufferedReader:
    """Put a buffer, which alone can peek and read lines, before a raw stream."""
    return io.BufferedReader(stream)


class _Raw(io.RawIOBase):
    """Any binary stream, such as BytesIO, under a BufferedReader, which alone can peek."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        # What is there now, where the stream can tell: read would wait until the buffer is full.
        read = getattr(self._stream, "read1", self._stream.read)
        data = read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def rejoined(head: bytes, stream: io.BufferedReader) -> io.BufferedReader:
    """Put bytes already taken from a stream back in front of it."""
    return buffered(_Rejoined(head, stream))


class _Rejoined(io.RawIOBase):
    """A stream with the bytes already taken from it put back in front."""

    def __init__(self, head: bytes, stream: io.BufferedReader) -> None:
        self._head, self._stream = memoryview(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._head:
            taken = self._head[: len(buffer)]
            self._head = self._head[len(taken) :]
            buffer[: len(taken)] = taken
            return len(taken)
        data = self._stream.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def is_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a program, picture or archive."""
    if head.startswith(_MAGIC):
        return True
    if head.startswith(_WIDE_MARKS):
        return False
    if b"\0" not in head:
        return False
    # UTF-16 without a mark: Latin text has its zeros in every other byte and nowhere else.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return not (min(even, odd) == 0 and max(even, odd) > 0.7 * (len(head) // 2))


def read_whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream; raises ProblemError (CC009) when there are more than ``limit``."""
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise ProblemError(too_long(limit))
    return body


def too_long(limit: int) -> Problem:
    """Give the problem of one report above the limit."""
    message = Reason("It is longer than {most} MB.", most=str(limit // 1_000_000))
    hint = Reason("One file or line is one report: split it, or write many reports as JSON Lines.")
    return Problem("CC009", message, hint=hint)
