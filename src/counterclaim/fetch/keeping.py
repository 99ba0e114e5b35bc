"""Every page that was fetched is kept as it was sent, in a WARC file named by its digest."""

import gzip
import os
from base64 import b32encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final, cast
from uuid import UUID

from fastwarc.warc import WarcRecord, WarcRecordType

from counterclaim.fetch.connection import Reply
from counterclaim.fetch.fetcher import Fetched
from counterclaim.model import Problem, ProblemError
from counterclaim.model.identity import content_id
from counterclaim.model.reason import Reason

ENDING: Final = ".warc.gz"
_KINDS: Final = {"request": WarcRecordType.request, "response": WarcRecordType.response}
_FRAMING: Final = frozenset({"transfer-encoding", "content-length"})
"""Headers of how a body was cut up on its way, which is not how it is kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a capture lies: the file's path below its folder. ``new`` is False if it was there."""

    name: str
    digest: str
    new: bool


class CaptureFolder:
    """A folder of WARC files, one to a capture; the same page in the same words is kept once.

    A file appears whole or not at all, whatever ends the program. ``cat`` joins them to one WARC.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, page: Fetched) -> Kept:
        """Keep a page, with the request and the redirects that led to it.

        It is on the disk when this returns. Raises ProblemError CC041 where it cannot be written.
        """
        name = f"{page.digest[:2]}/{page.digest[:16]}-{content_id(['capture', page.asked])}{ENDING}"
        path = self.folder / name
        try:
            if path.exists():
                return Kept(name, page.digest, new=False)
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as stream:
                try:
                    _write(page, cast("IO[bytes]", stream))
                    stream.flush()
                    os.fsync(stream.fileno())
                    Path(stream.name).replace(path)
                except BaseException:
                    Path(stream.name).unlink(missing_ok=True)
                    raise
        except OSError as failure:
            reason = str(failure.strerror or failure)
            message = Reason("The capture could not be kept: {reason}.", reason=reason)
            hint = Reason("Make room, or name another folder with --captures.")
            raise ProblemError(Problem("CC041", message, str(path), hint)) from None
        return Kept(name, page.digest, new=True)

    def kept(self, asked: str) -> list[Path]:
        """Give the captures of an address, the one last written first."""
        found = self.folder.glob(f"*/*-{content_id(['capture', asked])}{ENDING}")
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)

    def path(self, name: str) -> Path:
        """Give the whole path of a kept capture."""
        return self.folder / name


def _write(page: Fetched, stream: IO[bytes]) -> None:
    replies: Sequence[Reply] = (*page.hops, page.reply)
    for number, reply in enumerate(replies):
        stream.write(_record(page, number, reply, "request"))
        stream.write(_record(page, number, reply, "response"))


def _record(page: Fetched, number: int, reply: Reply, kind: str) -> bytes:
    """Give one record as a member of a gzip file."""
    block = _request(reply, page) if kind == "request" else _response(reply)
    record = WarcRecord()
    record.init_headers(_KINDS[kind], content_length=len(block))
    # Named by content, so that the same capture has the same bytes wherever it was written.
    record.headers["WARC-Record-ID"] = _name(page, kind, number)
    record.headers["WARC-Date"] = page.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    record.headers["WARC-Target-URI"] = reply.target.address
    record.headers["WARC-IP-Address"] = reply.ip
    record.headers["Content-Type"] = f"application/http; msgtype={kind}"
    record.headers["WARC-Block-Digest"] = _digest(block)
    if kind == "response":
        record.headers["WARC-Payload-Digest"] = _digest(reply.body)
        record.headers["WARC-Concurrent-To"] = _name(page, "request", number)
        if reply is page.reply:
            record.headers["Counterclaim-Digest"] = f"sha256:{page.digest}"
    record.set_bytes_content(block)
    written = BytesIO()
    record.write(written)
    return gzip.compress(written.getvalue(), mtime=0)


def _request(reply: Reply, page: Fetched) -> bytes:
    headers = {"Host": reply.target.host_header, **page.sent, "Connection": "close"}
    return _head(f"GET {reply.target.path} HTTP/1.1", headers.items())


def _response(reply: Reply) -> bytes:
    kept = [(k, v) for k, v in reply.headers if k.lower() not in _FRAMING]
    kept.append(("Content-Length", str(len(reply.body))))
    return _head(f"HTTP/1.1 {reply.status} {reply.reason}", kept) + reply.body


def _head(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = [first, *(f"{k}: {v}" for k, v in headers), "", ""]
    # http.client gives headers as Latin-1, whatever they were.
    return "\r\n".join(lines).encode("latin-1", "replace")


def _name(page: Fetched, kind: str, number: int) -> str:
    seed = f"{kind} {number} {page.asked} {page.fetched_at.isoformat()} {page.digest}"
    return f"<urn:uuid:{UUID(bytes=sha256(seed.encode()).digest()[:16])}>"


def _digest(block: bytes) -> str:
    # SHA-1 in base 32 is what tools for WARC expect; the SHA-256 of the page stands beside it.
    return "sha1:" + b32encode(sha1(block, usedforsecurity=False).digest()).decode("ascii")
