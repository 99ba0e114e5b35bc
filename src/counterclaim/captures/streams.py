"""Bounded reading of byte streams: decompression, binary detection, limits."""

import gzip
import io
import zlib
from typing import BinaryIO, Final

from counterclaim.model import Problem, ProblemError

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


class _Gunzipped(io.RawIOBase):
    """Decompressed bytes of a gzip stream, with its damage as a problem rather than five errors."""

    def __init__(self, stream: BinaryIO) -> None:
        self._file = gzip.GzipFile(fileobj=stream, mode="rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        try:
            data = self._file.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as failure:
            hint = "Fetch or compress the file again."
            message = f"The compressed data is damaged or ends too early ({failure})."
            raise ProblemError(Problem("CC013", message, hint=hint)) from None
        buffer[: len(data)] = data
        return len(data)


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """Buffer a stream, and decompress it where its first bytes are those of gzip."""
    plain = stream if isinstance(stream, io.BufferedReader) else buffered(_Raw(stream))
    return buffered(_Gunzipped(plain)) if plain.peek(2)[:2] == _GZIP else plain


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
        data = self._stream.read(len(buffer))
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
    hint = "One file or line is one report: split it, or write many reports as JSON Lines."
    return Problem("CC009", f"It is longer than {limit // 1_000_000} MB.", hint=hint)
