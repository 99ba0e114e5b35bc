"""Captures out of web archives (WARC, also compressed), which can be gone on with midway."""

import os
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from counterclaim.captures.coding import decoded
from counterclaim.captures.streams import LIMIT, is_binary, too_long
from counterclaim.model import Capture, Problem, ProblemError
from counterclaim.model.reason import Reason

MEDIA_TYPE: Final = "application/warc"
MARK: Final = b"WARC/1."
READ: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
"""What is read of an archive; pictures, scripts and the like are passed over."""
_HEAD: Final = 1 << 16
_KINDS: Final = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_GZIP: Final = b"\x1f\x8b\x08"
_SEARCHED: Final = 1 << 20
"""Bytes read at a time in looking for the next record after a damaged one."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where in an archive the reading stands.

    The first ``done`` records are done, the last ``skip`` of them at ``offset``.
    """

    offset: int = 0
    skip: int = 0
    done: int = 0


class Archive:
    """Reads an archive record by record; ``position`` tells where to go on after the last one.

    Iterating gives a Capture for each page, addressed as it was on the web, and a Problem with
    "path@OFFSET" for each damaged record; what follows the damage is looked for and read.
    """

    def __init__(self, stream: BinaryIO, address: str, start: Position | None = None) -> None:
        self._stream = stream
        self._address = address
        self.position = start or Position()

    def __iter__(self) -> Iterator[Capture | Problem]:
        if self.position.offset:
            # An archive compressed as one piece has no place to begin at but its beginning.
            if not self._begins_here(self.position.offset):
                self.position = Position(0, self.position.done, self.position.done)
            self._stream.seek(self.position.offset)
        told = False
        while True:
            before = self.position
            problem = yield from self._until_damage()
            if problem is None:
                return
            # Where nothing could be read since the last damage, it is still the same one.
            if not told or self.position != before:
                yield problem
            told = True
            found = self._next_record(self.position.offset + 1)
            if found is None:
                return
            self.position = Position(found, 0, self.position.done)

    def _until_damage(self) -> Generator[Capture | Problem, None, Problem | None]:
        """Read to the end (returns None) or to the first damage (returns its problem)."""
        begin, skip = self.position.offset, self.position.skip
        try:
            for record in ArchiveIterator(_Forward(self._stream), parse_http=False):
                if skip:
                    skip -= 1
                    continue
                at, here = begin + record.stream_pos, self.position
                item = self._capture(record, f"{self._address}@{at}")
                same = here.skip if at == here.offset else 0
                self.position = Position(at, same + 1, here.done + 1)
                if item is not None:
                    yield item
        except _CutOffError:
            return self._damaged(Reason("a record ends too early"))
        except ProblemError as stopped:
            return self._damaged(stopped.problem.message)
        except (OSError, ValueError) as failure:
            return self._damaged(_squeezed(failure))
        except BaseException as failure:
            # The library's faults come as a kind of their own, which is no Exception.
            if type(failure).__name__ != "PanicException":
                raise
            return self._damaged(Reason("it is no archive"))
        return self._cut_off()

    def _capture(self, record: WarcRecord, where: str) -> Capture | Problem | None:
        """Give what a record holds, None for what is no page; raises where it is cut off."""
        if not record.record_type & _KINDS:
            return None
        block = record.reader.read(LIMIT + _HEAD + 1)
        if len(block) > LIMIT + _HEAD:
            told = too_long(LIMIT)
            return Problem(told.code, told.message, where, Reason("The record was passed over."))
        if len(block) < record.content_length:
            raise _CutOffError
        address = (record.headers.get("WARC-Target-URI") or where).strip("<>")
        try:
            return _page(record, block, address)
        except ProblemError as stopped:
            told = stopped.problem
            return Problem(told.code, told.message, f"{where} ({address})", told.hint)

    def _damaged(self, reason: str) -> Problem:
        where = f"{self._address}@{self.position.offset}"
        message = Reason("A record is damaged or cut off from there on ({reason}).", reason=reason)
        hint = Reason("What stands before and after it was read; fetch the archive again.")
        return Problem("CC052", message, where, hint)

    def _cut_off(self) -> Problem | None:
        """Tell whether compressed data end in mid-member, which the library passes over."""
        if not self._stream.seekable():
            return None
        self._stream.seek(self.position.offset)
        if self._stream.read(len(_GZIP)) != _GZIP:
            return None
        self._stream.seek(self.position.offset)
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while chunk := self._stream.read(_SEARCHED):
            while chunk:
                if member.eof:
                    if not chunk.strip(b"\0"):
                        break
                    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
                try:
                    member.decompress(chunk, _SEARCHED)
                except zlib.error as failure:
                    return self._damaged(_squeezed(failure))
                chunk = member.unused_data if member.eof else member.unconsumed_tail
        return None if member.eof else self._damaged(Reason("it breaks off"))

    def _next_record(self, start: int) -> int | None:
        """Find where the next record begins at or after ``start``; None where there is none."""
        if not self._stream.seekable():
            return None
        at, tail = start, b""
        self._stream.seek(start)
        while chunk := self._stream.read(_SEARCHED):
            block = tail + chunk
            for mark in (_GZIP, b"\n" + MARK):
                place = block.find(mark)
                while place >= 0:
                    found = at - len(tail) + place + mark.startswith(b"\n")
                    if self._begins_here(found):
                        self._stream.seek(found)
                        return found
                    place = block.find(mark, place + 1)
            at += len(chunk)
            tail = block[-16:]
            self._stream.seek(at)
        return None

    def _begins_here(self, place: int) -> bool:
        self._stream.seek(place)
        head = self._stream.read(512)
        if head.startswith(_GZIP):
            try:
                head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
            except zlib.error:
                return False
        return head.startswith(MARK)


class _CutOffError(Exception):
    """A record is shorter than it says."""


def _squeezed(failure: Exception) -> str:
    return " ".join(str(failure).split())[:100]


class _Forward:
    """A stream as the library wants one: read forward, and told where it stands from here on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if (offset, whence) in {(0, os.SEEK_CUR), (self._at, os.SEEK_SET)}:
            return self._at
        raise OSError("the stream is read forward only")

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        """Leave the stream open: it is its opener's."""


def bodies_in(stream: BinaryIO) -> Iterator[bytes]:
    """Give the body of each good answer in an archive, whatever it is, up to the first damage."""
    try:
        for record in ArchiveIterator(_Forward(stream), WarcRecordType.response, parse_http=False):
            answer = _answer(record.reader.read(LIMIT + _HEAD))
            if answer is not None:
                headers, body = answer
                yield _whole(body, headers)
    except (OSError, ValueError, ProblemError):
        return


def _answer(block: bytes) -> tuple[Message, bytes] | None:
    """Take an answer with status 200 apart; None for any other."""
    head, _, body = block.partition(b"\r\n\r\n")
    first, _, lines = head.partition(b"\r\n")
    if first.split()[1:2] != [b"200"]:
        return None
    return message_from_bytes(lines + b"\r\n\r\n"), body


def _page(record: WarcRecord, block: bytes, address: str) -> Capture | None:
    kind = record.headers.get("Content-Type") or ""
    if record.record_type & WarcRecordType.response:
        answer = _answer(block) if kind.lower().startswith("application/http") else None
        if answer is None:
            return None
        headers, body = answer
        kind = str(headers.get("Content-Type", ""))
        if not _is_read(kind, address):
            return None
        body = _whole(body, headers)
    else:
        body = block
        if not _is_read(kind, address):
            return None
    media_type, charset = content_type(kind)
    if not body.strip() or (is_binary(body[:8000]) and not body.startswith(b"%PDF-")):
        return None
    return Capture(address, media_type, body, charset)


def _is_read(kind: str, address: str) -> bool:
    return content_type(kind)[0] in READ and not address.endswith("/robots.txt")


def content_type(header: str) -> tuple[str, str | None]:
    """Give the media type of a Content-Type header, "" where none is told, and the charset."""
    if not header:
        return "", None
    message = Message()
    message["Content-Type"] = " ".join(header.split())
    charset = message.get_param("charset")
    named = charset.strip(" \"'") if isinstance(charset, str) else ""
    return header.partition(";")[0].strip().lower(), named or None


def _whole(body: bytes, headers: Message) -> bytes:
    """Put a body together and unpack it."""
    if str(headers.get("Transfer-Encoding", "")).strip().lower() == "chunked":
        body = _dechunked(body)
    codings = ",".join(map(str, headers.get_all("Content-Encoding", []))).split(",")
    return decoded(body, codings, LIMIT)


def _dechunked(body: bytes) -> bytes:
    """Join chunks; archives often say "chunked" of bodies that were joined before."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at)
        try:
            size = int(body[at : max(end, at)].partition(b";")[0], 16)
        except ValueError:
            return body if not parts else b"".join(parts)
        if size <= 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)
